//! Uploads through the built programs: each record once, whatever the network does, and undo reaches the tracker.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::{Flow, Ground};
use crate::sandbox::Sandbox;

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("uploads: an answer that was lost makes no second record", lost_answer),
    ("uploads: what is undone disappears at the trackers", undone),
    ("uploads: a stopped network delays and loses nothing", stopped_network),
];

const BOTH: &[&str] = &["--on", "clockify:Website/Design", "--on", "yandex:TEST-324"];

fn lost_answer(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&["--no-tray"])?;
    stint.connect(ground.sandbox.url())?;
    ground.sandbox.fault(&json!({ "fault": "drop_after", "reach": { "next": 2 }, "requests": "writes" }))?;
    stint.say(&[&["add", "Review", "--from", "2h ago", "--for", "30m"], BOTH].concat())?;
    sent(ground.sandbox, &stint, 2)
}

fn undone(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&["--no-tray"])?;
    stint.connect(ground.sandbox.url())?;
    stint.say(&[&["add", "Review", "--from", "2h ago", "--for", "30m"], BOTH].concat())?;
    sent(ground.sandbox, &stint, 2)?;
    stint.say(&["undo"])?;
    sent(ground.sandbox, &stint, 0)?;
    stint.say(&["redo"])?;
    sent(ground.sandbox, &stint, 2)
}

fn stopped_network(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&["--no-tray"])?;
    let program = &ground.programs.sandbox;
    let sandbox = Sandbox::start(ground.desktop, program)?;
    stint.connect(sandbox.url())?;
    let port = sandbox.stop();
    stint.say(&[&["add", "Review", "--from", "2h ago", "--for", "30m"], BOTH].concat())?;
    stint.json(&["sync", "--wait", "2"])?;
    let waiting = stint.json(&["status"])?["uploads"]["waiting"].clone();
    ensure!(waiting == 2, "both wait: {waiting}");
    let sandbox = Sandbox::on_port(ground.desktop, program, &port)?;
    sent(&sandbox, &stint, 2)
}

/// Sends everything; then the trackers hold so many records and nothing waits.
fn sent(sandbox: &Sandbox, stint: &crate::stint::Stint<'_>, wanted: usize) -> Result<()> {
    let uploads = stint.json(&["sync", "--wait", "60"])?;
    let waiting = stint.json(&["status"])?["uploads"].clone();
    ensure!(
        waiting["waiting"] == 0 && waiting["unsure"] == 0 && waiting["stuck"] == 0,
        "everything was sent: {waiting}, {uploads}"
    );
    let records = sandbox.records().context("the sandbox says what it holds")?;
    ensure!(records.len() == wanted, "the trackers hold {wanted} records: {records:?}");
    Ok(())
}
