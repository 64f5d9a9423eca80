//! The arguments of `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

// A file, and how it is to be read. (A doc comment here would become the help of `stint import`.)
#[derive(Args, Debug)]
pub(crate) struct Import {
    /// The file; - is standard input
    pub(crate) file: PathBuf,
    /// Whose export it is; found out when left out
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// The time zone its clock times belong to, as Europe/Berlin; this machine's when left out
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// Which comes first in dates such as 05/11/2026
    #[arg(long, value_enum)]
    pub(crate) dates: Option<Dates>,
    /// Only the rows of this person, as the file names them
    #[arg(long, value_name = "NAME")]
    pub(crate) person: Option<String>,
    /// Show what would happen, and change nothing
    #[arg(long, conflicts_with = "yes")]
    pub(crate) dry_run: bool,
    /// Import without asking
    #[arg(long)]
    pub(crate) yes: bool,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Whose export a file is.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum Format {
    /// Toggl Track: the detailed report as CSV
    Toggl,
    /// Clockify: the detailed report as CSV
    Clockify,
    /// Kimai: its CSV export, or JSON
    Kimai,
    /// solidtime: the detailed report, time_entries.csv, or JSON
    Solidtime,
    /// Timewarrior: timew export
    Timewarrior,
    /// Stint: stint export --format csv or json
    Stint,
}

/// Which comes first.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum Dates {
    /// 20/11/2026
    DayFirst,
    /// 11/20/2026
    MonthFirst,
}
