//! The Yandex Tracker API: worklogs on issues, durations rewritten in business time, no idempotency.

mod access;
mod changelog;
mod duration;
mod issues;
mod moment;
mod page;
mod problem;
mod query;
mod queues;
mod users;
mod worklog;

pub mod samples;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use chrono::{DateTime, SubsecRound, Utc};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::record::Record;
use crate::registry::Api;
use crate::sandbox::Clock;

use self::changelog::Change;
use self::issues::Issue;
use self::problem::Problem;
use self::queues::Queue;
use self::users::User;
use self::worklog::Worklog;

/// Yandex Tracker with its state.
pub(crate) struct Yandex {
    clock: Clock,
    state: Mutex<State>,
}

struct State {
    users: Vec<User>,
    queues: Vec<Queue>,
    issues: Vec<Issue>,
    worklogs: Vec<Worklog>,
    changes: Vec<Change>,
    /// Worklog ids count up and are never given twice.
    last_worklog: u64,
}

impl State {
    fn new() -> Self {
        Self {
            users: samples::users(),
            queues: samples::queues(),
            issues: samples::issues(),
            worklogs: Vec::new(),
            changes: Vec::new(),
            last_worklog: 40,
        }
    }
}

impl Yandex {
    pub(crate) fn new(clock: &Clock) -> Self {
        Self { clock: Arc::clone(clock), state: Mutex::new(State::new()) }
    }

    /// Now, to the millisecond, as the service keeps time.
    fn now(&self) -> DateTime<Utc> {
        (self.clock)().trunc_subsecs(3)
    }

    fn with<R>(&self, work: impl FnOnce(&mut State) -> R) -> R {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Api for Yandex {
    fn name(&self) -> &'static str {
        "yandex"
    }

    fn mount(&self) -> &'static str {
        "/yandex/v3"
    }

    fn router(self: Arc<Self>) -> Router {
        Router::new()
            .merge(users::routes())
            .merge(queues::routes())
            .merge(issues::routes())
            .merge(changelog::routes())
            .merge(worklog::routes())
            .fallback(async || Problem::unknown("There is nothing at this address."))
            .method_not_allowed_fallback(async || {
                Problem::plain(StatusCode::METHOD_NOT_ALLOWED, "This method is not supported here.")
            })
            .with_state(self)
    }

    fn writes(&self, method: &Method, path: &str) -> bool {
        method != Method::GET && !path.ends_with("/_search") && !path.ends_with("/_count")
    }

    fn error_body(&self, status: StatusCode, message: &str) -> Value {
        json!({ "statusCode": status.as_u16(), "errorMessages": [message], "errors": {} })
    }

    fn records(&self) -> Vec<Record> {
        self.with(|state| state.worklogs.iter().map(|worklog| worklog.record(state)).collect())
    }

    fn reset(&self) {
        self.with(|state| *state = State::new());
    }
}

/// The address in a `self` field. It names no host that exists: nothing in a sandbox leads out of it.
fn address(path: &str) -> String {
    format!("http://tracker.sandbox.invalid/v3/{path}")
}
