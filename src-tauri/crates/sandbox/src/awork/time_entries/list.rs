//! Reading time entries: one by its id, and all that one may see.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use serde_json::Value;

use super::rights;
use crate::awork::access::Caller;
use crate::awork::filter::{Fields, Kind};
use crate::awork::problem::Problem;
use crate::awork::{Awork, page};
use crate::pairs::Pairs;

const FIELDS: Fields = &[
    ("id", Kind::Guid),
    ("userId", Kind::Guid),
    ("user/id", Kind::Guid),
    ("createdBy", Kind::Guid),
    ("createdOn", Kind::Moment),
    ("updatedOn", Kind::Moment),
    ("startDateUtc", Kind::Moment),
    ("startDateLocal", Kind::Moment),
    ("startTimeUtc", Kind::Text),
    ("projectId", Kind::Guid),
    ("taskId", Kind::Guid),
    ("typeOfWorkId", Kind::Guid),
    ("note", Kind::Text),
    ("duration", Kind::Number),
    ("isBillable", Kind::Flag),
    ("isBilled", Kind::Flag),
];

/// One's own; an administrator's are everybody's.
pub(super) async fn list(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    query: Pairs,
) -> Result<Response, Problem> {
    api.with(|state| {
        let me = caller.user(state);
        let seen = state.time_entries.iter().filter(|entry| entry.workspace == me.workspace);
        let seen = seen.filter(|entry| rights::own(state, caller, entry.user).is_ok());
        page::answer(&query, seen.map(|entry| entry.show(state)).collect(), FIELDS, me.id)
    })
}

pub(super) async fn read(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let entry = &state.time_entries[state.place_of(caller, &id)?];
        rights::own(state, caller, entry.user)?;
        Ok(Json(entry.show(state)))
    })
}
