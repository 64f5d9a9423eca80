//! The window, driven from inside: what it shows, what it does, and what its end changes.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{Flow, Ground};
use crate::clock::until;
use crate::desktop::processes;
use crate::stint::Stint;
use crate::webdriver::Page;

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("window: it shows what runs and follows the timer", follows),
    ("window: by keyboard alone, start, break, resume and stop", by_keyboard),
    ("window: a row is edited, deleted and brought back", edits),
    ("window: a tracker is connected, and an entry reaches it", connects),
    ("window: a killed window changes nothing for the timer", killed),
    ("window: a second start shows the first window", once),
    ("window: closed and wanted again, it is back with what happened meanwhile", back),
    ("window: closed for good, it leaves no process behind", closed),
];

/// The title of the window.
const TITLE: &str = "^Stint$";

/// WebDriver's codes for keys without a letter.
const ENTER: &str = "\u{e007}";
const DELETE: &str = "\u{e017}";

fn open(ground: &Ground<'_>, stint: &Stint<'_>) -> Result<Page> {
    Page::open(ground.desktop, &ground.programs.app, &[], &[("STINT_DATA_DIR", stint.data())])
}

fn follows(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["start", "Login flow review"])?;
    let page = open(ground, &stint)?;
    page.shows("h1", "Login flow review")?;
    stint.say(&["start", "Something else"])?;
    page.shows("h1", "Something else")?;
    stint.say(&["break"])?;
    page.shows(".now-acts", "Resume")?;
    stint.say(&["stop"])?;
    page.shows(".now-card", "Continue")?;
    ground.desktop.key("ctrl+alt+space")?;
    page.shows(".now-acts", "Stop")
}

fn by_keyboard(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["add", "Before", "--from", "3h ago", "--for", "1h"])?;
    let page = open(ground, &stint)?;
    page.shows("main", "Before")?;
    page.press("n")?;
    let typing = || page.has_focus("#quick");
    until("the focus in the field", Duration::from_secs(5), || Ok(typing()?.then_some(())))?;
    page.write("From the window")?;
    page.press(ENTER)?;
    stint.await_state("running")?;
    ensure!(stint.json(&["status"])?["entry"]["note"] == "From the window", "the note is what was typed");
    page.shows("h1", "From the window")?;
    // The field gives the keys back once the entry has started.
    page.counts("#quick:focus", 0)?;
    for (key, state) in [("b", "break"), ("b", "running"), ("s", "stopped")] {
        page.press(key)?;
        stint.await_state(state).with_context(|| format!("after {key}"))?;
        let card = if state == "break" {
            "Resume"
        } else if state == "running" {
            "Take a break"
        } else {
            "Continue"
        };
        page.shows(".now-card", card)?;
    }
    page.shows(".toast", "Stopped")
}

fn edits(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["add", "Befor", "--from", "3h ago", "--for", "1h"])?;
    let page = open(ground, &stint)?;
    page.click(".entry .hit")?;
    page.fill("#row-note", "Before <b>& after</b>")?;
    page.press(ENTER)?;
    page.shows(".entry .note", "Before <b>& after</b>")?;
    ensure!(stint.log()?[0]["note"] == "Before <b>& after</b>", "the edit is kept: {}", stint.log()?);
    page.script("document.querySelector('.entry .hit').focus()")?;
    page.press(DELETE)?;
    page.shows(".toast", "Deleted")?;
    page.counts(".entry", 0)?;
    ensure!(stint.log()?.as_array().is_some_and(Vec::is_empty), "the entry is gone: {}", stint.log()?);
    page.click(".toast button")?;
    page.counts(".entry", 1)?;
    ensure!(stint.log()?[0]["note"] == "Before <b>& after</b>", "it is back: {}", stint.log()?);
    Ok(())
}

fn connects(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    let page =
        Page::open(ground.desktop, &ground.programs.app, &["trackers"], &[("STINT_DATA_DIR", stint.data())])?;
    page.click(".blank .btn.primary")?;
    page.shows(".kinds", "Clockify")?;
    page.check("input[name=kind][value=clockify]")?;
    let fields = ".cform .field input:not([type=password])";
    page.fill_nth(fields, 1, &format!("{}/clockify", ground.sandbox.url()))?;
    page.fill(".cform input[type=password]", "wrong")?;
    page.click(".dlg-foot .btn.primary")?;
    page.shows(".cform", "key")?;
    ensure!(
        stint.json(&["tracker", "list"])?.as_array().is_some_and(Vec::is_empty),
        "a wrong key is not kept"
    );
    page.fill(".cform input[type=password]", "clockify-sandbox-key")?;
    page.click(".dlg-foot .btn.primary")?;
    page.counts(".conns > li", 1)?;
    let trackers = stint.json(&["tracker", "list"])?;
    ensure!(trackers[0]["secret"] == "keychain", "the key is in the keychain: {trackers}");
    let name = trackers[0]["name"].as_str().unwrap_or_default();
    let target = format!("{name}:Website/Design");
    stint.say(&["add", "Review", "--from", "2h ago", "--for", "30m", "--on", &target])?;
    stint.json(&["sync", "--wait", "30"])?;
    ensure!(ground.sandbox.records()?.len() == 1, "it arrives: {:?}", ground.sandbox.records()?);
    Ok(())
}

fn killed(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    let resident = stint.resident(&[])?;
    stint.say(&["start", "Review"])?;
    let mut command = ground.desktop.command(&ground.programs.app);
    let window = ground.desktop.daemon(command.env("STINT_DATA_DIR", stint.data()))?;
    ground.desktop.await_window(TITLE, Duration::from_secs(20))?;
    processes::signal(window.pid(), "KILL");
    until("the window's end", Duration::from_secs(10), || {
        Ok(ground.desktop.windows(TITLE)?.is_empty().then_some(()))
    })?;
    ensure!(stint.state()? == "running" && stint.pid()? == resident, "the timer runs on");
    Ok(())
}

fn once(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    let mut first = ground.desktop.command(&ground.programs.app);
    let _first = ground.desktop.daemon(first.env("STINT_DATA_DIR", stint.data()))?;
    ground.desktop.await_window(TITLE, Duration::from_secs(20))?;
    let mut second = ground.desktop.command(&ground.programs.app);
    let ended = second.env("STINT_DATA_DIR", stint.data()).output()?;
    ensure!(
        ended.status.success(),
        "the second start hands over: {}",
        String::from_utf8_lossy(&ended.stderr)
    );
    ensure!(ground.desktop.windows(TITLE)?.len() == 1, "there is one window");
    Ok(())
}

/// Closes the window and waits until it is off the screen.
fn close(ground: &Ground<'_>) -> Result<()> {
    let window = ground.desktop.await_window(TITLE, Duration::from_secs(20))?;
    ground.desktop.close(&window)?;
    until("the window's end", Duration::from_secs(10), || {
        Ok(ground.desktop.windows(TITLE)?.is_empty().then_some(()))
    })
}

fn back(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["start", "Login flow review"])?;
    let page = open(ground, &stint)?;
    page.shows("h1", "Login flow review")?;
    page.click(".nav-link:last-child")?;
    page.shows(".nav-link[aria-current]", "Settings")?;
    let process = ground.desktop.processes("stint-app");
    close(ground)?;

    stint.say(&["start", "Something else"])?;
    ensure!(page.script("return document.visibilityState")? == "hidden", "the page knows that nobody looks");
    stint.say(&["show"])?;
    ground.desktop.await_window(TITLE, Duration::from_secs(10))?;
    // What it shows as soon as it is there, without waiting.
    let shown = page.text("h1")?;
    ensure!(shown.contains("Something else"), "it shows what runs now, not {shown}");
    ensure!(ground.desktop.processes("stint-app") == process, "it is the same process");
    ground.desktop.key("n")?;
    let typing = || page.has_focus("#quick");
    until("the keys to reach it", Duration::from_secs(5), || Ok(typing()?.then_some(())))?;

    page.write("Half a thought")?;
    close(ground)?;
    stint.say(&["show"])?;
    ground.desktop.await_window(TITLE, Duration::from_secs(10))?;
    let typed = page.script("return document.getElementById('quick').value")?;
    ensure!(typed == "Half a thought", "what was typed is still there: {typed}");
    stint.say(&["stop"])?;
    page.shows(".now-card", "Continue")
}

fn closed(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    let mut command = ground.desktop.command(&ground.programs.app);
    command.env("STINT_DATA_DIR", stint.data()).env("STINT_WARM_SECONDS", "1");
    let _window = ground.desktop.daemon(&mut command)?;
    close(ground)?;
    until("the end of its processes", Duration::from_secs(10), || {
        let left = ["stint-app", "WebKitWebProcess", "WebKitNetworkProcess"]
            .map(|name| ground.desktop.processes(name));
        Ok(left.concat().is_empty().then_some(()))
    })
}
