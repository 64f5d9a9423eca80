//! Projects. None is ever archived; one that is over has a status of the type `closed`.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::Caller;
use super::filter::{Fields, Kind};
use super::problem::Problem;
use super::{Awork, State, page};
use crate::pairs::Pairs;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Progress,
    Closed,
}

#[derive(Clone)]
pub(super) struct Project {
    pub(super) id: &'static str,
    pub(super) workspace: &'static str,
    pub(super) name: &'static str,
    pub(super) key: Option<&'static str>,
    pub(super) company: Option<&'static str>,
    pub(super) stage: Stage,
    pub(super) billable: bool,
}

impl Project {
    /// As tasks and entries show it, and the heart of what the list shows.
    pub(super) fn nested(&self) -> Value {
        let (status, kind) = match self.stage {
            Stage::Progress => ("In progress", "progress"),
            Stage::Closed => ("Done", "closed"),
        };
        let mut shown = json!({
            "id": self.id,
            "name": self.name,
            "isPrivate": false,
            "isExternal": false,
            "isBillableByDefault": self.billable,
            "projectStatus": { "id": format!("57a70000-0000-4000-8000-{}", &self.id[24..]), "name": status, "type": kind },
        });
        if let Some(key) = self.key {
            shown["projectKey"] = key.into();
        }
        if let Some(company) = self.company {
            shown["company"] = json!({ "id": "c0a40000-0000-4000-8000-000000000001", "name": company });
        }
        shown
    }

    fn show(&self) -> Value {
        let mut shown = self.nested();
        shown["isRetainer"] = false.into();
        shown["createdOn"] = "2026-01-12T09:00:00.000Z".into();
        if self.stage == Stage::Closed {
            shown["closedOn"] = "2026-02-28T12:00:00.000Z".into();
        }
        shown
    }
}

const FIELDS: Fields = &[
    ("id", Kind::Guid),
    ("name", Kind::Text),
    ("projectKey", Kind::Text),
    ("companyId", Kind::Guid),
    ("projectStatus/type", Kind::Text),
    ("createdOn", Kind::Moment),
];

impl State {
    pub(super) fn project(&self, workspace: &str, id: &str) -> Option<&Project> {
        let found =
            |project: &&Project| project.workspace == workspace && project.id.eq_ignore_ascii_case(id);
        self.projects.iter().find(found)
    }
}

pub(super) fn routes() -> Router<Arc<Awork>> {
    Router::new().route("/projects", get(list)).route("/projects/{project}", get(read))
}

async fn list(Shared(api): Shared<Arc<Awork>>, caller: Caller, query: Pairs) -> Result<Response, Problem> {
    api.with(|state| {
        let me = caller.user(state);
        let shown = state.projects.iter().filter(|project| project.workspace == me.workspace);
        page::answer(&query, shown.map(Project::show).collect(), FIELDS, me.id)
    })
}

async fn read(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let project = state.project(caller.user(state).workspace, &id);
        let project = project.ok_or_else(|| Problem::unknown("project", &id))?;
        match caller.plans(state) {
            true => Ok(Json(project.show())),
            false => Err(Problem::no_right("project-master-data")),
        }
    })
}
