//! How large the window is: on a desk, beside another one, and as narrow as it gets.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use crate::clock::until;
use crate::desktop::{Area, Desktop};
use crate::stint::Stint;
use crate::webdriver::Page;

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
    /// Opens the window in this size.
    pub(super) fn open(&self, desktop: &Desktop, program: &Path, stint: &Stint<'_>) -> Result<(Page, Area)> {
        let env = [("STINT_DATA_DIR", stint.data()), ("GDK_DPI_SCALE", Path::new(self.text))];
        let page = Page::open(desktop, program, &["today"], &env)?;
        let window = desktop.await_window("^Stint$", Duration::from_secs(20))?;
        desktop.place(&window, Area { x: 60, y: 40, width: self.width, height: self.height })?;
        // At double size the engine counts a pixel of the page for two of the screen, or one; both are the person's doing.
        until("the window's size in the page", Duration::from_secs(5), || {
            let width = page.script("return Math.round(innerWidth)")?;
            Ok((width == self.width || width == self.width / 2).then_some(()))
        })?;
        Ok((page, desktop.area(&window)?))
    }
}
