//! Between our payload and awork's time entry, both ways. Pure.

use domain::target::Identity;
use domain::{Payload, PayloadKind, Timestamp};

use super::moment;
use super::place::Place;
use super::wire::{EntryBody, TimeEntry};
use crate::Remote;

/// What a payload does not say of an entry.
pub(super) struct Rest {
    pub(super) user: String,
    pub(super) type_of_work: String,
    /// In which zone people read the times of the entry there.
    pub(super) zone: String,
    pub(super) billed: bool,
}

/// What is sent for a payload.
pub(super) fn body(payload: &Payload, place: Place, rest: Rest) -> EntryBody {
    EntryBody {
        user_id: rest.user,
        type_of_work_id: rest.type_of_work,
        project_id: place.project,
        task_id: place.task,
        timezone: rest.zone,
        start_date_utc: moment::write_day(payload.start),
        start_time_utc: moment::write_time(payload.start),
        duration: payload.seconds,
        note: Some(payload.text.clone()).filter(|text| !text.is_empty()),
        is_billable: payload.billable.unwrap_or(false),
        is_billed: rest.billed,
    }
}

/// What an entry holds; `None` when its times cannot be read. While it runs nothing is booked yet.
pub(super) fn remote(entry: &TimeEntry) -> Option<Remote> {
    let payload = Payload {
        target: place(entry).target(),
        kind: PayloadKind::Work,
        start: start(entry)?,
        seconds: entry.duration.unwrap_or(0),
        text: entry.note.clone(),
        tags: Vec::new(),
        billable: Some(entry.is_billable),
    };
    Some(Remote { id: entry.id.clone(), payload })
}

/// How well an entry fits a payload whose create got no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// In everything that identifies it.
    Exact,
    /// In everything but the text or the moment of its making: a person decides.
    Nearly,
    /// Not at all.
    None,
}

/// Compares person, start and length to the second, place and text; and that it was made by us and not before
/// `earliest`. Type of work, zone and billable mark are left aside: people correct them there.
pub(super) fn fit(entry: &TimeEntry, payload: &Payload, me: &Identity, earliest: Timestamp) -> Fit {
    let same = entry.user_id.as_deref() == Some(me.id.as_str())
        && start(entry).map(Timestamp::seconds) == Some(payload.start.seconds())
        && entry.duration == Some(payload.seconds)
        && place(entry).target() == payload.target;
    let is_me = |id: &String| *id == me.id || me.aliases.contains(id);
    let made = entry.created_on.as_deref().and_then(moment::read_whole);
    let ours = entry.created_by.as_ref().is_none_or(is_me)
        && made.is_none_or(|made| made >= earliest)
        && entry.note.trim() == payload.text.trim();
    match (same, ours) {
        (true, true) => Fit::Exact,
        (true, false) => Fit::Nearly,
        (false, _) => Fit::None,
    }
}

/// What an entry is booked on.
pub(super) fn place(entry: &TimeEntry) -> Place {
    let some = |id: &Option<String>| id.as_ref().map(|id| id.to_lowercase()).filter(|id| !id.is_empty());
    Place { project: some(&entry.project_id), task: some(&entry.task_id) }
}

fn start(entry: &TimeEntry) -> Option<Timestamp> {
    moment::read(entry.start_date_utc.as_deref()?, entry.start_time_utc.as_deref())
}
