//! Between our payload and a worklog, both ways, and the names of issues and records. Pure.

use domain::{Payload, PayloadKind, TargetId};

use super::wire::{Worklog, WorklogBody};
use super::{duration, moment};
use crate::Remote;

/// Whether a text is spelled like an issue's id: 24 hex digits.
pub(super) fn is_issue_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a text is spelled like an issue's key: `TEST-324`.
pub(super) fn is_issue_key(text: &str) -> bool {
    text.rsplit_once('-').is_some_and(|(queue, number)| {
        queue.starts_with(|first: char| first.is_ascii_alphabetic())
            && queue.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// How a target is spelled in an address: ids as they are, keys in capitals.
pub(super) fn issue_of(target: &TargetId) -> String {
    let name = target.as_str();
    if is_issue_id(name) { name.to_owned() } else { name.to_uppercase() }
}

/// A record's name for us: its id counts only within its issue.
pub(super) fn remote_id(issue: &str, id: &str) -> String {
    format!("{issue}/{id}")
}

/// The issue and the id of a record's name; a name without an issue is one of the payload's.
pub(super) fn issue_and_id<'a>(remote_id: &'a str, payload: &Payload) -> (String, &'a str) {
    match remote_id.split_once('/') {
        Some((issue, id)) => (issue.to_owned(), id),
        None => (issue_of(&payload.target), remote_id),
    }
}

/// What is sent for a payload. `start` is left out where it stays.
pub(super) fn body(payload: &Payload, start: bool) -> WorklogBody<'_> {
    WorklogBody {
        start: start.then(|| moment::write(payload.start)),
        duration: duration::write(payload.seconds),
        comment: &payload.text,
    }
}

/// Whether the worklog is on an issue of this id or key.
pub(super) fn is_on(worklog: &Worklog, issue: &str) -> bool {
    let named = worklog.issue.iter().flat_map(|issue| [&issue.id, &issue.key]);
    named.flatten().any(|name| name.eq_ignore_ascii_case(issue))
}

/// What a worklog holds, in the words of `expected` where they mean the same: milliseconds of the start that the
/// service dropped, and the target's name, for a record never leaves its issue but the issue may change its key.
/// `None` when it has no id or its start cannot be read. A duration in years or months has no length in working time
/// and reads as nothing, so it equals no booking.
pub(super) fn remote(worklog: &Worklog, expected: &Payload) -> Option<Remote> {
    let shown = moment::read(&worklog.start)?;
    let start = if moment::same_start(expected.start, shown) { expected.start } else { shown };
    let payload = Payload {
        target: expected.target.clone(),
        kind: PayloadKind::Work,
        start,
        seconds: duration::read(&worklog.duration).unwrap_or(0),
        text: worklog.comment.clone(),
        tags: Vec::new(),
        billable: None,
    };
    let issue = worklog.issue.as_ref().and_then(|issue| issue.id.clone().or_else(|| issue.key.clone()));
    let issue = issue.unwrap_or_else(|| issue_of(&expected.target));
    Some(Remote { id: remote_id(&issue, worklog.id.get()?), payload })
}

/// How well a record fits a payload whose create got no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// In everything that identifies it.
    Exact,
    /// In everything but the comment.
    ButForText,
    /// Not at all.
    None,
}

/// Compares start, working minutes and comment; author and issue are the caller's.
pub(super) fn fit(worklog: &Worklog, payload: &Payload) -> Fit {
    let start = moment::read(&worklog.start).is_some_and(|shown| moment::same_start(payload.start, shown));
    let minutes = duration::read(&worklog.duration).map(|seconds| seconds / 60) == Some(payload.seconds / 60);
    match (start && minutes, worklog.comment.trim() == payload.text.trim()) {
        (true, true) => Fit::Exact,
        (true, false) => Fit::ButForText,
        (false, _) => Fit::None,
    }
}
