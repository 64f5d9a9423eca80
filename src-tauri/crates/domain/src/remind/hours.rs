//! Work hours: from when to when a person works, on which days of the week.

use chrono::{Datelike, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Weekday};
use chrono_tz::Tz;

use crate::Timestamp;
use crate::calendar::first_at_or_past;

/// The hours of a week. Hours whose end is no later than their start end on the next day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hours {
    /// The days they begin on.
    pub days: Vec<Weekday>,
    /// The time of the clock they begin at.
    pub from: NaiveTime,
    /// The time of the clock they end at.
    pub to: NaiveTime,
}

impl Hours {
    /// The hours that began last, as `(start, end)`; they may be over. `None` = none in the week before.
    pub fn latest(&self, now: Timestamp, zone: Tz) -> Option<(Timestamp, Timestamp)> {
        self.week(now, zone, -8..=1).filter(|hours| hours.0 <= now).last()
    }

    /// The hours that begin next.
    pub fn next(&self, now: Timestamp, zone: Tz) -> Option<(Timestamp, Timestamp)> {
        self.week(now, zone, -1..=8).find(|hours| hours.0 > now)
    }

    fn week(
        &self,
        now: Timestamp,
        zone: Tz,
        days: std::ops::RangeInclusive<i64>,
    ) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let today = now.utc().with_timezone(&zone).date_naive();
        days.filter_map(move |day| self.on(today.checked_add_signed(chrono::TimeDelta::days(day))?, zone))
    }

    fn on(&self, date: NaiveDate, zone: Tz) -> Option<(Timestamp, Timestamp)> {
        let last = if self.to > self.from { date } else { date.succ_opt()? };
        let (start, end) = (instant(date.and_time(self.from), zone), instant(last.and_time(self.to), zone));
        // A change of the clocks can swallow short hours whole.
        (self.days.contains(&date.weekday()) && start < end).then_some((start, end))
    }
}

/// The first instant a clock there shows this time, or the first after it where the clocks leave it out.
fn instant(local: NaiveDateTime, zone: Tz) -> Timestamp {
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => at.to_utc().into(),
        MappedLocalTime::None => first_at_or_past(local, zone),
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;
    use rstest::rstest;

    use super::*;

    fn at(text: &str) -> Timestamp {
        chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc().into()
    }

    fn hours(from: (u32, u32), to: (u32, u32)) -> Hours {
        let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        let days = vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
        Hours { days, from: time(from), to: time(to) }
    }

    #[rstest]
    // A Friday at noon, its evening, and the Sunday after.
    #[case("2026-11-20T12:00:00+01:00", "2026-11-20T09:00:00+01:00", "2026-11-23T09:00:00+01:00")]
    #[case("2026-11-20T20:00:00+01:00", "2026-11-20T09:00:00+01:00", "2026-11-23T09:00:00+01:00")]
    #[case("2026-11-22T12:00:00+01:00", "2026-11-20T09:00:00+01:00", "2026-11-23T09:00:00+01:00")]
    // Before nine the hours of the day before are the latest; at nine sharp today's.
    #[case("2026-11-24T08:59:59+01:00", "2026-11-23T09:00:00+01:00", "2026-11-24T09:00:00+01:00")]
    #[case("2026-11-24T09:00:00+01:00", "2026-11-24T09:00:00+01:00", "2026-11-25T09:00:00+01:00")]
    // The clocks go back on Sunday, and the hours stay those of the clock.
    #[case("2026-10-25T12:00:00+01:00", "2026-10-23T09:00:00+02:00", "2026-10-26T09:00:00+01:00")]
    fn the_latest_and_the_next(#[case] now: &str, #[case] latest: &str, #[case] next: &str) {
        let hours = hours((9, 0), (17, 30));
        assert_eq!(hours.latest(at(now), Berlin).map(|hours| hours.0), Some(at(latest)));
        assert_eq!(hours.next(at(now), Berlin).map(|hours| hours.0), Some(at(next)));
    }

    #[test]
    fn a_night_shift_ends_on_the_next_day() {
        let found = hours((22, 0), (6, 0)).latest(at("2026-11-21T03:00:00+01:00"), Berlin);
        assert_eq!(found, Some((at("2026-11-20T22:00:00+01:00"), at("2026-11-21T06:00:00+01:00"))));
    }

    #[test]
    fn hours_the_clocks_leave_out_begin_after_the_gap_or_are_none() {
        let mut night = hours((2, 30), (4, 0));
        night.days = vec![Weekday::Sun];
        let noon = at("2026-03-29T12:00:00+02:00");
        let change = at("2026-03-29T03:00:00+02:00");
        assert_eq!(night.latest(noon, Berlin), Some((change, at("2026-03-29T04:00:00+02:00"))));
        night.to = NaiveTime::from_hms_opt(2, 45, 0).unwrap();
        assert_eq!(night.latest(noon, Berlin).map(|hours| hours.0), Some(at("2026-03-22T02:30:00+01:00")));
    }

    #[test]
    fn no_days_have_no_hours() {
        let none = Hours { days: Vec::new(), ..hours((9, 0), (17, 0)) };
        let now = at("2026-11-20T12:00:00+01:00");
        assert_eq!((none.latest(now, Berlin), none.next(now, Berlin)), (None, None));
    }
}
