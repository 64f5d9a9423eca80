//! How things look on a terminal.

use std::io::Write as _;

use api::{ApiError, Booking, Entry, VerbAnswer};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::words;

/// Prints a line. A closed pipe (`stint log | head`) ends the output without a word.
pub(crate) fn line(text: &str) {
    raw(text);
    raw("\n");
}

/// Prints text as it is.
pub(crate) fn raw(text: &str) {
    let _closed = std::io::stdout().write_all(text.as_bytes());
}

/// Prints text that must arrive whole.
pub(crate) fn all_of(text: &str) -> std::io::Result<()> {
    let mut output = std::io::stdout();
    output.write_all(text.as_bytes())?;
    output.flush()
}

/// Prints an error: its sentence and remedy, and with `json` the whole of it too.
pub(crate) fn error(error: &ApiError, json: bool) {
    let mut errors = std::io::stderr();
    let _closed = if json {
        let value = serde_json::json!({ "error": error });
        writeln!(errors, "{value}")
    } else {
        writeln!(errors, "{error}")
    };
}

/// Prints what a verb has to say beside its answer, on the side: where links booked it too, and what to know about its
/// bookings.
pub(crate) fn aside(said: &VerbAnswer, json: bool) {
    if said.linked.is_empty() && said.warnings.is_empty() {
        return;
    }
    let mut text = String::new();
    if json {
        text = serde_json::json!({ "linked": said.linked, "warnings": said.warnings }).to_string() + "\n";
    } else {
        for linked in &said.linked {
            text.push_str(&words::linked(&plain(&linked.target)));
            text.push('\n');
        }
        for warning in &said.warnings {
            let remedy = warning.remedy.as_deref().unwrap_or_default();
            let said = format!("{} {remedy}\n", plain(&warning.message));
            text.push_str(&words::of(&plain(&warning.target), &said));
        }
    }
    let _closed = std::io::stderr().write_all(text.as_bytes());
}

/// Seconds as `h:mm`.
pub(crate) fn hours(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 3600, seconds / 60 % 60)
}

/// A note's first line in quotes, or what stands for an empty one.
pub(crate) fn title(note: &str) -> String {
    words::entry(&plain(note.lines().next().unwrap_or_default()))
}

/// One entry in one line, in the zone it was made in.
pub(crate) fn entry_line(entry: &Entry) -> String {
    let start = local(&entry.start, &entry.zone, "%Y-%m-%d %H:%M");
    let end = match &entry.end {
        Some(end) => local(end, &entry.zone, "%H:%M"),
        None => words::NOW.into(),
    };
    let next_day = entry.end.as_ref().is_some_and(|end| {
        local(end, &entry.zone, "%Y-%m-%d") != local(&entry.start, &entry.zone, "%Y-%m-%d")
    });
    let mut text = format!(
        "{}  {start} – {end}{}  {:>6}",
        entry.id,
        if next_day { " +1" } else { "" },
        hours(entry.work_seconds)
    );
    if entry.break_seconds > 0 {
        text.push_str(&format!("  {}", words::with_break(&hours(entry.break_seconds))));
    }
    if entry.undecided_seconds > 0 {
        text.push_str(&format!("  {}", words::with_undecided(&hours(entry.undecided_seconds))));
    }
    text.push_str(&format!("  {}", title(&entry.note)));
    for booking in &entry.bookings {
        text.push_str(&format!("  {}", plain(&target(booking))));
    }
    for tag in &entry.tags {
        text.push_str(&format!("  #{}", plain(tag)));
    }
    text
}

/// A target as it is shown; of a removed connection with the name that had.
pub(crate) fn target(booking: &Booking) -> String {
    if booking.removed {
        words::removed(&format!("{}:{}", booking.connection, booking.key))
    } else {
        booking.target.clone()
    }
}

/// An instant on the clocks of a zone.
pub(crate) fn local(instant: &str, zone: &str, format: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    match instant.parse::<Timestamp>() {
        Ok(at) => at.to_zoned(zone).strftime(format).to_string(),
        Err(_) => instant.to_owned(),
    }
}

/// Text without control characters, so that a note from a tracker cannot steer the terminal.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
