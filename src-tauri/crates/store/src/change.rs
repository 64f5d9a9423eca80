//! The table `change`: the history of entries. Append-only; triggers refuse anything else.

use domain::timer::Change;
use domain::{Entry, EntryId, Timestamp};

use crate::batch::Batch;
use crate::revision::this_rev;
use crate::row::{Columns, Id as _, json};
use crate::{Commit, Reader, Rev, StoreError};

/// One change of one entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistoryRow {
    /// The state of the store it led to.
    pub rev: Rev,
    /// When.
    pub at: Timestamp,
    /// Where it was said.
    pub surface: String,
    /// What was said.
    pub verb: String,
    /// Which entry.
    pub entry: EntryId,
    /// As it was; `None` = it was not there.
    pub before: Option<Entry>,
    /// As it became; `None` = it was removed.
    pub after: Option<Entry>,
}

/// Writes what a commit changes.
pub(crate) fn append(batch: &mut Batch, commit: &Commit, change: &Change) {
    batch
        .say(concat!(
            "insert into change (rev, at_ms, surface, verb, entry, before, after) values (",
            this_rev!(),
            ", ?, ?, ?, ?, ?, ?)"
        ))
        .bind(commit.at.millis())
        .bind(&commit.surface)
        .bind(&commit.verb)
        .bind(change.id.blob())
        .bind(change.before.as_ref().map(json))
        .bind(change.after.as_ref().map(json));
}

impl Reader {
    /// All changes of an entry, as they happened; also of one that was removed.
    pub async fn history(&self, entry: EntryId) -> Result<Vec<HistoryRow>, StoreError> {
        let rows = sqlx::query(
            "select rev, at_ms, surface, verb, entry, before, after from change where entry = ? order by n",
        )
        .bind(entry.blob())
        .fetch_all(&mut *self.ask().await?)
        .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::new(row, "change");
                Ok(HistoryRow {
                    rev: Rev(columns.get(0)?),
                    at: columns.at(1)?,
                    surface: columns.get(2)?,
                    verb: columns.get(3)?,
                    entry: columns.id(4)?,
                    before: columns.json_or_none(5)?,
                    after: columns.json_or_none(6)?,
                })
            })
            .collect()
    }
}
