//! Clockify's own shapes, spelled as the service spells them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::lenient::null_as_default;

/// `GET /user`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct User {
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) active_workspace: Option<String>,
    pub(super) default_workspace: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) settings: UserSettings,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct UserSettings {
    pub(super) time_zone: Option<String>,
}

/// An element of `GET /workspaces`, and `GET /workspaces/{id}`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Workspace {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) features: Vec<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) workspace_settings: WorkspaceSettings,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct WorkspaceSettings {
    #[serde(deserialize_with = "null_as_default")]
    pub(super) force_projects: bool,
    #[serde(deserialize_with = "null_as_default")]
    pub(super) force_tasks: bool,
    #[serde(deserialize_with = "null_as_default")]
    pub(super) force_tags: bool,
    #[serde(deserialize_with = "null_as_default")]
    pub(super) force_description: bool,
    pub(super) time_tracking_mode: Option<String>,
    pub(super) lock_time_entries: Option<String>,
    #[serde(deserialize_with = "null_as_default")]
    pub(super) only_admins_can_change_billable_status: bool,
    /// `None` where the service does not say.
    pub(super) only_admins_create_tag: Option<bool>,
    #[serde(deserialize_with = "null_as_default")]
    pub(super) entity_creation_permissions: EntityCreationPermissions,
}

/// The newer form of such settings.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct EntityCreationPermissions {
    /// `EVERYONE`, or fewer.
    pub(super) who_can_create_tags: Value,
}

/// An element of `GET …/projects?hydrated=true`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Project {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) client_name: Option<String>,
    pub(super) billable: Option<bool>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) archived: bool,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) template: bool,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) tasks: Vec<Task>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Task {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) status: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) assignee_ids: Vec<String>,
}

/// A tag, in the list, in the answer to a new one and inside a hydrated entry.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Tag {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) archived: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct NewTag<'a> {
    pub(super) name: &'a str,
}

/// A time entry as read. Hydrated ones spell out project, task and tags.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TimeEntry {
    pub(super) id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) description: String,
    pub(super) project_id: Option<String>,
    pub(super) task_id: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) tag_ids: Vec<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) billable: bool,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) time_interval: TimeInterval,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) custom_field_values: Vec<CustomFieldValue>,
    pub(super) project: Option<Named>,
    pub(super) task: Option<Named>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) tags: Vec<Tag>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Named {
    pub(super) id: String,
}

/// `end` is `null` while the entry runs.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct TimeInterval {
    pub(super) start: String,
    pub(super) end: Option<String>,
}

/// The key of this list differs between reading (`customFieldValues`) and writing (`customFields`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CustomFieldValue {
    pub(super) custom_field_id: String,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    #[serde(default)]
    pub(super) value: Value,
}

/// The body of POST and PUT. A PUT clears whatever it leaves out, so everything is always in it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EntryBody {
    pub(super) start: String,
    pub(super) end: String,
    pub(super) description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) project_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) task_id: Option<String>,
    pub(super) tag_ids: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) billable: Option<bool>,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) custom_fields: Vec<CustomField>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CustomField {
    pub(super) custom_field_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source_type: Option<String>,
    pub(super) value: Value,
}

/// An error's body. `code` is a number; some answers have none, some have no body at all.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Problem {
    pub(super) message: Option<String>,
    pub(super) code: Option<u32>,
}
