//! Clockify's way with time: whole seconds, UTC, `yyyy-MM-ddThh:mm:ssZ`.

use chrono::{DateTime, SecondsFormat};
use domain::Timestamp;

/// As Clockify takes it; a fraction of a second is dropped.
pub(super) fn write(at: Timestamp) -> String {
    at.utc().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// As Clockify gives it; an offset other than `Z` and a fraction are understood too.
pub(super) fn read(text: &str) -> Option<Timestamp> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| Timestamp::from_millis(at.timestamp_millis()))
}
