//! Making, changing and removing an entry.

use domain::{Payload, PayloadKind};
use http::StatusCode;

use super::line::Line;
use super::read::fetch;
use super::tags::{self, TagNames};
use super::wire::{EntryBody, TimeEntry};
use super::{api, entry};
use crate::exchange::{self, Effect};
use crate::{Applied, Kind, Redacted, Remote, Response, Retry, TrackerError};

pub(super) async fn create(line: &Line<'_>, payload: &Payload) -> Result<Remote, TrackerError> {
    let mut names = TagNames::known(line.cx.account);
    let ids = tags::ids(line, &payload.tags, &mut names).await?;
    let mut response = post(line, &entry::body(payload, ids.clone(), &[])).await?;
    if let Some(ids) = tags::other_ids(line, payload, &ids, &mut names, &response).await? {
        response = post(line, &entry::body(payload, ids, &[])).await?;
    }
    let made: TimeEntry = exchange::read(line.cx, &response, Effect::Write, api::error)
        .map_err(|error| of_break(line, payload, error))?;
    entry::remote(&made, &names, payload).ok_or_else(|| exchange::unreadable(Effect::Write))
}

async fn post(line: &Line<'_>, body: &EntryBody) -> Result<Response, TrackerError> {
    let request = line.api.create(&line.workspace, body)?;
    let response = exchange::send(line.cx, request, Effect::Write).await?;
    if !api::says_live_only(&response) {
        return Ok(response);
    }
    // Surely nothing was made; on the other route administrators are let through.
    let request = line.api.create_for(&line.workspace, &line.user, body)?;
    exchange::send(line.cx, request, Effect::Write).await
}

/// Reads, merges and writes back the whole entry: a PUT clears whatever it leaves out.
pub(super) async fn update(line: &Line<'_>, id: &str, payload: &Payload) -> Result<Remote, TrackerError> {
    let there = fetch(line, id).await?.ok_or_else(|| {
        let detail = Redacted::ours("the entry is not there any more");
        TrackerError::new(Kind::NotFound, Applied::No, Retry::Never, detail)
    })?;
    let mut names = TagNames::known(line.cx.account);
    names.learn_to_send(&there.tags);
    let ids = tags::ids(line, &payload.tags, &mut names).await?;
    let mut response = put(line, id, payload, ids.clone(), &there).await?;
    if let Some(ids) = tags::other_ids(line, payload, &ids, &mut names, &response).await? {
        response = put(line, id, payload, ids, &there).await?;
    }
    let replaced: TimeEntry = exchange::read(line.cx, &response, Effect::Write, api::error)
        .map_err(|error| of_break(line, payload, error))?;
    entry::remote(&replaced, &names, payload).ok_or_else(|| exchange::unreadable(Effect::Write))
}

async fn put(
    line: &Line<'_>,
    id: &str,
    payload: &Payload,
    tag_ids: Vec<String>,
    there: &TimeEntry,
) -> Result<Response, TrackerError> {
    let mut body = entry::body(payload, tag_ids, &there.custom_field_values);
    // Where the workspace decides, what it decided is sent back.
    body.billable = body.billable.or(Some(there.billable));
    exchange::send(line.cx, line.api.replace(&line.workspace, id, &body)?, Effect::Write).await
}

/// A refused break: a workspace may have the feature and its switch off, which is not told before. The vendor's
/// sentence is known, its code is not.
fn of_break(line: &Line<'_>, payload: &Payload, error: TrackerError) -> TrackerError {
    let speaks_of_it =
        error.kind == Kind::FeatureOff || error.detail.as_str().to_lowercase().contains("break");
    let refused = matches!(error.kind, Kind::Refused | Kind::NotAllowed | Kind::FeatureOff);
    if payload.kind != PayloadKind::Break || !refused || !speaks_of_it {
        return error;
    }
    let text = format!(
        "the workspace has break entries switched off ({}); have them switched on there, or add this connection \
         anew with its breaks set to “Leave a gap”",
        error.detail
    );
    TrackerError { kind: Kind::Refused, detail: Redacted::new(&text, line.cx.secret), ..error }
}

pub(super) async fn delete(line: &Line<'_>, id: &str) -> Result<(), TrackerError> {
    let request = line.api.delete(&line.workspace, id)?;
    let response = exchange::send(line.cx, request, Effect::Write).await?;
    match response.status {
        StatusCode::NO_CONTENT => Ok(()),
        _ if api::says_gone(&response) => Ok(()),
        _ => Err(api::error(line.cx, &response, Effect::Write)),
    }
}
