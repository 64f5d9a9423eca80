//! The table `upload`: the wish that one part of one booking exists remotely exactly once, and how far it has come.

use std::collections::HashMap;

use domain::upload::{Known, State, Upload};
use domain::{ConnectionId, EntryId, Payload, TargetId, Timestamp, UploadId};
use serde::Deserialize;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::entry::PAGE;
use crate::row::{Columns, Id as _, id_list, json, limit};
use crate::{Reader, Rev, Store, StoreError};

/// How many due uploads of one connection are given at a time; after a long time offline there may be thousands.
const AT_A_TIME: i64 = 64;
/// How many uploads of one connection are listed.
const LISTED: usize = 1000;

/// Which uploads to list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UploadFilter {
    /// All that are not done, the oldest first.
    Open,
    /// Those of one connection, the last changed first; at most 1000.
    Connection(ConnectionId),
    /// This many that are done, the last changed first.
    RecentDone(usize),
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

fn from_row(row: &SqliteRow) -> Result<Upload, StoreError> {
    Columns::new(row, "upload").json::<Packed>(0).map(Upload::from)
}

fn from_rows(rows: &[SqliteRow]) -> Result<Vec<Upload>, StoreError> {
    rows.iter().map(from_row).collect()
}

/// The name of the state, as serde and the column `stage` spell it.
fn stage(state: &State) -> &'static str {
    match state {
        State::Queued => "queued",
        State::InFlight { .. } => "in_flight",
        State::Unsure { .. } => "unsure",
        State::Done => "done",
        State::Stuck { .. } => "stuck",
        State::Dropped => "dropped",
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

/// Writes rows and removes others inside the open transaction.
pub(crate) async fn write(
    connection: &mut SqliteConnection,
    rev: Rev,
    rows: &[Upload],
    gone: &[UploadId],
) -> Result<(), StoreError> {
    for id in gone {
        sqlx::query("delete from upload where id = ?").bind(id.blob()).execute(&mut *connection).await?;
    }
    for upload in rows {
        sqlx::query(
            "insert into upload
                 (id, rev, entry, connection, target, part, desired, known, stage, state, attempts, due_ms)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             on conflict (id) do update set
                 rev = excluded.rev, entry = excluded.entry, connection = excluded.connection,
                 target = excluded.target, part = excluded.part, desired = excluded.desired,
                 known = excluded.known, stage = excluded.stage, state = excluded.state,
                 attempts = excluded.attempts, due_ms = excluded.due_ms",
        )
        .bind(upload.id.blob())
        .bind(rev.0)
        .bind(upload.entry.blob())
        .bind(upload.connection.blob())
        .bind(upload.target.as_str())
        .bind(upload.part)
        .bind(upload.desired.as_ref().map(json))
        .bind(upload.known.as_ref().map(json))
        .bind(stage(&upload.state))
        .bind(json(&upload.state))
        .bind(upload.attempts)
        .bind(upload.due.map(Timestamp::millis))
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

impl Store {
    /// Writes uploads and removes others, in one transaction.
    pub async fn put_uploads(&mut self, rows: &[Upload], gone: &[UploadId]) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let result = write(&mut self.connection, rev, rows, gone).await;
        self.end(result.map(|()| rev)).await
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
            .fetch_one(self.pool())
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
            .fetch_optional(self.pool())
            .await?;
        row.as_ref().map(from_row).transpose()
    }

    /// The uploads a list shows.
    pub async fn uploads(&self, filter: UploadFilter) -> Result<Vec<Upload>, StoreError> {
        let query = match filter {
            UploadFilter::Open => sqlx::query(concat!(
                "select ",
                upload_value!(),
                " from upload u indexed by upload_open where u.stage <> 'done' order by u.id"
            )),
            UploadFilter::Connection(connection) => sqlx::query(concat!(
                "select ",
                upload_value!(),
                " from upload u where u.connection = ? order by u.rev desc, u.id desc limit ?"
            ))
            .bind(connection.blob())
            .bind(limit(LISTED)),
            UploadFilter::RecentDone(most) => sqlx::query(concat!(
                "select ",
                upload_value!(),
                " from upload u where u.stage = 'done' order by u.rev desc, u.id desc limit ?"
            ))
            .bind(limit(most)),
        };
        from_rows(&query.fetch_all(self.pool()).await?)
    }

    /// Uploads about which something may be done at `now`, the longest due first; a share of each connection that
    /// is not paused. Nothing is said of those in flight.
    pub async fn due(&self, now: Timestamp) -> Result<Vec<Upload>, StoreError> {
        let rows = sqlx::query(concat!(
            "select ",
            upload_value!(),
            " from connection c join upload u on u.id in (
                  select id from upload
                  where connection = c.id and stage in ('queued', 'unsure') and (due_ms is null or due_ms <= ?1)
                  order by due_ms, id limit ?2)
              where c.removed = 0 and (c.pause_reason is null or c.pause_until_ms <= ?1)
              order by u.due_ms, u.id"
        ))
        .bind(now.millis())
        .bind(AT_A_TIME)
        .fetch_all(self.pool())
        .await?;
        from_rows(&rows)
    }

    /// The earliest instant at which [`Reader::due`] gives something; it may lie in the past. Pauses are waited for,
    /// those without an end leave their connection out.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query(
            "select min(max(first, coalesce(until, 0))) from (
                 select c.pause_until_ms as until, (
                     select coalesce(due_ms, 0) from upload
                     where connection = c.id and stage in ('queued', 'unsure')
                     order by due_ms limit 1) as first
                 from connection c
                 where c.removed = 0 and (c.pause_reason is null or c.pause_until_ms is not null))
             where first is not null",
        )
        .fetch_one(self.pool())
        .await?;
        Columns::new(&row, "upload").at_or_none(0)
    }

    /// How many uploads are how far.
    pub async fn upload_counts(&self) -> Result<UploadCounts, StoreError> {
        let row = sqlx::query("select json_group_object(stage, n) from upload_count")
            .fetch_one(self.pool())
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
        .fetch_all(self.pool())
        .await?;
        from_rows(&rows)
    }
}
