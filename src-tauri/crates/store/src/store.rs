//! The two handles on the file: the one writer, and the reader beside it.

use sqlx::{Connection as _, SqliteConnection, SqlitePool};

use crate::upkeep::Upkeep;
use crate::{Paths, Rev, StoreError, revision};

/// The write handle. There is one per file; every method is one transaction, written durably when it returns.
pub struct Store {
    pub(crate) connection: SqliteConnection,
    pub(crate) reader: Reader,
    pub(crate) paths: Paths,
    /// Whether a transaction was begun and neither kept nor taken back (its future was dropped half way).
    pub(crate) unfinished: bool,
    pub(crate) upkeep: Upkeep,
}

/// The read handle: one read-only connection, usable while the writer writes. Clones share it.
#[derive(Clone)]
pub struct Reader {
    pub(crate) pool: SqlitePool,
}

impl Reader {
    pub(crate) fn pool(&self) -> &SqlitePool {
        &self.pool
    }
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
        self.reader.pool.close().await;
        Ok(self.connection.close().await?)
    }

    /// Begins a transaction and raises the revision in it. What a dropped future left open is taken back first.
    ///
    /// Plain statements rather than sqlx's transactions: SQLite ends a transaction by itself when the disk is
    /// full, and sqlx 0.9 then counts a transaction that is not there any more.
    pub(crate) async fn begin(&mut self) -> Result<Rev, StoreError> {
        if self.unfinished {
            self.take_back().await;
        }
        self.unfinished = true;
        match revision::begin(&mut self.connection).await {
            Ok(rev) => Ok(rev),
            Err(error) => {
                self.take_back().await;
                Err(error)
            }
        }
    }

    /// Keeps the transaction when `result` is good, and takes it back otherwise.
    pub(crate) async fn end<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        let result = match result {
            Ok(value) => match sqlx::query("commit").execute(&mut self.connection).await {
                Ok(_) => {
                    self.unfinished = false;
                    self.upkeep.written(&self.paths.file);
                    return Ok(value);
                }
                Err(error) => Err(error.into()),
            },
            Err(error) => Err(error),
        };
        self.take_back().await;
        result
    }

    /// Takes the transaction back. SQLite may have done so already; that it then refuses is no news.
    pub(crate) async fn take_back(&mut self) {
        let _ = sqlx::query("rollback").execute(&mut self.connection).await;
        self.unfinished = false;
    }
}
