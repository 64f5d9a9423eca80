//! The task that keeps a sign-in: gives access tokens out, and renews them ahead of their end and when told.

use std::sync::Arc;

use domain::{ConnectionId, Timestamp};
use tokio::sync::{mpsc, oneshot};
use trackers::{Applied, Kind, OAuth, Pair, Redacted, Retry, Secret, Sent, TrackerError, oauth};
use url::Url;
use uuid::Uuid;

use super::{Ask, Keep, Renewed};
use crate::handle::Input;
use crate::owner::Ports;

/// How long before its end an access token is renewed: longer than anything takes that was begun with it.
const AHEAD_MILLIS: i64 = 10 * 60 * 1000;
/// After a renewal ahead of time that did not work, the next one waits so long.
const AGAIN_MILLIS: i64 = 60 * 1000;
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// A sign-in and all that is needed to renew it.
pub(super) struct Keeper {
    id: Uuid,
    connection: ConnectionId,
    oauth: OAuth,
    root: Url,
    pair: Pair,
    ports: Ports,
    keep: Keep,
    /// How long before the end of the access token it is renewed.
    ahead: i64,
    /// Not before this instant it is renewed ahead of time.
    again: Timestamp,
    /// Whether the answer to a renewal was lost: the refresh token may be used up.
    doubt: bool,
    /// Why it cannot be renewed any more.
    ended: Option<TrackerError>,
}

impl Keeper {
    pub(super) fn new(
        id: Uuid,
        connection: ConnectionId,
        oauth: OAuth,
        root: Url,
        pair: Pair,
        ports: Ports,
        keep: Keep,
    ) -> Self {
        let again = Timestamp::MIN;
        Self {
            id,
            connection,
            oauth,
            root,
            pair,
            ports,
            keep,
            ahead: AHEAD_MILLIS,
            again,
            doubt: false,
            ended: None,
        }
    }

    pub(super) async fn run(mut self, mut asks: mpsc::Receiver<Ask>) {
        while let Some(Ask { spent, reply }) = asks.recv().await {
            let answer = self.answer(spent.as_ref()).await;
            // Whoever asked may have gone.
            let _gone = reply.send(answer);
        }
    }

    async fn answer(&mut self, spent: Option<&Secret>) -> Result<Secret, TrackerError> {
        if let Some(ended) = &self.ended {
            return Err(ended.clone());
        }
        let now = self.ports.clock.now();
        let good = self.pair.ends > now && spent != Some(&self.pair.access);
        let soon = self.pair.ends <= now.plus_millis(self.ahead);
        if good && (!soon || now < self.again) {
            return Ok(self.pair.access.clone());
        }
        let _renewing = Arc::clone(&self.keep.renewing);
        match self.renewed(now).await {
            Ok(pair) => {
                let life = pair.ends.since(now);
                self.pair = pair;
                (self.ahead, self.doubt) = (AHEAD_MILLIS.min(life / 2), false);
                self.save().await;
                Ok(self.pair.access.clone())
            }
            Err(error) if error.kind == Kind::SignIn => {
                let error = self.end(&error, now);
                self.ended = Some(error.clone());
                Err(error)
            }
            Err(error) => {
                tracing::info!(connection = %self.connection, kind = ?error.kind, "a sign-in was not renewed");
                self.again = now.plus_millis(AGAIN_MILLIS);
                // What was to be sent under it was not sent.
                let error = TrackerError { applied: Applied::No, ..error };
                if good { Ok(self.pair.access.clone()) } else { Err(error) }
            }
        }
    }

    /// Trades the refresh token. After a lost answer the same one is tried again: either it still works, or the
    /// sign-in has ended, and nothing but another try tells.
    async fn renewed(&mut self, now: Timestamp) -> Result<Pair, TrackerError> {
        let request = self.oauth.renew(&self.root, &self.pair)?;
        let answer = match self.ports.http.send(request).await {
            Ok(answer) => answer,
            Err(lost) => {
                self.doubt |= lost.sent == Sent::Maybe;
                let detail = Redacted::new(&lost.detail, &self.pair.refresh);
                return Err(TrackerError::new(Kind::Network, Applied::No, Retry::Backoff, detail));
            }
        };
        let (refresh, access) = (&self.pair.refresh, &self.pair.access);
        let read = oauth::tokens(&answer, &self.pair.client, Some(refresh), now, &[refresh, access]);
        self.doubt |= read.as_ref().is_err_and(|error| error.applied == Applied::Maybe);
        read
    }

    /// Has the new pair kept before anybody uses it. The owner is the only one who writes the keychain.
    async fn save(&self) {
        let item = self.pair.item();
        let (reply, kept) = oneshot::channel();
        let (session, connection) = (self.id, self.connection);
        let renewed = Renewed { connection, session, item: item.clone(), reply };
        let told = match self.keep.owner.upgrade() {
            Some(owner) => owner.send(Input::Renewed(Box::new(renewed))).await.is_ok(),
            None => false,
        };
        if told && kept.await.is_ok() {
            return;
        }
        // The engine is ending and writes nothing any more; the next start must find this pair.
        if let Err(error) = self.ports.secrets.put(self.connection, &item).await {
            tracing::warn!(%error, connection = %self.connection, "a renewed sign-in was not kept");
        }
    }

    /// Why the sign-in is over, as well as it can be told.
    fn end(&self, error: &TrackerError, now: Timestamp) -> TrackerError {
        let unused = i64::from(self.oauth.unused_days);
        // A refresh token is no younger than its access token, which mostly lives for a day.
        let idle = now.since(self.pair.ends) >= (unused - 1) * DAY_MILLIS;
        let detail = if self.doubt {
            Redacted::ours("the answer with its next token was lost on the way")
        } else if idle {
            Redacted::new(&format!("it was not used for {unused} days"), &Secret::new(""))
        } else {
            error.detail.clone()
        };
        tracing::info!(connection = %self.connection, lost = self.doubt, idle, "a sign-in has ended");
        TrackerError::new(Kind::SignedOut, Applied::No, Retry::AfterSignIn, detail)
    }
}
