//! The table `tag`: the tags of an entry, in the order given.

use sqlx::SqliteConnection;

use crate::StoreError;

/// Writes the tags of entry `n`.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    n: i64,
    tags: &[String],
) -> Result<(), StoreError> {
    for (place, tag) in (0_i64..).zip(tags) {
        sqlx::query("insert into tag (entry, place, tag) values (?, ?, ?)")
            .bind(n)
            .bind(place)
            .bind(tag)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
