//! The table `entry`, and whole entries read in one query each: segments, tags and bookings come packed with the row.

use std::collections::HashMap;

use domain::entry::Draft;
use domain::{Booking, Cause, ConnectionId, Entry, EntryId, Kind, Segment, TargetId, Timestamp, Totals};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::row::{Columns, Id as _, id_list, limit};
use crate::{Reader, StoreError, booking, habit, number, search, segment, tag};

/// The columns [`from_row`] reads, of a row of `entry` called `e`.
macro_rules! entry_columns {
    () => {
        "e.id, e.note, e.billable, e.zone,
         (select json_group_array(json_array(s.kind, s.start_ms, s.end_ms, s.cause) order by s.place)
          from segment s where s.entry = e.n),
         (select json_group_array(t.tag order by t.place) from tag t where t.entry = e.n),
         (select json_group_array(json_array(lower(hex(b.connection)), b.target) order by b.place)
          from booking b where b.entry = e.n)"
    };
}
pub(crate) use entry_columns;

/// The numbers of entries that overlap a stretch of time, newest first.
///
/// Binds: ?1 `from`, ?2 `to` (both ms), ?3 `from` a day earlier and ?4 `to` as numbers, ?5 the limit. An entry no
/// longer than a day is found by its start, so at most one day too many is looked at; the longer ones and the
/// running one have small indexes of their own. The three parts are each in order and are merged, not sorted.
macro_rules! overlapping_numbers {
    () => {
        "select n from entry where n >= ?3 and n < ?4 and end_ms > ?1 and end_ms - start_ms <= 86400000
         union all
         select n from entry where end_ms - start_ms > 86400000 and end_ms > ?1 and n < ?4
         union all
         select n from entry where end_ms is null and n < ?4
         order by n desc limit ?5"
    };
}
pub(crate) use overlapping_numbers;

/// Reads [`entry_columns`], the first of which is column `first`.
pub(crate) fn from_row(row: &SqliteRow, first: usize) -> Result<Entry, StoreError> {
    let columns = Columns::new(row, "entry");
    let segments: Vec<(Kind, i64, Option<i64>, Cause)> = columns.json(first + 4)?;
    let bookings: Vec<(ConnectionId, TargetId)> = columns.json(first + 6)?;
    let draft = Draft {
        id: columns.id(first)?,
        note: columns.get(first + 1)?,
        billable: columns.flag(first + 2)?,
        zone: columns.zone(first + 3)?,
        segments: segments
            .into_iter()
            .map(|(kind, start, end, cause)| Segment {
                kind,
                start: Timestamp::from_millis(start),
                end: end.map(Timestamp::from_millis),
                cause,
            })
            .collect(),
        tags: columns.json(first + 5)?,
        bookings: bookings.into_iter().map(|(connection, target)| Booking { connection, target }).collect(),
    };
    Entry::try_from(draft).map_err(|source| columns.odd(source))
}

fn from_rows(rows: &[SqliteRow]) -> Result<Vec<Entry>, StoreError> {
    rows.iter().map(|row| from_row(row, 0)).collect()
}

/// Removes an entry with all that hangs on it.
pub(crate) async fn remove(connection: &mut SqliteConnection, id: EntryId) -> Result<(), StoreError> {
    let row = sqlx::query("delete from entry where id = ? returning n, habit, start_ms")
        .bind(id.blob())
        .fetch_optional(&mut *connection)
        .await?
        .ok_or(StoreError::Stale(id))?;
    let columns = Columns::new(&row, "entry");
    search::remove(connection, columns.get(0)?).await?;
    habit::release(connection, columns.get(1)?, columns.at(2)?).await
}

/// Writes a new entry with all that hangs on it.
pub(crate) async fn insert(connection: &mut SqliteConnection, entry: &Entry) -> Result<(), StoreError> {
    let there = sqlx::query("select 1 from entry where id = ?")
        .bind(entry.id.blob())
        .fetch_optional(&mut *connection)
        .await?;
    if there.is_some() {
        return Err(StoreError::Stale(entry.id));
    }
    let habit = habit::take(connection, entry).await?;
    let totals = closed(entry);
    let row = sqlx::query(concat!(
        "insert into entry
             (n, id, start_ms, end_ms, work_ms, break_ms, undecided_ms, habit, billable, zone, note)
         values (",
        number::free_number!(),
        ", ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) returning n"
    ))
    .bind(number::first(entry.start()))
    .bind(entry.id.blob())
    .bind(entry.start().millis())
    .bind(entry.end().map(Timestamp::millis))
    .bind(totals.work)
    .bind(totals.rest)
    .bind(totals.undecided)
    .bind(habit)
    .bind(entry.billable)
    .bind(entry.zone.name())
    .bind(&entry.note)
    .fetch_one(&mut *connection)
    .await?;
    let n = Columns::new(&row, "entry").get(0)?;
    segment::insert(connection, n, entry.segments()).await?;
    tag::insert(connection, n, &entry.tags).await?;
    booking::insert(connection, n, &entry.bookings).await?;
    search::insert(connection, n, entry).await
}

/// Whether a change leaves the row where it is and its words as they are: a break, a resume, a stop.
pub(crate) fn is_in_place(before: &Entry, after: &Entry) -> bool {
    before.start() == after.start()
        && before.note == after.note
        && before.tags == after.tags
        && before.bookings == after.bookings
}

/// Writes a change that [`is_in_place`]: the row and its segments alone.
pub(crate) async fn update(connection: &mut SqliteConnection, entry: &Entry) -> Result<(), StoreError> {
    let totals = closed(entry);
    let row = sqlx::query(
        "update entry set end_ms = ?, work_ms = ?, break_ms = ?, undecided_ms = ?, billable = ?, zone = ?
         where id = ? and start_ms = ? and note = ? returning n",
    )
    .bind(entry.end().map(Timestamp::millis))
    .bind(totals.work)
    .bind(totals.rest)
    .bind(totals.undecided)
    .bind(entry.billable)
    .bind(entry.zone.name())
    .bind(entry.id.blob())
    .bind(entry.start().millis())
    .bind(&entry.note)
    .fetch_optional(&mut *connection)
    .await?
    .ok_or(StoreError::Stale(entry.id))?;
    let n: i64 = Columns::new(&row, "entry").get(0)?;
    sqlx::query("delete from segment where entry = ?").bind(n).execute(&mut *connection).await?;
    segment::insert(connection, n, entry.segments()).await
}

/// The sums of the closed segments: counting up to the last start leaves an open one out.
fn closed(entry: &Entry) -> Totals {
    match entry.end() {
        Some(end) => entry.totals(end),
        None => entry.totals(entry.last().start),
    }
}

impl Reader {
    /// The running entry.
    pub async fn running(&self) -> Result<Option<Entry>, StoreError> {
        let row = sqlx::query(concat!("select ", entry_columns!(), " from entry e where e.end_ms is null"))
            .fetch_optional(self.pool())
            .await?;
        row.map(|row| from_row(&row, 0)).transpose()
    }

    /// The finished entry that ended last.
    pub async fn last_finished(&self) -> Result<Option<Entry>, StoreError> {
        let row = sqlx::query(concat!(
            "select ",
            entry_columns!(),
            " from entry e where e.end_ms is not null order by e.end_ms desc, e.n desc limit 1"
        ))
        .fetch_optional(self.pool())
        .await?;
        row.map(|row| from_row(&row, 0)).transpose()
    }

    /// One entry.
    pub async fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreError> {
        Ok(self.entries(&[id]).await?.pop())
    }

    /// Several entries, in the order asked for; unknown ones are left out, repeats are given once.
    pub async fn entries(&self, ids: &[EntryId]) -> Result<Vec<Entry>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = sqlx::query(concat!(
            "select ",
            entry_columns!(),
            " from entry e where e.id in (select unhex(value) from json_each(?))"
        ))
        .bind(id_list(ids))
        .fetch_all(self.pool())
        .await?;
        let mut found: HashMap<EntryId, Entry> =
            from_rows(&rows)?.into_iter().map(|entry| (entry.id, entry)).collect();
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// The entries, finished or running, that have time in common with `start..end`; newest first.
    pub async fn overlapping(&self, start: Timestamp, end: Timestamp) -> Result<Vec<Entry>, StoreError> {
        self.between(start, end, usize::MAX).await
    }

    /// The newest `limit` entries that have time in common with `from..to`; newest first.
    pub async fn between(
        &self,
        from: Timestamp,
        to: Timestamp,
        most: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let rows = sqlx::query(concat!(
            "with found (n) as (",
            overlapping_numbers!(),
            ") select ",
            entry_columns!(),
            " from found join entry e on e.n = found.n order by found.n desc"
        ))
        .bind(from.millis())
        .bind(to.millis())
        .bind(number::first_reaching(from))
        .bind(number::first(to))
        .bind(limit(most))
        .fetch_all(self.pool())
        .await?;
        from_rows(&rows)
    }
}
