//! The built programs on a virtual desktop: every flow a person would try, one function each.

mod bad_days;
mod bookings;
mod calendar;
mod hotkeys;
mod imports;
mod keyboard;
mod line;
mod list;
mod menu;
mod notices;
mod power_cut;
mod safety;
mod sign_in;
mod surroundings;
mod tray;
mod uploads;
mod window;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::clock::Stopwatch;
use crate::desktop::{Desktop, Keychain, Options, Tray, processes};
use crate::programs::{Programs, RESIDENT};
use crate::sandbox::Sandbox;
use crate::step;
use crate::stint::Stint;

/// Everything a flow needs: a desktop, the trackers' stand-in, the programs.
pub(crate) struct Ground<'a> {
    /// The desktop. Flows share it one after the other.
    pub(crate) desktop: &'a Desktop,
    /// The stand-in for the trackers, empty and without faults.
    pub(crate) sandbox: &'a Sandbox,
    /// The built programs.
    pub(crate) programs: &'a Programs,
    /// The flow's own name, for its data directory.
    pub(crate) name: &'a str,
}

impl Ground<'_> {
    /// A data directory of the flow's own, with nothing running.
    pub(crate) fn stint(&self) -> Stint<'_> {
        self.another_stint("")
    }

    /// One more, of its own.
    pub(crate) fn another_stint(&self, name: &str) -> Stint<'_> {
        Stint::new(self.desktop, &self.programs.stint, &(plain(self.name) + name))
    }
}

/// A name for a folder: letters, digits and hyphens.
fn plain(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(6).collect::<Vec<_>>().join("-")
}

/// A flow: its name says the rule it guards.
type Flow = (&'static str, fn(&Ground<'_>) -> Result<()>);

/// Each kind of desktop with the flows on it.
const STAGES: &[(Options, &[&[Flow]])] = &[
    (
        Options { keychain: Keychain::Unlocked, tray: Tray::Panel },
        &[
            tray::FLOWS,
            menu::FLOWS,
            hotkeys::FLOWS,
            line::FLOWS,
            notices::FLOWS,
            uploads::FLOWS,
            bookings::FLOWS,
            sign_in::FLOWS,
            power_cut::FLOWS,
            surroundings::FLOWS,
            bad_days::FLOWS,
            window::FLOWS,
            keyboard::FLOWS,
            imports::FLOWS,
            calendar::FLOWS,
            list::FLOWS,
            safety::FLOWS,
        ],
    ),
    (Options { keychain: Keychain::Missing, tray: Tray::Missing }, &[surroundings::BARE]),
];

/// Runs all flows, or those whose name holds one of the words; gives each name with how it went.
pub(crate) fn run(programs: &Programs, words: &[&str]) -> Vec<(String, Result<()>)> {
    let mut results = Vec::new();
    for (options, groups) in STAGES {
        let wanted = |flow: &&Flow| words.is_empty() || words.iter().any(|word| flow.0.contains(word));
        let flows: Vec<&Flow> = groups.iter().flat_map(|group| group.iter()).filter(wanted).collect();
        if flows.is_empty() {
            continue;
        }
        match Desktop::start(*options) {
            Ok(desktop) => results
                .extend(flows.iter().map(|flow| (flow.0.to_owned(), watched(&desktop, programs, flow)))),
            Err(error) => results.push(("a virtual desktop comes up".to_owned(), Err(error))),
        }
    }
    results
}

/// Runs one flow, says how it went, and leaves the desktop as it was.
fn watched(desktop: &Desktop, programs: &Programs, (name, flow): &Flow) -> Result<()> {
    step::say(name);
    let watch = Stopwatch::start();
    let result = Sandbox::start(desktop, &programs.sandbox).and_then(|sandbox| {
        let result = flow(&Ground { desktop, sandbox: &sandbox, programs, name });
        if result.is_err() {
            evidence(desktop, name);
        }
        result
    });
    match &result {
        Ok(()) => println!("    good ({watch})"),
        Err(error) => println!("    not as it should be ({watch}): {error:#}"),
    }
    desktop.end_kept();
    for program in ["stint-app", "stint", RESIDENT] {
        desktop.processes(program).into_iter().for_each(|pid| processes::signal(pid, "KILL"));
    }
    result.and(desktop.clear_notices())
}

/// Keeps the screen and the logs of a flow that went wrong.
fn evidence(desktop: &Desktop, name: &str) {
    let folder = step::target().join("e2e").join(plain(name));
    let kept = desktop
        .screen()
        .and_then(|picture| picture.save(&folder.join("screen.png")))
        .and_then(|()| copy(&desktop.folder().join("log"), &folder.join("log")))
        .and_then(|()| copy(&desktop.folder().join("stint"), &folder.join("data")));
    match kept {
        Ok(()) => println!("    what it left: {}", folder.display()),
        Err(error) => println!("    its traces could not be kept: {error:#}"),
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} is to be kept", from.display()))? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        } else if kind.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
