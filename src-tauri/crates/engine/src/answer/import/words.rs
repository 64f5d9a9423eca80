//! From what is wrong with a file or a row to the sentence that says it.

use api::{ApiError, words::import as say};
use domain::entry::NOTE_MAX;
use import::{DateOrder, Format, Unreadable, Why};

/// Why a file cannot be read.
pub(super) fn unreadable(why: &Unreadable) -> ApiError {
    match why {
        Unreadable::Empty => say::empty(),
        Unreadable::Unknown => say::unknown(),
        Unreadable::NoColumn { format, column } => say::no_column(program(*format), column),
        Unreadable::NoJson { line, column } => say::no_json(*line, *column),
        Unreadable::OtherShape { format } => say::other_shape(program(*format)),
        Unreadable::WhichDates { example } => say::which_dates(example),
        Unreadable::MixedDates { order, line, example } => {
            say::mixed_dates(*order == DateOrder::DayFirst, *line, example)
        }
        Unreadable::WhichPerson { people } => say::which_person(people),
        Unreadable::NoPerson { person, people } => say::no_person(person, people),
    }
}

/// What is wrong with a row, and what helps.
pub(super) fn fault(why: &Why) -> say::Fault {
    match why {
        Why::Cells { found, wanted } => say::cells(*found, *wanted),
        Why::NoObject => say::no_object(),
        Why::Missing => say::missing(),
        Why::Date(text) => say::date(text),
        Why::Time(text) => say::time(text),
        Why::Stamp(text) => say::stamp(text),
        Why::Length(text) => say::length(text),
        Why::Flag(text) => say::flag(text),
        Why::Zone(text) => say::zone(text),
        Why::Segments => say::segments(),
        Why::Skipped { text, next } => say::skipped(text, next),
        Why::Twice { text, first, second } => say::twice(text, first, second),
        Why::Backwards => say::backwards(),
        Why::NoTime => say::no_time(),
        Why::AllBreak => say::all_break(),
        Why::Future => say::future(),
        Why::Running => say::running(),
        Why::TooFar(text) => say::too_far(text),
        Why::LongNote => say::long_note(NOTE_MAX / 1024),
        Why::Tag(text) => say::tag(text),
    }
}

/// What the programs call themselves.
const PROGRAMS: [(Format, &str); 6] = [
    (Format::Toggl, "Toggl Track"),
    (Format::Clockify, "Clockify"),
    (Format::Kimai, "Kimai"),
    (Format::Solidtime, "solidtime"),
    (Format::Timewarrior, "Timewarrior"),
    (Format::Stint, "Stint"),
];

fn program(format: Format) -> &'static str {
    PROGRAMS.iter().find(|(known, _)| *known == format).map_or("it", |program| program.1)
}
