//! Making, changing and removing a worklog.

use domain::Payload;
use http::StatusCode;

use super::line::Line;
use super::place::Place;
use super::wire::Worklog;
use super::worklog::{body, remote};
use crate::exchange::{self, Effect};
use crate::{Applied, Kind, Redacted, Remote, Retry, TrackerError};

pub(super) async fn create(line: &Line<'_>, payload: &Payload) -> Result<Remote, TrackerError> {
    let place = line.place(&payload.target).await?;
    let body = body(payload);
    let response = line.send(Effect::Write, |family| line.api.create(family, &place, &body)).await?;
    match response.status {
        StatusCode::CREATED | StatusCode::OK => {
            let made: Worklog = exchange::body(&response, Effect::Write)?;
            Ok(remote(&made, &place, payload))
        }
        _ => Err(line.worklog_error(&place, &response, Effect::Write).await),
    }
}

pub(super) async fn update(
    line: &Line<'_>,
    remote_id: &str,
    before: &Payload,
    payload: &Payload,
) -> Result<Remote, TrackerError> {
    if before.target != payload.target {
        let detail =
            Redacted::ours("a record cannot move to another work item; remove it there and book it anew");
        return Err(TrackerError::new(Kind::Refused, Applied::No, Retry::Never, detail));
    }
    let (place, id) = line.record(remote_id, before).await?;
    let body = body(payload);
    let response = line.send(Effect::Write, |family| line.api.change(family, (&place, &id), &body)).await?;
    match response.status {
        StatusCode::OK => {
            let changed: Worklog = exchange::body(&response, Effect::Write)?;
            Ok(remote(&changed, &place, payload))
        }
        StatusCode::NOT_FOUND => Err(match is_listed(line, &place, &id).await {
            Ok(true) => undecided(),
            Ok(false) => gone(),
            Err(error) => error,
        }),
        _ => Err(line.worklog_error(&place, &response, Effect::Write).await),
    }
}

/// A record that is not there counts as removed. That it is not there only the list says for sure: the same answer
/// means that time tracking was switched off.
pub(super) async fn delete(line: &Line<'_>, remote_id: &str, payload: &Payload) -> Result<(), TrackerError> {
    let (place, id) = line.record(remote_id, payload).await?;
    let response = line.send(Effect::Write, |family| line.api.delete(family, &place, &id)).await?;
    match response.status {
        StatusCode::NO_CONTENT => Ok(()),
        StatusCode::NOT_FOUND => match is_listed(line, &place, &id).await {
            Ok(false) => Ok(()),
            // With its item everything on it is gone.
            Err(error) if error.kind == Kind::NotFound => Ok(()),
            Ok(true) => Err(undecided()),
            Err(error) => Err(error),
        },
        _ => Err(line.worklog_error(&place, &response, Effect::Write).await),
    }
}

async fn is_listed(line: &Line<'_>, place: &Place, id: &str) -> Result<bool, TrackerError> {
    Ok(line.worklogs(place).await?.iter().any(|worklog| worklog.id == id))
}

fn gone() -> TrackerError {
    let detail = Redacted::ours("the record is not there any more");
    TrackerError::new(Kind::NotFound, Applied::No, Retry::Never, detail)
}

/// The list shows what the record itself denies: it comes from a copy that lags, so time will tell.
fn undecided() -> TrackerError {
    let detail = Redacted::ours("its list shows a record that it says is not there");
    TrackerError::new(Kind::Server, Applied::No, Retry::Backoff, detail)
}
