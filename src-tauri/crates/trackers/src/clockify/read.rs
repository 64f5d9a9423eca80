//! Reading one entry, and looking for one whose create got no answer.

use domain::Payload;
use http::StatusCode;

use super::entry::{self, Fit};
use super::line::Line;
use super::tags::TagNames;
use super::wire::TimeEntry;
use super::{api, moment};
use crate::exchange::{self, Effect};
use crate::{Found, Remote, TrackerError};

/// How far the window of a look reaches beyond the entry on both sides. The service reads the window's instants as a
/// wall clock in the account's zone, so it is moved by up to 14 hours.
const MARGIN_MILLIS: i64 = 24 * 60 * 60 * 1000;

pub(super) async fn one(
    line: &Line<'_>,
    id: &str,
    expected: &Payload,
) -> Result<Option<Remote>, TrackerError> {
    let Some(entry) = fetch(line, id).await? else { return Ok(None) };
    shown(line, &entry, expected).await.map(Some)
}

/// The entry as the service shows it; `None` when it is not there.
pub(super) async fn fetch(line: &Line<'_>, id: &str) -> Result<Option<TimeEntry>, TrackerError> {
    let response = exchange::send(line.cx, line.api.entry(&line.workspace, id)?, Effect::Read).await?;
    match response.status {
        StatusCode::OK => exchange::body(&response, Effect::Read).map(entry::with_ids).map(Some),
        _ if api::says_gone(&response) => Ok(None),
        _ => Err(api::error(line.cx, &response, Effect::Read)),
    }
}

/// Two complete reads of different shape: a wide window, and without one, newest first, until everything that could
/// be the entry was seen. Only both together say that it is not there.
pub(super) async fn find(line: &Line<'_>, payload: &Payload) -> Result<Found, TrackerError> {
    let from = payload.start.plus_millis(-MARGIN_MILLIS);
    let (start, end) = (moment::write(from), moment::write(payload.start.plus_millis(MARGIN_MILLIS)));
    let mut seen = Vec::new();
    line.entries(Some((&start, &end)), |page| {
        keep(&mut seen, page, payload);
        false
    })
    .await?;
    if !seen.iter().any(|(fit, _)| *fit == Fit::Exact) {
        line.entries(None, |page| {
            let past =
                page.iter().all(|entry| moment::read(&entry.time_interval.start).is_some_and(|at| at < from));
            keep(&mut seen, page, payload);
            past
        })
        .await?;
    }
    let (mut exact, mut near) = (Vec::new(), Vec::new());
    let any_exact = seen.iter().any(|(fit, _)| *fit == Fit::Exact);
    for (fit, entry) in seen.iter().filter(|(fit, _)| *fit == Fit::Exact || !any_exact) {
        let list = if *fit == Fit::Exact { &mut exact } else { &mut near };
        list.push(shown(line, entry, payload).await?);
    }
    Ok(Found::of(exact, near))
}

fn keep(seen: &mut Vec<(Fit, TimeEntry)>, page: Vec<TimeEntry>, payload: &Payload) {
    for entry in page.into_iter().map(entry::with_ids) {
        let fit = entry::fit(&entry, payload);
        if fit != Fit::None && seen.iter().all(|(_, known)| known.id != entry.id) {
            seen.push((fit, entry));
        }
    }
}

async fn shown(line: &Line<'_>, entry: &TimeEntry, expected: &Payload) -> Result<Remote, TrackerError> {
    let mut names = TagNames::default();
    line.names_for(entry, &mut names).await?;
    entry::remote(entry, &names, expected).ok_or_else(|| exchange::unreadable(Effect::Read))
}
