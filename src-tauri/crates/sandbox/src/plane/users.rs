//! Users: who a key speaks for, and the members of a workspace.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::routing::get;
use axum::{Json, Router};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::Plane;
use super::access::Caller;
use super::problem::Problem;

pub(super) struct User {
    pub(super) id: &'static str,
    pub(super) key: &'static str,
    /// The token of an app the user let in.
    pub(super) oauth_token: Option<&'static str>,
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
    pub(super) email: &'static str,
    pub(super) zone: Tz,
}

impl User {
    /// The user inside other objects.
    pub(super) fn show(&self) -> Value {
        json!({
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "email": self.email,
            "avatar": "",
            "avatar_url": null,
            "display_name": self.email.split('@').next(),
        })
    }
}

pub(super) fn routes() -> Router<Arc<Plane>> {
    Router::new().route("/users/me/", get(me)).route("/workspaces/{slug}/members/", get(members))
}

async fn me(Shared(api): Shared<Arc<Plane>>, caller: Caller) -> Json<Value> {
    Json(api.with(|state| state.users[caller.user].show()))
}

/// A bare list, not a page.
async fn members(
    Shared(api): Shared<Arc<Plane>>,
    caller: Caller,
    Path(slug): Path<String>,
) -> Result<Json<Vec<Value>>, Problem> {
    api.with(|state| {
        let workspace = state.workspace(caller, &slug)?;
        let shown = workspace.members.iter().map(|(user, role)| {
            let mut member = state.users[*user].show();
            member["role"] = role.number().into();
            member
        });
        Ok(Json(shown.collect()))
    })
}
