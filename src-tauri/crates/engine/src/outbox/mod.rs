//! The outbox: one request per connection at a time, connections side by side, each step durable before the next.

mod handover;
mod line;
mod pump;
mod send;
mod verdict;
mod waiting;

use std::collections::{HashMap, HashSet};

use domain::{ConnectionId, Timestamp};

pub(crate) use line::{Line, LineError, token_variable};
pub(crate) use send::Outcome;
pub(crate) use verdict::{reason_words, tracker_words};
use waiting::Waiter;

/// What the outbox remembers between steps; everything that matters is in the store.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    /// Connections with a request under way.
    busy: HashSet<ConnectionId>,
    /// Connections that must rest until an instant, to keep their pace.
    rest: HashMap<ConnectionId, Timestamp>,
    /// How often a connection was out of reach in a row; the pauses grow with it.
    failures: HashMap<ConnectionId, u32>,
    /// Clients that wait for `sync` to end.
    waiters: Vec<Waiter>,
}

impl Outbox {
    /// Forgets a connection that was removed.
    pub(crate) fn forget(&mut self, connection: ConnectionId) {
        self.rest.remove(&connection);
        self.failures.remove(&connection);
    }
}
