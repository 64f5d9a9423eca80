//! What is said about files from other time trackers: why one cannot be read, and what is wrong with a row.

use crate::{ApiError, Code};

/// What is wrong with a row, and what helps.
pub type Fault = (String, String);

fn bad(field: &str, message: impl Into<String>, remedy: impl Into<String>) -> ApiError {
    ApiError::new(Code::BadInput, message).field(field).remedy(remedy)
}

/// There is nothing in it.
pub fn empty() -> ApiError {
    bad("file", "There are no entries in this file.", "Export a range of days with entries in it.")
}

/// It is longer than a file may be.
pub fn too_long(megabytes: usize) -> ApiError {
    bad("file", format!("The file is longer than {megabytes} MB."), "Export a year at a time.")
}

/// It is no text.
pub fn no_text() -> ApiError {
    bad(
        "file",
        "This file is not UTF-8 text.",
        "Export it as CSV or JSON; in a spreadsheet, save it as “CSV UTF-8”.",
    )
}

/// It is an archive.
pub fn archive() -> ApiError {
    bad("file", "This file is an archive.", "Unpack it, and choose the file with the time entries.")
}

/// It cannot be opened.
pub fn no_file(path: &str, detail: &str) -> ApiError {
    bad("file", format!("{path} cannot be read ({detail})."), "Check its name and its rights.")
}

/// No format is known that looks like this.
pub fn unknown() -> ApiError {
    bad(
        "format",
        "The format of this file was not recognised.",
        "Export entry by entry: the detailed report of Toggl, Clockify or solidtime as CSV, Kimai’s CSV or JSON, \
         “timew export”, or Stint’s own export. Or say which format it is.",
    )
}

/// A column that the format needs is not there.
pub fn no_column(program: &str, column: &str) -> ApiError {
    bad(
        "format",
        format!("For a file of {program} the column “{column}” is missing."),
        "Export the detailed report with all columns, in English.",
    )
}

/// The text is no JSON.
pub fn no_json(line: usize, column: usize) -> ApiError {
    bad(
        "file",
        format!("The file stops being JSON at line {line}, column {column}."),
        "Export it again; it may have been cut short.",
    )
}

/// The format has another shape.
pub fn other_shape(program: &str) -> ApiError {
    bad(
        "format",
        format!("This is not how {program} exports entries."),
        "Leave the format out to have it found.",
    )
}

/// Whether the day or the month comes first cannot be seen.
pub fn which_dates(example: &str) -> ApiError {
    bad(
        "dates",
        format!("“{example}” can be read in two ways."),
        "Say whether the day or the month comes first (--dates day-first|month-first).",
    )
}

/// The dates contradict each other.
pub fn mixed_dates(day_first: bool, line: u32, example: &str) -> ApiError {
    let order = if day_first { "the day" } else { "the month" };
    bad(
        "dates",
        format!("“{example}” on line {line} does not have {order} first, as others have."),
        "Write all dates of the file alike, best as 2026-11-20.",
    )
}

/// The file holds rows of several people.
pub fn which_person(people: &[String]) -> ApiError {
    bad(
        "person",
        format!("The file holds entries of several people: {}.", listed(people)),
        "Say whose are yours (--person NAME).",
    )
}

/// Nobody of this name has a row.
pub fn no_person(person: &str, people: &[String]) -> ApiError {
    let remedy = match people {
        [] => "The file names nobody; leave the name out.".to_owned(),
        people => format!("Choose one of: {}.", listed(people)),
    };
    bad("person", format!("No row of the file is of “{person}”."), remedy)
}

fn listed(people: &[String]) -> String {
    let shown = people.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(", ");
    match people.len().saturating_sub(8) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A zone that does not exist.
pub fn bad_zone(zone: &str) -> ApiError {
    bad("zone", format!("There is no time zone “{zone}”."), "Give one as Europe/Berlin.")
}

/// What is there changed since it was shown.
pub fn outdated() -> ApiError {
    ApiError::new(Code::NotNow, "This is not what was shown: the file or your entries changed since.")
        .field("token")
        .remedy("Look at the file once more, then import it.")
}

/// Nothing of it is new.
pub fn nothing_new() -> ApiError {
    ApiError::new(Code::NotNow, "There is nothing to import: no row of the file is new.").field("file")
}

/// Nobody said yes.
pub fn not_confirmed() -> ApiError {
    bad("yes", "Nothing was imported.", "Say --yes to import without being asked.")
}

/// Other cells than columns.
pub fn cells(found: usize, wanted: usize) -> Fault {
    (
        format!("The row has {found} cells where the head has {wanted}."),
        "Look for a quote that is not closed, or a separator too many.".into(),
    )
}

/// No object.
pub fn no_object() -> Fault {
    ("This is not an entry.".into(), "Export the file again.".into())
}

/// Nothing stands there.
pub fn missing() -> Fault {
    ("Nothing stands here.".into(), "Fill it in, or take the row out.".into())
}

/// No day.
pub fn date(text: &str) -> Fault {
    (format!("“{text}” is not a day."), "Write it as 2026-11-20.".into())
}

/// No clock time.
pub fn time(text: &str) -> Fault {
    (format!("“{text}” is not a time of day."), "Write it as 09:15 or 9:15 AM.".into())
}

/// No instant.
pub fn stamp(text: &str) -> Fault {
    (format!("“{text}” is not a day and a time."), "Write it as 2026-11-20 09:15.".into())
}

/// No length.
pub fn length(text: &str) -> Fault {
    (format!("“{text}” is not a length of time."), "Write it as 1:30:00 or 1.5.".into())
}

/// Neither yes nor no.
pub fn flag(text: &str) -> Fault {
    (format!("“{text}” is neither yes nor no."), "Write Yes or No.".into())
}

/// No zone.
pub fn zone(text: &str) -> Fault {
    (format!("There is no time zone “{text}”."), "Write it as Europe/Berlin.".into())
}

/// No stretches that touch.
pub fn segments() -> Fault {
    ("The stretches of this entry do not follow one another.".into(), "Export the file again.".into())
}

/// The clocks went over it.
pub fn skipped(text: &str, next: &str) -> Fault {
    (
        format!("The clocks skip {text}."),
        format!("Write {next}, or choose the time zone the file was made in."),
    )
}

/// The clocks showed it twice.
pub fn twice(text: &str, first: &str, second: &str) -> Fault {
    (
        format!("The clocks show {text} twice."),
        format!("Start it a little earlier or later; it is {first} or {second}."),
    )
}

/// The end comes before the start.
pub fn backwards() -> Fault {
    ("The end comes before the start.".into(), "Swap them, or mend the day.".into())
}

/// No time in it.
pub fn no_time() -> Fault {
    ("It starts and ends at the same time.".into(), "Give it a length, or take the row out.".into())
}

/// Nothing but break.
pub fn all_break() -> Fault {
    ("Its break is as long as the entry.".into(), "Shorten the break.".into())
}

/// In the future.
pub fn future() -> Fault {
    ("It ends in the future.".into(), "Import it when it is over.".into())
}

/// It runs on.
pub fn running() -> Fault {
    ("It has no end: the timer runs on there.".into(), "Stop it there, then export again.".into())
}

/// Outside the years that are taken.
pub fn too_far(text: &str) -> Fault {
    (format!("“{text}” is too far away."), "Give a day between the years 1970 and 9998.".into())
}

/// A note that is too long.
pub fn long_note(kilobytes: usize) -> Fault {
    (format!("The note is longer than {kilobytes} kB."), "Shorten it.".into())
}

/// A name that cannot be a tag.
pub fn tag(text: &str) -> Fault {
    let text: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
    (
        format!("“{text}” cannot be a tag: it is longer than 100 bytes, or holds a line break."),
        "Shorten it.".into(),
    )
}
