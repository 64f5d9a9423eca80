//! Which of many entries from elsewhere are there already, and which lie over others: a few hundred at a time.

use domain::{EntryId, Timestamp};

use crate::row::{Columns, Id as _, json};
use crate::{Reader, StoreError};

/// How many are looked for at a time, so that others who read need not wait long.
const AT_A_TIME: usize = 500;

/// An entry from elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Probe {
    /// The id it would have here, if it would always be the same one.
    pub id: Option<EntryId>,
    /// Its first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
    /// Its note.
    pub note: String,
    /// How far start and end may be off and still mean the same, in milliseconds.
    pub slack: i64,
}

/// What is there of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Alike {
    /// Whether an entry has its id.
    pub known: bool,
    /// An entry with its times and its note.
    pub same: Option<EntryId>,
    /// Whether any entry has time in common with it.
    pub overlaps: bool,
}

impl Reader {
    /// What is there of each, in their order.
    pub async fn alike(&self, probes: &[Probe]) -> Result<Vec<Alike>, StoreError> {
        let mut found = Vec::with_capacity(probes.len());
        for some in probes.chunks(AT_A_TIME) {
            let rows: Vec<_> = some
                .iter()
                .map(|probe| {
                    let id = probe.id.map(|id| id.to_uuid().simple().to_string());
                    (id, probe.start.millis(), probe.end.millis(), &probe.note, probe.slack)
                })
                .collect();
            // The tables are asked by their keys and indexes, as in `overlapping_numbers`; a row at a time would cost
            // more than all of them together.
            let row = sqlx::query(
                "with probe (place, id, first, past, note, slack) as (
                     select key, unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4
                     from json_each(?)
                 )
                 select json_group_array(json_array(
                     p.place,
                     exists (select 1 from entry e where e.id = p.id),
                     (select lower(hex(e.id)) from entry e not indexed
                      where e.n >= (p.first - p.slack) * 1024 and e.n < (p.first + p.slack + 1) * 1024
                        and e.end_ms between p.past - p.slack and p.past + p.slack and e.note = p.note
                      limit 1),
                     exists (select 1 from entry e not indexed
                             where e.n >= (p.first - 86400000) * 1024 and e.n < p.past * 1024 and e.end_ms > p.first)
                     or exists (select 1 from entry e indexed by entry_long
                                where e.end_ms - e.start_ms > 86400000 and e.end_ms > p.first
                                  and +e.n < p.past * 1024)
                     or exists (select 1 from entry e indexed by entry_running
                                where e.end_ms is null and +e.n < p.past * 1024)
                 )) from probe p",
            )
            .bind(json(&rows))
            .fetch_one(&mut *self.ask().await?)
            .await?;
            let mut answers: Vec<(usize, u8, Option<EntryId>, u8)> = Columns::new(&row, "entry").json(0)?;
            answers.sort_unstable_by_key(|answer| answer.0);
            found.extend(answers.into_iter().map(|(_, known, same, overlaps)| Alike {
                known: known != 0,
                same,
                overlaps: overlaps != 0,
            }));
        }
        Ok(found)
    }
}
