//! The table `connection`: accounts at trackers, their rules and pauses. Never their secrets.

use domain::{Connection, ConnectionId, Timestamp};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::row::{Columns, Id as _, json};
use crate::{Reader, Rev, Store, StoreError};

/// Why nothing is sent to a connection for now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pause {
    /// A stable code for programs.
    pub reason: String,
    /// The tracker's own sentence, without secrets.
    pub detail: String,
    /// When it ends by itself; `None` = when a person has acted.
    pub until: Option<Timestamp>,
}

macro_rules! columns {
    () => {
        "c.id, c.kind, c.name, c.base_url, c.workspace, c.settings, c.identity, c.policy"
    };
}

fn from_row(row: &SqliteRow) -> Result<Connection, StoreError> {
    let columns = Columns::new(row, "connection");
    Ok(Connection {
        id: columns.id(0)?,
        kind: columns.get(1)?,
        name: columns.get(2)?,
        base_url: columns.get(3)?,
        workspace: columns.get(4)?,
        settings: columns.json(5)?,
        identity: columns.json_or_none(6)?,
        policy: columns.json(7)?,
    })
}

/// Ok when the statement met a connection that is there.
pub(crate) fn met(id: ConnectionId, done: &sqlx::sqlite::SqliteQueryResult) -> Result<(), StoreError> {
    if done.rows_affected() == 0 { Err(StoreError::UnknownConnection(id)) } else { Ok(()) }
}

async fn put(connection: &mut SqliteConnection, account: &Connection) -> Result<(), StoreError> {
    let namesake =
        sqlx::query("select 1 from connection where name = ? collate nocase and id <> ? and removed = 0")
            .bind(&account.name)
            .bind(account.id.blob())
            .fetch_optional(&mut *connection)
            .await?;
    if namesake.is_some() {
        return Err(StoreError::NameTaken { name: account.name.clone() });
    }
    sqlx::query(
        "insert into connection (id, kind, name, base_url, workspace, settings, identity, policy)
         values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (id) do update set
             kind = excluded.kind, name = excluded.name, base_url = excluded.base_url,
             workspace = excluded.workspace, settings = excluded.settings, identity = excluded.identity,
             policy = excluded.policy, removed = 0",
    )
    .bind(account.id.blob())
    .bind(&account.kind)
    .bind(&account.name)
    .bind(&account.base_url)
    .bind(account.workspace.as_deref())
    .bind(json(&account.settings))
    .bind(account.identity.as_ref().map(json))
    .bind(json(&account.policy))
    .execute(connection)
    .await?;
    Ok(())
}

async fn remove(connection: &mut SqliteConnection, id: ConnectionId) -> Result<(), StoreError> {
    let done = sqlx::query(
        "update connection set removed = 1, settings = '{}', identity = null, rules = null, rules_ms = null,
             targets_ms = null, pause_reason = null, pause_detail = null, pause_until_ms = null
         where id = ? and removed = 0",
    )
    .bind(id.blob())
    .execute(&mut *connection)
    .await?;
    met(id, &done)?;
    for statement in [
        "delete from upload where connection = ?",
        "delete from target where connection = ? and booked = 0",
        "update target set gone = 1 where connection = ?",
        "delete from link where from_connection = ?",
        "delete from link where to_connection = ?",
    ] {
        sqlx::query(statement).bind(id.blob()).execute(&mut *connection).await?;
    }
    Ok(())
}

impl Store {
    /// One connection in use; read once, until something other than verbs and uploads is written.
    pub async fn connection(&mut self, id: ConnectionId) -> Result<Option<Connection>, StoreError> {
        if let Some(known) = self.accounts.get(&id) {
            return Ok(Some(known.clone()));
        }
        let read = self.reader.connection(id).await?;
        if let Some(read) = &read {
            self.accounts.insert(id, read.clone());
        }
        Ok(read)
    }

    /// Writes a connection, new or changed; its rules, targets and pause stay as they are.
    pub async fn put_connection(&mut self, account: &Connection) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let result = put(&mut self.connection, account).await;
        self.end(result.map(|()| rev)).await
    }

    /// Takes a connection out of use. Nothing more is sent to it: its uploads go, and so do identity, rules,
    /// targets and links. What was booked there stays on record, with the name of the connection and of the booked targets.
    pub async fn remove_connection(&mut self, id: ConnectionId) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let result = remove(&mut self.connection, id).await;
        self.end(result.map(|()| rev)).await
    }

    /// Keeps what the workspace demands, as JSON of the tracker's making.
    pub async fn put_rules(
        &mut self,
        id: ConnectionId,
        rules: &str,
        at: Timestamp,
    ) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let done = sqlx::query("update connection set rules = ?, rules_ms = ? where id = ? and removed = 0")
            .bind(rules)
            .bind(at.millis())
            .bind(id.blob())
            .execute(&mut self.connection)
            .await;
        self.end(done.map_err(StoreError::from).and_then(|done| met(id, &done)).map(|()| rev)).await
    }

    /// Pauses a connection, or lets it go on.
    pub async fn pause(&mut self, id: ConnectionId, pause: Option<Pause>) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let done = sqlx::query(
            "update connection set pause_reason = ?, pause_detail = ?, pause_until_ms = ?
             where id = ? and removed = 0",
        )
        .bind(pause.as_ref().map(|pause| pause.reason.clone()))
        .bind(pause.as_ref().map(|pause| pause.detail.clone()))
        .bind(pause.as_ref().and_then(|pause| pause.until).map(Timestamp::millis))
        .bind(id.blob())
        .execute(&mut self.connection)
        .await;
        self.end(done.map_err(StoreError::from).and_then(|done| met(id, &done)).map(|()| rev)).await
    }
}

impl Reader {
    /// The connections in use, by name.
    pub async fn connections(&self) -> Result<Vec<Connection>, StoreError> {
        let rows = sqlx::query(concat!(
            "select ",
            columns!(),
            " from connection c where c.removed = 0 order by c.name collate nocase, c.id"
        ))
        .fetch_all(&mut *self.ask().await?)
        .await?;
        rows.iter().map(from_row).collect()
    }

    /// One connection in use.
    pub async fn connection(&self, id: ConnectionId) -> Result<Option<Connection>, StoreError> {
        let row = sqlx::query(concat!(
            "select ",
            columns!(),
            " from connection c where c.id = ? and c.removed = 0"
        ))
        .bind(id.blob())
        .fetch_optional(&mut *self.ask().await?)
        .await?;
        row.as_ref().map(from_row).transpose()
    }

    /// What the workspace demands, as it was put, and when.
    pub async fn rules(&self, id: ConnectionId) -> Result<Option<(String, Timestamp)>, StoreError> {
        let row = sqlx::query("select rules, rules_ms from connection where id = ? and rules is not null")
            .bind(id.blob())
            .fetch_optional(&mut *self.ask().await?)
            .await?;
        row.map(|row| {
            let columns = Columns::new(&row, "connection");
            Ok((columns.get(0)?, columns.at(1)?))
        })
        .transpose()
    }

    /// The connections that are paused, and why.
    pub async fn pauses(&self) -> Result<Vec<(ConnectionId, Pause)>, StoreError> {
        let rows = sqlx::query(
            "select id, pause_reason, pause_detail, pause_until_ms from connection where pause_reason is not null",
        )
        .fetch_all(&mut *self.ask().await?)
        .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::new(row, "connection");
                let pause =
                    Pause { reason: columns.get(1)?, detail: columns.get(2)?, until: columns.at_or_none(3)? };
                Ok((columns.id(0)?, pause))
            })
            .collect()
    }
}
