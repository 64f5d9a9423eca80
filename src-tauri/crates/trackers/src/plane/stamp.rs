//! The date and times that open a description: Plane keeps none, so the text is where they are, and what tells records apart.

use chrono::{NaiveDateTime, Timelike};
use chrono_tz::Tz;
use domain::Timestamp;

use crate::clock_times::{self, digits, without_offset};

/// `2026-11-20 09:00–10:30 (break 0:15)`, in the zone of the entry, to the minute.
///
/// The end has a date of its own when it is on another day; just midnight is `24:00`. The distance to UTC stands with
/// both times when the clocks change in between, or when one of them comes twice that night. A break shorter than half
/// a minute is not named.
pub(super) fn write(start: Timestamp, end: Timestamp, zone: Tz, break_millis: i64) -> String {
    let (start, end) = (start.utc().with_timezone(&zone), end.utc().with_timezone(&zone));
    let (after_first, after_last) = clock_times::offsets(&start, &end);
    let first = start.format("%Y-%m-%d %H:%M").to_string();
    let last = if start.date_naive() == end.date_naive() {
        end.format("%H:%M").to_string()
    } else if (end.hour(), end.minute()) == (0, 0) && start.date_naive().succ_opt() == Some(end.date_naive())
    {
        "24:00".to_owned()
    } else {
        end.format("%Y-%m-%d %H:%M").to_string()
    };
    let times = format!("{first}{after_first}–{last}{after_last}");
    clock_times::with_break(times, break_millis)
}

/// The stamp and what follows it; `None` when a text does not open with one.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let rest = digits(text, "0000-00-00 00:00")?;
    let rest = without_offset(rest).strip_prefix('–')?;
    let rest = digits(rest, "0000-00-00 00:00").or_else(|| digits(rest, "00:00"))?;
    clock_times::split(text, rest)
}

/// How many milliseconds later the second of two texts says that its record begins; `None` where a text does not say,
/// or says a time that is none.
///
/// By the clock on the wall: the texts alone do not tell whether the clocks change in between.
pub(super) fn moved(from: &str, to: &str) -> Option<i64> {
    let begins = |text: &str| {
        let (stamp, _) = split(text)?;
        NaiveDateTime::parse_from_str(&stamp[.."0000-00-00 00:00".len()], "%Y-%m-%d %H:%M").ok()
    };
    Some(begins(to)?.signed_duration_since(begins(from)?).num_milliseconds())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use chrono_tz::America::New_York;
    use chrono_tz::Asia::Kolkata;
    use chrono_tz::Europe::Berlin;
    use chrono_tz::Pacific::Apia;

    use super::*;

    const MINUTE_MILLIS: i64 = 60_000;

    fn stamp(start: &str, end: &str, zone: Tz, break_minutes: i64) -> String {
        let at = |text: &str| Timestamp::from(text.parse::<DateTime<chrono::Utc>>().unwrap());
        write(at(start), at(end), zone, break_minutes * MINUTE_MILLIS)
    }

    #[test]
    fn date_and_times_are_those_of_the_entrys_zone() {
        let (start, end) = ("2026-11-20T08:00:59.999Z", "2026-11-20T09:30:00Z");
        assert_eq!(stamp(start, end, Berlin, 15), "2026-11-20 09:00–10:30 (break 0:15)");
        assert_eq!(stamp(start, end, Kolkata, 0), "2026-11-20 13:30–15:00");
        assert_eq!(stamp(start, end, New_York, 125), "2026-11-20 03:00–04:30 (break 2:05)");
    }

    #[test]
    fn past_midnight_the_end_has_its_own_date() {
        assert_eq!(
            stamp("2026-11-20T22:30:00Z", "2026-11-21T00:15:00Z", Berlin, 0),
            "2026-11-20 23:30–2026-11-21 01:15"
        );
        assert_eq!(
            stamp("2026-11-20T22:30:00Z", "2026-11-20T23:00:59Z", Berlin, 0),
            "2026-11-20 23:30–24:00"
        );
        assert_eq!(
            stamp("2026-11-20T22:30:00Z", "2026-11-21T23:00:00Z", Berlin, 0),
            "2026-11-20 23:30–2026-11-22 00:00"
        );
        // A day was left out here: midnight is that of another date.
        assert_eq!(
            stamp("2011-12-30T09:30:00Z", "2011-12-30T10:00:00Z", Apia, 0),
            "2011-12-29 23:30-10:00–2011-12-31 00:00+14:00"
        );
    }

    #[test]
    fn the_hour_that_comes_twice_and_the_one_left_out_are_told_apart() {
        let first = stamp("2026-10-25T00:30:00Z", "2026-10-25T00:45:00Z", Berlin, 0);
        let second = stamp("2026-10-25T01:30:00Z", "2026-10-25T01:45:00Z", Berlin, 0);
        assert_eq!(first, "2026-10-25 02:30+02:00–02:45+02:00");
        assert_eq!(second, "2026-10-25 02:30+01:00–02:45+01:00");
        assert_eq!(
            stamp("2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z", Berlin, 0),
            "2026-03-29 01:00+01:00–05:00+02:00"
        );
    }

    #[test]
    fn a_short_break_is_not_named() {
        let at = Timestamp::from_millis(0);
        let written = |millis| write(at, at.plus_millis(600_000), chrono_tz::UTC, millis);
        assert_eq!(written(29_999), "1970-01-01 00:00–00:10");
        assert_eq!(written(30_000), "1970-01-01 00:00–00:10 (break 0:01)");
    }

    #[test]
    fn every_stamp_is_found_again_before_any_note() {
        let stamps = [
            stamp("2026-11-20T08:00:00Z", "2026-11-20T09:30:00Z", Berlin, 15),
            stamp("2026-11-20T08:00:00Z", "2026-11-20T09:30:00Z", Berlin, 6_000),
            stamp("2026-11-20T22:30:00Z", "2026-11-21T00:15:00Z", Berlin, 0),
            stamp("2026-11-20T22:30:00Z", "2026-11-20T23:00:00Z", Berlin, 1),
            stamp("2026-10-25T00:30:00Z", "2026-10-25T01:45:00Z", Berlin, 15),
        ];
        for stamp in &stamps {
            for note in ["", "Login flow", "(break room)", "–", "10:00", "日本語"] {
                let text = format!("{stamp} {note}");
                assert_eq!(split(text.trim()), Some((stamp.as_str(), note)));
            }
            assert_eq!(split(&format!("{stamp}x")), None);
        }
    }

    #[test]
    fn two_stamps_say_how_far_they_are_apart() {
        let from = "2026-11-20 09:00–10:30 Login flow";
        assert_eq!(moved(from, "2026-11-20 08:45–10:30"), Some(-15 * MINUTE_MILLIS));
        assert_eq!(moved(from, "2026-11-21 09:00–24:00 other"), Some(24 * 60 * MINUTE_MILLIS));
        assert_eq!(moved(from, from), Some(0));
        for text in ["Login flow", "2026-13-40 09:00–10:30", "2026-11-20 25:00–10:30"] {
            assert_eq!(moved(from, text), None, "{text}");
            assert_eq!(moved(text, from), None, "{text}");
        }
    }

    #[test]
    fn what_opens_otherwise_has_no_stamp() {
        for text in
            ["", "Login flow", "2026-11-20", "2026-11-20 09:00", "2026-11-20 09:00-10:30", "2026-11-2é–"]
        {
            assert_eq!(split(text), None, "{text}");
        }
        // Something in brackets that is no break belongs to the note.
        let (stamp, note) = split("2026-11-20 09:00–10:30 (break x:15)").unwrap();
        assert_eq!((stamp, note), ("2026-11-20 09:00–10:30", "(break x:15)"));
    }
}
