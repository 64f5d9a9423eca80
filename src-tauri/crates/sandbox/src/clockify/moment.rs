//! Clockify's way with time: second precision, `yyyy-MM-ddThh:mm:ssZ`, and list windows by the account's wall clock.

use chrono::{DateTime, Duration, MappedLocalTime, NaiveDateTime, SubsecRound, TimeZone, Utc};
use chrono_tz::Tz;

use super::problem::Problem;

const FORMAT: &str = "%Y-%m-%dT%H:%M:%SZ";

pub(super) fn whole_second(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.trunc_subsecs(0)
}

pub(super) fn write(moment: DateTime<Utc>) -> String {
    moment.format(FORMAT).to_string()
}

/// Reads the documented format and nothing else; fractions and other offsets are unproven there and refused here.
pub(super) fn read(field: &str, text: &str) -> Result<DateTime<Utc>, Problem> {
    let documented = text.len() == "yyyy-MM-ddThh:mm:ssZ".len();
    let moment = NaiveDateTime::parse_from_str(text, FORMAT).ok().filter(|_| documented);
    let moment = moment.ok_or_else(|| Problem::rule(format!("Value of {field} is not a date: {text}")))?;
    Ok(moment.and_utc())
}

/// The trap of the list: what was written as an instant has its UTC wall clock read again in the account's zone.
pub(super) fn window_edge(written: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let wall = written.naive_utc();
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(moment) | MappedLocalTime::Ambiguous(moment, _) => moment.to_utc(),
        // A wall clock the zone skips in spring is read an hour later, when the clocks have moved on.
        MappedLocalTime::None => {
            let later = zone.from_local_datetime(&(wall + Duration::hours(1))).earliest();
            later.map_or(written, |moment| moment.to_utc())
        }
    }
}

/// ISO 8601 without days, as the service writes it: `PT26H`, `PT1H30M`, `PT0S`.
pub(super) fn duration(seconds: i64) -> String {
    let parts = [(seconds / 3600, 'H'), (seconds / 60 % 60, 'M'), (seconds % 60, 'S')];
    let text: String =
        parts.iter().filter(|(count, _)| *count != 0).map(|(count, unit)| format!("{count}{unit}")).collect();
    if text.is_empty() { "PT0S".to_owned() } else { format!("PT{text}") }
}
