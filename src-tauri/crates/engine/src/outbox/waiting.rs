//! `sync`: try everything now, and wait until nothing is under way that could still end by itself.

use api::{ApiError, Upload, UploadCounts};
use domain::Timestamp;

use crate::handle::Reply;
use crate::owner::Owner;
use crate::storage::storage_error;

/// A client that waits for `sync` to end.
#[derive(Debug)]
pub(super) struct Waiter {
    until: Timestamp,
    reply: Reply,
}

impl Owner {
    /// Makes everything due now, and answers once nothing is left or the time is over.
    pub(crate) async fn sync(&mut self, wait_seconds: u32, reply: Reply) {
        if let Err(error) = self.make_all_due().await {
            return reply.send(Err::<(), _>(error));
        }
        if wait_seconds == 0 {
            return reply.send(self.uploads().await);
        }
        let until = self.now().plus_millis(i64::from(wait_seconds.min(3_600)) * 1000);
        self.outbox.waiters.push(Waiter { until, reply });
    }

    /// Lifts pauses that end by themselves, and the waiting time of what is queued. Looks keep their plan.
    async fn make_all_due(&mut self) -> Result<(), ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        for (connection, pause) in self.reader.pauses().await.map_err(fail)? {
            if pause.until.is_some() && pause.reason != crate::outbox::verdict::pause_code::QUOTA {
                self.store.pause(connection, None).await.map_err(fail)?;
            }
        }
        self.store.queue_now().await.map_err(fail)?;
        Ok(())
    }

    /// Answers those who need not wait any longer; says when the next one's time is over.
    pub(super) async fn settle_waiters(&mut self) -> Option<Timestamp> {
        if self.outbox.waiters.is_empty() {
            return None;
        }
        let now = self.now();
        let settled = self.outbox.busy.is_empty() && self.nothing_moves().await;
        let (ready, waiting): (Vec<_>, Vec<_>) = std::mem::take(&mut self.outbox.waiters)
            .into_iter()
            .partition(|waiter| settled || waiter.until <= now);
        self.outbox.waiters = waiting;
        if !ready.is_empty() {
            let uploads: Result<Vec<Upload>, ApiError> = self.uploads().await;
            for waiter in ready {
                waiter.reply.send(uploads.clone());
            }
        }
        self.outbox.waiters.iter().map(|waiter| waiter.until).min()
    }

    /// Whether no upload is queued or unsure on a connection that goes on by itself.
    async fn nothing_moves(&self) -> bool {
        match self.upload_counts().await {
            Ok(UploadCounts { waiting: 0, unsure: 0, .. }) => return true,
            Ok(_) => {}
            Err(_) => return true,
        }
        let (Ok(connections), Ok(pauses)) = (self.reader.connections().await, self.reader.pauses().await)
        else {
            return true;
        };
        for connection in connections {
            let waits_for_person =
                pauses.iter().any(|(id, pause)| *id == connection.id && pause.until.is_none());
            if !waits_for_person && matches!(self.reader.next_due_of(connection.id).await, Ok(Some(_))) {
                return false;
            }
        }
        true
    }
}
