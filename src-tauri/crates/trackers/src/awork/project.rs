//! What awork gets for an entry: one time entry per stretch of work; breaks are gaps, because none can be written.

use domain::project::{whole_seconds, work_spans};
use domain::upload::Unsendable;
use domain::{Booking, Entry, Loss, Part, Payload, PayloadKind};

use super::place::Place;
use crate::WorkspaceRules;

pub(super) fn project(
    entry: &Entry,
    booking: &Booking,
    rules: &WorkspaceRules,
) -> Result<Vec<Part>, Unsendable> {
    let place =
        Place::read(&booking.target).ok_or_else(|| Unsendable::Target { target: booking.target.clone() })?;
    let missing = |field: &str| Unsendable::Missing { field: field.to_owned() };
    if rules.project_required && place.project.is_none() {
        return Err(missing("project"));
    }
    if rules.task_required && place.task.is_none() {
        return Err(missing("task"));
    }
    let slots = whole_seconds(&work_spans(entry))?;
    if let Some(until) = rules.locked_before.filter(|until| slots.iter().any(|slot| slot.start < *until)) {
        return Err(Unsendable::Locked { until });
    }
    let mut losses = Vec::new();
    if !entry.tags.is_empty() {
        losses.push(Loss::NoTags);
    }
    if slots.len() > 1 {
        let parts = u32::try_from(slots.len()).expect("an entry has fewer parts than u32::MAX");
        losses.push(Loss::Split { parts });
    }
    let part = |start, seconds| Part {
        payload: Payload {
            target: place.target(),
            kind: PayloadKind::Work,
            start,
            seconds,
            text: entry.note.trim().to_owned(),
            tags: Vec::new(),
            billable: Some(entry.billable),
        },
        losses: losses.clone(),
    };
    Ok(slots.into_iter().map(|slot| part(slot.start, slot.seconds)).collect())
}
