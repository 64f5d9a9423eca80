//! What Plane's errors mean. Their shapes are ad hoc, and some that look like Plane's are the edge's in front of it.

use http::header::CONTENT_TYPE;
use serde_json::Value;

use crate::exchange::{self, Effect};
use crate::{Applied, Cx, Kind, Redacted, Response, Retry, TrackerError};

/// How long to leave an edge alone that turned a request away, in seconds.
const EDGE_PAUSE: u32 = 300;
/// The pause after a 429 that names none: the service counts the requests of the last minute.
const QUOTA_PAUSE: u32 = 60;

/// Why there is no time tracking.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Off {
    /// The project's switch.
    Project,
    /// Every project's switch.
    Everywhere,
    /// The workspace's plan.
    Plan,
    /// The server knows no worklogs.
    Server,
}

impl Off {
    pub(super) fn error(self) -> TrackerError {
        let detail = Redacted::ours(match self {
            Self::Project => "the project's settings have time tracking switched off",
            Self::Everywhere => "time tracking is switched off in every project of the workspace",
            Self::Plan => "the workspace's plan does not include it",
            Self::Server => "this server has no worklogs, as the community edition of Plane",
        });
        TrackerError::new(Kind::FeatureOff, Applied::No, Retry::Never, detail)
    }
}

/// Whether a server says that it knows no such route. One that is older knows the same thing by another name.
pub(super) fn is_no_route(response: &Response) -> bool {
    let said = || sentence(response).unwrap_or_default().to_lowercase();
    response.status.as_u16() == 404 && said().contains("page not found") && !is_page(response)
}

/// Whether a worklog route says that there are none for the whole workspace, whatever is asked for.
pub(super) fn off(response: &Response) -> Option<Off> {
    if is_no_route(response) {
        return Some(Off::Server);
    }
    let asks_for_plan =
        || sentence(response).unwrap_or_default().to_lowercase().contains("upgrade your plan");
    match response.status.as_u16() {
        402 => Some(Off::Plan),
        400 | 403 if asks_for_plan() => Some(Off::Plan),
        _ => None,
    }
}

/// The error of an answer that is not a good one. A 404 is taken by its word; see [`super::line::Line::worklog_error`].
pub(super) fn error(cx: &Cx<'_>, response: &Response, effect: Effect) -> TrackerError {
    if let Some(Off::Plan) = off(response) {
        return Off::Plan.error();
    }
    let said = sentence(response);
    let mut error = exchange::by_status(cx, response, effect, said.as_deref());
    let no = |kind, retry| (kind, Applied::No, retry);
    let (kind, applied, retry) = match response.status.as_u16() {
        401 | 403 if is_page(response) => {
            error.detail = edge_detail(cx, response);
            no(Kind::Blocked, Retry::After { seconds: EDGE_PAUSE })
        }
        403 if speaks_of_key(said.as_deref()) => no(Kind::SignIn, Retry::AfterSignIn),
        413 => {
            error.detail = Redacted::ours("the text is longer than the server takes");
            no(Kind::Refused, Retry::Never)
        }
        429 => no(Kind::Quota, Retry::After { seconds: pause(cx, response) }),
        // This API answers in JSON: a page of something else, and the address is perhaps that of something else.
        400..=407 | 410..=428 if is_page(response) => no(Kind::Unexpected, Retry::Never),
        404 if !response.body.is_empty() && !is_json(response) => no(Kind::Unexpected, Retry::Never),
        _ => (error.kind, error.applied, error.retry),
    };
    (error.kind, error.applied, error.retry) = (kind, applied, retry);
    error
}

/// A key that is unknown, expired or missing is answered with 403 by most servers, as are missing rights.
fn speaks_of_key(said: Option<&str>) -> bool {
    let said = said.unwrap_or_default().to_lowercase();
    ["token is not valid", "credentials were not provided"].iter().any(|words| said.contains(words))
}

/// `Retry-After`, else the time at which the minute is over.
fn pause(cx: &Cx<'_>, response: &Response) -> u32 {
    let header = response.headers.get("x-ratelimit-reset").and_then(|value| value.to_str().ok());
    let reset = header.and_then(|text| text.trim().parse::<i64>().ok()).and_then(|reset| {
        // The header speaks of a minute; clocks that differ by more than some are not believed.
        u32::try_from(reset - cx.now.seconds())
            .ok()
            .filter(|seconds| (1..=10 * QUOTA_PAUSE).contains(seconds))
    });
    exchange::retry_after(&response.headers, cx.now).or(reset).unwrap_or(QUOTA_PAUSE)
}

/// A web page instead of an answer, as an edge in front of the service shows it.
fn is_page(response: &Response) -> bool {
    let kind = response.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let says_so = kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/html"));
    let begins = response.body.iter().find(|byte| !byte.is_ascii_whitespace());
    let from_edge = || response.headers.contains_key("cf-ray") && !is_json(response);
    says_so || begins == Some(&b'<') || from_edge()
}

fn is_json(response: &Response) -> bool {
    serde_json::from_slice::<Value>(&response.body).is_ok()
}

/// The edge's own number of the request, by which its keeper can find out why.
fn edge_detail(cx: &Cx<'_>, response: &Response) -> Redacted {
    match response.headers.get("cf-ray").and_then(|value| value.to_str().ok()) {
        Some(ray) => Redacted::new(&format!("it shows a web page instead (Cloudflare ray {ray})"), cx.secret),
        None => Redacted::ours("it shows a web page instead"),
    }
}

/// What the service says, from any of its shapes; nothing for a page.
fn sentence(response: &Response) -> Option<String> {
    let mut said = Vec::new();
    match serde_json::from_slice::<Value>(&response.body) {
        Ok(value) => gather(&value, "", &mut said),
        Err(_) if is_page(response) => {}
        Err(_) => said.extend(std::str::from_utf8(&response.body).ok().map(str::to_owned)),
    }
    let said = said.join("; ");
    (!said.trim().is_empty()).then_some(said)
}

fn gather(value: &Value, field: &str, said: &mut Vec<String>) {
    match value {
        Value::String(text) if field.is_empty() => said.push(text.clone()),
        Value::String(text) => said.push(format!("{field}: {text}")),
        Value::Array(values) => values.iter().for_each(|value| gather(value, field, said)),
        Value::Object(values) => {
            for (name, value) in values {
                let is_sentence =
                    ["detail", "error", "message", "error_message", "errors"].contains(&name.as_str());
                gather(value, if is_sentence { field } else { name }, said);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
