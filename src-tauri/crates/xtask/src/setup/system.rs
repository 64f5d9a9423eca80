//! System packages on Debian and Ubuntu: finds what is missing, installs it, or says how.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::For;
use crate::step;

/// To build and open the window.
const BUILDING: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libdbus-1-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libsoup-3.0-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
];

/// For a virtual desktop with a panel, notifications, a keychain and a driven window, and for a made-up past.
const DESKTOP: &[&str] = &[
    "adwaita-icon-theme",
    "dbus",
    "dbus-x11",
    "dunst",
    "fonts-inter",
    "gnome-keyring",
    "libglib2.0-bin",
    "librsvg2-common",
    "openbox",
    "procps",
    "sqlite3",
    "webkit2gtk-driver",
    "x11-utils",
    "xdotool",
    "xfce4-panel",
    "xfconf",
    "xvfb",
];

/// Redmine with SQLite, and what serves it.
const REDMINE: &[&str] = &["redmine", "redmine-sqlite", "ruby-sqlite3", "puma"];
/// What its installation would ask: a database of its own in a file.
const REDMINE_ANSWERS: &str = "redmine redmine/instances/default/dbconfig-install boolean true\n\
    redmine redmine/instances/default/database-type select sqlite3\n";

/// Installs what is missing.
pub(crate) fn packages(purpose: For) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let wanted: Vec<&str> = match purpose {
        For::Building => BUILDING.to_vec(),
        For::Desktop => [BUILDING, DESKTOP].concat(),
    };
    install(&wanted, None)
}

/// Installs Redmine where it is missing.
///
/// # Errors
/// With the exact command to run, where this program cannot run it itself.
pub(crate) fn redmine() -> Result<()> {
    install(REDMINE, Some(REDMINE_ANSWERS))
}

/// Installs what is missing of these; `answers` are what the installation asks, as debconf reads it.
fn install(wanted: &[&str], answers: Option<&str>) -> Result<()> {
    if !Path::new("/usr/bin/dpkg-query").exists() {
        step::say(&format!(
            "This is not Debian or Ubuntu, so the system packages are yours to check. Their names there: {}",
            wanted.join(" ")
        ));
        return Ok(());
    }
    let missing = missing(wanted, &installed(wanted)?);
    if missing.is_empty() {
        return Ok(());
    }
    let install: Vec<&str> =
        ["apt-get", "install", "-y", "--no-install-recommends"].into_iter().chain(missing).collect();
    let sudo = match (root_user()?, Path::new("/usr/bin/sudo").exists()) {
        (true, _) => false,
        (false, true) => true,
        (false, false) => {
            bail!("System packages are missing. Run this as root, then try again:\n  {}", install.join(" "))
        }
    };
    if sudo {
        step::say(&format!(
            "System packages are missing; sudo may ask for your password. It will run: {}",
            install.join(" ")
        ));
        // Asked for here, where the person can type; the steps below have no terminal to ask on.
        let asked = Command::new("sudo").arg("-v").status()?;
        if !asked.success() {
            bail!("sudo did not let us in. Run this yourself, then try again:\n  sudo {}", install.join(" "));
        }
    }
    if let Some(answers) = answers {
        preseed(sudo, answers)?;
    }
    step::run("Refreshing the list of system packages", &mut as_root(sudo, &["apt-get", "update", "-q"]))?;
    step::run("Installing system packages", &mut as_root(sudo, &install))
        .with_context(|| format!("Try it by hand: {}{}", if sudo { "sudo " } else { "" }, install.join(" ")))
}

fn preseed(sudo: bool, answers: &str) -> Result<()> {
    let mut command = as_root(sudo, &["debconf-set-selections"]);
    let mut child = command.stdin(Stdio::piped()).spawn().context("debconf takes the answers")?;
    let mut input = child.stdin.take().context("its input was asked for")?;
    input.write_all(answers.as_bytes())?;
    drop(input);
    match child.wait()?.success() {
        true => Ok(()),
        false => bail!("debconf did not take the answers for the packages"),
    }
}

fn as_root(sudo: bool, words: &[&str]) -> Command {
    let quiet = ["DEBIAN_FRONTEND=noninteractive", "env"];
    let mut line: Vec<&str> = vec![quiet[1], quiet[0]];
    line.extend_from_slice(words);
    if sudo {
        line.insert(0, "sudo");
    }
    let mut command = Command::new(line[0]);
    command.args(&line[1..]);
    command
}

fn root_user() -> Result<bool> {
    let id = Command::new("id").arg("-u").output().context("“id -u” tells whether this is root")?;
    Ok(id.stdout.trim_ascii() == b"0")
}

/// dpkg's own words about the packages; it says nothing (but complains) about those it never heard of.
fn installed(wanted: &[&str]) -> Result<String> {
    let answer = Command::new("dpkg-query")
        .args(["-W", "-f", "${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .output()
        .context("dpkg-query lists installed packages")?;
    Ok(String::from_utf8_lossy(&answer.stdout).into_owned())
}

fn missing<'a>(wanted: &[&'a str], installed: &str) -> Vec<&'a str> {
    let have: Vec<&str> = installed.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    wanted.iter().copied().filter(|name| !have.contains(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn only_what_is_fully_installed_counts() {
        let said = "xvfb installed\ndunst config-files\nopenbox not-installed\n";
        assert_eq!(missing(&["xvfb", "dunst", "openbox", "xdotool"], said), ["dunst", "openbox", "xdotool"]);
    }
}
