//! Yandex Tracker's way with time: `YYYY-MM-DDThh:mm:ss.sss±hhmm` in, UTC with `+0000` and milliseconds out.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::problem::Problem;

pub(super) fn write(moment: DateTime<Utc>) -> String {
    moment.format("%Y-%m-%dT%H:%M:%S%.3f+0000").to_string()
}

/// Reads the documented format, `Z` for the offset, and no offset at all as UTC (a documented sample has none). The
/// fraction has three digits or is left out. An offset with a colon is unproven at the service and refused here.
pub(super) fn read(field: &str, text: &str) -> Result<DateTime<Utc>, Problem> {
    parse(text).ok_or_else(|| {
        let message = format!("{text:?} is not a date such as 2026-11-20T09:00:00.000+0000");
        Problem::bad_value(field, message)
    })
}

fn parse(text: &str) -> Option<DateTime<Utc>> {
    const CLOCK: usize = "YYYY-MM-DDThh:mm:ss".len();
    let (clock, rest) = text.split_at_checked(CLOCK)?;
    let clock = NaiveDateTime::parse_from_str(clock, "%Y-%m-%dT%H:%M:%S").ok()?;
    let (millis, offset) = match rest.strip_prefix('.') {
        Some(rest) => {
            let (digits, offset) = rest.split_at_checked(3)?;
            (number(digits)?, offset)
        }
        None => (0, rest),
    };
    let minutes = match offset {
        "" | "Z" => 0,
        _ => {
            let sign = match offset.get(..1)? {
                "+" => 1,
                "-" => -1,
                _ => return None,
            };
            let digits = offset.get(1..).filter(|digits| digits.len() == 4)?;
            sign * (number(digits.get(..2)?)? * 60 + number(digits.get(2..)?)?)
        }
    };
    let local = clock + chrono::Duration::milliseconds(millis);
    Some((local - chrono::Duration::minutes(minutes)).and_utc())
}

fn number(digits: &str) -> Option<i64> {
    digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}
