//! Projects: all of the organization, or the one of the key.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::{Caller, Scope};
use super::problem::Problem;
use super::{Alignsoft, page};
use crate::pairs::Pairs;

/// How far a project is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Active,
    OnHold,
    Completed,
    /// To be read only.
    Archived,
}

pub(super) struct Project {
    pub(super) id: &'static str,
    pub(super) organization: &'static str,
    pub(super) name: &'static str,
    pub(super) stage: Stage,
}

impl Project {
    fn show(&self) -> Value {
        let status = match self.stage {
            Stage::Active => "active",
            Stage::OnHold => "on_hold",
            Stage::Completed => "completed",
            Stage::Archived => "archived",
        };
        json!({ "id": self.id, "organizationId": self.organization, "name": self.name, "status": status })
    }
}

pub(super) fn routes() -> Router<Arc<Alignsoft>> {
    Router::new().route("/projects", get(list))
}

async fn list(
    Shared(api): Shared<Arc<Alignsoft>>,
    caller: Caller,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let key = caller.key(state);
        let reached = |project: &&Project| match key.scope {
            Scope::Organization => project.organization == key.organization,
            Scope::Project(own) => project.id == own,
        };
        let projects = state.projects.iter().filter(reached).collect();
        page::answer(&query, projects, Project::show).map(Json)
    })
}
