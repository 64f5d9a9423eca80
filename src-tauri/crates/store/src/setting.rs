//! The table `setting`: what the person chose, one JSON value per key.

use std::collections::BTreeMap;

use crate::row::Columns;
use crate::{Reader, Rev, Store, StoreError};

impl Store {
    /// Writes one setting; `json` is its value.
    pub async fn put_setting(&mut self, key: &str, json: &str) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let result = sqlx::query(
            "insert into setting (key, value) values (?, ?) on conflict do update set value = excluded.value",
        )
        .bind(key)
        .bind(json)
        .execute(&mut self.connection)
        .await;
        self.end(result.map(|_| rev).map_err(StoreError::from)).await
    }

    /// Forgets one setting, so that its default holds again.
    pub async fn remove_setting(&mut self, key: &str) -> Result<Rev, StoreError> {
        let rev = self.begin().await?;
        let result =
            sqlx::query("delete from setting where key = ?").bind(key).execute(&mut self.connection).await;
        self.end(result.map(|_| rev).map_err(StoreError::from)).await
    }
}

impl Reader {
    /// One setting as JSON.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("select value from setting where key = ?")
            .bind(key)
            .fetch_optional(&mut *self.ask().await?)
            .await?;
        row.map(|row| Columns::new(&row, "setting").get(0)).transpose()
    }

    /// All settings as JSON, by key.
    pub async fn settings(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let row = sqlx::query("select json_group_object(key, value) from setting")
            .fetch_one(&mut *self.ask().await?)
            .await?;
        Columns::new(&row, "setting").json(0)
    }
}
