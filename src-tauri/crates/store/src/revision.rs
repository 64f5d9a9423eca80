//! The revision: a number that every write but the heartbeat raises, so that a reader can tell news from old.

use sqlx::SqliteConnection;

use crate::batch::Batch;
use crate::row::Columns;
use crate::{Reader, StoreError};

/// The number of a state of the store; later states have higher ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Rev(pub i64);

/// Begins a transaction and raises the revision in it.
pub(crate) async fn begin(connection: &mut SqliteConnection) -> Result<Rev, StoreError> {
    let mut batch = Batch::default();
    batch.say("begin immediate");
    batch.say("update revision set n = n + 1 returning n");
    let rows = batch.run(connection).await?;
    let row = rows.first().ok_or(sqlx::Error::RowNotFound)?;
    Ok(Rev(Columns::new(row, "revision").get(0)?))
}

impl Reader {
    /// The revision of what is stored now.
    pub async fn rev(&self) -> Result<Rev, StoreError> {
        let row = sqlx::query("select n from revision").fetch_one(self.pool()).await?;
        Ok(Rev(Columns::new(&row, "revision").get(0)?))
    }
}
