//! Yandex Tracker's way with time: UTC with milliseconds and `+0000`, without a colon.

use chrono::DateTime;
use domain::Timestamp;

/// The one form that every client agrees on.
pub(super) fn write(at: Timestamp) -> String {
    at.utc().format("%Y-%m-%dT%H:%M:%S%.3f+0000").to_string()
}

/// Offsets with and without a colon, and `Z`.
pub(super) fn read(text: &str) -> Option<Timestamp> {
    let at = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z")
        .or_else(|_| DateTime::parse_from_rfc3339(text));
    at.ok().map(|at| Timestamp::from_millis(at.timestamp_millis()))
}

/// Whether the service shows the start that was sent. It may have dropped the milliseconds.
pub(super) fn same_start(sent: Timestamp, shown: Timestamp) -> bool {
    sent == shown || (shown.millis() % 1000 == 0 && sent.seconds() == shown.seconds())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_an_instant_is_read() {
        let at = Timestamp::from_millis(1_795_165_200_417);
        assert_eq!(write(at), "2026-11-20T09:00:00.417+0000");
        for text in [
            "2026-11-20T09:00:00.417+0000",
            "2026-11-20T14:00:00.417+0500",
            "2026-11-20T09:00:00.417Z",
            "2026-11-20T10:00:00.417+01:00",
        ] {
            assert_eq!(read(text), Some(at), "{text}");
        }
        assert_eq!(read("2026-11-20T09:00:00+0000"), Some(Timestamp::from_millis(1_795_165_200_000)));
        assert_eq!(read("yesterday"), None);
    }

    #[test]
    fn dropped_milliseconds_are_the_same_start_and_other_ones_are_not() {
        let sent = Timestamp::from_millis(5_417);
        assert!(same_start(sent, sent));
        assert!(same_start(sent, Timestamp::from_millis(5_000)));
        assert!(!same_start(sent, Timestamp::from_millis(5_418)));
        assert!(!same_start(sent, Timestamp::from_millis(6_000)));
    }
}
