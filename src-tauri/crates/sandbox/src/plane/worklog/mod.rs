//! Worklogs: minutes and a text on a work item, without a date; what one is, how it is shown, and its routes.

mod change;
mod create;
mod draft;
mod list;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, patch};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::access::Caller;
use super::items::Item;
use super::problem::Problem;
use super::projects::{Project, Role};
use super::{Plane, State, moment};
use crate::record::Record;

#[derive(Debug, Clone)]
pub(super) struct Worklog {
    id: String,
    /// The id of its work item. Never shown: clients must keep it from the path.
    item: String,
    minutes: u32,
    description: String,
    author: usize,
    editor: Option<usize>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl Worklog {
    fn show(&self, state: &State, caller: Caller) -> Value {
        let zone = state.users[caller.user].zone;
        let (_, project) = state.place_of(self);
        let workspace = state.workspaces.iter().find(|workspace| workspace.slug == project.workspace);
        json!({
            "id": self.id,
            "created_at": moment::write(self.created_at, zone),
            "updated_at": moment::write(self.updated_at, zone),
            "description": self.description,
            "duration": self.minutes,
            "created_by": state.users[self.author].id,
            "updated_by": self.editor.map(|editor| state.users[editor].id),
            "project_id": project.id,
            "workspace_id": workspace.map(|workspace| workspace.id),
            "logged_by": state.users[self.author].id,
        })
    }

    pub(super) fn record(&self, state: &State) -> Record {
        let (item, project) = state.place_of(self);
        Record {
            api: "plane",
            kind: "worklog",
            id: self.id.clone(),
            target: Some(format!("{}-{}", project.identifier, item.number)),
            target_id: Some(format!("{}/{}", project.id, item.id)),
            start: None,
            end: None,
            seconds: self.minutes * 60,
            text: self.description.clone(),
            user: state.users[self.author].id.to_owned(),
        }
    }
}

impl State {
    fn place_of(&self, worklog: &Worklog) -> (&Item, &Project) {
        let item = self.items.iter().find(|item| item.id == worklog.item);
        let item = item.expect("a worklog is only made on an item that exists, and items stay");
        let project = self.projects.iter().find(|project| project.id == item.project);
        (item, project.expect("an item is in a project, and projects stay"))
    }

    /// Every worklog a read may see; lists go through here.
    fn visible(&self) -> impl Iterator<Item = &Worklog> {
        self.worklogs.iter()
    }

    /// The item of a path, if worklogs are on there; `off` is what is said when the project's switch is not.
    fn bookable(
        &self,
        caller: Caller,
        (slug, project, item): (&str, &str, &str),
        least: Role,
        off: fn() -> Problem,
    ) -> Result<&Item, Problem> {
        let (project, item) = self.item(caller, (slug, project, item), least)?;
        let plan = self.workspaces.iter().any(|workspace| workspace.slug == slug && workspace.has_worklogs);
        match (plan, project.time_tracking, project.archived) {
            (false, _, _) => Err(Problem::plan()),
            (true, false, _) => Err(off()),
            (true, true, true) => Err(Problem::forbidden()),
            (true, true, false) => Ok(item),
        }
    }
}

/// The routes under one of the two names that items have had.
pub(super) fn routes(family: &str) -> Router<Arc<Plane>> {
    let root = format!("/workspaces/{{slug}}/projects/{{project}}/{family}/{{item}}/worklogs");
    Router::new()
        .route(&format!("{root}/"), get(list::of_item).post(create::create))
        .route(&format!("{root}/{{worklog}}/"), patch(change::change).delete(change::delete))
}
