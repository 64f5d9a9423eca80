//! PUT and DELETE of a time entry: one's own. Both answer without a body.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use http::StatusCode;

use super::draft;
use crate::redmine::access::{Caller, Payload};
use crate::redmine::problem::Problem;
use crate::redmine::{Redmine, number};

/// What is not named stays.
pub(super) async fn change(
    Shared(api): Shared<Arc<Redmine>>,
    caller: Caller,
    Path(file): Path<String>,
    Payload(body): Payload,
) -> Result<StatusCode, Problem> {
    let (id, now) = (number(&file)?, api.now());
    api.with(|state| {
        let place = state.own(caller, id)?;
        let content = draft::content(state, caller, &body, Some(&state.time_entries[place].content))?;
        let entry = &mut state.time_entries[place];
        (entry.content, entry.updated_on) = (content, now);
        Ok(StatusCode::NO_CONTENT)
    })
}

pub(super) async fn delete(
    Shared(api): Shared<Arc<Redmine>>,
    caller: Caller,
    Path(file): Path<String>,
) -> Result<StatusCode, Problem> {
    let id = number(&file)?;
    api.with(|state| {
        let place = state.own(caller, id)?;
        state.time_entries.remove(place);
        Ok(StatusCode::NO_CONTENT)
    })
}
