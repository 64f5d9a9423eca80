//! What the outbox asks of the tables `upload` and `target`, and what a person's short names ask of `entry`.

use domain::{ConnectionId, EntryId, Target, Timestamp, UploadId};

use crate::row::{Columns, Id as _, limit};
use crate::{Reader, Rev, Store, StoreError, target};

impl Store {
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
    /// When something may next be done about an upload of this connection, pauses left aside; may lie in the past.
    pub async fn next_due_of(&self, connection: ConnectionId) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query(
            "select coalesce(due_ms, 0) from upload
             where connection = ? and stage in ('queued', 'unsure') order by due_ms limit 1",
        )
        .bind(connection.blob())
        .fetch_optional(self.pool())
        .await?;
        row.map_or(Ok(None), |row| Columns::new(&row, "upload").at_or_none(0))
    }

    /// Whether another upload of this connection knows this remote record as its own.
    pub async fn is_claimed(
        &self,
        connection: ConnectionId,
        remote_id: &str,
        except: UploadId,
    ) -> Result<bool, StoreError> {
        Ok(self.claimant(connection, remote_id, except).await?.is_some())
    }

    /// The other upload of this connection that knows this remote record as its own.
    pub async fn claimant(
        &self,
        connection: ConnectionId,
        remote_id: &str,
        except: UploadId,
    ) -> Result<Option<UploadId>, StoreError> {
        let row = sqlx::query(
            "select id from upload
             where connection = ? and known is not null and known ->> '$.remote_id' = ? and id <> ? limit 1",
        )
        .bind(connection.blob())
        .bind(remote_id)
        .bind(except.blob())
        .fetch_optional(self.pool())
        .await?;
        row.map(|row| Columns::new(&row, "upload").id(0)).transpose()
    }

    /// How many targets of a connection can be booked on.
    pub async fn target_count(&self, connection: ConnectionId) -> Result<u32, StoreError> {
        let row = sqlx::query("select count(*) from target where connection = ? and gone = 0")
            .bind(connection.blob())
            .fetch_one(self.pool())
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
        .fetch_all(self.pool())
        .await?;
        rows.iter().map(|row| Columns::new(row, "entry").id(0)).collect()
    }
}
