//! Activities of time entries, and custom fields, which administrators alone may list.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::Caller;
use super::problem::Problem;
use super::{Redmine, samples};

/// An activity: number, name, whether it is the default, whether it is in use.
pub(super) type Activity = (u64, &'static str, bool, bool);

pub(super) fn routes() -> Router<Arc<Redmine>> {
    Router::new()
        .route("/enumerations/time_entry_activities.json", get(activities))
        .route("/custom_fields.json", get(custom_fields))
}

async fn activities(_: Caller) -> Json<Value> {
    let show = |(id, name, is_default, active): &Activity| json!({ "id": id, "name": name, "is_default": is_default, "active": active });
    Json(json!({ "time_entry_activities": samples::ACTIVITIES.iter().map(show).collect::<Vec<_>>() }))
}

async fn custom_fields(Shared(api): Shared<Arc<Redmine>>, caller: Caller) -> Result<Json<Value>, Problem> {
    if !api.with(|state| state.users[caller.user].admin) {
        return Err(Problem::Forbidden);
    }
    let (id, name) = samples::FIELD;
    let field = json!({
        "id": id, "name": name, "customized_type": "time_entry", "field_format": "string",
        "is_required": false, "multiple": false, "default_value": null, "visible": true,
    });
    Ok(Json(json!({ "custom_fields": [field] })))
}
