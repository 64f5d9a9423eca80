//! `report`: totals over a range, by day, target or tag.

use std::collections::BTreeMap;

use api::{ApiError, Report, ReportBy, ReportRow, words};
use chrono::{Datelike as _, NaiveDate};
use domain::report::{DayTotals, day_totals};
use domain::{Entry, Totals};

use crate::owner::Owner;
use crate::storage::storage_error;
use crate::views::seconds;

/// The most entries a report by target or tag reads.
const ENTRIES_MAX: usize = 200_000;

impl Owner {
    /// Totals over a range of days. Entries across midnight count on both days, each in its own zone.
    pub(crate) async fn report(&self, from: &str, to: &str, by: ReportBy) -> Result<Report, ApiError> {
        let (now, zone) = (self.now(), self.ports.clock.zone());
        let day = |field: &str, text: &str| {
            domain::parse::day(text, now, zone).map_err(|_| words::other::bad_day(field, text))
        };
        let today = domain::calendar::date_of(now, zone);
        let first = match from {
            "week" => today.week(chrono::Weekday::Mon).first_day(),
            "month" => today.with_day(1).unwrap_or(today),
            text => day("from", text)?,
        };
        let last = day("to", to)?;
        // A day may begin up to 14 hours earlier or later in the zone of an entry.
        let slack = 14 * 60 * 60 * 1000;
        let start = domain::parse::local_day(first, chrono_tz::UTC).0.plus_millis(-slack);
        let end = domain::parse::local_day(last, chrono_tz::UTC).1.plus_millis(slack);
        let days = |entry: &Entry| -> Vec<(NaiveDate, Totals)> {
            let DayTotals(days) = day_totals(std::iter::once(entry), now);
            days.into_iter().filter(|(day, _)| (first..=last).contains(day)).collect()
        };
        let entries =
            self.reader.between(start, end, ENTRIES_MAX).await.map_err(|error| storage_error(&error))?;
        let names = self.names(entries.iter().flat_map(|entry| &entry.bookings)).await?;
        let mut rows: BTreeMap<String, Totals> = BTreeMap::new();
        let mut all = Totals::default();
        for entry in &entries {
            for (day, totals) in days(entry) {
                add(&mut all, totals);
                let keys = match by {
                    ReportBy::Day => vec![day.to_string()],
                    ReportBy::Target => {
                        entry.bookings.iter().map(|b| names.full(b.connection, &b.target)).collect::<Vec<_>>()
                    }
                    ReportBy::Tag => entry.tags.clone(),
                };
                let keys = if keys.is_empty() { vec![String::new()] } else { keys };
                for key in keys {
                    add(rows.entry(key).or_default(), totals);
                }
            }
        }
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
}

fn add(sum: &mut Totals, more: Totals) {
    sum.work += more.work;
    sum.rest += more.rest;
    sum.undecided += more.undecided;
}
