//! Redmine's own shapes, spelled as the service spells them.

use serde::{Deserialize, Serialize};

use crate::lenient::null_as_default;

/// `GET /users/current.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Me {
    pub(super) user: User,
}

/// The person a key belongs to. Its answer repeats the key, which is not read.
#[derive(Debug, Deserialize)]
pub(super) struct User {
    pub(super) id: u64,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) login: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) firstname: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) lastname: String,
}

/// A page of any list; each calls its rows by what they are.
#[derive(Debug, Deserialize)]
pub(super) struct Rows<T> {
    #[serde(rename = "projects", alias = "issues", alias = "time_entries", alias = "results")]
    pub(super) rows: Vec<T>,
    pub(super) total_count: Option<usize>,
}

/// Something with an id; a list that shifts while it is read shows it twice.
pub(super) trait Row {
    fn id(&self) -> u64;
}

/// What another thing names of something.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Named {
    pub(super) id: u64,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Project {
    pub(super) id: u64,
    pub(super) name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) identifier: String,
    pub(super) parent: Option<Named>,
    /// 1 active, 5 closed, 9 archived.
    pub(super) status: Option<u32>,
    /// What is switched on in it, where the server says so.
    pub(super) enabled_modules: Option<Vec<Module>>,
}

impl Row for Project {
    fn id(&self) -> u64 {
        self.id
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Module {
    pub(super) name: String,
}

/// `GET /issues/{id}.json`.
#[derive(Debug, Deserialize)]
pub(super) struct OneIssue {
    pub(super) issue: Issue,
}

#[derive(Debug, Deserialize)]
pub(super) struct Issue {
    pub(super) id: u64,
    pub(super) project: Named,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) subject: String,
    pub(super) assigned_to: Option<Named>,
    pub(super) closed_on: Option<String>,
}

impl Row for Issue {
    fn id(&self) -> u64 {
        self.id
    }
}

/// What the search finds: an issue's id, and a title that is made for reading.
#[derive(Debug, Deserialize)]
pub(super) struct Hit {
    pub(super) id: u64,
}

/// `GET /enumerations/time_entry_activities.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Activities {
    pub(super) time_entry_activities: Vec<Activity>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Activity {
    pub(super) id: u64,
    pub(super) name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) is_default: bool,
    /// Older servers do not say it.
    pub(super) active: Option<bool>,
}

/// `GET /custom_fields.json`, for administrators alone.
#[derive(Debug, Deserialize)]
pub(super) struct CustomFields {
    pub(super) custom_fields: Vec<CustomField>,
}

#[derive(Debug, Deserialize)]
pub(super) struct CustomField {
    pub(super) id: u64,
    pub(super) name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) customized_type: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) is_required: bool,
    pub(super) default_value: Option<serde_json::Value>,
}

/// One time entry in an answer.
#[derive(Debug, Deserialize)]
pub(super) struct OneEntry {
    pub(super) time_entry: TimeEntry,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct TimeEntry {
    pub(super) id: u64,
    pub(super) project: Named,
    pub(super) issue: Option<Named>,
    pub(super) user: Named,
    /// A number with two digits; a text is understood too.
    pub(super) hours: serde_json::Value,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) comments: String,
    pub(super) spent_on: String,
}

impl Row for TimeEntry {
    fn id(&self) -> u64 {
        self.id
    }
}

/// The body of a new time entry and of a change.
#[derive(Debug, Serialize)]
pub(super) struct Write<'a> {
    pub(super) time_entry: Fields<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct Fields<'a> {
    #[serde(flatten)]
    pub(super) place: PlaceFields,
    pub(super) spent_on: String,
    /// Hundredths of an hour, so that nothing is left to be rounded there.
    pub(super) hours: f64,
    /// Left out, the server takes its default one, or leaves the one that is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) activity_id: Option<u64>,
    pub(super) comments: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) custom_fields: Vec<CustomValue<'a>>,
}

/// Where it is booked. An issue brings its project along; an entry that leaves its issue has to say so.
#[derive(Debug, Serialize)]
pub(super) struct PlaceFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) project_id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) issue_id: Option<Option<u64>>,
}

#[derive(Debug, Serialize)]
pub(super) struct CustomValue<'a> {
    pub(super) id: u64,
    pub(super) value: &'a str,
}
