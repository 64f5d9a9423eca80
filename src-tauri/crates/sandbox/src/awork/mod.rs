//! The awork API: day and time of day in two fields, a type of work for everything, one status for token and right.

mod access;
mod filter;
mod page;
mod problem;
mod projects;
mod sign_in;
mod tasks;
mod time_entries;
mod users;
mod workspaces;

pub mod samples;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::middleware::map_response;
use axum::response::Response;
use chrono::{DateTime, SubsecRound, Utc};
use chrono_tz::Tz;
use http::{HeaderValue, Method, StatusCode};
use serde_json::Value;

use crate::ids::Ids;
use crate::record::Record;
use crate::registry::Api;
use crate::sandbox::{Clock, Options};

use self::problem::Problem;
use self::projects::Project;
use self::sign_in::Grants;
use self::tasks::Task;
use self::time_entries::TimeEntry;
use self::users::User;
use self::workspaces::Workspace;

/// awork with its state.
pub(crate) struct Awork {
    seed: u64,
    /// The zone in which the workspaces count days back.
    zone: Tz,
    clock: Clock,
    state: Mutex<State>,
}

struct State {
    workspaces: Vec<Workspace>,
    users: Vec<User>,
    projects: Vec<Project>,
    tasks: Vec<Task>,
    time_entries: Vec<TimeEntry>,
    grants: Grants,
    ids: Ids,
    /// Changes so far; no two have the same version.
    changes: i64,
}

impl State {
    fn new(seed: u64) -> Self {
        Self {
            workspaces: samples::workspaces(),
            users: samples::users(),
            projects: samples::projects(),
            tasks: samples::tasks(),
            time_entries: Vec::new(),
            grants: Grants::default(),
            ids: Ids::new(seed),
            changes: 0,
        }
    }

    /// A fresh id in the form the service uses.
    fn fresh_id(&mut self, now: DateTime<Utc>) -> String {
        let (one, two) = (self.ids.next(now), self.ids.next(now));
        format!("{}-{}-4{}-a{}-{}", &one[..8], &one[8..12], &one[12..15], &one[15..18], &two[12..])
    }

    /// The version of a change: tenths of microseconds since the year 1, beyond what a float can tell apart.
    fn fresh_version(&mut self, now: DateTime<Utc>) -> i64 {
        self.changes += 1;
        621_355_968_000_000_000 + now.timestamp_millis() * 10_000 + self.changes
    }
}

impl Awork {
    pub(crate) fn new(options: &Options, clock: &Clock) -> Self {
        let state = Mutex::new(State::new(options.seed));
        Self { seed: options.seed, zone: options.account_zone, clock: Arc::clone(clock), state }
    }

    /// Now, to the millisecond, as the service keeps time.
    fn now(&self) -> DateTime<Utc> {
        (self.clock)().trunc_subsecs(3)
    }

    fn with<R>(&self, work: impl FnOnce(&mut State) -> R) -> R {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Api for Awork {
    fn name(&self) -> &'static str {
        "awork"
    }

    fn mount(&self) -> &'static str {
        "/awork/api/v1"
    }

    fn router(self: Arc<Self>) -> Router {
        Router::new()
            .merge(users::routes())
            .merge(workspaces::routes())
            .merge(projects::routes())
            .merge(tasks::routes())
            .merge(time_entries::routes())
            .merge(sign_in::routes())
            .fallback(async || Problem::no_route())
            .method_not_allowed_fallback(async || {
                Problem::new(StatusCode::METHOD_NOT_ALLOWED, "invalid-operation", "Not supported here.")
            })
            .layer(map_response(with_limits))
            .with_state(self)
    }

    fn pages(self: Arc<Self>) -> Router {
        sign_in::pages().with_state(self)
    }

    fn writes(&self, method: &Method, path: &str) -> bool {
        method != Method::GET || path.ends_with("/accounts/authorize")
    }

    fn error_body(&self, status: StatusCode, message: &str) -> Value {
        let code =
            if status == StatusCode::TOO_MANY_REQUESTS { "rate-limit-exceeded" } else { "server-error" };
        problem::body(code, message)
    }

    fn records(&self) -> Vec<Record> {
        self.with(|state| state.time_entries.iter().map(|entry| entry.record(state)).collect())
    }

    fn reset(&self) {
        self.with(|state| *state = State::new(self.seed));
    }
}

/// Every answer tells how much of the quotas is left; here nothing is ever counted off.
async fn with_limits(mut response: Response) -> Response {
    for (name, value) in [
        ("ratelimit-limit", "1000"),
        ("ratelimit-remaining", "999"),
        ("ratelimit-reset", "60"),
        ("x-ratelimit-limit-second", "50"),
        ("x-ratelimit-limit-minute", "1000"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
