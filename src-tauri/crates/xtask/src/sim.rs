//! `cargo xtask sim`: the real engine under virtual time, faults and crashes, seed after seed.

use anyhow::{Result, ensure};

use crate::step::{self, cargo};

/// Its own profile: fast enough for thousands of seeds, and built beside what everything else uses.
const BUILD: &[&str] = &["build", "--profile", "sim", "--package", "simulation"];

/// Builds the simulation and plays as the words say.
///
/// # Errors
/// When it does not build, or a seed does not hold; with `--mutation`, when no seed sees the mistake.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    step::run("Building the simulation", &mut cargo(BUILD))?;
    let status = std::process::Command::new(program()).args(words).status()?;
    ensure!(status.success(), "The simulation says no; see above.");
    Ok(())
}

fn program() -> std::path::PathBuf {
    step::target().join("sim").join("simulation")
}
