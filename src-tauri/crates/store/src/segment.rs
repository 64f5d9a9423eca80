//! The table `segment`: the stretches of an entry, in order; a trigger refuses one that does not touch its neighbour.

use chrono_tz::Tz;
use domain::{Cause, EntryId, Kind, Segment, Timestamp};

use crate::batch::Batch;
use crate::entry::overlapping_numbers;
use crate::row::{Columns, Id as _, json, limit};
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

/// Writes the segments of an entry that is there, in their order, which the trigger looks at.
pub(crate) fn insert(batch: &mut Batch, entry: EntryId, segments: &[Segment]) {
    let rows: Vec<_> = segments
        .iter()
        .map(|segment| {
            (segment.kind, segment.cause, segment.start.millis(), segment.end.map(Timestamp::millis))
        })
        .collect();
    batch
        .say(
            "insert into segment (entry, place, kind, cause, start_ms, end_ms)
             select (select n from entry where id = ?), key,
                 value ->> 0, value ->> 1, value ->> 2, value ->> 3
             from json_each(?) order by key",
        )
        .bind(entry.blob())
        .bind(json(&rows));
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
        .fetch_all(&mut *self.ask().await?)
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
