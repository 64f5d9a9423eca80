//! What a tracker will show differently, in words; and an amount of time in the tracker's own unit.

/// An amount as the tracker keeps it: `1:30:05` in seconds, `90 min` in minutes, `1.50 h` in quarter hours.
pub fn amount(seconds: u32, in_seconds: bool, in_quarters: bool) -> String {
    if in_quarters {
        format!("{}.{:02} h", seconds / 3600, seconds % 3600 * 100 / 3600)
    } else if in_seconds {
        format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    } else {
        format!("{} min", seconds / 60)
    }
}

/// `45 s`, from a minute on `15 min`.
pub(super) fn minutes(seconds: u32) -> String {
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min", (seconds + 30) / 60) }
}

/// Rounded.
pub fn rounded(seconds: i32) -> String {
    let by = minutes(seconds.unsigned_abs());
    if seconds > 0 { format!("Rounded up by {by}.") } else { format!("Rounded down by {by}.") }
}

/// Breaks subtracted.
pub fn break_subtracted(seconds: u32) -> String {
    format!("Break of {} subtracted, so it reads as ending earlier.", minutes(seconds))
}

/// No date.
pub fn no_date() -> String {
    "No date there: it counts on the day of upload; date and times go into the text.".into()
}

/// No clock time.
pub fn no_clock_time() -> String {
    "No clock times there, only the day.".into()
}

/// No tags.
pub fn no_tags() -> String {
    "Tags are not kept there.".into()
}

/// Text changed.
pub fn text_changed() -> String {
    "Characters that are not allowed there are replaced.".into()
}

/// Text cut.
pub fn text_cut(kept: u32) -> String {
    format!("The text is cut after {kept} characters.")
}

/// Split.
pub fn split(parts: u32) -> String {
    format!("Becomes {parts} records there.")
}

/// Past midnight, where each day is a record.
pub fn past_midnight(records: u32) -> String {
    if records > 1 {
        format!("Runs past midnight, so it becomes {records} records, one a day.")
    } else {
        "Runs past midnight; all of it counts on this day, because the rest is too short for a record.".into()
    }
}
