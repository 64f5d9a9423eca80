//! Days as people type them: `today`, `yesterday`, `monday`, `-3`, `2026-11-20`, `20.11.2026`.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use chrono_tz::Tz;
use thiserror::Error;

use crate::Timestamp;
use crate::calendar::date_of;

/// Why a text is no day, with what to type.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum DayError {
    /// It does not read as a day.
    #[error("“{text}” is not a day; type today, yesterday, monday, -3 (three days ago) or 2026-11-20")]
    Unreadable {
        /// What was typed.
        text: String,
    },
    /// No calendar has this day, or it lies outside 1970 to 9998.
    #[error("there is no day “{text}”; type year, month and day as 2026-11-20")]
    NoSuchDay {
        /// What was typed.
        text: String,
    },
}

/// Reads a day in the zone. A weekday is the latest one, today included.
pub fn day(text: &str, now: Timestamp, zone: Tz) -> Result<NaiveDate, DayError> {
    let typed = text.trim();
    let lower = typed.to_lowercase().replace('−', "-");
    let today = date_of(now, zone);
    let no_such_day = || DayError::NoSuchDay { text: typed.into() };
    let ago = |days: u64| today.checked_sub_days(Days::new(days)).filter(in_range).ok_or_else(no_such_day);
    match lower.as_str() {
        "today" | "heute" => return Ok(today),
        "yesterday" | "gestern" => return ago(1),
        "vorgestern" => return ago(2),
        _ => {}
    }
    if let Some(weekday) = weekday(&lower) {
        return ago(u64::from(today.weekday().days_since(weekday)));
    }
    if let Some(days) = lower.strip_prefix('-').and_then(|days| number(days, 5)) {
        return ago(u64::from(days));
    }
    let (year, month, day) =
        written_date(&lower).ok_or_else(|| DayError::Unreadable { text: typed.into() })?;
    let year = i32::try_from(year).map_err(|_| no_such_day())?;
    NaiveDate::from_ymd_opt(year, month, day).filter(in_range).ok_or_else(no_such_day)
}

fn in_range(date: &NaiveDate) -> bool {
    (1970..9999).contains(&date.year())
}

/// `2026-11-20` and `20.11.2026`, as year, month and day.
fn written_date(text: &str) -> Option<(u32, u32, u32)> {
    let parts = |separator| text.split(separator).collect::<Vec<_>>();
    match (parts('-').as_slice(), parts('.').as_slice()) {
        ([year, month, day], _) | (_, [day, month, year]) if year.len() == 4 => {
            Some((number(year, 4)?, number(month, 2)?, number(day, 2)?))
        }
        _ => None,
    }
}

fn number(text: &str, most: usize) -> Option<u32> {
    let plain = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "mon" | "monday" | "mo" | "montag" => Some(Weekday::Mon),
        "tue" | "tues" | "tuesday" | "di" | "dienstag" => Some(Weekday::Tue),
        "wed" | "wednesday" | "mi" | "mittwoch" => Some(Weekday::Wed),
        "thu" | "thur" | "thurs" | "thursday" | "do" | "donnerstag" => Some(Weekday::Thu),
        "fri" | "friday" | "fr" | "freitag" => Some(Weekday::Fri),
        "sat" | "saturday" | "sa" | "samstag" | "sonnabend" => Some(Weekday::Sat),
        "sun" | "sunday" | "so" | "sonntag" => Some(Weekday::Sun),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;
    use rstest::rstest;

    use super::*;

    /// Friday, 20 November 2026, 00:30 in Berlin; still Thursday in UTC.
    const NOW: Timestamp = Timestamp::from_millis(1_795_131_000_000);

    #[rstest]
    #[case("today", "2026-11-20")]
    #[case("Heute", "2026-11-20")]
    #[case("yesterday", "2026-11-19")]
    #[case("gestern", "2026-11-19")]
    #[case("vorgestern", "2026-11-18")]
    #[case("-0", "2026-11-20")]
    #[case("-3", "2026-11-17")]
    #[case("−3", "2026-11-17")]
    #[case("friday", "2026-11-20")]
    #[case("monday", "2026-11-16")]
    #[case("Mo", "2026-11-16")]
    #[case("Samstag", "2026-11-14")]
    #[case("2026-11-20", "2026-11-20")]
    #[case("2024-02-29", "2024-02-29")]
    #[case("2026-1-5", "2026-01-05")]
    #[case("20.11.2026", "2026-11-20")]
    #[case("5.1.2026", "2026-01-05")]
    fn reads(#[case] text: &str, #[case] date: NaiveDate) {
        assert_eq!(day(text, NOW, Berlin), Ok(date));
    }

    #[rstest]
    #[case("")]
    #[case("someday")]
    #[case("20.11.")]
    #[case("11/20/2026")]
    #[case("-x")]
    #[case("3")]
    fn refuses(#[case] text: &str) {
        assert_eq!(day(text, NOW, Berlin), Err(DayError::Unreadable { text: text.into() }));
    }

    #[rstest]
    #[case("2026-02-30")]
    #[case("2025-02-29")]
    #[case("31.4.2026")]
    #[case("1969-12-31")]
    #[case("9999-01-01")]
    #[case("-99999")]
    fn refuses_days_no_calendar_has(#[case] text: &str) {
        assert_eq!(day(text, NOW, Berlin), Err(DayError::NoSuchDay { text: text.into() }));
    }
}
