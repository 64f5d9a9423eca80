//! The revision: a number that every write but the heartbeat raises, so that a reader can tell news from old.

use crate::batch::Batch;
use crate::row::Columns;
use crate::{Reader, StoreError};

/// The number of a state of the store; later states have higher ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Rev(pub i64);

/// SQL for the revision of the open transaction.
macro_rules! this_rev {
    () => {
        "(select n from revision)"
    };
}
pub(crate) use this_rev;

/// Begins a transaction and raises the revision in it; [`raised`] tells to what.
pub(crate) fn begin(batch: &mut Batch) {
    batch.say("begin immediate");
    batch.say("update revision set n = n + 1 returning n");
}

/// The revision that the transaction whose first statements were [`begin`]'s leads to.
pub(crate) fn raised(batch: &Batch) -> Result<Rev, StoreError> {
    let row = batch.rows().first().ok_or(sqlx::Error::RowNotFound)?;
    Ok(Rev(Columns::new(row, "revision").get(0)?))
}

impl Reader {
    /// The revision of what is stored now.
    pub async fn rev(&self) -> Result<Rev, StoreError> {
        let row = sqlx::query("select n from revision").fetch_one(&mut *self.ask().await?).await?;
        Ok(Rev(Columns::new(&row, "revision").get(0)?))
    }
}
