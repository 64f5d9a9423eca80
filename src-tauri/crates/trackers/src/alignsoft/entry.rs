//! Between our payload and Align's time entry, both ways. Pure.

use domain::{Payload, PayloadKind, TargetId};
use serde_json::Value;
use uuid::Uuid;

use super::wire::{Fields, TimeEntry};
use super::{day, hours};
use crate::Remote;

/// A target's project and ticket; `None` when it is spelled like nothing Align has.
pub(super) fn project_and_ticket(target: &TargetId) -> Option<(&str, Option<&str>)> {
    match target.as_str().split_once('/') {
        None => is_id(target.as_str()).then_some((target.as_str(), None)),
        Some((project, ticket)) => (is_id(project) && is_id(ticket)).then_some((project, Some(ticket))),
    }
}

/// Whether a text is spelled like an id: a UUID with hyphens.
pub(super) fn is_id(text: &str) -> bool {
    text.len() == Uuid::nil().hyphenated().to_string().len() && Uuid::try_parse(text).is_ok()
}

/// The project a payload is booked on.
pub(super) fn project_of(payload: &Payload) -> &str {
    project_and_ticket(&payload.target).map_or(payload.target.as_str(), |(project, _)| project)
}

/// What is sent for a payload.
pub(super) fn fields(payload: &Payload) -> Fields<'_> {
    Fields {
        work_date: day::write(day::date(payload.start)),
        minutes: payload.seconds / 60,
        description: Some(payload.text.as_str()).filter(|text| !text.is_empty()),
        billable: payload.billable.unwrap_or(true),
        entry_id: project_and_ticket(&payload.target).and_then(|(_, ticket)| ticket),
    }
}

/// What a time entry holds; a target that is `expected` is spelled as there. `None` when its date or its hours cannot
/// be read.
pub(super) fn remote(entry: &TimeEntry, expected: &Payload) -> Option<Remote> {
    let project = entry.project_id.as_deref().unwrap_or_else(|| project_of(expected));
    let target = match entry.entry_id.as_deref().filter(|ticket| !ticket.is_empty()) {
        Some(ticket) => format!("{project}/{ticket}"),
        None => project.to_owned(),
    };
    let same = target.eq_ignore_ascii_case(expected.target.as_str());
    let payload = Payload {
        target: if same { expected.target.clone() } else { TargetId::new(target) },
        kind: PayloadKind::Work,
        start: day::start(day::read(&entry.work_date)?),
        seconds: seconds(entry)?,
        text: entry.description.clone(),
        tags: Vec::new(),
        billable: expected.billable.map(|_| entry.billable),
    };
    Some(Remote { id: entry.id.clone(), payload })
}

/// What is billed: the hours. The minutes count only where there are none.
fn seconds(entry: &TimeEntry) -> Option<u32> {
    match &entry.hours {
        Value::String(text) => hours::read(text),
        Value::Number(number) => hours::read(&number.to_string()),
        _ => entry.minutes?.checked_mul(60),
    }
}

/// Why an entry takes no changes any more; `None` = it does.
pub(super) fn locked(entry: &TimeEntry) -> Option<&str> {
    match entry.status.as_deref() {
        _ if entry.invoiced => Some("invoiced"),
        None | Some("draft" | "rejected") => None,
        Some(status) => Some(status),
    }
}

/// How well an entry fits a payload whose create got no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// In everything that identifies it.
    Exact,
    /// In everything but the text.
    ButForText,
    /// Not at all.
    None,
}

/// Compares person, way of making, day, hours, project, ticket and text. `billable` is left aside.
pub(super) fn fit(entry: &TimeEntry, payload: &Payload, user: &str) -> Fit {
    let mine = entry.user_id.as_deref().is_none_or(|id| id.eq_ignore_ascii_case(user));
    let by_key = entry.source.as_deref().is_none_or(|source| source == "api");
    let Some(shown) = remote(entry, payload).filter(|_| mine && by_key).map(|remote| remote.payload) else {
        return Fit::None;
    };
    let same =
        (shown.start, shown.seconds, &shown.target) == (payload.start, payload.seconds, &payload.target);
    match (same, shown.text.trim() == payload.text.trim()) {
        (true, true) => Fit::Exact,
        (true, false) => Fit::ButForText,
        (false, _) => Fit::None,
    }
}
