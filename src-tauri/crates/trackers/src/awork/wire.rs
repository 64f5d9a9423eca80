//! awork's own shapes, spelled as the service spells them. What may be `null` may also be left out.

use serde::{Deserialize, Serialize};

use crate::lenient::null_as_default;

/// `GET /me`, and an element of `GET /users`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct User {
    pub(super) id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) first_name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) last_name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) user_contact_infos: Vec<ContactInfo>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) is_deactivated: bool,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) is_archived: bool,
    pub(super) workspace: Option<Named>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ContactInfo {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) value: Option<String>,
}

/// `GET /me/permissions`, as far as it is of use.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Permissions {
    pub(super) user_permission: Option<UserPermission>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct UserPermission {
    pub(super) is_admin: Option<bool>,
}

/// Something with an id and mostly a name.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Named {
    pub(super) id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) name: String,
}

/// A status by its general type: `closed` of a project, `done` of a task.
#[derive(Debug, Deserialize)]
pub(super) struct Status {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
}

/// A project in its list, and inside a task.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Project {
    pub(super) id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) name: String,
    pub(super) project_key: Option<String>,
    pub(super) company: Option<Named>,
    pub(super) project_status: Option<Status>,
    pub(super) is_billable_by_default: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Task {
    pub(super) id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) name: String,
    /// Such as `WEB-42`.
    pub(super) task_identifier: Option<String>,
    pub(super) project_id: Option<String>,
    pub(super) project: Option<Project>,
    pub(super) task_status: Option<Status>,
    pub(super) type_of_work_id: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) assignees: Vec<Named>,
    /// Whether it is the template that repeated tasks are made from.
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) is_recurring: bool,
}

/// An element of `GET /typeofwork`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TypeOfWork {
    pub(super) id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) is_archived: bool,
}

/// An element of `GET /timetracking/settings`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Setting {
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) enabled: bool,
    pub(super) day_count: Option<u32>,
}

/// A time entry as read. Date and time of day are apart; without a time of day it is of a whole day.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TimeEntry {
    pub(super) id: String,
    pub(super) user_id: Option<String>,
    pub(super) created_by: Option<String>,
    pub(super) created_on: Option<String>,
    pub(super) project_id: Option<String>,
    pub(super) task_id: Option<String>,
    pub(super) type_of_work_id: Option<String>,
    pub(super) timezone: Option<String>,
    pub(super) start_date_utc: Option<String>,
    pub(super) start_time_utc: Option<String>,
    /// 0 while it runs.
    pub(super) duration: Option<u32>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) note: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) is_billable: bool,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) is_billed: bool,
}

/// The body of a create. Of the two groups of times only the UTC one is used, never both; breaks cannot be written.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EntryBody {
    pub(super) user_id: String,
    pub(super) type_of_work_id: String,
    /// Named although it is `null`: what is left out of a change may stay.
    pub(super) project_id: Option<String>,
    pub(super) task_id: Option<String>,
    pub(super) timezone: String,
    pub(super) start_date_utc: String,
    pub(super) start_time_utc: String,
    pub(super) duration: u32,
    pub(super) note: Option<String>,
    pub(super) is_billable: bool,
    pub(super) is_billed: bool,
}

/// The body of a change: the same, and no end. An end would win over the duration.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Replacement {
    #[serde(flatten)]
    pub(super) entry: EntryBody,
    pub(super) end_date_utc: (),
    pub(super) end_time_utc: (),
}

/// An error's body.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Problem {
    pub(super) code: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) description: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) details: Vec<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) validation_errors: Vec<ValidationError>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ValidationError {
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) property: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) message: String,
}
