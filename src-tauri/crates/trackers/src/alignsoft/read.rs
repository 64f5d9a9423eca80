//! Reading one time entry, and looking for one whose create got no answer.

use domain::Payload;

use super::day;
use super::entry::{self, Fit, fit, project_of};
use super::line::Line;
use crate::exchange::{self, Effect};
use crate::{Found, Kind, Remote, TrackerError};

pub(super) async fn one(
    line: &Line<'_>,
    id: &str,
    expected: &Payload,
) -> Result<Option<Remote>, TrackerError> {
    let entry = line.time_entry(project_of(expected), id, day::date(expected.start)).await?;
    let unreadable = || exchange::unreadable(Effect::Read);
    entry.map(|entry| entry::remote(&entry, expected).ok_or_else(unreadable)).transpose()
}

/// One complete read of the day. It need not prove absence alone: what follows is a repeat under the same key, which
/// makes no second record. Where the list cannot be asked for, nothing is known.
pub(super) async fn find(line: &Line<'_>, payload: &Payload) -> Result<Found, TrackerError> {
    let listed = match line.on_day(project_of(payload), day::date(payload.start)).await {
        Err(error) if matches!(error.kind, Kind::NotFound | Kind::NotAllowed | Kind::FeatureOff) => {
            return Ok(Found::Hidden);
        }
        answer => answer?,
    };
    let of = |wanted: Fit| {
        let fitting = listed.rows.iter().filter(move |entry| fit(entry, payload, &line.user) == wanted);
        fitting.filter_map(|entry| entry::remote(entry, payload)).collect::<Vec<Remote>>()
    };
    let (exact, near) = (of(Fit::Exact), of(Fit::ButForText));
    Ok(match exact.len() {
        0 | 1 if !listed.complete => Found::Inconclusive,
        _ => Found::of(exact, near),
    })
}
