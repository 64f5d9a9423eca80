//! PATCH of a time entry. There is no DELETE.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use serde_json::Value;

use super::{Draft, TimeEntry};
use crate::alignsoft::Alignsoft;
use crate::alignsoft::access::{Caller, Payload};
use crate::alignsoft::hours::Shape;
use crate::alignsoft::problem::Problem;

pub(super) async fn change(
    Shared(api): Shared<Arc<Alignsoft>>,
    caller: Caller,
    Path(id): Path<String>,
    Payload(body): Payload,
) -> Result<Json<Value>, Problem> {
    let now = api.now();
    api.with(|state| {
        let organization = caller.key(state).organization;
        let seen = |entry: &TimeEntry| entry.id == id && entry.organization == organization;
        let place = state.time_entries.iter().position(seen);
        let place = place.ok_or_else(|| Problem::unknown("Time entry not found."))?;
        let entry = &state.time_entries[place];
        caller.open_project(state, entry.project)?;
        caller.tracks_time(state)?;
        if !entry.status.is_editable() {
            return Err(Problem::not_editable(entry.status.word()));
        }
        let content = Draft::new(body).changed(state, entry)?;
        let entry = &mut state.time_entries[place];
        (entry.content, entry.updated_at) = (content, now);
        Ok(Json(entry.show(Shape::Short)))
    })
}
