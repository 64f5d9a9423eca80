//! The sandbox itself: every API with its state in memory, the faults in force, and the log of what was asked.

use std::sync::Arc;

use axum::Router;
use chrono::{DateTime, Utc};

use crate::control;
use crate::faults::Faults;
use crate::record::Record;
use crate::registry::{self, Api};
use crate::request_log::{LoggedRequest, RequestLog};

/// Where the sandbox gets the time from; tests hand in a clock they can set.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What can be chosen when a sandbox is made.
#[derive(Debug, Clone)]
pub struct Options {
    /// Seeds the ids given to new entries, so a run can be repeated exactly.
    pub seed: u64,
    /// The time zone in the profile of the sample users; Clockify reads its list windows in it.
    pub account_zone: chrono_tz::Tz,
    /// What Align does with a create whose `externalRef` it knows; its documentation does not say.
    pub align_upsert: Upsert,
    /// Which Plane server is played.
    pub plane: crate::plane::Server,
}

/// What becomes of a record that is created once more under the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upsert {
    /// It is given the new content.
    Overwrites,
    /// It stays as it is.
    Keeps,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            account_zone: chrono_tz::Europe::Berlin,
            align_upsert: Upsert::Overwrites,
            plane: crate::plane::Server::default(),
        }
    }
}

/// All tracker APIs with their sample data. Clones share one state.
#[derive(Clone)]
pub struct Sandbox {
    inner: Arc<Inner>,
}

struct Inner {
    apis: Vec<Arc<dyn Api>>,
    /// The APIs alone. The control routes hold a `Sandbox` and would form a cycle here.
    api_routes: Router,
    faults: Faults,
    log: RequestLog,
}

impl Sandbox {
    /// A sandbox with the sample workspaces, projects, tasks, tags and issues, and not one booking.
    pub fn new(options: Options, clock: Clock) -> Self {
        let apis = registry::all(&options, &clock);
        let api_routes = apis.iter().fold(Router::new(), |router, api| {
            router
                .nest(api.mount(), Arc::clone(api).router())
                .nest(&format!("/_sandbox/{}", api.name()), Arc::clone(api).pages())
        });
        let inner = Inner { apis, api_routes, faults: Faults::default(), log: RequestLog::default() };
        Self { inner: Arc::new(inner) }
    }

    /// Every API and the control routes, as they answer on a perfect network: faults and the log belong to
    /// [`call`](Self::call) and [`serve`](crate::serve).
    pub fn router(&self) -> Router {
        self.inner.api_routes.clone().merge(control::router(self.clone()))
    }

    /// The faults in force.
    pub fn faults(&self) -> &Faults {
        &self.inner.faults
    }

    /// What every API now holds, in the order of the registry.
    pub fn records(&self) -> Vec<Record> {
        self.inner.apis.iter().flat_map(|api| api.records()).collect()
    }

    /// The requests to the APIs so far, oldest first.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.inner.log.all()
    }

    /// Back to the first moment: sample data only, no faults, an empty log.
    pub fn reset(&self) {
        self.inner.apis.iter().for_each(|api| api.reset());
        self.inner.faults.clear();
        self.inner.log.clear();
    }

    pub(crate) fn apis(&self) -> &[Arc<dyn Api>] {
        &self.inner.apis
    }

    pub(crate) fn log(&self) -> &RequestLog {
        &self.inner.log
    }
}
