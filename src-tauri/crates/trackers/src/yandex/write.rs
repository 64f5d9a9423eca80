//! Making, changing and removing a worklog.

use domain::Payload;
use http::StatusCode;

use super::api;
use super::line::Line;
use super::wire::Worklog;
use super::worklog::{body, issue_and_id, issue_of, remote};
use crate::exchange::{self, Effect};
use crate::{Applied, Kind, Redacted, Remote, Retry, TrackerError};

pub(super) async fn create(line: &Line<'_>, payload: &Payload) -> Result<Remote, TrackerError> {
    let request = line.api.create(&issue_of(&payload.target), &body(payload, true))?;
    let made: Worklog = exchange::ask(line.cx, request, Effect::Write, api::error).await?;
    remote(&made, payload).ok_or_else(|| exchange::unreadable(Effect::Write))
}

pub(super) async fn update(
    line: &Line<'_>,
    remote_id: &str,
    before: &Payload,
    payload: &Payload,
) -> Result<Remote, TrackerError> {
    if before.target != payload.target {
        let detail =
            Redacted::ours("a record cannot move to another issue; remove it there and book it anew");
        return Err(TrackerError::new(Kind::Refused, Applied::No, Retry::Never, detail));
    }
    let (issue, id) = issue_and_id(remote_id, before);
    let request = line.api.change(&issue, id, &body(payload, before.start != payload.start))?;
    let changed: Worklog = exchange::ask(line.cx, request, Effect::Write, api::error).await?;
    let remote = remote(&changed, payload).ok_or_else(|| exchange::unreadable(Effect::Write))?;
    // That a start can be changed is nowhere promised; the rest of the change is there by now.
    if remote.payload.start != payload.start {
        let detail =
            Redacted::ours("Tracker kept the earlier start; remove the record there and send it again");
        return Err(TrackerError::new(Kind::Refused, Applied::Maybe, Retry::Never, detail));
    }
    Ok(remote)
}

/// A record that is not there counts as removed.
pub(super) async fn delete(line: &Line<'_>, remote_id: &str, payload: &Payload) -> Result<(), TrackerError> {
    let (issue, id) = issue_and_id(remote_id, payload);
    let response = exchange::send(line.cx, line.api.delete(&issue, id)?, Effect::Write).await?;
    match response.status {
        StatusCode::NO_CONTENT => Ok(()),
        _ => match api::error(line.cx, &response, Effect::Write) {
            error if error.kind == Kind::NotFound => Ok(()),
            error => Err(error),
        },
    }
}
