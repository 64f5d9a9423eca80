//! The revision: a number that every write but the heartbeat raises, so that a reader can tell news from old.

use sqlx::SqliteConnection;

use crate::row::Columns;
use crate::{Reader, StoreError};

/// The number of a state of the store; later states have higher ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Rev(pub i64);

/// Raises the revision inside the open transaction.
pub(crate) async fn raise(connection: &mut SqliteConnection) -> Result<Rev, StoreError> {
    let row = sqlx::query("update revision set n = n + 1 returning n").fetch_one(connection).await?;
    Ok(Rev(Columns::new(&row, "revision").get(0)?))
}

impl Reader {
    /// The revision of what is stored now.
    pub async fn rev(&self) -> Result<Rev, StoreError> {
        let row = sqlx::query("select n from revision").fetch_one(self.pool()).await?;
        Ok(Rev(Columns::new(&row, "revision").get(0)?))
    }
}
