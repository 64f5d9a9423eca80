//! `move`: an entry goes elsewhere as it is; its segments keep their lengths to the millisecond.

use crate::{EntryId, Overlap, Segment, Timestamp};

use super::{Ledger, Notice, Refusal, Step, overlap};

/// Shifts all segments by one amount of real time, so that the entry starts at the instant. A running one runs on.
pub(super) fn shift(
    mut ledger: Ledger<'_>,
    id: EntryId,
    start: Timestamp,
    policy: Overlap,
) -> Result<Step, Refusal> {
    let entry = ledger.find(id)?;
    let shifted = entry.with_segments(by(entry.segments(), start.since(entry.start())))?;
    let last = shifted.last();
    ledger.not_future(last.end.unwrap_or(last.start), if last.end.is_some() { "end" } else { "at" })?;
    overlap::make_room(&mut ledger, entry, &shifted, policy)?;
    ledger.set(shifted);
    ledger.close(Notice::Moved)
}

/// The segments so many milliseconds later.
pub(super) fn by(segments: &[Segment], millis: i64) -> Vec<Segment> {
    let later = |at: Timestamp| at.plus_millis(millis);
    segments
        .iter()
        .map(|segment| Segment { start: later(segment.start), end: segment.end.map(later), ..*segment })
        .collect()
}
