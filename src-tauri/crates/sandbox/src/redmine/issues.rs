//! Issues: their list with its filters, and one by its number.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::Caller;
use super::problem::Problem;
use super::{Redmine, State, number, page};
use crate::pairs::Pairs;

pub(super) struct Issue {
    pub(super) id: u64,
    pub(super) project: u64,
    pub(super) subject: String,
    pub(super) closed: bool,
    /// The place of a user.
    pub(super) assignee: Option<usize>,
}

impl Issue {
    fn show(&self, state: &State) -> Value {
        let project = state.project(self.project).expect("an issue is in a project, and projects stay");
        let mut shown = json!({
            "id": self.id,
            "project": project.named(),
            "tracker": { "id": 1, "name": "Bug" },
            "status": if self.closed {
                json!({ "id": 5, "name": "Closed", "is_closed": true })
            } else {
                json!({ "id": 1, "name": "New", "is_closed": false })
            },
            "priority": { "id": 2, "name": "Normal" },
            "subject": self.subject,
            "description": null,
            "done_ratio": 0,
            "is_private": false,
            "created_on": "2026-03-02T12:00:00Z",
            "updated_on": "2026-03-02T12:00:00Z",
            "closed_on": self.closed.then_some("2026-03-03T12:00:00Z"),
        });
        // Nobody is left out rather than null.
        if let Some(user) = self.assignee {
            shown["assigned_to"] = state.users[user].named();
        }
        shown
    }
}

impl State {
    /// The issues a caller may see, latest first.
    pub(super) fn visible_issues(&self, caller: Caller) -> impl Iterator<Item = &Issue> {
        let is_visible = move |issue: &&Issue| {
            self.project(issue.project).is_some_and(|project| project.is_visible(caller))
        };
        self.issues.iter().rev().filter(is_visible)
    }
}

pub(super) fn routes() -> Router<Arc<Redmine>> {
    Router::new().route("/issues.json", get(list)).route("/issues/{file}", get(one))
}

/// Open ones alone, unless `status_id` is `*` or `closed`.
async fn list(Shared(api): Shared<Arc<Redmine>>, caller: Caller, query: Pairs) -> Json<Value> {
    let ids: Option<Vec<u64>> =
        query.get("issue_id").map(|ids| ids.split(',').filter_map(|id| id.parse().ok()).collect());
    let mine = query.get("assigned_to_id") == Some("me");
    api.with(|state| {
        let wanted = |issue: &&Issue| {
            let status = match query.get("status_id") {
                Some("*") => true,
                Some("closed") => issue.closed,
                _ => !issue.closed,
            };
            status
                && ids.as_ref().is_none_or(|ids| ids.contains(&issue.id))
                && (!mine || issue.assignee == Some(caller.user))
        };
        let issues: Vec<&Issue> = state.visible_issues(caller).filter(wanted).collect();
        page::page(&query, "issues", issues, |issue| issue.show(state))
    })
}

async fn one(
    Shared(api): Shared<Arc<Redmine>>,
    caller: Caller,
    Path(file): Path<String>,
) -> Result<Json<Value>, Problem> {
    let id = number(&file)?;
    api.with(|state| {
        let issue = state.issues.iter().find(|issue| issue.id == id).ok_or(Problem::Unknown)?;
        let is_visible = state.visible_issues(caller).any(|visible| visible.id == id);
        is_visible.then(|| Json(json!({ "issue": issue.show(state) }))).ok_or(Problem::Forbidden)
    })
}
