//! Align's own shapes, spelled as the service spells them.

use domain::UploadId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::lenient::null_as_default;

/// `GET /me`: the key. There is no current user beside it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Me {
    pub(super) key_name: Option<String>,
    pub(super) key_prefix: Option<String>,
    pub(super) organization_id: String,
    pub(super) scoped_project_id: Option<String>,
    pub(super) created_by_user_id: Option<String>,
}

/// A page of any list.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Envelope<T> {
    pub(super) data: Vec<T>,
    pub(super) total: Option<usize>,
}

/// Something with an id; a list that shifts while it is read shows it twice.
pub(super) trait Row {
    fn id(&self) -> &str;
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Project {
    pub(super) id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) name: String,
    pub(super) status: Option<String>,
}

/// A ticket; Align calls it an entry. Its fields are not documented: whatever may be its title, its short name and
/// its person is looked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Ticket {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) name: Option<String>,
    pub(super) key: Option<String>,
    pub(super) status: Option<String>,
    pub(super) assignee_id: Option<String>,
}

impl Row for Ticket {
    fn id(&self) -> &str {
        &self.id
    }
}

/// A time entry as read. `hours` is what is billed; `minutes` may be as once sent or derived from it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TimeEntry {
    pub(super) id: String,
    pub(super) project_id: Option<String>,
    pub(super) user_id: Option<String>,
    pub(super) entry_id: Option<String>,
    pub(super) work_date: String,
    /// A text; a number is understood too.
    #[serde(default)]
    pub(super) hours: Value,
    pub(super) minutes: Option<u32>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) description: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) billable: bool,
    pub(super) source: Option<String>,
    pub(super) status: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) invoiced: bool,
    pub(super) created_at: Option<String>,
}

impl Row for TimeEntry {
    fn id(&self) -> &str {
        &self.id
    }
}

/// The body of a new time entry.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewTimeEntry<'a> {
    pub(super) user_id: &'a str,
    #[serde(flatten)]
    pub(super) fields: Fields<'a>,
    pub(super) external_ref: ExternalRef,
}

/// What can be changed, and the body of a change. Everything is always named: `null` clears.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fields<'a> {
    pub(super) work_date: String,
    /// Whole quarters of an hour, so that nothing is left to be rounded there.
    pub(super) minutes: u32,
    pub(super) description: Option<&'a str>,
    pub(super) billable: bool,
    pub(super) entry_id: Option<&'a str>,
}

/// Our name for a record; creating under it once more makes no second one.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ExternalRef {
    provider: &'static str,
    external_type: &'static str,
    external_id: String,
}

impl ExternalRef {
    pub(super) fn of(upload: UploadId) -> Self {
        Self { provider: "stint", external_type: "time_entry", external_id: upload.to_string() }
    }
}
