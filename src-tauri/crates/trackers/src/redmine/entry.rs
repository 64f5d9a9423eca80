//! Between our payload and Redmine's time entry, both ways, and how well one fits the other. Pure.

use domain::{Payload, PayloadKind};

use super::fields::Values;
use super::place::Place;
use super::wire::{Fields, PlaceFields, TimeEntry, Write};
use super::{day, stamp};
use crate::Remote;

/// What is sent for a payload on a place. A change says that there is no issue; a new record has none anyway.
pub(super) fn body<'a>(
    payload: &'a Payload,
    place: Place,
    activity_id: Option<u64>,
    values: &'a Values,
    is_change: bool,
) -> Write<'a> {
    let place = match place {
        Place::Issue(issue) => PlaceFields { project_id: None, issue_id: Some(Some(issue)) },
        Place::Project(project) => {
            PlaceFields { project_id: Some(project), issue_id: is_change.then_some(None) }
        }
    };
    Write {
        time_entry: Fields {
            place,
            spent_on: day::write(day::date(payload.start)),
            hours: day::hours(payload.seconds),
            activity_id,
            comments: &payload.text,
            custom_fields: values.sent(),
        },
    }
}

/// Where a time entry is booked.
fn place(entry: &TimeEntry) -> Place {
    match &entry.issue {
        Some(issue) => Place::Issue(issue.id),
        None => Place::Project(entry.project.id),
    }
}

/// What a time entry holds; a target that is `expected` is spelled as there. `None` when its date or hours cannot be
/// read.
pub(super) fn remote(entry: &TimeEntry, expected: &Payload) -> Option<Remote> {
    let place = place(entry);
    let same = Place::of(&expected.target) == Some(place);
    let payload = Payload {
        target: if same { expected.target.clone() } else { place.target() },
        kind: PayloadKind::Work,
        start: day::start(day::read(&entry.spent_on)?),
        seconds: day::seconds(&entry.hours)?,
        text: entry.comments.clone(),
        tags: Vec::new(),
        billable: None,
    };
    Some(Remote { id: entry.id.to_string(), payload })
}

/// How well an entry fits a payload whose create got no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// In everything that identifies it.
    Exact,
    /// In everything but the note behind the clock times.
    ButForNote,
    /// Not at all.
    None,
}

/// Compares person, day, hours, place and comment.
pub(super) fn fit(entry: &TimeEntry, payload: &Payload, user: &str) -> Fit {
    let mine = entry.user.id.to_string() == user;
    let Some(shown) = remote(entry, payload).filter(|_| mine).map(|remote| remote.payload) else {
        return Fit::None;
    };
    let same =
        (shown.start, shown.seconds, &shown.target) == (payload.start, payload.seconds, &payload.target);
    let times = |text: &str| stamp::split(text).map(|(stamp, _)| stamp.to_owned());
    match (same, shown.text.trim() == payload.text.trim()) {
        (true, true) => Fit::Exact,
        (true, false) if times(&shown.text) == times(&payload.text) => Fit::ButForNote,
        _ => Fit::None,
    }
}
