//! The tray icon: what a click does and what the icon says.

use std::process::Command;
use std::time::Duration;

use anyhow::{Result, ensure};

use super::{Flow, Ground};
use crate::clock::until;
use crate::desktop::{Button, Look};

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("tray: clicks start, break, resume and stop, and the icon says so", clicks),
    ("tray: the icon comes back after the panel was killed", panel_killed),
    ("tray: the icon of the Tauri host does the same", tauri_host),
];

fn clicks(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["add", "Review", "--from", "2h ago", "--for", "30m"])?;
    click_through(ground, &|wanted| stint.await_state(wanted))?;
    let log = stint.log()?;
    let kinds: Vec<_> =
        log[0]["segments"].as_array().into_iter().flatten().map(|segment| segment["kind"].clone()).collect();
    ensure!(kinds == ["work", "break", "work"], "the clicks left these segments: {kinds:?}");
    ensure!(log[0]["note"] == "Review", "the first click goes on with the last entry: {}", log[0]);
    Ok(())
}

/// Start, break, resume, stop; after each click timer and icon agree.
fn click_through(ground: &Ground<'_>, await_state: &dyn Fn(&str) -> Result<()>) -> Result<()> {
    let desktop = ground.desktop;
    desktop.await_look(Look::Stopped)?;
    for (button, state, look) in [
        (Button::Left, "running", Look::Running),
        (Button::Middle, "break", Look::Break),
        (Button::Middle, "running", Look::Running),
        (Button::Left, "stopped", Look::Stopped),
    ] {
        desktop.click_tray(button)?;
        await_state(state)?;
        desktop.await_look(look)?;
    }
    Ok(())
}

fn panel_killed(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    let resident = stint.resident(&[])?;
    stint.say(&["start", "Review"])?;
    ground.desktop.await_look(Look::Running)?;
    ground.desktop.kill_panel();
    ensure!(stint.state()? == "running", "the timer runs on without a panel");
    ground.desktop.start_panel()?;
    ground.desktop.await_look(Look::Running)?;
    ensure!(stint.pid()? == resident, "it is the same resident");
    ground.desktop.click_tray(Button::Left)?;
    stint.await_state("stopped")
}

fn tauri_host(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    let mut command: Command = ground.desktop.command(&ground.programs.app);
    command.arg("--resident").env("STINT_DATA_DIR", stint.data());
    let mut host = ground.desktop.daemon(&mut command)?;
    host.ready(|| stint.answers())?;
    ensure!(stint.pid()? == host.pid(), "the Tauri process is the resident");
    stint.say(&["add", "Review", "--from", "2h ago", "--for", "30m"])?;
    click_through(ground, &|wanted| stint.await_state(wanted))?;
    ground.desktop.key("ctrl+alt+space")?;
    stint.await_state("running")?;
    ground.desktop.key("ctrl+alt+b")?;
    stint.await_state("break")?;
    ensure!(ground.desktop.windows("^Stint$")?.is_empty(), "a resident opens no window by itself");
    stint.say(&["quit"])?;
    let pid = host.pid();
    until("the host's end", Duration::from_secs(10), || {
        Ok(ground.desktop.processes("stint-app").iter().all(|found| *found != pid).then_some(()))
    })
}
