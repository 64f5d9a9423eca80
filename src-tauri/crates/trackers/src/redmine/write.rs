//! Making, changing and removing a time entry.

use domain::{Payload, TargetId};
use http::StatusCode;

use super::entry::{body, remote};
use super::fields::Values;
use super::line::Line;
use super::place::Place;
use super::wire::OneEntry;
use super::{activity, problem};
use crate::exchange::{self, Effect};
use crate::{Applied, Kind, Redacted, Remote, Retry, TrackerError};

pub(super) async fn create(line: &Line<'_>, payload: &Payload) -> Result<Remote, TrackerError> {
    let place = place(&payload.target)?;
    let values = Values::of(line.cx.account)?;
    let activity = activity::of(line).await?;
    let request = line.api.create(&body(payload, place, activity, &values, false))?;
    let response = exchange::send(line.cx, request, Effect::Write).await?;
    match response.status {
        StatusCode::CREATED => {
            let made: OneEntry = exchange::body(&response, Effect::Write)?;
            remote(&made.time_entry, payload).ok_or_else(|| exchange::unreadable(Effect::Write))
        }
        StatusCode::OK => Err(exchange::unreadable(Effect::Write)),
        StatusCode::UNPROCESSABLE_ENTITY => Err(problem::of_fields(line.cx, &response)),
        _ => Err(problem::error(line.cx, &response, Effect::Write)),
    }
}

/// Names every field but the activity, which stays as it is. The answer to a change is empty: it is as was asked.
pub(super) async fn update(line: &Line<'_>, id: &str, payload: &Payload) -> Result<Remote, TrackerError> {
    let place = place(&payload.target)?;
    let values = Values::of(line.cx.account)?;
    let request = line.api.change(id, &body(payload, place, None, &values, true))?;
    let response = exchange::send(line.cx, request, Effect::Write).await?;
    match response.status {
        StatusCode::NO_CONTENT => Ok(Remote { id: id.to_owned(), payload: payload.clone() }),
        StatusCode::OK => Err(exchange::unreadable(Effect::Write)),
        StatusCode::UNPROCESSABLE_ENTITY => Err(problem::of_fields(line.cx, &response)),
        _ => Err(problem::error(line.cx, &response, Effect::Write)),
    }
}

/// One that is gone already counts as removed.
pub(super) async fn delete(line: &Line<'_>, id: &str) -> Result<(), TrackerError> {
    let response = exchange::send(line.cx, line.api.delete(id)?, Effect::Write).await?;
    match response.status {
        StatusCode::NO_CONTENT => Ok(()),
        StatusCode::OK => Err(exchange::unreadable(Effect::Write)),
        _ => match problem::error(line.cx, &response, Effect::Write) {
            error if error.kind == Kind::NotFound => Ok(()),
            error => Err(error),
        },
    }
}

fn place(target: &TargetId) -> Result<Place, TrackerError> {
    Place::of(target).ok_or_else(|| {
        let detail = Redacted::ours("an issue is named by its number, as #12");
        TrackerError::new(Kind::NotFound, Applied::No, Retry::Never, detail)
    })
}
