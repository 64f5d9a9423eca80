//! The pump: finds what may be sent or looked for now, makes it durable, and hands it to a task.

use api::Topic;
use domain::upload::{Look, Next, Upload, after_answer, after_look, next};
use domain::{Connection, Timestamp};
use store::Pause;

use crate::SecretError;
use crate::handle::Input;
use crate::outbox::LineError;
use crate::outbox::send::{Job, Word, run};
use crate::outbox::verdict::{Patience, pause_code};
use crate::owner::Owner;

/// When the pump looks again after a step of its own could not be written.
const AGAIN_MILLIS: i64 = 5_000;

impl Owner {
    /// Starts everything that may start now; says when something is due next.
    pub(crate) async fn pump(&mut self) -> Option<Timestamp> {
        let next = match self.pump_all().await {
            Ok(next) => next,
            Err(error) => {
                tracing::error!(%error, "outbox");
                Some(self.now().plus_millis(AGAIN_MILLIS))
            }
        };
        let waiting = self.settle_waiters().await;
        [next, waiting].into_iter().flatten().min()
    }

    async fn pump_all(&mut self) -> Result<Option<Timestamp>, store::StoreError> {
        let counts = self.reader.upload_counts().await?;
        if counts.waiting == 0 && counts.unsure == 0 {
            return Ok(None);
        }
        let pauses = self.reader.pauses().await?;
        let due = self.reader.due(self.now()).await?;
        let mut earliest: Option<Timestamp> = None;
        let mut soonest = |at: Timestamp| earliest = Some(earliest.map_or(at, |earliest| earliest.min(at)));
        for connection in self.reader.connections().await? {
            if self.outbox.busy.contains(&connection.id) {
                continue;
            }
            let now = self.now();
            let paused = pauses.iter().find(|(id, _)| *id == connection.id).map(|(_, pause)| pause);
            match paused.map(|pause| pause.until) {
                Some(None) => continue,
                Some(Some(until)) if until > now => {
                    soonest(until);
                    continue;
                }
                Some(Some(_)) | None => {}
            }
            if let Some(until) = self.outbox.rest.get(&connection.id).copied().filter(|until| *until > now) {
                soonest(until);
                continue;
            }
            let mut started = false;
            for upload in due.iter().filter(|upload| upload.connection == connection.id) {
                started = self.start_job(&connection, upload.clone(), now).await?;
                if started {
                    break;
                }
            }
            if !started && let Some(due) = self.reader.next_due_of(connection.id).await? {
                // What is due already was looked at above; a share of it may be left.
                soonest(due.max(now.plus_millis(20)));
            }
        }
        Ok(earliest)
    }

    /// Starts the next step of an upload. `false` = nothing was started, and the row is out of the way.
    async fn start_job(
        &mut self,
        connection: &Connection,
        upload: Upload,
        now: Timestamp,
    ) -> Result<bool, store::StoreError> {
        let job = match next(&upload) {
            Next::Forget => {
                self.store.put_uploads(&[], &[upload.id]).await?;
                return Ok(false);
            }
            Next::Rest => {
                // Nothing to do although it was queued: the wish came true by itself.
                let done = Upload { state: domain::upload::State::Done, due: None, ..upload };
                self.store.put_uploads(&[done], &[]).await?;
                return Ok(false);
            }
            Next::Look { sent, at } => Job::Look { sent, at },
            Next::Send(_) => Job::Send,
        };
        let line = match self.line_to(connection.id).await {
            Ok(line) => line,
            Err(error) => {
                self.pause_for(connection, &error).await?;
                return Ok(true);
            }
        };
        let upload = match job {
            Job::Send => match upload.in_flight(now) {
                Some(in_flight) => in_flight,
                None => return Ok(false),
            },
            Job::Look { .. } => upload,
        };
        if matches!(job, Job::Send) {
            // Durable before the first byte leaves.
            self.store.put_uploads(std::slice::from_ref(&upload), &[]).await?;
            self.tell(&[Topic::Uploads], None).await;
        }
        let Some(me) = self.me.upgrade() else { return Ok(true) };
        self.outbox.busy.insert(connection.id);
        let jitter = self.ports.clock.uuid().as_u128();
        let failures = self.outbox.failures.get(&connection.id).copied().unwrap_or(0);
        let patience = Patience { failures, jitter };
        tokio::spawn(async move {
            let outcome = run(line, upload, job, patience).await;
            // The engine may be ending; the row is durable and will be looked at next time.
            let _ending = me.send(Input::Sent(outcome)).await;
        });
        Ok(true)
    }

    /// Writes what came of a request, and frees the connection.
    pub(crate) async fn take_outcome(&mut self, outcome: crate::outbox::Outcome) {
        let connection = outcome.connection;
        self.outbox.busy.remove(&connection);
        match outcome.pause {
            Some(_) => *self.outbox.failures.entry(connection).or_default() += 1,
            None => drop(self.outbox.failures.remove(&connection)),
        }
        self.outbox.rest.insert(connection, self.now().plus_millis(i64::from(outcome.pace_millis)));
        if let Err(error) = self.write_outcome(outcome).await {
            // The row is still in flight or unsure in the store: after a restart it is looked for.
            tracing::error!(%error, "an answer could not be written");
            self.outbox.rest.insert(connection, self.now().plus_millis(AGAIN_MILLIS));
        }
    }

    async fn write_outcome(&mut self, outcome: crate::outbox::Outcome) -> Result<(), store::StoreError> {
        // Its wish may have changed meanwhile, so the row is read again.
        let Some(current) = self.reader.upload(outcome.upload).await? else { return Ok(()) };
        let after = self.after(&outcome, &current).await?;
        let after = self.with_its_record(after, &current).await?;
        let needs_person = matches!(after.state, domain::upload::State::Stuck { .. });
        tracing::info!(upload = %after.id, state = ?crate::views::upload_state(&after), "upload");
        if next(&after) == Next::Forget && after.state != domain::upload::State::Queued {
            self.store.put_uploads(&[], &[after.id]).await?;
        } else {
            self.store.put_uploads(std::slice::from_ref(&after), &[]).await?;
        }
        let mut notice = None;
        if needs_person {
            notice = self.upload_notice(&after, api::NoticeKind::UploadNeedsYou).await?;
        }
        if let Some(pause) = outcome.pause {
            if pause.until.is_none() {
                self.known_secrets.remove(&outcome.connection);
                notice = self.upload_notice(&after, api::NoticeKind::SignInAgain).await?;
            }
            self.store.pause(outcome.connection, Some(pause)).await?;
            self.tell(&[Topic::Uploads, Topic::Trackers], notice).await;
        } else {
            self.store.pause(outcome.connection, None).await?;
            self.tell(&[Topic::Uploads], notice).await;
        }
        Ok(())
    }

    /// The upload after what the tracker said. A record that another upload knows as its own is not this one's.
    async fn after(
        &self,
        outcome: &crate::outbox::Outcome,
        current: &Upload,
    ) -> Result<Upload, store::StoreError> {
        Ok(match &outcome.word {
            Word::Answer(answer) => after_answer(current, answer.clone()),
            Word::Incomplete { due } => after_look(current, Look::Inconclusive { due: *due, counts: false }),
            Word::Matches { records, sure, again } => {
                let mut claimed = Vec::new();
                for (id, _) in records {
                    if self.reader.is_claimed(current.connection, id, current.id).await? {
                        claimed.push(id.clone());
                    }
                }
                let look =
                    match (Look::at(records.clone(), |id| claimed.iter().any(|other| other == id)), again) {
                        (Look::Absent, Some(due)) => Look::Inconclusive { due: *due, counts: true },
                        (Look::One { remote_id, .. }, _) if !sure => Look::Many(vec![remote_id]),
                        (look, _) => look,
                    };
                after_look(current, look)
            }
        })
    }

    async fn upload_notice(
        &self,
        upload: &Upload,
        kind: api::NoticeKind,
    ) -> Result<Option<api::Notice>, store::StoreError> {
        let entry = self.reader.entry(upload.entry).await?;
        Ok(Some(api::Notice {
            kind,
            surface: api::Surface::System,
            note: entry.map(|entry| entry.note).unwrap_or_default(),
            work_seconds: upload.desired.as_ref().map_or(0, |payload| payload.seconds),
            entry_id: Some(upload.entry.to_string()),
        }))
    }

    /// A connection without a line waits: for the person, or for the keychain to be unlocked.
    async fn pause_for(
        &mut self,
        connection: &Connection,
        error: &LineError,
    ) -> Result<(), store::StoreError> {
        let minute = Some(self.now().plus_millis(60_000));
        let (reason, until) = match error {
            LineError::Removed => (pause_code::REMOVED, None),
            LineError::NoSecret => (pause_code::NO_TOKEN, None),
            LineError::Secret(SecretError::Locked) => (pause_code::KEYCHAIN_LOCKED, minute),
            LineError::Secret(SecretError::Missing) => (pause_code::KEYCHAIN_MISSING, minute),
            LineError::Secret(SecretError::Unanswered) => (pause_code::KEYCHAIN_SILENT, minute),
            LineError::Storage => (pause_code::STORAGE, minute),
        };
        let pause = Pause { reason: reason.into(), detail: String::new(), until };
        self.store.pause(connection.id, Some(pause)).await?;
        self.tell(&[Topic::Uploads, Topic::Trackers], None).await;
        Ok(())
    }
}
