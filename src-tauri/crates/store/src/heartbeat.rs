//! The table `heartbeat`: the last sign of life while something ran. One row, one small write, no new revision.

use domain::Timestamp;

use crate::batch::Batch;
use crate::row::Columns;
use crate::{Reader, Store, StoreError};

impl Store {
    /// Notes durably that the program lived at `at`.
    pub async fn heartbeat(&mut self, at: Timestamp) -> Result<(), StoreError> {
        self.tidy().await;
        let mut batch = Batch::default();
        note(&mut batch, at);
        batch.flush(&mut self.connection).await
    }
}

/// Notes a sign of life.
pub(crate) fn note(batch: &mut Batch, at: Timestamp) {
    batch
        .say("insert into heartbeat (one, at_ms) values (1, ?) on conflict do update set at_ms = excluded.at_ms")
        .bind(at.millis());
}

impl Reader {
    /// The last sign of life.
    pub async fn heartbeat(&self) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query("select at_ms from heartbeat").fetch_optional(&mut *self.ask().await?).await?;
        row.map(|row| Columns::new(&row, "heartbeat").at(0)).transpose()
    }
}
