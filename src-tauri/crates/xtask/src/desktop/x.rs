//! The X server of a virtual desktop, whose picture lies in a file that can be read at any moment.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::daemon::Daemon;
use super::folder::Folder;

/// Width and height of the screen.
pub(super) const SIZE: (usize, usize) = (1440, 900);

/// A running X server.
pub(super) struct XServer {
    daemon: Daemon,
    display: u32,
    picture: PathBuf,
}

impl XServer {
    /// Starts it, under a given number or the next free one; returns when it takes clients.
    pub(super) fn start(folder: &Folder, display: Option<u32>) -> Result<Self> {
        let pictures = folder.path().join("run");
        let mut command = folder.command("Xvfb");
        if let Some(display) = display {
            command.arg(format!(":{display}"));
        }
        command.args(["-screen", "0", &format!("{}x{}x24", SIZE.0, SIZE.1), "-nolisten", "tcp", "-noreset"]);
        // It prints its number when it is ready.
        command.args(["-displayfd", "1", "-fbdir"]).arg(&pictures);
        let mut daemon = Daemon::start(folder, &mut command)?;
        let log = daemon.log().to_owned();
        let display =
            daemon.ready(|| Ok(fs::read_to_string(&log)?.lines().find_map(|line| line.parse().ok())))?;
        Ok(Self { daemon, display, picture: pictures.join("Xvfb_screen0") })
    }

    /// Its number.
    pub(super) fn display(&self) -> u32 {
        self.display
    }

    /// The file its picture is in.
    pub(super) fn picture(&self) -> &Path {
        &self.picture
    }

    /// Ends it as a crash would.
    pub(super) fn crash(self) {
        self.daemon.crash();
    }
}
