//! The table `upload`: the wish that one part of one booking exists remotely exactly once, and how far it has come.

use std::collections::HashMap;

use domain::upload::{Known, State, Upload};
use domain::{ConnectionId, EntryId, Payload, TargetId, Timestamp, UploadId};
use serde::Deserialize;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::batch::Batch;
use crate::outbox::lanes_row;
use crate::page::PAGE;
use crate::revision::this_rev;
use crate::row::{Columns, Id as _, id_list, json, limit};
use crate::{Reader, Rev, Store, StoreError, outbox, revision};

/// Which uploads to list. After a long time offline there may be thousands, so each list says how many it takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UploadFilter {
    /// Those that are this far and not done, the oldest first.
    Open {
        /// How far.
        stage: Stage,
        /// How many to leave out first.
        skip: usize,
        /// At most so many.
        most: usize,
    },
    /// This many that are done, the last changed first.
    RecentDone(usize),
}

/// How far an upload that is not done has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Something is to be sent.
    Queued,
    /// Something is being sent.
    InFlight,
    /// The answer was lost.
    Unsure,
    /// A person must act.
    Stuck,
    /// A person gave it up.
    Dropped,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::InFlight => "in_flight",
            Self::Unsure => "unsure",
            Self::Stuck => "stuck",
            Self::Dropped => "dropped",
        }
    }
}

/// How many uploads are how far.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct UploadCounts {
    /// Queued or in flight.
    pub waiting: u64,
    /// The answer was lost.
    pub unsure: u64,
    /// A person must act.
    pub stuck: u64,
    /// The tracker holds what is desired.
    pub done: u64,
}

/// One upload as a JSON array, of a row of `upload` called `u`; read by [`Packed`].
macro_rules! upload_value {
    () => {
        "json_array(lower(hex(u.id)), lower(hex(u.entry)), lower(hex(u.connection)), u.target, u.part,
             json(u.desired), json(u.known), json(u.state), u.attempts, u.due_ms)"
    };
}

pub(crate) use upload_value;

/// What [`upload_value`] gives: the fields of [`Upload`], in order.
#[derive(Deserialize)]
struct Packed(
    UploadId,
    EntryId,
    ConnectionId,
    TargetId,
    u32,
    Option<Payload>,
    Option<Known>,
    State,
    u32,
    Option<Timestamp>,
);

impl From<Packed> for Upload {
    fn from(packed: Packed) -> Self {
        let Packed(id, entry, connection, target, part, desired, known, state, attempts, due) = packed;
        Self { id, entry, connection, target, part, desired, known, state, attempts, due }
    }
}

pub(crate) fn from_row(row: &SqliteRow) -> Result<Upload, StoreError> {
    Columns::new(row, "upload").json::<Packed>(0).map(Upload::from)
}

fn from_rows(rows: &[SqliteRow]) -> Result<Vec<Upload>, StoreError> {
    rows.iter().map(from_row).collect()
}

/// The name of the state, as serde and the column `stage` spell it.
fn stage(state: &State) -> &'static str {
    match state {
        State::Queued => Stage::Queued.name(),
        State::InFlight { .. } => Stage::InFlight.name(),
        State::Unsure { .. } => Stage::Unsure.name(),
        State::Done => "done",
        State::Stuck { .. } => Stage::Stuck.name(),
        State::Dropped => Stage::Dropped.name(),
    }
}

/// Reads a column that holds all counts by stage.
pub(crate) fn counts(row: &SqliteRow, column: usize) -> Result<UploadCounts, StoreError> {
    let by_stage: HashMap<String, u64> = Columns::new(row, "upload_count").json(column)?;
    let of = |stage: &str| by_stage.get(stage).copied().unwrap_or(0);
    Ok(UploadCounts {
        waiting: of("queued") + of("in_flight"),
        unsure: of("unsure"),
        stuck: of("stuck"),
        done: of("done"),
    })
}

/// How many rows are written at a time: the text of a batch is kept prepared, and hundreds of lengths are not worth it.
const TOGETHER: usize = 4;

/// Says rows to write and others to remove, in the open transaction.
pub(crate) async fn write(
    connection: &mut SqliteConnection,
    batch: &mut Batch,
    rows: &[Upload],
    gone: &[UploadId],
) -> Result<(), StoreError> {
    if !gone.is_empty() {
        batch
            .say("delete from upload where id in (select unhex(value) from json_each(?))")
            .bind(id_list(gone));
    }
    for some in rows.chunks(TOGETHER) {
        if rows.len() > TOGETHER {
            batch.flush(connection).await?;
        }
        some.iter().for_each(|upload| put(batch, upload));
    }
    Ok(())
}

/// An upload never moves to another entry or connection; naming them would have their indexes written each time.
fn put(batch: &mut Batch, upload: &Upload) {
    batch
        .say(concat!(
            "insert into upload
                 (id, rev, entry, connection, target, part, desired, known, stage, state, attempts, due_ms)
             values (?, ",
            this_rev!(),
            ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             on conflict (id) do update set
                 rev = excluded.rev, target = excluded.target, part = excluded.part,
                 desired = excluded.desired, known = excluded.known, stage = excluded.stage,
                 state = excluded.state, attempts = excluded.attempts, due_ms = excluded.due_ms"
        ))
        .bind(upload.id.blob())
        .bind(upload.entry.blob())
        .bind(upload.connection.blob())
        .bind(upload.target.as_str().to_owned())
        .bind(upload.part)
        .bind(upload.desired.as_ref().map(json))
        .bind(upload.known.as_ref().map(json))
        .bind(stage(&upload.state))
        .bind(json(&upload.state))
        .bind(upload.attempts)
        .bind(upload.due.map(Timestamp::millis));
}

impl Store {
    /// Writes uploads and removes others, in one transaction.
    pub async fn put_uploads(&mut self, rows: &[Upload], gone: &[UploadId]) -> Result<Rev, StoreError> {
        let mut batch = self.opening().await;
        let said = write(&mut self.connection, &mut batch, rows, gone).await;
        batch.say(lanes_row!());
        let batch = self.keep(batch, said).await?;
        // What was just read is what is there now, until the next transaction is opened.
        self.lanes = batch.rows().last().and_then(|row| outbox::lanes(row).ok());
        revision::raised(&batch)
    }
}

impl Reader {
    /// The uploads of these entries, by entry, connection, target and part.
    pub async fn uploads_of(&self, entries: &[EntryId]) -> Result<Vec<Upload>, StoreError> {
        let mut uploads: Vec<Upload> = Vec::new();
        for some in entries.chunks(PAGE) {
            let row = sqlx::query(concat!(
                "select json_group_array(",
                upload_value!(),
                ") from upload u where u.entry in (select unhex(value) from json_each(?))"
            ))
            .bind(id_list(some))
            .fetch_one(&mut *self.ask().await?)
            .await?;
            let packed: Vec<Packed> = Columns::new(&row, "upload").json(0)?;
            uploads.extend(packed.into_iter().map(Upload::from));
        }
        uploads.sort_by(|a, b| {
            (a.entry, a.connection, &a.target, a.part, a.id).cmp(&(
                b.entry,
                b.connection,
                &b.target,
                b.part,
                b.id,
            ))
        });
        Ok(uploads)
    }

    /// One upload.
    pub async fn upload(&self, id: UploadId) -> Result<Option<Upload>, StoreError> {
        let row = sqlx::query(concat!("select ", upload_value!(), " from upload u where u.id = ?"))
            .bind(id.blob())
            .fetch_optional(&mut *self.ask().await?)
            .await?;
        row.as_ref().map(from_row).transpose()
    }

    /// The uploads a list shows.
    pub async fn uploads(&self, filter: UploadFilter) -> Result<Vec<Upload>, StoreError> {
        let query = match filter {
            // By the order of coming, which the index holds already: sorting thousands for the first few is work.
            UploadFilter::Open { stage, skip, most } => sqlx::query(concat!(
                "select ",
                upload_value!(),
                " from upload u indexed by upload_open
                  where u.stage = ? and u.stage <> 'done' order by u.rowid limit ? offset ?"
            ))
            .bind(stage.name())
            .bind(limit(most))
            .bind(limit(skip)),
            UploadFilter::RecentDone(most) => sqlx::query(concat!(
                "select ",
                upload_value!(),
                " from upload u where u.stage = 'done' order by u.rev desc, u.id desc limit ?"
            ))
            .bind(limit(most)),
        };
        from_rows(&query.fetch_all(&mut *self.ask().await?).await?)
    }

    /// How many uploads are how far.
    pub async fn upload_counts(&self) -> Result<UploadCounts, StoreError> {
        let row = sqlx::query("select json_group_object(stage, n) from upload_count")
            .fetch_one(&mut *self.ask().await?)
            .await?;
        counts(&row, 0)
    }

    /// The uploads that were being sent: after a start, those whose answer is lost.
    pub async fn in_flight(&self) -> Result<Vec<Upload>, StoreError> {
        let rows = sqlx::query(concat!(
            "select ",
            upload_value!(),
            " from upload u where u.stage = 'in_flight' and u.stage <> 'done' order by u.id"
        ))
        .fetch_all(&mut *self.ask().await?)
        .await?;
        from_rows(&rows)
    }
}
