//! Time entries: hours on a day, on an issue or a project; what one is, how it is shown, and its routes.

mod change;
mod create;
mod draft;
mod list;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::{Value, json};

use super::access::Caller;
use super::problem::Problem;
use super::{Redmine, State, moment, samples};
use crate::record::Record;

#[derive(Debug, Clone)]
pub(super) struct TimeEntry {
    id: u64,
    /// The place of its user.
    user: usize,
    content: Content,
    created_on: DateTime<Utc>,
    updated_on: DateTime<Utc>,
}

/// What can be changed.
#[derive(Debug, Clone)]
struct Content {
    project: u64,
    issue: Option<u64>,
    activity: u64,
    /// As sent; shown with two digits.
    hours: f64,
    comments: String,
    spent_on: NaiveDate,
    custom: Option<String>,
}

impl TimeEntry {
    fn hours(&self) -> f64 {
        (self.content.hours * 100.0).round() / 100.0
    }

    fn show(&self, state: &State) -> Value {
        let Content { project, issue, activity, comments, spent_on, custom, .. } = &self.content;
        let project = state.project(*project).expect("an entry is made in a project, and projects stay");
        let name = samples::ACTIVITIES.iter().find(|known| known.0 == *activity).map(|known| known.1);
        let mut shown = json!({
            "id": self.id,
            "project": project.named(),
            "user": state.users[self.user].named(),
            "activity": { "id": activity, "name": name },
            "hours": self.hours(),
            "comments": comments,
            "spent_on": spent_on.to_string(),
            "created_on": moment(self.created_on),
            "updated_on": moment(self.updated_on),
        });
        if let Some(issue) = issue {
            shown["issue"] = json!({ "id": issue });
        }
        if let Some(value) = custom {
            let (id, name) = samples::FIELD;
            shown["custom_fields"] = json!([{ "id": id, "name": name, "value": value }]);
        }
        shown
    }

    pub(super) fn record(&self, state: &State) -> Record {
        let project =
            state.project(self.content.project).expect("an entry is in a project, and projects stay");
        let (target, target_id) = match self.content.issue {
            Some(issue) => (format!("#{issue}"), issue.to_string()),
            None => (project.identifier.to_owned(), format!("projects/{}", project.id)),
        };
        Record {
            api: "redmine",
            kind: "time_entry",
            id: self.id.to_string(),
            target: Some(target),
            target_id: Some(target_id),
            start: Some(self.content.spent_on.and_time(NaiveTime::MIN).and_utc()),
            end: None,
            seconds: format!("{:.0}", self.hours() * 3600.0).parse().unwrap_or(0),
            text: self.content.comments.clone(),
            user: state.users[self.user].id.to_string(),
        }
    }
}

impl State {
    /// The place of an entry that the caller may see; without the right it is there and forbidden.
    fn seen(&self, caller: Caller, id: u64) -> Result<usize, Problem> {
        let place = self.time_entries.iter().position(|entry| entry.id == id).ok_or(Problem::Unknown)?;
        let project = self.project(self.time_entries[place].content.project).ok_or(Problem::Unknown)?;
        if project.shows_time(caller) { Ok(place) } else { Err(Problem::Forbidden) }
    }

    /// The place of an entry that the caller may change: one's own.
    fn own(&self, caller: Caller, id: u64) -> Result<usize, Problem> {
        let place = self.seen(caller, id)?;
        let project = self.project(self.time_entries[place].content.project).ok_or(Problem::Unknown)?;
        let own = self.time_entries[place].user == caller.user && project.may_change(caller);
        if own { Ok(place) } else { Err(Problem::Forbidden) }
    }
}

pub(super) fn routes() -> Router<Arc<Redmine>> {
    Router::new()
        .route("/time_entries.json", get(list::list).post(create::create))
        .route("/time_entries/{file}", get(list::one).put(change::change).delete(change::delete))
}
