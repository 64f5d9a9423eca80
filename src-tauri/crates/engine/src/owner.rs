//! The owner task: the one place that holds the state, the clock and the writing connection.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use api::{ApiError, Changed, Notice, Place, Surface, Topic};
use domain::{ConnectionId, EntryId, Timestamp, UploadId};
use store::{Reader, Rev};
use tokio::sync::{broadcast, mpsc};
use trackers::Http;

use crate::day_sums::Today;
use crate::handle::{DesktopReport, Input};
use crate::outbox::{Key, Outbox};
use crate::sign_in::SignIns;
use crate::storage::storage_error;
use crate::writing::Writer;
use crate::{Autostart, Browser, Clock, Environment, Secrets};

/// The way to the world outside; cheap to clone into a task.
#[derive(Clone)]
pub(crate) struct Ports {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) secrets: Arc<dyn Secrets>,
    pub(crate) http: Arc<dyn Http>,
    pub(crate) environment: Arc<Environment>,
    pub(crate) browser: Arc<dyn Browser>,
    pub(crate) autostart: Arc<dyn Autostart>,
}

/// What the owner task owns.
pub(crate) struct Owner {
    pub(crate) store: Writer,
    pub(crate) reader: Reader,
    pub(crate) ports: Ports,
    pub(crate) place: Place,
    pub(crate) inputs: mpsc::Receiver<Input>,
    /// What came while many changes were written; before all that came since.
    pub(crate) waiting: VecDeque<Input>,
    /// Weak, so that the task ends when every handle is gone.
    pub(crate) me: mpsc::WeakSender<Input>,
    pub(crate) changes: broadcast::Sender<Changed>,
    /// What changed and was not told yet: whoever asked gets the answer first.
    pub(crate) untold: Vec<Changed>,
    pub(crate) outbox: Outbox,
    pub(crate) desktop: DesktopReport,
    pub(crate) since: Timestamp,
    /// Keys read from the keychain in this run; asking it each time would wake two processes.
    pub(crate) known_secrets: HashMap<ConnectionId, Key>,
    /// Sign-ins in the browser that are under way, and those the keychain did not take.
    pub(crate) sign_ins: SignIns,
    /// The last toggle, to take a double click for one.
    pub(crate) last_toggle: Option<(Surface, &'static str, u64)>,
    /// What is kept of today; `None` before it was first asked for.
    pub(crate) today: Option<Today>,
    /// When the next heartbeat is written; `None` while nothing runs.
    pub(crate) next_beat: Option<Timestamp>,
    /// The backup that is to be put in place once the engine has ended.
    pub(crate) to_restore: Arc<OnceLock<PathBuf>>,
    /// When the daily backup is looked at; `None` while nothing changed.
    pub(crate) next_backup: Option<Timestamp>,
}

/// Whether the task goes on.
#[derive(PartialEq, Eq)]
pub(crate) enum Flow {
    /// It does.
    Go,
    /// Somebody asked it to end.
    End,
}

impl Owner {
    /// The loop: whatever comes first of a message and the next due time.
    pub(crate) async fn run(mut self) {
        let mut wake = self.pump().await;
        loop {
            let due = self.next_due(wake);
            let clock = self.ports.clock.clone();
            let input = match self.waiting.pop_front() {
                Some(input) => Some(input),
                None => tokio::select! {
                    biased;
                    input = self.inputs.recv() => match input {
                        Some(input) => Some(input),
                        None => break,
                    },
                    () = clock.sleep_until(due) => None,
                },
            };
            if let Some(input) = input
                && self.take(input).await == Flow::End
            {
                break;
            }
            self.announce();
            self.beat().await;
            self.back_up_when_due();
            wake = self.pump().await;
            self.announce();
        }
        self.let_renewals_end().await;
        // Everything is on disk already; closing folds the log into the file, so that a copy of it is complete.
        if let Some(store) = self.store.into_inner()
            && let Err(error) = store.close().await
        {
            tracing::warn!(%error, "the store was not closed");
        }
        tracing::info!("engine ended");
        self.inputs.close();
    }

    async fn take(&mut self, input: Input) -> Flow {
        match input {
            Input::Ask { surface, request, reply } => return self.answer(surface, request, reply).await,
            Input::Desktop(report) => {
                if self.desktop != report {
                    self.desktop = report;
                    self.tell(&[Topic::Desktop, Topic::Settings], None).await;
                }
            }
            Input::Sent(outcome) => self.take_outcome(outcome).await,
            Input::Fetched(fetched) => self.take_fetched(*fetched).await,
            Input::Found(found) => self.take_found(found).await,
            Input::Checked(checked) => self.take_checked(*checked).await,
            Input::Imported(prepared) => self.take_imported(*prepared).await,
            Input::SignedIn(ended) => self.take_signed_in(*ended),
            Input::Renewed(renewed) => self.take_renewed(*renewed).await,
        }
        Flow::Go
    }

    /// The earliest of outbox, heartbeat and backup; a day from now when nothing is due.
    fn next_due(&self, wake: Option<Timestamp>) -> Timestamp {
        const LONG: i64 = 24 * 60 * 60 * 1000;
        let due = [wake, self.next_beat, self.next_backup].into_iter().flatten().min();
        due.unwrap_or(Timestamp::MAX).min(self.now().plus_millis(LONG))
    }

    /// The wall clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.ports.clock.now()
    }

    /// A fresh name for an upload.
    pub(crate) fn fresh_upload(&self) -> UploadId {
        UploadId::new(self.ports.clock.uuid())
    }

    /// A fresh name for one more entry.
    pub(crate) fn fresh_entry(&self) -> EntryId {
        EntryId::new(self.ports.clock.uuid())
    }

    /// Fresh names for the entries a verb may make.
    pub(crate) fn fresh_entries(&self) -> [EntryId; domain::timer::FRESH] {
        std::array::from_fn(|_| EntryId::new(self.ports.clock.uuid()))
    }

    /// Tells everybody that something changed.
    pub(crate) async fn tell(&mut self, topics: &[Topic], notice: Option<Notice>) {
        let rev = self.rev().await.unwrap_or(0);
        self.tell_at(rev, topics, notice);
    }

    /// Tells everybody that something changed with this revision, once the request it came with is answered.
    pub(crate) fn tell_at(&mut self, rev: u32, topics: &[Topic], notice: Option<Notice>) {
        self.untold.push(Changed { rev, topics: topics.to_vec(), notice });
    }

    /// Tells what was not told yet.
    fn announce(&mut self) {
        for change in self.untold.drain(..) {
            // Nobody may be listening.
            let _nobody = self.changes.send(change);
        }
    }

    /// The revision of the store, as it goes over the wire.
    pub(crate) async fn rev(&self) -> Result<u32, ApiError> {
        Ok(wire_rev(self.reader.rev().await.map_err(|error| storage_error(&error))?))
    }
}

/// A revision as it goes over the wire.
pub(crate) fn wire_rev(rev: Rev) -> u32 {
    u32::try_from(rev.0).unwrap_or(u32::MAX)
}
