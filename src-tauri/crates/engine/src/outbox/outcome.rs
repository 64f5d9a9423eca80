//! What came of a request, written down; and the connection set free, to rest or to wait.

use api::{NoticeKind, Topic};
use domain::upload::{
    Answer, Look, Next, Reason, State, Upload, after_answer, after_look, after_read_back, next, remote_read,
};
use domain::{ConnectionId, Timestamp};
use store::{Pause, StoreError};

use crate::outbox::pump::AGAIN_MILLIS;
use crate::outbox::send::{Word, Worth};
use crate::outbox::{Key, Outcome};
use crate::owner::{Owner, wire_rev};

impl Owner {
    /// Writes what came of a request, and frees the connection.
    pub(crate) async fn take_outcome(&mut self, outcome: Outcome) {
        let connection = outcome.connection;
        if outcome.word.is_answer() {
            let now = self.now();
            self.outbox.heard(connection, now);
        }
        self.free_lane(connection, outcome.pace_millis, outcome.pause.is_some());
        if let Err(error) = self.write_outcome(outcome).await {
            // The row is still in flight or unsure in the store: after a restart it is looked for.
            tracing::error!(%error, "an answer could not be written");
            self.outbox.lane(connection).rest = Some(self.now().plus_millis(AGAIN_MILLIS));
        }
        let now = self.now();
        self.outbox.freed(connection, now);
    }

    /// The request of a connection ended: it rests for its pace, and what went wrong is counted.
    pub(super) fn free_lane(&mut self, connection: ConnectionId, pace_millis: u32, trouble: bool) {
        let rest = self.now().plus_millis(i64::from(pace_millis));
        let lane = self.outbox.lane(connection);
        lane.busy = false;
        lane.rest = Some(rest);
        lane.failures = if trouble { lane.failures.saturating_add(1) } else { 0 };
    }

    async fn write_outcome(&mut self, mut outcome: Outcome) -> Result<(), StoreError> {
        let now = self.now();
        let pause = outcome.pause.take();
        // Its wish may have changed meanwhile, so the row is read again.
        let current = self.store.upload_and_claimant(outcome.upload, outcome.word.holds()).await?;
        let Some((current, claimant)) = current else {
            return self.write_pause(outcome.connection, pause, None).await;
        };
        self.weigh(&mut outcome, &current, now);
        let after = match &outcome.word {
            Word::Seen(_) | Word::NotSeen => {
                self.after_read_back(&mut outcome, &current, pause.is_some(), now)
            }
            Word::Answer(_)
            | Word::WasGone
            | Word::Matches { .. }
            | Word::Hidden { .. }
            | Word::Incomplete { .. } => {
                let after = self.after(&outcome, &current).await?;
                Some(self.with_its_record(after, &current, claimant).await?)
            }
        };
        let Some(after) = after else { return self.write_pause(outcome.connection, pause, None).await };
        tracing::info!(upload = %after.id, state = ?crate::views::upload_state(&after.state), "upload");
        let forgotten = next(&after) == Next::Forget && after.state != State::Queued;
        let rev = if forgotten {
            self.store.put_uploads(&[], &[after.id]).await?
        } else {
            self.store.put_uploads(std::slice::from_ref(&after), &[]).await?
        };
        if forgotten || after.state == State::Done {
            self.outbox.lane(after.connection).count_done(after.id, now);
        }
        if matches!(after.state, State::Stuck { .. })
            && let Some(notice) = self.upload_notice(&after, NoticeKind::UploadNeedsYou).await?
        {
            self.tell_at(wire_rev(rev), &[Topic::Uploads], Some(notice));
        } else {
            self.tell_moved(rev);
        }
        self.write_pause(after.connection, pause, Some(&after)).await
    }

    /// A record that seems changed or removed soon after it was written is looked at once more.
    fn weigh(&mut self, outcome: &mut Outcome, current: &Upload, now: Timestamp) {
        let reason = match &outcome.word {
            Word::Answer(Answer::Stuck(reason @ (Reason::Changed { .. } | Reason::Gone))) => reason.clone(),
            Word::Seen(read) => match current.known.as_ref().map(|known| remote_read(known, read.as_ref())) {
                Some(Err(reason)) if current.state == State::Done => reason,
                _ => return self.outbox.lane(current.connection).doubts.settle(current.id),
            },
            Word::WasGone => Reason::Gone,
            Word::Answer(_) => return self.outbox.lane(current.connection).doubts.settle(current.id),
            Word::Matches { .. } | Word::Hidden { .. } | Word::Incomplete { .. } | Word::NotSeen => return,
        };
        let since = self.since;
        let lane = self.outbox.lane(current.connection);
        let settled = lane.done_at(current.id).unwrap_or(since);
        if let Err(due) = lane.doubts.believe(current.id, &reason, settled, outcome.looks, now) {
            outcome.word = match outcome.word {
                Word::Seen(_) => {
                    if let Some(pass) = &mut lane.pass {
                        pass.again(current.id, due);
                    }
                    Word::NotSeen
                }
                _ => Word::Answer(Answer::NotApplied { due }),
            };
        }
    }

    /// The upload after its record was read back; `None` = there is nothing to write.
    fn after_read_back(
        &mut self,
        outcome: &mut Outcome,
        current: &Upload,
        trouble: bool,
        now: Timestamp,
    ) -> Option<Upload> {
        let lane = self.outbox.lane(current.connection);
        if trouble {
            // A tracker that has had enough is not asked what can wait for tomorrow.
            lane.pass = None;
        } else if let Some(pass) = &mut lane.pass {
            pass.rest(now);
        }
        match &outcome.word {
            Word::Seen(read) => after_read_back(current, read.as_ref()),
            _ => None,
        }
    }

    /// The upload after what the tracker said. A record that another upload knows as its own is not this one's.
    async fn after(&self, outcome: &Outcome, current: &Upload) -> Result<Upload, StoreError> {
        Ok(match &outcome.word {
            Word::Answer(answer) => after_answer(current, answer.clone()),
            Word::WasGone => after_answer(current, Answer::Removed),
            Word::Hidden { repeatable } => after_look(current, Look::Hidden { repeatable: *repeatable }),
            Word::Incomplete { due } => after_look(current, Look::Inconclusive { due: *due, counts: false }),
            Word::Matches { records, worth, again } => {
                let mut claimed = Vec::new();
                for (id, _) in records {
                    if self.reader.is_claimed(current.connection, id, current.id).await? {
                        claimed.push(id.clone());
                    }
                }
                let look = Look::at(records.clone(), |id| claimed.iter().any(|other| other == id));
                let look = match worth {
                    Worth::Proof => look,
                    Worth::Hint => look.unsure(),
                    Worth::Repeat => look.repeatable(*again),
                };
                after_look(
                    current,
                    match (look, again) {
                        (Look::Absent, Some(due)) => Look::Inconclusive { due: *due, counts: true },
                        (look, _) => look,
                    },
                )
            }
            Word::Seen(_) | Word::NotSeen => current.clone(),
        })
    }

    /// Writes whether the connection waits now, where that is news. A pause by hand stays.
    pub(super) async fn write_pause(
        &mut self,
        connection: ConnectionId,
        pause: Option<Pause>,
        about: Option<&Upload>,
    ) -> Result<(), StoreError> {
        let lane = self.outbox.lane(connection);
        let was_paused = std::mem::take(&mut lane.paused);
        if lane.held || (pause.is_none() && !was_paused) {
            return Ok(());
        }
        let mut notice = None;
        if pause.as_ref().is_some_and(|pause| pause.until.is_none()) {
            // It may be another one by now; a sign-in knows itself when it is renewed.
            if let Some(Key::Token(_)) = self.known_secrets.get(&connection) {
                self.known_secrets.remove(&connection);
            }
            if let Some(upload) = about {
                notice = self.upload_notice(upload, NoticeKind::SignInAgain).await?;
            }
        }
        match self.store.pause(connection, pause).await {
            // It was removed while the request was under way.
            Err(StoreError::UnknownConnection(_)) => return Ok(()),
            done => drop(done?),
        }
        self.tell(&[Topic::Uploads, Topic::Trackers], notice).await;
        Ok(())
    }
}
