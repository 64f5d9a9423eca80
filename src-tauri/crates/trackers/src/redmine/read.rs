//! Reading one time entry, and looking for one whose create got no answer.

use domain::Payload;

use super::day;
use super::entry::{self, Fit, fit};
use super::line::{Line, Listed};
use super::place::Place;
use super::wire::{OneEntry, TimeEntry};
use crate::exchange::{self, Effect};
use crate::{Found, Kind, Remote, TrackerError};

pub(super) async fn one(
    line: &Line<'_>,
    id: &str,
    expected: &Payload,
) -> Result<Option<Remote>, TrackerError> {
    let answer: OneEntry = match line.ask(line.api.time_entry(id)?).await {
        Err(error) if error.kind == Kind::NotFound => return Ok(None),
        answer => answer?,
    };
    let remote = entry::remote(&answer.time_entry, expected);
    remote.map(Some).ok_or_else(|| exchange::unreadable(Effect::Read))
}

/// The person's own entries of that day in the project. An account may be allowed to book and not to see what it has
/// booked: lists then are empty, and only a list that is asked for by project says that it is forbidden.
pub(super) async fn find(line: &Line<'_>, payload: &Payload) -> Result<Found, TrackerError> {
    let listed = match on_day(line, payload).await {
        Err(error) if matches!(error.kind, Kind::NotAllowed | Kind::NotFound) => return Ok(Found::Hidden),
        answer => answer?,
    };
    let which = |wanted: Fit| {
        let fitting = listed.rows.iter().filter(move |entry| fit(entry, payload, &line.user) == wanted);
        fitting.filter_map(|entry| entry::remote(entry, payload)).collect::<Vec<Remote>>()
    };
    let (exact, near) = (which(Fit::Exact), which(Fit::ButForNote));
    Ok(match exact.len() {
        0 | 1 if !listed.complete => Found::Inconclusive,
        _ => Found::of(exact, near),
    })
}

async fn on_day(line: &Line<'_>, payload: &Payload) -> Result<Listed<TimeEntry>, TrackerError> {
    let project = match Place::of(&payload.target) {
        Some(Place::Project(project)) => project,
        // An issue may have moved since it was listed.
        Some(Place::Issue(issue)) => line.issue(issue).await?.project.id,
        None => return Ok(Listed { rows: Vec::new(), complete: true }),
    };
    line.all(|offset| line.api.time_entries(project, day::date(payload.start), offset)).await
}
