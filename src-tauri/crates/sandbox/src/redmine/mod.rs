//! The Redmine API: time by the day in decimal hours, refusals without a body, no idempotency, numbers as ids.

mod access;
mod enumerations;
mod issues;
mod page;
mod problem;
mod projects;
mod search;
mod time_entries;
mod users;

pub mod samples;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use chrono::{DateTime, SecondsFormat, SubsecRound, Utc};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::record::Record;
use crate::registry::Api;
use crate::sandbox::Clock;

use self::issues::Issue;
use self::problem::Problem;
use self::projects::Project;
use self::time_entries::TimeEntry;
use self::users::User;

/// Redmine with its state.
pub(crate) struct Redmine {
    clock: Clock,
    state: Mutex<State>,
}

struct State {
    users: Vec<User>,
    projects: Vec<Project>,
    issues: Vec<Issue>,
    time_entries: Vec<TimeEntry>,
    /// The number of the latest time entry; each has the next one.
    latest: u64,
}

impl State {
    fn new() -> Self {
        Self {
            users: samples::users(),
            projects: samples::projects(),
            issues: samples::issues(),
            time_entries: Vec::new(),
            latest: samples::LATEST_ENTRY,
        }
    }
}

impl Redmine {
    pub(crate) fn new(clock: &Clock) -> Self {
        Self { clock: Arc::clone(clock), state: Mutex::new(State::new()) }
    }

    /// Now, to the second, as the service keeps time.
    fn now(&self) -> DateTime<Utc> {
        (self.clock)().trunc_subsecs(0)
    }

    fn with<R>(&self, work: impl FnOnce(&mut State) -> R) -> R {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Api for Redmine {
    fn name(&self) -> &'static str {
        "redmine"
    }

    fn mount(&self) -> &'static str {
        "/redmine"
    }

    fn router(self: Arc<Self>) -> Router {
        Router::new()
            .merge(users::routes())
            .merge(enumerations::routes())
            .merge(projects::routes())
            .merge(issues::routes())
            .merge(search::routes())
            .merge(time_entries::routes())
            .fallback(async || Problem::NoPage)
            .method_not_allowed_fallback(async || Problem::NoPage)
            .with_state(self)
    }

    fn writes(&self, method: &Method, _: &str) -> bool {
        method != Method::GET
    }

    fn error_body(&self, _: StatusCode, message: &str) -> Value {
        json!({ "errors": [message] })
    }

    fn secret_headers(&self) -> &'static [&'static str] {
        &["x-redmine-api-key"]
    }

    fn records(&self) -> Vec<Record> {
        self.with(|state| state.time_entries.iter().map(|entry| entry.record(state)).collect())
    }

    fn reset(&self) {
        self.with(|state| *state = State::new());
    }
}

/// An instant as the service writes it.
fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The number in the last part of a path: `12.json`.
fn number(file: &str) -> Result<u64, Problem> {
    file.strip_suffix(".json").ok_or(Problem::NoPage)?.parse().map_err(|_| Problem::Unknown)
}
