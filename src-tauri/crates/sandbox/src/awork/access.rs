//! Who calls, by `Authorization: Bearer` with an API key or the token of a sign-in, and how bodies are read.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use bytes::Bytes;
use http::request::Parts;
use serde_json::{Map, Value};

use super::problem::Problem;
use super::sign_in;
use super::users::{Role, Standing, User};
use super::{Awork, State};

/// A caller with a good token; the place in the list of users.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    user: usize,
}

impl Caller {
    pub(super) fn user(self, state: &State) -> &User {
        &state.users[self.user]
    }

    pub(super) fn is_admin(self, state: &State) -> bool {
        self.user(state).role == Role::Admin
    }

    /// Whether all tasks of projects are shown; others are shown their own.
    pub(super) fn plans(self, state: &State) -> bool {
        self.user(state).role != Role::Limited
    }
}

impl FromRequestParts<Arc<Awork>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Arc<Awork>) -> Result<Self, Problem> {
        let header = parts.headers.get("authorization").and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer "));
        let token = token.ok_or_else(Problem::unknown_token)?;
        let now = api.now();
        api.with(|state| {
            match state.grants.knows(token, now) {
                Some(true) => {
                    let user = sign_in::person(state).ok_or_else(Problem::unknown_token)?;
                    return Ok(Self { user });
                }
                Some(false) => return Err(Problem::expired()),
                None => {}
            }
            let user = state.users.iter().position(|user| user.token == Some(token));
            let user = user.ok_or_else(Problem::unknown_token)?;
            match state.users[user].standing {
                Standing::Good => Ok(Self { user }),
                Standing::Expired => Err(Problem::expired()),
                Standing::Deactivated => Err(Problem::deactivated()),
            }
        })
    }
}

/// A JSON object. The names of its members are taken without regard to case; here they are in small letters.
pub(super) struct Payload(pub(super) Map<String, Value>);

impl FromRequest<Arc<Awork>> for Payload {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &Arc<Awork>) -> Result<Self, Problem> {
        let body = Bytes::from_request(request, api).await;
        let read = body.ok().and_then(|body| serde_json::from_slice::<Map<String, Value>>(&body).ok());
        let read = read.ok_or_else(|| Problem::model("The body is no JSON object."))?;
        Ok(Self(read.into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect()))
    }
}
