//! PATCH and DELETE of a worklog: one's own, or anybody's for an admin of the project.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use http::StatusCode;
use serde_json::Value;

use super::draft::Draft;
use crate::plane::access::{Caller, Payload};
use crate::plane::problem::Problem;
use crate::plane::projects::Role;
use crate::plane::{Plane, State};

type Names = Path<(String, String, String, String)>;

/// What is not named stays; a body that names nothing changes nothing.
pub(super) async fn change(
    Shared(api): Shared<Arc<Plane>>,
    caller: Caller,
    names: Names,
    Payload(draft): Payload<Draft>,
) -> Result<Json<Value>, Problem> {
    let now = api.now();
    api.with(|state| {
        let place = place(state, caller, &names)?;
        let (minutes, description) = (draft.minutes()?, draft.description()?);
        let worklog = &mut state.worklogs[place];
        worklog.minutes = minutes.unwrap_or(worklog.minutes);
        worklog.description = description.unwrap_or_else(|| worklog.description.clone());
        worklog.editor = Some(caller.user);
        worklog.updated_at = now;
        Ok(Json(state.worklogs[place].show(state, caller)))
    })
}

pub(super) async fn delete(
    Shared(api): Shared<Arc<Plane>>,
    caller: Caller,
    names: Names,
) -> Result<StatusCode, Problem> {
    api.with(|state| {
        let place = place(state, caller, &names)?;
        state.worklogs.remove(place);
        Ok(StatusCode::NO_CONTENT)
    })
}

/// The place of a worklog that is on this item and that the caller may change.
fn place(state: &State, caller: Caller, Path((slug, project, item, id)): &Names) -> Result<usize, Problem> {
    let item = state.bookable(caller, (slug, project, item), Role::Member, Problem::gone_or_off)?;
    let place = state.worklogs.iter().position(|worklog| worklog.item == item.id && worklog.id == *id);
    let place = place.ok_or_else(Problem::unknown)?;
    let role = state.project(caller, slug, project, Role::Member)?.role(caller.user);
    if state.worklogs[place].author == caller.user || role == Some(Role::Admin) {
        Ok(place)
    } else {
        Err(Problem::forbidden())
    }
}
