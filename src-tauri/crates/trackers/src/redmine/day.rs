//! Redmine's way with time: a calendar day and decimal hours with two digits, without a clock.

use chrono::{NaiveDate, NaiveTime};
use domain::Timestamp;
use serde_json::Value;

/// The smallest step, in seconds: a hundredth of an hour.
pub(super) const HUNDREDTH: u32 = 36;

/// How a day is kept in [`domain::Payload::start`]: the local date as midnight UTC. It names a date and is no instant of
/// the work; the zone of the entry has decided which date.
pub(super) fn start(date: NaiveDate) -> Timestamp {
    date.and_time(NaiveTime::MIN).and_utc().into()
}

/// The date that a payload's start stands for.
pub(super) fn date(start: Timestamp) -> NaiveDate {
    start.utc().date_naive()
}

/// As Redmine takes and gives it: `2026-11-20`.
pub(super) fn write(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

pub(super) fn read(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// Seconds as hours; whole hundredths are written with two digits at most.
pub(super) fn hours(seconds: u32) -> f64 {
    f64::from((seconds + HUNDREDTH / 2) / HUNDREDTH) / 100.0
}

/// Hours as seconds, to the hundredth that the service shows. `None` when they are no number or none that can be meant.
pub(super) fn seconds(hours: &Value) -> Option<u32> {
    let hours = hours.as_f64().or_else(|| hours.as_str()?.trim().parse().ok())?;
    let hundredths = (hours * 100.0).round();
    if !(0.0..10_000_000.0).contains(&hundredths) {
        return None;
    }
    format!("{hundredths:.0}").parse::<u32>().ok()?.checked_mul(HUNDREDTH)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_date_survives_being_kept_as_a_start() {
        let day: NaiveDate = "2026-11-20".parse().unwrap();
        assert_eq!(start(day).rfc3339(), "2026-11-20T00:00:00.000Z");
        assert_eq!((date(start(day)), write(day).as_str()), (day, "2026-11-20"));
        assert_eq!((read("2026-11-20"), read("20.11.2026")), (Some(day), None));
    }

    #[test]
    fn every_hundredth_of_a_day_comes_back_as_it_was_sent_with_two_digits() {
        for hundredth in 0..=2500_u32 {
            let hours = hours(hundredth * HUNDREDTH);
            let text = json!(hours).to_string();
            assert!(text.split_once('.').is_some_and(|(_, digits)| digits.len() <= 2), "{text}");
            assert_eq!(seconds(&json!(hours)), Some(hundredth * HUNDREDTH), "{text}");
        }
    }

    #[test]
    fn hours_are_read_as_numbers_and_texts_and_nothing_else() {
        assert_eq!(
            [json!(1.5), json!("1.50"), json!(1.499_999)].map(|hours| seconds(&hours)),
            [Some(5400); 3]
        );
        assert_eq!(seconds(&json!(1.33)), Some(4788));
        for other in [json!(null), json!("two"), json!(-1), json!(1e9), json!("NaN"), json!([])] {
            assert_eq!(seconds(&other), None, "{other}");
        }
    }
}
