//! The body of create and replace: as sent, and how it is understood.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{Content, Kind};
use crate::clockify::moment;
use crate::clockify::problem::Problem;

/// As sent. Unknown fields, `userId` and `customAttributes` among them, are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Draft {
    /// Only in bulk replace.
    pub(super) id: Option<String>,
    start: Option<String>,
    end: Option<String>,
    description: Option<String>,
    project_id: Option<String>,
    task_id: Option<String>,
    tag_ids: Option<Vec<String>>,
    billable: Option<bool>,
    #[serde(rename = "type")]
    kind: Option<String>,
    custom_fields: Option<Vec<IgnoredAny>>,
}

impl Draft {
    /// For create: an empty body is a timer that starts now; an end alone is refused.
    pub(super) fn understand_new(self, now: DateTime<Utc>) -> Result<Content, Problem> {
        if self.start.is_none() && self.end.is_some() {
            return Err(Problem::rule("Start datetime is required when end datetime is given."));
        }
        self.understand(Some(now))
    }

    /// For replace: the start must be there; whatever else is left out is cleared.
    pub(super) fn understand_replacement(self) -> Result<Content, Problem> {
        self.understand(None)
    }

    fn understand(self, default_start: Option<DateTime<Utc>>) -> Result<Content, Problem> {
        // The sample workspaces have no custom fields, so any id is foreign.
        if self.custom_fields.is_some_and(|fields| !fields.is_empty()) {
            return Err(Problem::stranger("Custom field"));
        }
        let start = self.start.map(|text| moment::read("start", &text)).transpose()?;
        let end = self.end.map(|text| moment::read("end", &text)).transpose()?;
        let kind = match self.kind.as_deref() {
            None | Some("REGULAR") => Kind::Regular,
            Some("BREAK") => Kind::Break,
            Some(other) => return Err(Problem::rule(format!("Value {other} of type is not supported"))),
        };
        Ok(Content {
            start: start.or(default_start).ok_or_else(|| Problem::rule("Start datetime is required."))?,
            end,
            description: self.description.unwrap_or_default(),
            project: self.project_id,
            task: self.task_id,
            tags: self.tag_ids,
            billable: self.billable.unwrap_or(false),
            kind,
        })
    }
}
