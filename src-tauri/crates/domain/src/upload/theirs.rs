//! "Take theirs": what a record that somebody changed or removed at its tracker makes of our entry.
//!
//! Only what they changed is taken, field by field; what their tracker does not keep stays as it is here.

use thiserror::Error;

use crate::timer::worked_from_start;
use crate::{Booking, Cause, EditPatch, Entry, Kind, Payload, PayloadKind, Segment, TargetId, Timestamp};

use super::{Known, Reason, State, Upload};

/// What taking theirs means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The edit of the entry.
    pub patch: EditPatch,
    /// The upload as the edit finds it: it wishes for what the tracker holds.
    pub row: Upload,
}

/// Why theirs cannot be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum NotTaken {
    /// Nobody changed anything there.
    #[error("there is nothing to take")]
    Nothing,
    /// Nothing is wished there any more: the entry was removed or is booked elsewhere.
    #[error("the entry is not booked there any more")]
    NotWished,
    /// Somebody started the record as a live timer.
    #[error("the record runs there")]
    Runs,
    /// The record is one of several of this entry, and their change cannot be told as an edit of it.
    #[error("the record is one of several")]
    OneOfSeveral,
}

/// Takes theirs. `parts` are all uploads of the same booking, this one among them.
pub fn take_theirs(entry: &Entry, upload: &Upload, parts: &[Upload]) -> Result<Taken, NotTaken> {
    let known = upload.known.as_ref().ok_or(NotTaken::Nothing)?;
    match &upload.state {
        State::Stuck { reason: Reason::Changed { theirs } } => {
            let mine = upload.desired.as_ref().ok_or(NotTaken::NotWished)?;
            // A tracker that made something else of our own request right away was never seen to hold ours.
            let seen = if known.seen == *theirs { &known.payload } else { &known.seen };
            changed(entry, upload, Sides { mine, known, seen, theirs }, parts)
        }
        State::Stuck { reason: Reason::Gone } => gone(entry, upload, parts),
        _ => Err(NotTaken::Nothing),
    }
}

/// What a change there is read from.
#[derive(Clone, Copy)]
struct Sides<'a> {
    mine: &'a Payload,
    known: &'a Known,
    /// What theirs is told apart from.
    seen: &'a Payload,
    theirs: &'a Payload,
}

fn changed(entry: &Entry, upload: &Upload, sides: Sides<'_>, parts: &[Upload]) -> Result<Taken, NotTaken> {
    let Sides { mine, known, seen, theirs } = sides;
    if theirs.seconds == 0 {
        return Err(NotTaken::Runs);
    }
    let alone = parts.iter().all(|part| part.id == upload.id || part.desired.is_none());
    let moved_elsewhere = theirs.target != seen.target;
    if (moved_elsewhere || theirs.kind != seen.kind) && !alone {
        return Err(NotTaken::OneOfSeveral);
    }
    let patch = EditPatch {
        note: (theirs.text != seen.text).then(|| note(&entry.note, &mine.text, &theirs.text)),
        tags: (theirs.tags != seen.tags).then(|| tags(&entry.tags, &seen.tags, &theirs.tags)),
        billable: theirs.billable.filter(|billable| Some(*billable) != seen.billable),
        bookings: moved_elsewhere.then(|| rebooked(entry, upload, Some(&theirs.target))),
        segments: times(entry, upload, sides, parts, alone)?,
        ..EditPatch::default()
    };
    let known = Known { payload: theirs.clone(), seen: theirs.clone(), maybe: None, ..known.clone() };
    let row = Upload {
        target: if moved_elsewhere { theirs.target.clone() } else { upload.target.clone() },
        desired: Some(theirs.clone()),
        known: Some(known),
        state: State::Done,
        attempts: 0,
        due: None,
        ..upload.clone()
    };
    Ok(Taken { patch, row })
}

/// The entry is not booked there any more; the hour itself stays.
fn gone(entry: &Entry, upload: &Upload, parts: &[Upload]) -> Result<Taken, NotTaken> {
    let is_gone = |part: &Upload| matches!(part.state, State::Stuck { reason: Reason::Gone });
    let all_gone = parts.iter().all(|part| part.desired.is_none() || is_gone(part));
    if !all_gone {
        return Err(NotTaken::OneOfSeveral);
    }
    let patch = EditPatch { bookings: Some(rebooked(entry, upload, None)), ..EditPatch::default() };
    let row =
        Upload { desired: None, known: None, state: State::Done, attempts: 0, due: None, ..upload.clone() };
    Ok(Taken { patch, row })
}

fn rebooked(entry: &Entry, upload: &Upload, target: Option<&TargetId>) -> Vec<Booking> {
    let is_this =
        |booking: &Booking| booking.connection == upload.connection && booking.target == upload.target;
    let moved = |booking: &Booking| match (is_this(booking), target) {
        (false, _) => Some(booking.clone()),
        (true, Some(target)) => Some(Booking { target: target.clone(), ..booking.clone() }),
        (true, None) => None,
    };
    entry.bookings.iter().filter_map(moved).collect()
}

/// The note in their text: what stands there around ours (dates that a tracker keeps in the text) is left away. Dates
/// come first, so ours is where it stands last: a note that is a number may stand in the dates too.
fn note(note: &str, mine: &str, theirs: &str) -> String {
    let note = note.trim();
    let (before, after) =
        if note.is_empty() { (mine, "") } else { mine.rsplit_once(note).unwrap_or(("", "")) };
    let inner = theirs.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    inner.unwrap_or(theirs).trim().to_owned()
}

/// Our tags without those they took away, and with those they added. Tags that are not kept there stay.
fn tags(ours: &[String], seen: &[String], theirs: &[String]) -> Vec<String> {
    let folded = |list: &[String], tag: &str| list.iter().any(|one| one.to_lowercase() == tag.to_lowercase());
    let kept = ours.iter().filter(|tag| !folded(seen, tag) || folded(theirs, tag));
    let added = theirs.iter().filter(|tag| !folded(seen, tag) && !folded(ours, tag));
    kept.chain(added).cloned().collect()
}

/// The segments with their times; `None` when they left the times alone.
fn times(
    entry: &Entry,
    upload: &Upload,
    sides: Sides<'_>,
    parts: &[Upload],
    alone: bool,
) -> Result<Option<Vec<Segment>>, NotTaken> {
    let Sides { seen, theirs, .. } = sides;
    let moved = theirs.start.since(seen.start);
    let length = (theirs.seconds != seen.seconds).then(|| i64::from(theirs.seconds) * 1000);
    if moved == 0 && length.is_none() {
        return Ok(None);
    }
    if !alone {
        return one_of_several(entry, upload, moved, length, parts).map(Some);
    }
    let shifted: Vec<Segment> = entry.segments().iter().map(|segment| shifted(segment, moved)).collect();
    Ok(Some(match length {
        Some(length) => worked_from_start(&shifted, length),
        None => shifted,
    }))
}

fn shifted(segment: &Segment, by: i64) -> Segment {
    let end = segment.end.map(|end| end.plus_millis(by));
    Segment { start: segment.start.plus_millis(by), end, ..*segment }
}

/// Where each stretch of work is a record of its own, theirs moves one stretch; the breaks around it give way.
fn one_of_several(
    entry: &Entry,
    upload: &Upload,
    moved: i64,
    length: Option<i64>,
    parts: &[Upload],
) -> Result<Vec<Segment>, NotTaken> {
    let mut records: Vec<(Timestamp, bool)> = parts
        .iter()
        .filter_map(|part| Some((part.desired.as_ref()?, part.id == upload.id)))
        .filter(|(payload, _)| payload.kind == PayloadKind::Work)
        .map(|(payload, this)| (payload.start, this))
        .collect();
    records.sort_unstable();
    let segments = entry.segments();
    let works: Vec<usize> = (0..segments.len()).filter(|place| segments[*place].kind == Kind::Work).collect();
    let index = records.iter().position(|(_, this)| *this).ok_or(NotTaken::OneOfSeveral)?;
    if records.len() != works.len() {
        return Err(NotTaken::OneOfSeveral);
    }
    let place = works[index];
    let work = segments[place];
    let old_end = work.end.ok_or(NotTaken::Runs)?;
    let start = work.start.plus_millis(moved);
    let end = length.map_or(old_end.plus_millis(moved), |length| start.plus_millis(length));
    let (before, after) = segments.split_at(place);
    let after = &after[1..];
    let mut result = Vec::with_capacity(segments.len() + 2);
    result.extend(until(before, start)?);
    result.push(Segment { start, end: Some(end), ..work });
    result.extend(from(after, end)?);
    Ok(result)
}

/// What comes before a stretch that now begins at `start`: the break next to it ends there, work does not give way.
/// Two stretches that came to touch would be one record.
fn until(segments: &[Segment], start: Timestamp) -> Result<Vec<Segment>, NotTaken> {
    let mut kept = segments.to_vec();
    while kept.last().is_some_and(|last| last.kind != Kind::Work && last.start >= start) {
        kept.pop();
    }
    match kept.last_mut() {
        None => {}
        Some(last) if last.kind != Kind::Work => last.end = Some(start),
        Some(Segment { end, .. }) => {
            let end = end.ok_or(NotTaken::Runs)?;
            let touched_before = kept.len() == segments.len();
            if end > start || (end == start && !touched_before) {
                return Err(NotTaken::OneOfSeveral);
            }
            if end < start {
                kept.push(pause(end, start));
            }
        }
    }
    Ok(kept)
}

/// What comes after a stretch that now ends at `end`: the break next to it begins there, work does not give way.
fn from(segments: &[Segment], end: Timestamp) -> Result<Vec<Segment>, NotTaken> {
    let covered =
        segments.iter().take_while(|next| next.kind != Kind::Work && next.end.is_some_and(|its| its <= end));
    let covered = covered.count();
    let mut kept = segments[covered..].to_vec();
    match kept.first_mut() {
        None => {}
        Some(next) if next.kind != Kind::Work => next.start = end,
        Some(next) if next.start < end || (next.start == end && covered > 0) => {
            return Err(NotTaken::OneOfSeveral);
        }
        Some(next) if next.start > end => {
            let pause = pause(end, next.start);
            kept.insert(0, pause);
        }
        Some(_) => {}
    }
    Ok(kept)
}

fn pause(start: Timestamp, end: Timestamp) -> Segment {
    Segment { kind: Kind::Break, start, end: Some(end), cause: Cause::User }
}
