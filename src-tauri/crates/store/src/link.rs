//! The table `link`: what naming a target proposes at another connection, as it was learned or set by hand.

use domain::link::{Link, LinkChange, Named, Origin, Source, Which};
use domain::{Booking, TargetId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::batch::Batch;
use crate::row::{Columns, Id as _, id_list, json};
use crate::{Reader, Rev, Store, StoreError};

const TARGET: &str = "target";
const PREFIX: &str = "prefix";

/// Of how many single targets what was learned is kept; families and what was set by hand always are.
const KEEP: i64 = 1000;

macro_rules! columns {
    () => {
        "l.from_connection, l.from_kind, l.from_name, l.to_connection, l.to_target, l.times, l.at_ms"
    };
}

/// A source as the table spells it.
fn spelled(source: &Source) -> (&'static str, &str) {
    match &source.which {
        Which::Target(id) => (TARGET, id.as_str()),
        Which::Prefix(prefix) => (PREFIX, prefix),
    }
}

fn times(link: &Link) -> Option<i64> {
    match link.origin {
        Origin::Learned(times) => Some(i64::from(times)),
        Origin::ByHand => None,
    }
}

fn from_row(row: &SqliteRow) -> Result<Link, StoreError> {
    let columns = Columns::new(row, "link");
    let name: String = columns.get(2)?;
    let which = match columns.get::<&str>(1)? {
        TARGET => Which::Target(TargetId::new(name)),
        _ => Which::Prefix(name),
    };
    let times: Option<i64> = columns.get(5)?;
    let origin = match times {
        Some(times) => Origin::Learned(u8::try_from(times).map_err(|source| columns.odd(source))?),
        None => Origin::ByHand,
    };
    Ok(Link {
        from: Source { connection: columns.id(0)?, which },
        to: Booking { connection: columns.id(3)?, target: TargetId::new(columns.get::<String>(4)?) },
        origin,
        at: columns.at(6)?,
    })
}

/// Writes what was learned. A link that is not any more as `before` says was set by hand since, and stays.
pub(crate) fn learn(batch: &mut Batch, lesson: &[LinkChange]) {
    for LinkChange { before, after } in lesson {
        match (before, after) {
            (Some(before), Some(after)) => {
                batch.say(
                    "update link set to_target = ?, times = ?, at_ms = ?
                     where from_connection = ? and from_kind = ? and from_name = ? and to_connection = ?
                       and to_target = ? and times is ?",
                );
                batch.bind(after.to.target.as_str().to_owned()).bind(times(after)).bind(after.at.millis());
                bind_held(batch, before);
            }
            (Some(before), None) => {
                batch.say(
                    "delete from link
                     where from_connection = ? and from_kind = ? and from_name = ? and to_connection = ?
                       and to_target = ? and times is ?",
                );
                bind_held(batch, before);
            }
            (None, Some(after)) => {
                batch.say(
                    "insert into link (from_connection, from_kind, from_name, to_connection, to_target, times, at_ms)
                     values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                );
                bind_held(batch, after);
                batch.bind(after.at.millis());
            }
            (None, None) => {}
        }
    }
    let alone = |change: &LinkChange| {
        let new = change.after.as_ref().filter(|_| change.before.is_none());
        new.is_some_and(|link| matches!(link.from.which, Which::Target(_)))
    };
    if lesson.iter().any(alone) {
        batch
            .say(
                "delete from link where from_kind = 'target' and times is not null and at_ms < (
                     select at_ms from link where from_kind = 'target' and times is not null
                     order by at_ms desc limit 1 offset ?)",
            )
            .bind(KEEP - 1);
    }
}

fn bind_held(batch: &mut Batch, link: &Link) {
    let (kind, name) = spelled(&link.from);
    batch
        .bind(link.from.connection.blob())
        .bind(kind)
        .bind(name.to_owned())
        .bind(link.to.connection.blob())
        .bind(link.to.target.as_str().to_owned())
        .bind(times(link));
}

async fn put(connection: &mut SqliteConnection, link: &Link) -> Result<(), StoreError> {
    let (kind, name) = spelled(&link.from);
    sqlx::query(
        "insert into link (from_connection, from_kind, from_name, to_connection, to_target, times, at_ms)
         values (?, ?, ?, ?, ?, ?, ?)
         on conflict (from_connection, from_kind, from_name, to_connection)
         do update set to_target = excluded.to_target, times = excluded.times, at_ms = excluded.at_ms",
    )
    .bind(link.from.connection.blob())
    .bind(kind)
    .bind(name)
    .bind(link.to.connection.blob())
    .bind(link.to.target.as_str())
    .bind(times(link))
    .bind(link.at.millis())
    .execute(connection)
    .await?;
    Ok(())
}

async fn remove(connection: &mut SqliteConnection, links: &[Link]) -> Result<(), StoreError> {
    for link in links {
        let (kind, name) = spelled(&link.from);
        sqlx::query(
            "delete from link
             where from_connection = ? and from_kind = ? and from_name = ? and to_connection = ?",
        )
        .bind(link.from.connection.blob())
        .bind(kind)
        .bind(name)
        .bind(link.to.connection.blob())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

impl Store {
    /// Keeps a link, in place of another one from there to the same connection.
    pub async fn put_link(&mut self, link: &Link) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let result = put(&mut self.connection, link).await;
        self.end(result.map(|()| rev)).await
    }

    /// Forgets links, in one transaction.
    pub async fn forget_links(&mut self, links: &[Link]) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let result = remove(&mut self.connection, links).await;
        self.end(result.map(|()| rev)).await
    }
}

impl Reader {
    /// All links between connections in use, families first.
    pub async fn links(&self) -> Result<Vec<Link>, StoreError> {
        let rows = sqlx::query(concat!(
            "select ",
            columns!(),
            " from link l
              join connection f on f.id = l.from_connection and f.removed = 0
              join connection t on t.id = l.to_connection and t.removed = 0
              order by f.name collate nocase, l.from_kind, l.from_name collate nocase, t.name collate nocase"
        ))
        .fetch_all(&mut *self.ask().await?)
        .await?;
        rows.iter().map(from_row).collect()
    }

    /// The links that cover one of these targets, and families of their connections that may.
    pub async fn links_of(&self, named: &[Named]) -> Result<Vec<Link>, StoreError> {
        let connections: Vec<_> = named.iter().map(|one| one.booking.connection).collect();
        let targets: Vec<_> = named.iter().map(|one| one.booking.target.as_str()).collect();
        let rows = sqlx::query(concat!(
            "select ",
            columns!(),
            " from link l
              where l.from_connection in (select unhex(value) from json_each(?1))
                and ((l.from_kind = 'prefix') or (l.from_kind = 'target' and l.from_name in (select value from json_each(?2))))
                and l.to_connection in (select id from connection where removed = 0)
              order by l.from_connection, l.from_kind, l.from_name, l.to_connection"
        ))
        .bind(id_list(&connections))
        .bind(json(&targets))
        .fetch_all(&mut *self.ask().await?)
        .await?;
        rows.iter().map(from_row).collect()
    }
}
