//! Who calls, by key or by the token of an app, how often they may, and how bodies are read.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request, State as Shared};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::{DateTime, Duration, Utc};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::de::DeserializeOwned;

use super::problem::Problem;
use super::{Plane, State};

/// The largest body taken: 5 MiB.
const BODY_MAX: usize = 5 * 1024 * 1024;

/// A user with a good key; the place in the list of users.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    pub(super) user: usize,
}

fn authenticate(state: &State, headers: &HeaderMap) -> Result<Caller, Problem> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(key) = header("x-api-key") {
        let user = state.users.iter().position(|user| user.key == key);
        return user.map(|user| Caller { user }).ok_or_else(Problem::bad_key);
    }
    let token = header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let token = token.ok_or_else(Problem::no_key)?;
    let user = state.users.iter().position(|user| user.oauth_token == Some(token));
    // What the service says to an unknown token of an app is not published.
    user.map(|user| Caller { user })
        .ok_or_else(|| Problem::detail(StatusCode::UNAUTHORIZED, "Given token is not valid"))
}

impl FromRequestParts<Arc<Plane>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Arc<Plane>) -> Result<Self, Problem> {
        api.with(|state| authenticate(state, &parts.headers))
    }
}

/// The requests of the last minute, by user.
#[derive(Debug, Default)]
pub(super) struct Minute(HashMap<usize, VecDeque<DateTime<Utc>>>);

impl Minute {
    /// Counts a request: how many are left, or in how many seconds the next one is.
    fn count(&mut self, user: usize, now: DateTime<Utc>, limit: usize) -> Result<usize, u64> {
        let past = self.0.entry(user).or_default();
        while past.front().is_some_and(|at| *at <= now - Duration::seconds(60)) {
            past.pop_front();
        }
        match past.front() {
            Some(oldest) if past.len() >= limit => {
                let wait = (*oldest + Duration::seconds(60) - now).num_milliseconds();
                Err(u64::try_from(wait).unwrap_or(0).div_ceil(1000).max(1))
            }
            _ => {
                past.push_back(now);
                Ok(limit - past.len())
            }
        }
    }
}

/// Counts what known callers ask of known routes, and says on every allowed answer what is left.
pub(super) async fn count(Shared(api): Shared<Arc<Plane>>, request: Request, next: Next) -> Response {
    let now = api.now();
    let limit = api.server.requests_per_minute;
    let counted = api.with(|state| {
        let Caller { user } = authenticate(state, request.headers()).ok()?;
        Some(state.minute.count(user, now, limit))
    });
    let left = match counted {
        None => return next.run(request).await,
        Some(Err(seconds)) => return Problem::too_many(seconds).into_response(),
        Some(Ok(left)) => left,
    };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert("x-ratelimit-remaining", HeaderValue::from(left));
    // Always a minute from now, whatever was asked before.
    headers.insert("x-ratelimit-reset", HeaderValue::from(now.timestamp() + 60));
    response
}

/// A JSON body; unknown fields are ignored.
pub(super) struct Payload<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<Plane>> for Payload<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Arc<Plane>) -> Result<Self, Problem> {
        let unreadable =
            |cause: String| Problem::detail(StatusCode::BAD_REQUEST, format!("JSON parse error - {cause}"));
        let body = axum::body::to_bytes(request.into_body(), BODY_MAX).await;
        let body: Bytes = body.map_err(|_| Problem::too_large())?;
        serde_json::from_slice(&body).map(Self).map_err(|cause| unreadable(cause.to_string()))
    }
}
