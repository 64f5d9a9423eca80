//! The words this program takes: those of `stint`, which hands them on as they were typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// The service of Stint. Start it with “stint resident”.
#[derive(Parser, Debug)]
#[command(name = "stint", version)]
pub(crate) struct Arguments {
    /// Use this data directory, which has its own resident (also: STINT_DATA_DIR)
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Nothing is started here; taken because `stint` takes it everywhere
    #[arg(long, global = true, hide = true)]
    no_start: bool,
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What needs the database itself.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Put a backup in place of the database; the present file is kept beside it
    Restore {
        /// The backup
        path: PathBuf,
    },
    /// Run the service in the foreground
    Resident(Options),
}

/// How the service runs.
#[derive(Args, Debug)]
pub(crate) struct Options {
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

impl Command {
    /// Whether the one who started this reads errors as JSON.
    pub(crate) fn wants_json(&self) -> bool {
        matches!(self, Self::Resident(Options { for_client: true, .. }))
    }
}
