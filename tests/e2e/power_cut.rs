//! A resident that is killed or restarted while the timer runs: nothing committed is lost, the timeline stays honest.

use std::fs;
use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::Value;

use super::{Flow, Ground};
use crate::clock::until;
use crate::desktop::processes;
use crate::programs::RESIDENT;

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("restart: a running entry runs on after quit and start", restarted),
    ("kill -9: a running entry runs on, and no verb that was answered is lost", killed),
    ("kill -9: an upload under way arrives once", killed_while_sending),
    ("twenty verbs at once start one resident", twenty),
];

fn restarted(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["start", "Review", "--at", "10m ago"])?;
    let before = stint.json(&["status"])?;
    stint.quit()?;
    stint.resident(&[])?;
    let after = stint.json(&["status"])?;
    ensure!(after["state"] == "running", "it runs on: {after}");
    ensure!(after["entry"]["id"] == before["entry"]["id"], "it is the same entry: {after}");
    ensure!(after["entry"]["start"] == before["entry"]["start"], "it began when it began: {after}");
    gapless(&after["entry"])
}

fn killed(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    for round in 0..5 {
        let note = format!("Round {round}");
        stint.say(&["start", &note])?;
        stint.kill()?;
        let status = stint.json(&["status"])?;
        ensure!(status["entry"]["note"] == note.as_str(), "“{note}” was answered, so it is kept: {status}");
        ensure!(status["state"] == "running", "it runs on: {status}");
        gapless(&status["entry"])?;
        stint.say(&["break"])?;
        stint.kill()?;
        ensure!(stint.state()? == "break", "the break was answered, so it is kept");
        stint.say(&["stop"])?;
        stint.kill()?;
        ensure!(stint.state()? == "stopped", "the stop was answered, so it is kept");
    }
    let log = stint.log()?;
    ensure!(log.as_array().is_some_and(|all| all.len() == 5), "each round is one entry: {log}");
    Ok(())
}

/// Segments follow each other without a gap, in order, and only the last may be open.
fn gapless(entry: &Value) -> Result<()> {
    let segments = entry["segments"].as_array().map(Vec::as_slice).unwrap_or_default();
    ensure!(!segments.is_empty(), "an entry has segments: {entry}");
    for pair in segments.windows(2) {
        ensure!(pair[0]["end"] == pair[1]["start"], "segments touch: {pair:?}");
        ensure!(pair[0]["start"].as_str() <= pair[0]["end"].as_str(), "time goes forward: {pair:?}");
    }
    Ok(())
}

fn killed_while_sending(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.say(&["status"])?;
    stint.connect(ground.sandbox.url())?;
    // The tracker takes the record at once and answers late; the resident dies in between.
    let slow = serde_json::json!({ "fault": "slow", "millis": 20_000, "requests": "writes", "reach": { "next": 1 } });
    ground.sandbox.fault(&slow)?;
    stint.say(&["add", "Review", "--from", "2h ago", "--for", "30m", "--on", "yandex:TEST-324"])?;
    until("the record at the tracker", Duration::from_secs(20), || {
        Ok((ground.sandbox.records()?.len() == 1).then_some(()))
    })?;
    stint.kill()?;
    ground.sandbox.heal()?;
    let uploads = stint.json(&["sync", "--wait", "60"])?;
    ensure!(uploads[0]["state"] == "done", "the resident looked and found it: {uploads}");
    let records = ground.sandbox.records()?;
    ensure!(records.len() == 1, "there is no second record: {records:?}");
    Ok(())
}

fn twenty(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    // One starts, the others add what was done yesterday: starts in one millisecond would replace each other.
    let words = |number: u32| match number {
        0 => ["start", "Verb 0"].map(str::to_owned).to_vec(),
        hour => {
            let (note, from) = (format!("Verb {hour}"), format!("yesterday {hour}:00"));
            ["add", &note, "--from", &from, "--for", "30m"].map(str::to_owned).to_vec()
        }
    };
    let said = (0..20).map(words).map(|words| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        stint.command(&words).output_later()
    });
    let started: Vec<_> = said.collect();
    for answer in started {
        let output = answer?.wait_with_output()?;
        ensure!(output.status.success(), "each is answered: {}", String::from_utf8_lossy(&output.stderr));
    }
    let pid = stint.pid()?;
    let residents: Vec<u32> =
        ground.desktop.processes(RESIDENT).into_iter().filter(|found| is_resident(*found)).collect();
    ensure!(residents == [pid], "one resident runs: {residents:?}, the doctor says {pid}");
    let log = stint.log()?;
    let kept = log.as_array().map_or(0, Vec::len);
    ensure!(kept == 20, "every verb is kept: {kept}");
    let running = log.as_array().into_iter().flatten().filter(|entry| entry["end"].is_null()).count();
    ensure!(running == 1, "one entry runs: {running}");
    ensure!(processes::alive(pid), "the resident is well");
    Ok(())
}

fn is_resident(pid: u32) -> bool {
    fs::read(format!("/proc/{pid}/cmdline"))
        .is_ok_and(|line| line.split(|byte| *byte == 0).any(|word| word == b"resident"))
}

/// Starting a command and collecting its output later.
trait OutputLater {
    fn output_later(self) -> std::io::Result<std::process::Child>;
}

impl OutputLater for std::process::Command {
    fn output_later(mut self) -> std::io::Result<std::process::Child> {
        self.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn()
    }
}
