//! How far a page of entries reaches: a walk of so many rows along the table, which lies in the order of time.

use domain::Timestamp;
use sqlx::sqlite::SqliteRow;

use crate::row::{Columns, limit};
use crate::{Reader, StoreError, number};

impl Reader {
    /// The start of the `nth` entry, counted back, that began before `end`: of the oldest where there are fewer.
    pub async fn start_before(&self, end: Timestamp, nth: usize) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query(
            "select min(start_ms) from (select start_ms from entry where n < ? order by n desc limit ?)",
        )
        .bind(number::first(end))
        .bind(limit(nth))
        .fetch_one(&mut *self.ask().await?)
        .await?;
        start(&row)
    }

    /// The start of the `nth` entry that began at `start` or later: of the newest where there are fewer.
    pub async fn start_after(&self, from: Timestamp, nth: usize) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query(
            "select max(start_ms) from (select start_ms from entry where n >= ? order by n limit ?)",
        )
        .bind(number::first(from))
        .bind(limit(nth))
        .fetch_one(&mut *self.ask().await?)
        .await?;
        start(&row)
    }
}

fn start(row: &SqliteRow) -> Result<Option<Timestamp>, StoreError> {
    Columns::new(row, "entry").at_or_none(0)
}
