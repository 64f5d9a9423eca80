//! The archive: the handle that makes backups, one a day or wherever a person wants one.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::Timestamp;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::backup::{BackupKind, backups, copy, io, keep};
use crate::row::Columns;
use crate::{BackupError, Paths, Rev, Store, StoreError, guard, open};

/// The handle to make backups with: clones freely, needs neither writer nor reader, and never keeps them waiting.
/// A large database takes seconds to copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Archive {
    paths: Paths,
}

impl Archive {
    /// Copies the database to `path`, checked. Another backup there is replaced; any other file is refused.
    pub async fn backup_to(&self, path: &Path) -> Result<(), BackupError> {
        may_replace(path, &self.paths.file)?;
        copy(&open::read_only(&self.paths.file), path).await
    }

    /// Makes a checked backup of this kind in the folder of backups, whatever changed since the last.
    pub async fn keep(
        &self,
        kind: BackupKind,
        now: Timestamp,
        local_day: NaiveDate,
    ) -> Result<PathBuf, BackupError> {
        keep(&open::read_only(&self.paths.file), &self.paths.backups, local_day, kind, now).await
    }

    /// Makes the backup of a day, unless there is one or nothing changed since the last. Keeps [`crate::KEEP_DAILY`].
    pub async fn daily_backup(
        &self,
        now: Timestamp,
        local_day: NaiveDate,
    ) -> Result<Option<PathBuf>, BackupError> {
        let source = open::read_only(&self.paths.file);
        let last = backups(&self.paths.backups).into_iter().find(|backup| backup.kind == BackupKind::Daily);
        if let Some(last) = last {
            // An unreadable backup is no reason to go without one.
            let held = revision(open::read_only(&last.path).immutable(true)).await.ok();
            if held.is_some() && (last.day == local_day || held == Some(revision(source.clone()).await?)) {
                return Ok(None);
            }
        }
        keep(&source, &self.paths.backups, local_day, BackupKind::Daily, now).await.map(Some)
    }
}

impl Store {
    /// The handle to make backups with, beside reading and writing.
    pub fn archive(&self) -> Archive {
        Archive { paths: self.paths.clone() }
    }

    /// [`Archive::backup_to`], for a caller that may wait.
    pub async fn backup_to(&mut self, path: &Path) -> Result<(), BackupError> {
        self.archive().backup_to(path).await
    }

    /// [`Archive::daily_backup`], for a caller that may wait.
    pub async fn daily_backup(
        &mut self,
        now: Timestamp,
        local_day: NaiveDate,
    ) -> Result<Option<PathBuf>, BackupError> {
        self.archive().daily_backup(now, local_day).await
    }
}

/// The revision a database holds.
async fn revision(file: SqliteConnectOptions) -> Result<Rev, StoreError> {
    let mut connection = file.connect().await?;
    let row = sqlx::query("select n from revision").fetch_one(&mut connection).await?;
    let rev = Rev(Columns::new(&row, "revision").get(0)?);
    connection.close().await?;
    Ok(rev)
}

/// Whether a file that is there may be replaced by a backup: only another copy of a database of ours.
fn may_replace(path: &Path, live: &Path) -> Result<(), BackupError> {
    let refused = || io(path, ErrorKind::AlreadyExists.into());
    // Before the file is opened: closing it again would drop the locks SQLite holds on the same file.
    if is_same(path, live) {
        return Err(refused());
    }
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io(path, error)),
    };
    let mut header = [0_u8; 72];
    let ours = file.read_exact(&mut header).is_ok() && header[68..] == guard::APPLICATION.to_be_bytes()[4..];
    if ours { Ok(()) } else { Err(refused()) }
}

/// Whether two paths lead to one file, by whatever name.
fn is_same(a: &Path, b: &Path) -> bool {
    let (Ok(a), Ok(b)) = (fs::canonicalize(a), fs::canonicalize(b)) else { return false };
    #[cfg(unix)]
    if let (Ok(a), Ok(b)) = (fs::metadata(&a), fs::metadata(&b)) {
        use std::os::unix::fs::MetadataExt as _;
        return (a.dev(), a.ino()) == (b.dev(), b.ino());
    }
    a == b
}
