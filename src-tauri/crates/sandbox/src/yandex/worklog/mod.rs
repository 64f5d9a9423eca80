//! Worklogs: what one is, how it is shown, and which file answers which route.

mod change;
mod create;
mod draft;
mod list;
mod search;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, patch, post};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::changelog::{Change, Logged};
use super::issues::Editing;
use super::problem::Problem;
use super::{State, Yandex, address, duration, moment};
use crate::record::Record;

#[derive(Debug, Clone)]
pub(super) struct Worklog {
    id: u64,
    /// The id of its issue.
    issue: &'static str,
    author: usize,
    editor: usize,
    comment: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
    start: DateTime<Utc>,
    seconds: u32,
}

/// The service is seen to write ids in both ways, so clients must read both: here a text in searches, a number elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IdForm {
    Number,
    Text,
}

impl Worklog {
    fn logged(&self) -> Logged {
        Logged { start: self.start, seconds: self.seconds }
    }

    fn show(&self, state: &State, form: IdForm) -> Value {
        let issue = state.issue_of(self);
        let mut worklog = json!({
            "self": address(&format!("issues/{}/worklog/{}", issue.key, self.id)),
            "id": match form {
                IdForm::Number => Value::from(self.id),
                IdForm::Text => Value::from(self.id.to_string()),
            },
            "version": self.version,
            "issue": issue.refer(),
            "createdBy": state.users[self.author].refer(),
            "updatedBy": state.users[self.editor].refer(),
            "createdAt": moment::write(self.created_at),
            "updatedAt": moment::write(self.updated_at),
            "start": moment::write(self.start),
            "duration": duration::write(self.seconds),
        });
        // Left out when empty.
        if let Some(comment) = &self.comment {
            worklog["comment"] = comment.as_str().into();
        }
        worklog
    }

    pub(super) fn record(&self, state: &State) -> Record {
        let issue = state.issue_of(self);
        Record {
            api: "yandex",
            kind: "worklog",
            id: self.id.to_string(),
            target: Some(issue.key.to_owned()),
            target_id: Some(issue.id.to_owned()),
            start: Some(self.start),
            end: None,
            seconds: self.seconds,
            text: self.comment.clone().unwrap_or_default(),
            user: state.users[self.author].author_id(),
        }
    }
}

impl State {
    fn issue_of(&self, worklog: &Worklog) -> &super::Issue {
        let found = self.issues.iter().find(|issue| issue.id == worklog.issue);
        found.expect("a worklog is only made on an issue that exists, and issues stay")
    }

    /// Every worklog a read may see; reads of lists go through here.
    fn visible(&self) -> impl Iterator<Item = &Worklog> {
        self.worklogs.iter()
    }

    /// The business seconds logged on an issue.
    pub(super) fn spent_on(&self, issue: &str) -> u32 {
        let logged = self.worklogs.iter().filter(|worklog| worklog.issue == issue);
        logged.fold(0, |sum: u32, worklog| sum.saturating_add(worklog.seconds))
    }

    /// The issue of a path, if it takes changes.
    fn editable_issue(&self, name: &str) -> Result<&'static str, Problem> {
        let issue = self.issue(name)?;
        match issue.editing {
            Editing::Possible => Ok(issue.id),
            Editing::Blocked => Err(Problem::blocked()),
        }
    }

    /// Writes the history and moves the issue's version.
    fn remember(&mut self, change: Change) {
        if let Some(issue) = self.issues.iter_mut().find(|issue| issue.id == change.issue) {
            issue.version += 1;
            issue.updated_at = change.at;
        }
        self.changes.push(change);
    }
}

pub(super) fn routes() -> Router<Arc<Yandex>> {
    Router::new()
        .route("/issues/{issue}/worklog", get(list::of_issue).post(create::create))
        .route("/issues/{issue}/worklog/{worklog}", patch(change::change).delete(change::delete))
        .route("/worklog", get(search::by_address))
        .route("/worklog/_search", post(search::by_body))
}
