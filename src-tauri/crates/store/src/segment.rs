//! The table `segment`: the stretches of an entry, in order; a trigger refuses one that does not touch its neighbour.

use chrono_tz::Tz;
use domain::{Cause, EntryId, Kind, Segment, Timestamp};
use serde::Serialize;
use sqlx::SqliteConnection;

use crate::entry::overlapping_numbers;
use crate::row::{Columns, limit};
use crate::{Reader, StoreError, number};

/// One segment with the entry it belongs to, for sums over a range.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SegmentRow {
    /// The entry.
    pub entry: EntryId,
    /// The zone of the entry.
    pub zone: Tz,
    /// The segment, not cut to the range.
    pub segment: Segment,
}

/// The name a value has in its column: the one serde gives it.
fn name<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        other => unreachable!("kinds and causes are plain names, not {other:?}"),
    }
}

/// Writes the segments of entry `n`.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    n: i64,
    segments: &[Segment],
) -> Result<(), StoreError> {
    for (place, segment) in (0_i64..).zip(segments) {
        sqlx::query(
            "insert into segment (entry, place, kind, cause, start_ms, end_ms) values (?, ?, ?, ?, ?, ?)",
        )
        .bind(n)
        .bind(place)
        .bind(name(segment.kind))
        .bind(name(segment.cause))
        .bind(segment.start.millis())
        .bind(segment.end.map(Timestamp::millis))
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Takes a kind or a cause from its column.
fn named<T: serde::de::DeserializeOwned>(columns: &Columns<'_>, column: usize) -> Result<T, StoreError> {
    let name: String = columns.get(column)?;
    serde_json::from_value(name.into()).map_err(|source| columns.odd(source))
}

impl Reader {
    /// The segments that have time in common with `from..to`, by entry (newest first) and in order.
    pub async fn segments_between(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<SegmentRow>, StoreError> {
        let rows = sqlx::query(concat!(
            "with found (n) as (",
            overlapping_numbers!(),
            ") select e.id, e.zone, s.kind, s.cause, s.start_ms, s.end_ms
               from found join entry e on e.n = found.n join segment s on s.entry = e.n
               where s.start_ms < ?2 and (s.end_ms is null or s.end_ms > ?1)
               order by found.n desc, s.place"
        ))
        .bind(from.millis())
        .bind(to.millis())
        .bind(number::first_reaching(from))
        .bind(number::first(to))
        .bind(limit(usize::MAX))
        .fetch_all(self.pool())
        .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::new(row, "segment");
                let (kind, cause): (Kind, Cause) = (named(&columns, 2)?, named(&columns, 3)?);
                let segment = Segment { kind, cause, start: columns.at(4)?, end: columns.at_or_none(5)? };
                Ok(SegmentRow { entry: columns.id(0)?, zone: columns.zone(1)?, segment })
            })
            .collect()
    }
}
