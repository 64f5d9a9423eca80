//! Users: who a key speaks for.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::Redmine;
use super::access::Caller;

pub(super) struct User {
    pub(super) id: u64,
    pub(super) key: &'static str,
    pub(super) login: &'static str,
    pub(super) firstname: &'static str,
    pub(super) lastname: &'static str,
    pub(super) admin: bool,
}

impl User {
    /// The user inside other objects.
    pub(super) fn named(&self) -> Value {
        json!({ "id": self.id, "name": format!("{} {}", self.firstname, self.lastname) })
    }
}

pub(super) fn routes() -> Router<Arc<Redmine>> {
    Router::new().route("/users/current.json", get(current))
}

/// The key comes back with its owner.
async fn current(Shared(api): Shared<Arc<Redmine>>, caller: Caller) -> Json<Value> {
    api.with(|state| {
        let user = &state.users[caller.user];
        Json(json!({ "user": {
            "id": user.id,
            "login": user.login,
            "admin": user.admin,
            "firstname": user.firstname,
            "lastname": user.lastname,
            "created_on": "2026-03-02T12:00:00Z",
            "last_login_on": null,
            "api_key": user.key,
        }}))
    })
}
