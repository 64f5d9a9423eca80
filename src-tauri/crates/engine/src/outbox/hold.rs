//! Pausing and resuming uploads by hand, and how far they are.

use api::{ApiError, Topic, UploadProgress};
use domain::ConnectionId;
use store::{Pause, StoreError};

use crate::outbox::pause_code;
use crate::owner::Owner;
use crate::storage::storage_error;

impl Owner {
    /// Sends nothing more to a connection, or to any, until resumed. A request under way ends first.
    pub(crate) async fn uploads_pause(
        &mut self,
        tracker: Option<String>,
    ) -> Result<Vec<UploadProgress>, ApiError> {
        for id in self.meant(tracker).await? {
            let by_hand = Pause { reason: pause_code::BY_HAND.into(), detail: String::new(), until: None };
            self.store.pause(id, Some(by_hand)).await.map_err(|error| storage_error(&error))?;
            let lane = self.outbox.lane(id);
            lane.held = true;
            lane.pass = None;
        }
        self.tell(&[Topic::Uploads, Topic::Trackers], None).await;
        self.uploads_progress().await
    }

    /// Sends again to a connection that was paused by hand, or to all.
    pub(crate) async fn uploads_resume(
        &mut self,
        tracker: Option<String>,
    ) -> Result<Vec<UploadProgress>, ApiError> {
        let fail = |error: StoreError| storage_error(&error);
        let pauses = self.reader.pauses().await.map_err(fail)?;
        for id in self.meant(tracker).await? {
            self.outbox.lane(id).held = false;
            if pauses.iter().any(|(paused, pause)| *paused == id && pause.reason == pause_code::BY_HAND) {
                self.store.pause(id, None).await.map_err(fail)?;
            }
        }
        self.tell(&[Topic::Uploads, Topic::Trackers], None).await;
        self.uploads_progress().await
    }

    /// How far the uploads of each connection are.
    pub(crate) async fn uploads_progress(&self) -> Result<Vec<UploadProgress>, ApiError> {
        let fail = |error: StoreError| storage_error(&error);
        let clip = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let counts = self.reader.open_counts().await.map_err(fail)?;
        let pauses = self.reader.pauses().await.map_err(fail)?;
        let connections = self.reader.connections().await.map_err(fail)?;
        let progress = connections.into_iter().map(|connection| {
            let id = connection.id;
            let open = counts.get(&id).copied().unwrap_or_default();
            let lane = self.outbox.lanes.get(&id);
            let by_hand = |(paused, pause): &(ConnectionId, Pause)| {
                *paused == id && pause.reason == pause_code::BY_HAND
            };
            UploadProgress {
                connection: connection.name,
                waiting: clip(open.waiting),
                sending: u32::from(lane.is_some_and(|lane| lane.busy)),
                unsure: clip(open.unsure),
                stuck: clip(open.stuck),
                done: lane.map_or(0, |lane| lane.done()),
                paused: pauses.iter().any(by_hand),
            }
        });
        Ok(progress.collect())
    }

    /// Lets a connection go on, unless a person paused it, or `obey` its tracker has had enough of requests.
    pub(crate) async fn lift(&mut self, id: ConnectionId, obey_quota: bool) -> Result<(), StoreError> {
        let pauses = self.reader.pauses().await?;
        let Some((_, pause)) = pauses.iter().find(|(paused, _)| *paused == id) else { return Ok(()) };
        if pause.reason == pause_code::BY_HAND || (obey_quota && pause.reason == pause_code::QUOTA) {
            return Ok(());
        }
        let lane = self.outbox.lane(id);
        lane.paused = false;
        lane.failures = 0;
        self.store.pause(id, None).await?;
        self.tell(&[Topic::Uploads, Topic::Trackers], None).await;
        Ok(())
    }

    async fn meant(&self, tracker: Option<String>) -> Result<Vec<ConnectionId>, ApiError> {
        match tracker {
            Some(name) => Ok(vec![self.connection_named(&name).await?.id]),
            None => {
                let all = self.reader.connections().await.map_err(|error| storage_error(&error))?;
                Ok(all.into_iter().map(|connection| connection.id).collect())
            }
        }
    }
}
