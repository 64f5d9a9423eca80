//! What importing a file would do, and what it did.

use serde::{Deserialize, Serialize};

words! {
    /// Whose export a file is.
    ImportFormat {
        /// Toggl Track: the detailed report as CSV.
        Toggl,
        /// Clockify: the detailed report as CSV.
        Clockify,
        /// Kimai: CSV, or JSON of its API.
        Kimai,
        /// solidtime: the detailed report or `time_entries.csv`, or JSON of its API.
        Solidtime,
        /// Timewarrior: `timew export`.
        Timewarrior,
        /// Stint: `stint export --format csv|json`.
        Stint,
    }
}

words! {
    /// Which comes first in dates such as `05/11/2026`.
    ImportDates {
        /// The day.
        DayFirst,
        /// The month.
        MonthFirst,
    }
}

words! {
    /// Why a row is not created.
    ImportSameWhy {
        /// It was imported earlier.
        Imported,
        /// An entry has the same times and the same note.
        There,
        /// An earlier row of the file says the same.
        Twice,
    }
}

view! {
    /// What importing a file would do; of each list the first 200.
    ImportCheck {
        /// Whose export it was taken for.
        format: ImportFormat,
        /// The zone its clock times were read in.
        zone: String,
        /// How its dates were read, where they can be read in two ways.
        dates: Option<ImportDates>,
        /// To be given back to import just this.
        token: String,
        /// How many entries would be created.
        new_count: u32,
        /// How many of them overlap entries that are there; both are kept.
        overlap_count: u32,
        /// How many rows are there already.
        same_count: u32,
        /// How many rows cannot be read.
        fault_count: u32,
        /// Their work in seconds.
        work_seconds: u32,
        /// Their breaks in seconds.
        break_seconds: u32,
        /// The start of the earliest.
        first: Option<String>,
        /// The start of the latest.
        last: Option<String>,
        /// What would be created.
        new: Vec<ImportEntry>,
        /// What is there already.
        same: Vec<ImportSame>,
        /// What cannot be read.
        faults: Vec<ImportFault>,
    }
}

view! {
    /// An entry that would be created.
    ImportEntry {
        /// The line of the file it begins on.
        line: u32,
        /// The note.
        note: String,
        /// Tags; client, project and task come first.
        tags: Vec<String>,
        /// Whether it is billable.
        billable: bool,
        /// The first instant.
        start: String,
        /// The first instant after it.
        end: String,
        /// Work in seconds.
        work_seconds: u32,
        /// Breaks in seconds.
        break_seconds: u32,
        /// Whether it overlaps an entry that is there.
        overlaps: bool,
    }
}

view! {
    /// A row that is there already.
    ImportSame {
        /// The line of the file it begins on.
        line: u32,
        /// The note.
        note: String,
        /// The first instant.
        start: String,
        /// The first instant after it.
        end: String,
        /// Why it is not created.
        why: ImportSameWhy,
    }
}

view! {
    /// A row that makes no entry.
    ImportFault {
        /// The line of the file it begins on.
        line: u32,
        /// The column or field, as the file spells it; empty when it is the whole row.
        column: String,
        /// What is wrong.
        message: String,
        /// What helps.
        remedy: String,
    }
}

view! {
    /// What an import did.
    ImportDone {
        /// How many entries were created.
        created: u32,
        /// How many rows were there already.
        same_count: u32,
        /// How many rows could not be read.
        fault_count: u32,
    }
}
