//! The upload machine: what is wished, what is known, and the one next thing that may be done about it.
//!
//! `queued → in_flight → done | stuck`, and `unsure` when the answer was lost. `in_flight` is durable before the
//! first byte leaves; from `unsure` only a look may follow; a second create needs a proof of absence.

mod look;
mod machine;
mod person;
mod reconcile;
#[cfg(test)]
mod tests;
mod theirs;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{ConnectionId, EntryId, Payload, TargetId, Timestamp, UploadId};

pub use look::{Look, after_look, after_read_back, remote_read};
pub use machine::{Answer, Next, after_answer, after_restore, at_start, hand_over, next};
pub use reconcile::{Wish, reconcile};
pub use theirs::{NotTaken, Taken, take_theirs};

/// The wish that one part of one booking exists remotely exactly once, and how far it has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Upload {
    /// Its name (UUIDv7); also the idempotency key where a tracker honours one.
    pub id: UploadId,
    /// The entry it speaks for.
    pub entry: EntryId,
    /// The account it goes to.
    pub connection: ConnectionId,
    /// The booked target.
    pub target: TargetId,
    /// Its place among the parts of its booking, from 0.
    pub part: u32,
    /// What is to exist there; `None` = nothing.
    pub desired: Option<Payload>,
    /// What the tracker holds, as far as known; `None` = nothing of ours.
    pub known: Option<Known>,
    /// How far it has come.
    pub state: State,
    /// How often something was sent since it last was done.
    pub attempts: u32,
    /// Not before this instant; `None` = as soon as possible.
    pub due: Option<Timestamp>,
}

/// The remote record that is ours.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Known {
    /// The tracker's id of the record.
    pub remote_id: String,
    /// What it was last asked to hold; equal to what is desired once done.
    pub payload: Payload,
    /// What it showed afterwards. Differs from `payload` where the tracker has its own mind (a forced billable
    /// mark); only a later difference from *this* is somebody else's change.
    pub seen: Payload,
    /// What requests with lost answers may have made of it; `None` = none was lost since it was seen.
    #[serde(default)]
    pub maybe: Option<Maybe>,
}

/// What requests with lost answers may have made of a record.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Maybe {
    /// What it may have been made to hold since it was last seen.
    #[serde(default)]
    pub holds: Vec<Payload>,
    /// Whether our own request may have removed it.
    #[serde(default)]
    pub removed: bool,
}

/// How far an upload has come.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Something is to be sent.
    Queued,
    /// Something was or is being sent; committed before the first byte left.
    InFlight {
        /// What.
        sent: Sent,
        /// When.
        at: Timestamp,
    },
    /// A create whose answer was lost: it may exist or not.
    Unsure {
        /// What was sent.
        sent: Payload,
        /// When it was sent.
        at: Timestamp,
        /// How many looks have found nothing since.
        looks: u32,
        /// The records that could be it, where the answer to a repeat under our key tells which one is.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        alike: Vec<Candidate>,
    },
    /// The tracker holds what is desired.
    Done,
    /// A person gave it up; what the tracker holds stays as it is.
    Dropped,
    /// A person must act.
    Stuck {
        /// Why.
        reason: Reason,
    },
}

/// What a request in flight asks for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "operation", rename_all = "snake_case")]
pub enum Sent {
    /// A new record.
    Create {
        /// Its content.
        payload: Payload,
    },
    /// The same new record once more, under the same key: it may be there already.
    Repeat {
        /// Its content.
        payload: Payload,
        /// The records that could be it.
        alike: Vec<Candidate>,
    },
    /// A change of the known record.
    Update {
        /// Its content afterwards.
        payload: Payload,
    },
    /// The removal of the known record.
    Delete,
}

impl Sent {
    /// What the tracker holds if it was done; `None` = nothing.
    pub fn payload(&self) -> Option<&Payload> {
        match self {
            Self::Create { payload } | Self::Repeat { payload, .. } | Self::Update { payload } => {
                Some(payload)
            }
            Self::Delete => None,
        }
    }
}

/// What is to be done to make the tracker hold what is desired.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Operation {
    /// It does already.
    Nothing,
    /// Make a record.
    Create(Payload),
    /// Change the record.
    Update {
        /// The tracker's id of it.
        remote_id: String,
        /// Its content afterwards.
        payload: Payload,
    },
    /// Remove the record.
    Delete {
        /// The tracker's id of it.
        remote_id: String,
    },
}

/// What a person must act on. `detail` is the tracker's own sentence, without secrets.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// The entry lacks something this workspace demands, or holds something it forbids.
    Unsendable {
        /// What.
        what: Unsendable,
    },
    /// The tracker refused the content.
    Refused {
        /// Its sentence.
        detail: String,
    },
    /// The account may not do this there.
    NotAllowed {
        /// Its sentence.
        detail: String,
    },
    /// Booking time is switched off there, or not part of the plan.
    FeatureOff {
        /// Its sentence.
        detail: String,
    },
    /// The tracker has no way to do what is left to do.
    Unsupported {
        /// What it cannot do.
        detail: String,
    },
    /// The target does not exist there any more, or is invisible.
    TargetGone {
        /// Its sentence.
        detail: String,
    },
    /// The period or record is locked or approved.
    Locked {
        /// Its sentence.
        detail: String,
    },
    /// Somebody changed the record at the tracker since.
    Changed {
        /// What it holds now.
        theirs: Payload,
    },
    /// Somebody removed the record at the tracker since.
    Gone,
    /// Several records there could be ours.
    Ambiguous {
        /// Each of them.
        candidates: Vec<Candidate>,
    },
    /// The answers make no sense; the address is perhaps not this tracker.
    Unexpected {
        /// What was seen.
        detail: String,
    },
}

/// A remote record that could be an upload's own.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(from = "CandidateForm")]
pub struct Candidate {
    /// The tracker's id of it.
    pub remote_id: String,
    /// What it showed when it was found; `None` = not kept.
    pub seen: Option<Payload>,
}

/// A candidate as it may stand in the store: earlier versions kept its id alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum CandidateForm {
    Id(String),
    Record { remote_id: String, seen: Option<Payload> },
}

impl From<CandidateForm> for Candidate {
    fn from(form: CandidateForm) -> Self {
        match form {
            CandidateForm::Id(remote_id) => Self { remote_id, seen: None },
            CandidateForm::Record { remote_id, seen } => Self { remote_id, seen },
        }
    }
}

/// What keeps an entry from being sent, found before anything is sent.
#[derive(Clone, PartialEq, Eq, Debug, Error, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Unsendable {
    /// The workspace demands something this entry lacks.
    #[error("{field} is required there")]
    Missing {
        /// `note`, `project`, `task` or `tag`.
        field: String,
    },
    /// The workspace demands several things this entry lacks.
    #[error("{} are required there", .fields.join(", "))]
    MissingSeveral {
        /// As in [`Unsendable::Missing`].
        fields: Vec<String>,
    },
    /// The work is shorter than the tracker's smallest unit.
    #[error("shorter than {seconds} s")]
    TooShort {
        /// The smallest unit in seconds.
        seconds: u32,
    },
    /// The work is longer than the tracker takes in one record.
    #[error("longer than {seconds} s")]
    TooLong {
        /// The longest in seconds.
        seconds: u32,
    },
    /// The target's name is not one of this tracker.
    #[error("{target} is not a target there")]
    Target {
        /// As it was given.
        target: TargetId,
    },
    /// The workspace takes only live timers, no finished entries.
    #[error("the workspace takes no finished entries")]
    LiveOnly,
    /// The period is locked there.
    #[error("times before {until} are locked there")]
    Locked {
        /// The first instant that is free.
        until: Timestamp,
    },
}

impl Unsendable {
    /// What lacks, all of it at once; `None` = nothing does.
    pub fn missing(fields: &[&str]) -> Option<Self> {
        match fields {
            [] => None,
            [field] => Some(Self::Missing { field: (*field).to_owned() }),
            fields => Some(Self::MissingSeveral {
                fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            }),
        }
    }
}

/// What to do about an upload, from what is desired and what is known alone.
pub fn operation(desired: Option<&Payload>, known: Option<&Known>) -> Operation {
    match (desired, known) {
        (None, None) => Operation::Nothing,
        (Some(payload), None) => Operation::Create(payload.clone()),
        (None, Some(known)) => Operation::Delete { remote_id: known.remote_id.clone() },
        (Some(payload), Some(known)) if known.payload == *payload && known.maybe.is_none() => {
            Operation::Nothing
        }
        (Some(payload), Some(known)) => {
            Operation::Update { remote_id: known.remote_id.clone(), payload: payload.clone() }
        }
    }
}
