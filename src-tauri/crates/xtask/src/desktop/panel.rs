//! The panel of a virtual desktop: a real StatusNotifierItem host at the upper left, and a task list.

use std::fs;

use anyhow::Result;

use super::daemon::Daemon;
use super::{Desktop, bus};

/// The panel's height, and so the side of one tray icon's place.
pub(super) const HEIGHT: usize = 32;
/// The panel's colour: plain, so that everything else on it is an icon.
pub(super) const COLOUR: [u8; 3] = [38, 43, 41];

const CONFIG: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="HEIGHT"/>
      <property name="background-style" type="uint" value="1"/>
      <property name="background-rgba" type="array">COLOUR</property>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
    <property name="plugin-2" type="string" value="tasklist">
      <property name="show-handle" type="bool" value="false"/>
    </property>
  </property>
</channel>
"#;

impl Desktop {
    /// Starts the panel; returns when tray icons can register.
    ///
    /// # Errors
    /// When no tray host appears on the bus.
    pub(crate) fn start_panel(&self) -> Result<()> {
        let folder = self.folder.path().join("config/xfce4/xfconf/xfce-perchannel-xml");
        fs::create_dir_all(&folder)?;
        let channel = |byte: u8| format!(r#"<value type="double" value="{:.6}"/>"#, f64::from(byte) / 255.0);
        let opaque = r#"<value type="double" value="1.000000"/>"#.to_owned();
        let colour: Vec<String> = COLOUR.iter().map(|byte| channel(*byte)).chain([opaque]).collect();
        let config = CONFIG.replace("HEIGHT", &HEIGHT.to_string()).replace("COLOUR", &colour.concat());
        fs::write(folder.join("xfce4-panel.xml"), config)?;
        let panel = Daemon::start(&self.folder, self.command("xfce4-panel").arg("--disable-wm-check"))?;
        self.panel.replace(Some(panel));
        bus::await_name(self.command("gdbus"), "org.kde.StatusNotifierWatcher")
    }

    /// Kills the panel, and with it the tray, as a crash would.
    pub(crate) fn kill_panel(&self) {
        if let Some(panel) = self.panel.take() {
            panel.crash();
        }
    }
}
