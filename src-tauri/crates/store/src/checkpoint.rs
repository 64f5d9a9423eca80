//! Checkpoints: now and then the write-ahead log is copied into the database, beside the writer and never in its way.
//!
//! SQLite would do this inside the commit that makes the log long, which then takes ten times as long as the others.

use std::path::Path;

use sqlx::{ConnectOptions as _, Connection as _};
use tokio::task::JoinHandle;

use crate::open;

/// A checkpoint follows after this many writes; the log is then a few megabytes long.
const WRITES: u32 = 64;
/// The length of the log, in pages, at which SQLite does it by itself after all.
pub(crate) const BACKSTOP: &str = "8000";

/// How much was written since the last checkpoint, and the one that runs.
#[derive(Default)]
pub(crate) struct Checkpoints {
    writes: u32,
    running: Option<JoinHandle<()>>,
}

impl Checkpoints {
    /// Counts a write, and starts a checkpoint when it is time.
    pub(crate) fn written(&mut self, file: &Path) {
        self.writes += 1;
        if self.writes < WRITES || self.running.as_ref().is_some_and(|running| !running.is_finished()) {
            return;
        }
        self.writes = 0;
        let options = open::writer(file);
        self.running = Some(tokio::spawn(async move {
            // One that does not work out is made up for by the next; nothing is lost meanwhile.
            if let Ok(mut connection) = options.connect().await {
                let _ = sqlx::query("pragma wal_checkpoint(passive)").execute(&mut connection).await;
                let _ = connection.close().await;
            }
        }));
    }

    /// Waits for the one that runs.
    pub(crate) async fn settle(&mut self) {
        if let Some(running) = self.running.take() {
            // It only ends early when the runtime does.
            let _ = running.await;
        }
    }
}
