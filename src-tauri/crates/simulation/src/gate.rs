//! The scripted network: each request waits before it leaves, and its answer may wait on the way back.

use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use sandbox::{Fault, Sandbox, faults::Rule};
use tokio::sync::oneshot;
use trackers::{Http, Request, Response, Sent, TransportError};

use crate::wal::Log;
use crate::wire::Wire;

/// The way to the sandbox, opened by the script for one request at a time.
pub(crate) struct Gate {
    wire: Wire,
    log: Arc<Log>,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    turn: u64,
    leaving: Vec<Leaving>,
    returning: Vec<Returning>,
}

/// A request that wants to leave.
pub(crate) struct Leaving {
    /// The API it is for.
    pub(crate) api: String,
    /// Its method.
    pub(crate) method: String,
    /// How many commits were durable when its first byte wanted to leave.
    pub(crate) commits: usize,
    /// The turn of the script in which it came.
    pub(crate) turn: u64,
    go: oneshot::Sender<Passage>,
}

/// An answer that is on its way back.
pub(crate) struct Returning {
    /// The API it is from.
    pub(crate) api: String,
    back: oneshot::Sender<()>,
}

struct Passage {
    fault: Option<Fault>,
    slow: bool,
}

impl Gate {
    pub(crate) fn new(sandbox: Sandbox, log: Arc<Log>) -> Arc<Self> {
        Arc::new(Self { wire: Wire(sandbox), log, waiting: Mutex::default() })
    }

    /// A new turn of the script begins.
    pub(crate) fn next_turn(&self) {
        self.waiting().turn += 1;
    }

    /// How many requests want to leave, and how many answers are on their way.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let waiting = self.waiting();
        (waiting.leaving.len(), waiting.returning.len())
    }

    /// The turn of the script.
    pub(crate) fn turn(&self) -> u64 {
        self.waiting().turn
    }

    /// Takes out the request at this place.
    pub(crate) fn take(&self, place: usize) -> Leaving {
        self.waiting().leaving.remove(place)
    }

    /// Lets the answer at this place arrive; says from which API it is.
    pub(crate) fn answer(&self, place: usize) -> String {
        let returning = self.waiting().returning.remove(place);
        // One whose asker is gone is not missed.
        let _gone = returning.back.send(());
        returning.api
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().expect("nobody panics while holding it")
    }
}

impl Leaving {
    /// Lets it leave. With `slow`, its answer waits for [`Gate::answer`].
    pub(crate) fn go(self, fault: Option<Fault>, slow: bool) {
        // One whose asker is gone is not missed.
        let _gone = self.go.send(Passage { fault, slow });
    }
}

#[async_trait]
impl Http for Gate {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let api =
            request.url.path_segments().and_then(|mut parts| parts.next()).unwrap_or_default().to_owned();
        let method = request.method.to_string();
        let (go, passage) = oneshot::channel();
        let commits = self.log.commits().unwrap_or_default();
        {
            let mut waiting = self.waiting();
            let turn = waiting.turn;
            waiting.leaving.push(Leaving { api: api.clone(), method, commits, turn, go });
        }
        let lost = || TransportError { sent: Sent::No, detail: "the machine went down".into() };
        let Passage { fault, slow } = passage.await.map_err(|_| lost())?;
        let faults = self.wire.0.faults();
        faults.set_all(fault.into_iter().map(|fault| Rule::next(1, fault)).collect());
        let answer = self.wire.send(request).await;
        faults.clear();
        if slow {
            let (back, arrival) = oneshot::channel();
            self.waiting().returning.push(Returning { api, back });
            // Dropped only with the whole runtime.
            let _arrived = arrival.await;
        }
        answer
    }
}
