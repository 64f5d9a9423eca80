//! Totals by local day, from light rows: what today, a week and a month need, without loading notes or bookings.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::{date_of, local_day};
use domain::report::{DayTotals, day_totals};
use domain::{EntryId, Totals};

use crate::owner::Owner;
use store::StoreError;

/// A day may begin up to 14 hours earlier or later in the zone of an entry.
pub(crate) const SLACK_MILLIS: i64 = 14 * 60 * 60 * 1000;

impl Owner {
    /// How much of each day is what, each entry by the days of its own zone; an open segment counts up to now.
    pub(crate) async fn day_sums(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<BTreeMap<NaiveDate, Totals>, StoreError> {
        let from = local_day(first, chrono_tz::UTC).0.plus_millis(-SLACK_MILLIS);
        let to = local_day(last, chrono_tz::UTC).1.plus_millis(SLACK_MILLIS);
        let mut sums: BTreeMap<NaiveDate, Totals> = BTreeMap::new();
        let mut whole: Vec<EntryId> = Vec::new();
        for span in self.reader.totals(from, to).await? {
            let day = date_of(span.start, span.zone);
            match span.end {
                Some(end) if end <= local_day(day, span.zone).1 => {
                    add(sums.entry(day).or_default(), span.totals)
                }
                // It runs, or crosses midnight: only its segments tell what lies on which day.
                Some(_) | None => whole.push(span.entry),
            }
        }
        let DayTotals(days) = day_totals(&self.reader.entries(&whole).await?, self.now());
        for (day, totals) in days {
            add(sums.entry(day).or_default(), totals);
        }
        sums.retain(|day, _| (first..=last).contains(day));
        Ok(sums)
    }
}

/// Adds totals to a sum.
pub(crate) fn add(sum: &mut Totals, more: Totals) {
    sum.work += more.work;
    sum.rest += more.rest;
    sum.undecided += more.undecided;
}
