//! The schema guard: whose file this is, and which shape it has, before anything is written to it.

use sqlx::SqliteConnection;

use crate::StoreError;
use crate::row::Columns;

/// `Stnt`, in the header of every file of ours (`pragma application_id`).
pub(crate) const APPLICATION: i64 = 0x5374_6e74;

/// What kind of file it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Guard {
    /// Ours, with the number of its schema; 0 while it is empty.
    Schema(i64),
    /// Another program's.
    Foreign,
}

/// Reads the marks of the file. Changes nothing.
pub(crate) async fn look(connection: &mut SqliteConnection) -> Result<Guard, StoreError> {
    // `_sqlx_migrations` alone is a first start that was cut short.
    let row = sqlx::query(
        "select (select application_id from pragma_application_id),
                (select user_version from pragma_user_version),
                (select count(*) from sqlite_schema where name not glob '_sqlx_migrations*'
                    and name not glob 'sqlite_*')",
    )
    .fetch_one(connection)
    .await?;
    let columns = Columns::new(&row, "sqlite_schema");
    let (application, version, tables): (i64, i64, i64) = (columns.get(0)?, columns.get(1)?, columns.get(2)?);
    Ok(match application {
        APPLICATION => Guard::Schema(version),
        0 if tables == 0 => Guard::Schema(0),
        _ => Guard::Foreign,
    })
}
