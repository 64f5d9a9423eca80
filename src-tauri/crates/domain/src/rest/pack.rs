//! Rule packs as data: how much rest a working day owes, in which parts, and how long work may go on in a row.

use serde::{Deserialize, Serialize};
use thiserror::Error;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Which rules a person follows. None of them ever deducts anything: they warn and forecast.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(tag = "rules", content = "pack", rename_all = "snake_case")]
pub enum Rules {
    /// None.
    #[default]
    Off,
    /// Germany, ArbZG § 4.
    De,
    /// Austria, AZG § 11.
    At,
    /// Switzerland, ArG Art. 15 with ArGV 1 Art. 18.
    Ch,
    /// The person's own.
    Custom(Pack),
}

/// Rules that a constructor has checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "Draft")]
pub struct Pack {
    demands: Vec<Demand>,
    row: Option<Row>,
}

/// The parts of a pack before they were checked.
#[derive(Clone, Debug, Deserialize)]
pub struct Draft {
    /// What is owed; more work owes more.
    pub demands: Vec<Demand>,
    /// How long work may go on.
    pub row: Option<Row>,
}

/// Rest that is owed as soon as the day's work is longer than a limit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Demand {
    /// Owed by work longer than this, net, milliseconds; work of exactly this length does not owe it.
    pub over_millis: i64,
    /// How much rest, milliseconds.
    pub rest_millis: i64,
    /// Into what it may be split.
    pub parts: Parts,
}

/// Into what owed rest may be split.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parts {
    /// Any parts, but only those of at least so many milliseconds count.
    AtLeast(i64),
    /// One of these ways, each of which makes up the whole.
    OneOf(Vec<Split>),
}

/// So many breaks of at least so long each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Split {
    /// How many.
    pub count: u8,
    /// How long each, milliseconds.
    pub each_millis: i64,
}

/// How long work may go on without rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    /// No longer than this, net, milliseconds.
    pub limit_millis: i64,
    /// Rest of at least this length ends the row, milliseconds.
    pub ended_by_millis: i64,
}

/// Why rules make no pack.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum PackError {
    /// A length is not longer than zero, or longer than a day.
    #[error("a length must be longer than zero and no longer than a day")]
    Length,
    /// The demands do not grow.
    #[error("each demand must begin later and owe more than the one before it")]
    Order,
    /// The parts cannot make up the rest that is owed.
    #[error("the parts of a demand must be able to make up its rest")]
    Parts,
}

impl TryFrom<Draft> for Pack {
    type Error = PackError;

    fn try_from(draft: Draft) -> Result<Self, PackError> {
        let Draft { demands, row } = draft;
        demands.iter().try_for_each(checked)?;
        if let Some(Row { limit_millis, ended_by_millis }) = row {
            length(limit_millis)?;
            length(ended_by_millis)?;
        }
        let grow = |two: &[Demand]| {
            two[0].over_millis < two[1].over_millis && two[0].rest_millis < two[1].rest_millis
        };
        if demands.windows(2).all(grow) { Ok(Self { demands, row }) } else { Err(PackError::Order) }
    }
}

fn length(millis: i64) -> Result<(), PackError> {
    if (1..=DAY).contains(&millis) { Ok(()) } else { Err(PackError::Length) }
}

fn checked(demand: &Demand) -> Result<(), PackError> {
    // Work of no length at all may owe rest already; then any work does.
    if !(0..=DAY).contains(&demand.over_millis) {
        return Err(PackError::Length);
    }
    length(demand.rest_millis)?;
    match &demand.parts {
        Parts::AtLeast(least) if *least <= demand.rest_millis => length(*least),
        Parts::AtLeast(_) => Err(PackError::Parts),
        Parts::OneOf(splits) => {
            let makes_up = |split: &Split| {
                split.each_millis > 0 && i64::from(split.count) * split.each_millis == demand.rest_millis
            };
            if !splits.is_empty() && splits.iter().all(makes_up) { Ok(()) } else { Err(PackError::Parts) }
        }
    }
}

impl Pack {
    /// What is owed, by growing work.
    pub fn demands(&self) -> &[Demand] {
        &self.demands
    }

    /// How long work may go on without rest; `None` = the rules do not say.
    pub fn row(&self) -> Option<Row> {
        self.row
    }

    /// The shortest rest after which work is a new row, milliseconds; where no row is named, the shortest that counts.
    pub(super) fn ends_row_millis(&self) -> i64 {
        let counts = self.demands.iter().filter_map(|demand| match &demand.parts {
            Parts::AtLeast(least) => Some(*least),
            Parts::OneOf(splits) => splits.iter().map(|split| split.each_millis).min(),
        });
        self.row.map(|row| row.ended_by_millis).or_else(|| counts.min()).unwrap_or(i64::MAX)
    }
}

impl Rules {
    /// The rules as data; `None` = there are none.
    pub fn pack(&self) -> Option<Pack> {
        match self {
            Self::Off => None,
            Self::De => Some(germany()),
            Self::At => Some(austria()),
            Self::Ch => Some(switzerland()),
            Self::Custom(pack) => Some(pack.clone()),
        }
    }
}

/// ArbZG § 4: 30 minutes over six hours, 45 over nine, in parts of 15 or more, and never over six hours in a row.
fn germany() -> Pack {
    let demand = |over, rest| Demand {
        over_millis: over * HOUR,
        rest_millis: rest * MINUTE,
        parts: Parts::AtLeast(15 * MINUTE),
    };
    Pack {
        demands: vec![demand(6, 30), demand(9, 45)],
        row: Some(Row { limit_millis: 6 * HOUR, ended_by_millis: 15 * MINUTE }),
    }
}

/// AZG § 11 (1): over six hours half an hour, or twice a quarter, or three times ten minutes. No longest row is named.
fn austria() -> Pack {
    let split = |count, each| Split { count, each_millis: each * MINUTE };
    let parts = Parts::OneOf(vec![split(1, 30), split(2, 15), split(3, 10)]);
    Pack { demands: vec![Demand { over_millis: 6 * HOUR, rest_millis: 30 * MINUTE, parts }], row: None }
}

/// ArG Art. 15: a quarter of an hour over 5½ hours, half an hour over seven, an hour over nine. ArGV 1 Art. 18: only
/// what is longer than half an hour may be split, and 5½ hours before or after a break need another one.
fn switzerland() -> Pack {
    let demand = |over, rest, least| Demand {
        over_millis: over,
        rest_millis: rest * MINUTE,
        parts: Parts::AtLeast(least * MINUTE),
    };
    let half_past_five = 5 * HOUR + 30 * MINUTE;
    Pack {
        demands: vec![demand(half_past_five, 15, 15), demand(7 * HOUR, 30, 30), demand(9 * HOUR, 60, 15)],
        row: Some(Row { limit_millis: half_past_five, ended_by_millis: 15 * MINUTE }),
    }
}
