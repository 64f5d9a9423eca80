//! The trackers' stand-in, running on a virtual desktop's machine.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::desktop::{Daemon, Desktop};
use crate::http;

/// A running sandbox. It ends with the value.
pub(crate) struct Sandbox {
    url: String,
    _daemon: Daemon,
}

impl Sandbox {
    /// Starts it on a free port; returns when it answers.
    pub(crate) fn start(desktop: &Desktop, program: &Path) -> Result<Self> {
        Self::on_port(desktop, program, "0")
    }

    /// Starts it on this port.
    pub(crate) fn on_port(desktop: &Desktop, program: &Path, port: &str) -> Result<Self> {
        let mut daemon = desktop.daemon(desktop.command(program).args(["--port", port]))?;
        let log = daemon.log().to_owned();
        // It prints its address first.
        let address = |text: String| text.lines().find(|line| line.starts_with("http://")).map(str::to_owned);
        let url = daemon.ready(|| Ok(address(std::fs::read_to_string(&log)?)))?;
        Ok(Self { url, _daemon: daemon })
    }

    /// Ends it; gives the port that is free now.
    pub(crate) fn stop(self) -> String {
        self.url.rsplit(':').next().unwrap_or_default().to_owned()
    }

    /// Its address, without a slash at the end.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Everything the trackers hold now.
    pub(crate) fn records(&self) -> Result<Vec<Value>> {
        let records = http::get(&format!("{}/_sandbox/records", self.url))?;
        records.as_array().cloned().context("the sandbox lists its records")
    }

    /// Puts a fault in force, in place of those before.
    pub(crate) fn fault(&self, rule: &Value) -> Result<()> {
        let (status, answer) = http::ask("POST", &format!("{}/_sandbox/faults", self.url), Some(rule))?;
        ensure!(status < 400, "the sandbox did not take the fault: {answer}");
        Ok(())
    }

    /// Ends all faults.
    pub(crate) fn heal(&self) -> Result<()> {
        http::ask("DELETE", &format!("{}/_sandbox/faults", self.url), None).map(drop)
    }
}
