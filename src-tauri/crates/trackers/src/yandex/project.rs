//! What Yandex Tracker gets for an entry: one worklog with the net time, or one per stretch of work; whole minutes.

use domain::payload::BreakPolicy;
use domain::project::{largest_remainder, work_spans};
use domain::upload::Unsendable;
use domain::{Booking, Entry, Loss, Part, Payload, PayloadKind, Policy, Timestamp};

use super::worklog::{is_issue_id, is_issue_key};

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
/// The same in the unit of rounding, which is milliseconds here: nothing is rounded twice.
const MINUTE_UNIT: u32 = 60_000;

pub(super) fn project(entry: &Entry, booking: &Booking, policy: &Policy) -> Result<Vec<Part>, Unsendable> {
    let name = booking.target.as_str();
    if !is_issue_id(name) && !is_issue_key(name) {
        return Err(Unsendable::Target { target: booking.target.clone() });
    }
    let spans = work_spans(entry);
    let net: i64 = spans.iter().map(|span| span.millis()).sum();
    let (Some(first), Some(last), true) = (spans.first(), spans.last(), net >= MINUTE) else {
        return Err(Unsendable::TooShort { seconds: 60 });
    };
    // Room for rounding up stays below the largest number.
    let longest = u32::MAX / MINUTE_UNIT * 60 - 60;
    if net > i64::from(longest) * SECOND {
        return Err(Unsendable::TooLong { seconds: longest });
    }
    let mut losses = Vec::new();
    if !entry.tags.is_empty() {
        losses.push(Loss::NoTags);
    }
    let (starts, lengths): (Vec<Timestamp>, Vec<i64>) = if policy.breaks == BreakPolicy::Subtract {
        let subtracted = (last.end.since(first.start) - net) / SECOND;
        if let Ok(seconds) = u32::try_from(subtracted)
            && seconds > 0
        {
            losses.push(Loss::BreakSubtracted { seconds });
        }
        (vec![first.start], vec![net])
    } else {
        spans.iter().map(|span| (span.start, span.millis())).unzip()
    };
    let units: Vec<u32> = lengths.iter().filter_map(|length| u32::try_from(*length).ok()).collect();
    let booked = largest_remainder(&units, MINUTE_UNIT, policy.rounding);
    // Spans too short to get a minute have left their time to the others.
    let count = booked.iter().filter(|millis| **millis > 0).count();
    if count > 1 {
        let parts = u32::try_from(count).expect("an entry has fewer parts than u32::MAX");
        losses.push(Loss::Split { parts });
    }
    let parts = starts.into_iter().zip(lengths).zip(booked).filter(|(_, millis)| *millis > 0);
    Ok(parts
        .map(|((start, exact), millis)| Part {
            payload: Payload {
                target: booking.target.clone(),
                kind: PayloadKind::Work,
                start,
                seconds: millis / 1000,
                text: entry.note.trim().to_owned(),
                tags: Vec::new(),
                billable: None,
            },
            losses: rounded(i64::from(millis) - exact).into_iter().chain(losses.clone()).collect(),
        })
        .collect())
}

/// Less than a second is nobody's loss.
fn rounded(millis: i64) -> Option<Loss> {
    i32::try_from(millis / SECOND)
        .ok()
        .filter(|seconds| *seconds != 0)
        .map(|seconds| Loss::Rounded { seconds })
}
