//! Overlaps: which entries new times touch, and trimming, splitting or keeping them as the person chose.

use std::cmp::Reverse;

use crate::{Entry, EntryId, Overlap, Timestamp};

use super::{Ledger, Refusal, cut};

/// Times from `start` to before `end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
}

impl Span {
    /// The times of an entry; a running one reaches to now.
    pub(super) fn of(entry: &Entry, now: Timestamp) -> Self {
        Self { start: entry.start(), end: entry.end().unwrap_or(now) }
    }

    pub(super) fn touches(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end && self.start < self.end && other.start < other.end
    }
}

/// The finished entries that share time with the span, except the named ones.
pub(super) fn finished<'a>(ledger: &Ledger<'a>, span: Span, except: &[EntryId]) -> Vec<&'a Entry> {
    let mut found = any(ledger, span, except);
    found.retain(|entry| !entry.is_running());
    found
}

/// The entries that share time with the span, except the named ones; a running one reaches to now.
pub(super) fn any<'a>(ledger: &Ledger<'a>, span: Span, except: &[EntryId]) -> Vec<&'a Entry> {
    let mut found = ledger.all();
    found.retain(|entry| !except.contains(&entry.id) && Span::of(entry, ledger.now).touches(span));
    // Newest first, and in the same order whoever lists them: which piece gets which new name hangs on it.
    found.sort_by_key(|entry| (Reverse(entry.start()), entry.id));
    found
}

/// Frees the span from the entries in its way, as the policy says.
///
/// `Trim` keeps of an entry that covers the whole span what lies before it; the rest is in the history. A running
/// entry that does so is cut in two instead: adding time in the past never stops the timer.
pub(super) fn resolve(
    ledger: &mut Ledger<'_>,
    span: Span,
    in_the_way: &[&Entry],
    policy: Overlap,
) -> Result<(), Refusal> {
    if in_the_way.is_empty() {
        return Ok(());
    }
    let both_sides = |entry: &Entry| match policy {
        Overlap::Split => true,
        Overlap::Trim => entry.is_running(),
        Overlap::Ask | Overlap::Keep => false,
    };
    match policy {
        Overlap::Ask => Err(Refusal::Overlaps { with: in_the_way.iter().map(|entry| entry.id).collect() }),
        Overlap::Keep => Ok(()),
        Overlap::Trim | Overlap::Split => {
            in_the_way.iter().try_for_each(|entry| free(ledger, span, entry, both_sides(entry)))
        }
    }
}

fn free(ledger: &mut Ledger<'_>, span: Span, entry: &Entry, both_sides: bool) -> Result<(), Refusal> {
    let left = cut::before(entry.segments(), span.start);
    let right = cut::after(entry.segments(), span.end);
    match (left.is_empty(), right.is_empty()) {
        (true, true) => ledger.remove(entry.id),
        (true, false) => ledger.set(entry.with_segments(right)?),
        (false, true) => ledger.set(entry.with_segments(left)?),
        (false, false) => {
            ledger.set(entry.with_segments(left)?);
            if both_sides {
                let mut right = entry.with_segments(right)?;
                right.id = ledger.fresh()?;
                ledger.set(right);
            }
        }
    }
    Ok(())
}

/// Frees the new times from other entries, if the entry took time it did not have before.
pub(super) fn make_room(
    ledger: &mut Ledger<'_>,
    before: &Entry,
    edited: &Entry,
    policy: Overlap,
) -> Result<(), Refusal> {
    let old = Span::of(before, ledger.now);
    let new = Span::of(edited, ledger.now);
    let gained = [
        Span { start: new.start, end: new.end.min(old.start) },
        Span { start: new.start.max(old.end), end: new.end },
    ];
    let mut in_the_way = any(ledger, new, &[before.id]);
    in_the_way.retain(|entry| gained.iter().any(|gained| Span::of(entry, ledger.now).touches(*gained)));
    resolve(ledger, new, &in_the_way, policy)
}
