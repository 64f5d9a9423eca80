//! Reading one worklog, and looking for one whose create got no answer.

use domain::Payload;
use http::StatusCode;

use super::line::Line;
use super::place::Place;
use super::problem;
use super::wire::Worklog;
use super::worklog::{Fit, fit, remote};
use crate::exchange::{self, Effect};
use crate::{Found, Kind, Remote, TrackerError};

/// There is no way to ask for one record, so the item's list is read. It may come from a copy that lags behind; where
/// it does not show what is expected, the record itself has the last word.
pub(super) async fn one(
    line: &Line<'_>,
    remote_id: &str,
    expected: &Payload,
) -> Result<Option<Remote>, TrackerError> {
    let (place, id) = line.record(remote_id, expected).await?;
    let all = match line.worklogs(&place).await {
        // With its item everything on it is gone.
        Err(error) if error.kind == Kind::NotFound => return Ok(None),
        answer => answer?,
    };
    let listed = all.iter().find(|worklog| worklog.id == id).map(|worklog| remote(worklog, &place, expected));
    if listed.as_ref().is_some_and(|remote| remote.payload == *expected) {
        return Ok(listed);
    }
    of_itself(line, (&place, &id), expected, listed).await
}

/// What the record says to a change that changes nothing. Where that is refused, the list's word stands.
async fn of_itself(
    line: &Line<'_>,
    (place, id): (&Place, &str),
    expected: &Payload,
    listed: Option<Remote>,
) -> Result<Option<Remote>, TrackerError> {
    let response = line.send(Effect::Read, |family| line.api.touch(family, place, id)).await?;
    match response.status {
        StatusCode::OK => {
            let worklog: Worklog = exchange::body(&response, Effect::Read)?;
            Ok(Some(remote(&worklog, place, expected)))
        }
        StatusCode::METHOD_NOT_ALLOWED => Ok(listed),
        _ => match problem::error(line.cx, &response, Effect::Read) {
            error if error.kind == Kind::NotFound => Ok(None),
            error if matches!(error.kind, Kind::Refused | Kind::NotAllowed | Kind::FeatureOff) => Ok(listed),
            error => Err(error),
        },
    }
}

/// The item's list is the only read there is. That it may lag is met by looking several times. An item that is not
/// there may also be one the account no longer sees: what was booked on it is then not known to be missing.
pub(super) async fn find(line: &Line<'_>, payload: &Payload) -> Result<Found, TrackerError> {
    let place = match line.place(&payload.target).await {
        Err(error) if error.kind == Kind::NotFound => return Ok(Found::Hidden),
        answer => answer?,
    };
    let all = match line.worklogs(&place).await {
        Err(error) if error.kind == Kind::NotFound => return Ok(Found::Hidden),
        answer => answer?,
    };
    let which = |wanted: Fit| {
        let fitting = all.iter().filter(move |worklog| fit(worklog, payload, &line.me) == wanted);
        fitting.map(|worklog| remote(worklog, &place, payload)).collect::<Vec<_>>()
    };
    Ok(Found::of(which(Fit::Exact), which(Fit::Nearly)))
}
