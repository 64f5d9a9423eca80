//! What can go wrong with the file, told apart by SQLite's result codes, never by its words.

use std::path::PathBuf;

use domain::{ConnectionId, EntryId};
use thiserror::Error;

use crate::Backup;

/// Why a read or a write did not happen. A write that did not happen changed nothing at all.
#[derive(Debug, Error)]
pub enum StoreError {
    /// No room is left for the write.
    #[error("the disk is full; free some space and try again")]
    DiskFull,
    /// The file or its folder may not be written.
    #[error("the database may only be read; give yourself write access to it and its folder")]
    ReadOnly,
    /// Another program holds the file for longer than we wait.
    #[error("another program is using the database; close it and try again")]
    Busy(#[source] sqlx::Error),
    /// The file is damaged.
    #[error("the database is damaged; restore a backup")]
    Damaged(#[source] sqlx::Error),
    /// The database refused a row that would break one of its rules.
    #[error("the database refused a change that would break its rules")]
    Constraint(#[source] sqlx::Error),
    /// Any other answer of SQLite.
    #[error("the database could not be used")]
    Sqlite(#[source] sqlx::Error),
    /// A stored value cannot be understood.
    #[error("a row of the table {table} cannot be read")]
    Row {
        /// The table it lies in.
        table: &'static str,
        /// What is wrong with it.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The entry is not there, or is there, against what the change says of it.
    #[error("entry {0} is not as the change expects it")]
    Stale(EntryId),
    /// There is nothing to undo.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// There is nothing to redo.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// Another connection has this name.
    #[error("another connection is called {name}; choose another name")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// No connection has this id.
    #[error("no connection {0}")]
    UnknownConnection(ConnectionId),
}

/// Why the store did not open.
#[derive(Debug, Error)]
pub enum OpenError {
    /// A newer program wrote the file.
    #[error("{} was written by a newer version of Stint (schema {found}, this one knows {known}); update Stint", file.display())]
    Newer {
        /// The file.
        file: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
    },
    /// The file belongs to another program.
    #[error("{} is a database of another program; choose another data directory", file.display())]
    NotStint {
        /// The file.
        file: PathBuf,
    },
    /// The file is damaged.
    #[error("{} is damaged; {}", file.display(), advice(backups))]
    Corrupt {
        /// The file.
        file: PathBuf,
        /// What can be restored instead, newest first.
        backups: Vec<Backup>,
    },
    /// The file or its folder may not be written.
    #[error("{} may only be read; give yourself write access to it", path.display())]
    ReadOnly {
        /// What may not be written.
        path: PathBuf,
    },
    /// No room is left.
    #[error("the disk is full; free some space and start again")]
    DiskFull,
    /// The folder or the file could not be made or looked at.
    #[error("{} could not be opened", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The backup before the change of the schema could not be made, so nothing was changed.
    #[error("no backup could be made before the update of the database; nothing was changed")]
    Backup(#[source] BackupError),
    /// The schema could not be brought up to date; the file is as it was.
    #[error("the database could not be updated to this version; it is as it was")]
    Migrate(#[source] sqlx::migrate::MigrateError),
    /// Any other answer of the database.
    #[error(transparent)]
    Store(StoreError),
}

/// Why there is no backup, or why one cannot be restored.
#[derive(Debug, Error)]
pub enum BackupError {
    /// No room is left.
    #[error("the disk is full; free some space and try again")]
    DiskFull,
    /// A file could not be read or written.
    #[error("{} could not be read or written", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The copy did not pass its check and is not used.
    #[error("{} did not pass its check: {why}", path.display())]
    NotSound {
        /// Which copy.
        path: PathBuf,
        /// The first thing that is wrong with it.
        why: Unsound,
    },
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a copy is not used. The words for people are made elsewhere.
#[derive(Debug, Error)]
pub enum Unsound {
    /// It is a database of another program.
    #[error("it is no backup of Stint")]
    Foreign,
    /// Its schema is newer than this program.
    #[error("it was made by a newer version of Stint")]
    Newer,
    /// What SQLite says is wrong with it.
    #[error("{0}")]
    Damaged(String),
}

/// SQLite's primary result codes that people can do something about.
mod code {
    pub(super) const PERM: i32 = 3;
    pub(super) const BUSY: i32 = 5;
    pub(super) const LOCKED: i32 = 6;
    pub(super) const READONLY: i32 = 8;
    pub(super) const IOERR: i32 = 10;
    pub(super) const CORRUPT: i32 = 11;
    pub(super) const FULL: i32 = 13;
    pub(super) const CANTOPEN: i32 = 14;
    pub(super) const CONSTRAINT: i32 = 19;
    pub(super) const NOTADB: i32 = 26;
    /// `SQLITE_IOERR_SHMSIZE`: the shared index of the WAL cannot grow, which means that the disk is full.
    pub(super) const IOERR_SHMSIZE: i32 = IOERR | (19 << 8);
    pub(super) const MASK: i32 = 0xff;
}

/// SQLite's extended result code, when the error came from SQLite.
fn extended_code(error: &sqlx::Error) -> Option<i32> {
    error.as_database_error()?.code()?.parse().ok()
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let Some(extended) = extended_code(&error) else { return Self::Sqlite(error) };
        match extended & code::MASK {
            _ if extended == code::IOERR_SHMSIZE => Self::DiskFull,
            code::FULL => Self::DiskFull,
            code::READONLY | code::PERM => Self::ReadOnly,
            code::BUSY | code::LOCKED => Self::Busy(error),
            code::CORRUPT | code::NOTADB => Self::Damaged(error),
            code::CONSTRAINT => Self::Constraint(error),
            _ => Self::Sqlite(error),
        }
    }
}

/// Whether SQLite could not open a file it needs beside the database.
pub(crate) fn is_cannot_open(error: &StoreError) -> bool {
    matches!(error, StoreError::Sqlite(error)
        if extended_code(error).is_some_and(|extended| extended & code::MASK == code::CANTOPEN))
}

/// What can be done about a damaged file.
fn advice(backups: &[Backup]) -> String {
    match backups.first() {
        Some(backup) => format!("the newest backup is of {}: {}", backup.at, backup.path.display()),
        None => "there is no backup; move the file away to start afresh".into(),
    }
}
