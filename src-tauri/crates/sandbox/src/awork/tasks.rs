//! Tasks: of projects, and private ones that only their owner sees.

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
pub(super) enum Progress {
    Open,
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// It is one of this project.
    Project(&'static str),
    /// It is private to this user.
    User(&'static str),
}

#[derive(Clone)]
pub(super) struct Task {
    pub(super) id: String,
    pub(super) workspace: &'static str,
    pub(super) owner: Owner,
    pub(super) number: Option<u32>,
    pub(super) name: String,
    pub(super) progress: Progress,
    pub(super) type_of_work: &'static str,
    pub(super) assignees: Vec<&'static str>,
    /// Whether it is the template that repeated tasks are made from.
    pub(super) template: bool,
}

impl Task {
    pub(super) fn project(&self) -> Option<&'static str> {
        match self.owner {
            Owner::Project(project) => Some(project),
            Owner::User(_) => None,
        }
    }

    /// `WEB-12`; none in projects without a key.
    pub(super) fn identifier(&self, state: &State) -> Option<String> {
        let key = state.project(self.workspace, self.project()?)?.key?;
        Some(format!("{key}-{}", self.number?))
    }

    fn show(&self, state: &State) -> Value {
        let (status, kind) = match self.progress {
            Progress::Open => ("To do", "todo"),
            Progress::Done => ("Done", "done"),
        };
        let assignees = self.assignees.iter().filter_map(|id| state.user(self.workspace, id));
        let mut shown = json!({
            "id": self.id,
            "name": self.name,
            "isExternal": false,
            "isRecurring": self.template,
            "taskStatus": { "id": "57a71000-0000-4000-8000-000000000001", "name": status, "type": kind },
            "typeOfWorkId": self.type_of_work,
            "assignees": assignees.map(|user| user.nested()).collect::<Vec<_>>(),
            "createdOn": "2026-03-02T12:00:00.000Z",
        });
        match self.owner {
            Owner::Project(id) => {
                shown["baseType"] = "projecttask".into();
                shown["projectId"] = id.into();
                shown["project"] =
                    state.project(self.workspace, id).map(super::projects::Project::nested).into();
            }
            Owner::User(id) => {
                shown["baseType"] = "private".into();
                shown["userId"] = id.into();
            }
        }
        if let Some(identifier) = self.identifier(state) {
            shown["taskIdentifier"] = identifier.into();
            shown["taskNumber"] = self.number.into();
        }
        shown
    }
}

const FIELDS: Fields = &[
    ("id", Kind::Guid),
    ("name", Kind::Text),
    ("taskIdentifier", Kind::Text),
    ("projectId", Kind::Guid),
    ("project/name", Kind::Text),
    ("taskStatus/type", Kind::Text),
    ("typeOfWorkId", Kind::Guid),
    ("createdOn", Kind::Moment),
];

impl State {
    pub(super) fn task(&self, workspace: &str, id: &str) -> Option<&Task> {
        self.tasks.iter().find(|task| task.workspace == workspace && task.id.eq_ignore_ascii_case(id))
    }
}

pub(super) fn routes() -> Router<Arc<Awork>> {
    Router::new()
        .route("/me/projecttasks", get(of_projects))
        .route("/projects/{project}/projecttasks", get(of_project))
        .route("/me/assignedtasks", get(assigned))
        .route("/me/assignedtasks/{task}", get(read_assigned))
        .route("/me/privatetasks", get(private))
        .route("/users/{user}/privatetasks", get(private_of))
        .route("/tasks/{task}", get(read))
}

/// One page of the tasks of the caller's workspace that `wanted` lets through.
fn list(
    state: &State,
    caller: Caller,
    query: &Pairs,
    wanted: impl Fn(&Task) -> bool,
) -> Result<Response, Problem> {
    let me = caller.user(state);
    let tasks = state.tasks.iter().filter(|task| task.workspace == me.workspace && wanted(task));
    page::answer(query, tasks.map(|task| task.show(state)).collect(), FIELDS, me.id)
}

/// Without the right to plan, one's own.
fn sees(state: &State, caller: Caller, task: &Task) -> bool {
    task.project().is_some() && (caller.plans(state) || task.assignees.contains(&caller.user(state).id))
}

async fn of_projects(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    query: Pairs,
) -> Result<Response, Problem> {
    api.with(|state| list(state, caller, &query, |task| sees(state, caller, task)))
}

async fn of_project(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    Path(project): Path<String>,
    query: Pairs,
) -> Result<Response, Problem> {
    api.with(|state| {
        let found = state.project(caller.user(state).workspace, &project);
        let id = found.ok_or_else(|| Problem::unknown("project", &project))?.id;
        list(state, caller, &query, |task| task.project() == Some(id) && sees(state, caller, task))
    })
}

async fn assigned(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    query: Pairs,
) -> Result<Response, Problem> {
    api.with(|state| {
        let me = caller.user(state).id;
        list(state, caller, &query, |task| task.assignees.contains(&me))
    })
}

async fn private(Shared(api): Shared<Arc<Awork>>, caller: Caller, query: Pairs) -> Result<Response, Problem> {
    api.with(|state| {
        let me = caller.user(state).id;
        list(state, caller, &query, |task| task.owner == Owner::User(me))
    })
}

async fn private_of(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    Path(user): Path<String>,
    query: Pairs,
) -> Result<Response, Problem> {
    api.with(|state| {
        let me = caller.user(state);
        let user = state.user(me.workspace, &user).ok_or_else(|| Problem::unknown("user", &user))?.id;
        if user != me.id && !caller.is_admin(state) {
            return Err(Problem::no_right("user-master-data"));
        }
        list(state, caller, &query, |task| task.owner == Owner::User(user))
    })
}

async fn read(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let me = caller.user(state);
        let task = state.task(me.workspace, &id).ok_or_else(|| Problem::unknown("task", &id))?;
        let may = match task.owner {
            // Being its assignee is not enough here.
            Owner::Project(_) => caller.plans(state),
            Owner::User(user) => user == me.id || caller.is_admin(state),
        };
        if may { Ok(Json(task.show(state))) } else { Err(Problem::no_right("project-planning-data")) }
    })
}

async fn read_assigned(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let me = caller.user(state);
        let task = state.task(me.workspace, &id).filter(|task| task.assignees.contains(&me.id));
        Ok(Json(task.ok_or_else(|| Problem::unknown("task", &id))?.show(state)))
    })
}
