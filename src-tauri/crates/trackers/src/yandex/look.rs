//! Looking for a worklog whose create got no answer.

use domain::{Payload, Timestamp};

use super::line::Line;
use super::moment;
use super::targets::{by_name, names};
use super::wire::{Range, Worklog, WorklogSearch};
use super::worklog::{Fit, fit, is_issue_id, is_on, issue_of, remote};
use crate::{Found, Kind, Remote, TrackerError};

/// How far the window of a search reaches beyond the times known here: clocks differ.
const MARGIN_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// Two complete reads of different shape: the issue's own list, and everything the person has made since, by the
/// service's clock. Only both together say that it is not there.
pub(super) async fn find(
    line: &Line<'_>,
    payload: &Payload,
    since: Timestamp,
) -> Result<Found, TrackerError> {
    let issue = issue_of(&payload.target);
    let (listed, shown) = match line.worklogs(&issue).await {
        // Gone or hidden: what the person made may be seen nevertheless; that it is not says nothing.
        Err(error) if matches!(error.kind, Kind::NotFound | Kind::NotAllowed) => (Vec::new(), false),
        answer => (answer?, true),
    };
    let mine = |worklog: &&Worklog| worklog.created_by.as_ref().is_none_or(|author| names(author, &line.me));
    let mut seen = fitting(listed.iter().filter(mine), payload);
    if !seen.iter().any(|(fit, _)| *fit == Fit::Exact) {
        let Some(made) = made_since(line, payload, since).await? else { return Ok(Found::Inconclusive) };
        let made: Vec<&Worklog> = made.iter().filter(mine).collect();
        // Every answer shows the issue's name of today, whatever it was asked by.
        let named = listed.iter().chain(made.iter().copied()).filter(|worklog| is_on(worklog, &issue));
        let today = named.chain(&listed).find_map(|worklog| worklog.issue.as_ref()?.id.clone());
        let is_here = |worklog: &Worklog| {
            is_on(worklog, &issue) || today.as_ref().is_some_and(|today| is_on(worklog, today))
        };
        let (here, elsewhere): (Vec<&Worklog>, Vec<&Worklog>) =
            made.into_iter().partition(|worklog| is_here(worklog));
        seen.extend(fitting(here.into_iter(), payload));
        if today.is_none() && !is_issue_id(&issue) {
            seen.extend(by_former_key(line, &issue, &elsewhere, payload).await?);
        }
    }
    let (mut exact, mut near): (Vec<Remote>, Vec<Remote>) = (Vec::new(), Vec::new());
    for (fit, remote) in seen {
        let list = if fit == Fit::Exact { &mut exact } else { &mut near };
        if list.iter().all(|known| known.id != remote.id) {
            list.push(remote);
        }
    }
    Ok(match Found::of(exact, near) {
        Found::Absent if !shown => Found::Hidden,
        found => found,
    })
}

/// Records on other issues, of which one may be the booked one under its key of today. Only if some fit is the issue
/// asked for; where it is not to be seen they might be ours, which a person decides.
async fn by_former_key(
    line: &Line<'_>,
    issue: &str,
    elsewhere: &[&Worklog],
    payload: &Payload,
) -> Result<Vec<(Fit, Remote)>, TrackerError> {
    let found = fitting(elsewhere.iter().copied(), payload);
    if found.is_empty() {
        return Ok(found);
    }
    Ok(match by_name(line, issue).await? {
        Some(today) => {
            fitting(elsewhere.iter().copied().filter(|worklog| is_on(worklog, &today.id)), payload)
        }
        None => found.into_iter().map(|(_, remote)| (Fit::ButForText, remote)).collect(),
    })
}

fn fitting<'a>(worklogs: impl Iterator<Item = &'a Worklog>, payload: &Payload) -> Vec<(Fit, Remote)> {
    let fitting =
        worklogs.map(|worklog| (fit(worklog, payload), worklog)).filter(|(fit, _)| *fit != Fit::None);
    fitting.filter_map(|(fit, worklog)| Some((fit, remote(worklog, payload)?))).collect()
}

/// What the person has made since `since`; `None` when no search was answered. Where the search by creation, which is
/// documented, is refused, the one by start is tried, which is not but is in wide use.
async fn made_since(
    line: &Line<'_>,
    payload: &Payload,
    since: Timestamp,
) -> Result<Option<Vec<Worklog>>, TrackerError> {
    let around = |from: Timestamp, to: Timestamp| Range {
        from: moment::write(from.plus_millis(-MARGIN_MILLIS)),
        to: moment::write(to.plus_millis(MARGIN_MILLIS)),
    };
    let by_creation = (Some(around(since, line.cx.now)), None);
    let by_start = (None, Some(around(payload.start, payload.start)));
    for (created_at, start) in [by_creation, by_start] {
        if let Some(made) = made_by_any_id(line, created_at.as_ref(), start.as_ref()).await? {
            return Ok(Some(made));
        }
    }
    Ok(None)
}

/// Which of the person's ids the search knows differs between organisations, so they are tried until one brings
/// something; `None` when it knew none of them.
async fn made_by_any_id(
    line: &Line<'_>,
    created_at: Option<&Range>,
    start: Option<&Range>,
) -> Result<Option<Vec<Worklog>>, TrackerError> {
    let mut known = None;
    for created_by in std::iter::once(&line.me.id).chain(&line.me.aliases) {
        match line.search(&WorklogSearch { created_by, created_at, start }).await {
            Ok(made) if made.is_empty() => known = Some(made),
            Ok(made) => return Ok(Some(made)),
            Err(error) if matches!(error.kind, Kind::NotFound | Kind::Refused) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(known)
}
