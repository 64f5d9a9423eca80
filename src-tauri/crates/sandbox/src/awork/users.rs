//! Users: people, and the user that an API key acts as; who one is and what one may.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::Caller;
use super::filter::{Fields, Kind};
use super::problem::Problem;
use super::{Awork, State, page, samples};
use crate::pairs::Pairs;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Admin,
    /// Sees and plans every task, and sees every user.
    Member,
    /// Sees the tasks assigned to it and no other user.
    Limited,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Good,
    /// The token ran out.
    Expired,
    Deactivated,
}

pub(super) struct User {
    pub(super) id: &'static str,
    pub(super) workspace: &'static str,
    pub(super) token: Option<&'static str>,
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
    /// The user of an API key has none.
    pub(super) mail: Option<&'static str>,
    pub(super) role: Role,
    pub(super) standing: Standing,
}

impl User {
    fn show(&self) -> Value {
        let mails = self.mail.map(|mail| json!({ "type": "email", "subType": "work", "value": mail }));
        json!({
            "id": self.id,
            "firstName": self.first_name,
            "lastName": self.last_name,
            "isArchived": false,
            "isDeactivated": self.standing == Standing::Deactivated,
            "isExternal": false,
            "userContactInfos": mails.into_iter().collect::<Vec<_>>(),
        })
    }

    /// As entries and tasks show it.
    pub(super) fn nested(&self) -> Value {
        json!({ "id": self.id, "firstName": self.first_name, "lastName": self.last_name })
    }
}

const FIELDS: Fields = &[("id", Kind::Guid), ("firstName", Kind::Text), ("lastName", Kind::Text)];

impl State {
    /// Somebody of a workspace.
    pub(super) fn user(&self, workspace: &str, id: &str) -> Option<&User> {
        self.users.iter().find(|user| user.workspace == workspace && user.id.eq_ignore_ascii_case(id))
    }
}

pub(super) fn routes() -> Router<Arc<Awork>> {
    Router::new()
        .route("/me", get(me))
        .route("/users/me", get(me))
        .route("/me/permissions", get(permissions))
        .route("/users", get(list))
}

async fn me(Shared(api): Shared<Arc<Awork>>, caller: Caller) -> Json<Value> {
    api.with(|state| {
        let user = caller.user(state);
        let mut shown = user.show();
        shown["workspace"] = json!({
            "id": user.workspace,
            "name": samples::workspace_name(user.workspace),
            "url": "https://sandbox.awork.example",
        });
        Json(shown)
    })
}

async fn permissions(Shared(api): Shared<Arc<Awork>>, caller: Caller) -> Json<Value> {
    api.with(|state| {
        let user = caller.user(state);
        Json(json!({
            "signature": "c2lnbmF0dXJl",
            "userPermission": {
                "userId": user.id,
                "isAdmin": user.role == Role::Admin,
                "isGuest": false,
                "isBlocked": false,
                "permissions": [],
                "projectRolesPermissions": [],
            },
        }))
    })
}

/// Everybody, the users of API keys too; without the right to see others, oneself.
async fn list(Shared(api): Shared<Arc<Awork>>, caller: Caller, query: Pairs) -> Result<Response, Problem> {
    api.with(|state| {
        let me = caller.user(state);
        let shown = state.users.iter().filter(|user| user.workspace == me.workspace);
        let shown = shown.filter(|user| me.role != Role::Limited || user.id == me.id);
        page::answer(&query, shown.map(User::show).collect(), FIELDS, me.id)
    })
}
