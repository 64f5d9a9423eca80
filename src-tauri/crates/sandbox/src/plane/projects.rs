//! Workspaces and their projects, and who may do what in them.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::Caller;
use super::problem::Problem;
use super::{Plane, State, page};
use crate::pairs::Pairs;

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Guest,
    Member,
    Admin,
}

impl Role {
    /// As the service counts them.
    pub(super) fn number(self) -> u8 {
        match self {
            Self::Guest => 5,
            Self::Member => 15,
            Self::Admin => 20,
        }
    }
}

pub(super) struct Workspace {
    pub(super) id: &'static str,
    pub(super) slug: &'static str,
    pub(super) members: Vec<(usize, Role)>,
    /// Whether its plan includes worklogs.
    pub(super) has_worklogs: bool,
}

pub(super) struct Project {
    pub(super) id: &'static str,
    pub(super) workspace: &'static str,
    pub(super) identifier: &'static str,
    pub(super) name: &'static str,
    /// Everybody in the workspace sees it in the list.
    pub(super) public: bool,
    pub(super) archived: bool,
    pub(super) time_tracking: bool,
    pub(super) members: Vec<(usize, Role)>,
}

impl Project {
    pub(super) fn role(&self, user: usize) -> Option<Role> {
        self.members.iter().find(|(member, _)| *member == user).map(|(_, role)| *role)
    }

    fn show(&self, workspace: &Workspace, user: usize) -> Value {
        let role = self.role(user);
        json!({
            "id": self.id,
            "workspace": workspace.id,
            "identifier": self.identifier,
            "name": self.name,
            "description": "",
            "network": if self.public { 2 } else { 0 },
            "archived_at": self.archived.then_some("2026-01-31T00:00:00Z"),
            "timezone": "UTC",
            "is_time_tracking_enabled": self.time_tracking,
            "is_member": role.is_some(),
            "member_role": role.map(Role::number),
        })
    }
}

impl State {
    /// The workspace of a path, for its members. To others it is not told whether there is one.
    pub(super) fn workspace(&self, caller: Caller, slug: &str) -> Result<&Workspace, Problem> {
        let workspace = self.workspaces.iter().find(|workspace| workspace.slug == slug);
        let is_in = |workspace: &&Workspace| workspace.members.iter().any(|(user, _)| *user == caller.user);
        workspace.filter(is_in).ok_or_else(Problem::forbidden)
    }

    /// The project of a path, for its members with at least this role. To others it is not told whether there is one.
    pub(super) fn project(
        &self,
        caller: Caller,
        slug: &str,
        id: &str,
        least: Role,
    ) -> Result<&Project, Problem> {
        let project = self.projects.iter().find(|project| project.workspace == slug && project.id == id);
        let may = |project: &&Project| project.role(caller.user).is_some_and(|role| role >= least);
        project.filter(may).ok_or_else(Problem::forbidden)
    }
}

pub(super) fn routes() -> Router<Arc<Plane>> {
    Router::new()
        .route("/workspaces/{slug}/projects/", get(list))
        .route("/workspaces/{slug}/projects/{project}/", get(read))
}

/// What the caller is a member of, and what is public.
async fn list(
    Shared(api): Shared<Arc<Plane>>,
    caller: Caller,
    Path(slug): Path<String>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let workspace = state.workspace(caller, &slug)?;
        let seen = |project: &&Project| {
            project.workspace == slug && (project.public || project.role(caller.user).is_some())
        };
        let projects = state.projects.iter().filter(seen).collect();
        page::page(&query, projects, |project: &Project| project.show(workspace, caller.user))
    })
}

async fn read(
    Shared(api): Shared<Arc<Plane>>,
    caller: Caller,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let workspace = state.workspace(caller, &slug)?;
        let project = state.projects.iter().find(|project| project.workspace == slug && project.id == id);
        let seen = |project: &&Project| project.public || project.role(caller.user).is_some();
        let project = project.filter(seen).ok_or_else(Problem::unknown)?;
        Ok(Json(project.show(workspace, caller.user)))
    })
}
