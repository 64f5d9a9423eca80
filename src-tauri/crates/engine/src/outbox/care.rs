//! What is done once a day and never in the way: catalogues fetched anew, uploads read back.

use api::ApiError;
use domain::{ConnectionId, Timestamp};
use store::StoreError;

use crate::outbox::Outbox;
use crate::outbox::catalogue::Catalogue;
use crate::owner::Owner;
use crate::storage::storage_error;

/// How long after the start it is first looked at: the clock comes first.
const FIRST_MILLIS: i64 = 5 * 60 * 1000;
/// A day.
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// The least time between two looks at what is due.
const LOOK_MILLIS: i64 = 60 * 60 * 1000;

impl Outbox {
    /// The outbox of a resident that starts now.
    pub(crate) fn starting(now: Timestamp) -> Self {
        Self { care: Some(now.plus_millis(FIRST_MILLIS)), ..Self::default() }
    }

    /// A connection was added or its catalogue fetched: the next look comes no later than in a day.
    pub(crate) fn take_care_in_a_day(&mut self, now: Timestamp) {
        let day = now.plus_millis(DAY_MILLIS);
        self.care = Some(self.care.map_or(day, |care| care.min(day)));
    }
}

impl Owner {
    /// Begins what is due today; says when to look again.
    pub(super) async fn take_care(&mut self) -> Option<Timestamp> {
        let now = self.now();
        let care = self.outbox.care?;
        if care > now {
            return Some(care);
        }
        self.outbox.care = match self.begin_daily(now).await {
            Ok(next) => next.map(|next| next.max(now.plus_millis(LOOK_MILLIS))),
            Err(error) => {
                tracing::error!(%error, "daily care");
                Some(now.plus_millis(LOOK_MILLIS))
            }
        };
        self.outbox.care
    }

    async fn begin_daily(&mut self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let mut next: Option<Timestamp> = None;
        for lane in self.reader.lanes().await? {
            let id = lane.connection;
            let fetched = self.reader.targets_at(id).await?.unwrap_or(Timestamp::MIN);
            let read = self.last_read_back(id, now).await?;
            let (fetch_due, read_due) = (fetched.plus_millis(DAY_MILLIS), read.plus_millis(DAY_MILLIS));
            next = [next, Some(fetch_due.min(read_due))].into_iter().flatten().min();
            if lane.pause.is_some() {
                continue;
            }
            let state = self.outbox.lane(id);
            let may_fetch = state.catalogue.is_none() && state.catalogue_after.is_none_or(|at| at <= now);
            if fetch_due <= now && may_fetch {
                state.catalogue = Some(Catalogue::default());
            }
            if read_due <= now && state.pass.is_none() {
                self.note_read_back(id, now).await?;
                self.begin_pass(id, false, now).await?;
            }
        }
        Ok(next)
    }

    /// When the uploads of a connection were last read back by themselves. One that never was begins its day now.
    async fn last_read_back(&mut self, id: ConnectionId, now: Timestamp) -> Result<Timestamp, StoreError> {
        let kept = self.reader.setting(&key(id)).await?;
        if let Some(at) = kept.and_then(|json| serde_json::from_str(&json).ok()) {
            // A clock that was set back must not postpone the next one.
            return Ok(Timestamp::from_millis(at).min(now));
        }
        self.note_read_back(id, now).await?;
        Ok(now)
    }

    async fn note_read_back(&mut self, id: ConnectionId, now: Timestamp) -> Result<(), StoreError> {
        self.store.put_setting(&key(id), &now.millis().to_string()).await?;
        Ok(())
    }

    /// Forgets what is kept about the care of a connection that was removed.
    pub(crate) async fn forget_care(&mut self, id: ConnectionId) -> Result<(), ApiError> {
        self.store.remove_setting(&key(id)).await.map_err(|error| storage_error(&error))?;
        Ok(())
    }
}

/// Where the hour of the last daily read-back is kept.
fn key(id: ConnectionId) -> String {
    format!("read_back.{id}")
}
