//! `report`: totals over a range, by day, target or tag.

use std::collections::BTreeMap;

use api::{ApiError, Report, ReportBy, ReportRow, words};
use chrono::{Datelike as _, NaiveDate};
use domain::Totals;
use domain::calendar::local_day;
use domain::report::{DayTotals, day_totals};

use crate::day_sums::{SLACK_MILLIS, add};
use crate::owner::Owner;
use crate::storage::storage_error;
use crate::views::seconds;

/// The most entries a report by target or tag reads.
const ENTRIES_MAX: usize = 200_000;

/// The rows of a report by key, and everything together.
type Sums = (BTreeMap<String, Totals>, Totals);

impl Owner {
    /// Totals over a range of days. Entries across midnight count on both days, each in its own zone.
    pub(crate) async fn report(&self, from: &str, to: &str, by: ReportBy) -> Result<Report, ApiError> {
        let (now, zone) = (self.now(), self.ports.clock.zone());
        let day = |field: &str, text: &str| {
            domain::parse::day(text, now, zone).map_err(|_| words::other::bad_day(field, text))
        };
        let today = domain::calendar::date_of(now, zone);
        let first = match from {
            "week" => today.week(self.first_weekday().await).first_day(),
            "month" => today.with_day(1).unwrap_or(today),
            text => day("from", text)?,
        };
        let last = day("to", to)?;
        let (rows, all) = match by {
            ReportBy::Day => self.rows_by_day(first, last).await?,
            ReportBy::Target | ReportBy::Tag => self.rows_by_name(first, last, by).await?,
        };
        Ok(Report {
            from: first.to_string(),
            to: last.to_string(),
            rows: rows
                .into_iter()
                .map(|(key, totals)| ReportRow {
                    key,
                    work_seconds: seconds(totals.work),
                    break_seconds: seconds(totals.rest),
                    undecided_seconds: seconds(totals.undecided),
                })
                .collect(),
            work_seconds: seconds(all.work),
            break_seconds: seconds(all.rest),
            undecided_seconds: seconds(all.undecided),
        })
    }

    /// The first day of the week; Monday where the person leaves it to the system, whose choice only the window knows.
    async fn first_weekday(&self) -> chrono::Weekday {
        match self.setting("week.first_day").await.as_str() {
            "saturday" => chrono::Weekday::Sat,
            "sunday" => chrono::Weekday::Sun,
            _ => chrono::Weekday::Mon,
        }
    }

    async fn rows_by_day(&self, first: NaiveDate, last: NaiveDate) -> Result<Sums, ApiError> {
        let sums = self.day_sums(first, last).await.map_err(|error| storage_error(&error))?;
        let mut all = Totals::default();
        sums.values().for_each(|totals| add(&mut all, *totals));
        Ok((sums.into_iter().map(|(day, totals)| (day.to_string(), totals)).collect(), all))
    }

    /// By target or tag: an entry with several counts under each, and once in the sum.
    async fn rows_by_name(&self, first: NaiveDate, last: NaiveDate, by: ReportBy) -> Result<Sums, ApiError> {
        let start = local_day(first, chrono_tz::UTC).0.plus_millis(-SLACK_MILLIS);
        let end = local_day(last, chrono_tz::UTC).1.plus_millis(SLACK_MILLIS);
        let now = self.now();
        let entries =
            self.reader.between(start, end, ENTRIES_MAX).await.map_err(|error| storage_error(&error))?;
        let names = self.names(entries.iter().flat_map(|entry| &entry.bookings)).await?;
        let mut rows: BTreeMap<String, Totals> = BTreeMap::new();
        let mut all = Totals::default();
        for entry in &entries {
            let DayTotals(days) = day_totals(std::iter::once(entry), now);
            let keys: Vec<String> = match by {
                ReportBy::Tag => entry.tags.clone(),
                ReportBy::Target | ReportBy::Day => entry
                    .bookings
                    .iter()
                    .map(|booking| names.full(booking.connection, &booking.target))
                    .collect(),
            };
            let keys = if keys.is_empty() { vec![String::new()] } else { keys };
            for (_, totals) in days.into_iter().filter(|(day, _)| (first..=last).contains(day)) {
                add(&mut all, totals);
                keys.iter().for_each(|key| add(rows.entry(key.clone()).or_default(), totals));
            }
        }
        Ok((rows, all))
    }
}
