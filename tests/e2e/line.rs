//! The line everywhere: the quick entry over all windows, the command box, and the mini timer beside the work.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::{Flow, Ground};
use crate::clock::until;
use crate::stint::Stint;
use crate::webdriver::Page;

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("line: the hotkey opens it, what is typed starts with Enter, and it is gone", by_hotkey),
    ("line: Escape and another window close it, and what was typed is there the next time", kept),
    ("line: the command box does what it is told in words", commands),
    ("line: the mini timer shows what runs, stops it, and stays closed", mini),
];

const QUICK: &str = "^Stint, new entry$";
const MINI: &str = "^Stint, timer$";
const SOON: Duration = Duration::from_secs(20);

fn gone(ground: &Ground<'_>, title: &str) -> Result<()> {
    until("the window's end", SOON, || Ok(ground.desktop.windows(title)?.is_empty().then_some(())))
}

fn note(stint: &Stint<'_>) -> Result<String> {
    Ok(stint.json(&["status"])?["entry"]["note"].as_str().unwrap_or_default().to_owned())
}

fn by_hotkey(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    for (typed, wanted) in [("First of all #home", "First of all"), ("Second thought", "Second thought")] {
        // Once by a process that must start, once by one that is warm.
        ground.desktop.key("ctrl+alt+n")?;
        ground.desktop.await_focus(QUICK, SOON)?;
        // The keys come as soon as it takes any; its page may still be loading.
        ground.desktop.write(typed)?;
        ground.desktop.key("Return")?;
        gone(ground, QUICK)?;
        stint.await_state("running")?;
        ensure!(note(&stint)? == wanted, "it starts what was typed, not “{}”", note(&stint)?);
    }
    ensure!(stint.log()?[1]["tags"][0] == "home", "its tag is kept: {}", stint.log()?);
    ensure!(ground.desktop.processes("stint-app").len() == 1, "one process serves both");
    Ok(())
}

fn kept(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["quick"])?;
    ground.desktop.await_focus(QUICK, SOON)?;
    ground.desktop.write("Half a thought")?;
    ground.desktop.key("Escape")?;
    gone(ground, QUICK)?;
    ensure!(stint.state()? == "stopped", "nothing starts by itself");

    stint.say(&["quick"])?;
    ground.desktop.await_focus(QUICK, SOON)?;
    // Another window takes the focus.
    stint.say(&["show"])?;
    ground.desktop.await_focus("^Stint$", SOON)?;
    gone(ground, QUICK)?;

    stint.say(&["quick"])?;
    ground.desktop.await_focus(QUICK, SOON)?;
    ground.desktop.key("Return")?;
    stint.await_state("running")?;
    ensure!(note(&stint)? == "Half a thought", "what was typed is there: “{}”", note(&stint)?);
    gone(ground, QUICK)
}

fn commands(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["start", "Login flow review"])?;
    let page = Page::open(ground.desktop, &ground.programs.app, &[], &[("STINT_DATA_DIR", stint.data())])?;
    page.shows("h1", "Login flow review")?;
    for (words, state) in
        [("take a br", "break"), ("resume", "running"), ("stop", "stopped"), ("undo", "running")]
    {
        ground.desktop.key("ctrl+k")?;
        until("the keys in the box", SOON, || Ok(page.has_focus("#line")?.then_some(())))?;
        page.write(words)?;
        page.counts(".dialog.box .option[aria-selected=true]", 1)?;
        ground.desktop.key("Return")?;
        stint.await_state(state)?;
        page.counts(".dialog.box", 0)?;
    }
    ground.desktop.key("ctrl+k")?;
    until("the keys in the box", SOON, || Ok(page.has_focus("#line")?.then_some(())))?;
    page.write("hotkeys")?;
    page.shows(".dialog.box .option[aria-selected=true]", "Hotkeys")?;
    ground.desktop.key("Return")?;
    page.shows(".nav-link[aria-current]", "Settings")
}

fn mini(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["start", "Beside the work"])?;
    let focused = ground.desktop.focused()?;
    stint.say(&["set", "mini_timer", "on"])?;
    let window = ground.desktop.await_window(MINI, SOON)?;
    ensure!(ground.desktop.focused()? == focused, "it leaves the focus where it was");
    ground.desktop.activate(&window)?;
    ground.desktop.key("b")?;
    stint.await_state("break")?;
    ground.desktop.key("s")?;
    stint.await_state("stopped")?;
    ground.desktop.key("Escape")?;
    gone(ground, MINI)?;
    until("the setting", SOON, || Ok((stint.json(&["set"])?["mini_timer"] == false).then_some(())))
}
