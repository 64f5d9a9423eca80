//! What Plane gets for an entry: one worklog with the net time in whole minutes, its date and times in the text.

use domain::project::{largest_remainder, work_spans};
use domain::upload::Unsendable;
use domain::{Booking, Entry, Loss, Part, Payload, PayloadKind, Policy, Timestamp};

use super::place::Name;
use super::stamp;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
/// The same in the unit of rounding, which is milliseconds here: nothing is rounded twice.
const MINUTE_UNIT: u32 = 60_000;
/// The longest record, in seconds: a day. The service would take more, and less than nothing; neither can be meant.
const LONGEST: u32 = 24 * 60 * 60;

pub(super) fn project(entry: &Entry, booking: &Booking, policy: &Policy) -> Result<Vec<Part>, Unsendable> {
    if Name::read(booking.target.as_str()).is_none() {
        return Err(Unsendable::Target { target: booking.target.clone() });
    }
    let spans = work_spans(entry);
    let net: i64 = spans.iter().map(|span| span.millis()).sum();
    let (Some(first), Some(last), true) = (spans.first(), spans.last(), net >= MINUTE) else {
        return Err(Unsendable::TooShort { seconds: 60 });
    };
    let exact = u32::try_from(net).ok().filter(|_| net <= i64::from(LONGEST) * SECOND);
    let exact = exact.ok_or(Unsendable::TooLong { seconds: LONGEST })?;
    let booked: u32 = largest_remainder(&[exact], MINUTE_UNIT, policy.rounding).iter().sum();
    let rested = last.end.since(first.start) - net;

    let mut losses = Vec::new();
    // Less than a second is nobody's loss.
    let rounded = (i64::from(booked) - net) / SECOND;
    losses.extend(i32::try_from(rounded).ok().filter(|s| *s != 0).map(|seconds| Loss::Rounded { seconds }));
    losses.push(Loss::NoDate);
    if !entry.tags.is_empty() {
        losses.push(Loss::NoTags);
    }
    let rested_seconds = u32::try_from(rested / SECOND).unwrap_or(u32::MAX);
    if rested_seconds > 0 {
        losses.push(Loss::BreakSubtracted { seconds: rested_seconds });
    }
    let stamp = stamp::write(first.start, last.end, entry.zone, rested);
    // A note that was taken over from a record may open with the times it once had.
    let note = entry.note.trim();
    let note = stamp::split(note).map_or(note, |(_, note)| note);
    let payload = Payload {
        target: booking.target.clone(),
        kind: PayloadKind::Work,
        // To the minute, as the text says it.
        start: Timestamp::from_millis(first.start.millis() - first.start.millis().rem_euclid(MINUTE)),
        seconds: booked / 1000,
        text: format!("{stamp} {note}").trim_end().to_owned(),
        tags: Vec::new(),
        billable: None,
    };
    Ok(vec![Part { payload, losses }])
}
