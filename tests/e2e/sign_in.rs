//! Signing in in the browser, with the shipped programs, a real keychain and a real loopback address.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{Flow, Ground};
use crate::clock::until;
use crate::http;
use crate::stint::Stint;

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    (
        "sign-in: the browser comes back, entries are booked, and the sign-in outlives its token and a kill",
        kept,
    ),
    ("sign-in: a refusal in the browser is told, and nothing is kept", refused),
];

/// A `stint tracker add --browser` that waits, and the address it printed.
struct Waiting {
    child: Child,
    address: String,
    /// What it prints.
    printed: PathBuf,
}

impl Waiting {
    /// Its exit code and all it printed.
    fn end(mut self) -> Result<(Option<i32>, String)> {
        let status = self.child.wait()?;
        Ok((status.code(), fs::read_to_string(&self.printed)?))
    }
}

/// A resident that opens no browser of this machine: the flow is the browser.
fn stint<'a>(ground: &'a Ground<'_>) -> Result<Stint<'a>> {
    let stint = ground.stint().with("BROWSER", "/bin/true");
    stint.resident(&["--no-tray"])?;
    Ok(stint)
}

fn begin(ground: &Ground<'_>, stint: &Stint<'_>) -> Result<Waiting> {
    let root = format!("{}/awork/api/v1", ground.sandbox.url());
    let printed = stint.data().with_extension("printed");
    let mut command = stint.command(&["tracker", "add", "awork", "mine", "--url", &root, "--browser"]);
    let child = command.stdout(Stdio::null()).stderr(fs::File::create(&printed)?).spawn()?;
    let address = until("the address to open", Duration::from_secs(20), || {
        let text = fs::read_to_string(&printed)?;
        Ok(text.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned))
    })?;
    Ok(Waiting { child, address, printed })
}

/// The requests to awork's token address so far.
fn traded(ground: &Ground<'_>) -> Result<usize> {
    let requests = ground.sandbox.requests()?;
    let path = |request: &Value| request["path"].as_str().unwrap_or_default().to_owned();
    Ok(requests.iter().filter(|request| path(request).ends_with("/accounts/token")).count())
}

fn send(stint: &Stint<'_>, note: &str, from: &str) -> Result<()> {
    let from = format!("yesterday {from}");
    stint.say(&["add", note, "--from", &from, "--for", "1h", "--on", "mine:WEB-12"])?;
    let uploads = stint.json(&["sync", "--wait", "60"])?;
    let open = uploads.as_array().into_iter().flatten().find(|upload| upload["state"] != "done");
    ensure!(open.is_none(), "everything was sent: {uploads}");
    Ok(())
}

fn kept(ground: &Ground<'_>) -> Result<()> {
    let stint = stint(ground)?;
    let waiting = begin(ground, &stint)?;
    ensure!(http::visit(&waiting.address)? == 200, "the page says that the tab may be closed");
    let (code, said) = waiting.end()?;
    ensure!(code == Some(0), "it is connected: {said}");
    send(&stint, "Signed in", "9:00")?;
    ensure!(traded(ground)? == 1, "the code was traded once, and nothing was renewed yet");

    // The access token ends, and then the program, as a power cut would end it.
    let access = format!("{}/_sandbox/awork/access", ground.sandbox.url());
    ensure!(http::ask("DELETE", &access, None)?.0 < 300, "every access token has ended");
    send(&stint, "Renewed", "11:00")?;
    ensure!(traded(ground)? == 2, "it was renewed once");
    stint.kill()?;
    stint.resident(&["--no-tray"])?;
    send(&stint, "After the kill", "13:00")?;
    ensure!(traded(ground)? == 2, "what was renewed lay in the keychain");
    ensure!(ground.sandbox.records()?.len() == 3, "each entry is there once");

    // The person takes the consent back: nothing is lost, and what helps is said.
    let consent = format!("{}/_sandbox/awork/sign-ins", ground.sandbox.url());
    ensure!(http::ask("DELETE", &consent, None)?.0 < 300, "the consent is taken back");
    stint.say(&["add", "Waits", "--from", "yesterday 15:00", "--for", "1h", "--on", "mine:WEB-12"])?;
    let uploads = stint.json(&["sync", "--wait", "20"])?;
    let waiting = uploads.as_array().into_iter().flatten().find(|upload| upload["state"] != "done");
    let remedy = waiting.context("one upload waits")?["remedy"].to_string();
    ensure!(remedy.contains("Sign in again"), "what helps is said: {remedy}");
    Ok(())
}

fn refused(ground: &Ground<'_>) -> Result<()> {
    let stint = stint(ground)?;
    let ways = format!("{}/_sandbox/awork/sign-in", ground.sandbox.url());
    ensure!(http::ask("POST", &ways, Some(&json!({ "refuses": true })))?.0 < 300, "the person will say no");
    let waiting = begin(ground, &stint)?;
    ensure!(http::visit(&waiting.address)? == 200, "the page says that the tab may be closed");
    let (code, said) = waiting.end()?;
    ensure!(code == Some(1) && said.contains("refused"), "it is told: {said}");
    let trackers = stint.json(&["tracker", "list"])?;
    ensure!(trackers.as_array().is_some_and(Vec::is_empty), "nothing is kept: {trackers}");
    Ok(())
}
