//! What the tour shows: pictures of the desktop, and the window in both themes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::clock::until;
use crate::desktop::{Area, Desktop, Picture, processes};
use crate::stint::Stint;

/// Where the window stands in the pictures, and its size.
const PLACE: Area = Area { x: 120, y: 60, width: 1200, height: 800 };

/// Fewer colours mean that only a background was painted.
const PAINTED: usize = 50;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// As files are named after it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The desktop theme that makes a window prefer it.
    fn gtk(self) -> &'static str {
        match self {
            Self::Light => "Adwaita",
            Self::Dark => "Adwaita:dark",
        }
    }
}

/// The desktop with a camera.
pub(super) struct Stage<'a> {
    desktop: &'a Desktop,
    pictures: PathBuf,
}

impl<'a> Stage<'a> {
    /// Pictures of this desktop go into that folder.
    pub(super) fn new(desktop: &'a Desktop, pictures: PathBuf) -> Self {
        Self { desktop, pictures }
    }

    /// Takes a picture of the whole screen.
    pub(super) fn picture(&self, name: &str) -> Result<()> {
        self.desktop.screen()?.save(&self.pictures.join(name).with_extension("png"))
    }

    /// Opens the window with a view in a theme, takes its picture, and ends it again.
    pub(super) fn window(&self, app: &Path, stint: &Stint<'_>, view: &str, theme: Theme) -> Result<Picture> {
        let mut command = self.desktop.command(app);
        command.arg(view).env("STINT_DATA_DIR", stint.data()).env("GTK_THEME", theme.gtk());
        let daemon = self.desktop.daemon(&mut command)?;
        let window = self.desktop.await_window("^Stint$", Duration::from_secs(20))?;
        self.desktop.place(&window, PLACE)?;
        self.desktop.rest()?;
        let picture = self.painted(self.desktop.area(&window)?);
        if picture.is_err() {
            self.picture("the-window-that-never-was")?;
        }
        let picture = picture?;
        picture.save(&self.pictures.join(format!("window-{view}-{}.png", theme.name())))?;
        ensure!(bright(&picture) == (theme == Theme::Light), "the window is not {}", theme.name());
        let pid = daemon.pid();
        drop(daemon);
        until("the window's end", Duration::from_secs(10), || Ok((!processes::alive(pid)).then_some(())))?;
        Ok(picture)
    }

    /// The window's picture once it is painted and stands still.
    fn painted(&self, area: Area) -> Result<Picture> {
        let mut last: Option<Picture> = None;
        let mut same = 0;
        let found = until("a painted window", Duration::from_secs(20), || {
            let now = self.desktop.screen()?.part(area);
            same = if last.as_ref() == Some(&now) { same + 1 } else { 0 };
            // Still for a moment; the running clock moves it every second.
            let still = same >= 4 && now.colours() > PAINTED;
            last = Some(now);
            Ok(if still { last.take() } else { None })
        });
        found.context("the window stays empty or never stands still")
    }
}

/// Whether most of a picture is light.
fn bright(picture: &Picture) -> bool {
    let light = picture
        .pixels()
        .iter()
        .filter(|[red, green, blue]| u32::from(*red) + u32::from(*green) + u32::from(*blue) > 384);
    light.count() * 2 > picture.pixels().len()
}
