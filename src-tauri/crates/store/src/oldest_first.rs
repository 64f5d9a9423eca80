//! The entries of a range page by page, oldest first, for whoever takes all of them and keeps few at a time.

use domain::{Entry, Timestamp};

use crate::page::{found_entries, numbered};
use crate::row::limit;
use crate::{Reader, StoreError, number};

/// Some entries of a range, and where the next ones begin.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// Oldest first.
    pub entries: Vec<Entry>,
    /// What the next page comes after; `None` = there is no other.
    pub next: Option<i64>,
}

impl Reader {
    /// The first `most` entries that have time in common with `from..to` and come after `after`, oldest first.
    ///
    /// An entry whose start is not moved between two calls is given exactly once, whatever else is written meanwhile.
    pub async fn oldest_first(
        &self,
        from: Timestamp,
        to: Timestamp,
        after: Option<i64>,
        most: usize,
    ) -> Result<Page, StoreError> {
        let first = after.map_or(i64::MIN, |after| after.saturating_add(1));
        // As for the newest: by their start, and the few that are longer than a day, or running, by indexes of their own.
        let row = sqlx::query(concat!(
            "with found (n) as materialized (
                 select n from entry not indexed
                 where n >= ?3 and n < ?4 and end_ms > ?1 and end_ms - start_ms <= 86400000
                 union all
                 select n from entry indexed by entry_long
                 where end_ms - start_ms > 86400000 and end_ms > ?1 and +n >= ?2 and +n < ?4
                 union all
                 select n from entry indexed by entry_running where end_ms is null and +n >= ?2 and +n < ?4
                 order by n limit ?5
             )",
            found_entries!()
        ))
        .bind(from.millis())
        .bind(first)
        .bind(number::first_reaching(from).max(first))
        .bind(number::first(to))
        // One more tells whether there is another page.
        .bind(limit(most.saturating_add(1)))
        .fetch_one(&mut *self.ask().await?)
        .await?;
        let mut numbered = numbered(&row)?;
        numbered.reverse();
        let more = numbered.len() > most;
        numbered.truncate(most);
        let next = numbered.last().filter(|_| more).map(|(n, _)| *n);
        Ok(Page { entries: numbered.into_iter().map(|(_, entry)| entry).collect(), next })
    }
}
