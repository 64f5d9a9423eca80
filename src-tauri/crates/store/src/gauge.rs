//! How much SQLite does, counted in steps of its machine: what a test can hold against a promise without a clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::SqliteConnection;

use crate::{Reader, Store, StoreError};

/// A count of steps; clones show the same.
#[derive(Clone, Debug, Default)]
pub struct Gauge(Arc<AtomicU64>);

impl Gauge {
    /// The steps so far, in heaps.
    pub fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    async fn watch(&self, connection: &mut SqliteConnection, heap: i32) -> Result<(), StoreError> {
        let count = Arc::clone(&self.0);
        connection.lock_handle().await?.set_progress_handler(heap, move || {
            count.fetch_add(1, Ordering::Relaxed);
            true
        });
        Ok(())
    }
}

impl Reader {
    /// Counts what reading takes from now on, in heaps of `heap` steps.
    pub async fn gauge(&self, heap: i32) -> Result<Gauge, StoreError> {
        let gauge = Gauge::default();
        gauge.watch(&mut *self.ask().await?, heap).await?;
        Ok(gauge)
    }
}

impl Store {
    /// Counts what writing and reading take from now on, in heaps of `heap` steps.
    pub async fn gauge(&mut self, heap: i32) -> Result<Gauge, StoreError> {
        let gauge = self.reader.gauge(heap).await?;
        gauge.watch(&mut self.connection, heap).await?;
        Ok(gauge)
    }
}
