//! The table `entry`, and whole entries read from it, with segments, tags and bookings.

use std::collections::HashMap;

use chrono_tz::Tz;
use domain::entry::Draft;
use domain::{
    Booking, Cause, ConnectionId, Entry, EntryError, EntryId, Kind, Segment, TargetId, Timestamp, Totals,
};
use serde::Deserialize;
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection as _, SqliteConnection};

use crate::batch::Batch;
use crate::page::{PAGE, found_entries, page};
use crate::row::{Columns, Id as _, id_list, limit};
use crate::{Reader, StoreError, booking, habit, number, search, segment, tag};

/// One entry as a JSON array, of a row of `entry` called `e`; read by [`Packed`]. Of many see [`page`](crate::page).
///
/// What is packed is put in order by us; sorting a handful of values costs SQLite more.
macro_rules! entry_value {
    () => {
        "json_array(lower(hex(e.id)), e.note, e.billable, e.zone,
             (select json_group_array(json_array(s.start_ms, s.end_ms, s.kind, s.cause))
              from segment s where s.entry = e.n),
             (select json_group_array(json_array(t.place, t.tag)) from tag t where t.entry = e.n),
             (select json_group_array(json_array(b.place, lower(hex(b.connection)), b.target))
              from booking b where b.entry = e.n))"
    };
}
pub(crate) use entry_value;

/// The numbers of entries that overlap a stretch of time, newest first.
///
/// Binds: ?1 `from`, ?2 `to` (both ms), ?3 `from` a day earlier and ?4 `to` as numbers, ?5 the limit. An entry no
/// longer than a day is found by its start, so at most one day too many is looked at; the longer ones and the
/// running one have small indexes of their own. The indexes are named, because SQLite would rather walk through the
/// whole table in the order asked for.
macro_rules! overlapping_numbers {
    () => {
        "select n from entry not indexed where n >= ?3 and n < ?4 and end_ms > ?1 and end_ms - start_ms <= 86400000
         union all
         select n from entry indexed by entry_long where end_ms - start_ms > 86400000 and end_ms > ?1 and +n < ?4
         union all
         select n from entry indexed by entry_running where end_ms is null and +n < ?4
         order by n desc limit ?5"
    };
}
pub(crate) use overlapping_numbers;

/// What [`entry_value`] gives: id, note, billable, zone, segments, tags, bookings.
#[derive(Deserialize)]
struct Packed(
    EntryId,
    String,
    u8,
    Tz,
    Vec<(i64, Option<i64>, Kind, Cause)>,
    Vec<(u32, String)>,
    Vec<(u32, ConnectionId, TargetId)>,
);

impl Packed {
    /// The entry, checked.
    fn entry(self) -> Result<Entry, EntryError> {
        let Self(id, note, billable, zone, mut segments, mut tags, mut bookings) = self;
        segments.sort_by_key(|segment| segment.0);
        tags.sort_by_key(|tag| tag.0);
        bookings.sort_by_key(|booking| booking.0);
        Entry::try_from(Draft {
            id,
            note,
            billable: billable != 0,
            zone,
            segments: segments
                .into_iter()
                .map(|(start, end, kind, cause)| Segment {
                    kind,
                    start: Timestamp::from_millis(start),
                    end: end.map(Timestamp::from_millis),
                    cause,
                })
                .collect(),
            tags: tags.into_iter().map(|(_, tag)| tag).collect(),
            bookings: bookings
                .into_iter()
                .map(|(_, connection, target)| Booking { connection, target })
                .collect(),
        })
    }
}

/// Reads a row whose column `column` is one entry.
pub(crate) fn one(row: &SqliteRow, column: usize) -> Result<Entry, StoreError> {
    let columns = Columns::new(row, "entry");
    columns.json::<Packed>(column)?.entry().map_err(|source| columns.odd(source))
}

/// Reads a row whose column `column` is one entry, or null.
pub(crate) fn one_or_none(row: &SqliteRow, column: usize) -> Result<Option<Entry>, StoreError> {
    let columns = Columns::new(row, "entry");
    let packed = columns.json_or_none::<Packed>(column)?;
    packed.map(Packed::entry).transpose().map_err(|source| columns.odd(source))
}

/// Removes an entry with all that hangs on it, after what was said before.
pub(crate) async fn remove(
    connection: &mut SqliteConnection,
    batch: &mut Batch,
    id: EntryId,
) -> Result<(), StoreError> {
    batch.flush(connection).await?;
    let row = sqlx::query("delete from entry where id = ? returning n, habit, start_ms")
        .bind(id.blob())
        .fetch_optional(&mut *connection)
        .await?
        .ok_or(StoreError::Stale(id))?;
    let columns = Columns::new(&row, "entry");
    search::remove(connection, columns.get(0)?).await?;
    habit::release(connection, columns.get(1)?, columns.at(2)?).await
}

/// Says a new entry with all that hangs on it.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    batch: &mut Batch,
    entry: &Entry,
) -> Result<(), StoreError> {
    let words = search::words(connection, entry).await?;
    habit::take(connection, batch, entry).await?;
    let totals = closed(entry);
    batch
        .say(concat!(
            "insert into entry
                 (n, habit, id, start_ms, end_ms, work_ms, break_ms, undecided_ms, billable, zone, note)
             select ",
            number::free_number!(),
            ", (select n from habit where note = ? and bookings = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?
             from (select ? as first)
             where not exists (select 1 from entry where id = ?)"
        ))
        .bind(&entry.note)
        .bind(habit::key(&entry.bookings))
        .bind(entry.id.blob())
        .bind(entry.start().millis())
        .bind(entry.end().map(Timestamp::millis))
        .bind(totals.work)
        .bind(totals.rest)
        .bind(totals.undecided)
        .bind(entry.billable)
        .bind(entry.zone.name())
        .bind(&entry.note)
        .bind(number::first(entry.start()))
        .bind(entry.id.blob())
        .must_change(StoreError::Stale(entry.id));
    segment::insert(batch, entry.id, entry.segments());
    tag::insert(batch, entry.id, &entry.tags);
    booking::insert(batch, entry.id, &entry.bookings);
    search::insert(batch, entry.id, words);
    Ok(())
}

/// Whether a change leaves the row where it is and its words as they are: a break, a resume, a stop.
pub(crate) fn is_in_place(before: &Entry, after: &Entry) -> bool {
    before.start() == after.start()
        && before.note == after.note
        && before.tags == after.tags
        && before.bookings == after.bookings
}

/// Says a change that [`is_in_place`]: the row and its segments alone.
pub(crate) fn update(batch: &mut Batch, entry: &Entry) {
    let totals = closed(entry);
    batch
        .say(
            "update entry set end_ms = ?, work_ms = ?, break_ms = ?, undecided_ms = ?, billable = ?, zone = ?
             where id = ? and start_ms = ? and note = ?",
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
        .must_change(StoreError::Stale(entry.id));
    batch.say("delete from segment where entry = (select n from entry where id = ?)").bind(entry.id.blob());
    segment::insert(batch, entry.id, entry.segments());
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
        let row = sqlx::query(concat!("select ", entry_value!(), " from entry e where e.end_ms is null"))
            .fetch_optional(&mut *self.ask().await?)
            .await?;
        row.map(|row| one(&row, 0)).transpose()
    }

    /// The finished entry that ended last.
    pub async fn last_finished(&self) -> Result<Option<Entry>, StoreError> {
        let row = sqlx::query(concat!(
            "select ",
            entry_value!(),
            " from entry e where e.end_ms is not null order by e.end_ms desc, e.n desc limit 1"
        ))
        .fetch_optional(&mut *self.ask().await?)
        .await?;
        row.map(|row| one(&row, 0)).transpose()
    }

    /// One entry.
    pub async fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreError> {
        Ok(self.entries(&[id]).await?.pop())
    }

    /// Several entries, in the order asked for; unknown ones are left out, repeats are given once.
    pub async fn entries(&self, ids: &[EntryId]) -> Result<Vec<Entry>, StoreError> {
        let mut found: HashMap<EntryId, Entry> = HashMap::with_capacity(ids.len());
        for some in ids.chunks(PAGE) {
            let row = sqlx::query(concat!(
                "with found (n) as materialized (
                     select n from entry where id in (select unhex(value) from json_each(?)))",
                found_entries!()
            ))
            .bind(id_list(some))
            .fetch_one(&mut *self.ask().await?)
            .await?;
            found.extend(page(&row)?.0.into_iter().map(|entry| (entry.id, entry)));
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// The entries, finished or running, that have time in common with `start..end`; newest first.
    pub async fn overlapping(&self, start: Timestamp, end: Timestamp) -> Result<Vec<Entry>, StoreError> {
        self.between(start, end, usize::MAX).await
    }

    /// The newest `most` entries that have time in common with `from..to`; newest first.
    pub async fn between(
        &self,
        from: Timestamp,
        to: Timestamp,
        most: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut connection = self.ask().await?;
        // Nearly always one page is all.
        let (entries, next) = one_page(&mut connection, (from, to), number::first(to), most).await?;
        if next.is_none() {
            return Ok(entries);
        }
        // All pages are read of one state of the file: the first one too.
        let mut snapshot = connection.begin().await?;
        let (mut entries, mut before) = (Vec::new(), number::first(to));
        loop {
            let (page, next) = one_page(&mut snapshot, (from, to), before, most - entries.len()).await?;
            entries.extend(page);
            match next {
                Some(next) => before = next,
                None => return Ok(entries),
            }
        }
    }
}

/// The newest entries before `before`, at most a page of them, and what the next page comes before, if one is wanted.
async fn one_page(
    connection: &mut SqliteConnection,
    (from, to): (Timestamp, Timestamp),
    before: i64,
    most: usize,
) -> Result<(Vec<Entry>, Option<i64>), StoreError> {
    let wanted = PAGE.min(most);
    let row = sqlx::query(concat!(
        "with found (n) as materialized (",
        overlapping_numbers!(),
        ")",
        found_entries!()
    ))
    .bind(from.millis())
    .bind(to.millis())
    .bind(number::first_reaching(from))
    .bind(before)
    .bind(limit(wanted))
    .fetch_one(&mut *connection)
    .await?;
    let (entries, last) = page(&row)?;
    let more = entries.len() == wanted && wanted < most;
    Ok((entries, last.filter(|_| more)))
}
