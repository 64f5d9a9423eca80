//! Time nobody watched: the heartbeat, what the last run left open, and the daily backup.

use domain::{Timestamp, Verb};

use crate::owner::Owner;
use crate::start::StartError;

/// How often a running timer leaves a durable sign of life.
const BEAT_MILLIS: i64 = 30_000;
/// How long after a change the daily backup is looked at, so that it never stands in a verb's way.
const BACKUP_AFTER_MILLIS: i64 = 90_000;

impl Owner {
    /// At start: uploads in flight become unsure, and time since the last heartbeat becomes undecided.
    pub(crate) async fn settle(&mut self) -> Result<(), StartError> {
        let now = self.now();
        let lost: Vec<_> = self
            .reader
            .in_flight()
            .await?
            .iter()
            .map(|upload| domain::upload::at_start(upload, now))
            .collect();
        if !lost.is_empty() {
            self.store.put_uploads(&lost, &[]).await?;
        }
        if let Some(running) = self.reader.running().await? {
            // Before the first heartbeat, the verb that opened the segment is the last sign of life.
            let opened = running.last().start;
            let seen = self.reader.heartbeat().await?.unwrap_or(opened).max(opened);
            let threshold = self.setting("away.threshold_seconds").await.parse::<i64>().unwrap_or(300);
            let verb = Verb::Recover { seen, threshold_millis: threshold * 1000 };
            if let Err(error) = self.commit_verb(api::Surface::System, "recover", &verb).await {
                tracing::warn!(message = error.message, "the time since the last run stays as it is");
            }
            self.next_beat = Some(now);
            self.beat().await;
        }
        self.next_backup = Some(now.plus_millis(BACKUP_AFTER_MILLIS));
        Ok(())
    }

    /// Writes a heartbeat when one is due.
    pub(crate) async fn beat(&mut self) {
        let now = self.now();
        if self.next_beat.is_none_or(|due| due > now) {
            return;
        }
        if let Err(error) = self.store.heartbeat(now).await {
            tracing::error!(%error, "heartbeat");
        }
        self.next_beat = Some(now.plus_millis(BEAT_MILLIS));
    }

    /// Starts or ends the heartbeat after the timer changed. The commit itself was the first sign of life.
    pub(crate) fn keep_beating(&mut self, running: bool, now: Timestamp) {
        self.next_beat = running.then(|| now.plus_millis(BEAT_MILLIS));
        self.next_backup.get_or_insert(now.plus_millis(BACKUP_AFTER_MILLIS));
    }

    /// Makes the backup of the day once something has changed.
    pub(crate) fn back_up_when_due(&mut self) {
        let now = self.now();
        if self.next_backup.is_none_or(|due| due > now) {
            return;
        }
        self.next_backup = None;
        let today = now.utc().with_timezone(&self.ports.clock.zone()).date_naive();
        let archive = self.store.archive();
        // Beside the owner: copying a large file takes seconds, and no verb waits for that.
        tokio::spawn(async move {
            match archive.daily_backup(now, today).await {
                Ok(Some(path)) => tracing::info!(path = %path.display(), "backup made"),
                Ok(None) => {}
                Err(error) => tracing::error!(%error, "backup"),
            }
        });
    }
}
