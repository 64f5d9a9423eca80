//! A renewed sign-in into the keychain, by the one who writes it; again each minute where that does not work.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use api::Topic;
use domain::{ConnectionId, Timestamp};
use tokio::sync::oneshot;
use tokio::time::timeout;
use trackers::Secret;
use uuid::Uuid;

use crate::handle::Input;
use crate::outbox::Key;
use crate::owner::Owner;

/// When a keychain that did not take a sign-in is tried again.
const AGAIN_MILLIS: i64 = 60 * 1000;
/// How long the end of the engine waits for renewals under way.
const LAST_PATIENCE: Duration = Duration::from_secs(5);
/// How often it looks whether they have ended without a word.
const LAST_LOOK: Duration = Duration::from_millis(50);

/// A pair that is to be kept; whoever renewed it waits for that.
pub(crate) struct Renewed {
    pub(super) connection: ConnectionId,
    /// Which sign-in it is of.
    pub(super) session: Uuid,
    pub(super) item: Secret,
    pub(super) reply: oneshot::Sender<()>,
}

impl std::fmt::Debug for Renewed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Renewed({})", self.connection)
    }
}

/// Sign-ins that are in memory alone, and when the keychain is asked again.
#[derive(Debug, Default)]
pub(crate) struct Unsaved(HashMap<ConnectionId, (Secret, Timestamp)>);

impl Unsaved {
    /// Whether the sign-in of a connection is among them.
    pub(crate) fn has(&self, connection: ConnectionId) -> bool {
        self.0.contains_key(&connection)
    }

    /// Another secret took its place, or the connection went.
    pub(crate) fn forget(&mut self, connection: ConnectionId) {
        self.0.remove(&connection);
    }
}

impl Owner {
    /// Keeps a renewed sign-in, if it still is the one of its connection.
    pub(crate) async fn take_renewed(&mut self, renewed: Renewed) {
        let Renewed { connection, session, item, reply } = renewed;
        let current = match self.known_secrets.get(&connection) {
            Some(Key::Session(current)) => current.is(session),
            Some(Key::Token(_)) | None => false,
        };
        if current {
            self.save(connection, item).await;
        }
        // The task that waits may be gone.
        let _gone = reply.send(());
    }

    /// Waits a little for renewals under way: their refresh tokens may be used up, so what they bring must be kept.
    pub(crate) async fn let_renewals_end(&mut self) {
        let ended = timeout(LAST_PATIENCE, async {
            while Arc::strong_count(&self.sign_ins.renewing) > 1 {
                if let Ok(Some(Input::Renewed(renewed))) = timeout(LAST_LOOK, self.inputs.recv()).await {
                    self.take_renewed(*renewed).await;
                }
            }
        });
        if ended.await.is_err() {
            tracing::warn!("the engine ends while a sign-in is renewed");
        }
        self.save_where(|_| true).await;
    }

    /// Asks the keychain again for what it did not take; says when to ask next.
    pub(crate) async fn save_unsaved(&mut self) -> Option<Timestamp> {
        let now = self.now();
        self.save_where(|again| again <= now).await;
        self.sign_ins.unsaved.0.values().map(|(_, again)| *again).min()
    }

    async fn save_where(&mut self, is_due: impl Fn(Timestamp) -> bool) {
        let unsaved = self.sign_ins.unsaved.0.iter();
        let due = unsaved.filter(|(_, (_, again))| is_due(*again));
        let due: Vec<_> = due.map(|(connection, (item, _))| (*connection, item.clone())).collect();
        for (connection, item) in due {
            self.save(connection, item).await;
        }
    }

    async fn save(&mut self, connection: ConnectionId, item: Secret) {
        let saved = self.ports.secrets.put(connection, &item).await;
        let unsaved = &mut self.sign_ins.unsaved.0;
        let news = match saved {
            Ok(()) => unsaved.remove(&connection).is_some(),
            Err(error) => {
                tracing::warn!(%error, %connection, "a renewed sign-in is kept in memory alone");
                let again = self.ports.clock.now().plus_millis(AGAIN_MILLIS);
                unsaved.insert(connection, (item, again)).is_none()
            }
        };
        if news {
            self.tell(&[Topic::Trackers], None).await;
        }
    }
}
