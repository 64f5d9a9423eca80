//! One look at the state of the timer: what almost every answer needs, read by one statement of one state of the file.
//!
//! A commit takes that look itself, so that the answer after it need not.

use domain::Entry;
use sqlx::sqlite::SqliteRow;

use crate::entry::{self, entry_value};
use crate::row::Columns;
use crate::upload::{self, UploadCounts};
use crate::{Reader, Rev, Store, StoreError};

/// The state of the timer at one revision.
#[derive(Clone, PartialEq, Debug)]
pub struct Glance {
    /// The revision.
    pub rev: Rev,
    /// The running entry.
    pub running: Option<Entry>,
    /// The finished entry that ended last.
    pub last: Option<Entry>,
    /// How many uploads are how far.
    pub uploads: UploadCounts,
}

/// SQL for all of it, as one row; read by [`Glance::from_row`].
macro_rules! glance_row {
    () => {
        concat!(
            "select (select n from revision),
                (select ",
            entry_value!(),
            " from entry e where e.end_ms is null),
                (select ",
            entry_value!(),
            " from entry e where e.end_ms is not null order by e.end_ms desc, e.n desc limit 1),
                (select json_group_object(stage, n) from upload_count)"
        )
    };
}
pub(crate) use glance_row;

impl Glance {
    /// Reads what [`glance_row`] gives.
    pub(crate) fn from_row(row: &SqliteRow) -> Result<Self, StoreError> {
        Ok(Self {
            rev: Rev(Columns::new(row, "revision").get(0)?),
            running: entry::one_or_none(row, 1)?,
            last: entry::one_or_none(row, 2)?,
            uploads: upload::counts(row, 3)?,
        })
    }
}

impl Reader {
    /// Looks once.
    pub async fn glance(&self) -> Result<Glance, StoreError> {
        Glance::from_row(&sqlx::query(glance_row!()).fetch_one(&mut *self.ask().await?).await?)
    }
}

impl Store {
    /// What the timer looks like now; read anew only when something was written since it was last looked at.
    pub async fn glance(&mut self) -> Result<Glance, StoreError> {
        self.tidy().await;
        let glance = match self.glance.take() {
            Some(glance) => glance,
            None => self.reader.glance().await?,
        };
        Ok(self.glance.insert(glance).clone())
    }
}
