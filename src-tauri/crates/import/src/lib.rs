//! Files that other time trackers export, read into entries and faults.
//!
//! Pure. This crate knows no clock, no IO, no store and no text shown to people: the content is text, the instant and
//! the person's zone are arguments. [`read`] takes a file apart, [`Plan`] holds what came of it against what is there
//! already. A new format is one file beside `toggl`, and a line in `format`.

mod clockify;
mod fault;
mod format;
mod json;
mod kimai;
mod layout;
mod plan;
mod row;
mod sheet;
mod solidtime;
mod span;
mod stamp;
mod stint;
mod taken;
#[cfg(test)]
mod tests;
mod timewarrior;
mod toggl;

use chrono_tz::Tz;
use domain::Timestamp;

pub use fault::{Fault, Unreadable, Why};
pub use format::Format;
pub use plan::{Known, Plan, Same, SameWhy};
pub use row::Row;
pub use stamp::DateOrder;

/// How a file is to be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// Whose file it is; found out when not given.
    pub format: Option<Format>,
    /// Where clock times without an offset belong.
    pub zone: Tz,
    /// Now; nothing that ends later is taken.
    pub now: Timestamp,
    /// How `05/11/2026` is meant; found out when the file shows it.
    pub dates: Option<DateOrder>,
    /// Only rows of this person, in a file with rows of several.
    pub person: Option<String>,
}

/// What a file holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// Whose file it is.
    pub format: Format,
    /// How its dates are meant, where that had to be found out or said.
    pub dates: Option<DateOrder>,
    /// Rows that make an entry, in their order.
    pub rows: Vec<Row>,
    /// Rows that make none, in their order.
    pub faults: Vec<Fault>,
}

/// Takes a file apart. A row that makes no entry is a fault of its own and spoils no other.
///
/// # Errors
/// When nothing in it can be read, or a person must say first how it is meant.
pub fn read(content: &str, options: &Options) -> Result<Reading, Unreadable> {
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let opening = content.trim_start();
    if opening.is_empty() {
        return Err(Unreadable::Empty);
    }
    if opening.starts_with(['[', '{']) { json::read(content, options) } else { sheet::read(content, options) }
}
