//! `merge`: several entries become one; the gaps become breaks, and time they share counts once.

use crate::entry::Draft;
use crate::{Cause, Entry, EntryId, Kind, Segment, Timestamp};

use super::{Ledger, Notice, Refusal, Step};

/// The first in time keeps its name and words. Tags are united; bookings too where the first has none.
///
/// A running entry takes part only as the last one, and then the merged one runs. Entries that are not named stay
/// as they are, even inside a gap.
pub(super) fn merge(mut ledger: Ledger<'_>, ids: &[EntryId]) -> Result<Step, Refusal> {
    let mut entries: Vec<&Entry> = Vec::with_capacity(ids.len());
    for id in ids {
        let entry = ledger.find(*id)?;
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    entries.sort_by_key(|entry| (entry.start(), entry.end().unwrap_or(Timestamp::MAX), entry.id));
    let [first, rest @ ..] = entries.as_slice() else { return Err(Refusal::MergeNeedsTwo) };
    let Some((_, all_but_last)) = entries.split_last() else { return Err(Refusal::MergeNeedsTwo) };
    if rest.is_empty() {
        return Err(Refusal::MergeNeedsTwo);
    }
    if all_but_last.iter().any(|entry| entry.is_running()) {
        return Err(Refusal::StillRunning);
    }
    let Draft { id, note, mut tags, billable, mut bookings, zone, .. } = Draft::from((*first).clone());
    tags.extend(rest.iter().flat_map(|entry| entry.tags.iter().cloned()));
    if bookings.is_empty() {
        bookings.extend(rest.iter().flat_map(|entry| entry.bookings.iter().cloned()));
    }
    let merged = Draft { id, note, tags, billable, bookings, zone, segments: united(&entries) };
    ledger.set(Entry::try_from(merged)?);
    for entry in rest {
        ledger.remove(entry.id);
    }
    ledger.close(Notice::Merged)
}

/// One gapless list. Where entries share time, work wins over undecided time, and that over a break: joining two
/// entries never takes work away.
fn united(entries: &[&Entry]) -> Vec<Segment> {
    let segments: Vec<&Segment> = entries.iter().flat_map(|entry| entry.segments()).collect();
    let end_of = |segment: &Segment| segment.end.unwrap_or(Timestamp::MAX);
    let mut edges: Vec<Timestamp> =
        segments.iter().flat_map(|segment| [segment.start, end_of(segment)]).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
        .windows(2)
        .map(|pair| {
            let (start, end) = (pair[0], pair[1]);
            let covering = segments.iter().filter(|segment| segment.start <= start && end <= end_of(segment));
            let (kind, cause) = covering
                .min_by_key(|segment| strength(segment.kind))
                .map_or((Kind::Break, Cause::User), |segment| (segment.kind, segment.cause));
            Segment { kind, start, end: (end < Timestamp::MAX).then_some(end), cause }
        })
        .collect()
}

/// Smaller is stronger.
fn strength(kind: Kind) -> u8 {
    match kind {
        Kind::Work => 0,
        Kind::Undecided => 1,
        Kind::Break => 2,
    }
}
