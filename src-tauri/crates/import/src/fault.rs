//! What is wrong with a row, and why a whole file cannot be read. The words for people are made elsewhere.

use thiserror::Error;

use crate::{DateOrder, Format};

/// One row that makes no entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The line it begins on, from 1.
    pub line: u32,
    /// The column or field, as the file spells it; empty when it is the row as a whole.
    pub column: String,
    /// What is wrong there.
    pub why: Why,
}

/// What is wrong with a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// It has other cells than the head has columns; a quote is open, or a separator too many.
    Cells {
        /// How many it has.
        found: usize,
        /// How many it should have.
        wanted: usize,
    },
    /// It is no object with fields.
    NoObject,
    /// Nothing stands there, and something must.
    Missing,
    /// No day.
    Date(String),
    /// No clock time.
    Time(String),
    /// No instant.
    Stamp(String),
    /// No length of time.
    Length(String),
    /// Neither yes nor no.
    Flag(String),
    /// No time zone.
    Zone(String),
    /// No list of stretches that touch.
    Segments,
    /// The clocks went over this time.
    Skipped {
        /// The time as it stands there.
        text: String,
        /// The first one after it.
        next: String,
    },
    /// The clocks showed this time twice, and nothing says which one is meant.
    Twice {
        /// The time as it stands there.
        text: String,
        /// The first one, with its offset.
        first: String,
        /// The second one, with its offset.
        second: String,
    },
    /// The end comes before the start.
    Backwards,
    /// Start and end are the same.
    NoTime,
    /// Its break is as long as the entry, or longer.
    AllBreak,
    /// It ends in the future.
    Future,
    /// It has no end: the timer runs on there.
    Running,
    /// Its time lies outside the years 1970 to 9998.
    TooFar(String),
    /// The note is too long.
    LongNote,
    /// A name that cannot be a tag: too long, or with a line break in it.
    Tag(String),
}

/// Why a file cannot be read at all.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Unreadable {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// No format is known that looks like this.
    #[error("the format was not recognised")]
    Unknown,
    /// A column that the format needs is not there.
    #[error("there is no column {column}")]
    NoColumn {
        /// Whose file it was taken for.
        format: Format,
        /// The column, as the format spells it.
        column: String,
    },
    /// The text is no JSON.
    #[error("no JSON at line {line}, column {column}")]
    NoJson {
        /// The line, from 1.
        line: usize,
        /// The place in it, from 1.
        column: usize,
    },
    /// The format is never JSON, or only JSON.
    #[error("the format has another shape")]
    OtherShape {
        /// What was asked for.
        format: Format,
    },
    /// Whether the day or the month comes first cannot be seen.
    #[error("{example} can be read in two ways")]
    WhichDates {
        /// A date of the file.
        example: String,
    },
    /// The dates contradict each other or what was said.
    #[error("the dates are not all {order:?}")]
    MixedDates {
        /// How they were to be read.
        order: DateOrder,
        /// The line of one that cannot be read so.
        line: u32,
        /// That date.
        example: String,
    },
    /// It holds rows of several people.
    #[error("the file holds rows of several people")]
    WhichPerson {
        /// Their names.
        people: Vec<String>,
    },
    /// Nobody of this name has a row.
    #[error("nobody is called {person}")]
    NoPerson {
        /// The name.
        person: String,
        /// Those who have rows.
        people: Vec<String>,
    },
}
