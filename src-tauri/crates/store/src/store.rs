//! The write handle on the file, of which there is one.

use std::collections::HashMap;

use domain::{Connection, ConnectionId};
use sqlx::{Connection as _, SqliteConnection};

use crate::batch::{Batch, Committing};
use crate::upkeep::Upkeep;
use crate::{Glance, Lane, Paths, Reader, Rev, StoreError, revision};

/// The write handle. There is one per file; every method is one transaction, written durably when it returns.
pub struct Store {
    pub(crate) connection: SqliteConnection,
    pub(crate) committing: Committing,
    pub(crate) reader: Reader,
    pub(crate) paths: Paths,
    /// Whether a transaction was begun and neither kept nor taken back (its future was dropped half way).
    pub(crate) unfinished: bool,
    /// What the timer looks like, as long as nothing was written since it was looked at.
    pub(crate) glance: Option<Glance>,
    /// The connections as the outbox sees them, as long as nothing was written since they were looked at.
    pub(crate) lanes: Option<Vec<Lane>>,
    /// The connections that were asked for, as long as nothing but verbs and uploads was written since.
    pub(crate) accounts: HashMap<ConnectionId, Connection>,
    pub(crate) upkeep: Upkeep,
}

impl Store {
    /// A handle to read with, usable at the same time.
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// Where the file and its backups are.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Closes both handles and folds the write-ahead log into the file. Dropping the store instead loses nothing.
    pub async fn close(mut self) -> Result<(), StoreError> {
        self.upkeep.stop().await;
        self.reader.close().await?;
        Ok(self.connection.close().await?)
    }

    /// Begins a transaction and raises the revision in it. What a dropped future left open is taken back first.
    ///
    /// Plain statements rather than sqlx's transactions: SQLite ends a transaction by itself when the disk is
    /// full, and sqlx 0.9 then counts a transaction that is not there any more.
    pub(crate) async fn begin(&mut self) -> Result<Rev, StoreError> {
        let mut batch = self.opening().await;
        self.accounts.clear();
        match batch.flush(&mut self.connection).await.and_then(|()| revision::raised(&batch)) {
            Ok(rev) => Ok(rev),
            Err(error) => {
                self.take_back().await;
                Err(error)
            }
        }
    }

    /// The beginning of a transaction as the first statements of a batch; from here on it counts as begun, and what
    /// is known of the timer as old.
    pub(crate) async fn opening(&mut self) -> Batch {
        self.tidy().await;
        self.unfinished = true;
        self.glance = None;
        self.lanes = None;
        let mut batch = Batch::default();
        revision::begin(&mut batch);
        batch
    }

    /// Keeps the transaction when `result` is good, and takes it back otherwise.
    pub(crate) async fn end<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        match result {
            Ok(value) => self.keep(Batch::default(), Ok(())).await.map(|_batch| value),
            Err(error) => {
                self.take_back().await;
                Err(error)
            }
        }
    }

    /// Runs what a transaction's batch still holds and keeps it all, or takes it back when something went wrong.
    pub(crate) async fn keep(
        &mut self,
        mut batch: Batch,
        said: Result<(), StoreError>,
    ) -> Result<Batch, StoreError> {
        let result = match said {
            Ok(()) => batch.commit(&mut self.connection, &self.committing).await,
            Err(error) => Err(error),
        };
        match result {
            Ok(()) => {
                self.unfinished = false;
                self.upkeep.written(&self.paths.file);
                Ok(batch)
            }
            Err(error) => {
                self.take_back().await;
                Err(error)
            }
        }
    }

    /// Takes back what a dropped future left open: from here on the write handle reads what is on disk.
    pub(crate) async fn tidy(&mut self) {
        if self.unfinished {
            self.take_back().await;
        }
    }

    /// Takes the transaction back. SQLite may have done so already; that it then refuses is no news.
    pub(crate) async fn take_back(&mut self) {
        let _ = sqlx::query("rollback").execute(&mut self.connection).await;
        self.unfinished = false;
    }
}
