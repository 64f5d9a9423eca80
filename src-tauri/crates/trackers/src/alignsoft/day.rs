//! Align's way with time: a calendar day, without a clock.

use chrono::{Days, NaiveDate, NaiveTime};
use domain::Timestamp;

/// How a day is kept in [`domain::Payload::start`]: the local date as midnight UTC. That is all the precision the
/// tracker keeps, so it names a date and is no instant of the work; the zone of the entry has decided which date.
pub(super) fn start(date: NaiveDate) -> Timestamp {
    date.and_time(NaiveTime::MIN).and_utc().into()
}

/// The date that a payload's start stands for.
pub(super) fn date(start: Timestamp) -> NaiveDate {
    start.utc().date_naive()
}

/// As Align takes it: `2026-11-20`.
pub(super) fn write(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// As Align gives it; a time of day behind the date is ignored.
pub(super) fn read(text: &str) -> Option<NaiveDate> {
    text.get(.."YYYY-MM-DD".len())?.parse().ok()
}

/// The days from `days` before to `days` after.
pub(super) fn around(date: NaiveDate, days: u64) -> (NaiveDate, NaiveDate) {
    let before = date.checked_sub_days(Days::new(days));
    let after = date.checked_add_days(Days::new(days));
    (before.unwrap_or(date), after.unwrap_or(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_survives_being_kept_as_a_start() {
        let day: NaiveDate = "2026-11-20".parse().unwrap();
        assert_eq!(start(day).rfc3339(), "2026-11-20T00:00:00.000Z");
        assert_eq!((date(start(day)), write(day).as_str()), (day, "2026-11-20"));
    }

    #[test]
    fn dates_are_read_with_and_without_a_time() {
        let day: NaiveDate = "2026-11-20".parse().unwrap();
        assert_eq!(["2026-11-20", "2026-11-20T00:00:00.000Z"].map(read), [Some(day); 2]);
        assert_eq!(["20.11.2026", "", "2026-11-2é"].map(read), [None; 3]);
    }
}
