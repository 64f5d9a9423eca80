//! `sync`: try everything now, and wait until nothing is under way that could still end by itself.

use api::{ApiError, Upload};
use domain::Timestamp;
use store::Lane;

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

    /// Lifts pauses that end by themselves, and the waiting time of what is queued; reads back what was uploaded
    /// lately. Looks keep their plan.
    async fn make_all_due(&mut self) -> Result<(), ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        for (connection, pause) in self.reader.pauses().await.map_err(fail)? {
            if pause.until.is_some() {
                self.lift(connection, true).await.map_err(fail)?;
            }
        }
        self.store.queue_now().await.map_err(fail)?;
        self.read_back_now(None).await.map_err(fail)
    }

    /// Answers those who need not wait any longer; says when the next one's time is over.
    pub(super) async fn settle_waiters(&mut self) -> Option<Timestamp> {
        if self.outbox.waiters.is_empty() {
            return None;
        }
        let now = self.now();
        let settled = !self.is_busy() && !self.reads_back() && self.nothing_moves().await;
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

    fn is_busy(&self) -> bool {
        self.outbox.lanes.values().any(|lane| lane.busy)
    }

    /// Whether no upload is queued or unsure on a connection that goes on by itself.
    async fn nothing_moves(&mut self) -> bool {
        let Ok(lanes) = self.store.lanes().await else { return true };
        let waits_for_person = |lane: &Lane| lane.pause.as_ref().is_some_and(|pause| pause.until.is_none());
        lanes.iter().all(|lane| lane.due.is_none() || waits_for_person(lane))
    }
}
