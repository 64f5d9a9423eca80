//! Projects: who may book in them, who may see what was booked, and their list.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::Caller;
use super::{Redmine, State, page};
use crate::pairs::Pairs;

/// What a member may do about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Book, see, and change one's own.
    Developer,
    /// See alone.
    Reader,
    /// Book alone: what was booked is not shown.
    Logger,
}

pub(super) struct Project {
    pub(super) id: u64,
    pub(super) identifier: &'static str,
    pub(super) name: &'static str,
    pub(super) closed: bool,
    pub(super) time_tracking: bool,
    /// Members and their roles, by the places of the users.
    pub(super) members: Vec<(usize, Role)>,
}

impl Project {
    fn role(&self, caller: Caller) -> Option<Role> {
        self.members.iter().find(|(user, _)| *user == caller.user).map(|(_, role)| *role)
    }

    pub(super) fn is_visible(&self, caller: Caller) -> bool {
        self.role(caller).is_some()
    }

    pub(super) fn may_log(&self, caller: Caller) -> bool {
        let role = matches!(self.role(caller), Some(Role::Developer | Role::Logger));
        role && self.time_tracking && !self.closed
    }

    pub(super) fn shows_time(&self, caller: Caller) -> bool {
        self.time_tracking && matches!(self.role(caller), Some(Role::Developer | Role::Reader))
    }

    /// Whether one's own entries may be changed: those that are not shown may not.
    pub(super) fn may_change(&self, caller: Caller) -> bool {
        self.may_log(caller) && self.shows_time(caller)
    }

    pub(super) fn named(&self) -> Value {
        json!({ "id": self.id, "name": self.name })
    }

    fn show(&self, with_modules: bool) -> Value {
        let mut shown = json!({
            "id": self.id,
            "name": self.name,
            "identifier": self.identifier,
            "description": null,
            "status": if self.closed { 5 } else { 1 },
            "is_public": false,
            "inherit_members": false,
            "created_on": "2026-03-02T12:00:00Z",
            "updated_on": "2026-03-02T12:00:00Z",
        });
        if with_modules {
            let modules = [("issue_tracking", true), ("time_tracking", self.time_tracking)];
            let on = modules.iter().filter(|(_, on)| *on).map(|(name, _)| json!({ "id": 1, "name": name }));
            shown["enabled_modules"] = on.collect();
        }
        shown
    }
}

impl State {
    pub(super) fn project(&self, id: u64) -> Option<&Project> {
        self.projects.iter().find(|project| project.id == id)
    }
}

pub(super) fn routes() -> Router<Arc<Redmine>> {
    Router::new().route("/projects.json", get(list))
}

/// By name; closed ones are left out unless they are asked for.
async fn list(Shared(api): Shared<Arc<Redmine>>, caller: Caller, query: Pairs) -> Json<Value> {
    let with_modules = query.get("include") == Some("enabled_modules");
    api.with(|state| {
        let shown = |project: &&Project| project.is_visible(caller) && !project.closed;
        let mut projects: Vec<&Project> = state.projects.iter().filter(shown).collect();
        projects.sort_by_key(|project| project.name.to_lowercase());
        page::page(&query, "projects", projects, |project| project.show(with_modules))
    })
}
