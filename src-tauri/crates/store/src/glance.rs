//! One look at the state of the timer: what almost every answer needs, read by one statement of one state of the file.

use domain::Entry;

use crate::entry::{self, entry_value};
use crate::row::Columns;
use crate::upload::{self, UploadCounts};
use crate::{Reader, Rev, StoreError};

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

impl Reader {
    /// Looks once.
    pub async fn glance(&self) -> Result<Glance, StoreError> {
        let row = sqlx::query(concat!(
            "select (select n from revision),
                (select ",
            entry_value!(),
            " from entry e where e.end_ms is null),
                (select ",
            entry_value!(),
            " from entry e where e.end_ms is not null order by e.end_ms desc, e.n desc limit 1),
                (select json_group_object(stage, n) from upload_count)"
        ))
        .fetch_one(self.pool())
        .await?;
        Ok(Glance {
            rev: Rev(Columns::new(&row, "revision").get(0)?),
            running: entry::one_or_none(&row, 1)?,
            last: entry::one_or_none(&row, 2)?,
            uploads: upload::counts(&row, 3)?,
        })
    }
}
