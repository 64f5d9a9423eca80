//! What a workspace has of its own: types of work, and its settings of time tracking. A token is bound to one.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::Caller;
use super::filter::{Fields, Kind};
use super::problem::Problem;
use super::{Awork, State, page};
use crate::pairs::Pairs;

pub(super) struct Workspace {
    pub(super) id: &'static str,
    pub(super) types_of_work: Vec<TypeOfWork>,
    pub(super) settings: Settings,
}

/// `None` and `false` are off.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Settings {
    pub(super) past_days: Option<u32>,
    pub(super) no_done_projects: bool,
    pub(super) no_private: bool,
}

#[derive(Clone)]
pub(super) struct TypeOfWork {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) archived: bool,
}

impl TypeOfWork {
    pub(super) fn show(&self) -> Value {
        json!({ "id": self.id, "name": self.name, "icon": "attach_money", "isArchived": self.archived })
    }
}

const FIELDS: Fields = &[("id", Kind::Guid), ("name", Kind::Text)];

impl State {
    pub(super) fn workspace(&self, id: &str) -> &Workspace {
        let found = self.workspaces.iter().find(|workspace| workspace.id == id);
        found.expect("every sample user belongs to a sample workspace")
    }
}

pub(super) fn routes() -> Router<Arc<Awork>> {
    Router::new().route("/typeofwork", get(types_of_work)).route("/timetracking/settings", get(settings))
}

async fn types_of_work(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    query: Pairs,
) -> Result<Response, Problem> {
    api.with(|state| {
        let me = caller.user(state);
        let types = state.workspace(me.workspace).types_of_work.iter();
        let shown = types.filter(|kind| !kind.archived || query.says("showArchived"));
        page::answer(&query, shown.map(TypeOfWork::show).collect(), FIELDS, me.id)
    })
}

async fn settings(Shared(api): Shared<Arc<Awork>>, caller: Caller) -> Json<Value> {
    api.with(|state| {
        let settings = state.workspace(caller.user(state).workspace).settings;
        Json(json!([
            { "type": "prevent-on-done-projects", "enabled": settings.no_done_projects, "dayCount": null },
            { "type": "allow-on-past-days", "enabled": settings.past_days.is_some(), "dayCount": settings.past_days },
            { "type": "time-tracking-limit", "enabled": false, "dayCount": null },
            { "type": "prevent-private", "enabled": settings.no_private, "dayCount": null },
        ]))
    })
}
