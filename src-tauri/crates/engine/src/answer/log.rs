//! Reading entries: by range, by id, by words; what was done before; what changed.

use api::{ApiError, HistoryRow, Suggestion, words};
use domain::{Booking, Entry, EntryId, Timestamp};

use crate::owner::Owner;
use crate::storage::storage_error;
use crate::views::Names;

/// The most entries one answer holds.
pub(super) const LOG_MAX: usize = 5_000;

impl Owner {
    /// Entries that overlap a range of days, newest first.
    pub(crate) async fn log(
        &self,
        from: Option<String>,
        to: Option<String>,
        limit: Option<u32>,
    ) -> Result<Vec<api::Entry>, ApiError> {
        let (start, end) = self.range(from.as_deref(), to.as_deref())?;
        let limit = at_most(limit, LOG_MAX, LOG_MAX);
        let entries = self.reader.between(start, end, limit).await.map_err(|error| storage_error(&error))?;
        self.entry_views(entries).await
    }

    /// A range of days in the machine's zone; both default to today, so `from` alone means until now.
    pub(crate) fn range(
        &self,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<(Timestamp, Timestamp), ApiError> {
        let now = self.now();
        let zone = self.ports.clock.zone();
        let day = |field: &str, text: &str| {
            domain::parse::day(text, now, zone).map_err(|_| words::other::bad_day(field, text))
        };
        let first = day("from", from.unwrap_or("today"))?;
        let last = day("to", to.unwrap_or("today"))?;
        let start = domain::parse::local_day(first, zone).0;
        let end = domain::parse::local_day(last.max(first), zone).1;
        Ok((start, end))
    }

    /// One entry.
    pub(crate) async fn entry(&self, id: &str) -> Result<api::Entry, ApiError> {
        let id = self.entry_id(id).await?;
        let entry = self.reader.entry(id).await.map_err(|error| storage_error(&error))?;
        let entry = entry.ok_or_else(|| words::timer::unknown_entry(&id.to_string()))?;
        self.entry_as_view(entry).await
    }

    /// The id a person means: whole, or a beginning that fits one entry only.
    pub(crate) async fn entry_id(&self, text: &str) -> Result<EntryId, ApiError> {
        let text = text.trim();
        if let Ok(id) = text.parse() {
            return Ok(id);
        }
        if text.len() < 4 || !text.chars().all(|c| c.is_ascii_hexdigit() || c == '-') {
            return Err(words::timer::unknown_entry(text));
        }
        let found = self.reader.ids_beginning(text, 2).await.map_err(|error| storage_error(&error))?;
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(words::timer::unknown_entry(text)),
            _ => Err(words::timer::several_entries(text)),
        }
    }

    /// Full-text search, newest first.
    pub(crate) async fn search(&self, text: &str, limit: Option<u32>) -> Result<Vec<api::Entry>, ApiError> {
        let limit = at_most(limit, 50, 500);
        let entries = self.reader.search(text, limit).await.map_err(|error| storage_error(&error))?;
        self.entry_views(entries).await
    }

    /// What was done before, best first.
    pub(crate) async fn suggest(&self, text: &str, limit: Option<u32>) -> Result<Vec<Suggestion>, ApiError> {
        let limit = at_most(limit, 8, 50);
        let found = self.reader.suggest(text, limit).await.map_err(|error| storage_error(&error))?;
        let names = self.names(found.iter().flat_map(|suggestion| &suggestion.bookings)).await?;
        Ok(found
            .iter()
            .map(|suggestion| Suggestion {
                note: suggestion.note.clone(),
                tags: suggestion.tags.clone(),
                billable: suggestion.billable,
                on: bookable(&names, &suggestion.bookings),
                last: suggestion.last.rfc3339(),
                entry_id: None,
            })
            .collect())
    }

    /// Distinct entries of late, newest first.
    pub(crate) async fn recent(&self, limit: Option<u32>) -> Result<Vec<Suggestion>, ApiError> {
        let limit = at_most(limit, 8, 50);
        let entries = self.reader.recent(limit).await.map_err(|error| storage_error(&error))?;
        let names = self.names(entries.iter().flat_map(|entry| &entry.bookings)).await?;
        Ok(entries
            .iter()
            .map(|entry| Suggestion {
                note: entry.note.clone(),
                tags: entry.tags.clone(),
                billable: entry.billable,
                on: bookable(&names, &entry.bookings),
                last: entry.start().rfc3339(),
                entry_id: Some(entry.id.to_string()),
            })
            .collect())
    }

    /// What changed in an entry, oldest first.
    pub(crate) async fn history(&self, id: &str) -> Result<Vec<HistoryRow>, ApiError> {
        let id = self.entry_id(id).await?;
        let rows = self.reader.history(id).await.map_err(|error| storage_error(&error))?;
        if rows.is_empty() {
            return Err(words::timer::unknown_entry(&id.to_string()));
        }
        let mut views = Vec::with_capacity(rows.len());
        for row in rows {
            views.push(HistoryRow {
                rev: u32::try_from(row.rev.0).map_err(|_| words::other::revision_out_of_range())?,
                at: row.at.rfc3339(),
                verb: row.verb,
                surface: row.surface,
                before: self.maybe_view(row.before).await?,
                after: self.maybe_view(row.after).await?,
            });
        }
        Ok(views)
    }

    async fn maybe_view(&self, entry: Option<Entry>) -> Result<Option<api::Entry>, ApiError> {
        match entry {
            Some(entry) => self.entry_as_view(entry).await.map(Some),
            None => Ok(None),
        }
    }
}

/// The targets that can still be booked on, as people write them.
fn bookable(names: &Names, bookings: &[Booking]) -> Vec<String> {
    let in_use = bookings.iter().filter(|booking| names.is_in_use(booking.connection));
    in_use.map(|booking| names.full(booking.connection, &booking.target)).collect()
}

/// How many to give: what was asked for, else `usual`; never more than `most`.
pub(super) fn at_most(asked: Option<u32>, usual: usize, most: usize) -> usize {
    asked.map_or(usual, |asked| usize::try_from(asked).unwrap_or(most)).min(most)
}
