//! What the program that hosts the parts decides: which of them run, and where the window is.

use std::path::PathBuf;

use api::Place;

use crate::hotkeys::Ears;

/// Which parts run and what they need to know.
#[derive(Debug)]
pub struct Options {
    /// Whether there is to be a tray icon.
    pub tray: bool,
    /// Who hears the global hotkeys.
    pub hotkeys: HotkeyHost,
    /// Whether notifications are to be shown.
    pub notifications: bool,
    /// The window's program; `None` = beside the own program, else on the search path.
    pub window_program: Option<PathBuf>,
    /// Where the resident is, so that the window finds this one and no other.
    pub place: Place,
    /// How dark the panel is.
    pub panel: Panel,
}

/// Who hears the global hotkeys.
#[derive(Debug)]
pub enum HotkeyHost {
    /// Nobody.
    Off,
    /// Stint itself, on the X server that `DISPLAY` names.
    X11,
    /// The program around it, such as a Tauri host with its plugin.
    External(Ears),
}

/// How dark the panel with the tray is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// Find out: `STINT_PANEL`, then what the desktop says, else dark.
    #[default]
    Auto,
    /// Dark: light icons.
    Dark,
    /// Light: dark icons.
    Light,
}
