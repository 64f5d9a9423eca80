//! What Align gets for an entry: one record per local day it was worked on, in quarter hours, breaks left out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::payload::Rounding;
use domain::project::{Span, largest_remainder, split_at_midnight, truncate_text, work_spans};
use domain::upload::Unsendable;
use domain::{Booking, Entry, Loss, Part, Payload, PayloadKind, Policy};

use super::day;
use super::entry::project_and_ticket;

/// The longest description, in UTF-16 units.
const TEXT_MAX: usize = 2000;
const SECOND: i64 = 1000;
/// A quarter of an hour in the unit of rounding, which is milliseconds here: nothing is rounded twice.
const QUARTER: u32 = 15 * 60 * 1000;
/// The most that one record takes: 1440 minutes. A day on which clocks go back has more.
const LONGEST: u32 = 24 * 60 * 60;

/// What one local day holds of an entry, in milliseconds.
#[derive(Default)]
struct Day {
    work: i64,
    rest: i64,
}

pub(super) fn project(entry: &Entry, booking: &Booking, policy: &Policy) -> Result<Vec<Part>, Unsendable> {
    project_and_ticket(&booking.target)
        .ok_or_else(|| Unsendable::Target { target: booking.target.clone() })?;
    let days = days(entry);
    let booked = quarters(&days, policy.rounding)?;
    let (text, cut) = description(&entry.note);
    let mut losses = vec![Loss::NoClockTime];
    if !entry.tags.is_empty() {
        losses.push(Loss::NoTags);
    }
    losses.extend(cut);
    // Days too short to get a quarter have left their time to the others.
    let count = booked.iter().filter(|seconds| **seconds > 0).count();
    if days.len() > 1 {
        let records = u32::try_from(count).expect("an entry has fewer parts than u32::MAX");
        losses.push(Loss::PastMidnight { records });
    }
    let parts = days.into_iter().zip(booked).filter(|(_, seconds)| *seconds > 0);
    Ok(parts
        .map(|((date, worked), seconds)| Part {
            payload: Payload {
                target: booking.target.clone(),
                kind: PayloadKind::Work,
                start: day::start(date),
                seconds,
                text: text.clone(),
                tags: Vec::new(),
                billable: Some(entry.billable),
            },
            losses: of_day(&worked, seconds).chain(losses.clone()).collect(),
        })
        .collect())
}

/// The local days of the entry's own zone on which it was worked, and the breaks between the work by day.
fn days(entry: &Entry) -> BTreeMap<NaiveDate, Day> {
    let works = work_spans(entry);
    let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
    for (date, span) in works.iter().flat_map(|span| split_at_midnight(*span, entry.zone)) {
        days.entry(date).or_default().work += span.millis();
    }
    let between = works.windows(2).map(|pair| Span { start: pair[0].end, end: pair[1].start });
    for (date, span) in between.flat_map(|span| split_at_midnight(span, entry.zone)) {
        days.entry(date).or_default().rest += span.millis();
    }
    days
}

/// Seconds in whole quarters of an hour for each day; they add up to the rounded whole.
fn quarters(days: &BTreeMap<NaiveDate, Day>, rounding: Rounding) -> Result<Vec<u32>, Unsendable> {
    let exact: Vec<u32> = days.values().map(|day| u32::try_from(day.work).unwrap_or(u32::MAX)).collect();
    let booked: Vec<u32> =
        largest_remainder(&exact, QUARTER, rounding).into_iter().map(|millis| millis / 1000).collect();
    match booked.iter().max() {
        None | Some(0) => Err(Unsendable::TooShort { seconds: QUARTER / 1000 }),
        Some(most) if *most > LONGEST => Err(Unsendable::TooLong { seconds: LONGEST }),
        Some(_) => Ok(booked),
    }
}

/// What a single day loses; less than a second is nobody's loss.
fn of_day(worked: &Day, seconds: u32) -> impl Iterator<Item = Loss> + use<> {
    let rounded = (i64::from(seconds) * SECOND - worked.work) / SECOND;
    let rounded = i32::try_from(rounded).ok().filter(|seconds| *seconds != 0);
    let rest = u32::try_from(worked.rest / SECOND).ok().filter(|seconds| *seconds > 0);
    let rounded = rounded.map(|seconds| Loss::Rounded { seconds });
    rounded.into_iter().chain(rest.map(|seconds| Loss::BreakSubtracted { seconds }))
}

/// The note as Align takes it: at most [`TEXT_MAX`] units are kept.
fn description(note: &str) -> (String, Option<Loss>) {
    let text = note.trim();
    let mut units = 0;
    let fitting = text.chars().take_while(|character| {
        units += character.len_utf16();
        units <= TEXT_MAX
    });
    let kept = truncate_text(text, fitting.count()).trim_end();
    let cut = (kept.len() < text.len())
        .then(|| Loss::TextCut { kept: u32::try_from(kept.chars().count()).unwrap_or(u32::MAX) });
    (kept.to_owned(), cut)
}
