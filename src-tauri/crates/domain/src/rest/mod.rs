//! Rest that is owed: what the rules ask of a working day so far, and until when work may go on.
//!
//! Net time decides: breaks and gaps between entries are no work. Undecided time is neither work nor rest. Counted as
//! work it could owe a break for a night away from the desk; counted as rest it could declare a break taken that
//! nobody took, and that error is the one a person pays for. So a question left open never makes the rules look kept.

mod pack;
#[cfg(test)]
mod tests;

use crate::workday::Workday;
use crate::{Kind, Timestamp};

pub use pack::{Demand, Draft, Pack, PackError, Parts, Row, Rules, Split};

/// How a working day stands with its rules, at its `now`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Net work of the day, milliseconds.
    pub work_millis: i64,
    /// Net work since the last rest that ends a row, or counts where the rules name no row, milliseconds.
    pub row_millis: i64,
    /// The first work since then; `None` = there has been none.
    pub row_since: Option<Timestamp>,
    /// The first demand that is not met yet, whether it is owed already or not; `None` = nothing more will be.
    pub owed: Option<Owed>,
    /// How much more may be worked before rest is due, milliseconds; negative when it is overdue; `None` = no limit.
    pub left_millis: Option<i64>,
    /// What sets that limit.
    pub limit: Option<Limit>,
    /// While working, when rest is due or was: until then it is allowed to go on.
    pub due: Option<Timestamp>,
    /// The rest that goes on at `now`.
    pub resting: Option<Resting>,
    /// Whether the rules were kept so far. A row that was too long stays so.
    pub kept: bool,
}

/// Rest that a demand asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Owed {
    /// Work longer than this owes it, milliseconds.
    pub over_millis: i64,
    /// How much, milliseconds.
    pub rest_millis: i64,
    /// How much of it was taken in parts that count, milliseconds; a rest that goes on counts as far as it has come.
    pub taken_millis: i64,
    /// How much is missing, milliseconds; longer than zero.
    pub missing_millis: i64,
    /// The shortest further rest that counts, milliseconds.
    pub shortest_millis: i64,
}

/// What says that rest is due.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Limit {
    /// Work in a row.
    Row,
    /// The work of the day.
    Total {
        /// Longer than this, milliseconds.
        over_millis: i64,
    },
}

/// A rest that goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Resting {
    /// When it began.
    pub since: Timestamp,
    /// When it begins to count towards what is owed; `None` = nothing is owed.
    pub counts_at: Option<Timestamp>,
    /// When nothing is missing any more; `None` = nothing is owed, or this one rest cannot do it.
    pub enough_at: Option<Timestamp>,
}

/// How the day stands with the rules. For a verdict on a finished day, look at it with `now` at the end of its work:
/// rest after the last work interrupts none.
pub fn standing(pack: &Pack, day: &Workday) -> Standing {
    let walked = walk(pack, day);
    let work_millis = day.work_millis();
    let mut taken = walked.parts.clone();
    taken.extend(walked.resting.map(|since| day.now().since(since)));

    let unmet: Vec<Owed> = pack.demands().iter().filter_map(|demand| owed(demand, &taken)).collect();
    let total = unmet.first().map(|owed| (owed.over_millis - work_millis, *owed));
    let row = pack.row().map(|row| row.limit_millis - walked.row_millis);
    let (left_millis, limit) = match (row, total) {
        (Some(row), Some((left, _))) if row <= left => (Some(row), Some(Limit::Row)),
        (_, Some((left, owed))) => (Some(left), Some(Limit::Total { over_millis: owed.over_millis })),
        (Some(row), None) => (Some(row), Some(Limit::Row)),
        (None, None) => (None, None),
    };
    let due = limit.filter(|_| day.is_working()).map(|limit| match limit {
        Limit::Row => day.reached(walked.row_from, pack.row().map_or(0, |row| row.limit_millis)),
        Limit::Total { over_millis } => day.reached(0, over_millis),
    });
    Standing {
        work_millis,
        row_millis: walked.row_millis,
        row_since: day.stretches().get(walked.row_from).map(|stretch| stretch.start),
        owed: unmet.first().copied(),
        left_millis,
        limit,
        due,
        resting: walked.resting.map(|since| resting(pack, since, &walked.parts)),
        kept: !walked.row_broken && total.is_none_or(|(left, _)| left >= 0),
    }
}

/// What a walk along the line finds.
struct Walked {
    /// Lengths of the rests that are over, and lie between work.
    parts: Vec<i64>,
    /// When the rest that goes on began.
    resting: Option<Timestamp>,
    row_millis: i64,
    /// The stretch the row began with.
    row_from: usize,
    /// Whether any row was too long.
    row_broken: bool,
}

fn walk(pack: &Pack, day: &Workday) -> Walked {
    let mut walked =
        Walked { parts: Vec::new(), resting: None, row_millis: 0, row_from: 0, row_broken: false };
    let last = day.stretches().len().saturating_sub(1);
    let ends_row = pack.ends_row_millis();
    for (place, stretch) in day.stretches().iter().enumerate() {
        match stretch.kind {
            Kind::Work => {
                walked.row_millis += stretch.millis();
                walked.row_broken |= pack.row().is_some_and(|row| walked.row_millis > row.limit_millis);
            }
            Kind::Break => {
                if stretch.millis() >= ends_row {
                    walked.row_millis = 0;
                    walked.row_from = place + 1;
                }
                if place == last && !day.is_working() {
                    walked.resting = Some(stretch.start);
                } else {
                    walked.parts.push(stretch.millis());
                }
            }
            Kind::Undecided => {}
        }
    }
    walked
}

/// What is missing of a demand after rests of these lengths; `None` = nothing.
fn owed(demand: &Demand, taken: &[i64]) -> Option<Owed> {
    let (taken_millis, shortest_millis) = match &demand.parts {
        Parts::AtLeast(least) => (taken.iter().filter(|part| *part >= least).sum(), *least),
        Parts::OneOf(splits) => {
            let best = splits.iter().map(|split| split.taken_of(taken)).max().unwrap_or(0);
            let as_far = splits.iter().filter(|split| split.taken_of(taken) == best);
            let nearest = as_far.map(|split| split.each_millis).min();
            (best, nearest.unwrap_or(demand.rest_millis))
        }
    };
    let missing_millis = demand.rest_millis - taken_millis;
    (missing_millis > 0).then_some(Owed {
        over_millis: demand.over_millis,
        rest_millis: demand.rest_millis,
        taken_millis,
        missing_millis,
        shortest_millis,
    })
}

impl Split {
    fn taken_of(self, taken: &[i64]) -> i64 {
        let long_enough = taken.iter().filter(|part| **part >= self.each_millis).count();
        self.each_millis * i64::try_from(long_enough).unwrap_or(i64::MAX).min(i64::from(self.count))
    }
}

/// What the rest that began at `since` will be good for, after the rests before it.
fn resting(pack: &Pack, since: Timestamp, before: &[i64]) -> Resting {
    let first = pack.demands().iter().find_map(|demand| owed(demand, before).map(|owed| (demand, owed)));
    let Some((demand, owed)) = first else { return Resting { since, counts_at: None, enough_at: None } };
    let enough = match &demand.parts {
        Parts::AtLeast(least) => Some(owed.missing_millis.max(*least)),
        Parts::OneOf(splits) => {
            let one_more = splits
                .iter()
                .filter(|split| demand.rest_millis - split.taken_of(before) <= split.each_millis);
            one_more.map(|split| split.each_millis).min()
        }
    };
    Resting {
        since,
        counts_at: Some(since.plus_millis(owed.shortest_millis)),
        enough_at: enough.map(|enough| since.plus_millis(enough)),
    }
}
