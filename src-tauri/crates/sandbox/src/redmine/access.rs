//! Who calls, by the key in its header, and how bodies are read.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use bytes::Bytes;
use http::request::Parts;
use serde_json::{Map, Value};

use super::Redmine;
use super::problem::Problem;

/// A user with a good key; the place in the list of users.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    pub(super) user: usize,
}

impl FromRequestParts<Arc<Redmine>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Arc<Redmine>) -> Result<Self, Problem> {
        let key = parts.headers.get("x-redmine-api-key").and_then(|value| value.to_str().ok());
        let user = api.with(|state| state.users.iter().position(|user| Some(user.key) == key));
        user.map(|user| Self { user }).ok_or(Problem::Stranger)
    }
}

/// What stands under `time_entry` in a JSON body.
pub(super) struct Payload(pub(super) Map<String, Value>);

impl FromRequest<Arc<Redmine>> for Payload {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &Arc<Redmine>) -> Result<Self, Problem> {
        let body = Bytes::from_request(request, api).await.map_err(|_| Problem::Unreadable)?;
        let body: Value = serde_json::from_slice(&body).map_err(|_| Problem::Unreadable)?;
        let fields = body.get("time_entry").and_then(Value::as_object).cloned();
        fields.map(Self).ok_or(Problem::Unreadable)
    }
}
