//! Upkeep: what the file needs now and then and no commit should wait for, done beside the writer in small steps.
//!
//! Left alone, SQLite copies the log into the database inside the commit that makes it long, and FTS5 merges parts of
//! its index inside every 64th write; each takes ten times as long as the commit itself.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::SqliteSynchronous;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::row::Columns;
use crate::{StoreError, open};

/// Upkeep follows after this many writes; the log is then a few megabytes long.
const WRITES: u32 = 64;
/// The length of the log, in pages, at which SQLite copies it by itself after all.
pub(crate) const BACKSTOP: &str = "8000";
/// It waits until nothing was written for this long: it shares the disk with the commits, and merging needs the place
/// of the writer now and then.
const QUIET: Duration = Duration::from_secs(1);
/// After so many more writes the log is copied all the same.
pub(crate) const BURST: u32 = 256;
/// The most steps of merging at a time.
const STEPS: u32 = 64;

/// How much was written since the last upkeep, and the one that runs.
pub(crate) struct Upkeep {
    /// Told of every write.
    writes: watch::Sender<u32>,
    running: Option<JoinHandle<()>>,
}

impl Upkeep {
    /// Nothing written, nothing to do.
    pub(crate) fn new() -> Self {
        Self { writes: watch::Sender::new(0), running: None }
    }

    /// Counts a write, and starts the upkeep when it is time.
    pub(crate) fn written(&mut self, file: &Path) {
        self.writes.send_modify(|writes| *writes += 1);
        let busy = self.running.as_ref().is_some_and(|running| !running.is_finished());
        if busy || *self.writes.borrow() < WRITES {
            return;
        }
        self.writes.send_replace(0);
        let (file, news) = (file.to_owned(), self.writes.subscribe());
        self.running = Some(tokio::spawn(async move {
            // What does not work out now is made up for next time; nothing is lost meanwhile.
            let _ = keep_up(file, news, QUIET).await;
        }));
    }

    /// Ends the one that runs; each of its steps is whole in itself.
    pub(crate) async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.abort();
            // That it was ended early is what was asked for.
            let _ = running.await;
        }
    }
}

/// Copies the log into the database, once there is no news of writes for `quiet` or very much of it; then merges
/// parts of the word index, if it is still quiet.
pub(crate) async fn keep_up(
    file: PathBuf,
    mut news: watch::Receiver<u32>,
    quiet: Duration,
) -> Result<(), StoreError> {
    while *news.borrow() < BURST {
        if !matches!(timeout(quiet, news.changed()).await, Ok(Ok(()))) {
            break;
        }
    }
    // Nothing is lost when power goes before this work is on disk, so it need not wait for the disk.
    let mut connection = open::writer(&file).synchronous(SqliteSynchronous::Normal).connect().await?;
    sqlx::query("pragma wal_checkpoint(passive)").execute(&mut connection).await?;
    if timeout(quiet, news.changed()).await.is_err() {
        for _ in 0..STEPS {
            if news.has_changed().unwrap_or(true) || !merge(&mut connection).await? {
                break;
            }
        }
    }
    Ok(connection.close().await?)
}

/// Merges a few pages of the word index, and says whether there is more to merge.
async fn merge(connection: &mut SqliteConnection) -> Result<bool, StoreError> {
    let before = changes(connection).await?;
    // The place of the writer is asked for first: one who reads first is refused it when a commit comes between.
    sqlx::raw_sql("begin immediate; insert into word (word, rank) values ('merge', 16); commit")
        .execute(&mut *connection)
        .await?;
    // FTS5 documents that a merge with nothing to do changes less than two rows.
    Ok(changes(connection).await? - before >= 2)
}

async fn changes(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    let row = sqlx::query("select total_changes()").fetch_one(connection).await?;
    Columns::new(&row, "word").get(0)
}
