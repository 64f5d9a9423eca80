//! The outbox: one request per connection at a time, connections side by side, each step durable before the next.

mod care;
mod catalogue;
mod doubt;
mod handover;
mod hold;
mod lane;
mod line;
mod news;
mod outcome;
mod paced;
mod pump;
mod read_back;
mod send;
mod verdict;
mod waiting;

use std::collections::HashMap;

use domain::{ConnectionId, Timestamp};

pub(crate) use catalogue::Fetched;
pub(crate) use line::{Key, Line, LineError, token_variable};
pub(crate) use paced::Paced;
pub(crate) use send::Outcome;
pub(crate) use verdict::{pause_code, reason_words, tracker_words};

use lane::LaneState;
use news::News;
use waiting::Waiter;

/// What the outbox remembers between steps; everything that matters is in the store.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    lanes: HashMap<ConnectionId, LaneState>,
    /// Clients that wait for `sync` to end.
    waiters: Vec<Waiter>,
    news: News,
    /// When to look next whether something daily is due; `None` while there is no connection.
    care: Option<Timestamp>,
}

impl Outbox {
    /// Forgets a connection that was removed.
    pub(crate) fn forget(&mut self, connection: ConnectionId) {
        self.lanes.remove(&connection);
    }

    fn lane(&mut self, connection: ConnectionId) -> &mut LaneState {
        self.lanes.entry(connection).or_default()
    }
}
