//! `resize`: one border of an entry goes elsewhere; everything else of it stays.

use crate::{Border, EntryId, Overlap, Segment, Timestamp};

use super::{Ledger, Notice, Refusal, Step, edit, overlap};

/// Sets a border. The end of a running entry stops it there.
pub(super) fn resize(
    mut ledger: Ledger<'_>,
    id: EntryId,
    border: Border,
    at: Timestamp,
    policy: Overlap,
) -> Result<Step, Refusal> {
    let entry = ledger.find(id)?;
    // Where the clock was set back, an end may lie ahead of it; leaving it there is nothing new.
    let stays = border == Border::End && entry.end() == Some(at);
    let at = if stays { at } else { ledger.not_future(at, "at")? };
    let segments = match border {
        Border::Start => edit::starting(entry.segments(), at, None)?,
        Border::End => edit::ending(entry.segments().to_vec(), at)?,
        Border::Between(from) => between(entry.segments(), from, at)?,
    };
    let resized = entry.with_segments(segments)?;
    overlap::make_room(&mut ledger, entry, &resized, policy)?;
    ledger.set(resized);
    ledger.close(Notice::Edited)
}

/// The segments with the border at `from` at another instant. A border that is there already stays, so that the same
/// words said twice change nothing.
fn between(segments: &[Segment], from: Timestamp, at: Timestamp) -> Result<Vec<Segment>, Refusal> {
    let border = |at: Timestamp| segments.windows(2).position(|pair| pair[0].end == Some(at));
    let mut set = segments.to_vec();
    let Some(left) = border(from) else {
        return if border(at).is_some() { Ok(set) } else { Err(Refusal::NoBorder { at: from }) };
    };
    let (after, before) = (segments[left].start, segments[left + 1].end);
    if at <= after || before.is_some_and(|before| at >= before) {
        return Err(Refusal::Beyond { after, before });
    }
    set[left].end = Some(at);
    set[left + 1].start = at;
    Ok(set)
}
