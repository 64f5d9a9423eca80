//! The Alignsoft API: time by the day in quarter hours, keys that make a repeat harmless, approval that ends editing.

mod access;
mod hours;
mod idempotency;
mod me;
mod members;
mod page;
mod pages;
mod problem;
mod projects;
mod tickets;
mod time_entries;

pub mod samples;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::middleware::map_response;
use axum::response::Response;
use chrono::{DateTime, SecondsFormat, SubsecRound, Utc};
use http::{HeaderValue, Method, StatusCode};
use serde_json::{Value, json};

use crate::ids::Ids;
use crate::record::Record;
use crate::registry::Api;
use crate::sandbox::{Clock, Options};

use self::access::{Key, Organization};
use self::idempotency::Cache;
use self::members::Member;
use self::problem::Problem;
use self::projects::Project;
use self::tickets::Ticket;
use self::time_entries::TimeEntry;

/// Align with its state.
pub(crate) struct Alignsoft {
    options: Options,
    clock: Clock,
    state: Mutex<State>,
}

struct State {
    organizations: Vec<Organization>,
    keys: Vec<Key>,
    members: Vec<Member>,
    projects: Vec<Project>,
    tickets: Vec<Ticket>,
    time_entries: Vec<TimeEntry>,
    cache: Cache,
    ids: Ids,
}

impl State {
    fn new(options: &Options) -> Self {
        Self {
            organizations: samples::organizations(),
            keys: samples::keys(),
            members: samples::members(),
            projects: samples::projects(),
            tickets: samples::tickets(),
            time_entries: Vec::new(),
            cache: Cache::default(),
            ids: Ids::new(options.seed),
        }
    }

    /// A fresh id, spelled as a UUID.
    fn fresh_id(&mut self, now: DateTime<Utc>) -> String {
        let (one, two) = (self.ids.next(now), self.ids.next(now));
        format!("{}-{}-4{}-a{}-{}", &one[..8], &one[8..12], &one[12..15], &one[15..18], &two[12..])
    }
}

impl Alignsoft {
    pub(crate) fn new(options: &Options, clock: &Clock) -> Self {
        let state = Mutex::new(State::new(options));
        Self { options: options.clone(), clock: Arc::clone(clock), state }
    }

    /// Now, to the millisecond, as the service keeps time.
    fn now(&self) -> DateTime<Utc> {
        (self.clock)().trunc_subsecs(3)
    }

    fn with<R>(&self, work: impl FnOnce(&mut State) -> R) -> R {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Api for Alignsoft {
    fn name(&self) -> &'static str {
        "alignsoft"
    }

    fn mount(&self) -> &'static str {
        "/alignsoft/api/v1"
    }

    fn router(self: Arc<Self>) -> Router {
        Router::new()
            .merge(me::routes())
            .merge(members::routes())
            .merge(projects::routes())
            .merge(tickets::routes())
            .merge(time_entries::routes())
            .fallback(async || Problem::unknown("There is no such route."))
            .method_not_allowed_fallback(async || {
                Problem::plain(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "Not supported here.")
            })
            .layer(map_response(with_limits))
            .with_state(self)
    }

    fn pages(self: Arc<Self>) -> Router {
        pages::routes().with_state(self)
    }

    fn writes(&self, method: &Method, _: &str) -> bool {
        method != Method::GET
    }

    fn error_body(&self, status: StatusCode, message: &str) -> Value {
        let code = if status == StatusCode::TOO_MANY_REQUESTS { "rate_limit" } else { "internal_error" };
        json!({ "code": code, "message": message })
    }

    fn records(&self) -> Vec<Record> {
        self.with(|state| state.time_entries.iter().map(|entry| entry.record(state)).collect())
    }

    fn reset(&self) {
        self.with(|state| *state = State::new(&self.options));
    }
}

/// Every answer tells how much of the minute's quota is left; here nothing is ever counted off.
async fn with_limits(mut response: Response) -> Response {
    for (name, value) in
        [("x-ratelimit-limit", "600"), ("x-ratelimit-remaining", "599"), ("x-ratelimit-reset", "60")]
    {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// An instant as the service writes it.
fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
