//! Instants as people type them: `9:15`, `-15m`, `20m ago`, `+10`, `last`, `yesterday 16:00`, RFC 3339.

use chrono::{DateTime, MappedLocalTime, NaiveDate, NaiveTime, SecondsFormat, TimeZone};
use chrono_tz::Tz;
use thiserror::Error;

use crate::Timestamp;
use crate::calendar::{date_of, first_at_or_past};

use super::clock::clock;
use super::{day, duration};

/// What an instant is read against.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Around {
    /// Now.
    pub now: Timestamp,
    /// The zone of the machine.
    pub zone: Tz,
    /// When the last entry ended: `last`, and where `+10` counts from.
    pub last: Option<Timestamp>,
}

/// Why a text is no instant, with what to type.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum WhenError {
    /// It does not read as an instant.
    #[error("“{text}” is not a time; type 9:15, -15m, “20m ago” or “yesterday 16:00”")]
    Unreadable {
        /// What was typed.
        text: String,
    },
    /// A length without a direction.
    #[error("“{text}” is a length; type -{text} for that long ago, or a time such as 9:15")]
    OnlyALength {
        /// What was typed.
        text: String,
    },
    /// `last` and `+10` need an earlier entry.
    #[error("there is no earlier entry that “{text}” could count from; type a time such as 9:15")]
    NoLast {
        /// What was typed.
        text: String,
    },
    /// A clock time that is still to come today. It may mean yesterday, but only the person knows.
    #[error("{time} is still to come today; type “yesterday {time}” if you mean yesterday")]
    LaterThanNow {
        /// The clock time, `16:00`.
        time: String,
        /// The instant it would be yesterday.
        yesterday: Timestamp,
    },
    /// The clocks went over this time.
    #[error("the clocks skip {time} on {date}; type “{date} {next}”, the first time after it")]
    Skipped {
        /// The clock time, `02:30`.
        time: String,
        /// The day.
        date: NaiveDate,
        /// The first clock time after the gap, `03:00`.
        next: String,
        /// The same as an instant.
        instant: Timestamp,
    },
    /// The clocks showed this time twice.
    #[error("{time} comes twice on {date}; type {first} for the first or {second} for the second")]
    Twice {
        /// The clock time, `02:30`.
        time: String,
        /// The day.
        date: NaiveDate,
        /// The first one as it can be typed, `2026-10-25T02:30:00+02:00`.
        first: String,
        /// The second one as it can be typed.
        second: String,
        /// Both as instants.
        instants: (Timestamp, Timestamp),
    },
    /// The instant lies outside 1970 to 9998.
    #[error("“{text}” is too far away; type a time between the years 1970 and 9998")]
    TooFar {
        /// What was typed.
        text: String,
    },
}

/// Reads an instant. A named day or an offset may give one in the future; whether that is possible, the verb knows.
pub fn when(text: &str, around: &Around) -> Result<Timestamp, WhenError> {
    let typed = text.trim();
    if let Ok(exact) = DateTime::parse_from_rfc3339(typed) {
        let millis = exact.timestamp_millis();
        let at = Timestamp::from_millis(millis);
        return if at.millis() == millis { Ok(at) } else { Err(WhenError::TooFar { text: typed.into() }) };
    }
    let lower = typed.to_lowercase().replace('−', "-");
    match lower.as_str() {
        "now" | "jetzt" => return Ok(around.now),
        "last" | "zuletzt" => return last(typed, around),
        _ => {}
    }
    if let Some(length) = lower.strip_prefix('+') {
        return shifted(last(typed, around)?, length, 1, typed);
    }
    if let Some(length) = lower.strip_prefix('-') {
        return shifted(around.now, length, -1, typed);
    }
    if let Some(length) = lower.strip_suffix("ago").or_else(|| lower.strip_prefix("vor ")) {
        return shifted(around.now, length, -1, typed);
    }
    if let Some(time) = clock(&lower) {
        return today_at(time, around);
    }
    day_and_time(&lower, typed, around)
}

fn last(typed: &str, around: &Around) -> Result<Timestamp, WhenError> {
    around.last.ok_or_else(|| WhenError::NoLast { text: typed.into() })
}

fn shifted(from: Timestamp, length: &str, sign: i64, typed: &str) -> Result<Timestamp, WhenError> {
    let length = duration(length).map_err(|_| WhenError::Unreadable { text: typed.into() })?;
    let millis = from.millis() + sign * length.millis;
    let at = Timestamp::from_millis(millis);
    if at.millis() == millis { Ok(at) } else { Err(WhenError::TooFar { text: typed.into() }) }
}

/// A clock time alone is today, unless that is still to come.
fn today_at(time: NaiveTime, around: &Around) -> Result<Timestamp, WhenError> {
    let today = date_of(around.now, around.zone);
    let at = match on(today, time, around.zone) {
        // The second one has not come yet, so only the first can be meant.
        Err(WhenError::Twice { instants: (first, second), .. })
            if first <= around.now && around.now < second =>
        {
            first
        }
        Err(WhenError::Twice { instants: (first, _), .. }) if around.now < first => first,
        other => other?,
    };
    if at <= around.now {
        return Ok(at);
    }
    let yesterday = today.pred_opt().unwrap_or(today);
    let yesterday = match on(yesterday, time, around.zone) {
        Ok(at) => at,
        Err(WhenError::Twice { instants: (first, _), .. }) => first,
        Err(WhenError::Skipped { instant, .. }) => instant,
        Err(other) => return Err(other),
    };
    Err(WhenError::LaterThanNow { time: shown(time), yesterday })
}

/// `yesterday 16:00`, `2026-11-20 09:15`, `2026-11-20T09:15`, `gestern um 16 Uhr`, `monday at 9`.
fn day_and_time(lower: &str, typed: &str, around: &Around) -> Result<Timestamp, WhenError> {
    let unreadable = || {
        if lower.starts_with(|c: char| c.is_ascii_digit()) && duration(lower).is_ok() {
            WhenError::OnlyALength { text: typed.into() }
        } else {
            WhenError::Unreadable { text: typed.into() }
        }
    };
    let iso = |at: &usize| {
        lower.as_bytes().get(*at) == Some(&b't') && lower[..*at].ends_with(|c: char| c.is_ascii_digit())
    };
    let split =
        lower.find(char::is_whitespace).or_else(|| lower.find('t').filter(iso)).ok_or_else(unreadable)?;
    let (date, rest) = lower.split_at(split);
    let rest = rest.trim_start_matches(|c: char| c == 't' || c.is_whitespace());
    let rest = ["at ", "um "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let date = day(date, around.now, around.zone).map_err(|_| unreadable())?;
    let time = clock(rest).ok_or_else(unreadable)?;
    on(date, time, around.zone)
}

/// The instant of a clock time on a day, where there is exactly one; otherwise it is skipped, or comes twice.
pub fn on(date: NaiveDate, time: NaiveTime, zone: Tz) -> Result<Timestamp, WhenError> {
    let local = date.and_time(time);
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(at) => Ok(at.to_utc().into()),
        MappedLocalTime::Ambiguous(first, second) => Err(WhenError::Twice {
            time: shown(time),
            date,
            first: first.to_rfc3339_opts(SecondsFormat::Secs, true),
            second: second.to_rfc3339_opts(SecondsFormat::Secs, true),
            instants: (first.to_utc().into(), second.to_utc().into()),
        }),
        MappedLocalTime::None => {
            let instant = first_at_or_past(local, zone);
            let next = shown(instant.utc().with_timezone(&zone).time());
            Err(WhenError::Skipped { time: shown(time), date, next, instant })
        }
    }
}

fn shown(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;
    use rstest::rstest;

    use super::*;

    fn at(text: &str) -> Timestamp {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc().into()
    }

    /// Friday, 20 November 2026, 17:30 in Berlin; the last entry ended at 16:45.
    fn around() -> Around {
        Around {
            now: at("2026-11-20T17:30:00+01:00"),
            zone: Berlin,
            last: Some(at("2026-11-20T16:45:00+01:00")),
        }
    }

    #[rstest]
    #[case("9", "2026-11-20T09:00:00+01:00")]
    #[case("12", "2026-11-20T12:00:00+01:00")]
    #[case("915", "2026-11-20T09:15:00+01:00")]
    #[case("0915", "2026-11-20T09:15:00+01:00")]
    #[case("1230", "2026-11-20T12:30:00+01:00")]
    #[case("9:15", "2026-11-20T09:15:00+01:00")]
    #[case("9.15", "2026-11-20T09:15:00+01:00")]
    #[case("9a", "2026-11-20T09:00:00+01:00")]
    #[case("120a", "2026-11-20T01:20:00+01:00")]
    #[case("1P", "2026-11-20T13:00:00+01:00")]
    #[case("9:15am", "2026-11-20T09:15:00+01:00")]
    #[case("5:30 PM", "2026-11-20T17:30:00+01:00")]
    #[case("12:00 AM", "2026-11-20T00:00:00+01:00")]
    #[case("now", "2026-11-20T17:30:00+01:00")]
    #[case("Jetzt", "2026-11-20T17:30:00+01:00")]
    #[case("last", "2026-11-20T16:45:00+01:00")]
    #[case("zuletzt", "2026-11-20T16:45:00+01:00")]
    #[case("-10", "2026-11-20T17:20:00+01:00")]
    #[case("-15m", "2026-11-20T17:15:00+01:00")]
    #[case("−15m", "2026-11-20T17:15:00+01:00")]
    #[case("-1h30", "2026-11-20T16:00:00+01:00")]
    #[case("-1:30", "2026-11-20T16:00:00+01:00")]
    #[case("-1.5h", "2026-11-20T16:00:00+01:00")]
    #[case("20m ago", "2026-11-20T17:10:00+01:00")]
    #[case("20 minutes ago", "2026-11-20T17:10:00+01:00")]
    #[case("1h ago", "2026-11-20T16:30:00+01:00")]
    #[case("vor 20m", "2026-11-20T17:10:00+01:00")]
    #[case("vor 20 Minuten", "2026-11-20T17:10:00+01:00")]
    #[case("+10", "2026-11-20T16:55:00+01:00")]
    #[case("+10m", "2026-11-20T16:55:00+01:00")]
    #[case("today 9:15", "2026-11-20T09:15:00+01:00")]
    #[case("today 18:00", "2026-11-20T18:00:00+01:00")]
    #[case("heute 9:15", "2026-11-20T09:15:00+01:00")]
    #[case("yesterday 16:00", "2026-11-19T16:00:00+01:00")]
    #[case("Yesterday at 4pm", "2026-11-19T16:00:00+01:00")]
    #[case("gestern 16:00", "2026-11-19T16:00:00+01:00")]
    #[case("gestern um 16 Uhr", "2026-11-19T16:00:00+01:00")]
    #[case("monday 9", "2026-11-16T09:00:00+01:00")]
    #[case("2026-11-20 09:15", "2026-11-20T09:15:00+01:00")]
    #[case("2026-11-20T09:15", "2026-11-20T09:15:00+01:00")]
    #[case("2026-11-20T09:15:30", "2026-11-20T09:15:30+01:00")]
    #[case("20.11.2026 9:15", "2026-11-20T09:15:00+01:00")]
    #[case("2026-07-01 09:15", "2026-07-01T09:15:00+02:00")]
    #[case("2026-11-20T09:15:00Z", "2026-11-20T09:15:00Z")]
    #[case("2026-11-20T09:15:00.417Z", "2026-11-20T09:15:00.417Z")]
    #[case("2026-11-20T09:15:00-05:00", "2026-11-20T14:15:00Z")]
    #[case("2026-11-20 09:15:00+01:00", "2026-11-20T09:15:00+01:00")]
    #[case("  9:15 ", "2026-11-20T09:15:00+01:00")]
    fn reads(#[case] text: &str, #[case] instant: &str) {
        assert_eq!(when(text, &around()), Ok(at(instant)));
    }

    #[rstest]
    #[case("")]
    #[case("11:")]
    #[case(":20")]
    #[case("12x")]
    #[case("9.5")]
    #[case("soon")]
    #[case("ago")]
    #[case("-")]
    #[case("+")]
    #[case("--5")]
    #[case("yesterday")]
    #[case("yesterday 25:00")]
    #[case("someday 9:00")]
    #[case("2026-13-01 09:00")]
    #[case("2026-11-20T")]
    #[case("t")]
    #[case("ét 9")]
    fn refuses(#[case] text: &str) {
        let refusal = when(text, &around()).unwrap_err();
        let expected = match text {
            // `9.5` reads as a length, so the remedy can be more exact.
            "9.5" => WhenError::OnlyALength { text: text.into() },
            _ => WhenError::Unreadable { text: text.into() },
        };
        assert_eq!(refusal, expected);
    }

    #[test]
    fn a_length_without_direction_is_asked_about() {
        assert_eq!(when("15m", &around()), Err(WhenError::OnlyALength { text: "15m".into() }));
        assert!(when("1h 30m", &around()).unwrap_err().to_string().contains("-1h 30m"));
    }

    #[test]
    fn last_needs_an_earlier_entry() {
        let nothing_yet = Around { last: None, ..around() };
        for text in ["last", "+10"] {
            assert_eq!(when(text, &nothing_yet), Err(WhenError::NoLast { text: text.into() }));
        }
    }

    #[test]
    fn a_time_still_to_come_asks_for_yesterday() {
        let refusal = when("18:00", &around()).unwrap_err();
        let yesterday = at("2026-11-19T18:00:00+01:00");
        assert_eq!(refusal, WhenError::LaterThanNow { time: "18:00".into(), yesterday });
        assert_eq!(when("yesterday 18:00", &around()), Ok(yesterday));
    }

    #[test]
    fn a_time_the_clocks_skip_names_the_next_one() {
        let refusal = when("2026-03-29 02:30", &around()).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "the clocks skip 02:30 on 2026-03-29; type “2026-03-29 03:00”, the first time after it"
        );
        assert_eq!(when("2026-03-29 03:00", &around()), Ok(at("2026-03-29T01:00:00Z")));
    }

    #[test]
    fn a_time_that_comes_twice_offers_both() {
        let WhenError::Twice { first, second, instants, .. } =
            when("2026-10-25 02:30", &around()).unwrap_err()
        else {
            panic!("02:30 comes twice");
        };
        assert_eq!(
            (first.as_str(), second.as_str()),
            ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00")
        );
        assert_eq!(when(&first, &around()), Ok(instants.0));
        assert_eq!(when(&second, &around()), Ok(instants.1));
        assert_eq!(instants.1.since(instants.0), 3_600_000);
    }

    #[test]
    fn between_the_two_only_the_first_can_be_meant() {
        let between = Around { now: at("2026-10-25T02:45:00+02:00"), ..around() };
        assert_eq!(when("2:30", &between), Ok(at("2026-10-25T02:30:00+02:00")));
        let after = Around { now: at("2026-10-25T02:45:00+01:00"), ..around() };
        assert!(matches!(when("2:30", &after), Err(WhenError::Twice { .. })));
        let before = Around { now: at("2026-10-25T01:00:00+02:00"), ..around() };
        assert!(matches!(when("2:30", &before), Err(WhenError::LaterThanNow { .. })));
    }

    #[rstest]
    #[case("0001-01-01T00:00:00Z")]
    #[case("9999-12-31T00:00:00Z")]
    #[case("-9999h")]
    fn refuses_what_is_too_far(#[case] text: &str) {
        let early = Around { now: at("1970-06-01T00:00:00Z"), ..around() };
        assert_eq!(when(text, &early), Err(WhenError::TooFar { text: text.into() }));
    }
}
