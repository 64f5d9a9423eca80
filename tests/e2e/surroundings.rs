//! Desktops that lack something or lose it: no display, no tray, no keychain, an X server that dies.

use anyhow::{Result, ensure};

use super::{Flow, Ground};
use crate::desktop::Look;

/// On a whole desktop.
pub(super) const FLOWS: &[Flow] = &[
    ("no display: every verb works, and the doctor says what is missing", no_display),
    ("the X server is killed: the timer runs on, tray and hotkeys come back", x_killed),
    ("a second resident finds the first and leaves it alone", second_resident),
];

/// On a desktop without tray and keychain.
pub(super) const BARE: &[Flow] = &[
    ("no tray host: it says so, and hotkeys still work", no_tray),
    ("no tray host: the icon appears as soon as there is one", tray_later),
    ("no keychain: connecting says so and offers the environment", no_keychain),
];

fn no_display(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    for (words, state) in [
        (&["start", "Over ssh"][..], "running"),
        (&["break"], "break"),
        (&["resume"], "running"),
        (&["stop"], "stopped"),
        (&["toggle"], "running"),
    ] {
        let output = stint.headless_command(words).output()?;
        ensure!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        let status = stint.headless_command(&["status", "--json"]).output()?;
        let status: serde_json::Value = serde_json::from_slice(&status.stdout)?;
        ensure!(status["state"] == state, "after {words:?}: {status}");
    }
    let doctor = stint.headless_command(&["doctor", "--json"]).output()?;
    let doctor: serde_json::Value = serde_json::from_slice(&doctor.stdout)?;
    for part in ["tray", "hotkeys"] {
        ensure!(doctor["desktop"][part]["ok"] == false, "{part} cannot work here: {doctor}");
        ensure!(
            doctor["desktop"][part]["detail"].as_str().is_some_and(|said| !said.is_empty()),
            "it says why: {doctor}"
        );
    }
    Ok(())
}

fn x_killed(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    let resident = stint.resident(&[])?;
    stint.say(&["start", "Review"])?;
    ground.desktop.await_look(Look::Running)?;
    ground.desktop.kill_x();
    ensure!(stint.state()? == "running", "the timer runs on without a screen");
    stint.say(&["break"])?;
    ground.desktop.start_x()?;
    ground.desktop.await_look(Look::Break)?;
    ensure!(stint.pid()? == resident, "it is the same resident");
    crate::clock::until("the hotkeys to come back", std::time::Duration::from_secs(30), || {
        ground.desktop.key("ctrl+alt+b")?;
        Ok((stint.state()? == "running").then_some(()))
    })
}

fn second_resident(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    let first = stint.resident(&[])?;
    let second = stint.command(&["resident"]).output()?;
    ensure!(stint.pid()? == first, "the first one stays");
    ensure!(second.status.code().is_some(), "the second one ends by itself");
    stint.say(&["start", "Review"])?;
    ensure!(stint.state()? == "running", "and all goes on");
    Ok(())
}

fn no_tray(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    let doctor = stint.json(&["doctor"])?;
    ensure!(doctor["desktop"]["tray"]["ok"] == false, "there is no tray here: {doctor}");
    stint.say(&["start", "Review"])?;
    ground.desktop.key("ctrl+alt+b")?;
    stint.await_state("break")
}

fn tray_later(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["start", "Review"])?;
    ground.desktop.start_panel()?;
    let seen = ground.desktop.await_look(Look::Running);
    ground.desktop.kill_panel();
    seen
}

fn no_keychain(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    let url = format!("{}/clockify", ground.sandbox.url());
    let words = ["tracker", "add", "clockify", "clockify", "--url", &url, "--token-env", "SANDBOX_TOKEN"];
    let output = stint.command(&words).env("SANDBOX_TOKEN", "clockify-sandbox-key").output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.code() == Some(1), "the token has no place to stay: {said}");
    ensure!(said.contains("keychain") && said.contains("STINT_TOKEN_CLOCKIFY"), "it says what helps: {said}");
    stint.say(&["quit"])?;
    // With the token in the resident's environment it works, and the token is kept nowhere.
    let stint = ground.stint().with("STINT_TOKEN_CLOCKIFY", "clockify-sandbox-key");
    stint.say(&["tracker", "add", "clockify", "clockify", "--url", &url])?;
    stint.say(&["add", "Review", "--from", "2h ago", "--for", "30m", "--on", "clockify:Internal"])?;
    stint.json(&["sync", "--wait", "30"])?;
    ensure!(ground.sandbox.records()?.len() == 1, "it arrives");
    Ok(())
}
