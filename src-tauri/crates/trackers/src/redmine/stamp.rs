//! The clock times that open a comment: Redmine keeps a day and no clock, so the comment is where they are, and what
//! tells the records of a day apart.

use chrono::Timelike;
use chrono_tz::Tz;
use domain::Timestamp;

use crate::clock_times::{self, digits, without_offset};

/// `09:00–10:30 (break 0:15)`, in the zone of the entry, to the minute; just midnight is `24:00`.
///
/// The distance to UTC stands with both times when the clocks change in between, or when one of them comes twice that
/// day. A break shorter than half a minute is not named.
pub(super) fn write(start: Timestamp, end: Timestamp, zone: Tz, break_millis: i64) -> String {
    let (start, end) = (start.utc().with_timezone(&zone), end.utc().with_timezone(&zone));
    let (after_first, after_last) = clock_times::offsets(&start, &end);
    let midnight = (end.hour(), end.minute()) == (0, 0) && start.date_naive() < end.date_naive();
    let last = if midnight { "24:00".to_owned() } else { end.format("%H:%M").to_string() };
    let times = format!("{}{after_first}–{last}{after_last}", start.format("%H:%M"));
    clock_times::with_break(times, break_millis)
}

/// The stamp and what follows it; `None` when a comment does not open with one.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let rest = without_offset(digits(text, "00:00")?).strip_prefix('–')?;
    let rest = digits(rest, "00:00")?;
    clock_times::split(text, rest)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use chrono_tz::Asia::Kolkata;
    use chrono_tz::Europe::Berlin;

    use super::*;

    const MINUTE_MILLIS: i64 = 60_000;

    fn stamp(start: &str, end: &str, zone: Tz, break_minutes: i64) -> String {
        let at = |text: &str| Timestamp::from(text.parse::<DateTime<chrono::Utc>>().unwrap());
        write(at(start), at(end), zone, break_minutes * MINUTE_MILLIS)
    }

    #[test]
    fn times_are_those_of_the_entrys_zone_and_midnight_ends_the_day() {
        let (start, end) = ("2026-11-20T08:00:59.999Z", "2026-11-20T09:30:00Z");
        assert_eq!(stamp(start, end, Berlin, 15), "09:00–10:30 (break 0:15)");
        assert_eq!(stamp(start, end, Kolkata, 0), "13:30–15:00");
        assert_eq!(stamp("2026-11-20T22:30:00Z", "2026-11-20T23:00:00Z", Berlin, 0), "23:30–24:00");
        assert_eq!(
            stamp("2026-11-20T23:00:00Z", "2026-11-21T01:00:00Z", Berlin, 125),
            "00:00–02:00 (break 2:05)"
        );
    }

    #[test]
    fn the_hour_that_comes_twice_and_the_one_left_out_are_told_apart() {
        let first = stamp("2026-10-25T00:30:00Z", "2026-10-25T00:45:00Z", Berlin, 0);
        let second = stamp("2026-10-25T01:30:00Z", "2026-10-25T01:45:00Z", Berlin, 0);
        assert_eq!((first.as_str(), second.as_str()), ("02:30+02:00–02:45+02:00", "02:30+01:00–02:45+01:00"));
        let over = stamp("2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z", Berlin, 0);
        assert_eq!(over, "01:00+01:00–05:00+02:00");
    }

    #[test]
    fn every_stamp_is_found_again_before_any_note() {
        let stamps = [
            stamp("2026-11-20T08:00:00Z", "2026-11-20T09:30:00Z", Berlin, 15),
            stamp("2026-11-20T08:00:00Z", "2026-11-20T09:30:00Z", Berlin, 6_000),
            stamp("2026-11-20T22:30:00Z", "2026-11-20T23:00:00Z", Berlin, 0),
            stamp("2026-10-25T00:30:00Z", "2026-10-25T01:45:00Z", Berlin, 15),
        ];
        for stamp in &stamps {
            for note in ["", "Login flow", "(break room)", "–", "10:00", "日本語"] {
                let text = format!("{stamp} {note}");
                assert_eq!(split(text.trim()), Some((stamp.as_str(), note)));
            }
            assert_eq!(split(&format!("{stamp}x")), None);
        }
        for text in ["", "Login flow", "09:00", "09:00-10:30", "9:00–10:30", "09:0é–10:30"] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
