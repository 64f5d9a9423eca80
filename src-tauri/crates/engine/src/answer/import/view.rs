//! A plan as clients see it: counts of all, and the first of each list.

use api::{ImportCheck, ImportDates, ImportEntry, ImportFault, ImportFormat, ImportSame, ImportSameWhy};
use chrono_tz::Tz;
use domain::{Entry, Timestamp, Totals};
use import::{DateOrder, Fault, Format, Plan, Row, Same, SameWhy};

use super::words;
use crate::day_sums::add;
use crate::views::{count, seconds};

/// How many of each list are shown.
const SHOWN: usize = 200;

pub(super) fn check(plan: &Plan, token: String, zone: Tz) -> ImportCheck {
    let mut sums = Totals::default();
    for (row, _) in &plan.new {
        add(&mut sums, totals(&row.entry));
    }
    let starts = || plan.new.iter().map(|(row, _)| row.entry.start());
    ImportCheck {
        format: format_shown(plan.format),
        zone: zone.name().to_owned(),
        dates: plan.dates.map(|dates| match dates {
            DateOrder::DayFirst => ImportDates::DayFirst,
            DateOrder::MonthFirst => ImportDates::MonthFirst,
        }),
        token,
        new_count: count(plan.new.len()),
        overlap_count: count(plan.new.iter().filter(|(_, overlaps)| *overlaps).count()),
        same_count: count(plan.same.len()),
        fault_count: count(plan.faults.len()),
        work_seconds: seconds(sums.work),
        break_seconds: seconds(sums.rest),
        first: starts().min().map(Timestamp::rfc3339),
        last: starts().max().map(Timestamp::rfc3339),
        new: plan.new.iter().take(SHOWN).map(|(row, overlaps)| entry(row, *overlaps)).collect(),
        same: plan.same.iter().take(SHOWN).map(same).collect(),
        faults: plan.faults.iter().take(SHOWN).map(fault).collect(),
    }
}

fn entry(row: &Row, overlaps: bool) -> ImportEntry {
    let sums = totals(&row.entry);
    ImportEntry {
        line: row.line,
        note: row.entry.note.clone(),
        tags: row.entry.tags.clone(),
        billable: row.entry.billable,
        start: row.entry.start().rfc3339(),
        end: end(&row.entry).rfc3339(),
        work_seconds: seconds(sums.work),
        break_seconds: seconds(sums.rest),
        overlaps,
    }
}

fn same(same: &Same) -> ImportSame {
    ImportSame {
        line: same.line,
        note: same.entry.note.clone(),
        start: same.entry.start().rfc3339(),
        end: end(&same.entry).rfc3339(),
        why: match same.why {
            SameWhy::Imported => ImportSameWhy::Imported,
            SameWhy::There(_) => ImportSameWhy::There,
            SameWhy::Twice => ImportSameWhy::Twice,
        },
    }
}

fn fault(fault: &Fault) -> ImportFault {
    let (message, remedy) = words::fault(&fault.why);
    ImportFault { line: fault.line, column: fault.column.clone(), message, remedy }
}

/// Where it ends; what is imported does.
fn end(entry: &Entry) -> Timestamp {
    entry.end().unwrap_or(Timestamp::MAX)
}

fn totals(entry: &Entry) -> Totals {
    entry.totals(end(entry))
}

fn format_shown(format: Format) -> ImportFormat {
    match format {
        Format::Toggl => ImportFormat::Toggl,
        Format::Clockify => ImportFormat::Clockify,
        Format::Kimai => ImportFormat::Kimai,
        Format::Solidtime => ImportFormat::Solidtime,
        Format::Timewarrior => ImportFormat::Timewarrior,
        Format::Stint => ImportFormat::Stint,
    }
}
