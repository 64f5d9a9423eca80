//! Time entries as the caller may see them: the list with its filters, and one by its number.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::TimeEntry;
use crate::pairs::Pairs;
use crate::redmine::access::Caller;
use crate::redmine::problem::Problem;
use crate::redmine::{Redmine, number, page};

/// Latest day first. What is not shown to the caller is left out without a word, unless a project is named: then its
/// time has to be shown.
pub(super) async fn list(
    Shared(api): Shared<Arc<Redmine>>,
    caller: Caller,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<u64>().ok());
    let date = |name: &str| query.get(name).and_then(|text| text.parse::<NaiveDate>().ok());
    let (project, issue) = (number("project_id"), number("issue_id"));
    let (from, to) = (date("from"), date("to"));
    api.with(|state| {
        if let Some(id) = project {
            let project = state.project(id).ok_or(Problem::Unknown)?;
            if !project.shows_time(caller) {
                return Err(Problem::Forbidden);
            }
        }
        let mine = query.get("user_id") == Some("me");
        let wanted = |entry: &&TimeEntry| {
            let content = &entry.content;
            let shown = state.project(content.project).is_some_and(|project| project.shows_time(caller));
            shown
                && project.is_none_or(|project| content.project == project)
                && issue.is_none_or(|issue| content.issue == Some(issue))
                && (!mine || entry.user == caller.user)
                && from.is_none_or(|from| content.spent_on >= from)
                && to.is_none_or(|to| content.spent_on <= to)
        };
        let mut entries: Vec<&TimeEntry> = state.time_entries.iter().filter(wanted).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.content.spent_on, entry.id)));
        Ok(page::page(&query, "time_entries", entries, |entry| entry.show(state)))
    })
}

pub(super) async fn one(
    Shared(api): Shared<Arc<Redmine>>,
    caller: Caller,
    Path(file): Path<String>,
) -> Result<Json<Value>, Problem> {
    let id = number(&file)?;
    api.with(|state| {
        let place = state.seen(caller, id)?;
        Ok(Json(json!({ "time_entry": state.time_entries[place].show(state) })))
    })
}
