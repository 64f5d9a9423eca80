//! `cargo xtask screens`: every view of every window, in both themes and four sizes, held against axe and pictured.

mod axe;
mod size;
mod view;
mod world;

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail, ensure};

use crate::clock::{Stopwatch, until};
use crate::desktop::{Desktop, Options, Window, processes};
use crate::programs::{self, Programs};
use crate::sandbox::Sandbox;
use crate::setup::{self, For};
use crate::step::{self, say};
use crate::stint::Stint;
use crate::webdriver::Page;
use size::{SIZES, WINDOWS};
use view::View;

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
    let wanted = |view: &View| view.is_wanted(words);
    ensure!(WINDOWS.iter().flat_map(|window| window.views).any(wanted), "no view is called like {words:?}");
    let folder = step::target().join("screens");
    let (pictures, faults) = picture_all(&programs, words, &folder)?;
    println!("\n{pictures} pictures are in {} ({watch})", folder.display());
    if faults.is_empty() {
        return Ok(());
    }
    faults.iter().for_each(|fault| println!("    {fault}"));
    bail!("{} faults; see above", faults.len());
}

/// Takes all pictures; gives how many, and what is wrong with them.
fn picture_all(programs: &Programs, words: &[&str], folder: &Path) -> Result<(usize, Vec<String>)> {
    say("Bringing up a virtual desktop with a week of entries on six trackers");
    let desktop = Desktop::start(Options::default())?;
    let sandbox = Sandbox::start(&desktop, &programs.sandbox)?;
    let [week, nothing] = ["week", "nothing"].map(|name| Stint::new(&desktop, &programs.stint, name));
    week.resident(&[])?;
    nothing.resident(&["--no-tray", "--no-hotkeys"])?;
    world::fill(&week, &sandbox)?;
    let axe = axe::source()?;
    desktop.rest()?;
    let (mut pictures, mut faults) = (0, Vec::new());
    for size in SIZES {
        for theme in THEMES {
            say(&format!("{} px, {theme}", size.name));
            for window in WINDOWS {
                let views: Vec<&View> = window.views.iter().filter(|view| view.is_wanted(words)).collect();
                let Some(end) = size.name_for(window).filter(|_| !views.is_empty()) else { continue };
                let stint = if window.recorded { &week } else { &nothing };
                stint.say(&["set", "theme", theme])?;
                let (page, frame) = size.open(window, &desktop, &programs.app, stint)?;
                let camera = Camera { desktop: &desktop, page: &page, frame: &frame, axe: &axe };
                for view in views {
                    let name = format!("{}-{theme}{end}", view.name);
                    let found = camera.picture(view, &folder.join(format!("{name}.png")));
                    pictures += 1;
                    for fault in found.unwrap_or_else(|error| vec![format!("{error:#}")]) {
                        println!("    {}: {fault}", view.name);
                        faults.push(format!("{name}: {fault}"));
                    }
                }
                drop(page);
                end_windows(&desktop)?;
            }
        }
    }
    week.quit()?;
    nothing.quit()?;
    Ok((pictures, faults))
}

/// Ends the window that was driven: the next one is of a process of its own.
fn end_windows(desktop: &Desktop) -> Result<()> {
    let left = || desktop.processes("stint-app");
    left().into_iter().for_each(|pid| processes::signal(pid, "KILL"));
    until("the end of the window", Duration::from_secs(10), || Ok(left().is_empty().then_some(())))
}

/// The window that is pictured.
struct Camera<'a> {
    desktop: &'a Desktop,
    page: &'a Page,
    frame: &'a Window,
    axe: &'a str,
}

impl Camera<'_> {
    /// Goes to a view, takes its picture, and tells what is wrong with it.
    fn picture(&self, view: &View, file: &Path) -> Result<Vec<String>> {
        let shown = view.show(self.page);
        self.page.settle()?;
        // The small windows grow and shrink with what they show.
        self.desktop.painted(self.desktop.area(self.frame)?)?.save(file)?;
        shown?;
        let mut faults = axe::violations(self.page, self.axe)?;
        if self.page.script("return document.documentElement.scrollWidth > innerWidth")? == true {
            faults.push("it is wider than the window".into());
        }
        Ok(faults)
    }
}
