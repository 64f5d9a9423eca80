//! One booking as a tracker holds it, in words common to all of them.

use chrono::{DateTime, Utc};
use serde::Serialize;

/// A booking at one of the APIs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// The API that holds it, as `clockify`.
    pub api: &'static str,
    /// What it is there: `time_entry`, `break`, `worklog`.
    pub kind: &'static str,
    /// Its id at the tracker.
    pub id: String,
    /// What it is booked on, as a person would say it: `Website/Design`, `TEST-324`. None when booked on nothing.
    pub target: Option<String>,
    /// The same by ids: `<project>/<task>`, or the id.
    pub target_id: Option<String>,
    /// When the work began; None where a tracker keeps no date.
    pub start: Option<DateTime<Utc>>,
    /// When it ended; None while it runs and where a tracker keeps a duration only.
    pub end: Option<DateTime<Utc>>,
    /// The booked seconds; zero while it runs.
    pub seconds: u32,
    /// Description or comment; empty when there is none.
    pub text: String,
    /// The id of the user it belongs to.
    pub user: String,
}
