//! Reading one worklog.

use domain::Payload;

use super::api;
use super::line::Line;
use super::wire::Worklog;
use super::worklog::{issue_and_id, remote};
use crate::exchange::{self, Effect};
use crate::{Kind, Remote, TrackerError};

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

/// The issue's records; none when the issue is gone or hidden.
async fn of_issue(line: &Line<'_>, issue: &str) -> Result<Vec<Worklog>, TrackerError> {
    match line.worklogs(issue).await {
        Err(error) if error.kind == Kind::NotFound => Ok(Vec::new()),
        answer => answer,
    }
}
