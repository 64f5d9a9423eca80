//! Totals by local day, from light rows: what today, a week and a month need, without loading notes or bookings.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::{date_of, local_day};
use domain::report::{DayTotals, day_totals};
use domain::timer::Change;
use domain::{Entry, EntryId, Timestamp, Totals};

use crate::owner::Owner;
use store::{Span, StoreError};

/// A day may begin up to 14 hours earlier or later in the zone of an entry.
pub(crate) const SLACK_MILLIS: i64 = 14 * 60 * 60 * 1000;

/// The finished entries of one day, kept up with every commit: almost every answer says how much was worked today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Today {
    day: NaiveDate,
    finished: Totals,
}

impl Today {
    /// Takes the changes of a commit over.
    fn follow(&mut self, changes: &[Change]) {
        for change in changes {
            if let Some(before) = finished(change.before.as_ref()) {
                let less = on_day(before, self.day, Timestamp::MIN);
                self.finished.work -= less.work;
                self.finished.rest -= less.rest;
                self.finished.undecided -= less.undecided;
            }
            if let Some(after) = finished(change.after.as_ref()) {
                add(&mut self.finished, on_day(after, self.day, Timestamp::MIN));
            }
        }
    }
}

impl Owner {
    /// How much of a day is what, each entry by the days of its own zone; `running` counts up to `now`.
    pub(crate) async fn sums_of_today(
        &mut self,
        now: Timestamp,
        running: Option<&Entry>,
    ) -> Result<Totals, StoreError> {
        let day = date_of(now, self.ports.clock.zone());
        let kept = self.today.filter(|today| today.day == day);
        let today = match kept {
            Some(today) => today,
            None => {
                let finished = self.finished_on(day).await?;
                *self.today.insert(Today { day, finished })
            }
        };
        let mut sums = today.finished;
        if let Some(running) = running {
            add(&mut sums, on_day(running, day, now));
        }
        Ok(sums)
    }

    /// Takes the changes of a commit over into what is kept of today.
    pub(crate) fn follow_today(&mut self, changes: &[Change]) {
        if let Some(today) = &mut self.today {
            today.follow(changes);
        }
    }

    /// How much of each day is what, each entry by the days of its own zone; an open segment counts up to now.
    pub(crate) async fn day_sums(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<BTreeMap<NaiveDate, Totals>, StoreError> {
        let mut sums = self.finished_sums(first, last).await?;
        if let Some(running) = self.reader.running().await? {
            add_days(&mut sums, &[running], self.now());
            sums.retain(|day, _| (first..=last).contains(day));
        }
        Ok(sums)
    }

    async fn finished_sums(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<BTreeMap<NaiveDate, Totals>, StoreError> {
        let (from, to) = reaching(first, last);
        let mut sums = self.sums_of(self.reader.totals(from, to).await?).await?;
        sums.retain(|day, _| (first..=last).contains(day));
        Ok(sums)
    }

    /// The same of one day; nearly all of it is of the machine's zone, and summed up where it lies.
    async fn finished_on(&self, day: NaiveDate) -> Result<Totals, StoreError> {
        let zone = self.ports.clock.zone();
        let (mut sum, others) =
            self.reader.totals_of_day(reaching(day, day), local_day(day, zone), zone).await?;
        if let Some(more) = self.sums_of(others).await?.get(&day) {
            add(&mut sum, *more);
        }
        Ok(sum)
    }

    /// How much finished entries have of each day, each by the days of its own zone.
    async fn sums_of(&self, spans: Vec<Span>) -> Result<BTreeMap<NaiveDate, Totals>, StoreError> {
        let mut sums: BTreeMap<NaiveDate, Totals> = BTreeMap::new();
        let mut whole: Vec<EntryId> = Vec::new();
        for span in spans {
            let day = date_of(span.start, span.zone);
            match span.end {
                Some(end) if end <= local_day(day, span.zone).1 => {
                    add(sums.entry(day).or_default(), span.totals)
                }
                // It crosses midnight: only its segments tell what lies on which day.
                Some(_) => whole.push(span.entry),
                None => {}
            }
        }
        if !whole.is_empty() {
            add_days(&mut sums, &self.reader.entries(&whole).await?, Timestamp::MIN);
        }
        Ok(sums)
    }
}

/// When the days of any zone with these dates may begin and end.
fn reaching(first: NaiveDate, last: NaiveDate) -> (Timestamp, Timestamp) {
    let from = local_day(first, chrono_tz::UTC).0.plus_millis(-SLACK_MILLIS);
    let to = local_day(last, chrono_tz::UTC).1.plus_millis(SLACK_MILLIS);
    (from, to)
}

fn finished(entry: Option<&Entry>) -> Option<&Entry> {
    entry.filter(|entry| !entry.is_running())
}

/// What an entry has on one day; an open segment counts up to `now`.
fn on_day(entry: &Entry, day: NaiveDate, now: Timestamp) -> Totals {
    let DayTotals(days) = day_totals(std::iter::once(entry), now);
    days.get(&day).copied().unwrap_or_default()
}

fn add_days(sums: &mut BTreeMap<NaiveDate, Totals>, entries: &[Entry], now: Timestamp) {
    let DayTotals(days) = day_totals(entries, now);
    for (day, totals) in days {
        add(sums.entry(day).or_default(), totals);
    }
}

/// Adds totals to a sum.
pub(crate) fn add(sum: &mut Totals, more: Totals) {
    sum.work += more.work;
    sum.rest += more.rest;
    sum.undecided += more.undecided;
}
