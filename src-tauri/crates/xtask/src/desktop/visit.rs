//! `cargo xtask desktop`: one command on a virtual desktop, for trying things by hand.

use anyhow::{Context, Result, bail, ensure};

use super::{Desktop, Keychain, Options, Tray};
use crate::setup::{self, For};

/// Runs the command and ends with it.
///
/// # Errors
/// When there is no command, the desktop does not come up, or the command does not end with 0.
pub(crate) fn visit(mut words: &[&str]) -> Result<()> {
    let mut options = Options::default();
    while let [flag, rest @ ..] = words {
        match *flag {
            "--no-tray" => options.tray = Tray::Missing,
            "--no-keychain" => options.keychain = Keychain::Missing,
            _ => break,
        }
        words = rest;
    }
    let [program, arguments @ ..] = words else { bail!("desktop wants a command to run") };
    setup::system_packages(For::Desktop)?;
    let desktop = Desktop::start(options)?;
    let here = std::env::current_dir()?;
    let status = desktop.command(program).args(arguments).current_dir(here).status();
    let status = status.with_context(|| format!("{program} cannot be started"))?;
    let picture = crate::step::target().join("xtask/desktop.png");
    desktop.screen()?.save(&picture)?;
    println!("The screen at the end: {}", picture.display());
    ensure!(status.success(), "{program} ended with {status}");
    Ok(())
}
