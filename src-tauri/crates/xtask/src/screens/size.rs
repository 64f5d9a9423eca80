//! The windows that are pictured, and how large each is: on a desk, beside another one, and as narrow as it gets.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use crate::clock::until;
use crate::desktop::{Area, Desktop, Window as Frame};
use crate::stint::Stint;
use crate::webdriver::Page;

use super::view::{FIRST, MINI, QUICK, VIEWS, View};

/// A window of Stint.
pub(super) struct Window {
    /// What opens it, for its program.
    opens: &'static str,
    /// Its title.
    title: &'static str,
    /// Whether it takes its size from a person. The small ones take it from what they show.
    pub(super) sized: bool,
    /// Whether a week was recorded before.
    pub(super) recorded: bool,
    /// What is pictured in it.
    pub(super) views: &'static [View],
}

/// All of them.
pub(super) const WINDOWS: &[Window] = &[
    Window { opens: "today", title: "^Stint$", sized: true, recorded: true, views: VIEWS },
    Window { opens: "today", title: "^Stint$", sized: true, recorded: false, views: FIRST },
    Window { opens: "quick", title: "^Stint, new entry$", sized: false, recorded: true, views: QUICK },
    Window { opens: "mini", title: "^Stint, timer$", sized: false, recorded: true, views: MINI },
];

/// A size of the window, and of the text in it.
pub(super) struct Size {
    /// As files are named after it.
    pub(super) name: &'static str,
    width: usize,
    height: usize,
    /// What GTK multiplies all text with.
    text: &'static str,
}

/// All of them. The widths are one each of the layouts; the last is a reader's, with all text at double size.
pub(super) const SIZES: &[Size] = &[
    Size { name: "1200", width: 1200, height: 800, text: "1" },
    Size { name: "800", width: 800, height: 720, text: "1" },
    Size { name: "360", width: 360, height: 740, text: "1" },
    Size { name: "1200-text-200", width: 1200, height: 800, text: "2" },
];

impl Size {
    /// How the pictures of a window in this size are called; `None` = it would look as in another one.
    pub(super) fn name_for(&self, window: &Window) -> Option<String> {
        match (window.sized, self.text) {
            (true, _) => Some(format!("-{}", self.name)),
            (false, _) if self.width < 1200 => None,
            (false, "1") => Some(String::new()),
            (false, _) => Some("-text-200".into()),
        }
    }

    /// Opens a window in this size.
    pub(super) fn open(
        &self,
        window: &Window,
        desktop: &Desktop,
        program: &Path,
        stint: &Stint<'_>,
    ) -> Result<(Page, Frame)> {
        let env = [("STINT_DATA_DIR", stint.data()), ("GDK_DPI_SCALE", Path::new(self.text))];
        let page = Page::open(desktop, program, &[window.opens], &env)?;
        let frame = desktop.await_window(window.title, Duration::from_secs(20))?;
        if window.sized {
            desktop.place(&frame, Area { x: 60, y: 40, width: self.width, height: self.height })?;
            // At double size the engine counts a pixel of the page for two of the screen, or one; both are the person's
            // doing.
            until("the window's size in the page", Duration::from_secs(5), || {
                let width = page.script("return Math.round(innerWidth)")?;
                Ok((width == self.width || width == self.width / 2).then_some(()))
            })?;
        }
        Ok((page, frame))
    }
}
