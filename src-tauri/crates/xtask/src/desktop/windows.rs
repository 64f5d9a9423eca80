//! The windows on a virtual desktop.

use std::time::Duration;

use anyhow::{Context, Result};

use super::{Area, Desktop};
use crate::clock::until;

/// A window, by the X server's number for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window(String);

impl Desktop {
    /// All visible windows whose title matches (a regular expression).
    pub(crate) fn windows(&self, title: &str) -> Result<Vec<Window>> {
        self.search(&["--onlyvisible", "--name", title])
    }

    /// All visible windows of a program, by the class it gives them.
    pub(super) fn windows_of(&self, class: &str) -> Result<Vec<Window>> {
        self.search(&["--onlyvisible", "--class", class])
    }

    fn search(&self, how: &[&str]) -> Result<Vec<Window>> {
        // xdotool ends with 1 when nothing matches; that is an answer too.
        let found = self.xdotool(&[&["search"], how].concat())?;
        Ok(found.lines().map(|number| Window(number.to_owned())).collect())
    }

    /// Waits for a visible window with this title.
    pub(crate) fn await_window(&self, title: &str, limit: Duration) -> Result<Window> {
        until(&format!("a window “{title}”"), limit, || Ok(self.windows(title)?.into_iter().next()))
    }

    /// The window the keys go to, if any.
    pub(crate) fn focused(&self) -> Result<Option<Window>> {
        let answer =
            self.command("xdotool").arg("getwindowfocus").output().context("xdotool moves mouse and keys")?;
        let number = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        Ok((answer.status.success() && !number.is_empty()).then_some(Window(number)))
    }

    /// Waits until the keys go to a window with this title.
    pub(crate) fn await_focus(&self, title: &str, limit: Duration) -> Result<Window> {
        until(&format!("the keys in “{title}”"), limit, || {
            let focused = self.focused()?;
            Ok(self.windows(title)?.into_iter().find(|window| Some(window) == focused.as_ref()))
        })
    }

    /// Gives the keys to a window as a click in a list of windows does.
    pub(crate) fn activate(&self, window: &Window) -> Result<()> {
        self.xdotool(&["windowactivate", "--sync", &window.0]).map(drop)
    }

    /// Where a window's content is, its frame aside.
    pub(crate) fn area(&self, window: &Window) -> Result<Area> {
        let answer = self.command("xwininfo").args(["-id", &window.0]).output();
        let answer = answer.context("xwininfo tells where windows are (package x11-utils)")?;
        let said = String::from_utf8_lossy(&answer.stdout).into_owned();
        let number = |name: &str| {
            let value = said.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(':'));
            let number = value.and_then(|value| value.trim().parse::<usize>().ok());
            number.with_context(|| format!("a window has “{name}”: {said}"))
        };
        Ok(Area {
            x: number("Absolute upper-left X")?,
            y: number("Absolute upper-left Y")?,
            width: number("Width")?,
            height: number("Height")?,
        })
    }

    /// Moves a window and gives it a size, as a person dragging its edges would.
    pub(crate) fn place(&self, window: &Window, area: Area) -> Result<()> {
        let [x, y, width, height] =
            [area.x, area.y, area.width, area.height].map(|number| number.to_string());
        self.xdotool(&["windowsize", "--sync", &window.0, &width, &height])?;
        self.xdotool(&["windowmove", &window.0, &x, &y]).map(drop)
    }

    /// Closes a window as a person does: the window manager asks its program to. (xdotool's own “windowclose” takes the
    /// window away from under its program instead.)
    pub(crate) fn close(&self, window: &Window) -> Result<()> {
        self.xdotool(&["windowactivate", "--sync", &window.0])?;
        self.key("alt+F4")
    }
}

/// Waits until a window manager answers; programs that start before it place their windows badly.
pub(super) fn await_manager(desktop: &Desktop) -> Result<()> {
    until("the window manager", Duration::from_secs(20), || {
        let root = desktop.command("xprop").args(["-root", "_NET_SUPPORTING_WM_CHECK"]).output();
        let root = root.context("xprop reads window properties (package x11-utils)")?;
        Ok(String::from_utf8_lossy(&root.stdout).contains("window id").then_some(()))
    })
}
