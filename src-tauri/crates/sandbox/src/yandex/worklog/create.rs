//! POST of a worklog. Two equal requests make two worklogs.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::draft::{self, Draft};
use super::{IdForm, Worklog};
use crate::yandex::Yandex;
use crate::yandex::access::{Payload, Writer};
use crate::yandex::changelog::Change;
use crate::yandex::problem::Problem;

pub(super) async fn create(
    Shared(api): Shared<Arc<Yandex>>,
    writer: Writer,
    Path(issue): Path<String>,
    Payload(draft): Payload<Draft>,
) -> Result<Response, Problem> {
    let now = api.now();
    api.with(|state| {
        let issue = state.editable_issue(&issue)?;
        let (start, seconds) = (draft.required_start()?, draft.required_seconds()?);
        state.last_worklog += 1;
        let worklog = Worklog {
            id: state.last_worklog,
            issue,
            author: writer.user,
            editor: writer.user,
            comment: draft::comment(draft.comment),
            created_at: now,
            updated_at: now,
            version: now.timestamp_millis(),
            start,
            seconds,
        };
        let (id, to) = (worklog.id, Some(worklog.logged()));
        state.remember(Change { issue, worklog: id, author: writer.user, at: now, from: None, to });
        let shown = worklog.show(state, IdForm::Number);
        state.worklogs.push(worklog);
        Ok((StatusCode::CREATED, Json(shown)).into_response())
    })
}
