//! What Clockify gets for an entry: one REGULAR entry per stretch of work, and BREAK entries where wanted and known.

use domain::payload::BreakPolicy;
use domain::project::{Slot, truncate_text, whole_seconds, work_spans};
use domain::upload::Unsendable;
use domain::{Booking, Entry, Loss, Part, Payload, PayloadKind, Policy};

use super::entry::project_and_task;
use crate::WorkspaceRules;

/// The longest description, in UTF-16 units as the service counts.
const TEXT_MAX: usize = 3000;
const SECOND: i64 = 1000;

pub(super) fn project(
    entry: &Entry,
    booking: &Booking,
    policy: &Policy,
    rules: &WorkspaceRules,
) -> Result<Vec<Part>, Unsendable> {
    let (_, task) = project_and_task(&booking.target)
        .ok_or_else(|| Unsendable::Target { target: booking.target.clone() })?;
    let (text, mut losses) = description(&entry.note);
    let tags = tags(entry, rules, &mut losses);
    if rules.live_only {
        return Err(Unsendable::LiveOnly);
    }
    let lacks = [
        (rules.note_required && text.is_empty(), "note"),
        (rules.task_required && task.is_none(), "task"),
        (rules.tag_required && tags.is_empty(), "tag"),
    ];
    let missing: Vec<&str> = lacks.iter().filter(|(lacks, _)| *lacks).map(|(_, field)| *field).collect();
    if let Some(missing) = Unsendable::missing(&missing) {
        return Err(missing);
    }
    let works = whole_seconds(&work_spans(entry))?;
    if let Some(until) = rules.locked_before.filter(|until| works.iter().any(|slot| slot.start < *until)) {
        return Err(Unsendable::Locked { until });
    }
    let breaks = match policy.breaks {
        BreakPolicy::Entry if rules.break_entries => between(&works),
        _ => Vec::new(),
    };
    let count = u32::try_from(works.len() + breaks.len()).expect("an entry has fewer parts than u32::MAX");
    if count > 1 {
        losses.push(Loss::Split { parts: count });
    }
    let part = |kind: PayloadKind, slot: &Slot, billable: bool| Part {
        payload: Payload {
            target: booking.target.clone(),
            kind,
            start: slot.start,
            seconds: slot.seconds,
            text: text.clone(),
            tags: tags.clone(),
            billable: (!rules.billable_forced).then_some(billable),
        },
        losses: losses.clone(),
    };
    let mut parts: Vec<Part> =
        works.iter().map(|slot| part(PayloadKind::Work, slot, entry.billable)).collect();
    parts.extend(breaks.iter().map(|slot| part(PayloadKind::Break, slot, false)));
    parts.sort_by_key(|part| part.payload.start);
    Ok(parts)
}

/// What lies between the slots, as far as it holds a second.
fn between(works: &[Slot]) -> Vec<Slot> {
    works
        .windows(2)
        .filter_map(|pair| {
            let start = pair[0].end();
            let seconds =
                u32::try_from(pair[1].start.since(start) / SECOND).ok().filter(|seconds| *seconds > 0)?;
            Some(Slot { start, seconds })
        })
        .collect()
}

/// The note as Clockify takes it: `<` and `>` look alike instead, and at most [`TEXT_MAX`] units are kept.
fn description(note: &str) -> (String, Vec<Loss>) {
    let mut losses = Vec::new();
    let mut text = note.trim().to_owned();
    if text.contains(['<', '>']) {
        text = text.replace('<', "‹").replace('>', "›");
        losses.push(Loss::TextChanged);
    }
    let mut units = 0;
    let fitting = text.chars().take_while(|character| {
        units += character.len_utf16();
        units <= TEXT_MAX
    });
    let kept = truncate_text(&text, fitting.count()).trim_end();
    if kept.len() < text.len() {
        text = kept.to_owned();
        losses.push(Loss::TextCut { kept: u32::try_from(text.chars().count()).unwrap_or(u32::MAX) });
    }
    (text, losses)
}

/// The entry's tags as they are spelled there, sorted. One that is not there and may not be made is a loss.
fn tags(entry: &Entry, rules: &WorkspaceRules, losses: &mut Vec<Loss>) -> Vec<String> {
    let spelled = |tag: &String| {
        if rules.tags.contains_key(tag) {
            return Some(tag.clone());
        }
        let folded = tag.to_lowercase();
        let other = rules.tags.keys().find(|known| known.to_lowercase() == folded).cloned();
        other.or_else(|| rules.new_tags.then(|| tag.clone()))
    };
    let there: Vec<Option<String>> = entry.tags.iter().map(spelled).collect();
    if there.iter().any(Option::is_none) {
        losses.push(Loss::NoTags);
    }
    let mut tags: Vec<String> = there.into_iter().flatten().collect();
    tags.sort();
    tags.dedup();
    tags
}
