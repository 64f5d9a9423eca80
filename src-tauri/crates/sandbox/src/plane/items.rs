//! Work items: what time is logged on, listed by project, read by id, or by a key such as `PROJ-12`.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::access::Caller;
use super::problem::Problem;
use super::projects::{Project, Role};
use super::{Plane, State, moment, page};
use crate::pairs::Pairs;

/// The group of an item's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Backlog,
    Started,
    Completed,
    Cancelled,
}

impl Group {
    fn name(self) -> &'static str {
        match self {
            Self::Backlog => "backlog",
            Self::Started => "started",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
        }
    }

    fn id(self) -> String {
        format!("5a7e0000-0000-4000-8000-00000000000{}", self as u8)
    }

    fn show(self) -> Value {
        json!({ "id": self.id(), "name": self.name(), "color": "#60646c", "group": self.name() })
    }
}

pub(super) struct Item {
    pub(super) id: String,
    /// The id of its project.
    pub(super) project: &'static str,
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) group: Group,
    pub(super) assignees: Vec<usize>,
    pub(super) updated_at: DateTime<Utc>,
}

impl Item {
    fn show(&self, state: &State, caller: Caller, query: &Pairs) -> Result<Value, Problem> {
        let zone = state.users[caller.user].zone;
        let assignees = || self.assignees.iter().map(|user| &state.users[*user]);
        let expands = |name| query.get("expand").is_some_and(|names| names.split(',').any(|one| one == name));
        let whole = json!({
            "id": self.id,
            "name": self.name,
            "sequence_id": self.number,
            "project": self.project,
            "state": if expands("state") { self.group.show() } else { self.group.id().into() },
            "assignees": if expands("assignees") {
                assignees().map(super::User::show).collect::<Value>()
            } else {
                assignees().map(|user| user.id).collect()
            },
            "priority": "none",
            "archived_at": null,
            "is_draft": false,
            "created_at": moment::write(self.updated_at, zone),
            "updated_at": moment::write(self.updated_at, zone),
        });
        only(query, whole)
    }
}

/// The fields asked for; all of them where none are named.
fn only(query: &Pairs, whole: Value) -> Result<Value, Problem> {
    let Some(names) = query.get("fields") else { return Ok(whole) };
    let mut shown = Map::new();
    for name in names.split(',') {
        let value = whole.get(name).ok_or_else(|| {
            Problem::detail(StatusCode::BAD_REQUEST, format!("{name} is not a field of a work item."))
        })?;
        shown.insert(name.to_owned(), value.clone());
    }
    Ok(shown.into())
}

impl State {
    /// The item of a path, in a project the caller has this role in.
    pub(super) fn item(
        &self,
        caller: Caller,
        (slug, project, id): (&str, &str, &str),
        least: Role,
    ) -> Result<(&Project, &Item), Problem> {
        let project = self.project(caller, slug, project, least)?;
        let item = self.items.iter().find(|item| item.project == project.id && item.id == id);
        item.map(|item| (project, item)).ok_or_else(Problem::unknown)
    }
}

/// The routes under one of the two names that items have had.
pub(super) fn routes(family: &str) -> Router<Arc<Plane>> {
    Router::new()
        .route(&format!("/workspaces/{{slug}}/projects/{{project}}/{family}/"), get(list))
        .route(&format!("/workspaces/{{slug}}/projects/{{project}}/{family}/{{item}}/"), get(read))
        .route(&format!("/workspaces/{{slug}}/{family}/{{key}}/"), get(by_key))
}

async fn list(
    Shared(api): Shared<Arc<Plane>>,
    caller: Caller,
    Path((slug, project)): Path<(String, String)>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let project = state.project(caller, &slug, &project, Role::Guest)?;
        let mut items: Vec<&Item> = state.items.iter().filter(|item| item.project == project.id).collect();
        match query.get("order_by") {
            Some("-updated_at") => items.sort_by_key(|item| std::cmp::Reverse(item.updated_at)),
            Some("updated_at") => items.sort_by_key(|item| item.updated_at),
            _ => items.sort_by_key(|item| std::cmp::Reverse(item.number)),
        }
        // A name that is no field is refused before anything is shown.
        items.iter().try_for_each(|item| item.show(state, caller, &query).map(drop))?;
        page::page(&query, items, |item| item.show(state, caller, &query).unwrap_or_default())
    })
}

async fn read(
    Shared(api): Shared<Arc<Plane>>,
    caller: Caller,
    Path((slug, project, id)): Path<(String, String, String)>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let (_, item) = state.item(caller, (&slug, &project, &id), Role::Guest)?;
        item.show(state, caller, &query).map(Json)
    })
}

/// The identifier counts to the letter: `proj-12` is nothing.
async fn by_key(
    Shared(api): Shared<Arc<Plane>>,
    caller: Caller,
    Path((slug, key)): Path<(String, String)>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    let Some((identifier, number)) = key.rsplit_once('-') else { return Err(Problem::no_page()) };
    api.with(|state| {
        let named = |project: &&Project| project.workspace == slug && project.identifier == identifier;
        let project = state.projects.iter().find(named).ok_or_else(Problem::forbidden)?;
        project.role(caller.user).ok_or_else(Problem::forbidden)?;
        let wanted = |item: &&Item| item.project == project.id && item.number.to_string() == number;
        let item = state.items.iter().find(wanted).ok_or_else(Problem::unknown)?;
        item.show(state, caller, &query).map(Json)
    })
}
