//! Plane's own shapes, spelled as the service spells them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::lenient::null_as_default;

/// `GET /users/me/`.
#[derive(Debug, Deserialize)]
pub(super) struct User {
    pub(super) id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) first_name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) last_name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) display_name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) email: String,
}

/// A list: most are pages of an envelope, some are bare.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum List<T> {
    Bare(Vec<T>),
    Paged(Paged<T>),
}

#[derive(Debug, Deserialize)]
pub(super) struct Paged<T> {
    pub(super) results: Vec<T>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) next_page_results: bool,
    pub(super) next_cursor: Option<String>,
}

/// A project. What a server does not tell stays open.
#[derive(Debug, Deserialize)]
pub(super) struct Project {
    pub(super) id: String,
    pub(super) identifier: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) name: String,
    #[serde(default)]
    pub(super) archived_at: Value,
    pub(super) is_member: Option<bool>,
    /// 20 admin, 15 member, 10 commenter, 5 guest.
    pub(super) member_role: Option<u32>,
    pub(super) is_time_tracking_enabled: Option<bool>,
}

#[derive(Debug, Deserialize)]
pub(super) struct WorkItem {
    pub(super) id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) name: String,
    pub(super) sequence_id: u64,
    pub(super) project: Option<Reference>,
    pub(super) state: Option<State>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) assignees: Vec<Reference>,
}

/// An id, or the whole thing where the list was asked to expand it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Reference {
    Id(String),
    Whole { id: String },
}

impl Reference {
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Id(id) | Self::Whole { id } => id,
        }
    }
}

/// A state by its id alone, or with the group it belongs to.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum State {
    Whole { group: Option<String> },
    Id(#[allow(dead_code, reason = "names a shape")] String),
}

/// What the search finds, with the names of joined tables in it.
#[derive(Debug, Deserialize)]
pub(super) struct Found {
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) issues: Vec<Hit>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Hit {
    pub(super) id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) name: String,
    pub(super) sequence_id: u64,
    pub(super) project_id: String,
}

/// A worklog. It does not tell its work item.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Worklog {
    pub(super) id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) description: String,
    /// Whole minutes.
    pub(super) duration: i64,
    pub(super) logged_by: Option<Reference>,
    pub(super) created_by: Option<Reference>,
    #[serde(default)]
    pub(super) deleted_at: Value,
}

/// The body of a new worklog and of a change; both values always, so that it may be sent twice.
#[derive(Debug, Serialize)]
pub(super) struct WorklogBody<'a> {
    pub(super) description: &'a str,
    /// Whole minutes.
    pub(super) duration: u32,
}

/// The body of a change that changes nothing.
#[derive(Debug, Serialize)]
pub(super) struct Nothing {}
