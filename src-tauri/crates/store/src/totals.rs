//! Light rows of entries, for sums over a day or a month: no note, no segments, one short row per entry.

use std::cmp::Reverse;

use chrono_tz::Tz;
use domain::{EntryId, Timestamp, Totals};
use sqlx::sqlite::SqliteRow;

use crate::entry::overlapping_numbers;
use crate::row::{Columns, limit};
use crate::{Reader, StoreError, number};

/// How long an entry was, without its segments. One that crosses a day's edge needs [`Reader::entries`] to be cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The entry.
    pub entry: EntryId,
    /// Its first instant.
    pub start: Timestamp,
    /// The first instant after it, or `None` while it runs.
    pub end: Option<Timestamp>,
    /// How much of it is what; of a running entry, without the open segment.
    pub totals: Totals,
    /// Its zone.
    pub zone: Tz,
}

/// Id, start, end, work, break, undecided, zone.
type Packed<'a> = (EntryId, i64, Option<i64>, i64, i64, i64, &'a str);

impl Reader {
    /// The entries that have time in common with `from..to` as light rows; newest first.
    ///
    /// They come as one JSON text: handing thousands of rows from SQLite's thread to ours one by one takes longer
    /// than finding them.
    pub async fn totals(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Span>, StoreError> {
        let row = sqlx::query(concat!(
            "with found (n) as (",
            overlapping_numbers!(),
            ") select json_group_array(json_array(
                   lower(hex(e.id)), e.start_ms, e.end_ms, e.work_ms, e.break_ms, e.undecided_ms, e.zone))
               from found join entry e on e.n = found.n"
        ))
        .bind(from.millis())
        .bind(to.millis())
        .bind(number::first_reaching(from))
        .bind(number::first(to))
        .bind(limit(usize::MAX))
        .fetch_one(&mut *self.ask().await?)
        .await?;
        spans(&row, 0)
    }

    /// The finished entries that have time in common with `from..to`: those of `zone` that lie wholly in `day` summed
    /// up, and as light rows all others but those of `zone` that have nothing in `day`; newest first.
    pub async fn totals_of_day(
        &self,
        (from, to): (Timestamp, Timestamp),
        day: (Timestamp, Timestamp),
        zone: Tz,
    ) -> Result<(Totals, Vec<Span>), StoreError> {
        let row = sqlx::query(concat!(
            "with found (n) as materialized (",
            overlapping_numbers!(),
            ") select
                 (select json_array(
                      coalesce(sum(e.work_ms), 0), coalesce(sum(e.break_ms), 0), coalesce(sum(e.undecided_ms), 0))
                  from found cross join entry e on e.n = found.n
                  where e.zone = ?6 and e.start_ms >= ?7 and e.end_ms <= ?8),
                 (select json_group_array(json_array(
                      lower(hex(e.id)), e.start_ms, e.end_ms, e.work_ms, e.break_ms, e.undecided_ms, e.zone))
                  from found cross join entry e on e.n = found.n
                  where e.end_ms is not null and (e.zone <> ?6
                      or e.start_ms < ?7 and e.end_ms > ?7 or e.start_ms < ?8 and e.end_ms > ?8))"
        ))
        .bind(from.millis())
        .bind(to.millis())
        .bind(number::first_reaching(from))
        .bind(number::first(to))
        .bind(limit(usize::MAX))
        .bind(zone.name())
        .bind(day.0.millis())
        .bind(day.1.millis())
        .fetch_one(&mut *self.ask().await?)
        .await?;
        let (work, rest, undecided) = Columns::new(&row, "entry").json(0)?;
        Ok((Totals { work, rest, undecided }, spans(&row, 1)?))
    }
}

/// Reads a column that holds light rows.
fn spans(row: &SqliteRow, column: usize) -> Result<Vec<Span>, StoreError> {
    let columns = Columns::new(row, "entry");
    let packed: Vec<Packed<'_>> =
        serde_json::from_str(columns.get(column)?).map_err(|source| columns.odd(source))?;
    let mut spans = packed
        .into_iter()
        .map(|(entry, start, end, work, rest, undecided, zone)| {
            Ok(Span {
                entry,
                start: Timestamp::from_millis(start),
                end: end.map(Timestamp::from_millis),
                totals: Totals { work, rest, undecided },
                zone: zone.parse().map_err(|source: chrono_tz::ParseError| columns.odd(source))?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    spans.sort_by_key(|span| Reverse(span.start));
    Ok(spans)
}
