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
    /// How many statements were said since the last run.
    said: usize,
    /// The places of statements that fail when the one before them changed no row, and what that means.
    guards: Vec<(usize, StoreError)>,
    /// The first value that could not be bound.
    odd: Option<sqlx::Error>,
    /// What the statements that were run gave.
    rows: Vec<SqliteRow>,
}

impl Batch {
    /// Adds a statement; its values follow by [`Batch::bind`].
    pub(crate) fn say(&mut self, sql: &'static str) -> &mut Self {
        if !self.sql.is_empty() {
            self.sql.push_str(";\n");
        }
        self.sql.push_str(sql);
        self.said += 1;
        self
    }

    /// Binds the next value of the last statement.
    pub(crate) fn bind<'v, T: Encode<'v, Sqlite> + Type<Sqlite>>(&mut self, value: T) -> &mut Self {
        if let Err(source) = self.arguments.add(value) {
            self.odd.get_or_insert(sqlx::Error::Encode(source));
        }
        self
    }

    /// The last statement must change a row; otherwise the batch ends there in this error, for the caller to take
    /// back. Its values are bound before this.
    ///
    /// SQLite itself must stop there, because the end of the transaction may stand in the same batch: a row that the
    /// table's own check refuses is asked for.
    pub(crate) fn must_change(&mut self, otherwise: StoreError) -> &mut Self {
        self.guards.push((self.said, otherwise));
        self.say("insert into revision (one, n) select 0, 0 where changes() = 0")
    }

    /// The rows of all statements that were run, in order.
    pub(crate) fn rows(&self) -> &[SqliteRow] {
        &self.rows
    }

    /// Runs what was said so far; more can be said and run afterwards.
    pub(crate) async fn flush(&mut self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        if let Some(odd) = self.odd.take() {
            return Err(odd.into());
        }
        if self.sql.is_empty() {
            return Ok(());
        }
        let mut guards = std::mem::take(&mut self.guards).into_iter().peekable();
        self.said = 0;
        let sql = AssertSqlSafe(std::mem::take(&mut self.sql));
        let query = sqlx::query_with(sql, std::mem::take(&mut self.arguments));
        // To the very end: a stream that is dropped early may leave the statements behind it unsaid.
        let mut steps = connection.fetch_many(query);
        let mut at = 0;
        loop {
            match steps.try_next().await {
                Ok(Some(Either::Left(_))) => {
                    at += 1;
                    guards.next_if(|(place, _)| *place < at);
                }
                Ok(Some(Either::Right(row))) => self.rows.push(row),
                Ok(None) => return Ok(()),
                Err(error) => {
                    let guard = guards.next_if(|(place, _)| *place == at && is_refused_check(&error));
                    return Err(guard.map_or_else(|| error.into(), |(_, otherwise)| otherwise));
                }
            }
        }
    }
}

/// Whether a row was refused by a check of its table.
fn is_refused_check(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.is_check_violation())
}
