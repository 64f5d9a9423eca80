//! The views of the window, and how a person gets to each.

use anyhow::{Context, Result};

use crate::webdriver::{CONTROL, ESCAPE, Page};

/// So many layers lie over each other at most.
const DEEP: usize = 3;

/// What Escape closes before the window.
const LAYERS: &str = "dialog[open], [popover]:popover-open, .palette, .row-edit";

/// A view.
pub(super) struct View {
    /// As files are named after it.
    pub(super) name: &'static str,
    /// The digit of its screen, with Control.
    screen: &'static str,
    /// What is clicked there, one after the other.
    clicks: &'static [&'static str],
    /// What is typed after that.
    typed: &'static str,
    /// What is there once it is shown.
    ready: &'static str,
}

const fn view(name: &'static str, screen: &'static str, ready: &'static str) -> View {
    View { name, screen, clicks: &[], typed: "", ready }
}

const fn clicked(
    name: &'static str,
    screen: &'static str,
    clicks: &'static [&'static str],
    ready: &'static str,
) -> View {
    View { name, screen, clicks, typed: "", ready }
}

const fn typed(name: &'static str, typed: &'static str, ready: &'static str) -> View {
    View { name, screen: "1", clicks: &[], typed, ready }
}

/// All of them.
pub(super) const VIEWS: &[View] = &[
    view("today", "1", ".entry"),
    typed("quick-entry", "n-15m session expiry PROJ-12 #dev", ".palette"),
    typed("keys", "?", ".keys-list"),
    clicked("row", "1", &[".entry .hit"], ".row-edit"),
    clicked("edit", "1", &[".entry .hit", ".row-edit .form-foot .btn.quiet"], ".dlg-see .see"),
    view("calendar", "2", ".ev-hit"),
    view("reports", "3", ".reports table"),
    view("trackers", "4", ".ob"),
    clicked("connect", "4", &[".page-head .btn"], ".cform"),
    clicked("settings-general", "5", &[".subnav button:nth-child(1)"], ".set-row"),
    clicked("settings-hotkeys", "5", &[".subnav button:nth-child(2)"], ".set-row"),
    clicked("settings-desktop", "5", &[".subnav button:nth-child(3)"], ".set-row"),
    clicked("settings-about", "5", &[".subnav button:nth-child(4)"], ".set-row"),
];

impl View {
    /// Whether one of the words is in its name; without words every view is wanted.
    pub(super) fn is_wanted(&self, words: &[&str]) -> bool {
        words.is_empty() || words.iter().any(|word| self.name.contains(word))
    }

    /// Leaves whatever is shown, and goes there.
    pub(super) fn show(&self, page: &Page) -> Result<()> {
        // With nothing open, Escape would close the window itself.
        for _ in 0..DEEP {
            if page.script(&format!("return document.querySelector('{LAYERS}') === null"))? == true {
                break;
            }
            page.press(ESCAPE)?;
            page.settle()?;
        }
        page.script("document.activeElement?.blur()")?;
        page.hold(CONTROL, &[self.screen])?;
        for css in self.clicks {
            page.check(css)?;
        }
        if let Some(first) = self.typed.chars().next() {
            page.press(&first.to_string())?;
            page.settle()?;
            page.write(&self.typed[first.len_utf8()..])?;
        }
        page.appears(self.ready).with_context(|| format!("{} is not shown", self.name))
    }
}
