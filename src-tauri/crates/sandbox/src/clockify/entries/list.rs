//! Reading entries: one, many by id, and a user's list with its window by the account's wall clock.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::Value;

use super::Entry;
use crate::clockify::access::{Member, Payload};
use crate::clockify::page::Page;
use crate::clockify::problem::Problem;
use crate::clockify::{Clockify, moment};
use crate::pairs::Pairs;

pub(super) async fn read(
    State(api): State<Arc<Clockify>>,
    member: Member,
    Path((_, id)): Path<(String, String)>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let workspace = member.workspace(state);
        let entry = workspace.entry(&id)?;
        member.reach(&entry.user)?;
        Ok(Json(entry.show_as(workspace, query.says("hydrated"))))
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Batch {
    time_entry_ids: Vec<String>,
    #[serde(default)]
    hydrated: bool,
}

/// Ids that are unknown or out of reach are left out; what the service does with them is unproven.
pub(super) async fn batch(
    State(api): State<Arc<Clockify>>,
    member: Member,
    Payload(batch): Payload<Batch>,
) -> Json<Value> {
    api.with(|state| {
        let workspace = &*member.workspace(state);
        let found = batch.time_entry_ids.iter().filter_map(|id| workspace.entry(id).ok());
        let mine = found.filter(|entry| member.reach(&entry.user).is_ok());
        Json(mine.map(|entry| entry.show_as(workspace, batch.hydrated)).collect())
    })
}

pub(super) async fn of_user(
    State(api): State<Arc<Clockify>>,
    member: Member,
    Path((_, user)): Path<(String, String)>,
    query: Pairs,
) -> Result<Response, Problem> {
    member.reach(&user)?;
    let page = Page::of(&query)?;
    api.with(|state| {
        // The caller's profile decides; whether it is that or the workspace's zone is unproven, both are equal here.
        let zone = state
            .users
            .iter()
            .find(|candidate| candidate.id == member.user)
            .map_or(Tz::UTC, |user| user.zone);
        let workspace = &*member.workspace(state);
        workspace.role_of(&user).ok_or_else(|| Problem::stranger("User"))?;
        let window = Window::of(&query, zone)?;
        let wanted = |entry: &&Entry| window.holds(entry) && matches(&query, entry);
        let entries = workspace.entries_of(&user).into_iter().filter(wanted).collect();
        let hydrated = query.says("hydrated");
        Ok(page.answer(entries, |entry| entry.show_in_list(workspace, hydrated)))
    })
}

/// Selects by the entry's start, both edges included.
struct Window {
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
    /// `get-week-before`: the seven days before an instant, and only what has a project or task.
    week_before: Option<DateTime<Utc>>,
}

impl Window {
    fn of(query: &Pairs, zone: Tz) -> Result<Self, Problem> {
        let edge = |name: &str| -> Result<Option<DateTime<Utc>>, Problem> {
            let written = query.get(name).map(|text| moment::read(name, text)).transpose()?;
            Ok(written.map(|written| moment::window_edge(written, zone)))
        };
        Ok(Self { from: edge("start")?, to: edge("end")?, week_before: edge("get-week-before")? })
    }

    fn holds(&self, entry: &Entry) -> bool {
        let content = &entry.content;
        let in_week = self.week_before.is_none_or(|end| {
            (end - Duration::weeks(1)..end).contains(&content.start) && content.project.is_some()
        });
        self.from.is_none_or(|from| content.start >= from)
            && self.to.is_none_or(|to| content.start <= to)
            && in_week
    }
}

fn matches(query: &Pairs, entry: &Entry) -> bool {
    let content = &entry.content;
    let tags: Vec<_> = query.all("tags").flat_map(|ids| ids.split(',')).collect();
    // Substring without case: how the service searches is unproven.
    let description = query.get("description").map(str::to_lowercase);
    description.is_none_or(|term| content.description.to_lowercase().contains(&term))
        && query.get("project").is_none_or(|id| content.project.as_deref() == Some(id))
        && query.get("task").is_none_or(|id| content.task.as_deref() == Some(id))
        && (tags.is_empty() || content.tags.iter().flatten().any(|tag| tags.contains(&tag.as_str())))
        && (!query.says("project-required") || content.project.is_some())
        && (!query.says("task-required") || content.task.is_some())
        && (!query.says("in-progress") || entry.is_running())
}
