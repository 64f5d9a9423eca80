//! Plane's way with time: microseconds, in the zone of the profile of whoever asks.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// `2026-11-20T16:02:11.197306+05:30`.
pub(super) fn write(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string()
}
