//! The views of the window, and how a person gets to each.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::clock::until;
use crate::webdriver::{CONTROL, ESCAPE, Page};

/// So many layers lie over each other at most.
const DEEP: usize = 3;

/// What Escape closes before the window.
const LAYERS: &str = "dialog[open], [popover]:popover-open, .palette:not([hidden]), .row-edit, .search";

/// What a person does.
#[derive(Clone, Copy)]
enum Step {
    Click(&'static str),
    /// Presses one key.
    Press(&'static str),
    /// Presses one key with Control.
    Control(&'static str),
    Write(&'static str),
    /// Waits until something has the focus: what is written before would be taken for keys of the page.
    Focus(&'static str),
}

use Step::{Click, Control, Focus, Press, Write};

/// A view.
pub(super) struct View {
    /// As files are named after it.
    pub(super) name: &'static str,
    /// The digit of its screen, with Control.
    screen: &'static str,
    /// What is done there, one after the other.
    steps: &'static [Step],
    /// What is there once it is shown.
    ready: &'static str,
}

const fn view(name: &'static str, screen: &'static str, steps: &'static [Step], ready: &'static str) -> View {
    View { name, screen, steps, ready }
}

/// All of them.
pub(super) const VIEWS: &[View] = &[
    view("today", "1", &[], ".entry"),
    view("quick-entry", "1", &[Press("n"), Write("-15m session expiry PROJ-12 #dev")], ".palette"),
    view(
        "commands",
        "1",
        &[Control("k"), Focus("dialog[open] input"), Write("un")],
        "dialog[open] [role=option]",
    ),
    view("keys", "1", &[Press("?")], ".keys-list"),
    view("search", "1", &[Press("f"), Focus("[role=searchbox]"), Write("stand")], ".search mark"),
    view("jump", "1", &[Press("g")], ".jump:popover-open .month"),
    view("row", "1", &[Click(".entry .hit")], ".row-edit"),
    view("edit", "1", &[Click(".entry .hit"), Click(".row-edit .form-foot .btn.quiet")], ".dlg-see .see"),
    view("calendar", "2", &[], ".ev-hit"),
    view("reports", "3", &[], ".reports table"),
    view("trackers", "4", &[], ".ob"),
    view("connect", "4", &[Click(".page-head .btn:not(.quiet)")], ".cform"),
    view("settings-general", "5", &[Click(".subnav button:nth-child(1)")], ".set-row"),
    view("settings-day", "5", &[Click(".subnav button:nth-child(2)")], ".set-row"),
    view("settings-hotkeys", "5", &[Click(".subnav button:nth-child(3)")], ".record"),
    view("settings-rounding", "5", &[Click(".subnav button:nth-child(4)")], ".set-row"),
    view("settings-desktop", "5", &[Click(".subnav button:nth-child(5)")], ".set-row"),
    view("settings-data", "5", &[Click(".subnav button:nth-child(6)")], "#backups"),
    view("settings-import", "5", &[Click(".subnav button:nth-child(7)")], ".drop input"),
    view("settings-about", "5", &[Click(".subnav button:nth-child(8)")], ".set-row"),
];

impl View {
    /// Whether one of the words is in its name; without words every view is wanted.
    pub(super) fn is_wanted(&self, words: &[&str]) -> bool {
        words.is_empty() || words.iter().any(|word| self.name.contains(word))
    }

    /// Leaves whatever is shown, and goes there.
    pub(super) fn show(&self, page: &Page) -> Result<()> {
        self.leave(page)?;
        page.script("document.activeElement?.blur()")?;
        page.hold(CONTROL, &[self.screen])?;
        for step in self.steps {
            match step {
                Click(css) => page.check(css)?,
                Press(key) => page.press(key)?,
                Control(key) => page.hold(CONTROL, &[key])?,
                Write(text) => page.write(text)?,
                Focus(css) => {
                    until("the focus", Duration::from_secs(5), || Ok(page.has_focus(css)?.then_some(())))?
                }
            }
            page.settle()?;
        }
        page.appears(self.ready).with_context(|| format!("{} is not shown", self.name))
    }

    /// Closes what lies over the page, one after the other: with nothing open, Escape would close the window itself.
    fn leave(&self, page: &Page) -> Result<()> {
        let layers = || page.script(&format!("return document.querySelectorAll('{LAYERS}').length"));
        for _ in 0..DEEP {
            let open = layers()?;
            if open == 0 {
                break;
            }
            page.press(ESCAPE)?;
            until("a layer's end", Duration::from_secs(5), || Ok((layers()? != open).then_some(())))
                .with_context(|| format!("something stays open before {}", self.name))?;
            page.settle()?;
        }
        Ok(())
    }
}
