//! Whole days of entries, a page at a time: however many there are, what is read is bounded.

use api::{ApiError, Days, words};
use domain::calendar::{date_of, local_day};

use crate::answer::log::{LOG_MAX, at_most};
use crate::owner::Owner;
use crate::storage::storage_error;

/// Entries enough for one page, unless asked otherwise.
const ENOUGH: usize = 100;

impl Owner {
    /// Whole days of the machine's zone from `day` on, until they hold entries enough or there are no more.
    pub(crate) async fn days(&self, day: &str, later: bool, enough: Option<u32>) -> Result<Days, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        let zone = self.ports.clock.zone();
        let day = domain::parse::day(day, self.now(), zone).map_err(|_| words::other::bad_day("day", day))?;
        let enough = at_most(enough, ENOUGH, LOG_MAX).max(1);
        let (start, end) = local_day(day, zone);
        let reached = if later {
            self.reader.start_after(start, enough).await
        } else {
            self.reader.start_before(end, enough).await
        };
        let other = reached.map_err(fail)?.map_or(day, |start| date_of(start, zone));
        let (first, last) = (day.min(other), day.max(other));
        let (from, to) = (local_day(first, zone).0, local_day(last, zone).1);
        let entries = self.reader.between(from, to, LOG_MAX).await.map_err(fail)?;
        Ok(Days {
            from: first.to_string(),
            to: last.to_string(),
            entries: self.entry_views(entries).await?,
            earlier: self.reader.start_before(from, 1).await.map_err(fail)?.is_some(),
            later: self.reader.start_after(to, 1).await.map_err(fail)?.is_some(),
        })
    }
}
