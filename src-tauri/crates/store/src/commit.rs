//! The one transaction of a verb: entries, history, undo log, uploads, links and revision, all or nothing.

use domain::timer::Changes;
use domain::upload::Upload;
use domain::{LinkChange, Timestamp, UploadId};
use sqlx::SqliteConnection;

use crate::batch::Batch;
use crate::{Rev, Store, StoreError, change, entry, heartbeat, link, undo, upload};

/// What a verb writes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commit {
    /// When it was said.
    pub at: Timestamp,
    /// Where it was said (`tray`, `cli`, …), for the history.
    pub surface: String,
    /// What was said, for the history.
    pub verb: String,
    /// The entries before and after.
    pub changes: Changes,
    /// What it means for undo.
    pub log: Log,
    /// Upload rows to write.
    pub uploads: Vec<Upload>,
    /// Upload rows that go.
    pub uploads_gone: Vec<UploadId>,
    /// What is learned from it; kept beside the change, so that an undo can take it back.
    pub links: Vec<LinkChange>,
    /// Whether an entry runs afterwards: then `at` is also the last sign of life.
    pub alive: bool,
}

/// What a commit means for the undo log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Log {
    /// A change of its own, which can be undone; nothing can be redone any more.
    Push,
    /// It takes the tip of the undo log back.
    Undo,
    /// It does the tip of the redo log again.
    Redo,
}

impl Store {
    /// Writes a verb in one transaction. When it returns, the verb is on disk; on an error nothing is.
    pub async fn commit(&mut self, commit: Commit) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let result = write(&mut self.connection, rev, &commit).await;
        self.end(result.map(|()| rev)).await
    }
}

async fn write(connection: &mut SqliteConnection, rev: Rev, commit: &Commit) -> Result<(), StoreError> {
    // First what goes or ends: in a switch the old entry must have ended before the new one may run.
    for change in &commit.changes {
        match (&change.before, &change.after) {
            (Some(before), Some(after)) if entry::is_in_place(before, after) => {
                if !after.is_running() {
                    entry::update(connection, after).await?;
                }
            }
            (Some(before), _) => entry::remove(connection, before.id).await?,
            (None, _) => {}
        }
    }
    for change in &commit.changes {
        match (&change.before, &change.after) {
            (Some(before), Some(after)) if entry::is_in_place(before, after) => {
                if after.is_running() {
                    entry::update(connection, after).await?;
                }
            }
            (_, Some(after)) => entry::insert(connection, after).await?,
            (_, None) => {}
        }
    }
    let mut records = Batch::default();
    for change in &commit.changes {
        change::append(&mut records, rev, commit, change);
    }
    undo::log(&mut records, rev, commit);
    link::learn(&mut records, &commit.links);
    if commit.alive {
        heartbeat::note(&mut records, commit.at);
    }
    records.run(connection).await?;
    upload::write(connection, rev, &commit.uploads, &commit.uploads_gone).await
}
