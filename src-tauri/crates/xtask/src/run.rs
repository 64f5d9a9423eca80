//! `cargo xtask run`: from a fresh clone to the open app; without a display, to the tour.

use anyhow::{Context, Result, ensure};

use crate::programs::{self, Which};
use crate::setup::{self, For};
use crate::{step, tour};

/// Sets up, builds, opens.
///
/// # Errors
/// When the machine cannot be set up, something does not build, or the app does not end well.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    if !has_display() {
        step::say("There is no display here, so a virtual one shows the product: this is the tour");
        return tour::run(&[]);
    }
    setup::machine(For::Building)?;
    programs::build_page()?;
    let programs = programs::build(Which::Product)?;
    step::say("Opening Stint; the resident stays when the window is closed (“stint quit” ends it)");
    let status = std::process::Command::new(&programs.app).args(words).status();
    let status = status.with_context(|| format!("{} cannot be started", programs.app.display()))?;
    ensure!(status.success(), "Stint's window ended with {status}");
    Ok(())
}

fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
