//! The Plane API: minutes and a text on work items, no dates, no idempotency, two names for one family of routes.

mod access;
mod items;
mod moment;
mod page;
mod problem;
mod projects;
mod search;
mod users;
mod worklog;

pub mod samples;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SubsecRound, Utc};
use http::{HeaderValue, Method, StatusCode, Uri, header};
use serde_json::{Value, json};

use crate::ids::Ids;
use crate::record::Record;
use crate::registry::Api;
use crate::sandbox::{Clock, Options};

use self::access::Minute;
use self::items::Item;
use self::problem::Problem;
use self::projects::{Project, Workspace};
use self::users::User;
use self::worklog::Worklog;

/// Where the API is found.
const MOUNT: &str = "/plane/api/v1";

/// Which server is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Server {
    /// The routes it knows.
    pub routes: Routes,
    /// Requests that one user may make within a minute; more are answered with 429.
    pub requests_per_minute: usize,
}

impl Default for Server {
    fn default() -> Self {
        Self { routes: Routes::Both, requests_per_minute: 60 }
    }
}

/// Which of the routes a server knows; those it does not are "Page not found.".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Routes {
    /// `/work-items/` and the older `/issues/`.
    Both,
    /// `/issues/` alone, as servers from before the new name.
    IssuesOnly,
    /// Both, but worklogs under `/issues/` alone.
    WorklogsUnderIssues,
    /// Both, and no worklogs: the community edition.
    NoWorklogs,
}

impl Routes {
    fn families(self) -> &'static [&'static str] {
        match self {
            Self::IssuesOnly => &["issues"],
            Self::Both | Self::WorklogsUnderIssues | Self::NoWorklogs => &["work-items", "issues"],
        }
    }

    fn worklog_families(self) -> &'static [&'static str] {
        match self {
            Self::Both => &["work-items", "issues"],
            Self::IssuesOnly | Self::WorklogsUnderIssues => &["issues"],
            Self::NoWorklogs => &[],
        }
    }
}

/// Plane with its state.
pub(crate) struct Plane {
    options: Options,
    server: Server,
    clock: Clock,
    state: Mutex<State>,
}

struct State {
    users: Vec<User>,
    workspaces: Vec<Workspace>,
    projects: Vec<Project>,
    items: Vec<Item>,
    worklogs: Vec<Worklog>,
    ids: Ids,
    minute: Minute,
}

impl State {
    fn new(options: &Options) -> Self {
        Self {
            users: samples::users(options.account_zone),
            workspaces: samples::workspaces(),
            projects: samples::projects(),
            items: samples::items(),
            worklogs: Vec::new(),
            ids: Ids::new(options.seed),
            minute: Minute::default(),
        }
    }

    /// A new id in the form the service uses.
    fn fresh_id(&mut self, now: DateTime<Utc>) -> String {
        let (first, second) = (self.ids.next(now), self.ids.next(now));
        let (time, rest, last) = (&first[..8], &first[8..], &second[8..16]);
        format!("{time}-{}-4{}-8{}-{}{last}", &rest[..4], &rest[4..7], &rest[7..10], &rest[10..14])
    }
}

impl Plane {
    pub(crate) fn new(options: &Options, clock: &Clock) -> Self {
        let state = Mutex::new(State::new(options));
        Self { options: options.clone(), server: options.plane, clock: Arc::clone(clock), state }
    }

    /// Now, to the microsecond, as the service keeps time.
    fn now(&self) -> DateTime<Utc> {
        (self.clock)().trunc_subsecs(6)
    }

    fn with<R>(&self, work: impl FnOnce(&mut State) -> R) -> R {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Api for Plane {
    fn name(&self) -> &'static str {
        "plane"
    }

    fn mount(&self) -> &'static str {
        MOUNT
    }

    fn router(self: Arc<Self>) -> Router {
        let mut routes = Router::new().merge(users::routes()).merge(projects::routes());
        for family in self.server.routes.families() {
            routes = routes.merge(search::routes(family)).merge(items::routes(family));
        }
        for family in self.server.routes.worklog_families() {
            routes = routes.merge(worklog::routes(family));
        }
        routes
            .route_layer(axum::middleware::from_fn_with_state(Arc::clone(&self), access::count))
            .fallback(nowhere)
            .method_not_allowed_fallback(async |method: Method| {
                let said = format!("Method \"{method}\" not allowed.");
                Problem::detail(StatusCode::METHOD_NOT_ALLOWED, said)
            })
            .with_state(self)
    }

    fn writes(&self, method: &Method, _: &str) -> bool {
        method != Method::GET
    }

    fn error_body(&self, status: StatusCode, message: &str) -> Value {
        match status {
            StatusCode::TOO_MANY_REQUESTS => problem::too_many_body(),
            StatusCode::INTERNAL_SERVER_ERROR => {
                json!({ "error": "Something went wrong please try again later" })
            }
            _ => json!({ "error": message }),
        }
    }

    fn records(&self) -> Vec<Record> {
        self.with(|state| state.worklogs.iter().map(|worklog| worklog.record(state)).collect())
    }

    fn reset(&self) {
        self.with(|state| *state = State::new(&self.options));
    }
}

/// An address without its last slash leads to the one with it, whatever the method; any other is no page.
async fn nowhere(uri: Uri) -> Response {
    if uri.path().ends_with('/') {
        return Problem::no_page().into_response();
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut response = StatusCode::MOVED_PERMANENTLY.into_response();
    if let Ok(place) = HeaderValue::from_str(&format!("{MOUNT}{}/{query}", uri.path())) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}
