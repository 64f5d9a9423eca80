//! POST of a time entry. Two equal requests make two entries.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::json;

use super::{TimeEntry, draft};
use crate::redmine::Redmine;
use crate::redmine::access::{Caller, Payload};
use crate::redmine::problem::Problem;

pub(super) async fn create(
    Shared(api): Shared<Arc<Redmine>>,
    caller: Caller,
    Payload(body): Payload,
) -> Result<Response, Problem> {
    let now = api.now();
    api.with(|state| {
        let content = draft::content(state, caller, &body, None)?;
        state.latest += 1;
        let entry =
            TimeEntry { id: state.latest, user: caller.user, content, created_on: now, updated_on: now };
        let shown = json!({ "time_entry": entry.show(state) });
        state.time_entries.push(entry);
        Ok((StatusCode::CREATED, Json(shown)).into_response())
    })
}
