//! The pump: finds what may be sent or looked for now, makes it durable, and hands it to a task.
//!
//! It runs after every step of every upload, so it asks one short question and loads one row, however long the queue.

use api::Topic;
use domain::upload::{Next, State, Upload, next};
use domain::{ConnectionId, Timestamp};
use store::{Lane, Pause, StoreError};

use crate::SecretError;
use crate::handle::Input;
use crate::outbox::LineError;
use crate::outbox::send::{Job, run};
use crate::outbox::verdict::{Patience, pause_code};
use crate::owner::Owner;

/// When the pump looks again after a step of its own could not be written.
pub(super) const AGAIN_MILLIS: i64 = 5_000;

/// What became of the attempt to start something.
#[derive(PartialEq, Eq)]
enum Started {
    /// A request is under way, or the connection waits now.
    Yes,
    /// The row needed no request and is out of the way.
    No,
}

impl Owner {
    /// Starts everything that may start now; says when something is due next.
    pub(crate) async fn pump(&mut self) -> Option<Timestamp> {
        let again = self.now().plus_millis(AGAIN_MILLIS);
        let care = self.take_care().await;
        let next = if std::mem::take(&mut self.outbox.only_freed) {
            self.outbox.next_wake()
        } else {
            match self.drive_all().await {
                Ok(next) => next,
                Err(error) => {
                    tracing::error!(%error, "outbox");
                    self.outbox.wake_all(Some(again));
                    Some(again)
                }
            }
        };
        let waiting = self.settle_waiters().await;
        let untold = self.tell_untold();
        let unsaved = self.save_unsaved().await;
        [care, next, waiting, untold, unsaved].into_iter().flatten().min()
    }

    async fn drive_all(&mut self) -> Result<Option<Timestamp>, StoreError> {
        let lanes = self.store.lanes().await?;
        self.outbox.wake_all(None);
        for lane in lanes {
            let id = lane.connection;
            let wake = self.drive(lane).await?;
            self.outbox.lane(id).wake = wake;
        }
        Ok(self.outbox.next_wake())
    }

    /// Starts what may start on one connection; says when to look at it again.
    async fn drive(&mut self, lane: Lane) -> Result<Option<Timestamp>, StoreError> {
        let id = lane.connection;
        let now = self.now();
        let state = self.outbox.lane(id);
        if state.busy {
            return Ok(None);
        }
        if lane.due.is_none() {
            state.end_run();
        }
        if let Some(Pause { until, .. }) = &lane.pause {
            match until {
                None => return Ok(None),
                Some(until) if *until > now => return Ok(Some(*until)),
                Some(_) => state.paused = true,
            }
        }
        if let Some(until) = state.rest.filter(|until| *until > now) {
            return Ok(Some(until));
        }
        let mut moved = false;
        if lane.due.is_some_and(|due| due <= now) {
            while let Some(upload) = self.next_upload(id, now).await? {
                if self.start_upload(id, upload, now).await? == Started::Yes {
                    return Ok(None);
                }
                moved = true;
            }
        }
        if self.start_read_back(id, now).await? || self.start_catalogue(id).await? {
            return Ok(None);
        }
        let state = self.outbox.lane(id);
        let read_back = state.pass.as_ref().and_then(|pass| pass.next(now));
        if lane.due.is_none() && read_back.is_none() && std::mem::take(&mut state.paused) {
            // The pause is over, and nothing is left that would try the connection.
            self.store.pause(id, None).await?;
            self.tell(&[Topic::Uploads, Topic::Trackers], None).await;
        }
        // What was due was looked at above; rows that went may leave others behind.
        let due = if moved { Some(now.plus_millis(20)) } else { lane.due.map(|due| due.max(now)) };
        Ok([due, read_back].into_iter().flatten().min())
    }

    /// The row to do something about now.
    async fn next_upload(&mut self, id: ConnectionId, now: Timestamp) -> Result<Option<Upload>, StoreError> {
        let turn = self.outbox.lane(id).turn();
        match self.store.next_upload(id, now, turn).await? {
            None if turn == store::Turn::Overdue => self.store.next_upload(id, now, store::Turn::Fresh).await,
            found => Ok(found),
        }
    }

    /// Starts the next step of an upload.
    async fn start_upload(
        &mut self,
        id: ConnectionId,
        upload: Upload,
        now: Timestamp,
    ) -> Result<Started, StoreError> {
        let next = next(&upload);
        let job = match &next {
            Next::Forget => {
                self.store.put_uploads(&[], &[upload.id]).await?;
                return Ok(Started::No);
            }
            Next::Rest => {
                // Nothing to do although it was queued: the wish came true by itself.
                let done = Upload { state: State::Done, due: None, ..upload };
                self.store.put_uploads(&[done], &[]).await?;
                return Ok(Started::No);
            }
            Next::Look { sent, at } => Job::Look { sent: sent.clone(), at: *at },
            Next::Send(_) | Next::Repeat { .. } => Job::Send,
        };
        let mut line = match self.line_to(id).await {
            Ok(line) => line,
            Err(error) => {
                self.pause_for(id, &error).await?;
                return Ok(Started::Yes);
            }
        };
        let job = match next {
            Next::Repeat { sent, at, .. } if !line.tracker.about().can.dedupe.allows_repeat(at, now) => {
                Job::Look { sent, at }
            }
            _ => job,
        };
        if upload.desired.as_ref().is_some_and(|wish| !wish.tags.is_empty()) {
            line.account.tags = self.tags_of(id).await?;
        }
        let upload = match job {
            Job::Send => match upload.in_flight(now) {
                Some(in_flight) => in_flight,
                None => return Ok(Started::No),
            },
            Job::Look { .. } | Job::ReadBack => upload,
        };
        if matches!(job, Job::Send) {
            // Durable before the first byte leaves.
            let rev = self.store.put_uploads(std::slice::from_ref(&upload), &[]).await?;
            self.tell_moved(rev);
        }
        self.run_beside(line, upload, job);
        Ok(Started::Yes)
    }

    /// Runs a job in a task of its own; what came of it returns as an input.
    pub(super) fn run_beside(&mut self, line: crate::outbox::Line, upload: Upload, job: Job) {
        let Some(me) = self.me.upgrade() else { return };
        let jitter = self.ports.clock.uuid().as_u128();
        let lane = self.outbox.lane(upload.connection);
        lane.busy = true;
        let patience = Patience { failures: lane.failures, jitter };
        tokio::spawn(async move {
            let outcome = run(line, upload, job, patience).await;
            // The engine may be ending; the row is durable and will be looked at next time.
            let _ending = me.send(Input::Sent(outcome)).await;
        });
    }

    /// A connection without a line waits: for the person, or for the keychain to be unlocked.
    pub(super) async fn pause_for(&mut self, id: ConnectionId, error: &LineError) -> Result<(), StoreError> {
        let minute = Some(self.now().plus_millis(60_000));
        let (reason, until) = match error {
            // It went between the question and the answer: no lane is left to be paused.
            LineError::Removed => return Ok(()),
            LineError::NoSecret => (pause_code::NO_TOKEN, None),
            LineError::Secret(SecretError::Locked) => (pause_code::KEYCHAIN_LOCKED, minute),
            LineError::Secret(SecretError::Missing) => (pause_code::KEYCHAIN_MISSING, minute),
            LineError::Secret(SecretError::Unanswered) => (pause_code::KEYCHAIN_SILENT, minute),
            LineError::Storage => (pause_code::STORAGE, minute),
        };
        let pause = Pause { reason: reason.into(), detail: String::new(), until };
        self.store.pause(id, Some(pause)).await?;
        self.tell(&[Topic::Uploads, Topic::Trackers], None).await;
        Ok(())
    }
}
