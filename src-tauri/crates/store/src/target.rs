//! The table `target`: what can be booked on, as last seen at each tracker, searchable offline.

use domain::{ConnectionId, Target, TargetId, Timestamp};
use serde::Serialize;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::connection::met;
use crate::fold::{fold, words};
use crate::row::{Columns, Id as _, json, limit};
use crate::{Reader, Rev, Store, StoreError};

/// How many targets one statement writes.
const AT_A_TIME: usize = 500;
/// The most words of a question that are looked at; the SQL below has a place for each.
const WORDS: usize = 6;

/// A target with the connection it belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownTarget {
    /// Its connection.
    pub connection: ConnectionId,
    /// The target.
    pub target: Target,
    /// Whether it was there no more at the last refresh; it stays because entries are booked on it.
    pub gone: bool,
}

/// A target as the statement below takes it from JSON.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    target: &'a Target,
    key_fold: String,
    fold: String,
}

macro_rules! columns {
    () => {
        "t.connection, t.id, t.key, t.title, t.parent, t.billable, t.mine, t.gone"
    };
}

fn from_row(row: &SqliteRow) -> Result<KnownTarget, StoreError> {
    let columns = Columns::new(row, "target");
    Ok(KnownTarget {
        connection: columns.id(0)?,
        target: Target {
            id: TargetId::new(columns.get::<String>(1)?),
            key: columns.get(2)?,
            title: columns.get(3)?,
            parent: columns.get(4)?,
            billable: columns.get::<Option<i64>>(5)?.map(|billable| billable != 0),
            mine: columns.flag(6)?,
        },
        gone: columns.flag(7)?,
    })
}

async fn replace(
    connection: &mut SqliteConnection,
    id: ConnectionId,
    targets: &[Target],
    at: Timestamp,
) -> Result<(), StoreError> {
    let done = sqlx::query("update connection set targets_ms = ? where id = ? and removed = 0")
        .bind(at.millis())
        .bind(id.blob())
        .execute(&mut *connection)
        .await?;
    met(id, &done)?;
    sqlx::query("update target set gone = 1 where connection = ?")
        .bind(id.blob())
        .execute(&mut *connection)
        .await?;
    upsert(&mut *connection, id, targets).await?;
    sqlx::query("delete from target where connection = ? and gone = 1 and booked = 0")
        .bind(id.blob())
        .execute(connection)
        .await?;
    Ok(())
}

/// Writes targets that are there, and leaves all others as they are.
pub(crate) async fn upsert(
    connection: &mut SqliteConnection,
    id: ConnectionId,
    targets: &[Target],
) -> Result<(), StoreError> {
    for some in targets.chunks(AT_A_TIME) {
        let rows: Vec<Row<'_>> = some
            .iter()
            .map(|target| Row {
                target,
                key_fold: fold(&target.key),
                fold: fold(
                    &[&target.key, &target.title, target.parent.as_deref().unwrap_or_default()].join(" "),
                ),
            })
            .collect();
        sqlx::query(
            "insert into target (connection, id, key, key_fold, title, parent, fold, billable, mine)
             select ?1, value ->> 'id', value ->> 'key', value ->> 'key_fold', value ->> 'title',
                    value ->> 'parent', value ->> 'fold', value ->> 'billable', value ->> 'mine'
             from json_each(?2) where true
             on conflict (connection, id) do update set
                 key = excluded.key, key_fold = excluded.key_fold, title = excluded.title,
                 parent = excluded.parent, fold = excluded.fold, billable = excluded.billable,
                 mine = excluded.mine, gone = 0",
        )
        .bind(id.blob())
        .bind(json(&rows))
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

impl Store {
    /// Replaces the targets of a connection in one transaction. Of those that are not there any more, the ones that
    /// are booked stay, marked as gone.
    pub async fn put_targets(
        &mut self,
        id: ConnectionId,
        targets: &[Target],
        at: Timestamp,
    ) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let result = replace(&mut self.connection, id, targets, at).await;
        self.end(result.map(|()| rev)).await
    }
}

impl Reader {
    /// Targets that hold every word of `text` in key, title or parent: those whose key begins with it first, then
    /// the person's own, then by key. Gone ones are left out.
    pub async fn targets(
        &self,
        connection: Option<ConnectionId>,
        text: &str,
        most: usize,
    ) -> Result<Vec<KnownTarget>, StoreError> {
        let mut asked = words(text);
        asked.resize(WORDS, String::new());
        let mut query = sqlx::query(concat!(
            "select ",
            columns!(),
            " from target t
              where t.connection in (select id from connection where removed = 0 and (?1 is null or id = ?1))
                and t.gone = 0
                and instr(t.fold, ?4) and instr(t.fold, ?5) and instr(t.fold, ?6)
                and instr(t.fold, ?7) and instr(t.fold, ?8) and instr(t.fold, ?9)
              order by t.key_fold >= ?2 and t.key_fold < ?2 || char(1114111) desc, t.mine desc, t.key_fold, t.id
              limit ?3"
        ))
        .bind(connection.map(|id| id.blob()))
        .bind(fold(text.trim()))
        .bind(limit(most));
        for word in asked {
            query = query.bind(word);
        }
        query.fetch_all(&mut *self.ask().await?).await?.iter().map(from_row).collect()
    }

    /// One target by the tracker's id, also one that is gone or of a connection that was removed.
    pub async fn target(
        &self,
        connection: ConnectionId,
        id: &TargetId,
    ) -> Result<Option<KnownTarget>, StoreError> {
        let row =
            sqlx::query(concat!("select ", columns!(), " from target t where t.connection = ? and t.id = ?"))
                .bind(connection.blob())
                .bind(id.as_str())
                .fetch_optional(&mut *self.ask().await?)
                .await?;
        row.as_ref().map(from_row).transpose()
    }

    /// One target by the key a person typed; case does not count unless two keys differ in nothing else.
    pub async fn target_by_key(
        &self,
        connection: ConnectionId,
        key: &str,
    ) -> Result<Option<KnownTarget>, StoreError> {
        let rows = sqlx::query(concat!(
            "select ",
            columns!(),
            " from target t where t.connection = ? and t.key_fold = ? order by t.key = ? desc, t.gone, t.id"
        ))
        .bind(connection.blob())
        .bind(fold(key))
        .bind(key)
        .fetch_all(&mut *self.ask().await?)
        .await?;
        let known: Vec<KnownTarget> = rows.iter().map(from_row).collect::<Result<_, _>>()?;
        let key = key.to_lowercase();
        Ok(known.into_iter().find(|known| known.target.key.to_lowercase() == key))
    }

    /// When the targets of a connection were last refreshed.
    pub async fn targets_at(&self, connection: ConnectionId) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query("select targets_ms from connection where id = ?")
            .bind(connection.blob())
            .fetch_optional(&mut *self.ask().await?)
            .await?;
        row.map_or(Ok(None), |row| Columns::new(&row, "connection").at_or_none(0))
    }
}
