//! Node and the packages of the user interface: installed when the lock file changed, never otherwise.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::step;

/// The oldest Node that Vite runs on.
const OLDEST: (u32, u32) = (20, 19);

/// An npm command in the folder of the user interface.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(arguments).current_dir(folder());
    command
}

fn folder() -> PathBuf {
    step::root().join("ui")
}

/// Whether Node is there and new enough.
pub(super) fn check() -> Result<()> {
    let (major, minor) = OLDEST;
    let remedy = format!("Install Node {major}.{minor} or newer (nodejs.org), then try again.");
    let said = Command::new("node").arg("--version").output();
    let said = said
        .ok()
        .filter(|answer| answer.status.success())
        .with_context(|| format!("Node is missing. {remedy}"))?;
    let said = String::from_utf8_lossy(&said.stdout).trim().to_owned();
    match version(&said) {
        Some(have) if have >= OLDEST => Ok(()),
        _ => bail!("Node here is {said}. {remedy}"),
    }
}

/// Installs the packages when `package-lock.json` is not the one they were installed from.
pub(super) fn packages() -> Result<()> {
    let lock = folder().join("package-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("{} lists the packages", lock.display()))?;
    let mark = folder().join("node_modules").join(".installed-from.json");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    step::run("Installing the packages of the user interface", &mut npm(&["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&mark, wanted).with_context(|| format!("{} remembers what was installed", mark.display()))
}

fn version(said: &str) -> Option<(u32, u32)> {
    let mut parts = said.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_are_read_as_node_prints_them() {
        assert_eq!(version("v20.19.1"), Some((20, 19)));
        assert_eq!(version("20.19.1"), None);
        assert_eq!(version("vNext"), None);
    }
}
