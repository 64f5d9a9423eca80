//! A segment: one stretch of an entry, of one kind, with the reason it is what it is.

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// What a stretch of time is. Only `Work` is ever booked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Time worked.
    Work,
    /// Time off inside the entry.
    Break,
    /// Time nobody has spoken for yet; never uploaded, never counted as work.
    Undecided,
}

/// Why a segment is what it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A person said so.
    User,
    /// No input was seen.
    Idle,
    /// The screen was locked.
    Lock,
    /// The machine slept.
    Suspend,
    /// The program or the power went away.
    Crash,
    /// A break rule proposed it and the person accepted.
    Law,
    /// It came from a file.
    Import,
}

/// One stretch of time: `start` inclusive, `end` exclusive; `end` is `None` while it goes on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// What the time is.
    pub kind: Kind,
    /// The first instant of it.
    pub start: Timestamp,
    /// The first instant after it, or `None` while it runs.
    pub end: Option<Timestamp>,
    /// Why it is so.
    pub cause: Cause,
}

impl Segment {
    /// Length in milliseconds, counting an open segment up to `now`; never negative.
    pub fn millis(&self, now: Timestamp) -> i64 {
        self.end.unwrap_or(now).since(self.start).max(0)
    }
}
