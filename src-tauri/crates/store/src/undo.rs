//! The table `undo`: what can be taken back and done again. Beside the history, because an undo moves along it.

use domain::timer::{Change, Changes};
use domain::{Entry, EntryId, LinkChange, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;

use crate::batch::Batch;
use crate::revision::this_rev;
use crate::row::{Columns, json, limit};
use crate::{Commit, Log, Reader, Rev, StoreError};

/// How many changes can be taken back.
const KEEP: i64 = 1000;

/// One change that can be taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UndoStep {
    /// The state of the store the change led to.
    pub rev: Rev,
    /// When it was made.
    pub at: Timestamp,
    /// Where it was said.
    pub surface: String,
    /// What was said.
    pub verb: String,
    /// What it changed.
    pub changes: Changes,
}

/// [`Change`] as the table spells it.
#[derive(Deserialize)]
struct Stored {
    id: EntryId,
    before: Option<Entry>,
    after: Option<Entry>,
}

#[derive(Serialize)]
struct Stores<'a> {
    id: EntryId,
    before: Option<&'a Entry>,
    after: Option<&'a Entry>,
}

/// Moves the log as the commit says: a new change clears what could be done again.
pub(crate) fn log(batch: &mut Batch, commit: &Commit) {
    match commit.log {
        Log::Push => push(batch, commit),
        Log::Undo => {
            batch
                .say("update undo set undone = 1 where n = (select n from undo where undone = 0 order by n desc limit 1)")
                .must_change(StoreError::NothingToUndo);
        }
        Log::Redo => {
            batch
                .say("update undo set undone = 0 where n = (select n from undo where undone = 1 order by n limit 1)")
                .must_change(StoreError::NothingToRedo);
        }
    }
}

fn push(batch: &mut Batch, commit: &Commit) {
    if commit.changes.is_empty() {
        return;
    }
    let changes: Vec<Stores<'_>> = commit
        .changes
        .iter()
        .map(|change| Stores { id: change.id, before: change.before.as_ref(), after: change.after.as_ref() })
        .collect();
    batch
        .say("delete from undo where undone = 1 or n <= (select max(n) from undo where undone = 0) - ?")
        .bind(KEEP - 1);
    batch
        .say(concat!(
            "insert into undo (rev, at_ms, surface, verb, changes, lesson) values (",
            this_rev!(),
            ", ?, ?, ?, ?, ?)"
        ))
        .bind(commit.at.millis())
        .bind(&commit.surface)
        .bind(&commit.verb)
        .bind(json(&changes))
        .bind((!commit.links.is_empty()).then(|| json(&commit.links)));
}

fn from_row(row: &SqliteRow) -> Result<UndoStep, StoreError> {
    let columns = Columns::new(row, "undo");
    let changes: Vec<Stored> = columns.json(4)?;
    Ok(UndoStep {
        rev: Rev(columns.get(0)?),
        at: columns.at(1)?,
        surface: columns.get(2)?,
        verb: columns.get(3)?,
        changes: changes
            .into_iter()
            .map(|Stored { id, before, after }| Change { id, before, after })
            .collect(),
    })
}

impl Reader {
    /// The change an undo would take back.
    pub async fn undo_tip(&self) -> Result<Option<(Rev, Changes)>, StoreError> {
        Ok(self.undo_tips(1).await?.pop().map(|step| (step.rev, step.changes)))
    }

    /// The changes the next undos would take back, the first one first.
    pub async fn undo_tips(&self, most: usize) -> Result<Vec<UndoStep>, StoreError> {
        let rows = sqlx::query(
            "select rev, at_ms, surface, verb, changes from undo where undone = 0 order by n desc limit ?",
        )
        .bind(limit(most))
        .fetch_all(&mut *self.ask().await?)
        .await?;
        rows.iter().map(from_row).collect()
    }

    /// The change a redo would do again.
    pub async fn redo_tip(&self) -> Result<Option<(Rev, Changes)>, StoreError> {
        let row = sqlx::query(
            "select rev, at_ms, surface, verb, changes from undo where undone = 1 order by n limit 1",
        )
        .fetch_optional(&mut *self.ask().await?)
        .await?;
        Ok(row.map(|row| from_row(&row)).transpose()?.map(|step| (step.rev, step.changes)))
    }

    /// What the change taught that an undo would take back.
    pub async fn lesson_to_undo(&self) -> Result<Vec<LinkChange>, StoreError> {
        self.lesson("select lesson from undo where undone = 0 order by n desc limit 1").await
    }

    /// What the change taught that a redo would do again.
    pub async fn lesson_to_redo(&self) -> Result<Vec<LinkChange>, StoreError> {
        self.lesson("select lesson from undo where undone = 1 order by n limit 1").await
    }

    async fn lesson(&self, tip: &'static str) -> Result<Vec<LinkChange>, StoreError> {
        let row = sqlx::query(tip).fetch_optional(&mut *self.ask().await?).await?;
        let lesson = row.map(|row| Columns::new(&row, "undo").json_or_none(0)).transpose()?;
        Ok(lesson.flatten().unwrap_or_default())
    }
}
