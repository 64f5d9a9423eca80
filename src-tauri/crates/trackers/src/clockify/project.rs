//! What Clockify gets for an entry: one REGULAR entry per stretch of work, and BREAK entries where wanted and known.

use domain::payload::{BreakPolicy, Rounding};
use domain::project::{Span, largest_remainder, truncate_text, work_spans};
use domain::upload::Unsendable;
use domain::{Booking, Entry, Loss, Part, Payload, PayloadKind, Policy, Timestamp};

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
    let missing = |field: &str| Unsendable::Missing { field: field.to_owned() };
    if rules.live_only {
        return Err(Unsendable::LiveOnly);
    }
    if rules.note_required && text.is_empty() {
        return Err(missing("note"));
    }
    if rules.task_required && task.is_none() {
        return Err(missing("task"));
    }
    if rules.tag_required && tags.is_empty() {
        return Err(missing("tag"));
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

/// A stretch of time in whole seconds.
struct Slot {
    start: Timestamp,
    seconds: u32,
}

impl Slot {
    fn end(&self) -> Timestamp {
        self.start.plus_millis(i64::from(self.seconds) * SECOND)
    }
}

/// The spans in whole seconds that add up to the whole seconds of all work. A start is cut to its second; where the
/// rounded length would then reach past the cut end, the slot begins earlier instead, though never before the first
/// second of work, so that it never covers what follows the entry or went before. Spans too short to get a second are left to the others.
fn whole_seconds(spans: &[Span]) -> Result<Vec<Slot>, Unsendable> {
    let net: i64 = spans.iter().map(|span| span.millis()).sum();
    if net < SECOND {
        return Err(Unsendable::TooShort { seconds: 1 });
    }
    let longest = u32::MAX / 1000;
    if net > i64::from(longest) * SECOND {
        return Err(Unsendable::TooLong { seconds: longest });
    }
    let first = spans.first().map_or(Timestamp::MIN, |span| whole_second(span.start));
    let lengths: Vec<u32> = spans.iter().filter_map(|span| u32::try_from(span.millis()).ok()).collect();
    let mut result: Vec<Slot> = Vec::with_capacity(spans.len());
    for (span, millis) in spans.iter().zip(largest_remainder(&lengths, 1000, Rounding::Down)) {
        if millis == 0 {
            continue;
        }
        let earliest = result.last().map_or(first, Slot::end);
        let latest = whole_second(span.end).plus_millis(-i64::from(millis));
        let start = whole_second(span.start).min(latest).max(earliest);
        result.push(Slot { start, seconds: millis / 1000 });
    }
    Ok(result)
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

fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_millis(at.seconds() * SECOND)
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
