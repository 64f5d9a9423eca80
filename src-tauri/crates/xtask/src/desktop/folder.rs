//! The folder of one virtual desktop and the environment that points every program into it.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::MARK;
use crate::clock;

/// Passed on from outside; everything else a program could find there is not of this desktop.
const KEPT: &[&str] = &["PATH", "RUST_BACKTRACE"];

/// Names the zone of the desktop, to see it at another hour than noon.
const ZONE: &str = "STINT_DESKTOP_TZ";

/// A private folder. It goes away with the value.
pub(super) struct Folder {
    path: PathBuf,
    mark: String,
    zone: String,
}

impl Folder {
    /// Makes a new one. Its path is short, because the path of a Unix socket must be.
    pub(super) fn new() -> Result<Self> {
        // What is seen must not hang on the hour somebody looks: without a zone of its own it is noon there, and
        // nothing a flow does runs over midnight.
        let noon = || clock::zone_at_noon(clock::since_epoch());
        let zone = std::env::var(ZONE).unwrap_or_else(|_| noon());
        let mark = (0..1000).map(|n| format!("stint-{}-{n}", std::process::id()));
        for mark in mark {
            let path = Path::new("/tmp").join(&mark);
            match fs::DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => return Self { path, mark, zone }.furnish(),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    return Err(error).with_context(|| format!("{} is for the desktop", path.display()));
                }
            }
        }
        bail!("/tmp is full of old desktops (stint-*); remove them")
    }

    fn furnish(self) -> Result<Self> {
        for name in ["home", "config", "data", "state", "cache", "run", "log"] {
            fs::DirBuilder::new().mode(0o700).create(self.path.join(name))?;
        }
        Ok(self)
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The value of [`MARK`] in all its processes.
    pub(super) fn mark(&self) -> &str {
        &self.mark
    }

    /// The socket of the session bus. Not `run/bus`, where a program would find it without being told.
    pub(super) fn bus_socket(&self) -> PathBuf {
        self.path.join("bus")
    }

    /// A command that sees this folder and nothing of the person's own session; without a screen.
    pub(super) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().current_dir(&self.path);
        for name in KEPT {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        for (name, folder) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "run"),
        ] {
            command.env(name, self.path.join(folder));
        }
        // What is looked for on this desktop is said in English.
        command.env("LC_ALL", "C.UTF-8");
        command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", self.bus_socket().display()));
        command.env("XDG_CURRENT_DESKTOP", "XFCE").env("XDG_SESSION_TYPE", "x11");
        // No accessibility bus, no settings daemon: both would start services outside this folder.
        command.env("NO_AT_BRIDGE", "1").env("GTK_A11Y", "none").env("GSETTINGS_BACKEND", "memory");
        command.env("LIBGL_ALWAYS_SOFTWARE", "1").env(MARK, &self.mark);
        command.env("TZ", &self.zone);
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A file that a dying process still writes is no reason to stop; /tmp is emptied by the system anyway.
        drop(fs::remove_dir_all(&self.path));
    }
}
