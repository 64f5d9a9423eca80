//! The one transaction of a verb: entries, history, undo log, uploads, links and revision, all or nothing.

use domain::timer::Changes;
use domain::upload::Upload;
use domain::{LinkChange, Timestamp, UploadId};
use sqlx::SqliteConnection;

use crate::batch::Batch;
use crate::bulk::{self, Bulk};
use crate::entry::entry_value;
use crate::glance::glance_row;
use crate::{Glance, Rev, Store, StoreError, change, entry, heartbeat, link, revision, undo, upload};

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
        let mut batch = self.opening().await;
        let said = write(&mut self.connection, &mut batch, &commit).await;
        let batch = self.keep(batch, said).await?;
        // What was just read is what is there now, until the next transaction is opened.
        self.glance = batch.rows().last().and_then(|row| Glance::from_row(row).ok());
        revision::raised(&batch)
    }
}

/// Says all of it; runs only what something else must be read after.
async fn write(
    connection: &mut SqliteConnection,
    batch: &mut Batch,
    commit: &Commit,
) -> Result<(), StoreError> {
    if let Some(bulk) = bulk::of(commit) {
        return write_many(connection, batch, commit, bulk).await;
    }
    // First what goes or ends: in a switch the old entry must have ended before the new one may run.
    for change in &commit.changes {
        match (&change.before, &change.after) {
            (Some(before), Some(after)) if entry::is_in_place(before, after) => {
                if !after.is_running() {
                    entry::update(batch, after);
                }
            }
            (Some(before), _) => entry::remove(connection, batch, before.id).await?,
            (None, _) => {}
        }
    }
    let mut inserted = false;
    for change in &commit.changes {
        match (&change.before, &change.after) {
            (Some(before), Some(after)) if entry::is_in_place(before, after) => {
                if after.is_running() {
                    entry::update(batch, after);
                }
            }
            (_, Some(after)) => {
                // It reads what the one before it wrote: both may be the same habit.
                if std::mem::replace(&mut inserted, true) {
                    batch.flush(connection).await?;
                }
                entry::insert(connection, batch, after).await?;
            }
            (_, None) => {}
        }
    }
    for change in &commit.changes {
        change::append(batch, commit, change);
    }
    close(connection, batch, commit).await
}

/// Says many changes of one kind, as a file brings them.
async fn write_many(
    connection: &mut SqliteConnection,
    batch: &mut Batch,
    commit: &Commit,
    bulk: Bulk,
) -> Result<(), StoreError> {
    batch.flush(connection).await?;
    match bulk {
        Bulk::Come => bulk::insert(connection, &commit.changes).await?,
        Bulk::Go => bulk::remove(connection, &commit.changes).await?,
    }
    bulk::history(connection, commit).await?;
    close(connection, batch, commit).await
}

/// Says what goes along with the changes.
async fn close(
    connection: &mut SqliteConnection,
    batch: &mut Batch,
    commit: &Commit,
) -> Result<(), StoreError> {
    undo::log(batch, commit);
    link::learn(batch, &commit.links);
    if commit.alive {
        heartbeat::note(batch, commit.at);
    }
    upload::write(connection, batch, &commit.uploads, &commit.uploads_gone).await?;
    batch.say(glance_row!());
    Ok(())
}
