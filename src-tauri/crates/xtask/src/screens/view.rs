//! The views of the window, and how a person gets to each.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::clock::until;
use crate::webdriver::{CONTROL, ESCAPE, Page};

/// So many layers lie over each other at most.
const DEEP: usize = 3;

/// What Escape closes before the window.
const LAYERS: &str =
    "dialog[open], [popover]:popover-open, .palette:not([hidden]), .row-edit, .search, .bulk";

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
    /// Waits until something is there.
    Await(&'static str),
}

use Step::{Await, Click, Control, Focus, Press, Write};

/// A view.
pub(super) struct View {
    /// As files are named after it.
    pub(super) name: &'static str,
    /// The digit of its screen, with Control; nothing in a window that has one screen only.
    screen: &'static str,
    /// What is done there, one after the other.
    steps: &'static [Step],
    /// What is there once it is shown.
    ready: &'static str,
}

const fn view(name: &'static str, screen: &'static str, steps: &'static [Step], ready: &'static str) -> View {
    View { name, screen, steps, ready }
}

/// How the rows of the first day are chosen: the list takes keys once its tools are there.
const CHOSEN: [Step; 5] = [Await(".tools"), Press("j"), Focus(".hit"), Control("a"), Await(".bulk")];

/// What is typed into the line, wherever it is.
const LINE: Step = Write("-15m session expiry PROJ-12 #dev");

/// Those of the window, with a week in it. What is typed into the line stays there, so it comes last on its screen.
pub(super) const VIEWS: &[View] = &[
    view("today", "1", &[], ".entry"),
    view("undecided", "1", &[Await(".need.held"), Press("d")], "dialog[open] .prompt"),
    view(
        "commands",
        "1",
        &[Control("k"), Focus("dialog[open] input"), Write("un")],
        "dialog[open] [role=option]",
    ),
    view("keys", "1", &[Press("?")], ".keys-list"),
    view("search", "1", &[Press("f"), Focus("[role=searchbox]"), Write("re")], ".search mark"),
    view("jump", "1", &[Press("g")], ".jump:popover-open .month"),
    view("chosen", "1", &CHOSEN, ".bulk"),
    view("many", "1", &[CHOSEN[0], CHOSEN[1], CHOSEN[2], CHOSEN[3], CHOSEN[4], Press("e")], "#many-note"),
    view("row", "1", &[Click(".entry .hit")], ".row-edit"),
    view("edit", "1", &[Click(".entry .hit"), Click(".row-edit .form-foot .btn.quiet")], ".dlg-see .see"),
    view("line", "1", &[Press("n"), Focus("#quick"), LINE], ".palette"),
    view("calendar", "2", &[], ".ev-hit"),
    view("reports", "3", &[], ".reports table"),
    view("trackers", "4", &[], ".ob .reason"),
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

/// What the window shows before anything was recorded and connected.
pub(super) const FIRST: &[View] =
    &[view("first-run", "1", &[], ".empty .tips"), view("first-trackers", "4", &[], ".blank .btn.primary")];

/// The one of the quick entry's own window.
pub(super) const QUICK: &[View] = &[view("quick-entry", "", &[Focus("#line"), LINE], "[role=option]")];

/// The one of the mini timer.
pub(super) const MINI: &[View] = &[view("mini", "", &[], ".mini-acts .btn")];

impl View {
    /// Whether one of the words is in its name; without words every view is wanted.
    pub(super) fn is_wanted(&self, words: &[&str]) -> bool {
        words.is_empty() || words.iter().any(|word| self.name.contains(word))
    }

    /// Leaves whatever is shown, and goes there.
    pub(super) fn show(&self, page: &Page) -> Result<()> {
        if !self.screen.is_empty() {
            self.leave(page)?;
            page.script("document.activeElement?.blur()")?;
            page.hold(CONTROL, &[self.screen])?;
        }
        for step in self.steps {
            match step {
                Click(css) => page.check(css)?,
                Press(key) => page.press(key)?,
                Control(key) => page.hold(CONTROL, &[key])?,
                Write(text) => page.write(text)?,
                Focus(css) => {
                    until("the focus", Duration::from_secs(5), || Ok(page.has_focus(css)?.then_some(())))?
                }
                Await(css) => page.appears(css)?,
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
