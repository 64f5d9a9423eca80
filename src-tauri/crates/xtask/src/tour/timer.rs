//! The timer from every side: started by a click on the tray, paused by hotkey, resumed on the command line.

use anyhow::{Result, ensure};

use super::Tour;
use super::stage::{Theme, Width};
use crate::desktop::{Button, Look};
use crate::step::{self, say};

/// What the running entry is called.
const NOTE: &str = "Login flow review";

/// Starts, rests, resumes, shows the window, and stops.
pub(super) fn walk(tour: &Tour<'_>) -> Result<()> {
    let Tour { desktop, stint, stage, .. } = tour;
    let both = ["--on", "clockify:Website/Design", "--on", "yandex:TEST-324", "--no-links"];
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

    say("Opening the window: light and dark, wide and narrow");
    for theme in [Theme::Light, Theme::Dark] {
        let picture = stage.window(stint, "today", theme, Width::Wide)?;
        if tour.readme {
            picture.half().save(&step::root().join(format!("docs/today-{}.png", theme.name())))?;
        }
        stage.window(stint, "today", theme, Width::Narrow)?;
    }
    stage.window(stint, "settings", Theme::Light, Width::Wide)?;

    say("Stopping by a click on the tray icon");
    desktop.click_tray(Button::Left)?;
    stint.await_state("stopped")?;
    desktop.await_look(Look::Stopped)?;
    stage.picture("tray-4-stopped-again")
}
