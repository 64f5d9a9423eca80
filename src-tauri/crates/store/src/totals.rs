//! Light rows of entries, for sums over a day or a month: no note, no segments, one short row per entry.

use chrono_tz::Tz;
use domain::{EntryId, Timestamp, Totals};

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

impl Reader {
    /// The entries that have time in common with `from..to` as light rows; newest first.
    pub async fn totals(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Span>, StoreError> {
        let rows = sqlx::query(concat!(
            "with found (n) as (",
            overlapping_numbers!(),
            ") select e.id, e.start_ms, e.end_ms, e.work_ms, e.break_ms, e.undecided_ms, e.zone
               from found join entry e on e.n = found.n order by found.n desc"
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
                let columns = Columns::new(row, "entry");
                Ok(Span {
                    entry: columns.id(0)?,
                    start: columns.at(1)?,
                    end: columns.at_or_none(2)?,
                    totals: Totals {
                        work: columns.get(3)?,
                        rest: columns.get(4)?,
                        undecided: columns.get(5)?,
                    },
                    zone: columns.zone(6)?,
                })
            })
            .collect()
    }
}
