//! The names of the small windows, as the desktop and a screen reader say them.

/// The quick entry.
pub const QUICK: &str = "Stint, new entry";

/// The mini timer.
pub const MINI: &str = "Stint, timer";
