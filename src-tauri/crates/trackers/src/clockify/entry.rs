//! Between our payload and Clockify's time entry, both ways. Pure.

use domain::{Payload, PayloadKind, TargetId, Timestamp};
use serde_json::Value;

use super::moment;
use super::tags::TagNames;
use super::wire::{CustomField, CustomFieldValue, EntryBody, TimeEntry};
use crate::Remote;

/// A target's project and task; `None` when it is spelled like nothing Clockify has.
pub(super) fn project_and_task(target: &TargetId) -> Option<(&str, Option<&str>)> {
    let fits = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match target.as_str().split_once('/') {
        None => fits(target.as_str()).then_some((target.as_str(), None)),
        Some((project, task)) => (fits(project) && fits(task)).then_some((project, Some(task))),
    }
}

/// What is sent for a payload. `custom` is what a replaced entry held in custom fields.
pub(super) fn body(payload: &Payload, tag_ids: Vec<String>, custom: &[CustomFieldValue]) -> EntryBody {
    let (project, task) = project_and_task(&payload.target).unwrap_or((payload.target.as_str(), None));
    EntryBody {
        start: moment::write(payload.start),
        end: moment::write(end_of(payload)),
        description: payload.text.clone(),
        project_id: Some(project.to_owned()).filter(|id| !id.is_empty()),
        task_id: task.map(str::to_owned),
        tag_ids,
        billable: payload.billable,
        kind: match payload.kind {
            PayloadKind::Work => "REGULAR",
            PayloadKind::Break => "BREAK",
        },
        custom_fields: custom.iter().filter(|field| field.value != Value::Null).map(written).collect(),
    }
}

fn written(field: &CustomFieldValue) -> CustomField {
    const SOURCES: [&str; 3] = ["WORKSPACE", "PROJECT", "TIMEENTRY"];
    CustomField {
        custom_field_id: field.custom_field_id.clone(),
        source_type: field.kind.clone().filter(|kind| SOURCES.contains(&kind.as_str())),
        value: field.value.clone(),
    }
}

/// What an entry holds, in the words of `expected`: where that leaves the billable mark open, it stays open.
/// `None` when its times cannot be read.
pub(super) fn remote(entry: &TimeEntry, names: &TagNames, expected: &Payload) -> Option<Remote> {
    let start = moment::read(&entry.time_interval.start)?;
    let seconds = match &entry.time_interval.end {
        Some(end) => u32::try_from(moment::read(end)?.since(start) / 1000).ok()?,
        // It runs: nothing is booked yet.
        None => 0,
    };
    let mut tags: Vec<String> = entry.tag_ids.iter().map(|id| names.name_of(id).to_owned()).collect();
    tags.sort();
    tags.dedup();
    let payload = Payload {
        // On which project breaks are booked is the workspace's to decide.
        target: if is_break(expected) { expected.target.clone() } else { target(entry) },
        kind: kind(entry).unwrap_or(expected.kind),
        start,
        seconds,
        text: entry.description.clone(),
        tags,
        billable: expected.billable.map(|_| entry.billable),
    };
    Some(Remote { id: entry.id.clone(), payload })
}

/// The entry with ids where a hydrated answer has whole objects.
pub(super) fn with_ids(mut entry: TimeEntry) -> TimeEntry {
    entry.project_id = entry.project_id.or_else(|| entry.project.as_ref().map(|project| project.id.clone()));
    entry.task_id = entry.task_id.or_else(|| entry.task.as_ref().map(|task| task.id.clone()));
    if entry.tag_ids.is_empty() {
        entry.tag_ids = entry.tags.iter().map(|tag| tag.id.clone()).collect();
    }
    entry
}

/// How well an entry fits a payload whose create got no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// In everything that identifies it.
    Exact,
    /// In everything but the text: the tracker or a person may have changed it.
    ButForText,
    /// Not at all.
    None,
}

/// Compares start and end to the second, project, task, type and text. Billable and tags are left aside: workspaces
/// overrule the first, and the second can be renamed. So is the project of a break, which workspaces decide. Holidays
/// and time off are nobody's work.
pub(super) fn fit(entry: &TimeEntry, payload: &Payload) -> Fit {
    let interval = &entry.time_interval;
    let ends = interval.end.as_deref().and_then(moment::read).map(Timestamp::seconds);
    let same = moment::read(&interval.start).map(Timestamp::seconds) == Some(payload.start.seconds())
        && ends == Some(end_of(payload).seconds())
        && (is_break(payload) || target(entry) == payload.target)
        && kind(entry) == Some(payload.kind);
    match (same, entry.description.trim() == payload.text.trim()) {
        (true, true) => Fit::Exact,
        (true, false) => Fit::ButForText,
        (false, _) => Fit::None,
    }
}

fn end_of(payload: &Payload) -> Timestamp {
    payload.start.plus_millis(i64::from(payload.seconds) * 1000)
}

fn target(entry: &TimeEntry) -> TargetId {
    let project = entry.project_id.as_deref().unwrap_or_default();
    match entry.task_id.as_deref().filter(|task| !task.is_empty()) {
        Some(task) => TargetId::new(format!("{project}/{task}")),
        None => TargetId::new(project),
    }
}

fn is_break(payload: &Payload) -> bool {
    payload.kind == PayloadKind::Break
}

/// `None` for what is neither work nor a break: `HOLIDAY`, `TIME_OFF`.
fn kind(entry: &TimeEntry) -> Option<PayloadKind> {
    match entry.kind.as_deref() {
        None | Some("REGULAR") => Some(PayloadKind::Work),
        Some("BREAK") => Some(PayloadKind::Break),
        Some(_) => None,
    }
}
