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
    /// Whether nothing happened since the last look but that a request of one connection ended.
    only_freed: bool,
    /// When to look next whether something daily is due; `None` while there is no connection.
    care: Option<Timestamp>,
}

impl Outbox {
    /// Forgets a connection that was removed.
    pub(crate) fn forget(&mut self, connection: ConnectionId) {
        self.lanes.remove(&connection);
    }

    /// When the tracker of a connection last answered.
    pub(crate) fn answered(&self, connection: ConnectionId) -> Option<Timestamp> {
        self.lanes.get(&connection)?.answered
    }

    /// The tracker of a connection answered.
    pub(crate) fn heard(&mut self, connection: ConnectionId, now: Timestamp) {
        self.lane(connection).answered = Some(now);
    }

    /// A request of this connection ended, and it rests now: nothing can start before it has, and nothing of it changes
    /// what the others wait for.
    fn freed(&mut self, connection: ConnectionId, now: Timestamp) {
        let lane = self.lane(connection);
        lane.wake = lane.rest;
        self.only_freed = lane.wake.is_some_and(|wake| wake > now);
    }

    /// The earliest that any connection is to be looked at.
    fn next_wake(&self) -> Option<Timestamp> {
        self.lanes.values().filter_map(|lane| lane.wake).min()
    }

    /// All of them are to be looked at then.
    fn wake_all(&mut self, wake: Option<Timestamp>) {
        self.lanes.values_mut().for_each(|lane| lane.wake = wake);
    }

    fn lane(&mut self, connection: ConnectionId) -> &mut LaneState {
        self.lanes.entry(connection).or_default()
    }
}
