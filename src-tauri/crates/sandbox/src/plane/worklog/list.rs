//! The worklogs of one work item, everybody's, as a bare list.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use serde_json::Value;

use crate::plane::Plane;
use crate::plane::access::Caller;
use crate::plane::problem::Problem;
use crate::plane::projects::Role;

pub(super) async fn of_item(
    Shared(api): Shared<Arc<Plane>>,
    caller: Caller,
    Path((slug, project, item)): Path<(String, String, String)>,
) -> Result<Json<Vec<Value>>, Problem> {
    api.with(|state| {
        let place = (slug.as_str(), project.as_str(), item.as_str());
        let item = state.bookable(caller, place, Role::Guest, Problem::tracking_off)?;
        let here = state.visible().filter(|worklog| worklog.item == item.id);
        Ok(Json(here.map(|worklog| worklog.show(state, caller)).collect()))
    })
}
