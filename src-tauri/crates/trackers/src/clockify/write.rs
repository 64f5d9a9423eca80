//! Making, changing and removing an entry.

use domain::Payload;
use http::StatusCode;

use super::api;
use super::entry::{self, TagNames};
use super::line::Line;
use super::read::fetch;
use super::wire::{Tag, TimeEntry};
use crate::exchange::{self, Effect};
use crate::{Applied, Kind, Redacted, Remote, Retry, TrackerError};

pub(super) async fn create(line: &Line<'_>, payload: &Payload) -> Result<Remote, TrackerError> {
    let mut names = TagNames::default();
    let tag_ids = tag_ids(line, &payload.tags, &mut names).await?;
    let body = entry::body(payload, tag_ids, &[]);
    let mut response =
        exchange::send(line.cx, line.api.create(&line.workspace, &body)?, Effect::Write).await?;
    // Surely nothing was made; on the other route administrators are let through.
    if api::says_live_only(&response) {
        let request = line.api.create_for(&line.workspace, &line.user, &body)?;
        response = exchange::send(line.cx, request, Effect::Write).await?;
    }
    let made: TimeEntry = exchange::read(line.cx, &response, Effect::Write, api::error)?;
    entry::remote(&made, &names, payload).ok_or_else(|| exchange::unreadable(Effect::Write))
}

/// Reads, merges and writes back the whole entry: a PUT clears whatever it leaves out.
pub(super) async fn update(line: &Line<'_>, id: &str, payload: &Payload) -> Result<Remote, TrackerError> {
    let there = fetch(line, id).await?.ok_or_else(|| {
        let detail = Redacted::ours("the entry is not there any more");
        TrackerError::new(Kind::NotFound, Applied::No, Retry::Never, detail)
    })?;
    let mut names = TagNames::default();
    names.learn(&there.tags);
    let tag_ids = tag_ids(line, &payload.tags, &mut names).await?;
    let mut body = entry::body(payload, tag_ids, &there.custom_field_values);
    // Where the workspace decides, what it decided is sent back.
    body.billable = body.billable.or(Some(there.billable));
    let request = line.api.replace(&line.workspace, id, &body)?;
    let replaced: TimeEntry = exchange::ask(line.cx, request, Effect::Write, api::error).await?;
    entry::remote(&replaced, &names, payload).ok_or_else(|| exchange::unreadable(Effect::Write))
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

/// The ids of these tags, making those that do not exist. Nothing here touches an entry, so a lost answer leaves no
/// doubt about one.
async fn tag_ids(
    line: &Line<'_>,
    tags: &[String],
    names: &mut TagNames,
) -> Result<Vec<String>, TrackerError> {
    if tags.iter().any(|tag| names.id_of(tag).is_none()) {
        names.learn(&line.tags(false).await?);
    }
    let mut ids = Vec::with_capacity(tags.len());
    for tag in tags {
        if names.id_of(tag).is_none() {
            let made: Result<Tag, _> =
                exchange::ask(line.cx, line.api.new_tag(&line.workspace, tag)?, Effect::Read, api::error)
                    .await;
            names.learn(&[made.map_err(|error| no_tag(line, tag, error))?]);
        }
        ids.extend(names.id_of(tag).map(str::to_owned));
    }
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// A tag that cannot be made: archived under this name, or not for this person to make.
fn no_tag(line: &Line<'_>, tag: &str, error: TrackerError) -> TrackerError {
    if !matches!(error.kind, Kind::Refused | Kind::NotAllowed | Kind::Unexpected)
        || error.retry != Retry::Never
    {
        return error;
    }
    let text = format!(
        "the tag {tag:?} is archived or may not be made there ({}); take it off the entry or restore it",
        error.detail
    );
    TrackerError::new(Kind::Refused, Applied::No, Retry::Never, Redacted::new(&text, line.cx.secret))
}
