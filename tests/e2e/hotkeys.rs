//! Global hotkeys: heard whatever has the focus, and honest about keys somebody else has.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{Flow, Ground};
use crate::clock::until;

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("hotkeys: toggle and break are heard", heard),
    ("hotkeys: keys taken by another program are named, and nothing else breaks", taken),
];

fn heard(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["add", "Review", "--from", "2h ago", "--for", "30m"])?;
    for (keys, state) in [
        ("ctrl+alt+space", "running"),
        ("ctrl+alt+b", "break"),
        ("ctrl+alt+b", "running"),
        ("ctrl+alt+space", "stopped"),
    ] {
        ground.desktop.key(keys)?;
        stint.await_state(state).with_context(|| format!("after {keys}"))?;
    }
    Ok(())
}

fn taken(ground: &Ground<'_>) -> Result<()> {
    let first = ground.another_stint("-first");
    let second = ground.another_stint("-second");
    first.resident(&[])?;
    second.resident(&["--no-tray"])?;
    until("the doctor to name the keys that are taken", Duration::from_secs(10), || {
        let doctor = second.json(&["doctor"])?;
        let said = doctor["desktop"]["hotkeys"]["detail"].as_str().unwrap_or_default();
        Ok(said.contains("Ctrl+Alt+B").then_some(()))
    })?;
    // The first resident still hears them, and the second does everything else.
    first.say(&["start", "One"])?;
    second.say(&["start", "Two"])?;
    ground.desktop.key("ctrl+alt+b")?;
    first.await_state("break")?;
    ensure!(second.state()? == "running", "keys that are taken do nothing");
    Ok(())
}
