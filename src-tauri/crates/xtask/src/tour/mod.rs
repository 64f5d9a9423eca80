//! `cargo xtask tour`: the whole way through the product, once, on a virtual desktop, seen and checked.

mod compare;
mod stage;

use std::path::PathBuf;

use anyhow::{Result, bail, ensure};
use serde_json::Value;

use crate::clock::Stopwatch;
use crate::desktop::{Button, Desktop, Look, Options};
use crate::programs::{self, Programs};
use crate::sandbox::Sandbox;
use crate::setup::{self, For};
use crate::step::{self, say};
use crate::stint::Stint;
use stage::{Stage, Theme};

/// What the running entry is called.
const NOTE: &str = "Login flow review";

/// Sets up, builds, and goes all the way; good only when every tracker holds what was recorded.
///
/// # Errors
/// With the first thing that is not as it should be.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let watch = Stopwatch::start();
    setup::machine(For::Desktop)?;
    let (programs, words) = programs::from_words(words)?;
    let readme = match words {
        [] => false,
        ["--readme"] => true,
        _ => bail!("the tour knows --built FOLDER and --readme, and nothing else"),
    };
    let pictures = step::target().join("tour");
    walk(&programs, pictures.clone(), readme)?;
    println!("\nThe tour took {watch}. Its pictures are in {}", pictures.display());
    Ok(())
}

fn walk(programs: &Programs, pictures: PathBuf, readme: bool) -> Result<()> {
    say("Bringing up a virtual desktop: screen, bus, keychain, window manager, notifications, panel");
    let desktop = Desktop::start(Options::default())?;
    let sandbox = Sandbox::start(&desktop, &programs.sandbox)?;
    let stint = Stint::new(&desktop, &programs.stint, "tour");
    let stage = Stage::new(&desktop, pictures);

    say("Starting the resident by the first word on the command line");
    stint.say(&["status"])?;
    desktop.await_look(Look::Stopped)?;
    stage.picture("tray-1-stopped")?;

    say("Connecting Clockify and Yandex Tracker (both played by the sandbox)");
    stint.connect(sandbox.url())?;
    let both = ["--on", "clockify:Website/Design", "--on", "yandex:TEST-324"];
    stint.say(&["add", "Stand-up", "--from", "5h ago", "--for", "15m", "--on", "clockify:Internal"])?;
    let retry = ["add", "API client: retry logic", "--from", "280m ago", "--for", "1h20m"];
    stint.say(&[&retry[..], &["--on", "yandex:TEST-325"]].concat())?;
    // The same verbs as now, said of earlier: a review with a break in it.
    stint.say(&[&["start", NOTE, "--at", "180m ago"], &both[..]].concat())?;
    stint.say(&["break", "--at", "125m ago"])?;
    stint.say(&["resume", "--at", "100m ago"])?;
    stint.say(&["stop", "--at", "45m ago"])?;

    say("Starting by a click on the tray icon: it goes on with the last entry");
    desktop.click_tray(Button::Left)?;
    stint.await_state("running")?;
    desktop.await_look(Look::Running)?;
    stage.picture("tray-2-running")?;
    let status = stint.json(&["status"])?;
    let id = status["entry"]["id"].as_str().unwrap_or_default();
    ensure!(status["entry"]["note"] == NOTE, "the tray went on with something else: {}", status["entry"]);
    say("The work began 25 minutes ago; saying so");
    stint.say(&["edit", id, "--from", "25m ago"])?;

    say("Taking a break by hotkey, Ctrl+Alt+B");
    desktop.key("ctrl+alt+b")?;
    stint.await_state("break")?;
    desktop.await_look(Look::Break)?;
    stage.picture("tray-3-break")?;

    say("Resuming on the command line");
    stint.say(&["resume"])?;
    desktop.await_look(Look::Running)?;

    say("Opening the window, light and dark");
    for theme in [Theme::Light, Theme::Dark] {
        let picture = stage.window(&programs.app, &stint, "today", theme)?;
        if readme {
            picture.half().save(&step::root().join(format!("docs/today-{}.png", theme.name())))?;
        }
    }
    for view in ["trackers", "settings"] {
        stage.window(&programs.app, &stint, view, Theme::Light)?;
    }

    say("Stopping by a click on the tray icon");
    desktop.click_tray(Button::Left)?;
    stint.await_state("stopped")?;
    desktop.await_look(Look::Stopped)?;
    stage.picture("tray-4-stopped-again")?;

    say("Sending everything");
    stint.json(&["sync", "--wait", "60"])?;
    let log = stint.log()?;
    let rows = compare::compare(log.as_array().map_or(&[][..], Vec::as_slice), &sandbox.records()?)?;
    println!("\n{}", compare::table(&rows));
    let off = rows.iter().filter(|row| !row.same()).count();
    ensure!(off == 0, "{off} of {} rows differ between what was recorded and what was received", rows.len());
    ensure!(rows.len() >= 4, "the tour recorded less than it should: {} rows", rows.len());
    println!("\nBoth trackers hold what was recorded, each once.");
    ensure!(
        stint.json(&["uploads"])?.as_array().is_none_or(|all| all.iter().all(done)),
        "an upload is not done"
    );
    stint.quit()
}

fn done(upload: &Value) -> bool {
    upload["state"] == "done"
}
