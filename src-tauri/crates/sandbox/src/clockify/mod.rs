//! The Clockify API: workspaces with rules, entries without idempotency, lists by the account's wall clock.

mod access;
mod clients;
mod entries;
mod moment;
mod page;
mod problem;
mod projects;
mod tags;
mod tasks;
mod users;
mod workspaces;

pub mod samples;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use chrono::{DateTime, Utc};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::ids::Ids;
use crate::record::Record;
use crate::registry::Api;
use crate::sandbox::{Clock, Options};

use self::problem::Problem;
use self::users::User;
use self::workspaces::Workspace;

/// Clockify with its state.
pub(crate) struct Clockify {
    options: Options,
    clock: Clock,
    state: Mutex<State>,
}

struct State {
    users: Vec<User>,
    workspaces: Vec<Workspace>,
    ids: Ids,
}

impl State {
    fn new(options: &Options) -> Self {
        Self {
            users: samples::users(options.account_zone),
            workspaces: samples::workspaces(),
            ids: Ids::new(options.seed),
        }
    }
}

impl Clockify {
    pub(crate) fn new(options: &Options, clock: &Clock) -> Self {
        let state = Mutex::new(State::new(options));
        Self { options: options.clone(), clock: Arc::clone(clock), state }
    }

    /// Now, to the second, as the service keeps time.
    fn now(&self) -> DateTime<Utc> {
        moment::whole_second((self.clock)())
    }

    fn with<R>(&self, work: impl FnOnce(&mut State) -> R) -> R {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Api for Clockify {
    fn name(&self) -> &'static str {
        "clockify"
    }

    fn mount(&self) -> &'static str {
        "/clockify/api/v1"
    }

    fn router(self: Arc<Self>) -> Router {
        Router::new()
            .merge(users::routes())
            .merge(workspaces::routes())
            .merge(clients::routes())
            .merge(projects::routes())
            .merge(tasks::routes())
            .merge(tags::routes())
            .merge(entries::routes())
            .fallback(async || Problem::rejected(StatusCode::NOT_FOUND, "No such route"))
            .method_not_allowed_fallback(async || {
                Problem::rejected(StatusCode::METHOD_NOT_ALLOWED, "This method is not supported here")
            })
            .with_state(self)
    }

    fn writes(&self, method: &Method, path: &str) -> bool {
        method != Method::GET && !path.ends_with("/time-entries/batch")
    }

    fn error_body(&self, _: StatusCode, message: &str) -> Value {
        json!({ "message": message })
    }

    fn records(&self) -> Vec<Record> {
        self.with(|state| state.workspaces.iter().flat_map(entries::records).collect())
    }

    fn reset(&self) {
        self.with(|state| *state = State::new(&self.options));
    }
}
