//! A sign-in that is renewed by itself: one task per connection keeps it, and whoever speaks there asks that task.
//!
//! Refresh tokens work once, so nobody else renews, a new pair is kept before it is used, and those who ask
//! meanwhile wait for the same answer.

mod keeper;
mod save;
mod speaker;

use std::sync::Arc;

use domain::ConnectionId;
use tokio::sync::{mpsc, oneshot};
use trackers::{Applied, Kind, OAuth, Pair, Redacted, Retry, Secret, TrackerError};
use url::Url;
use uuid::Uuid;

use crate::handle::Input;
use crate::owner::Ports;
use keeper::Keeper;
pub(crate) use save::{Renewed, Unsaved};
pub(crate) use speaker::Speaker;

/// How many may wait for an access token.
const ASKS: usize = 64;

/// Who a renewed pair is handed to.
#[derive(Clone)]
pub(crate) struct Keep {
    pub(crate) owner: mpsc::WeakSender<Input>,
    /// Held while a renewal is under way.
    pub(crate) renewing: Arc<()>,
}

/// The way to the task that keeps a sign-in; the task ends with the last of these.
#[derive(Clone)]
pub(crate) struct Session {
    id: Uuid,
    asks: mpsc::Sender<Ask>,
}

/// Somebody wants an access token.
struct Ask {
    /// One that the tracker did not take any more.
    spent: Option<Secret>,
    reply: oneshot::Sender<Result<Secret, TrackerError>>,
}

impl Session {
    /// Keeps a sign-in from now on.
    pub(crate) fn keep(
        connection: ConnectionId,
        oauth: OAuth,
        root: Url,
        pair: Pair,
        ports: Ports,
        keep: Keep,
    ) -> Self {
        let id = ports.clock.uuid();
        let (asks, asked) = mpsc::channel(ASKS);
        tokio::spawn(Keeper::new(id, connection, oauth, root, pair, ports, keep).run(asked));
        Self { id, asks }
    }

    /// Which one it is: a connection that was signed in to again has another.
    pub(crate) fn is(&self, id: Uuid) -> bool {
        self.id == id
    }

    /// An access token that is good for a while.
    pub(crate) async fn access(&self) -> Result<Secret, TrackerError> {
        self.ask(None).await
    }

    /// Another access token than this one, which the tracker did not take.
    async fn instead_of(&self, spent: Secret) -> Result<Secret, TrackerError> {
        self.ask(Some(spent)).await
    }

    async fn ask(&self, spent: Option<Secret>) -> Result<Secret, TrackerError> {
        let (reply, answer) = oneshot::channel();
        // The engine is ending; nothing was sent.
        self.asks.send(Ask { spent, reply }).await.map_err(|_| ending())?;
        answer.await.map_err(|_| ending())?
    }
}

fn ending() -> TrackerError {
    TrackerError::new(Kind::Network, Applied::No, Retry::Backoff, Redacted::ours("Stint is ending"))
}
