//! What the tour shows: pictures of the desktop, and of the window in both themes and both widths.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::clock::until;
use crate::desktop::{Area, Desktop, Picture, processes};
use crate::stint::Stint;
use crate::webdriver::Page;

/// Where the window stands in the pictures, and its size.
const WIDE: Area = Area { x: 120, y: 60, width: 1200, height: 800 };
/// The same on the narrowest screen that people still use.
const NARROW: Area = Area { width: 360, ..WIDE };

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

/// How wide the window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// As on a desk.
    Wide,
    /// As narrow as it gets.
    Narrow,
}

impl Width {
    fn place(self) -> Area {
        match self {
            Self::Wide => WIDE,
            Self::Narrow => NARROW,
        }
    }

    /// What the names of files say of it.
    fn name(self) -> &'static str {
        match self {
            Self::Wide => "",
            Self::Narrow => "-narrow",
        }
    }
}

/// The desktop with a camera.
pub(super) struct Stage<'a> {
    desktop: &'a Desktop,
    app: &'a Path,
    pictures: PathBuf,
}

impl<'a> Stage<'a> {
    /// Pictures of this desktop and the window of this program go into that folder.
    pub(super) fn new(desktop: &'a Desktop, app: &'a Path, pictures: PathBuf) -> Self {
        Self { desktop, app, pictures }
    }

    /// Takes a picture of the whole screen.
    pub(super) fn picture(&self, name: &str) -> Result<()> {
        self.desktop.screen()?.save(&self.pictures.join(name).with_extension("png"))
    }

    /// Opens the window with a view, takes its picture, and ends it again.
    pub(super) fn window(
        &self,
        stint: &Stint<'_>,
        view: &str,
        theme: Theme,
        width: Width,
    ) -> Result<Picture> {
        let mut command = self.desktop.command(self.app);
        command.arg(view).env("STINT_DATA_DIR", stint.data()).env("GTK_THEME", theme.gtk());
        let daemon = self.desktop.daemon(&mut command)?;
        let picture = self.placed(&format!("window-{view}-{}{}", theme.name(), width.name()), width)?;
        ensure!(bright(&picture) == (theme == Theme::Light), "the window is not {}", theme.name());
        let pid = daemon.pid();
        drop(daemon);
        until("the window's end", Duration::from_secs(10), || Ok((!processes::alive(pid)).then_some(())))?;
        Ok(picture)
    }

    /// Opens the window, and in it the dialog in which the entry with this note is edited; takes its picture.
    pub(super) fn edit(&self, stint: &Stint<'_>, note: &str, theme: Theme, width: Width) -> Result<()> {
        let env = [("STINT_DATA_DIR", stint.data()), ("GTK_THEME", Path::new(theme.gtk()))];
        let page = Page::open(self.desktop, self.app, &["today"], &env)?;
        page.shows(".entry", note)?;
        let row = format!(
            "[...document.querySelectorAll('.entry .hit')].find((row) => row.textContent.includes({note:?}))"
        );
        page.script(&format!("{row}.click()"))?;
        page.click(".row-edit .form-foot .btn.quiet")?;
        until("what the trackers will see", Duration::from_secs(10), || {
            Ok((!page.text(".dlg-see .rec")?.is_empty()).then_some(()))
        })?;
        let name = format!("window-edit-{}{}", theme.name(), width.name());
        self.placed(&name, width)?;
        if width == Width::Narrow {
            // What the trackers will see stands below the fields there.
            page.script("document.querySelector('.dlg-see').scrollIntoView()")?;
            self.placed(&format!("{name}-preview"), width)?;
        }
        Ok(())
    }

    /// Moves the window that is open to its place, and takes its picture once it is painted.
    fn placed(&self, name: &str, width: Width) -> Result<Picture> {
        let window = self.desktop.await_window("^Stint$", Duration::from_secs(20))?;
        self.desktop.place(&window, width.place())?;
        self.desktop.rest()?;
        let area = self.desktop.area(&window)?;
        let picture = self.desktop.painted(area);
        if picture.is_err() {
            self.picture("the-window-that-never-was")?;
        }
        let picture = picture?;
        picture.save(&self.pictures.join(name).with_extension("png"))?;
        ensure!(area.width == width.place().width, "the window is {} px wide", area.width);
        Ok(picture)
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
