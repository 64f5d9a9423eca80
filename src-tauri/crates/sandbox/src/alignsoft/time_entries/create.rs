//! POST of a time entry: once by `Idempotency-Key` for a day, and once by `externalRef` for good.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use http::{HeaderMap, StatusCode, Uri};
use serde_json::Value;

use super::{Draft, Status, TimeEntry};
use crate::alignsoft::access::{Caller, Payload};
use crate::alignsoft::hours::Shape;
use crate::alignsoft::problem::Problem;
use crate::alignsoft::{Alignsoft, State};
use crate::sandbox::Upsert;

pub(super) async fn create(
    Shared(api): Shared<Arc<Alignsoft>>,
    caller: Caller,
    Path(project): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    Payload(body): Payload,
) -> Result<Response, Problem> {
    let now = api.now();
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::to_owned);
    let (status, body) = api.with(|state| {
        let asker = caller.key(state).id;
        let kept = key.as_deref().and_then(|key| state.cache.get(asker, key, uri.path(), now));
        if let Some(kept) = kept {
            return Ok(kept);
        }
        let answer = upsert(state, caller, &project, &Draft::new(body), api.options.align_upsert, now)?;
        if let Some(key) = key {
            state.cache.keep(asker, key, uri.path().to_owned(), answer.clone(), now);
        }
        Ok(answer)
    })?;
    Ok((status, Json(body)).into_response())
}

fn upsert(
    state: &mut State,
    caller: Caller,
    project: &str,
    draft: &Draft,
    known: Upsert,
    now: DateTime<Utc>,
) -> Result<(StatusCode, Value), Problem> {
    caller.tracks_time(state)?;
    let project = caller.open_project(state, project)?;
    let (project, organization) = (project.id, project.organization);
    let user = state.worker(organization, draft.user()?)?.id.to_owned();
    let (content, external) = (draft.content(state, project)?, draft.external()?);
    let same = |entry: &TimeEntry| external.is_some() && entry.external == external;
    let there = state.time_entries.iter().position(|entry| entry.organization == organization && same(entry));
    if let Some(place) = there {
        let entry = &mut state.time_entries[place];
        if known == Upsert::Overwrites {
            if !entry.status.is_editable() {
                return Err(Problem::not_editable(entry.status.word()));
            }
            (entry.project, entry.user, entry.content, entry.updated_at) = (project, user, content, now);
        }
        return Ok((StatusCode::OK, entry.show(Shape::Short)));
    }
    let entry = TimeEntry {
        id: state.fresh_id(now),
        organization,
        project,
        user,
        content,
        status: Status::Draft,
        external,
        created_at: now,
        updated_at: now,
    };
    let shown = entry.show(Shape::Short);
    state.time_entries.push(entry);
    Ok((StatusCode::CREATED, shown))
}
