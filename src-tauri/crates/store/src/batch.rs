//! Statements that go to SQLite's thread together: handing one over and back costs more than most of them take.

use futures_util::TryStreamExt as _;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments as _, AssertSqlSafe, Either, Encode, Executor as _, Sqlite, SqliteConnection, Type};

use crate::StoreError;

/// Statements in order, with their values. They are kept prepared by their joined text, so the same ones come cheap.
///
/// Values are bound by plain `?` alone, one after the other through all statements.
#[derive(Default)]
pub(crate) struct Batch {
    sql: String,
    arguments: SqliteArguments,
    /// One per statement: the error when it changes no row.
    must: Vec<Option<StoreError>>,
    /// The first value that could not be bound.
    odd: Option<sqlx::Error>,
}

impl Batch {
    /// Adds a statement; its values follow by [`Batch::bind`].
    pub(crate) fn say(&mut self, sql: &'static str) -> &mut Self {
        if !self.sql.is_empty() {
            self.sql.push_str(";\n");
        }
        self.sql.push_str(sql);
        self.must.push(None);
        self
    }

    /// Binds the next value of the last statement.
    pub(crate) fn bind<'v, T: Encode<'v, Sqlite> + Type<Sqlite>>(&mut self, value: T) -> &mut Self {
        if let Err(source) = self.arguments.add(value) {
            self.odd.get_or_insert(sqlx::Error::Encode(source));
        }
        self
    }

    /// The last statement must change a row; otherwise the batch ends in this error, for the caller to take back.
    pub(crate) fn must_change(&mut self, otherwise: StoreError) -> &mut Self {
        if let Some(last) = self.must.last_mut() {
            *last = Some(otherwise);
        }
        self
    }

    /// Runs all of them; gives the rows of all.
    pub(crate) async fn run(self, connection: &mut SqliteConnection) -> Result<Vec<SqliteRow>, StoreError> {
        if let Some(odd) = self.odd {
            return Err(odd.into());
        }
        let mut must = self.must.into_iter();
        let mut rows = Vec::new();
        let query = sqlx::query_with(AssertSqlSafe(self.sql), self.arguments);
        // To the very end: a stream that is dropped early may leave the statements behind it unsaid.
        let mut said = connection.fetch_many(query);
        while let Some(step) = said.try_next().await? {
            match step {
                Either::Left(done) => {
                    let otherwise = must.next().flatten();
                    if let Some(otherwise) = otherwise.filter(|_| done.rows_affected() == 0) {
                        return Err(otherwise);
                    }
                }
                Either::Right(row) => rows.push(row),
            }
        }
        Ok(rows)
    }
}
