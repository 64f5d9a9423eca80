//! What the outbox asks of the tables `upload` and `target`, and what a person's short names ask of `entry`.

use std::collections::HashMap;

use domain::upload::Upload;
use domain::{ConnectionId, EntryId, Target, Timestamp, UploadId};
use serde::Deserialize;
use sqlx::sqlite::SqliteRow;

use crate::row::{Columns, Id as _, limit};
use crate::upload::{from_row, upload_value};
use crate::{Pause, Reader, Rev, Store, StoreError, UploadCounts, target};

/// How many of a connection's done uploads are looked through for those of late.
const LATELY: i64 = 1_000;

/// A connection as the outbox sees it: whether anything may be sent to it, and when something is to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lane {
    /// The connection.
    pub connection: ConnectionId,
    /// Why nothing is sent to it for now.
    pub pause: Option<Pause>,
    /// When something may next be done about one of its uploads, pauses left aside; may lie in the past.
    pub due: Option<Timestamp>,
}

/// Which of the uploads that are due comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    /// Those nothing was tried about yet, the oldest first; then those whose time has come.
    Fresh,
    /// Those whose time has come (looks, further tries), the longest due first.
    Overdue,
}

/// A lane as the question below gives it: connection, reason, detail and end of its pause, due time.
#[derive(Deserialize)]
struct Packed(ConnectionId, Option<String>, Option<String>, Option<Timestamp>, Option<Timestamp>);

impl From<Packed> for Lane {
    fn from(packed: Packed) -> Self {
        let Packed(connection, reason, detail, until, due) = packed;
        // The table holds a detail with every reason.
        let pause = reason.map(|reason| Pause { reason, detail: detail.unwrap_or_default(), until });
        Self { connection, pause, due }
    }
}

/// SQL for all lanes as one row; read by [`lanes`]. As one text: each row that comes from SQLite's thread on its own
/// may wake ours on its own.
macro_rules! lanes_row {
    () => {
        "select json_group_array(json_array(
             lower(hex(c.id)), c.pause_reason, c.pause_detail, c.pause_until_ms, (
                 select coalesce(due_ms, 0) from upload
                 where connection = c.id and stage in ('queued', 'unsure') order by due_ms limit 1)))
         from connection c where c.removed = 0"
    };
}
pub(crate) use lanes_row;

/// Reads what [`lanes_row`] gives.
pub(crate) fn lanes(row: &SqliteRow) -> Result<Vec<Lane>, StoreError> {
    let lanes: Vec<Packed> = Columns::new(row, "connection").json(0)?;
    Ok(lanes.into_iter().map(Lane::from).collect())
}

impl Store {
    /// The connections in use, as [`Reader::lanes`] gives them; read anew only when something was written since.
    pub async fn lanes(&mut self) -> Result<Vec<Lane>, StoreError> {
        self.tidy().await;
        let lanes = match self.lanes.take() {
            Some(lanes) => lanes,
            None => self.reader.lanes().await?,
        };
        Ok(self.lanes.insert(lanes).clone())
    }

    /// An upload, and the other one of its connection that knows a remote record as its own.
    pub async fn upload_and_claimant(
        &mut self,
        id: UploadId,
        remote_id: Option<&str>,
    ) -> Result<Option<(Upload, Option<UploadId>)>, StoreError> {
        self.tidy().await;
        let row = sqlx::query(concat!(
            "select ",
            upload_value!(),
            ", (select o.id from upload o
                where o.connection = u.connection and o.known is not null and o.known ->> '$.remote_id' = ?2
                    and o.id <> u.id limit 1)
             from upload u where u.id = ?1"
        ))
        .bind(id.blob())
        .bind(remote_id)
        .fetch_optional(&mut self.connection)
        .await?;
        row.map(|row| Ok((from_row(&row)?, Columns::new(&row, "upload").id_or_none(1)?))).transpose()
    }

    /// The upload of a connection about which something may be done at `now`, if there is one. Nothing is said of
    /// those in flight.
    pub async fn next_upload(
        &mut self,
        connection: ConnectionId,
        now: Timestamp,
        turn: Turn,
    ) -> Result<Option<Upload>, StoreError> {
        self.tidy().await;
        let query = match turn {
            Turn::Fresh => sqlx::query(concat!(
                "select ",
                upload_value!(),
                " from upload u indexed by upload_due
                  where u.connection = ? and u.stage in ('queued', 'unsure') and (u.due_ms is null or u.due_ms <= ?)
                  order by u.due_ms, u.id limit 1"
            )),
            Turn::Overdue => sqlx::query(concat!(
                "select ",
                upload_value!(),
                " from upload u indexed by upload_due
                  where u.connection = ? and u.stage in ('queued', 'unsure') and u.due_ms <= ?
                  order by u.due_ms, u.id limit 1"
            )),
        };
        let row =
            query.bind(connection.blob()).bind(now.millis()).fetch_optional(&mut self.connection).await?;
        row.as_ref().map(from_row).transpose()
    }

    /// Makes everything queued due at once; what is unsure keeps its plan of looks.
    pub async fn queue_now(&mut self) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let result = sqlx::query(
            "update upload set due_ms = null, rev = ? where stage = 'queued' and due_ms is not null",
        )
        .bind(rev.0)
        .execute(&mut self.connection)
        .await;
        self.end(result.map(|_| rev).map_err(StoreError::from)).await
    }

    /// Adds targets to a catalogue, or renews them, without touching the others.
    pub async fn add_targets(
        &mut self,
        connection: ConnectionId,
        targets: &[Target],
    ) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let result = target::upsert(&mut self.connection, connection, targets).await;
        self.end(result.map(|()| rev)).await
    }
}

impl Reader {
    /// The connections in use, each with its pause and its next due time.
    pub async fn lanes(&self) -> Result<Vec<Lane>, StoreError> {
        lanes(&sqlx::query(lanes_row!()).fetch_one(&mut *self.ask().await?).await?)
    }

    /// How many uploads of each connection are how far; those done are not counted.
    pub async fn open_counts(&self) -> Result<HashMap<ConnectionId, UploadCounts>, StoreError> {
        let rows = sqlx::query(
            "select connection, stage, count(*) from upload indexed by upload_open
             where stage <> 'done' group by connection, stage",
        )
        .fetch_all(&mut *self.ask().await?)
        .await?;
        let mut counts: HashMap<ConnectionId, UploadCounts> = HashMap::new();
        for row in &rows {
            let columns = Columns::new(row, "upload");
            let of = counts.entry(columns.id(0)?).or_default();
            let n = columns.get::<i64>(2)?.unsigned_abs();
            match columns.get(1)? {
                "unsure" => of.unsure = n,
                "stuck" => of.stuck = n,
                "dropped" => {}
                _ => of.waiting += n,
            }
        }
        Ok(counts)
    }

    /// Uploads of a connection that are done and book time since `since`, the last changed first. Of those changed
    /// long ago nothing is said.
    pub async fn done_lately(
        &self,
        connection: ConnectionId,
        since: Timestamp,
        most: usize,
    ) -> Result<Vec<UploadId>, StoreError> {
        let rows = sqlx::query(
            "select id from (
                 select id, desired, rev from upload
                 where connection = ? and stage = 'done' order by rev desc, id desc limit ?)
             where desired ->> '$.start' >= ? order by rev desc, id desc limit ?",
        )
        .bind(connection.blob())
        .bind(LATELY)
        .bind(since.millis())
        .bind(limit(most))
        .fetch_all(&mut *self.ask().await?)
        .await?;
        rows.iter().map(|row| Columns::new(row, "upload").id(0)).collect()
    }

    /// Whether another upload of this connection knows this remote record as its own.
    pub async fn is_claimed(
        &self,
        connection: ConnectionId,
        remote_id: &str,
        except: UploadId,
    ) -> Result<bool, StoreError> {
        let row = sqlx::query(
            "select exists (
                 select 1 from upload
                 where connection = ? and known is not null and known ->> '$.remote_id' = ? and id <> ?)",
        )
        .bind(connection.blob())
        .bind(remote_id)
        .bind(except.blob())
        .fetch_one(&mut *self.ask().await?)
        .await?;
        Columns::new(&row, "upload").flag(0)
    }

    /// How many targets of a connection can be booked on.
    pub async fn target_count(&self, connection: ConnectionId) -> Result<u32, StoreError> {
        let row = sqlx::query("select count(*) from target where connection = ? and gone = 0")
            .bind(connection.blob())
            .fetch_one(&mut *self.ask().await?)
            .await?;
        Columns::new(&row, "target").get(0)
    }

    /// The entries whose id begins with these hexadecimal digits (hyphens do not count); at most `most`.
    pub async fn ids_beginning(&self, digits: &str, most: usize) -> Result<Vec<EntryId>, StoreError> {
        let digits: String = digits.chars().filter(char::is_ascii_hexdigit).take(32).collect();
        let rows = sqlx::query(
            "select id from entry where id >= unhex(?1) and id <= unhex(?2) order by id limit ?3",
        )
        .bind(format!("{digits:0<32}"))
        .bind(format!("{digits:f<32}"))
        .bind(limit(most))
        .fetch_all(&mut *self.ask().await?)
        .await?;
        rows.iter().map(|row| Columns::new(row, "entry").id(0)).collect()
    }
}
