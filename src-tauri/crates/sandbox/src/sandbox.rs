//! The sandbox itself: every API with its state in memory, the faults in force, and the log of what was asked.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use http::{Request, Response};

use crate::faults::{Fate, Faults};
use crate::load::{self, Load};
use crate::past::Past;
use crate::record::Record;
use crate::registry::Api;
use crate::request_log::{LoggedRequest, RequestLog};
use crate::stage::Stage;

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

impl Options {
    /// The same without limits of requests: what came through once comes through again.
    pub(crate) fn unlimited(&self) -> Self {
        let plane = crate::plane::Server { requests_per_minute: 1_000_000, ..self.plane };
        Self { plane, ..self.clone() }
    }
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
    options: Options,
    clock: Clock,
    stage: Stage,
    /// Held while a request is played: they come one after the other, and the past is written in their order.
    past: Mutex<Past>,
    faults: Faults,
    log: RequestLog,
}

impl Sandbox {
    /// A sandbox with the sample workspaces, projects, tasks, tags and issues, and not one booking.
    pub fn new(options: Options, clock: Clock) -> Self {
        let stage = Stage::new(&options, &clock);
        let faults = Faults::new(Arc::clone(&clock));
        let (past, log) = (Mutex::default(), RequestLog::default());
        Self { inner: Arc::new(Inner { options, clock, stage, past, faults, log }) }
    }

    /// The faults in force.
    pub fn faults(&self) -> &Faults {
        &self.inner.faults
    }

    /// What every API now holds, in the order of the registry.
    pub fn records(&self) -> Vec<Record> {
        self.apis().iter().flat_map(|api| api.records()).collect()
    }

    /// The requests to the APIs so far, oldest first.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.inner.log.all()
    }

    /// How many requests came to each API in each window of `window_seconds`; empty windows are left out.
    pub fn load(&self, window_seconds: u32) -> Vec<Load> {
        load::per_window(&self.requests(), window_seconds)
    }

    /// The most requests that came to an API within any `span` of time.
    pub fn most_within(&self, api: &str, span: TimeDelta) -> usize {
        load::most_within(&self.requests(), api, span)
    }

    /// Back to the first moment: sample data only, no faults, an empty log.
    pub fn reset(&self) {
        let mut past = self.past();
        self.apis().iter().for_each(|api| api.reset());
        *past = Past::default();
        self.inner.faults.clear();
        self.inner.log.clear();
    }

    pub(crate) fn apis(&self) -> &[Arc<dyn Api>] {
        &self.inner.stage.apis
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.inner.clock)()
    }

    /// Plays one request at an API whose clock is ahead by `fate.skew`; a read under lag sees the past.
    pub(crate) fn play(&self, request: Request<Bytes>, writes: bool, fate: &Fate) -> Response<Bytes> {
        let mut past = self.past();
        let now = self.now();
        let seen = now + fate.skew;
        if let (false, Some(lag)) = (writes, fate.lag) {
            return past.answer(request, now - lag, seen, &self.inner.options, &self.inner.clock);
        }
        let response = self.inner.stage.play(request.clone(), seen);
        if writes {
            past.keep(request, response.status(), now, seen);
        }
        response
    }

    fn past(&self) -> MutexGuard<'_, Past> {
        self.inner.past.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn log(&self) -> &RequestLog {
        &self.inner.log
    }
}
