//! What a tracker is to hold: one neutral record per remote record, and the losses on the way there.

use serde::{Deserialize, Serialize};

use crate::{TargetId, Timestamp};

/// What kind of remote record a payload becomes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayloadKind {
    /// Worked time.
    Work,
    /// A break, where the tracker records breaks.
    Break,
}

/// The content of one remote record, already normalised to what the tracker will store.
///
/// Two equal payloads mean "nothing to do"; see [`crate::upload::operation`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Payload {
    /// What it is booked on.
    pub target: TargetId,
    /// Work or break.
    pub kind: PayloadKind,
    /// The first instant, in the precision the tracker keeps.
    pub start: Timestamp,
    /// The time booked in seconds, in the unit the tracker keeps (a multiple of 60 where it keeps minutes).
    pub seconds: u32,
    /// The text, as it will be stored there.
    pub text: String,
    /// Tags, as they will be stored there; sorted.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Whether it is billable, where the tracker knows that.
    #[serde(default)]
    pub billable: Option<bool>,
}

/// Something the tracker will show differently from what was recorded. Named before anything is sent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "loss", rename_all = "snake_case")]
pub enum Loss {
    /// Rounded by this many seconds (positive: more is booked than was worked).
    Rounded {
        /// The difference in seconds.
        seconds: i32,
    },
    /// Breaks were subtracted, so the end there reads earlier than the real one.
    BreakSubtracted {
        /// The subtracted time in seconds.
        seconds: u32,
    },
    /// The tracker keeps no date; it will count on the day of upload.
    NoDate,
    /// The tracker keeps no clock time, only the day.
    NoClockTime,
    /// Tags are not kept there.
    NoTags,
    /// Characters the tracker refuses were replaced.
    TextChanged,
    /// The text was cut to the tracker's limit of characters.
    TextCut {
        /// How many characters are kept.
        kept: u32,
    },
    /// One entry becomes several records there.
    Split {
        /// How many.
        parts: u32,
    },
    /// The work runs past midnight where each day is a record of its own.
    PastMidnight {
        /// How many records it becomes; 1 = the other days are too short for one, so all of it is on this day.
        records: u32,
    },
}

/// One remote record and what it loses on the way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Part {
    /// What will be sent.
    pub payload: Payload,
    /// What differs from the recorded time; empty = exact.
    pub losses: Vec<Loss>,
}

/// How a connection wants entries shaped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Policy {
    /// What becomes of breaks.
    #[serde(default)]
    pub breaks: BreakPolicy,
    /// How times are rounded where the tracker keeps coarser units than seconds.
    #[serde(default)]
    pub rounding: Rounding,
}

/// What becomes of breaks on the way to a tracker.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BreakPolicy {
    /// One record per work segment; the break is the gap between them.
    #[default]
    Gap,
    /// As `Gap`, and each break becomes a record of its own where the tracker has such records.
    Entry,
    /// One record with the net time.
    Subtract,
}

/// Which way a time is rounded to the tracker's unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest unit, halves up.
    #[default]
    Nearest,
    /// Up to the next unit.
    Up,
    /// Down, but never to nothing.
    Down,
}
