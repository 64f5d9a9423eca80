//! Notifications: what they say and what their buttons do.

use anyhow::{Result, ensure};
use serde_json::json;

use super::{Flow, Ground};

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("notifications: Undo on “stopped” takes the stop back", undo),
    ("notifications: a break started by a hotkey is said", break_said),
    ("notifications: an upload that needs a person is said", upload_said),
];

fn undo(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["start", "Login flow"])?;
    let seen = ground.desktop.notices().len();
    ground.desktop.key("ctrl+alt+space")?;
    let notice = ground.desktop.await_notice(seen, "Login flow")?;
    ensure!(notice.summary.starts_with("Stopped"), "it says what happened: {notice:?}");
    ensure!(notice.buttons.iter().any(|label| label == "Undo"), "it offers to undo: {notice:?}");
    stint.await_state("stopped")?;
    ground.desktop.press_notice("Undo")?;
    stint.await_state("running")
}

fn break_said(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["start", "Login flow"])?;
    let seen = ground.desktop.notices().len();
    ground.desktop.key("ctrl+alt+b")?;
    let notice = ground.desktop.await_notice(seen, "Login flow")?;
    ensure!(notice.summary.contains("break"), "it says that a break began: {notice:?}");
    stint.await_state("break")
}

fn upload_said(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.connect(ground.sandbox.url())?;
    let seen = ground.desktop.notices().len();
    // OLD-1 takes no more changes: the tracker says no, and only a person can mend that.
    let words = ["add", "Blocked work", "--from", "1h ago", "--for", "30m", "--on", "yandex:OLD-1"];
    let added = stint.json(&words)?;
    ensure!(added != json!(null), "the entry is kept: {added}");
    let notice = ground.desktop.await_notice(seen, "needs you")?;
    ensure!(
        notice.summary.contains("Blocked work") || notice.body.contains("Blocked work"),
        "it names the entry: {notice:?}"
    );
    let uploads = stint.json(&["uploads"])?;
    ensure!(uploads[0]["state"] == "stuck", "the upload waits for a person: {uploads}");
    ensure!(uploads[0]["remedy"].is_string(), "it says what helps: {uploads}");
    Ok(())
}
