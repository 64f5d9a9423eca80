//! A program that runs until its value is dropped, with its output in the desktop's folder.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::folder::Folder;
use super::processes;
use crate::clock::until;

/// A running background program.
pub(crate) struct Daemon {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Daemon {
    /// Starts it; standard input is empty.
    pub(super) fn start(folder: &Folder, command: &mut Command) -> Result<Self> {
        Self::start_with_input(folder, command.stdin(Stdio::null()))
    }

    /// Starts it and leaves standard input as the caller set it.
    pub(super) fn start_with_input(folder: &Folder, command: &mut Command) -> Result<Self> {
        let program = PathBuf::from(command.get_program());
        let name =
            program.file_name().map_or_else(|| "program".into(), |name| name.to_string_lossy().into_owned());
        let logs = folder.path().join("log");
        let names = (1..)
            .map(|number| if number == 1 { format!("{name}.log") } else { format!("{name}-{number}.log") });
        let mut free = names.map(|name| logs.join(name)).filter(|log| !log.exists());
        let log = free.next().context("there is always a next number")?;
        let output = File::create(&log)?;
        let child = command
            .stdout(output.try_clone()?)
            .stderr(output)
            .spawn()
            .with_context(|| format!("{name} cannot be started; “cargo xtask test” installs it"))?;
        Ok(Self { name, child, log })
    }

    /// Its process id.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Writes to its standard input, once, and closes it.
    pub(super) fn tell(&mut self, text: &str) -> Result<()> {
        let mut input =
            self.child.stdin.take().with_context(|| format!("{} was not started to listen", self.name))?;
        Ok(input.write_all(text.as_bytes())?)
    }

    /// Waits until `probe` finds it ready.
    pub(crate) fn ready<T>(&mut self, mut probe: impl FnMut() -> Result<Option<T>>) -> Result<T> {
        let found = until(&self.name, Duration::from_secs(20), || {
            if let Some(status) = self.child.try_wait()? {
                bail!("{} ended by itself ({status})", self.name);
            }
            probe()
        });
        found.with_context(|| format!("{} said: {}", self.name, self.said()))
    }

    /// Whether it is no more.
    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Where its output goes.
    pub(crate) fn log(&self) -> &Path {
        &self.log
    }

    /// All it printed so far.
    pub(super) fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Ends it as a crash would.
    pub(crate) fn crash(mut self) {
        // It may have ended a moment ago; then there is nothing left to do.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        if !self.has_ended() {
            processes::signal(self.child.id(), "TERM");
            let ended = until("its end", Duration::from_secs(3), || Ok(self.child.try_wait()?));
            if ended.is_err() {
                drop(self.child.kill());
                drop(self.child.wait());
            }
        }
    }
}
