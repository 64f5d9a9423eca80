//! Who calls, by `Authorization: Bearer` or `X-API-Key`, and how far the key reaches. Also how bodies are read.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use bytes::Bytes;
use http::HeaderMap;
use http::request::Parts;
use serde_json::{Map, Value};

use super::problem::Problem;
use super::projects::{Project, Stage};
use super::{Alignsoft, State};

/// Whether something is switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Switch {
    On,
    Off,
}

pub(super) struct Organization {
    pub(super) id: &'static str,
    pub(super) api: Switch,
    pub(super) time_tracking: Switch,
}

/// What a key may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Organization,
    Project(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Good,
    Revoked,
}

pub(super) struct Key {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) secret: &'static str,
    pub(super) organization: &'static str,
    pub(super) scope: Scope,
    pub(super) standing: Standing,
    /// None when who made it has left.
    pub(super) created_by: Option<&'static str>,
}

/// A caller with a good key; the place in the list of keys.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    key: usize,
}

impl Caller {
    pub(super) fn key(self, state: &State) -> &Key {
        &state.keys[self.key]
    }

    /// The organization, if the key is for all of it.
    pub(super) fn organization_wide(self, state: &State) -> Result<&'static str, Problem> {
        let key = self.key(state);
        match key.scope {
            Scope::Organization => Ok(key.organization),
            Scope::Project(_) => Err(Problem::scope_violation()),
        }
    }

    /// The project of this id, if the key reaches it.
    pub(super) fn project<'a>(self, state: &'a State, id: &str) -> Result<&'a Project, Problem> {
        let key = self.key(state);
        if matches!(key.scope, Scope::Project(own) if own != id) {
            return Err(Problem::scope_violation());
        }
        let seen = |project: &&Project| project.id == id && project.organization == key.organization;
        state.projects.iter().find(seen).ok_or_else(|| Problem::unknown("Project not found."))
    }

    /// The same where it takes changes; an archived one is there to be read.
    pub(super) fn open_project<'a>(self, state: &'a State, id: &str) -> Result<&'a Project, Problem> {
        let project = self.project(state, id)?;
        match project.stage {
            Stage::Archived => Err(Problem::forbidden("The project is archived.")),
            Stage::Active | Stage::OnHold | Stage::Completed => Ok(project),
        }
    }

    /// Refuses organizations that do not track time.
    pub(super) fn tracks_time(self, state: &State) -> Result<(), Problem> {
        match organization_of(state, self.key(state)).time_tracking {
            Switch::On => Ok(()),
            Switch::Off => Err(Problem::no_time_tracking()),
        }
    }
}

fn organization_of<'a>(state: &'a State, key: &Key) -> &'a Organization {
    let found = state.organizations.iter().find(|organization| organization.id == key.organization);
    found.expect("every sample key belongs to a sample organization")
}

fn authenticate(state: &State, headers: &HeaderMap) -> Result<Caller, Problem> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let secret = bearer.or_else(|| header("x-api-key"));
    let secret = secret.ok_or_else(|| Problem::unauthorized("unauthorized", "An API key is needed."))?;
    let place = state.keys.iter().position(|key| key.secret == secret);
    let place = place.ok_or_else(|| Problem::unauthorized("unauthorized", "The API key is not known."))?;
    let key = &state.keys[place];
    if key.standing == Standing::Revoked {
        return Err(Problem::unauthorized("key_revoked", "The API key was revoked."));
    }
    match organization_of(state, key).api {
        Switch::On => Ok(Caller { key: place }),
        Switch::Off => Err(Problem::no_api()),
    }
}

impl FromRequestParts<Arc<Alignsoft>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Arc<Alignsoft>) -> Result<Self, Problem> {
        api.with(|state| authenticate(state, &parts.headers))
    }
}

/// A JSON object; unknown fields are ignored.
pub(super) struct Payload(pub(super) Map<String, Value>);

impl FromRequest<Arc<Alignsoft>> for Payload {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &Arc<Alignsoft>) -> Result<Self, Problem> {
        let body = Bytes::from_request(request, api).await;
        let read = body.ok().and_then(|body| serde_json::from_slice(&body).ok());
        read.map(Self).ok_or_else(|| Problem::validation("body", "must be a JSON object"))
    }
}
