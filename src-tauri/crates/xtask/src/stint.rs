//! `stint` as a person uses it: one data directory on one virtual desktop, asked through the command line.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::clock::until;
use crate::desktop::{Desktop, processes};
use crate::sandbox::Account;

/// One data directory with its resident.
pub(crate) struct Stint<'a> {
    desktop: &'a Desktop,
    program: PathBuf,
    data: PathBuf,
    extra: Vec<(String, String)>,
}

impl<'a> Stint<'a> {
    /// A data directory of this name on a desktop; empty the first time.
    pub(crate) fn new(desktop: &'a Desktop, program: &Path, name: &str) -> Self {
        let data = desktop.folder().join("stint").join(name);
        Self { desktop, program: program.to_owned(), data, extra: Vec::new() }
    }

    /// Sets an environment variable for everything said from now on.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.extra.push((name.into(), value.into()));
        self
    }

    /// The data directory.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// `stint` with these words, not started yet.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        self.equip(self.desktop.command(&self.program), words)
    }

    /// The same as found over ssh: without screen and session bus.
    pub(crate) fn headless_command(&self, words: &[&str]) -> Command {
        self.equip(self.desktop.headless_command(&self.program), words)
    }

    fn equip(&self, mut command: Command, words: &[&str]) -> Command {
        command.args(words).env("STINT_DATA_DIR", &self.data);
        command.envs(self.extra.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Says something; gives what was printed.
    pub(crate) fn say(&self, words: &[&str]) -> Result<String> {
        done(words, self.command(words).output()?)
    }

    /// Says something with `--json`; gives the answer.
    pub(crate) fn json(&self, words: &[&str]) -> Result<Value> {
        let text = self.say(&[words, &["--json"]].concat())?;
        serde_json::from_str(&text).with_context(|| format!("stint {} --json printed: {text}", shown(words)))
    }

    /// All entries since yesterday (a flow may run at midnight), newest first.
    pub(crate) fn log(&self) -> Result<Value> {
        self.json(&["log", "--from", "yesterday", "--to", "today"])
    }

    /// Says something that is to be refused (exit code 1); gives the reason.
    pub(crate) fn refused(&self, words: &[&str]) -> Result<String> {
        let output = self.command(words).output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(
            output.status.code() == Some(1),
            "stint {} should be refused, but ended with {}: {said}",
            shown(words),
            output.status
        );
        Ok(said)
    }

    /// What the timer does, in the word of `stint status`.
    pub(crate) fn state(&self) -> Result<String> {
        let status = self.json(&["status"])?;
        Ok(status["state"].as_str().context("a status has a state")?.to_owned())
    }

    /// Waits until the timer does this.
    pub(crate) fn await_state(&self, wanted: &str) -> Result<()> {
        let mut last = String::new();
        let found = until(&format!("the timer to be “{wanted}”"), Duration::from_secs(10), || {
            last = self.state()?;
            Ok((last == wanted).then_some(()))
        });
        found.with_context(|| format!("the timer is “{last}”"))
    }

    /// Starts `stint resident` as the desktop's autostart would; returns its process when it answers. It runs on
    /// until it is told to quit, or the desktop ends what it keeps.
    pub(crate) fn resident(&self, words: &[&str]) -> Result<u32> {
        let mut daemon = self.desktop.daemon(&mut self.command(&[&["resident"], words].concat()))?;
        let ready = daemon.ready(|| self.answers());
        let pid = daemon.pid();
        self.desktop.keep(daemon);
        ready.map(|()| pid)
    }

    /// Whether a resident answers; none is started.
    pub(crate) fn answers(&self) -> Result<Option<()>> {
        let output = self.command(&["status", "--no-start"]).output()?;
        Ok(output.status.success().then_some(()))
    }

    /// The process of the resident.
    pub(crate) fn pid(&self) -> Result<u32> {
        let doctor = self.json(&["doctor"])?;
        let pid = doctor["pid"].as_u64().context("the doctor names the process")?;
        Ok(u32::try_from(pid)?)
    }

    /// Kills the resident as a power cut would.
    pub(crate) fn kill(&self) -> Result<()> {
        let pid = self.pid()?;
        processes::signal(pid, "KILL");
        until("the resident's end", Duration::from_secs(5), || Ok((!processes::alive(pid)).then_some(())))
    }

    /// Ends the resident in order.
    pub(crate) fn quit(&self) -> Result<()> {
        let pid = self.pid()?;
        self.say(&["quit"])?;
        until("the resident's end", Duration::from_secs(10), || Ok((!processes::alive(pid)).then_some(())))
    }

    /// Connects both trackers of a sandbox, as `clockify` and `yandex`.
    pub(crate) fn connect(&self, sandbox: &str) -> Result<()> {
        let clockify = format!("{sandbox}/clockify");
        let yandex = format!("{sandbox}/yandex");
        self.token(&["tracker", "add", "clockify", "clockify", "--url", &clockify], "clockify-sandbox-key")?;
        self.token(
            &["tracker", "add", "yandex", "yandex", "--url", &yandex, "--set", "org=8401923"],
            "y0_sandbox",
        )
    }

    /// Connects an account under a name, at a server with all APIs, such as the sandbox.
    pub(crate) fn connect_to(&self, account: &Account, name: &str, server: &str) -> Result<()> {
        let url = format!("{server}/{}", account.api);
        let mut words = vec!["tracker", "add", &account.api, name, "--url", &url];
        if let Some(workspace) = &account.workspace {
            words.extend(["--workspace", workspace]);
        }
        for setting in &account.settings {
            words.extend(["--set", setting]);
        }
        self.token(&words, &account.token)
    }

    /// Says something that reads a token, which comes by the environment and never stands in a command line.
    pub(crate) fn token(&self, words: &[&str], token: &str) -> Result<()> {
        let words = [words, &["--token-env", "SANDBOX_TOKEN"]].concat();
        let output = self.command(&words).env("SANDBOX_TOKEN", token).output()?;
        done(&words, output).map(drop)
    }
}

fn done(words: &[&str], output: Output) -> Result<String> {
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr).into_owned();
        bail!("stint {} ended with {}: {reason}", shown(words), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Words for a message, the long ones cut.
fn shown(words: &[&str]) -> String {
    let cut = words.iter().map(|word| word.chars().take(60).collect::<String>());
    cut.collect::<Vec<_>>().join(" ")
}
