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

    /// Starts it on a free port, and has it keep its connections, as the services do that it stands in for.
    pub(crate) fn keeping_connections(desktop: &Desktop, program: &Path) -> Result<Self> {
        Self::with(desktop, program, &["--port", "0", "--connections", "kept"])
    }

    /// Starts it on this port.
    pub(crate) fn on_port(desktop: &Desktop, program: &Path, port: &str) -> Result<Self> {
        Self::with(desktop, program, &["--port", port])
    }

    fn with(desktop: &Desktop, program: &Path, words: &[&str]) -> Result<Self> {
        let mut daemon = desktop.daemon(desktop.command(program).args(words))?;
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

    /// A sample account at each of them.
    pub(crate) fn accounts(&self) -> Result<Vec<Account>> {
        let accounts = http::get(&format!("{}/_sandbox/accounts", self.url))?;
        accounts.as_array().context("the sandbox lists its accounts")?.iter().map(Account::read).collect()
    }

    /// Every request so far.
    pub(crate) fn requests(&self) -> Result<Vec<Value>> {
        let requests = http::get(&format!("{}/_sandbox/requests", self.url))?;
        requests.as_array().cloned().context("the sandbox lists what was asked")
    }

    /// The most requests that came to each tracker within any minute.
    pub(crate) fn most_a_minute(&self) -> Result<Vec<(String, f64)>> {
        let most = http::get(&format!("{}/_sandbox/most?seconds=60", self.url))?;
        let most = most.as_object().context("the sandbox counts by tracker")?;
        Ok(most.iter().map(|(api, count)| (api.clone(), count.as_f64().unwrap_or(0.0))).collect())
    }

    /// Puts a fault in force, or a list of them, in place of those before.
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

/// A sample account, as a person types it into the form.
pub(crate) struct Account {
    /// The API, which is also the tracker's kind.
    pub(crate) api: String,
    /// Its token.
    pub(crate) token: String,
    /// Its workspace, where one must be given.
    pub(crate) workspace: Option<String>,
    /// Further fields, as `key=value`.
    pub(crate) settings: Vec<String>,
    /// Keys of targets that take bookings.
    pub(crate) targets: Vec<String>,
    /// Whether a program may remove a booking there.
    pub(crate) removes: bool,
}

impl Account {
    fn read(account: &Value) -> Result<Self> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let named = |field: &str| text(&account[field]).with_context(|| format!("an account has a {field}"));
        let list = |field: &str| account[field].as_array().map(Vec::as_slice).unwrap_or_default();
        let pair = |pair: &Value| Some(format!("{}={}", pair[0].as_str()?, pair[1].as_str()?));
        Ok(Self {
            api: named("api")?,
            token: named("token")?,
            workspace: text(&account["workspace"]),
            settings: list("settings").iter().filter_map(pair).collect(),
            targets: list("targets").iter().filter_map(text).collect(),
            removes: account["removes"] == true,
        })
    }
}
