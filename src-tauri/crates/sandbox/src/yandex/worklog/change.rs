//! PATCH and DELETE of one's own worklog.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use chrono::{DateTime, Utc};
use http::StatusCode;
use serde_json::Value;

use super::draft::{self, Draft};
use super::{IdForm, Worklog};
use crate::yandex::access::{Payload, Writer};
use crate::yandex::changelog::Change;
use crate::yandex::problem::Problem;
use crate::yandex::{State, Yandex};

/// `duration` must be sent; `start` is not documented here, but accepted as every client finds it to be.
pub(super) async fn change(
    Shared(api): Shared<Arc<Yandex>>,
    writer: Writer,
    Path((issue, id)): Path<(String, String)>,
    Payload(draft): Payload<Draft>,
) -> Result<Json<Value>, Problem> {
    let now = api.now();
    api.with(|state| {
        let place = own(state, writer, &issue, &id)?;
        let (start, seconds) = (draft.start()?, draft.required_seconds()?);
        let worklog = &mut state.worklogs[place];
        let before = worklog.clone();
        worklog.seconds = seconds;
        worklog.start = start.unwrap_or(before.start);
        if draft.comment.is_some() {
            worklog.comment = draft::comment(draft.comment);
        }
        worklog.editor = writer.user;
        worklog.updated_at = now;
        // Looks like a time and only ever grows.
        worklog.version = now.timestamp_millis().max(before.version + 1);
        let after = worklog.clone();
        state.remember(describe(&before, Some(&after), writer, now));
        Ok(Json(after.show(state, IdForm::Number)))
    })
}

pub(super) async fn delete(
    Shared(api): Shared<Arc<Yandex>>,
    writer: Writer,
    Path((issue, id)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let now = api.now();
    api.with(|state| {
        let place = own(state, writer, &issue, &id)?;
        let gone = state.worklogs.remove(place);
        state.remember(describe(&gone, None, writer, now));
        Ok(StatusCode::NO_CONTENT)
    })
}

/// The place of a worklog that is on this issue and the writer's own.
fn own(state: &State, writer: Writer, issue: &str, id: &str) -> Result<usize, Problem> {
    let issue = state.editable_issue(issue)?;
    let wanted = |worklog: &Worklog| worklog.issue == issue && worklog.id.to_string() == id;
    let place = state.worklogs.iter().position(wanted);
    let place = place.ok_or_else(|| Problem::unknown("Worklog record does not exist."))?;
    if state.worklogs[place].author == writer.user {
        Ok(place)
    } else {
        Err(Problem::forbidden("Only the author may change this record."))
    }
}

fn describe(before: &Worklog, after: Option<&Worklog>, writer: Writer, at: DateTime<Utc>) -> Change {
    Change {
        issue: before.issue,
        worklog: before.id,
        author: writer.user,
        at,
        from: Some(before.logged()),
        to: after.map(Worklog::logged),
    }
}
