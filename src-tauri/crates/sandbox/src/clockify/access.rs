//! Who calls, by `X-Api-Key`, and as what in the workspace of the path. Also how bodies are read.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use bytes::Bytes;
use http::HeaderMap;
use http::request::Parts;
use serde::de::DeserializeOwned;

use super::problem::Problem;
use super::workspaces::{Role, Workspace};
use super::{Clockify, State, samples};

/// A user with a good key.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    pub(super) user: String,
}

/// A caller inside a workspace of theirs.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) user: String,
    pub(super) role: Role,
    workspace: String,
}

impl Member {
    /// The workspace of the path.
    pub(super) fn workspace<'a>(&self, state: &'a mut State) -> &'a mut Workspace {
        let mine = |workspace: &&mut Workspace| workspace.id == self.workspace;
        state.workspaces.iter_mut().find(mine).expect("a member is only made for a workspace that exists")
    }

    pub(super) fn is_admin(&self) -> bool {
        self.role == Role::Owner
    }

    /// Whether this user's entries may be seen and written by the caller.
    pub(super) fn reach(&self, user: &str) -> Result<(), Problem> {
        if self.user == user || self.is_admin() { Ok(()) } else { Err(Problem::denied()) }
    }
}

fn authenticate(state: &State, headers: &HeaderMap) -> Result<Caller, Problem> {
    let keys: Vec<_> = headers.get_all("x-api-key").iter().collect();
    let addon = headers.contains_key("x-addon-token");
    // `Authorization: Bearer` is no header of this API: it counts as no token at all.
    match (keys.as_slice(), addon) {
        ([key], false) if key.as_bytes() == samples::UNVERIFIED_KEY.as_bytes() => {
            Err(Problem::unauthorised(4019, "E-mail address is not verified"))
        }
        ([key], false) => {
            let known = state.users.iter().find(|user| user.key.as_bytes() == key.as_bytes());
            let user = known.ok_or_else(|| Problem::unauthorised(4003, "Api key does not exist"))?;
            Ok(Caller { user: user.id.to_owned() })
        }
        ([], true) => Err(Problem::unauthorised(4017, "Token is not valid")),
        _ => Err(Problem::unauthorised(1000, "Full authentication is required: exactly one token")),
    }
}

impl FromRequestParts<Arc<Clockify>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Arc<Clockify>) -> Result<Self, Problem> {
        api.with(|state| authenticate(state, &parts.headers))
    }
}

impl FromRequestParts<Arc<Clockify>> for Member {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Arc<Clockify>) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, api).await?;
        let path = RawPathParams::from_request_parts(parts, api).await.map_err(|_| Problem::NoWorkspace)?;
        let (_, id) = path.iter().find(|(name, _)| *name == "workspace").ok_or(Problem::NoWorkspace)?;
        api.with(|state| {
            let found = state.workspaces.iter().find(|workspace| workspace.id == id);
            let workspace = found.ok_or(Problem::NoWorkspace)?;
            let role = workspace.role_of(&caller.user).ok_or_else(Problem::denied)?;
            Ok(Self { user: caller.user, role, workspace: workspace.id.to_owned() })
        })
    }
}

/// A JSON body; unknown fields are ignored, as the service does.
pub(super) struct Payload<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<Clockify>> for Payload<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &Arc<Clockify>) -> Result<Self, Problem> {
        let body = Bytes::from_request(request, api).await.map_err(|_| Problem::unreadable())?;
        serde_json::from_slice(&body).map(Self).map_err(|_| Problem::unreadable())
    }
}
