//! The command line as typed; the doc comments here are its help.

pub(crate) mod import;
mod json;
mod link;
mod parts;
mod tracker;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use import::Import;
pub(crate) use link::Link;
pub(crate) use parts::{At, By, Decision, Fields, Overlap};
pub(crate) use tracker::{Target, Tracker, UploadAction};

/// Stint, an honest timer: start, break and stop from anywhere; finished entries reach your trackers exactly once.
///
/// WHEN is 9:15, 915, 9a, -15m, "20m ago", now, last, "yesterday 16:00" or 2026-11-20 09:15.
/// DURATION is 1:30, 90, 90m, 1.5h or "1h 30m".
/// TARGET is CONNECTION:KEY, such as plane:PROJ-12 or clockify:Website/Design.
#[derive(Parser, Debug)]
#[command(name = "stint", version, verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// Use this data directory, which has its own resident (also: STINT_DATA_DIR)
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Refuse rather than start a resident when none runs
    #[arg(long, global = true)]
    pub(crate) no_start: bool,
    /// The verb.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The verbs. Only the one that was typed is made whole: all of them cost more than the rest of the program.
#[derive(Subcommand, Debug)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Start a timer; while one runs, switch to the new one
    Start {
        /// What you are doing
        note: Vec<String>,
        #[command(flatten)]
        fields: Fields,
        /// What to do about overlapping entries
        #[arg(long, value_enum)]
        overlap: Option<Overlap>,
        #[command(flatten)]
        at: At,
    },
    /// Stop the timer
    Stop(At),
    /// Begin a break
    Break(At),
    /// End the break
    Resume(At),
    /// Stop the timer, or continue the last entry
    Toggle(At),
    /// Begin or end a break
    ToggleBreak(At),
    /// Start a new entry like an earlier one
    Continue {
        /// Which one; the last one when left out
        id: Option<String>,
        #[command(flatten)]
        at: At,
    },
    /// Throw the running entry away (undo brings it back)
    Discard {
        /// Print the new state as JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what runs
    Status {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List entries
    Log {
        /// The first day: today, yesterday, monday, 2026-11-20
        #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
        from: Option<String>,
        /// The last day
        #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
        to: Option<String>,
        /// Only entries with these words
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Add a finished entry
    Add {
        /// What you did
        note: Vec<String>,
        /// When it began
        #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
        from: String,
        /// When it ended
        #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
        to: Option<String>,
        /// Or how long it was
        #[arg(long = "for", value_name = "DURATION")]
        duration: Option<String>,
        /// A break inside, as FROM-TO; may be given several times
        #[arg(long = "break", value_name = "FROM-TO")]
        breaks: Vec<String>,
        #[command(flatten)]
        fields: Fields,
        /// What to do about overlapping entries
        #[arg(long, value_enum)]
        overlap: Option<Overlap>,
        /// Print the new state as JSON
        #[arg(long)]
        json: bool,
    },
    /// Change an entry; what is left out stays
    Edit {
        /// Which one (its id, or the beginning of it)
        id: String,
        /// A new note
        #[arg(long)]
        note: Option<String>,
        /// All tags; give an empty one to remove them
        #[arg(long = "tag", value_name = "TAG")]
        tags: Option<Vec<String>>,
        /// All targets; give an empty one to remove them
        #[arg(long = "on", value_name = "TARGET")]
        on: Option<Vec<String>>,
        /// One more target beside those it is booked on; may be given several times
        #[arg(long, value_name = "TARGET", conflicts_with = "on")]
        also: Vec<String>,
        /// A target it is not to be booked on any more; may be given several times
        #[arg(long, value_name = "TARGET", conflicts_with = "on")]
        not: Vec<String>,
        /// Billable or not
        #[arg(long, value_name = "true|false")]
        billable: Option<bool>,
        /// A new start
        #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
        from: Option<String>,
        /// A new end
        #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
        to: Option<String>,
        /// A new work time; moves the end, of a running entry the start
        #[arg(long = "for", value_name = "DURATION")]
        duration: Option<String>,
        /// All breaks, as FROM-TO
        #[arg(long = "break", value_name = "FROM-TO")]
        breaks: Option<Vec<String>>,
        /// Decide its undecided time
        #[arg(long, value_enum, value_name = "WHAT")]
        decide: Option<Decision>,
        /// What to do about overlapping entries
        #[arg(long, value_enum)]
        overlap: Option<Overlap>,
        /// Print the new state as JSON
        #[arg(long)]
        json: bool,
    },
    /// Move an entry with its breaks, all by the same time
    Move {
        /// Which one (its id, or the beginning of it)
        id: String,
        /// How far: -15m is earlier, 1h later
        #[arg(allow_hyphen_values = true, required_unless_present = "to", conflicts_with = "to")]
        by: Option<String>,
        /// Or when it is to begin
        #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
        to: Option<String>,
        /// What to do about overlapping entries
        #[arg(long, value_enum)]
        overlap: Option<Overlap>,
        /// Print the new state as JSON
        #[arg(long)]
        json: bool,
    },
    /// Cut an entry in two
    Split {
        /// Which one
        id: String,
        /// Where
        #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
        at: String,
        /// Print the new state as JSON
        #[arg(long)]
        json: bool,
    },
    /// Make one entry of several
    Merge {
        /// Which ones
        #[arg(required = true, num_args = 1..)]
        ids: Vec<String>,
        /// Print the new state as JSON
        #[arg(long)]
        json: bool,
    },
    /// Make copies of finished entries, with the same times
    Duplicate {
        /// Which ones
        #[arg(required = true, num_args = 1..)]
        ids: Vec<String>,
        /// Print the new state as JSON
        #[arg(long)]
        json: bool,
    },
    /// Remove entries (undo brings them back)
    Delete {
        /// Which ones
        #[arg(required = true, num_args = 1..)]
        ids: Vec<String>,
        /// Print the new state as JSON
        #[arg(long)]
        json: bool,
    },
    /// Take the last changes back
    Undo {
        /// How many
        #[arg(default_value_t = 1)]
        count: u32,
        /// Print the new state as JSON
        #[arg(long)]
        json: bool,
    },
    /// Do the undone changes again
    Redo {
        /// How many
        #[arg(default_value_t = 1)]
        count: u32,
        /// Print the new state as JSON
        #[arg(long)]
        json: bool,
    },
    /// Connect trackers
    #[command(subcommand)]
    Tracker(Tracker),
    /// Find what can be booked on
    #[command(subcommand)]
    Target(Target),
    /// Show or change which targets propose which others
    #[command(subcommand)]
    Link(Link),
    /// Show what each tracker will get of an entry
    Preview {
        /// Which one
        id: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Upload everything that is due, and see whether anybody changed what was uploaded lately
    Sync {
        /// Wait at most so many seconds until all is done
        #[arg(long, value_name = "SECONDS", default_value_t = 0)]
        wait: u32,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List uploads, or act on them
    Uploads {
        /// What to do with them
        #[command(subcommand)]
        action: Option<UploadAction>,
        /// As JSON
        #[arg(long, global = true)]
        json: bool,
    },
    /// Write entries to standard output
    Export {
        /// csv, json or ics
        #[arg(long)]
        format: String,
        /// The first day
        #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
        from: Option<String>,
        /// The last day
        #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
        to: Option<String>,
    },
    /// Import entries that another time tracker exported; shows what would happen, and asks
    Import(Import),
    /// Show totals
    Report {
        /// This week
        #[arg(long, conflicts_with_all = ["month", "from", "to"])]
        week: bool,
        /// This month
        #[arg(long, conflicts_with_all = ["from", "to"])]
        month: bool,
        /// The first day
        #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
        from: Option<String>,
        /// The last day
        #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
        to: Option<String>,
        /// What the rows are
        #[arg(long, value_enum, default_value = "day")]
        by: By,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show or change settings
    Set {
        /// Its name, such as hotkeys.toggle; lists all when left out
        key: Option<String>,
        /// Its value; empty for the default
        value: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what runs, where files are and what works
    Doctor {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Write a verified copy of the database
    Backup {
        /// Where to; the backup folder when left out
        path: Option<PathBuf>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Put a backup in place of the database; the present file is kept beside it
    Restore {
        /// The backup
        path: PathBuf,
    },
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Open the window
    Show {
        /// Which view: today, trackers, settings
        view: Option<String>,
    },
    /// Open the quick entry: one line, Enter starts
    Quick,
    /// Run the service in the foreground
    Resident(ResidentOptions),
    /// End the resident; a running entry stays open
    Quit,
}

// How the service runs. (A doc comment here would become the help of `stint resident`.)
#[derive(Args, Debug)]
pub(crate) struct ResidentOptions {
    /// No icon in the tray
    #[arg(long)]
    pub(crate) no_tray: bool,
    /// No global hotkeys
    #[arg(long)]
    pub(crate) no_hotkeys: bool,
    /// Started by a client: leave the terminal, and without a display end when nothing is left to do
    #[arg(long, hide = true)]
    pub(crate) for_client: bool,
}
