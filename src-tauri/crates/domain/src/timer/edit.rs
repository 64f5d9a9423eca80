//! `edit`: other words or other times for an entry.

use crate::entry::Draft;
use crate::{Cause, EditPatch, Entry, EntryId, Kind, Overlap, Segment, Timestamp};

use super::{Ledger, Notice, Refusal, Step, cut, overlap, shift};

pub(super) fn edit(
    mut ledger: Ledger<'_>,
    id: EntryId,
    patch: EditPatch,
    policy: Overlap,
) -> Result<Step, Refusal> {
    let entry = ledger.find(id)?;
    one_wish_for_the_times(&patch, entry)?;
    let segments = times(&ledger, entry, &patch)?;
    let mut draft = Draft { segments, ..Draft::from(entry.clone()) };
    draft.note = patch.note.unwrap_or(draft.note);
    draft.tags = patch.tags.unwrap_or(draft.tags);
    draft.billable = patch.billable.unwrap_or(draft.billable);
    draft.bookings = patch.bookings.unwrap_or(draft.bookings);
    let edited = Entry::try_from(draft)?;
    overlap::make_room(&mut ledger, entry, &edited, policy)?;
    ledger.set(edited);
    ledger.close(Notice::Edited)
}

/// Refuses wishes that speak about the same side of the entry twice.
fn one_wish_for_the_times(patch: &EditPatch, entry: &Entry) -> Result<(), Refusal> {
    let start = patch.start.map(|_| "start");
    let end = patch.end.map(|_| "end");
    let work = patch.work_millis.map(|_| "work");
    // The work time of a running entry moves its start, so the two speak of one side.
    let start_too = start.filter(|_| entry.is_running());
    match [(end, work), (start_too, work)].into_iter().find_map(|(first, second)| first.zip(second)) {
        Some((first, second)) => Err(Refusal::Contradiction { first, second }),
        None => Ok(()),
    }
}

/// The segments the patch asks for.
fn times(ledger: &Ledger<'_>, entry: &Entry, patch: &EditPatch) -> Result<Vec<Segment>, Refusal> {
    let mut segments = match &patch.segments {
        None => entry.segments().to_vec(),
        Some(segments) => {
            for segment in segments {
                ledger.not_future(segment.start.max(segment.end.unwrap_or(segment.start)), "segments")?;
            }
            entry.with_segments(segments.clone())?.segments().to_vec()
        }
    };
    if let Some(start) = patch.start {
        let start = ledger.not_future(start, "start")?;
        segments = starting(&segments, start, patch.end)?;
    }
    if let Some(end) = patch.end {
        segments = ending(segments, ledger.not_future(end, "end")?)?;
    }
    if let Some(wanted) = patch.work_millis {
        if wanted <= 0 {
            return Err(Refusal::NoWork);
        }
        let runs = segments.last().is_some_and(|segment| segment.end.is_none());
        segments = match runs {
            false => worked_from_start(&segments, wanted),
            true => worked_until(&segments, wanted, ledger.now)?,
        };
        if let Some(end) = segments.last().and_then(|segment| segment.end) {
            ledger.not_future(end, "end")?;
        }
    }
    Ok(segments)
}

/// The segments from another start on. Where a new end is given too and old and new times do not meet, as when the
/// day is changed, the whole entry moves.
pub(super) fn starting(
    segments: &[Segment],
    start: Timestamp,
    new_end: Option<Timestamp>,
) -> Result<Vec<Segment>, Refusal> {
    let Some(first) = segments.first() else { return Err(Refusal::EndBeforeStart) };
    let mut kept = cut::after(segments, start);
    if new_end.is_some_and(|end| kept.is_empty() || end <= first.start) {
        return Ok(shift::by(segments, start.since(first.start)));
    }
    kept.first_mut().ok_or(Refusal::EndBeforeStart)?.start = start;
    Ok(kept)
}

/// The segments up to another end; the last one grows.
pub(super) fn ending(segments: Vec<Segment>, end: Timestamp) -> Result<Vec<Segment>, Refusal> {
    let mut kept = cut::before(&segments, end);
    kept.last_mut().ok_or(Refusal::EndBeforeStart)?.end = Some(end);
    Ok(kept)
}

/// The segments up to the instant where so much was worked; missing work follows at the end.
pub(crate) fn worked_from_start(segments: &[Segment], wanted: i64) -> Vec<Segment> {
    let mut left = wanted;
    let mut kept = Vec::with_capacity(segments.len() + 1);
    for segment in segments {
        if segment.kind == Kind::Work {
            let millis = segment.end.map_or(0, |end| end.since(segment.start));
            if left <= millis {
                kept.push(Segment { end: Some(segment.start.plus_millis(left)), ..*segment });
                return kept;
            }
            left -= millis;
        }
        kept.push(*segment);
    }
    match kept.last_mut() {
        Some(last) if last.kind == Kind::Work => last.end = last.end.map(|end| end.plus_millis(left)),
        Some(Segment { end: Some(end), .. }) => {
            let start = *end;
            let end = Some(start.plus_millis(left));
            kept.push(Segment { kind: Kind::Work, start, end, cause: Cause::User });
        }
        Some(_) | None => {}
    }
    kept
}

/// The segments from the instant since which so much was worked until now; missing work goes before.
fn worked_until(segments: &[Segment], wanted: i64, now: Timestamp) -> Result<Vec<Segment>, Refusal> {
    let mut left = wanted;
    for segment in segments.iter().rev().filter(|segment| segment.kind == Kind::Work) {
        let millis = segment.millis(now);
        if left <= millis {
            let end = segment.end.unwrap_or(now);
            return Ok(cut::after(segments, end.plus_millis(-left)));
        }
        left -= millis;
    }
    let Some(first) = segments.first() else { return Err(Refusal::NoWork) };
    let start = first.start.plus_millis(-left);
    if start == Timestamp::MIN {
        return Err(Refusal::TooEarly { field: "start", earliest: Timestamp::MIN });
    }
    let mut grown = Vec::with_capacity(segments.len() + 1);
    grown.push(Segment { kind: Kind::Work, start, end: Some(first.start), cause: Cause::User });
    grown.extend_from_slice(segments);
    Ok(grown)
}
