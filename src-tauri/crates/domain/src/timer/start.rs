//! `start`: a new entry runs; what ran before ends at the same instant.

use crate::entry::Draft;
use crate::{Cause, Entry, EntryId, Kind, NewEntry, Overlap, Segment, Timestamp};

use super::overlap::{self, Span};
use super::{Ledger, Notice, Refusal, Step, breaks, cut};

pub(super) fn start(
    mut ledger: Ledger<'_>,
    new: NewEntry,
    at: Option<Timestamp>,
    policy: Overlap,
) -> Result<Step, Refusal> {
    let instant = ledger.instant(at)?;
    let id = ledger.fresh()?;
    let open = Segment { kind: Kind::Work, start: instant, end: None, cause: Cause::User };
    let entry = build(id, new, &ledger, vec![open])?;
    let running = ledger.running();
    if let Some(running) = running.filter(|running| says_the_same(running, &entry))
        && (at.is_none() || at == Some(running.start()))
    {
        return match (at, running.last().kind) {
            (None, Kind::Break | Kind::Undecided) => breaks::switch(ledger, None, Kind::Work),
            (Some(_), _) | (None, Kind::Work) => ledger.close(Notice::Already),
        };
    }
    make_room(&mut ledger, instant, policy)?;
    ledger.set(entry);
    ledger.close(if running.is_some() { Notice::Switched } else { Notice::Started })
}

/// A checked entry of these words and segments, in the zone of the moment.
pub(super) fn build(
    id: EntryId,
    new: NewEntry,
    ledger: &Ledger<'_>,
    segments: Vec<Segment>,
) -> Result<Entry, Refusal> {
    let NewEntry { note, tags, billable, bookings } = new;
    Ok(Entry::try_from(Draft { id, note, tags, billable, bookings, zone: ledger.moment.zone, segments })?)
}

/// Whether starting `new` while `running` runs would only say again what is so.
fn says_the_same(running: &Entry, new: &Entry) -> bool {
    running.note == new.note
        && running.tags == new.tags
        && running.billable == new.billable
        && running.bookings == new.bookings
}

/// Ends what ran at `instant`, and frees the time from there to now.
///
/// A running entry that began at or after `instant` overlaps it as a whole. `Trim` removes it, as it is covered;
/// `Keep` and `Split` end it now with all its time, because only one can run and nobody asked to lose anything.
fn make_room(ledger: &mut Ledger<'_>, instant: Timestamp, policy: Overlap) -> Result<(), Refusal> {
    let span = Span { start: instant, end: ledger.now };
    let running = ledger.running();
    let mut overlapped = overlap::finished(ledger, span, &[]);
    if let Some(running) = running {
        if running.start() < instant {
            ledger.set(running.with_segments(cut::before(running.segments(), instant))?);
        } else if running.start() >= ledger.now {
            // It has no length yet, so there is nothing to ask about.
            ledger.remove(running.id);
        } else {
            match policy {
                Overlap::Ask => overlapped.insert(0, running),
                Overlap::Trim => ledger.remove(running.id),
                Overlap::Keep | Overlap::Split => {
                    ledger.set(running.with_segments(cut::before(running.segments(), ledger.now))?);
                }
            }
        }
    }
    overlap::resolve(ledger, span, &overlapped, policy)
}
