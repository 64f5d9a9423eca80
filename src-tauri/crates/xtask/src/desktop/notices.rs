//! Notifications on a virtual desktop: shown by a real daemon, recorded on their way, pressed by a mouse.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use anyhow::{Context, Result};

use super::daemon::Daemon;
use super::folder::Folder;
use super::input::Button;
use super::{Desktop, bus};
use crate::clock::until;

/// What a program asked to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notice {
    /// Its first line.
    pub(crate) summary: String,
    /// The rest.
    pub(crate) body: String,
    /// Its buttons: key and label in turn.
    pub(crate) buttons: Vec<String>,
}

/// A left click presses the only button; a middle click asks the `menu` program which one.
const CONFIG: &str = "[global]
dmenu = MENU
mouse_left_click = do_action
mouse_middle_click = context
mouse_right_click = close_current
width = 360
origin = bottom-right
offset = 20x20
font = Inter 10
";

/// Stands in for the person in front of dunst's menu: takes the first line with the wanted words.
const MENU: &str = "#!/bin/sh\nexec grep -i -m 1 -F -f \"FOLDER/wanted-button\"\n";

/// Starts the notification daemon.
pub(super) fn daemon(desktop: &Desktop) -> Result<Daemon> {
    let folder = desktop.folder.path();
    let menu = folder.join("notice-menu");
    fs::write(&menu, MENU.replace("FOLDER", &folder.to_string_lossy()))?;
    fs::set_permissions(&menu, fs::Permissions::from_mode(0o700))?;
    let config = folder.join("dunstrc");
    fs::write(&config, CONFIG.replace("MENU", &menu.to_string_lossy()))?;
    let daemon = Daemon::start(&desktop.folder, desktop.command("dunst").arg("-config").arg(&config))?;
    bus::await_name(desktop.command("gdbus"), "org.freedesktop.Notifications")?;
    Ok(daemon)
}

/// Starts the recorder: it hears every notification and every new tray icon on the bus.
pub(super) fn record(folder: &Folder) -> Result<Daemon> {
    let mut command = folder.command("dbus-monitor");
    command.arg("--session");
    command.arg("interface='org.freedesktop.Notifications',member='Notify'");
    command.arg("interface='org.kde.StatusNotifierWatcher',member='RegisterStatusNotifierItem'");
    let mut daemon = Daemon::start(folder, &mut command)?;
    let log = daemon.log().to_owned();
    daemon.ready(|| Ok(fs::read_to_string(&log)?.contains("NameAcquired").then_some(())))?;
    Ok(daemon)
}

impl Desktop {
    /// All notifications so far, oldest first.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        parse(&self.recorder.said())
    }

    /// When each tray icon so far was announced to the panel, since the epoch.
    pub(crate) fn registrations(&self) -> Vec<Duration> {
        let record = self.recorder.said();
        let calls = record.lines().filter(|line| line.ends_with("member=RegisterStatusNotifierItem"));
        let times = calls.filter_map(|line| line.split("time=").nth(1)?.split(' ').next()?.parse().ok());
        times.map(Duration::from_secs_f64).collect()
    }

    /// Waits for a notification that comes after the first `seen` ones and speaks of `text`.
    pub(crate) fn await_notice(&self, seen: usize, text: &str) -> Result<Notice> {
        let found = until(&format!("a notification with “{text}”"), Duration::from_secs(10), || {
            let speaks = |notice: &Notice| notice.summary.contains(text) || notice.body.contains(text);
            Ok(self.notices().into_iter().skip(seen).find(speaks))
        });
        found.with_context(|| format!("the notifications so far: {:?}", self.notices()))
    }

    /// Presses a button of the notification on the screen, by its label.
    pub(crate) fn press_notice(&self, label: &str) -> Result<()> {
        fs::write(self.folder.path().join("wanted-button"), label)?;
        let window = until("a notification on the screen", Duration::from_secs(10), || {
            Ok(self.windows_of("Dunst")?.into_iter().next())
        })?;
        let place = self.area(&window)?;
        self.click(place.middle(), Button::Middle)?;
        self.rest()
    }

    /// Takes all notifications off the screen.
    pub(crate) fn clear_notices(&self) -> Result<()> {
        let object = ["--object-path", "/org/freedesktop/Notifications"];
        let method = ["--method", "org.dunstproject.cmd0.NotificationCloseAll"];
        let mut gdbus = self.command("gdbus");
        gdbus
            .args(["call", "--session", "--dest", "org.freedesktop.Notifications"])
            .args(object)
            .args(method);
        gdbus.output().context("gdbus speaks to dunst")?;
        until("an empty screen", Duration::from_secs(5), || {
            Ok(self.windows_of("Dunst")?.is_empty().then_some(()))
        })
    }
}

/// Reads dbus-monitor's text: after each `Notify` come program, icon, summary and body, then the buttons.
fn parse(record: &str) -> Vec<Notice> {
    let calls = record.split("member=Notify\n").skip(1);
    calls
        .map(|call| {
            let body = call.split("\nmethod call").next().unwrap_or(call);
            let (texts, rest) = body.split_once("array [").unwrap_or((body, ""));
            let texts = strings(texts);
            let text = |index: usize| texts.get(index).cloned().unwrap_or_default();
            let buttons = strings(rest.split_once(']').map_or(rest, |(buttons, _)| buttons));
            Notice { summary: text(2), body: text(3), buttons }
        })
        .collect()
}

/// The quoted values of `string "…"` lines; a text may go over several lines.
fn strings(text: &str) -> Vec<String> {
    let parts = text.split("string \"").skip(1);
    parts.filter_map(|part| Some(part.rsplit_once('"')?.0.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_notification_is_read() {
        let record = r#"signal sender=org.freedesktop.DBus member=NameAcquired
   string ":1.7"
method call time=1.5 sender=:1.9 -> destination=:1.2 path=/org/freedesktop/Notifications; interface=org.freedesktop.Notifications; member=Notify
   string "Stint"
   uint32 0
   string "icon"
   string "Stopped"
   string "“Login
flow”, 1:24"
   array [
      string "undo"
      string "Undo"
   ]
   array [
      dict entry(
         string "urgency"
         variant             byte 1
      )
   ]
   int32 8000
"#;
        let wanted = Notice {
            summary: "Stopped".into(),
            body: "“Login\nflow”, 1:24".into(),
            buttons: vec!["undo".into(), "Undo".into()],
        };
        assert_eq!(parse(record), [wanted]);
    }
}
