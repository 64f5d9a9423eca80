//! `set-back`: the clock was set back, and what it had recorded too late moves back with it.

use crate::{Entry, Timestamp};

use super::overlap::Span;
use super::{Ledger, Notice, Refusal, Step, shift};

/// What reaches past now moves earlier by the step, so that every duration stays true; and so does whatever that would
/// come to lie upon, because the same clock had recorded it.
///
/// Nothing else can keep both rules: the hour that is shown twice was worked twice, and no two entries overlap.
/// Entries that lie later than the clock had ever shown were not recorded by it, and stay.
pub(super) fn set_back(mut ledger: Ledger<'_>, by_millis: i64) -> Result<Step, Refusal> {
    // The ledger's own now is held at the running entry's last border, which is what has to move.
    let now = ledger.moment.now;
    let before = now.plus_millis(by_millis.max(0));
    let (mut moving, mut staying): (Vec<&Entry>, Vec<&Entry>) = ledger
        .all()
        .into_iter()
        .filter(|entry| entry.end().is_none_or(|end| end <= before))
        .partition(|entry| entry.end().is_none_or(|end| end > now));
    let mut next = 0;
    while let Some(mover) = moving.get(next).copied() {
        let old = Span::of(mover, before);
        let new = back(old, by_millis);
        let struck = |entry: &&Entry| {
            let there = Span::of(entry, now);
            there.touches(new) && !there.touches(old)
        };
        let (struck, free): (Vec<&Entry>, Vec<&Entry>) = staying.into_iter().partition(struck);
        moving.extend(struck);
        staying = free;
        next += 1;
    }
    if before > now {
        for entry in moving {
            ledger.set(entry.with_segments(shift::by(entry.segments(), -by_millis))?);
        }
    }
    ledger.close(Notice::Moved)
}

fn back(span: Span, millis: i64) -> Span {
    let earlier = |at: Timestamp| at.plus_millis(-millis);
    Span { start: earlier(span.start), end: earlier(span.end) }
}
