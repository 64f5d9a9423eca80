//! What Redmine gets for an entry: one record per local day it was worked on, in hundredths of an hour, breaks left out,
//! the clock times at the start of the comment.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::payload::Rounding;
use domain::project::{Span, largest_remainder, split_at_midnight, truncate_text, work_spans};
use domain::upload::Unsendable;
use domain::{Booking, Entry, Loss, Part, Payload, PayloadKind, Policy, Timestamp};

use super::day::{self, HUNDREDTH};
use super::place::Place;
use super::stamp;

/// The longest comment, in characters.
const TEXT_MAX: usize = 1024;
const SECOND: i64 = 1000;
/// A hundredth of an hour in the unit of rounding, which is milliseconds here: nothing is rounded twice.
const HUNDREDTH_MILLIS: u32 = HUNDREDTH * 1000;

/// What one local day holds of an entry.
struct Day {
    first: Timestamp,
    last: Timestamp,
    work_millis: i64,
}

impl Day {
    /// The breaks between its work.
    fn rest_millis(&self) -> i64 {
        self.last.since(self.first) - self.work_millis
    }
}

pub(super) fn project(entry: &Entry, booking: &Booking, policy: &Policy) -> Result<Vec<Part>, Unsendable> {
    if Place::of(&booking.target).is_none() {
        return Err(Unsendable::Target { target: booking.target.clone() });
    }
    let days = days(entry);
    let booked = hundredths(&days, policy.rounding)?;
    let mut losses = vec![Loss::NoClockTime];
    if !entry.tags.is_empty() {
        losses.push(Loss::NoTags);
    }
    // Days too short to get a hundredth have left their time to the others.
    let count = booked.iter().filter(|seconds| **seconds > 0).count();
    if days.len() > 1 {
        let records = u32::try_from(count).expect("an entry has fewer parts than u32::MAX");
        losses.push(Loss::PastMidnight { records });
    }
    let parts = days.into_iter().zip(booked).filter(|(_, seconds)| *seconds > 0);
    Ok(parts
        .map(|((date, worked), seconds)| {
            let (text, cut) = comment(entry, &worked);
            Part {
                payload: Payload {
                    target: booking.target.clone(),
                    kind: PayloadKind::Work,
                    start: day::start(date),
                    seconds,
                    text,
                    tags: Vec::new(),
                    billable: None,
                },
                losses: of_day(&worked, seconds).chain(losses.iter().cloned()).chain(cut).collect(),
            }
        })
        .collect())
}

/// The local days of the entry's own zone on which it was worked.
fn days(entry: &Entry) -> BTreeMap<NaiveDate, Day> {
    let works = work_spans(entry);
    let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
    for (date, Span { start, end }) in works.iter().flat_map(|span| split_at_midnight(*span, entry.zone)) {
        let day = days.entry(date).or_insert(Day { first: start, last: end, work_millis: 0 });
        day.last = end;
        day.work_millis += end.since(start);
    }
    days
}

/// Seconds in whole hundredths of an hour for each day; they add up to the rounded whole.
fn hundredths(days: &BTreeMap<NaiveDate, Day>, rounding: Rounding) -> Result<Vec<u32>, Unsendable> {
    let exact: Vec<u32> =
        days.values().map(|day| u32::try_from(day.work_millis).unwrap_or(u32::MAX)).collect();
    let booked: Vec<u32> = largest_remainder(&exact, HUNDREDTH_MILLIS, rounding)
        .into_iter()
        .map(|millis| millis / 1000)
        .collect();
    match booked.iter().max() {
        None | Some(0) => Err(Unsendable::TooShort { seconds: HUNDREDTH }),
        Some(_) => Ok(booked),
    }
}

/// What a single day loses; less than a second is nobody's loss.
fn of_day(worked: &Day, seconds: u32) -> impl Iterator<Item = Loss> + use<> {
    let rounded = (i64::from(seconds) * SECOND - worked.work_millis) / SECOND;
    let rounded = i32::try_from(rounded).ok().filter(|seconds| *seconds != 0);
    let rest = u32::try_from(worked.rest_millis() / SECOND).ok().filter(|seconds| *seconds > 0);
    let rounded = rounded.map(|seconds| Loss::Rounded { seconds });
    rounded.into_iter().chain(rest.map(|seconds| Loss::BreakSubtracted { seconds }))
}

/// The day's clock times, and the note as far as there is room behind them. A note that was taken over from a record
/// may open with the times it once had.
fn comment(entry: &Entry, day: &Day) -> (String, Option<Loss>) {
    let stamp = stamp::write(day.first, day.last, entry.zone, day.rest_millis());
    let note = entry.note.trim();
    let note = stamp::split(note).map_or(note, |(_, note)| note);
    let room = TEXT_MAX.saturating_sub(stamp.chars().count() + 1);
    let kept = truncate_text(note, room).trim_end();
    let cut = (kept.len() < note.len())
        .then(|| Loss::TextCut { kept: u32::try_from(kept.chars().count()).unwrap_or(u32::MAX) });
    (format!("{stamp} {kept}").trim_end().to_owned(), cut)
}
