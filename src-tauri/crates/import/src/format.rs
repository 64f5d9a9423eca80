//! The formats that can be read, and how a file shows which one it is.

use serde::{Deserialize, Serialize};

use crate::json::Item;
use crate::layout::{Head, Layout};
use crate::{clockify, kimai, solidtime, toggl};

/// Whose export a file is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Toggl Track: the detailed report as CSV.
    Toggl,
    /// Clockify: the detailed report as CSV.
    Clockify,
    /// Kimai: its CSV export, or the JSON of its API.
    Kimai,
    /// solidtime: the detailed report or the organization's `time_entries.csv`, or the JSON of its API.
    Solidtime,
    /// Timewarrior: `timew export`.
    Timewarrior,
    /// Stint: `stint export --format csv|json`.
    Stint,
}

/// How the rows of a table are laid out.
pub(crate) enum Table {
    /// As this layout says.
    By(&'static Layout),
    /// As Stint writes them itself.
    Own,
}

/// The table whose columns a head has; `None` = no format is known to write such a head.
pub(crate) fn of_table(head: &Head, wanted: Option<Format>) -> Option<(Format, Table)> {
    let own = (Format::Stint, Table::Own);
    let layouts = [&solidtime::EXPORT, &clockify::LAYOUT, &toggl::LAYOUT, &kimai::LAYOUT, &solidtime::REPORT];
    match wanted {
        Some(Format::Stint) => Some(own),
        Some(wanted) => {
            let mut mine = layouts.into_iter().filter(|layout| layout.format == wanted);
            let first = mine.clone().next()?;
            let best = mine.find(|layout| layout.fits(head)).unwrap_or(first);
            Some((wanted, Table::By(best)))
        }
        None if head.has("work_seconds") && head.has("start") => Some(own),
        None => {
            let found = layouts.into_iter().find(|layout| layout.fits(head))?;
            Some((found.format, Table::By(found)))
        }
    }
}

/// The format an item of a JSON list has; `None` = none is known to write such items.
pub(crate) fn of_item(item: &Item<'_>) -> Option<Format> {
    if item.has("segments") && item.has("work_seconds") {
        return Some(Format::Stint);
    }
    if item.has("begin") {
        return Some(Format::Kimai);
    }
    if item.has("organization_id") || (item.has("start") && item.has("project_id")) {
        return Some(Format::Solidtime);
    }
    let compact = item.text("start").is_some_and(|start| start.len() == 16 && start.as_bytes()[8] == b'T');
    compact.then_some(Format::Timewarrior)
}
