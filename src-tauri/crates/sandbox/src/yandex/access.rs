//! Who calls, by token and organisation header, and whether they may write. Also how bodies are read.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use bytes::Bytes;
use http::HeaderMap;
use http::request::Parts;
use serde::de::DeserializeOwned;

use super::problem::Problem;
use super::users::{License, Organisation, User};
use super::{State, Yandex};

/// A user with a good token in their own organisation; the place in the list of users.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    pub(super) user: usize,
}

/// A caller with full access.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writer {
    pub(super) user: usize,
}

fn authenticate(state: &State, headers: &HeaderMap) -> Result<Caller, Problem> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let (scheme, token) =
        header("authorization").and_then(|value| value.split_once(' ')).ok_or_else(Problem::unauthorised)?;
    // Each kind of token has its own word; a right token behind the wrong word is no token.
    let holds = |user: &User| match scheme {
        "OAuth" => user.oauth_token == token,
        "Bearer" => user.iam_token == Some(token),
        _ => false,
    };
    let user = state.users.iter().position(holds).ok_or_else(Problem::unauthorised)?;
    let named = match (header("x-org-id"), header("x-cloud-org-id")) {
        (Some(id), None) => {
            matches!(state.users[user].organisation, Organisation::Business360(own) if own == id)
        }
        (None, Some(id)) => matches!(state.users[user].organisation, Organisation::Cloud(own) if own == id),
        // What the service answers to none or both is not documented.
        _ => {
            return Err(Problem::bad_request(
                "Exactly one of the headers X-Org-ID and X-Cloud-Org-ID is needed.",
            ));
        }
    };
    // Sounds like missing rights; a client has to guess that the header is the wrong one.
    if named { Ok(Caller { user }) } else { Err(Problem::forbidden("Access to the organisation is denied.")) }
}

impl FromRequestParts<Arc<Yandex>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Arc<Yandex>) -> Result<Self, Problem> {
        api.with(|state| authenticate(state, &parts.headers))
    }
}

impl FromRequestParts<Arc<Yandex>> for Writer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Arc<Yandex>) -> Result<Self, Problem> {
        let Caller { user } = Caller::from_request_parts(parts, api).await?;
        match api.with(|state| state.users[user].license) {
            License::Full => Ok(Self { user }),
            License::ReadOnly => Err(Problem::forbidden("You have read-only access to Tracker.")),
        }
    }
}

/// A JSON body; unknown fields are ignored.
pub(super) struct Payload<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<Yandex>> for Payload<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &Arc<Yandex>) -> Result<Self, Problem> {
        let body = Bytes::from_request(request, api).await;
        let body = body.map_err(|_| Problem::bad_request("The request body could not be read."))?;
        serde_json::from_slice(&body).map(Self).map_err(|cause| Problem::unreadable(&cause))
    }
}
