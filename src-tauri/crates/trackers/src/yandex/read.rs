//! Reading one worklog, and looking for one whose create got no answer.

use domain::{Payload, Timestamp};

use super::api;
use super::line::Line;
use super::moment;
use super::targets::names;
use super::wire::{Range, Worklog, WorklogSearch};
use super::worklog::{Fit, fit, is_on, issue_and_id, issue_of, remote};
use crate::exchange::{self, Effect};
use crate::{Found, Kind, Remote, TrackerError};

/// How far the window of the search by creation reaches beyond the times known here: clocks differ.
const MARGIN_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// There is no way to ask for one record: the issue's list is read from just before it, and wholly where that does
/// not show it.
pub(super) async fn one(
    line: &Line<'_>,
    remote_id: &str,
    expected: &Payload,
) -> Result<Option<Remote>, TrackerError> {
    let (issue, id) = issue_and_id(remote_id, expected);
    let before = id.parse::<u64>().ok().and_then(|id| id.checked_sub(1)).map(|id| id.to_string());
    let nearby: Vec<Worklog> =
        match exchange::ask(line.cx, line.api.worklogs(&issue, before.as_deref())?, Effect::Read, api::error)
            .await
        {
            Err(error) if matches!(error.kind, Kind::NotFound | Kind::Refused) => Vec::new(),
            answer => answer?,
        };
    let is_it = |worklog: &&Worklog| worklog.id.get() == Some(id);
    let found = match nearby.iter().find(is_it) {
        Some(worklog) => Some(worklog.clone()),
        None => of_issue(line, &issue).await?.into_iter().find(|worklog| is_it(&worklog)),
    };
    found
        .map(|worklog| remote(&worklog, expected).ok_or_else(|| exchange::unreadable(Effect::Read)))
        .transpose()
}

/// Two complete reads of different shape: the issue's own list, and everything the person has made since, by the
/// service's clock. Only both together say that it is not there.
pub(super) async fn find(
    line: &Line<'_>,
    payload: &Payload,
    since: Timestamp,
) -> Result<Found, TrackerError> {
    let issue = issue_of(&payload.target);
    let listed = of_issue(line, &issue).await?;
    let mine = |worklog: &Worklog| worklog.created_by.as_ref().is_none_or(|author| names(author, &line.me));
    let mut seen: Vec<(Fit, Remote)> = Vec::new();
    keep(&mut seen, listed.iter().filter(|worklog| mine(worklog)), payload);
    if !seen.iter().any(|(fit, _)| *fit == Fit::Exact) {
        let Some(made) = made_since(line, since).await? else { return Ok(Found::Inconclusive) };
        // An issue booked by a key it had before shows its name of today.
        let today = listed.iter().find_map(|worklog| worklog.issue.as_ref()?.id.clone());
        let here = |worklog: &&Worklog| {
            is_on(worklog, &issue) || today.as_ref().is_some_and(|today| is_on(worklog, today))
        };
        keep(&mut seen, made.iter().filter(|worklog| mine(worklog)).filter(here), payload);
    }
    let (exact, near): (Vec<_>, Vec<_>) = seen.into_iter().partition(|(fit, _)| *fit == Fit::Exact);
    let remotes = |seen: Vec<(Fit, Remote)>| seen.into_iter().map(|(_, remote)| remote).collect();
    Ok(Found::of(remotes(exact), remotes(near)))
}

fn keep<'a>(seen: &mut Vec<(Fit, Remote)>, worklogs: impl Iterator<Item = &'a Worklog>, payload: &Payload) {
    for worklog in worklogs {
        let fit = fit(worklog, payload);
        let Some(remote) = remote(worklog, payload) else { continue };
        if fit != Fit::None && seen.iter().all(|(_, known)| known.id != remote.id) {
            seen.push((fit, remote));
        }
    }
}

/// The issue's records; none when the issue is gone or hidden.
async fn of_issue(line: &Line<'_>, issue: &str) -> Result<Vec<Worklog>, TrackerError> {
    match line.worklogs(issue).await {
        Err(error) if error.kind == Kind::NotFound => Ok(Vec::new()),
        answer => answer,
    }
}

/// What the person has made since `since`. Which of their ids the search knows differs between organisations, so they
/// are tried until one brings something; `None` when it knew none of them.
async fn made_since(line: &Line<'_>, since: Timestamp) -> Result<Option<Vec<Worklog>>, TrackerError> {
    let mut known = None;
    for id in std::iter::once(&line.me.id).chain(&line.me.aliases) {
        let search = WorklogSearch {
            created_by: id,
            created_at: Range {
                from: moment::write(since.plus_millis(-MARGIN_MILLIS)),
                to: moment::write(line.cx.now.plus_millis(MARGIN_MILLIS)),
            },
        };
        match line.search(&search).await {
            Ok(made) if made.is_empty() => known = Some(made),
            Ok(made) => return Ok(Some(made)),
            Err(error) if matches!(error.kind, Kind::NotFound | Kind::Refused) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(known)
}
