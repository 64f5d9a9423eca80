//! One request and its answer, with the word for every way it can end: what it is about, applied or not, what next.

use bytes::Bytes;
use chrono::DateTime;
use domain::Timestamp;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use http::{HeaderMap, Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::Url;

use crate::{Applied, Cx, Kind, Redacted, Request, Response, Retry, Sent, TrackerError};

/// Pages of a list read at most; a list that goes on beyond is not believed, see [`endless`].
pub const PAGES_MAX: usize = 1000;
/// The longest pause taken from a server's `Retry-After`: a day.
const LONGEST_PAUSE: i64 = 24 * 60 * 60;

/// What a request does at the tracker when it arrives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// It changes nothing, so it surely was not applied.
    Read,
    /// It changes something, so a lost answer leaves a doubt.
    Write,
}

impl Effect {
    /// What to say when the request may have arrived and no sensible answer came back.
    pub const fn in_doubt(self) -> Applied {
        match self {
            Self::Read => Applied::No,
            Self::Write => Applied::Maybe,
        }
    }
}

/// A header value that is never shown. A token with characters that no header takes cannot be a token.
pub fn sensitive(text: &str) -> Result<HeaderValue, TrackerError> {
    let mut value = HeaderValue::from_str(text).map_err(|_| {
        let detail = Redacted::ours("the token holds characters that no token has; copy it again");
        TrackerError::new(Kind::SignIn, Applied::No, Retry::AfterSignIn, detail)
    })?;
    value.set_sensitive(true);
    Ok(value)
}

/// A request without a body.
pub fn bare(method: Method, url: Url, headers: &HeaderMap) -> Request {
    let mut headers = headers.clone();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    Request { method, url, headers, body: Bytes::new() }
}

/// A request with a JSON body.
pub fn json(method: Method, url: Url, headers: &HeaderMap, body: &impl Serialize) -> Request {
    let mut request = bare(method, url, headers);
    request.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    request.body = serde_json::to_vec(body).expect("bodies are plain structs and serialise").into();
    request
}

/// Sends a request. An answer of any status is an `Ok`.
pub async fn send(cx: &Cx<'_>, request: Request, effect: Effect) -> Result<Response, TrackerError> {
    cx.http.send(request).await.map_err(|lost| {
        let applied = match lost.sent {
            Sent::No => Applied::No,
            Sent::Maybe => effect.in_doubt(),
        };
        let detail = Redacted::new(&lost.detail, cx.secret);
        TrackerError::new(Kind::Network, applied, Retry::Backoff, detail)
    })
}

/// How a tracker reads an answer that is not a good one.
pub type Refusal = fn(&Cx<'_>, &Response, Effect) -> TrackerError;

/// Sends a request and reads its good answer.
pub async fn ask<T: DeserializeOwned>(
    cx: &Cx<'_>,
    request: Request,
    effect: Effect,
    refusal: Refusal,
) -> Result<T, TrackerError> {
    read(cx, &send(cx, request, effect).await?, effect, refusal)
}

/// Reads a good answer, or the error it is.
pub fn read<T: DeserializeOwned>(
    cx: &Cx<'_>,
    response: &Response,
    effect: Effect,
    refusal: Refusal,
) -> Result<T, TrackerError> {
    match response.status {
        StatusCode::OK | StatusCode::CREATED => body(response, effect),
        _ => Err(refusal(cx, response, effect)),
    }
}

/// Reads the body of a good answer. One that cannot be read leaves a write in doubt.
pub fn body<T: DeserializeOwned>(response: &Response, effect: Effect) -> Result<T, TrackerError> {
    serde_json::from_slice(&response.body).map_err(|_| unreadable(effect))
}

/// The error of a good answer that makes no sense.
pub fn unreadable(effect: Effect) -> TrackerError {
    let kind = match effect {
        Effect::Read => Kind::Unexpected,
        Effect::Write => Kind::Network,
    };
    let detail = Redacted::ours("the answer could not be read; perhaps the address leads somewhere else");
    TrackerError::new(kind, effect.in_doubt(), Retry::Backoff, detail)
}

/// The error of a list that has more than [`PAGES_MAX`] pages.
pub fn endless() -> TrackerError {
    let detail =
        Redacted::ours("a list there went on beyond 1000 pages and was left; perhaps it repeats itself");
    TrackerError::new(Kind::Unexpected, Applied::No, Retry::Backoff, detail)
}

/// The error of an answer by its status alone, with `said` as the server's own sentence. What a tracker means beyond
/// this it decides itself before asking here.
pub fn by_status(cx: &Cx<'_>, response: &Response, effect: Effect, said: Option<&str>) -> TrackerError {
    let status = response.status;
    let pause = retry_after(&response.headers, cx.now);
    let (kind, applied, retry) = match status.as_u16() {
        401 => (Kind::SignIn, Applied::No, Retry::AfterSignIn),
        // Every tracker says in JSON why it refuses. A page of something else comes from in front of it.
        403 if !speaks_json(response) => (Kind::Blocked, Applied::No, Retry::Backoff),
        402 | 403 => (Kind::NotAllowed, Applied::No, Retry::Never),
        404 | 410 => (Kind::NotFound, Applied::No, Retry::Never),
        405..=407 => (Kind::Unexpected, Applied::No, Retry::Never),
        408 => (Kind::Network, effect.in_doubt(), Retry::Backoff),
        409 | 412 => (Kind::Conflict, Applied::No, Retry::Never),
        423 => (Kind::Locked, Applied::No, Retry::Never),
        429 => (Kind::Quota, Applied::No, pause.map_or(Retry::Backoff, |seconds| Retry::After { seconds })),
        400..=499 => (Kind::Refused, Applied::No, Retry::Never),
        500..=599 => {
            let retry = pause.map_or(Retry::Backoff, |seconds| Retry::After { seconds });
            (Kind::Server, effect.in_doubt(), retry)
        }
        // A redirect is not followed, and a good status where none was expected is no answer either.
        _ => (Kind::Unexpected, effect.in_doubt(), Retry::Backoff),
    };
    TrackerError::new(kind, applied, retry, detail(cx, status, said))
}

/// Whether a body is what a tracker's own answer has: a JSON object, and no page.
fn speaks_json(response: &Response) -> bool {
    let kind = response.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let page = kind.trim_start().to_ascii_lowercase().starts_with("text/html");
    !page && serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(&response.body).is_ok()
}

/// The server's sentence, or the status where it said nothing.
pub fn detail(cx: &Cx<'_>, status: StatusCode, said: Option<&str>) -> Redacted {
    match said.map(str::trim).filter(|said| !said.is_empty()) {
        Some(said) => Redacted::new(said, cx.secret),
        None => Redacted::new(&format!("it answered {status}"), cx.secret),
    }
}

/// `Retry-After` in seconds, from a number or a date; at least one second, at most a day.
pub fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<u32> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let seconds = match text.parse::<i64>() {
        Ok(seconds) => seconds,
        Err(_) => DateTime::parse_from_rfc2822(text).ok()?.timestamp() - now.seconds(),
    };
    u32::try_from(seconds.clamp(1, LONGEST_PAUSE)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pause(text: &str) -> Option<u32> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_str(text).unwrap());
        retry_after(&headers, Timestamp::from_millis(1_445_412_420_000))
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        assert_eq!(pause("17"), Some(17));
        assert_eq!(pause("0"), Some(1));
        assert_eq!(pause("9999999999"), Some(86_400));
        assert_eq!(pause("Wed, 21 Oct 2015 07:28:00 GMT"), Some(60));
        assert_eq!(pause("soon"), None);
    }

    #[test]
    fn a_token_is_never_shown_by_its_header() {
        let value = sensitive("s3cret").unwrap();
        assert!(value.is_sensitive());
        assert!(!format!("{value:?}").contains("s3cret"));
        assert_eq!(sensitive("two\nlines").unwrap_err().kind, Kind::SignIn);
    }

    #[test]
    fn an_unreadable_answer_leaves_only_a_write_in_doubt() {
        assert_eq!(unreadable(Effect::Write).applied, Applied::Maybe);
        assert_eq!(unreadable(Effect::Read).applied, Applied::No);
    }

    #[test]
    fn the_error_of_an_endless_list_names_the_limit() {
        assert!(endless().detail.as_str().contains(&format!("{PAGES_MAX} pages")));
    }
}
