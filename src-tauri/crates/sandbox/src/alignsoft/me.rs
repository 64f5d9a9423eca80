//! `GET /me`: the key itself. There is no other way to learn for whom it acts.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::Alignsoft;
use super::access::{Caller, Scope};

pub(super) fn routes() -> Router<Arc<Alignsoft>> {
    Router::new().route("/me", get(me))
}

async fn me(Shared(api): Shared<Arc<Alignsoft>>, caller: Caller) -> Json<Value> {
    api.with(|state| {
        let key = caller.key(state);
        let (scope, project) = match key.scope {
            Scope::Organization => ("organization", None),
            Scope::Project(project) => ("project", Some(project)),
        };
        Json(json!({
            "apiKeyId": key.id,
            "keyName": key.name,
            "keyPrefix": key.secret.get(..12),
            "organizationId": key.organization,
            "scope": scope,
            "scopedProjectId": project,
            "permissions": null,
            "createdByUserId": key.created_by,
            "lastUsedAt": null,
        }))
    })
}
