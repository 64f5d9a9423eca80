//! The disk of one run: the folder of each life, and what is left of it after a crash.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use api::Place;
use sqlx::{ConnectOptions as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

use crate::wal::Log;

/// A folder in memory, where the system has one.
const MEMORY: &str = "/dev/shm";

/// What a crash leaves of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The commits that are kept.
    pub(crate) commits: usize,
    /// How much of what came after them was written all the same, in bytes: a torn commit is none.
    pub(crate) torn: usize,
}

/// The folders of one run, removed with it.
pub(crate) struct Disk {
    folder: TempDir,
    lives: u32,
}

impl Disk {
    /// In memory, or on the disk for temporary files.
    pub(crate) fn new(in_memory: bool) -> Result<Self> {
        let memory = Path::new(MEMORY);
        let made =
            if in_memory && memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Ok(Self { folder: made.context("a folder for temporary files")?, lives: 0 })
    }

    /// Where the engine lives now.
    pub(crate) fn place(&self) -> Place {
        Place::new(self.folder.path().join(format!("life-{}", self.lives)), None)
    }

    /// A folder for a look at a copy.
    pub(crate) fn aside(&self) -> Place {
        Place::new(self.folder.path().join("aside"), None)
    }

    /// Begins the next life with what the last one left.
    pub(crate) fn next(&mut self, log: &Log, cut: Cut) -> Result<()> {
        let from = self.place();
        self.lives += 1;
        copy(&from, &self.place(), log, cut)?;
        // The old process is gone, whatever threads of it still close their files.
        drop(fs::remove_dir_all(from.data_dir()));
        Ok(())
    }

    /// Puts a database that was closed well where the engine lives.
    pub(crate) fn put(&self, database: &Path) -> Result<()> {
        let place = self.place();
        fs::create_dir_all(place.data_dir())?;
        fs::copy(database, place.database())?;
        Ok(())
    }
}

/// Copies the database of a place as it would be found after a crash at this cut.
pub(crate) fn copy(from: &Place, to: &Place, log: &Log, cut: Cut) -> Result<()> {
    drop(fs::remove_dir_all(to.data_dir()));
    fs::create_dir_all(to.data_dir())?;
    fs::copy(from.database(), to.database())?;
    let mut kept = fs::read(log.file()).unwrap_or_default();
    kept.truncate(log.end_of(cut.commits) + cut.torn);
    Ok(fs::write(Log::beside(&to.database()).file(), kept)?)
}

/// Every byte that is kept at a place: the database and its log.
pub(crate) fn bytes(place: &Place) -> Result<Vec<u8>> {
    let mut all = fs::read(place.database())?;
    all.extend(fs::read(Log::beside(&place.database()).file()).unwrap_or_default());
    Ok(all)
}

/// A reader that holds the log as it is: while it reads, SQLite appends and never begins the log anew.
pub(crate) async fn hold(database: PathBuf) -> Result<SqliteConnection> {
    let options = SqliteConnectOptions::new().filename(database).read_only(true).disable_statement_logging();
    let mut reader = options.connect().await?;
    sqlx::query("begin").execute(&mut reader).await?;
    sqlx::query("select n from revision").fetch_one(&mut reader).await?;
    Ok(reader)
}
