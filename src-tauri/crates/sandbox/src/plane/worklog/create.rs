//! POST of a worklog. Two equal requests make two worklogs.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::Worklog;
use super::draft::Draft;
use crate::plane::Plane;
use crate::plane::access::{Caller, Payload};
use crate::plane::problem::Problem;
use crate::plane::projects::Role;

pub(super) async fn create(
    Shared(api): Shared<Arc<Plane>>,
    caller: Caller,
    Path((slug, project, item)): Path<(String, String, String)>,
    Payload(draft): Payload<Draft>,
) -> Result<Response, Problem> {
    let now = api.now();
    api.with(|state| {
        let place = (slug.as_str(), project.as_str(), item.as_str());
        let item = state.bookable(caller, place, Role::Member, Problem::tracking_off)?.id.clone();
        let worklog = Worklog {
            minutes: draft.required_minutes()?,
            description: draft.required_description()?,
            id: state.fresh_id(now),
            item,
            author: caller.user,
            editor: None,
            created_at: now,
            updated_at: now,
        };
        let shown = worklog.show(state, caller);
        state.worklogs.push(worklog);
        Ok((StatusCode::CREATED, Json(shown)).into_response())
    })
}
