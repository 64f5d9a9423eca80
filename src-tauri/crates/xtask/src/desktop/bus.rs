//! The session bus of a virtual desktop, with only those services on it that were asked for.

use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::daemon::Daemon;
use super::folder::Folder;

/// Services the bus may start by itself. A keychain or a portal must not come up behind our back.
const ACTIVATED: &[&str] = &["org.xfce.Xfconf.service"];

const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=SOCKET</listen>
  <servicedir>SERVICES</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// A running session bus.
pub(super) struct Bus {
    // Kept for its end.
    _daemon: Daemon,
}

impl Bus {
    /// Starts it; returns when it listens.
    pub(super) fn start(folder: &Folder) -> Result<Self> {
        let services = folder.path().join("services");
        fs::create_dir(&services)?;
        for name in ACTIVATED {
            let known = format!("/usr/share/dbus-1/services/{name}");
            // Only a desktop with a panel needs it, and then the panel says what is missing.
            drop(fs::copy(known, services.join(name)));
        }
        let config = CONFIG
            .replace("SOCKET", &folder.bus_socket().to_string_lossy())
            .replace("SERVICES", &services.to_string_lossy());
        let file = folder.path().join("bus.conf");
        fs::write(&file, config)?;
        let mut command = folder.command("dbus-daemon");
        let mut daemon = Daemon::start(folder, command.arg("--nofork").arg("--config-file").arg(&file))?;
        daemon.ready(|| Ok(folder.bus_socket().exists().then_some(())))?;
        Ok(Self { _daemon: daemon })
    }

    /// Starts a keychain and opens it.
    pub(super) fn keychain(&self, folder: &Folder) -> Result<Daemon> {
        let mut command = folder.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]).stdin(Stdio::piped());
        let mut daemon = Daemon::start_with_input(folder, &mut command)?;
        daemon.tell("throw-away")?;
        await_name(folder.command("gdbus"), "org.freedesktop.secrets")?;
        Ok(daemon)
    }
}

/// Waits until somebody on the bus has this name.
pub(super) fn await_name(mut gdbus: Command, name: &str) -> Result<()> {
    let answer = gdbus.args(["wait", "--session", "--timeout", "20", name]).output();
    let answer = answer.context("gdbus waits for names on the bus (package libglib2.0-bin)")?;
    anyhow::ensure!(answer.status.success(), "nobody on the bus took the name {name} within 20 s");
    Ok(())
}
