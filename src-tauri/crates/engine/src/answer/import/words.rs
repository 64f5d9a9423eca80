//! From what is wrong with a file or a row to the sentence that says it.

use api::ApiError;
use api::words::{import as say, rows};
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
pub(super) fn fault(why: &Why) -> rows::Fault {
    match why {
        Why::Cells { found, wanted } => rows::cells(*found, *wanted),
        Why::NoObject => rows::no_object(),
        Why::Missing => rows::missing(),
        Why::Date(text) => rows::date(text),
        Why::Time(text) => rows::time(text),
        Why::Stamp(text) => rows::stamp(text),
        Why::Length(text) => rows::length(text),
        Why::Flag(text) => rows::flag(text),
        Why::Zone(text) => rows::zone(text),
        Why::Segments => rows::segments(),
        Why::Skipped { text, next } => rows::skipped(text, next),
        Why::Twice { text, first, second } => rows::twice(text, first, second),
        Why::Backwards => rows::backwards(),
        Why::NoTime => rows::no_time(),
        Why::AllBreak => rows::all_break(),
        Why::Future => rows::future(),
        Why::Running => rows::running(),
        Why::TooFar(text) => rows::too_far(text),
        Why::LongNote => rows::long_note(NOTE_MAX / 1024),
        Why::Tag(text) => rows::tag(text),
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
