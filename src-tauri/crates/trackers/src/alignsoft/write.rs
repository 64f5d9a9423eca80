//! Making and changing a time entry. There is no removing one.

use domain::{Payload, UploadId};
use http::StatusCode;

use super::api;
use super::entry::{self, fields, locked, project_of, remote};
use super::line::Line;
use super::wire::{ExternalRef, NewTimeEntry, TimeEntry};
use super::{day, key};
use crate::exchange::{self, Effect};
use crate::{Applied, Cx, Kind, Redacted, Remote, Retry, TrackerError};

/// An answer about a record that is older than this was kept from an earlier request.
const FRESH_MILLIS: i64 = 2 * 60 * 1000;
/// How many removed records the answers may speak of before the day of the keys has to pass.
const REMOVED_MAX: usize = 8;

/// Makes a record, or finds that an earlier request of ours has made it. An answer that was kept there may speak of a
/// record that somebody has removed since; then a new one is made under the next key.
pub(super) async fn create(
    line: &Line<'_>,
    payload: &Payload,
    upload: UploadId,
) -> Result<Remote, TrackerError> {
    let (project, date) = (project_of(payload), day::date(payload.start));
    let body =
        NewTimeEntry { user_id: &line.user, fields: fields(payload), external_ref: ExternalRef::of(upload) };
    let mut key = key::of(upload, &body);
    for _ in 0..REMOVED_MAX {
        let request = line.api.create(project, &body, key)?;
        let made: TimeEntry = exchange::ask(line.cx, request, Effect::Write, api::error).await?;
        if is_fresh(line.cx, &made) {
            return settled(line, made, payload).await;
        }
        // The list shows it as it is now.
        let now = line.time_entry(project, &made.id, date).await.map_err(in_doubt)?;
        match now {
            Some(made) => return settled(line, made, payload).await,
            None => key = key::after(key, &made.id),
        }
    }
    let said = "records made for this before were removed there again and again; try again tomorrow";
    Err(no(Kind::Refused, said))
}

fn is_fresh(cx: &Cx<'_>, made: &TimeEntry) -> bool {
    let made = made.created_at.as_deref().and_then(|at| chrono::DateTime::parse_from_rfc3339(at).ok());
    made.is_none_or(|at| cx.now.millis() - at.timestamp_millis() < FRESH_MILLIS)
}

/// A record that is ours by its reference holds what is wished: one of an earlier content is changed, where that is
/// still possible; otherwise it is shown as it is.
async fn settled(line: &Line<'_>, made: TimeEntry, payload: &Payload) -> Result<Remote, TrackerError> {
    let shown = remote(&made, payload).ok_or_else(|| exchange::unreadable(Effect::Write))?;
    if shown.payload == *payload || locked(&made).is_some() || moved(&shown.payload, payload) {
        return Ok(shown);
    }
    match change(line, &made.id, payload).await {
        Err(error) if error.applied == Applied::No && error.retry == Retry::Never => Ok(shown),
        answer => answer.map_err(in_doubt),
    }
}

/// Reads it, and changes it where it takes changes and is not as wished already.
pub(super) async fn update(
    line: &Line<'_>,
    id: &str,
    before: &Payload,
    payload: &Payload,
) -> Result<Remote, TrackerError> {
    if moved(before, payload) {
        return Err(no(Kind::Refused, "a time entry stays in its project; remove it there and book it anew"));
    }
    let there = line.time_entry(project_of(before), id, day::date(before.start)).await?;
    let there = there.ok_or_else(|| no(Kind::NotFound, "the time entry is not there any more"))?;
    let shown = remote(&there, payload).ok_or_else(|| exchange::unreadable(Effect::Read))?;
    if shown.payload == *payload {
        return Ok(shown);
    }
    if let Some(status) = locked(&there) {
        let said = format!("the time entry is {status}; only drafts and rejected ones take changes");
        let detail = Redacted::new(&said, line.cx.secret);
        return Err(TrackerError::new(Kind::Locked, Applied::No, Retry::Never, detail));
    }
    change(line, id, payload).await
}

async fn change(line: &Line<'_>, id: &str, payload: &Payload) -> Result<Remote, TrackerError> {
    let request = line.api.change(id, &fields(payload))?;
    let response = exchange::send(line.cx, request, Effect::Write).await?;
    let changed: TimeEntry = match response.status {
        StatusCode::METHOD_NOT_ALLOWED => {
            return Err(no(Kind::Unsupported, "time entries cannot be changed"));
        }
        _ => exchange::read(line.cx, &response, Effect::Write, api::error)?,
    };
    entry::remote(&changed, payload).ok_or_else(|| exchange::unreadable(Effect::Write))
}

/// Nothing is known to remove a time entry with. One that is gone already counts as removed.
pub(super) async fn delete(line: &Line<'_>, id: &str, payload: &Payload) -> Result<(), TrackerError> {
    match line.time_entry(project_of(payload), id, day::date(payload.start)).await? {
        None => Ok(()),
        Some(_) => Err(no(Kind::Unsupported, "time entries cannot be removed")),
    }
}

fn moved(before: &Payload, after: &Payload) -> bool {
    !project_of(before).eq_ignore_ascii_case(project_of(after))
}

/// The error of a step after the record was made: it is there, so it has to be looked for. What will never succeed is
/// told as it is; trying again under the same key makes no second record.
fn in_doubt(error: TrackerError) -> TrackerError {
    match error.retry {
        Retry::Never => error,
        Retry::After { .. } | Retry::Backoff | Retry::AfterSignIn => {
            TrackerError { applied: Applied::Maybe, ..error }
        }
    }
}

fn no(kind: Kind, said: &'static str) -> TrackerError {
    TrackerError::new(kind, Applied::No, Retry::Never, Redacted::ours(said))
}
