//! What awork's errors mean. One status stands for several things; the code in the body tells them apart.

use super::wire::Problem;
use crate::exchange::{self, Effect};
use crate::{Applied, Cx, Kind, Redacted, Response, Retry, TrackerError};

/// How long to leave an edge alone that turned a request away, in seconds.
const EDGE_PAUSE: u32 = 300;
/// The pause after a 429 that names none, in seconds: the larger of the two quotas is counted by the minute.
const QUOTA_PAUSE: u32 = 60;

/// The body of an error, if it is one of this service.
pub(super) fn read(response: &Response) -> Option<Problem> {
    serde_json::from_slice(&response.body).ok()
}

/// Whether an answer says that the one thing asked for is not there. The same code also says that there is no such
/// address, which tells nothing about the thing.
pub(super) fn says_gone(response: &Response) -> bool {
    response.status.as_u16() == 404
        && read(response).is_some_and(|problem| problem.code == "not-found" && !is_no_route(&problem))
}

/// Whether a 401 may be about a right instead of the token: both have the same status, and the code for a missing
/// right is also met with tokens that ran out.
pub(super) fn may_be_a_right(response: &Response) -> bool {
    response.status.as_u16() == 401
        && read(response).is_some_and(|problem| problem.code == "unauthorized" && !speaks_of_token(&problem))
}

/// Whether a look-up was refused because its filter was not understood.
pub(super) fn says_bad_filter(response: &Response) -> bool {
    response.status.as_u16() == 400
        && read(response).is_some_and(|problem| problem.code == "invalid-filter-or-order")
}

/// The error of an answer that is not a good one. A 401 is taken by its word; see [`super::line::Line::error`].
pub(super) fn error(cx: &Cx<'_>, response: &Response, effect: Effect) -> TrackerError {
    let problem = read(response);
    let said = problem.as_ref().map(sentence);
    let code = problem.as_ref().map_or("", |problem| problem.code.as_str());
    let mut error = exchange::by_status(cx, response, effect, said.as_deref());
    let no = |kind, retry| (kind, Applied::No, retry);
    let status = response.status.as_u16();
    (error.kind, error.applied, error.retry) = match (status, code) {
        // Whatever the status: the service promises that nothing was kept.
        (_, "database-commit") => no(Kind::Server, Retry::Backoff),
        (500.., _) | (..=399, _) => (error.kind, error.applied, error.retry),
        (429, _) => no(Kind::Quota, Retry::After { seconds: pause(cx, response) }),
        (_, "workspaceid-missing") => no(Kind::SignIn, Retry::AfterSignIn),
        (_, "deactivated-user") => no(Kind::NotAllowed, Retry::AfterSignIn),
        (_, "unauthorized") if problem.as_ref().is_some_and(speaks_of_token) => {
            no(Kind::SignIn, Retry::AfterSignIn)
        }
        (_, "unauthorized") => no(Kind::NotAllowed, Retry::Never),
        (_, "not-found") if problem.as_ref().is_some_and(is_no_route) => no(Kind::Unexpected, Retry::Never),
        (_, "not-found") => no(Kind::NotFound, Retry::Never),
        (_, "concurrency-violation") => no(Kind::Conflict, Retry::Backoff),
        (_, "duplication-violation" | "already-exist-error") => no(Kind::Conflict, Retry::Never),
        (_, "insufficient-subscription-level" | "insufficient-seats") => no(Kind::FeatureOff, Retry::Never),
        (413, _) | (_, "request-body-too-large") => {
            error.detail = Redacted::ours("the text is longer than the service takes");
            no(Kind::Refused, Retry::Never)
        }
        (403, "") => {
            error.detail = edge_detail(cx, response);
            no(Kind::Blocked, Retry::After { seconds: EDGE_PAUSE })
        }
        // A page of something else: this API answers in JSON or with nothing. After a 408 it may have been done all the same.
        (400 | 402 | 404..=407 | 409..=428, "") if is_foreign(response) => no(Kind::Unexpected, Retry::Never),
        _ => (error.kind, error.applied, error.retry),
    };
    error
}

/// Description, details and what is wrong with which field, as one sentence.
fn sentence(problem: &Problem) -> String {
    let fields = problem.validation_errors.iter().map(|wrong| match wrong.property.as_str() {
        "" => wrong.message.clone(),
        property => format!("{property}: {}", wrong.message),
    });
    let mut said: Vec<String> = Vec::new();
    let all =
        std::iter::once(problem.description.clone()).chain(problem.details.iter().cloned()).chain(fields);
    for text in all.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) {
        if !said.contains(&text) {
            said.push(text);
        }
    }
    if said.is_empty() { problem.code.clone() } else { said.join(" ") }
}

fn speaks_of_token(problem: &Problem) -> bool {
    let said = sentence(problem).to_lowercase();
    said.contains("expire") || said.contains("token")
}

fn is_no_route(problem: &Problem) -> bool {
    problem.description.to_lowercase().contains("no matching path")
}

/// `Retry-After`, else `ratelimit-reset`, both in seconds.
fn pause(cx: &Cx<'_>, response: &Response) -> u32 {
    let reset = || {
        let text = response.headers.get("ratelimit-reset")?.to_str().ok()?;
        // Seconds until the minute or the second is over; anything longer is an instant or a mistake.
        text.trim().parse().ok().map(|seconds: u32| seconds.max(1)).filter(|seconds| *seconds <= 600)
    };
    exchange::retry_after(&response.headers, cx.now).or_else(reset).unwrap_or(QUOTA_PAUSE)
}

fn is_foreign(response: &Response) -> bool {
    !response.body.is_empty() && serde_json::from_slice::<serde_json::Value>(&response.body).is_err()
}

/// The edge's own numbers of the request, by which the service's people find out why.
fn edge_detail(cx: &Cx<'_>, response: &Response) -> Redacted {
    let header = |name: &str| response.headers.get(name).and_then(|value| value.to_str().ok());
    let numbers: Vec<String> = [("X-Edge-Ref", "x-edge-ref"), ("Trace-Id", "trace-id")]
        .into_iter()
        .filter_map(|(shown, name)| Some(format!("{shown} {}", header(name)?)))
        .collect();
    let said = "the service's own protection turned the request away";
    match numbers.as_slice() {
        [] => Redacted::ours(said),
        numbers => Redacted::new(&format!("{said}; its support asks for {}", numbers.join(", ")), cx.secret),
    }
}
