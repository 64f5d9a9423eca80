//! What can be said on the command line of the window.

use std::path::PathBuf;

use clap::Parser;

use crate::view::View;

/// The window of Stint. Opens it, or brings the open one to the front.
#[derive(Clone, Debug, Parser)]
#[command(name = "stint-app", version, about)]
pub struct Arguments {
    /// Which view: today, calendar, reports, trackers or settings; quick or mini for the small windows.
    #[arg(value_name = "VIEW")]
    pub view: Option<View>,

    /// The data folder; default: STINT_DATA_DIR, else the platform's.
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// Run the service in the background instead, with the toolkit's hotkeys and without windows.
    #[arg(long, conflicts_with = "view")]
    pub resident: bool,

    /// With --resident: no tray icon.
    #[arg(long, requires = "resident")]
    pub no_tray: bool,

    /// With --resident: no global hotkeys.
    #[arg(long, requires = "resident")]
    pub no_hotkeys: bool,
}
