//! People: of the organization, and of a project.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::Caller;
use super::problem::Problem;
use super::{Alignsoft, State, page};
use crate::pairs::Pairs;

/// What somebody is in the organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Admin,
    Developer,
    /// A customer; has nothing to do with time.
    Client,
}

pub(super) struct Member {
    pub(super) id: &'static str,
    pub(super) organization: &'static str,
    pub(super) name: &'static str,
    pub(super) role: Role,
}

impl Member {
    fn show(&self) -> Value {
        let role = match self.role {
            Role::Admin => "admin",
            Role::Developer => "developer",
            Role::Client => "client",
        };
        json!({ "id": self.id, "name": self.name, "role": role })
    }
}

impl State {
    fn members_of(&self, organization: &str) -> Vec<&Member> {
        self.members.iter().filter(|member| member.organization == organization).collect()
    }

    /// Somebody of the organization for whom time may be booked.
    pub(super) fn worker(&self, organization: &str, id: &str) -> Result<&Member, Problem> {
        let member = self.members_of(organization).into_iter().find(|member| member.id == id);
        let member = member.ok_or_else(|| Problem::validation("userId", "no such user"))?;
        match member.role {
            Role::Client => Err(Problem::forbidden("This role has no access to time tracking.")),
            Role::Admin | Role::Developer => Ok(member),
        }
    }
}

pub(super) fn routes() -> Router<Arc<Alignsoft>> {
    Router::new().route("/users", get(users)).route("/projects/{project}/members", get(of_project))
}

async fn users(
    Shared(api): Shared<Arc<Alignsoft>>,
    caller: Caller,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let members = state.members_of(caller.organization_wide(state)?);
        page::answer(&query, members, Member::show).map(Json)
    })
}

async fn of_project(
    Shared(api): Shared<Arc<Alignsoft>>,
    caller: Caller,
    Path(project): Path<String>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let members = state.members_of(caller.project(state, &project)?.organization);
        page::answer(&query, members, Member::show).map(Json)
    })
}
