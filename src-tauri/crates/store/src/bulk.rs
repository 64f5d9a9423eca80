//! Many entries that come or go together: a thousand in a statement, because one by one they would hold the file for
//! minutes. What they leave behind is what [`crate::entry`] leaves, row for row.

use std::collections::HashMap;

use domain::timer::Change;
use domain::{Entry, Timestamp};
use serde::Serialize;
use sqlx::SqliteConnection;

use crate::batch::Batch;
use crate::revision::this_rev;
use crate::row::{Columns, Id as _, id_list, json};
use crate::{Commit, StoreError, entry, habit, number, search};

/// From so many changes on.
const MANY: usize = 64;
/// Rows in a statement.
const AT_A_TIME: usize = 1_000;

/// What a commit of many changes does, when it does one thing only.
pub(crate) enum Bulk {
    /// Finished entries come that are booked nowhere.
    Come,
    /// Entries go.
    Go,
}

/// Whether a commit is one of these.
pub(crate) fn of(commit: &Commit) -> Option<Bulk> {
    if commit.changes.len() < MANY {
        return None;
    }
    let comes = |change: &Change| match (&change.before, &change.after) {
        (None, Some(after)) => !after.is_running() && after.bookings.is_empty(),
        _ => false,
    };
    if commit.changes.iter().all(comes) {
        return Some(Bulk::Come);
    }
    commit.changes.iter().all(|change| change.after.is_none()).then_some(Bulk::Go)
}

/// Writes entries that come.
pub(crate) async fn insert(connection: &mut SqliteConnection, changes: &[Change]) -> Result<(), StoreError> {
    let entries: Vec<&Entry> = changes.iter().filter_map(|change| change.after.as_ref()).collect();
    for some in entries.chunks(AT_A_TIME) {
        insert_some(connection, some).await?;
    }
    Ok(())
}

async fn insert_some(connection: &mut SqliteConnection, entries: &[&Entry]) -> Result<(), StoreError> {
    let Some(numbers) = free_numbers(connection, entries).await? else {
        // A thousand entries in one millisecond are no work of a person; they find their places one by one.
        for entry in entries {
            let mut batch = Batch::default();
            entry::insert(connection, &mut batch, entry).await?;
            batch.flush(connection).await?;
        }
        return Ok(());
    };
    use_habits(connection, entries).await?;
    let none = habit::key(&[]);
    let (mut rows, mut segments, mut tags, mut words) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (entry, n) in entries.iter().zip(numbers) {
        let (start, end) = (entry.start(), entry.end().unwrap_or(Timestamp::MAX));
        let totals = entry.totals(end);
        rows.push((
            n,
            entry.id.to_uuid().simple().to_string(),
            start.millis(),
            end.millis(),
            totals.work,
            totals.rest,
            totals.undecided,
            u8::from(entry.billable),
            entry.zone.name(),
            &entry.note,
        ));
        for (place, segment) in entry.segments().iter().enumerate() {
            let past = segment.end.map(Timestamp::millis);
            segments.push((n, place, segment.kind, segment.cause, segment.start.millis(), past));
        }
        let mut terms = search::tokens(&entry.note);
        for (place, tag) in entry.tags.iter().enumerate() {
            terms.extend(search::tokens(tag));
            tags.push((n, place, tag));
        }
        words.push((n, search::joined(terms)));
    }
    let taken = run(
        connection,
        "insert into entry (n, id, start_ms, end_ms, work_ms, break_ms, undecided_ms, billable, zone, note, habit)
         select value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                value ->> 7, value ->> 8, value ->> 9,
                (select h.n from habit h where h.note = value ->> 9 and h.bookings = ?2)
         from json_each(?1) where not exists (select 1 from entry e where e.id = unhex(value ->> 1))",
        &[json(&rows), none],
    )
    .await?;
    // One that has come already leaves a row out.
    if taken != u64::try_from(entries.len()).unwrap_or(u64::MAX) {
        return Err(StoreError::Stale(entries[0].id));
    }
    run(
        connection,
        "insert into segment (entry, place, kind, cause, start_ms, end_ms)
         select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
         from json_each(?1) order by key",
        &[json(&segments)],
    )
    .await?;
    run(
        connection,
        "insert into tag (entry, place, tag) select value ->> 0, value ->> 1, value ->> 2 from json_each(?1)",
        &[json(&tags)],
    )
    .await?;
    run(
        connection,
        "insert into word (rowid, words) select value ->> 0, value ->> 1 from json_each(?1)",
        &[json(&words)],
    )
    .await?;
    Ok(())
}

/// Counts the uses of all of them.
async fn use_habits(connection: &mut SqliteConnection, entries: &[&Entry]) -> Result<(), StoreError> {
    let mut fresh: HashMap<&str, (u32, Timestamp, f64)> = HashMap::new();
    for entry in entries {
        let (start, weight) = (entry.start(), habit::weight(entry.start()));
        fresh
            .entry(&entry.note)
            .and_modify(|(uses, last, score)| {
                *uses += 1;
                *last = start.max(*last);
                *score = habit::more(*score, weight);
            })
            .or_insert((1, start, weight));
    }
    let notes: Vec<&str> = fresh.keys().copied().collect();
    let none = habit::key(&[]);
    let known = sqlx::query(
        "select note, score from habit where bookings = ?2 and note in (select value from json_each(?1))",
    )
    .bind(json(&notes))
    .bind(&none)
    .fetch_all(&mut *connection)
    .await?;
    for row in &known {
        let columns = Columns::new(row, "habit");
        if let Some((_, _, score)) = fresh.get_mut(columns.get::<&str>(0)?) {
            *score = habit::more(columns.get(1)?, *score);
        }
    }
    let rows: Vec<_> = fresh
        .iter()
        .map(|(note, (uses, last, score))| (note, habit::folded(note), uses, last.millis(), score))
        .collect();
    run(
        connection,
        "insert into habit (note, bookings, fold, uses, last_ms, score)
         select value ->> 0, ?2, value ->> 1, value ->> 2, value ->> 3, value ->> 4 + 0.0
         from json_each(?1) where true
         on conflict (note, bookings) do update set uses = uses + excluded.uses,
             last_ms = max(last_ms, excluded.last_ms), score = excluded.score",
        &[json(&rows), none],
    )
    .await?;
    Ok(())
}

/// A free number for each, in their order: after those that start in the same millisecond, there or among them.
/// `None` = so many start together that a millisecond has no number left.
async fn free_numbers(
    connection: &mut SqliteConnection,
    entries: &[&Entry],
) -> Result<Option<Vec<i64>>, StoreError> {
    let firsts: Vec<i64> = entries.iter().map(|entry| number::first(entry.start())).collect();
    let row = sqlx::query(
        "select json_group_array(json_array(value, (select max(e.n) from entry e where e.n >= value and e.n < value + 1024)))
         from (select distinct value from json_each(?))",
    )
    .bind(json(&firsts))
    .fetch_one(connection)
    .await?;
    let taken: Vec<(i64, Option<i64>)> = Columns::new(&row, "entry").json(0)?;
    let mut next: HashMap<i64, i64> =
        taken.into_iter().map(|(first, last)| (first, last.map_or(first, |last| last + 1))).collect();
    Ok(firsts
        .iter()
        .map(|first| {
            let next = next.entry(*first).or_insert(*first);
            let n = *next;
            *next += 1;
            (n < first + number::ROOM).then_some(n)
        })
        .collect())
}

/// Removes entries that go.
pub(crate) async fn remove(connection: &mut SqliteConnection, changes: &[Change]) -> Result<(), StoreError> {
    for some in changes.chunks(AT_A_TIME) {
        remove_some(connection, some).await?;
    }
    Ok(())
}

async fn remove_some(connection: &mut SqliteConnection, changes: &[Change]) -> Result<(), StoreError> {
    let ids: Vec<_> = changes.iter().map(|change| change.id).collect();
    let ids = id_list(&ids);
    let gone = sqlx::query(
        "select n, habit, start_ms from entry where id in (select unhex(value) from json_each(?))",
    )
    .bind(&ids)
    .fetch_all(&mut *connection)
    .await?;
    if gone.len() != changes.len() {
        return Err(StoreError::Stale(changes[0].id));
    }
    let mut released: HashMap<i64, (u32, f64)> = HashMap::new();
    let mut numbers: Vec<i64> = Vec::with_capacity(gone.len());
    for row in &gone {
        let columns = Columns::new(row, "entry");
        numbers.push(columns.get(0)?);
        let weight = habit::weight(columns.at(2)?);
        released
            .entry(columns.get(1)?)
            .and_modify(|(uses, sum)| {
                *uses += 1;
                *sum = habit::more(*sum, weight);
            })
            .or_insert((1, weight));
    }
    let numbers = json(&numbers);
    run(
        connection,
        "delete from word where rowid in (select value from json_each(?1))",
        std::slice::from_ref(&numbers),
    )
    .await?;
    run(connection, "delete from entry where n in (select value from json_each(?1))", &[numbers]).await?;
    release_habits(connection, &released).await
}

/// Counts the uses of all of them less; a habit without any goes.
async fn release_habits(
    connection: &mut SqliteConnection,
    released: &HashMap<i64, (u32, f64)>,
) -> Result<(), StoreError> {
    let numbers: Vec<i64> = released.keys().copied().collect();
    run(
        connection,
        "delete from habit where n in (select value from json_each(?1))
         and not exists (select 1 from entry e where e.habit = habit.n)",
        &[json(&numbers)],
    )
    .await?;
    let left = sqlx::query(
        "select h.n, h.score, (select e.start_ms from entry e where e.habit = h.n order by e.n desc limit 1)
         from habit h where h.n in (select value from json_each(?))",
    )
    .bind(json(&numbers))
    .fetch_all(&mut *connection)
    .await?;
    let mut rows: Vec<(i64, u32, i64, f64)> = Vec::with_capacity(left.len());
    for row in &left {
        let columns = Columns::new(row, "habit");
        let (n, last): (i64, Timestamp) = (columns.get(0)?, columns.at(2)?);
        if let Some((uses, sum)) = released.get(&n) {
            rows.push((n, *uses, last.millis(), habit::left(columns.get(1)?, *sum, last)));
        }
    }
    run(
        connection,
        "update habit set uses = uses - (r.value ->> 1), last_ms = r.value ->> 2, score = r.value ->> 3 + 0.0
         from json_each(?1) r where habit.n = r.value ->> 0",
        &[json(&rows)],
    )
    .await?;
    Ok(())
}

/// Writes the history of all of them.
pub(crate) async fn history(connection: &mut SqliteConnection, commit: &Commit) -> Result<(), StoreError> {
    #[derive(Serialize)]
    struct Row(String, Option<String>, Option<String>);
    for some in commit.changes.chunks(AT_A_TIME) {
        let rows: Vec<Row> = some
            .iter()
            .map(|change| {
                let id = change.id.to_uuid().simple().to_string();
                Row(id, change.before.as_ref().map(json), change.after.as_ref().map(json))
            })
            .collect();
        sqlx::query(concat!(
            "insert into change (rev, at_ms, surface, verb, entry, before, after)
             select ",
            this_rev!(),
            ", ?, ?, ?, unhex(value ->> 0), value ->> 1, value ->> 2 from json_each(?) order by key"
        ))
        .bind(commit.at.millis())
        .bind(&commit.surface)
        .bind(&commit.verb)
        .bind(json(&rows))
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Runs one statement, and says how many rows it wrote.
async fn run(
    connection: &mut SqliteConnection,
    statement: &'static str,
    values: &[String],
) -> Result<u64, StoreError> {
    let query = values.iter().fold(sqlx::query(statement), |query, value| query.bind(value));
    Ok(query.execute(connection).await?.rows_affected())
}
