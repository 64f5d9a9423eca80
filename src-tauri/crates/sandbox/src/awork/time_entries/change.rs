//! PUT and DELETE of a time entry: what a PUT leaves out is cleared, and removing twice is a 404.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use http::StatusCode;
use serde_json::Value;

use super::{Draft, rights};
use crate::awork::Awork;
use crate::awork::access::{Caller, Payload};
use crate::awork::problem::Problem;

pub(super) async fn change(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    Path(id): Path<String>,
    Payload(body): Payload,
) -> Result<Json<Value>, Problem> {
    let now = api.now();
    api.with(|state| {
        let place = state.place_of(caller, &id)?;
        let there = &state.time_entries[place];
        rights::write(state, caller, there.user, &there.content, (now, api.zone))?;
        let draft = Draft::new(body);
        let user = draft.user(state, caller)?.unwrap_or(there.user);
        let content = draft.content(state, caller)?;
        rights::write(state, caller, user, &content, (now, api.zone))?;
        let me = caller.user(state).id;
        let version = state.fresh_version(now);
        let entry = &mut state.time_entries[place];
        (entry.user, entry.content, entry.updated, entry.version) = (user, content, (me, now), version);
        Ok(Json(state.time_entries[place].show(state)))
    })
}

pub(super) async fn delete(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    api.with(|state| {
        let place = state.place_of(caller, &id)?;
        let there = &state.time_entries[place];
        rights::own(state, caller, there.user)?;
        if there.content.billed && !caller.is_admin(state) {
            return Err(Problem::no_right("admin, because the entry is billed"));
        }
        state.time_entries.remove(place);
        Ok(StatusCode::NO_CONTENT)
    })
}
