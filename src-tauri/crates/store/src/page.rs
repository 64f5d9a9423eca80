//! Many entries at once: four lists, each one text, put together here.
//!
//! Handing rows from SQLite's thread to ours one by one takes longer than finding them, and a list inside each entry
//! costs SQLite more than the rows in it.

use std::cmp::Reverse;
use std::iter::{self, Peekable};

use chrono_tz::Tz;
use domain::entry::Draft;
use domain::{Booking, Cause, ConnectionId, Entry, EntryError, EntryId, Kind, Segment, TargetId, Timestamp};
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;

use crate::StoreError;
use crate::row::Columns;

/// How many entries are read at a time.
pub(crate) const PAGE: usize = 512;

/// SQL for the entries whose numbers are in `found (n)`, as one row; read by [`page`] and [`numbered`].
///
/// `found` is looked at four times, so it wants to be `materialized`. The lists are put in order by us: SQLite gives
/// them so already, but does not promise it.
macro_rules! found_entries {
    () => {
        " select
             (select json_group_array(json_array(e.n, hex(e.id), e.note, e.billable, e.zone))
              from found cross join entry e on e.n = found.n),
             (select json_group_array(json_array(s.entry, s.place, s.start_ms, s.end_ms, s.kind, s.cause))
              from found cross join segment s on s.entry = found.n),
             (select json_group_array(json_array(t.entry, t.place, t.tag))
              from found cross join tag t on t.entry = found.n),
             (select json_group_array(json_array(b.entry, b.place, hex(b.connection), b.target))
              from found cross join booking b on b.entry = found.n)"
    };
}
pub(crate) use found_entries;

/// Number, id, note, billable, zone.
type EntryRow = (i64, EntryId, String, u8, Tz);
/// Number of its entry, place there, start, end, kind, cause.
type SegmentRow = (i64, u32, Timestamp, Option<Timestamp>, Kind, Cause);
/// Number of its entry, place there, tag.
type TagRow = (i64, u32, String);
/// Number of its entry, place there, connection, target.
type BookingRow = (i64, u32, ConnectionId, TargetId);

/// Reads a row that is a page of entries, newest first, with the number of the last.
pub(crate) fn page(row: &SqliteRow) -> Result<(Vec<Entry>, Option<i64>), StoreError> {
    let numbered = numbered(row)?;
    let last = numbered.last().map(|(n, _)| *n);
    Ok((numbered.into_iter().map(|(_, entry)| entry).collect(), last))
}

/// Reads a row that is a page of entries, newest first, each behind its number.
pub(crate) fn numbered(row: &SqliteRow) -> Result<Vec<(i64, Entry)>, StoreError> {
    let columns = Columns::new(row, "entry");
    let mut entries: Vec<EntryRow> = columns.json(0)?;
    entries.sort_unstable_by_key(|entry| Reverse(entry.0));
    let mut segments = list(&columns, 1, |row: &SegmentRow| (row.0, row.1))?;
    let mut tags = list(&columns, 2, |row: &TagRow| (row.0, row.1))?;
    let mut bookings = list(&columns, 3, |row: &BookingRow| (row.0, row.1))?;
    let numbered = entries.into_iter().map(|(n, id, note, billable, zone)| {
        let draft = Draft {
            id,
            note,
            billable: billable != 0,
            zone,
            segments: taken(&mut segments, |row| row.0 == n)
                .map(|(_, _, start, end, kind, cause)| Segment { kind, start, end, cause })
                .collect(),
            tags: taken(&mut tags, |row| row.0 == n).map(|(_, _, tag)| tag).collect(),
            bookings: taken(&mut bookings, |row| row.0 == n)
                .map(|(_, _, connection, target)| Booking { connection, target })
                .collect(),
        };
        Ok((n, Entry::try_from(draft)?))
    });
    numbered.collect::<Result<_, EntryError>>().map_err(|source| columns.odd(source))
}

type List<T> = Peekable<std::vec::IntoIter<T>>;

/// The rows of a list in the order of the entries, and of their place in each.
fn list<T: DeserializeOwned>(
    columns: &Columns<'_>,
    column: usize,
    place: impl Fn(&T) -> (i64, u32),
) -> Result<List<T>, StoreError> {
    let mut rows: Vec<T> = columns.json(column)?;
    rows.sort_unstable_by_key(|row| {
        let (n, place) = place(row);
        (Reverse(n), place)
    });
    Ok(rows.into_iter().peekable())
}

/// The next rows that belong together.
fn taken<T>(list: &mut List<T>, belongs: impl Fn(&T) -> bool) -> impl Iterator<Item = T> {
    iter::from_fn(move || list.next_if(&belongs))
}
