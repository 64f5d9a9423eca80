//! What people do on Align's own pages and no key can: submit, approve, lock, change and remove time entries.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::routing::delete;
use http::StatusCode;
use serde_json::Value;

use super::access::Payload;
use super::problem::Problem;
use super::time_entries::{Draft, Status};
use super::{Alignsoft, State};

pub(super) fn routes() -> Router<Arc<Alignsoft>> {
    Router::new().route("/records/{entry}", delete(remove).patch(change))
}

fn place(state: &State, id: &str) -> Result<usize, Problem> {
    let place = state.time_entries.iter().position(|entry| entry.id == id);
    place.ok_or_else(|| Problem::unknown("Time entry not found."))
}

async fn remove(Shared(api): Shared<Arc<Alignsoft>>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    api.with(|state| {
        let place = place(state, &id)?;
        state.time_entries.remove(place);
        Ok(StatusCode::NO_CONTENT)
    })
}

/// The fields of a change, and `status` beside them.
async fn change(
    Shared(api): Shared<Arc<Alignsoft>>,
    Path(id): Path<String>,
    Payload(body): Payload,
) -> Result<StatusCode, Problem> {
    let now = api.now();
    let status = match body.get("status").and_then(Value::as_str) {
        Some(word) => {
            Some(Status::read(word).ok_or_else(|| Problem::validation("status", "no such status"))?)
        }
        None => None,
    };
    api.with(|state| {
        let place = place(state, &id)?;
        let content = Draft::new(body).changed(state, &state.time_entries[place])?;
        let entry = &mut state.time_entries[place];
        entry.status = status.unwrap_or(entry.status);
        (entry.content, entry.updated_at) = (content, now);
        Ok(StatusCode::NO_CONTENT)
    })
}
