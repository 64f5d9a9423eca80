//! Statements that go to SQLite's thread together: handing one over and back costs more than most of them take.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_util::future::select;
use futures_util::{Stream, StreamExt as _};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments as _, AssertSqlSafe, Either, Encode, Executor as _, Sqlite, SqliteConnection, Type};
use tokio::sync::Notify;
use tokio::time::sleep;

use crate::StoreError;

/// After so long a commit is waited for statement by statement: one of them was refused, or the disk is slow.
const PATIENCE: Duration = Duration::from_millis(5);

/// Told by SQLite's thread that a transaction has nothing left but its way to the disk.
///
/// That thread tells ours of the end of every statement, and each time wakes it, which takes longer than the statement.
/// Who waits for this first finds the ends of all of them at once.
#[derive(Clone, Debug)]
pub(crate) struct Committing(Arc<Notify>);

impl Committing {
    /// Listens to a connection from now on.
    pub(crate) async fn on(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        let committing = Arc::new(Notify::new());
        let told = Arc::clone(&committing);
        connection.lock_handle().await?.set_commit_hook(move || {
            told.notify_waiters();
            true
        });
        Ok(Self(committing))
    }
}

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
        self.run(connection, None).await
    }

    /// Runs what was said so far and keeps the transaction.
    pub(crate) async fn commit(
        &mut self,
        connection: &mut SqliteConnection,
        committing: &Committing,
    ) -> Result<(), StoreError> {
        self.say("commit");
        self.run(connection, Some(committing)).await
    }

    async fn run(
        &mut self,
        connection: &mut SqliteConnection,
        committing: Option<&Committing>,
    ) -> Result<(), StoreError> {
        if let Some(odd) = self.odd.take() {
            return Err(odd.into());
        }
        if self.sql.is_empty() {
            return Ok(());
        }
        let mut guards = std::mem::take(&mut self.guards).into_iter().peekable();
        let said = std::mem::take(&mut self.said);
        let sql = AssertSqlSafe(std::mem::take(&mut self.sql));
        let query = sqlx::query_with(sql, std::mem::take(&mut self.arguments));
        // To the end of the last one: a stream that is dropped earlier may leave the statements behind it unsaid.
        let mut steps = connection.fetch_many(query);
        let mut first = match committing {
            Some(committing) => until(committing, steps.as_mut()).await,
            None => None,
        };
        let mut at = 0;
        while at < said {
            let step = match first.take() {
                Some(first) => first,
                None => steps.next().await,
            };
            match step.transpose() {
                Ok(Some(Either::Left(_))) => {
                    at += 1;
                    guards.next_if(|(place, _)| *place < at);
                }
                Ok(Some(Either::Right(row))) => self.rows.push(row),
                Ok(None) => break,
                Err(error) => {
                    let guard = guards.next_if(|(place, _)| *place == at && is_refused_check(&error));
                    return Err(guard.map_or_else(|| error.into(), |(_, otherwise)| otherwise));
                }
            }
        }
        Ok(())
    }
}

/// Hands statements over and waits until they commit, deaf to the end of each; gives what had ended by then already.
async fn until<S>(committing: &Committing, steps: Pin<&mut S>) -> Option<Option<S::Item>>
where
    S: Stream + ?Sized,
{
    let mut told = pin!(committing.0.notified());
    // Before they are handed over: SQLite may be quicker than we.
    told.as_mut().enable();
    let handed_over = steps.poll_next(&mut Context::from_waker(Waker::noop()));
    match handed_over {
        Poll::Ready(step) => Some(step),
        Poll::Pending => {
            select(told, pin!(sleep(PATIENCE))).await;
            None
        }
    }
}

/// Whether a row was refused by a check of its table.
fn is_refused_check(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.is_check_violation())
}
