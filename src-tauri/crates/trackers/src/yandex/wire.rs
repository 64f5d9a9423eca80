//! Yandex Tracker's own shapes, spelled as the service spells them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::lenient::{Id, null_as_default};

/// `GET /myself`: an object, in the documentation an array with one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum MyselfAnswer {
    One(Box<Myself>),
    Many(Vec<Myself>),
}

/// A person has several ids; a record's author may be shown by any of them.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Myself {
    pub(super) uid: Id,
    pub(super) login: Id,
    pub(super) tracker_uid: Id,
    pub(super) passport_uid: Id,
    pub(super) cloud_uid: Id,
    pub(super) display: Option<String>,
    pub(super) first_name: Option<String>,
    pub(super) last_name: Option<String>,
    pub(super) has_license: Option<bool>,
    pub(super) dismissed: Option<bool>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Issue {
    pub(super) id: String,
    pub(super) key: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) summary: String,
    pub(super) queue: Option<Queue>,
    pub(super) assignee: Option<Person>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Queue {
    pub(super) key: Option<String>,
    pub(super) display: Option<String>,
}

/// A reference to a person. `id` is a login in some answers and a number in others; the address ends with another.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Person {
    #[serde(default)]
    pub(super) id: Id,
    #[serde(rename = "self")]
    pub(super) address: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct IssueSearch<'a> {
    pub(super) query: &'a str,
}

/// A worklog, in every answer that has one.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Worklog {
    pub(super) id: Id,
    pub(super) issue: Option<IssueReference>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) comment: String,
    pub(super) created_by: Option<Person>,
    pub(super) start: String,
    pub(super) duration: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct IssueReference {
    pub(super) id: Option<String>,
    pub(super) key: Option<String>,
}

/// The body of a new worklog and of a change. In a change `start` is sent only when it is another one, because the
/// documentation does not name it there.
#[derive(Debug, Serialize)]
pub(super) struct WorklogBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start: Option<String>,
    pub(super) duration: String,
    pub(super) comment: &'a str,
}

/// By creation is documented, by start is in wide use.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WorklogSearch<'a> {
    pub(super) created_by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) created_at: Option<&'a Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start: Option<&'a Range>,
}

#[derive(Debug, Serialize)]
pub(super) struct Range {
    pub(super) from: String,
    pub(super) to: String,
}

/// An error's body. The sentences are in the language of the account and in more than one shape, so any is taken.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Problem {
    pub(super) error_messages: Value,
    pub(super) errors: Value,
    pub(super) message: Value,
}
