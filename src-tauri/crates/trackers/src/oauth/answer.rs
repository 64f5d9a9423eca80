//! Reading what a token service says: a client's name, a pair of tokens, or why there is none.

use domain::Timestamp;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use super::Pair;
use crate::exchange::{Effect, retry_after, unreadable};
use crate::{Applied, Kind, Redacted, Response, Retry, Secret, TrackerError};

/// How long an access token is taken to be good when the service does not say: an hour.
const USUAL_SECONDS: u32 = 3600;
/// The pause after a 429 that names none.
const QUOTA_PAUSE: u32 = 60;

#[derive(Deserialize)]
struct Registered {
    client_id: String,
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    refresh_token: Option<String>,
    /// A number of seconds; some services write it as a text. Whatever else it is, the pair must not be lost over it.
    expires_in: Option<Value>,
}

impl Tokens {
    fn seconds(&self) -> u32 {
        let said = self.expires_in.as_ref().and_then(|said| match said {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        });
        said.and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(USUAL_SECONDS)
    }
}

/// An error's body: that of the standard (RFC 6749), or a service's own.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Problem {
    error: Option<String>,
    error_description: Option<String>,
    description: Option<String>,
}

/// The name this program is registered under.
pub fn registered(response: &Response, now: Timestamp) -> Result<String, TrackerError> {
    if !response.status.is_success() {
        return Err(refusal(response, now, &[]));
    }
    let read: Registered = serde_json::from_slice(&response.body).map_err(|_| unreadable(Effect::Read))?;
    Some(read.client_id).filter(|id| !id.is_empty()).ok_or_else(|| unreadable(Effect::Read))
}

/// The pair. A renewal that brings no new refresh token leaves `before` in force. `sent` is blotted out of whatever
/// the service says.
pub fn tokens(
    response: &Response,
    client: &str,
    before: Option<&Secret>,
    now: Timestamp,
    sent: &[&Secret],
) -> Result<Pair, TrackerError> {
    if response.status != StatusCode::OK {
        return Err(refusal(response, now, sent));
    }
    let read: Tokens = serde_json::from_slice(&response.body).map_err(|_| unreadable(Effect::Write))?;
    let ends = now.plus_millis(i64::from(read.seconds()) * 1000);
    let given = read.refresh_token.as_deref().map(Secret::new).filter(|token| !token.is_empty());
    let refresh = given.or_else(|| before.cloned()).ok_or_else(|| unreadable(Effect::Write))?;
    let access = Secret::new(&read.access_token);
    if access.is_empty() {
        return Err(unreadable(Effect::Write));
    }
    Ok(Pair { access, refresh, ends, client: client.to_owned() })
}

/// Why there is nothing. Only an answer in the words of the standard or of the service ends a sign-in; a page of
/// something in between does not.
fn refusal(response: &Response, now: Timestamp, sent: &[&Secret]) -> TrackerError {
    let spoken: Option<Problem> = serde_json::from_slice(&response.body).ok();
    let speaks = spoken.is_some();
    let problem = spoken.unwrap_or_default();
    let pause = retry_after(&response.headers, now);
    let (kind, applied, retry) = match (response.status.as_u16(), problem.error.as_deref()) {
        (429, _) => (Kind::Quota, Applied::No, Retry::After { seconds: pause.unwrap_or(QUOTA_PAUSE) }),
        (400..=499, Some("temporarily_unavailable")) => (Kind::Server, Applied::No, Retry::Backoff),
        (400..=499, Some(_)) => (Kind::SignIn, Applied::No, Retry::AfterSignIn),
        (400 | 401, None) if speaks => (Kind::SignIn, Applied::No, Retry::AfterSignIn),
        (403, None) => (Kind::Blocked, Applied::No, Retry::Backoff),
        (500..=599, _) => {
            (Kind::Server, Applied::Maybe, pause.map_or(Retry::Backoff, |seconds| Retry::After { seconds }))
        }
        _ => (Kind::Unexpected, Applied::Maybe, Retry::Backoff),
    };
    let said = problem.error_description.or(problem.description).or(problem.error);
    let mut said = said.unwrap_or_else(|| format!("it answered {}", response.status));
    for secret in sent.iter().filter(|secret| !secret.is_empty()) {
        said = said.replace(secret.reveal(), "…");
    }
    TrackerError::new(kind, applied, retry, Redacted::new(&said, &Secret::new("")))
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use serde_json::json;

    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_000_000);

    fn response(status: u16, body: Value) -> Response {
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        Response {
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            body: body.into(),
        }
    }

    fn read(status: u16, body: Value) -> Result<Pair, TrackerError> {
        tokens(&response(status, body), "c-1", Some(&Secret::new("old")), NOW, &[&Secret::new("s3nt")])
    }

    #[test]
    fn a_pair_is_good_for_as_long_as_the_service_says() {
        let pair =
            read(200, json!({ "access_token": "a", "refresh_token": "r", "expires_in": 86_400 })).unwrap();
        assert_eq!((pair.access.reveal(), pair.refresh.reveal(), pair.client.as_str()), ("a", "r", "c-1"));
        assert_eq!(pair.ends, NOW.plus_millis(86_400_000));
    }

    #[test]
    fn a_pair_is_not_lost_over_an_odd_time_to_live() {
        for (said, seconds) in [
            (json!("7200"), 7200),
            (json!(null), 3600),
            (json!(12.5), 3600),
            (json!(-1), 3600),
            (json!(u64::MAX), 3600),
        ] {
            let body = json!({ "access_token": "a", "refresh_token": "r", "expires_in": said });
            assert_eq!(read(200, body).unwrap().ends, NOW.plus_millis(seconds * 1000), "{said}");
        }
    }

    #[test]
    fn a_refresh_token_that_is_not_renewed_stays() {
        assert_eq!(read(200, json!({ "access_token": "a" })).unwrap().refresh.reveal(), "old");
        let without = tokens(&response(200, json!({ "access_token": "a" })), "c-1", None, NOW, &[]);
        assert_eq!(without.unwrap_err().applied, Applied::Maybe);
    }

    #[test]
    fn only_a_refusal_ends_a_sign_in() {
        let said = json!({ "error": "invalid_grant", "error_description": "s3nt is used" });
        let cases = [
            (400, said.clone(), Kind::SignIn, Applied::No),
            (401, json!({ "error": "invalid_client" }), Kind::SignIn, Applied::No),
            (400, json!({ "code": "invalid-operation", "description": "no" }), Kind::SignIn, Applied::No),
            (400, json!({ "error": "temporarily_unavailable" }), Kind::Server, Applied::No),
            (401, json!("<html>"), Kind::Unexpected, Applied::Maybe),
            (403, Value::Null, Kind::Blocked, Applied::No),
            (404, Value::Null, Kind::Unexpected, Applied::Maybe),
            (429, Value::Null, Kind::Quota, Applied::No),
            (503, Value::Null, Kind::Server, Applied::Maybe),
            (302, Value::Null, Kind::Unexpected, Applied::Maybe),
            (200, json!("<html>"), Kind::Network, Applied::Maybe),
            (200, json!({ "access_token": "" }), Kind::Network, Applied::Maybe),
        ];
        for (status, body, kind, applied) in cases {
            let error = read(status, body.clone()).unwrap_err();
            assert_eq!((error.kind, error.applied), (kind, applied), "{status} {body}");
            assert_eq!(error.retry == Retry::AfterSignIn, kind == Kind::SignIn);
            assert!(!error.detail.as_str().contains("s3nt"), "{}", error.detail);
        }
        assert_eq!(read(400, said).unwrap_err().detail.as_str(), "… is used");
    }

    #[test]
    fn a_registration_without_a_name_is_none() {
        assert_eq!(registered(&response(201, json!({ "client_id": "c-1" })), NOW).unwrap(), "c-1");
        assert!(registered(&response(201, json!({ "client_id": "" })), NOW).is_err());
        assert!(registered(&response(400, json!({ "error": "invalid_redirect_uri" })), NOW).is_err());
    }
}
