//! `cargo xtask screens`: every view of the window, in both themes and three sizes, held against axe and pictured.

mod axe;
mod size;
mod view;
mod world;

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail, ensure};

use crate::clock::{Stopwatch, until};
use crate::desktop::{Area, Desktop, Options};
use crate::programs::{self, Programs};
use crate::sandbox::Sandbox;
use crate::setup::{self, For};
use crate::step::{self, say};
use crate::stint::Stint;
use crate::webdriver::Page;
use size::SIZES;
use view::{VIEWS, View};

/// The two themes, by the names of the setting.
const THEMES: [&str; 2] = ["light", "dark"];

/// Builds, opens the window over a made-up week, and goes through all its views; with words, only those whose name holds
/// one of them.
///
/// # Errors
/// When a view does not come up, is wider than the window, or breaks a rule of axe. All the others are seen first.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let watch = Stopwatch::start();
    setup::machine(For::Desktop)?;
    let (programs, words) = programs::from_words(words)?;
    let views: Vec<&View> = VIEWS.iter().filter(|view| view.is_wanted(words)).collect();
    ensure!(!views.is_empty(), "no view is called like {words:?}");
    let folder = step::target().join("screens");
    let faults = picture_all(&programs, &views, &folder)?;
    println!("\n{} pictures are in {} ({watch})", views.len() * THEMES.len() * SIZES.len(), folder.display());
    if faults.is_empty() {
        return Ok(());
    }
    faults.iter().for_each(|fault| println!("    {fault}"));
    bail!("{} faults; see above", faults.len());
}

fn picture_all(programs: &Programs, views: &[&View], folder: &Path) -> Result<Vec<String>> {
    say("Bringing up a virtual desktop with a week of entries on five trackers");
    let desktop = Desktop::start(Options::default())?;
    let sandbox = Sandbox::start(&desktop, &programs.sandbox)?;
    let stint = Stint::new(&desktop, &programs.stint, "screens");
    stint.resident(&[])?;
    // Each window is of a process of its own.
    stint.say(&["set", "warm_seconds", "0"])?;
    world::fill(&stint, &sandbox)?;
    let axe = axe::source()?;
    let mut faults = Vec::new();
    for size in SIZES {
        for theme in THEMES {
            until("the end of the window before", Duration::from_secs(10), || {
                Ok(desktop.processes("stint-app").is_empty().then_some(()))
            })?;
            say(&format!("{} px, {theme}", size.name));
            stint.say(&["set", "theme", theme])?;
            let (page, area) = size.open(&desktop, &programs.app, &stint)?;
            for view in views {
                let file = folder.join(format!("{}-{theme}-{}.png", view.name, size.name));
                let camera = Camera { desktop: &desktop, page: &page, area, axe: &axe };
                let found = camera.picture(view, &file).unwrap_or_else(|error| vec![format!("{error:#}")]);
                for fault in found {
                    println!("    {}: {fault}", view.name);
                    faults.push(format!("{}, {theme}, {} px: {fault}", view.name, size.name));
                }
            }
        }
    }
    stint.quit()?;
    Ok(faults)
}

/// The window that is pictured.
struct Camera<'a> {
    desktop: &'a Desktop,
    page: &'a Page,
    area: Area,
    axe: &'a str,
}

impl Camera<'_> {
    /// Goes to a view, takes its picture, and tells what is wrong with it.
    fn picture(&self, view: &View, file: &Path) -> Result<Vec<String>> {
        let shown = view.show(self.page);
        self.page.settle()?;
        self.desktop.painted(self.area)?.save(file)?;
        shown?;
        let mut faults = axe::violations(self.page, self.axe)?;
        if self.page.script("return document.documentElement.scrollWidth > innerWidth")? == true {
            faults.push("it is wider than the window".into());
        }
        Ok(faults)
    }
}
