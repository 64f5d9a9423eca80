//! `away`: time in which nobody was there becomes undecided, in the entry that ran then.

use crate::{Cause, EntryId, Kind, Segment, Timestamp};

use super::{Ledger, Notice, Refusal, Step};

/// Work from `from` to `to` becomes undecided; without `to` it goes on so. With `to`, open undecided time ends there
/// and work goes on. Breaks, and what a person or an earlier absence has settled, stay as they are.
pub(super) fn away(
    mut ledger: Ledger<'_>,
    id: EntryId,
    from: Timestamp,
    to: Option<Timestamp>,
    cause: Cause,
) -> Result<Step, Refusal> {
    let entry = ledger.find(id)?;
    let absence = Absence { from: from.min(ledger.now), to: to.map(|to| to.min(ledger.now)), cause };
    let mut segments: Vec<Segment> = Vec::with_capacity(entry.segments().len() + 2);
    for segment in entry.segments() {
        match segment.kind {
            Kind::Work => segments.extend(absence.out_of(*segment)),
            Kind::Undecided => segments.extend(absence.closed(*segment)),
            Kind::Break => segments.push(*segment),
        }
    }
    ledger.set(entry.with_segments(segments)?);
    ledger.close(Notice::Recovered)
}

struct Absence {
    from: Timestamp,
    to: Option<Timestamp>,
    cause: Cause,
}

impl Absence {
    /// The work, with the time away as a stretch of its own.
    fn out_of(&self, work: Segment) -> Vec<Segment> {
        let from = work.start.max(self.from);
        // The absence ends with itself or with the work, whichever is earlier; `None` = both go on.
        let to = match (self.to, work.end) {
            (Some(to), Some(end)) => Some(to.min(end)),
            (to, end) => to.or(end),
        };
        if to.is_some_and(|to| to <= from) {
            return vec![work];
        }
        let pieces = [
            Segment { end: Some(from), ..work },
            Segment { kind: Kind::Undecided, cause: self.cause, start: from, end: to },
            Segment { start: to.unwrap_or(from), ..work },
        ];
        let [before, gone, after] = pieces;
        let mut kept = Vec::with_capacity(3);
        kept.extend((before.start < from).then_some(before));
        kept.push(gone);
        kept.extend((to.is_some() && to != work.end).then_some(after));
        kept
    }

    /// Undecided time: what this absence has made so far is its own, and ends with it.
    fn closed(&self, undecided: Segment) -> Vec<Segment> {
        let ours = undecided.start >= self.from
            && self.to.is_none_or(|to| undecided.start < to && undecided.end.is_none_or(|end| end <= to))
            && matches!(undecided.cause, Cause::Idle | Cause::Lock | Cause::Suspend);
        let undecided = if ours { Segment { cause: self.cause, ..undecided } } else { undecided };
        match self.to.filter(|to| undecided.end.is_none() && undecided.start <= *to) {
            None => vec![undecided],
            Some(to) => {
                let work = Segment { kind: Kind::Work, cause: Cause::User, start: to, end: None };
                let gone = (undecided.start < to).then_some(Segment { end: Some(to), ..undecided });
                gone.into_iter().chain([work]).collect()
            }
        }
    }
}
