//! awork's way with time: the day at midnight in one field, the time of day in another, both of the same zone.

use chrono::{DateTime, Days, NaiveDate, NaiveTime};
use domain::Timestamp;

/// The UTC day as the service takes it: `2026-09-03T00:00:00Z`.
pub(super) fn write_day(at: Timestamp) -> String {
    at.utc().format("%Y-%m-%dT00:00:00Z").to_string()
}

/// The UTC time of day as the service takes it: `07:30:00`; a fraction of a second is dropped.
pub(super) fn write_time(at: Timestamp) -> String {
    at.utc().format("%H:%M:%S").to_string()
}

/// The instant of a day and a time of day. Whatever stands behind the day counts for nothing, and the time may have
/// seven digits behind the second. Without a time the entry is of the whole day, which begins at midnight.
pub(super) fn read(day: &str, time: Option<&str>) -> Option<Timestamp> {
    let day: NaiveDate = day.get(.."YYYY-MM-DD".len())?.parse().ok()?;
    let time = match time.map(str::trim).filter(|time| !time.is_empty()) {
        Some(time) => time.parse().ok()?,
        None => NaiveTime::MIN,
    };
    Some(Timestamp::from_millis(day.and_time(time).and_utc().timestamp_millis()))
}

/// An instant in one field, such as `createdOn`.
pub(super) fn read_whole(text: &str) -> Option<Timestamp> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| Timestamp::from_millis(at.timestamp_millis()))
}

/// An instant inside a filter: `datetime'2026-09-03T08:55:00'`.
pub(super) fn literal(at: Timestamp) -> String {
    at.utc().format("datetime'%Y-%m-%dT%H:%M:%S'").to_string()
}

/// The UTC days around an instant, as literals: from the day before it to before the second after it.
pub(super) fn days_around(at: Timestamp) -> (String, String) {
    let day = at.utc().date_naive();
    let midnight = |day: NaiveDate| literal(day.and_time(NaiveTime::MIN).and_utc().into());
    let before = day.checked_sub_days(Days::new(1)).unwrap_or(day);
    let after = day.checked_add_days(Days::new(2)).unwrap_or(day);
    (midnight(before), midnight(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        read_whole(text).unwrap()
    }

    #[test]
    fn day_and_time_are_apart_and_of_the_utc_day() {
        let late = at("2026-09-03T00:30:00+02:00");
        assert_eq!(
            (write_day(late), write_time(late)),
            ("2026-09-02T00:00:00Z".to_owned(), "22:30:00".to_owned())
        );
        assert_eq!(read(&write_day(late), Some(&write_time(late))), Some(late));
    }

    #[test]
    fn every_shape_of_day_and_time_is_read() {
        let morning = at("2026-09-03T07:30:00Z");
        for time in ["07:30:00", "07:30", "07:30:00.0000000", "07:30:00.0004999"] {
            assert_eq!(read("2026-09-03T00:00:00Z", Some(time)), Some(morning), "{time}");
        }
        assert_eq!(read("2026-09-03T18:21:05Z", Some("07:30:00.4170000")), Some(morning.plus_millis(417)));
        assert_eq!(read("2026-09-03", None), Some(at("2026-09-03T00:00:00Z")));
        assert_eq!(read("2026-09-03T00:00:00", Some("")), Some(at("2026-09-03T00:00:00Z")));
        for (day, time) in [("3.9.2026", "07:30:00"), ("2026-09-03", "half past seven"), ("", "07:30:00")] {
            assert_eq!(read(day, Some(time)), None, "{day} {time}");
        }
    }

    #[test]
    fn a_filter_spells_instants_and_days() {
        assert_eq!(literal(at("2026-09-03T08:55:00.417Z")), "datetime'2026-09-03T08:55:00'");
        let (from, to) = days_around(at("2026-09-01T07:30:00Z"));
        assert_eq!(
            (from.as_str(), to.as_str()),
            ("datetime'2026-08-31T00:00:00'", "datetime'2026-09-03T00:00:00'")
        );
    }
}
