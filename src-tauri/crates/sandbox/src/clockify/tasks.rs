//! Tasks of a project.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::Clockify;
use super::access::Member;
use super::page::{Page, name_matches};
use super::problem::Problem;
use crate::pairs::Pairs;

pub(super) struct Task {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) done: bool,
}

impl Task {
    pub(super) fn show(&self, project: &str) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "projectId": project,
            "status": if self.done { "DONE" } else { "ACTIVE" },
            "billable": true,
            "assigneeId": null,
            "assigneeIds": [],
            "userGroupIds": [],
            "estimate": "PT0S",
            "duration": "PT0S",
            "hourlyRate": null,
            "costRate": null,
        })
    }
}

pub(super) fn routes() -> Router<Arc<Clockify>> {
    Router::new()
        .route("/workspaces/{workspace}/projects/{project}/tasks", get(list))
        .route("/workspaces/{workspace}/projects/{project}/tasks/{task}", get(read))
}

async fn list(
    State(api): State<Arc<Clockify>>,
    member: Member,
    Path((_, project)): Path<(String, String)>,
    query: Pairs,
) -> Result<Response, Problem> {
    let page = Page::of(&query)?;
    api.with(|state| {
        let workspace = member.workspace(state);
        let project = workspace.project(&project).ok_or_else(|| Problem::stranger("Project"))?;
        let wanted = |task: &&Task| {
            let active = query.get("is-active").is_none_or(|active| active == (!task.done).to_string());
            active && name_matches(&query, task.name)
        };
        let tasks = project.tasks.iter().filter(wanted).collect();
        Ok(page.answer(tasks, |task| task.show(project.id)))
    })
}

async fn read(
    State(api): State<Arc<Clockify>>,
    member: Member,
    Path((_, project, task)): Path<(String, String, String)>,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let workspace = member.workspace(state);
        let project = workspace.project(&project).ok_or_else(|| Problem::stranger("Project"))?;
        let found = project.tasks.iter().find(|candidate| candidate.id == task);
        Ok(Json(found.ok_or_else(|| Problem::stranger("Task"))?.show(project.id)))
    })
}
