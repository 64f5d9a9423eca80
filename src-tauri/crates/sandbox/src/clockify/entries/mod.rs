//! Time entries: what one is, how it is shown, and which file answers which route.

mod change;
mod create;
mod draft;
mod list;
mod rules;
mod timer;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::problem::Problem;
use super::workspaces::Workspace;
use super::{Clockify, moment};
use crate::record::Record;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Regular,
    Break,
}

#[derive(Debug, Clone)]
pub(super) struct Entry {
    id: String,
    user: String,
    content: Content,
}

/// What the owner of an entry decides, and what a PUT replaces as a whole.
#[derive(Debug, Clone)]
struct Content {
    description: String,
    project: Option<String>,
    task: Option<String>,
    /// Kept as sent: left out stays null, doubles stay double.
    tags: Option<Vec<String>>,
    billable: bool,
    kind: Kind,
    start: DateTime<Utc>,
    /// None while it runs.
    end: Option<DateTime<Utc>>,
}

impl Content {
    fn is_locked(&self, workspace: &Workspace) -> bool {
        workspace.rules.locked_before.is_some_and(|before| self.start < before)
    }

    fn seconds(&self) -> Option<i64> {
        self.end.map(|end| (end - self.start).num_seconds())
    }
}

impl Entry {
    fn is_running(&self) -> bool {
        self.content.end.is_none()
    }

    fn show(&self, workspace: &Workspace) -> Value {
        let content = &self.content;
        json!({
            "id": self.id,
            "workspaceId": workspace.id,
            "userId": self.user,
            "description": content.description,
            "projectId": content.project,
            "taskId": content.task,
            "tagIds": content.tags,
            "billable": content.billable,
            "type": match content.kind {
                Kind::Regular => "REGULAR",
                Kind::Break => "BREAK",
            },
            "isLocked": content.is_locked(workspace),
            "kioskId": null,
            "customFieldValues": [],
            "timeInterval": {
                "start": moment::write(content.start),
                "end": content.end.map(moment::write),
                "duration": content.seconds().map(moment::duration),
            },
        })
    }

    /// With the project, task and tags spelled out when asked for hydrated.
    fn show_as(&self, workspace: &Workspace, hydrated: bool) -> Value {
        let content = &self.content;
        let mut entry = self.show(workspace);
        if hydrated {
            let project = content.project.as_deref().and_then(|id| workspace.project(id));
            let task = content.task.as_deref().and_then(|id| workspace.task(id));
            let tags = content.tags.iter().flatten().filter_map(|id| workspace.tag(id));
            entry["project"] = project.map(|project| project.show(workspace, false)).into();
            entry["task"] = task.map(|task| task.show(content.project.as_deref().unwrap_or_default())).into();
            entry["tags"] = tags.map(|tag| tag.show(workspace.id)).collect();
        }
        entry
    }

    /// As lists show it: with rates.
    fn show_in_list(&self, workspace: &Workspace, hydrated: bool) -> Value {
        let mut entry = self.show_as(workspace, hydrated);
        entry["hourlyRate"] = Value::Null;
        entry["costRate"] = Value::Null;
        entry
    }

    fn record(&self, workspace: &Workspace) -> Record {
        let content = &self.content;
        let project = content.project.as_deref().and_then(|id| workspace.project(id));
        let task = content.task.as_deref().and_then(|id| workspace.task(id));
        let names = project.map(|project| match task {
            Some(task) => format!("{}/{}", project.name, task.name),
            None => project.name.to_owned(),
        });
        let ids = content.project.as_ref().map(|project| match &content.task {
            Some(task) => format!("{project}/{task}"),
            None => project.clone(),
        });
        Record {
            api: "clockify",
            kind: match content.kind {
                Kind::Regular => "time_entry",
                Kind::Break => "break",
            },
            id: self.id.clone(),
            target: names,
            target_id: ids,
            start: Some(content.start),
            end: content.end,
            seconds: content.seconds().and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(0),
            text: content.description.clone(),
            user: self.user.clone(),
        }
    }
}

impl Workspace {
    /// Every read of entries by id goes through here, and every list through [`entries_of`](Self::entries_of).
    fn entry(&self, id: &str) -> Result<&Entry, Problem> {
        self.entries.iter().find(|entry| entry.id == id).ok_or_else(|| Problem::stranger("Time entry"))
    }

    /// A user's entries, latest start first; entries dated in the future lead.
    fn entries_of(&self, user: &str) -> Vec<&Entry> {
        let mut entries: Vec<_> = self.entries.iter().rev().filter(|entry| entry.user == user).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.content.start));
        entries
    }
}

pub(super) fn records(workspace: &Workspace) -> impl Iterator<Item = Record> {
    workspace.entries.iter().map(|entry| entry.record(workspace))
}

pub(super) fn routes() -> Router<Arc<Clockify>> {
    let of_user = get(list::of_user)
        .post(create::for_user)
        .put(change::replace_many)
        .patch(timer::stop)
        .delete(change::delete_many);
    Router::new()
        .route("/workspaces/{workspace}/time-entries", post(create::for_oneself))
        .route("/workspaces/{workspace}/time-entries/batch", post(list::batch))
        .route("/workspaces/{workspace}/time-entries/status/in-progress", get(timer::running))
        .route(
            "/workspaces/{workspace}/time-entries/{entry}",
            get(list::read).put(change::replace).delete(change::delete),
        )
        .route("/workspaces/{workspace}/user/{user}/time-entries", of_user)
}
