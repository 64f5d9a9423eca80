//! Reading one entry, and looking for one whose create got no answer.

use domain::{Payload, Timestamp};
use http::StatusCode;

use super::api::guid;
use super::entry::{Fit, fit, remote};
use super::line::{Line, Listed};
use super::wire::TimeEntry;
use super::{moment, problem};
use crate::exchange::{self, Effect};
use crate::{Found, Remote, TrackerError};

/// How far the clocks of this machine and of the service may be apart, in milliseconds.
const SKEW_MILLIS: i64 = 10 * 60 * 1000;

pub(super) async fn one(line: &Line<'_>, id: &str) -> Result<Option<Remote>, TrackerError> {
    match fetch(line, id).await? {
        Some(entry) => remote(&entry).map(Some).ok_or_else(|| exchange::unreadable(Effect::Read)),
        None => Ok(None),
    }
}

/// The entry as the service shows it; `None` when it is not there.
pub(super) async fn fetch(line: &Line<'_>, id: &str) -> Result<Option<TimeEntry>, TrackerError> {
    let response = exchange::send(line.cx, line.api.entry(id)?, Effect::Read).await?;
    match response.status {
        StatusCode::OK => exchange::body(&response, Effect::Read).map(Some),
        _ if problem::says_gone(&response) => Ok(None),
        _ => Err(line.error(&response, Effect::Read).await),
    }
}

/// Two reads of different shape: what was made since, and what is of the day. A filter that is not honoured shows too
/// much rather than too little, so every row is compared here. Only two complete reads say that it is not there.
pub(super) async fn find(
    line: &Line<'_>,
    payload: &Payload,
    since: Timestamp,
) -> Result<Found, TrackerError> {
    let earliest = since.plus_millis(-SKEW_MILLIS);
    let mine = format!("userId eq {}", guid(&line.me.id));
    let (from, to) = moment::days_around(payload.start);
    let shapes = [
        format!("{mine} and createdOn ge {}", moment::literal(earliest)),
        format!("{mine} and startDateUtc ge {from} and startDateUtc lt {to}"),
    ];
    let (mut exact, mut nearly, mut complete) = (Vec::new(), Vec::new(), true);
    for shape in &shapes {
        let listed = look(line, shape).await?;
        complete &= listed.complete;
        for entry in &listed.rows {
            let found = match fit(entry, payload, &line.me, earliest) {
                Fit::Exact => &mut exact,
                Fit::Nearly => &mut nearly,
                Fit::None => continue,
            };
            let remote = remote(entry).ok_or_else(|| exchange::unreadable(Effect::Read))?;
            if found.iter().all(|known: &Remote| known.id != remote.id) {
                found.push(remote);
            }
        }
    }
    Ok(match (exact.len(), nearly.len()) {
        (1, _) => Found::One(exact.remove(0)),
        (2.., _) => Found::Many(exact),
        // Not enough to adopt it, too much to make another.
        (0, 1..) => Found::Many(nearly),
        (0, 0) if complete => Found::Absent,
        (0, 0) => Found::Inconclusive,
    })
}

/// Every entry of one shape. One that the service does not understand is no complete read.
async fn look(line: &Line<'_>, filter: &str) -> Result<Listed<TimeEntry>, TrackerError> {
    let first = exchange::send(line.cx, line.api.entries(filter, 1)?, Effect::Read).await?;
    if problem::says_bad_filter(&first) {
        return Ok(Listed { rows: Vec::new(), complete: false });
    }
    line.all_after(first, |page| line.api.entries(filter, page), |entry: &TimeEntry| &entry.id).await
}
