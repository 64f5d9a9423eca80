//! What the window writes outside its database: an export, what starts with the session, a backup and the way back.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{Flow, Ground};
use crate::clock::until;
use crate::stint::Stint;
use crate::webdriver::Page;

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("safety: an export of the reports is written where the person says", exports),
    ("safety: a backup is made and put in place by the window", restores),
    ("safety: the resident starts with the session, or not, as the switch says", starts),
];

/// What the dialog that asks where to is called.
const DIALOG: &str = "^Save the entries$";

fn open(ground: &Ground<'_>, stint: &Stint<'_>, view: &str) -> Result<Page> {
    Page::open(ground.desktop, &ground.programs.app, &[view], &[("STINT_DATA_DIR", stint.data())])
}

fn exports(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["add", "Login, flow review", "--from", "3m ago", "--for", "2m"])?;
    let page = open(ground, &stint, "reports")?;
    let file = ground.desktop.folder().join("my week.csv");
    for closing in ["Escape", "Return"] {
        page.click(".page-head .end [data-menu]")?;
        page.click(".menu:popover-open button:first-child")?;
        ground.desktop.await_window(DIALOG, Duration::from_secs(20))?;
        ground.desktop.key("ctrl+a")?;
        ground.desktop.write(&file.display().to_string())?;
        // Where the field proposes something, the first press closes that.
        let gone = || Ok(ground.desktop.windows(DIALOG)?.is_empty().then_some(()));
        ground.desktop.key(closing)?;
        if until("the end of the dialog", Duration::from_secs(3), gone).is_err() {
            ground.desktop.key(closing)?;
        }
        until("the end of the dialog", Duration::from_secs(10), gone)?;
        ensure!(
            closing != "Escape" || !file.exists(),
            "nothing is written when the person changed their mind"
        );
    }
    page.shows(".toast", "1 entry saved to")?;
    let written = fs::read_to_string(&file).context("the export is there")?;
    ensure!(written.contains("\"Login, flow review\""), "it holds the entry: {written}");
    let exported = stint.say(&["export", "--format", "csv", "--from", "today", "--to", "today"])?;
    ensure!(written.lines().count() == exported.lines().count(), "as the command line writes it: {exported}");
    Ok(())
}

fn restores(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    let resident = stint.resident(&[])?;
    stint.say(&["add", "One", "--from", "3h ago", "--for", "1h"])?;
    let page = open(ground, &stint, "settings/data")?;
    let backups = "ul.card li.set-row:not(:first-child)";
    page.counts("#backups", 1)?;
    press(&page, "Back up")?;
    page.shows(".toast", "Saved to")?;
    page.shows(backups, "Made by you")?;
    stint.say(&["add", "Two", "--from", "90m ago", "--for", "1h"])?;

    press(&page, "Restore")?;
    page.shows(".conflict", "will be gone from here")?;
    page.click(".conflict .btn")?;
    page.shows(".toast", "is in place")?;
    ensure!(stint.pid()? == resident, "the service goes on in its own process");
    ensure!(notes(&stint)? == ["One"], "the backup is in place: {}", stint.log()?);

    page.shows(backups, "Before a restore")?;
    press(&page, "Restore")?;
    page.click(".conflict .btn")?;
    until("what was there before", Duration::from_secs(20), || {
        Ok((notes(&stint).unwrap_or_default() == ["Two", "One"]).then_some(()))
    })
}

/// Presses the first button that says this.
fn press(page: &Page, says: &str) -> Result<()> {
    let script =
        format!("[...document.querySelectorAll('button')].find((b) => b.textContent === '{says}').click()");
    page.script(&script).map(drop)
}

fn notes(stint: &Stint<'_>) -> Result<Vec<String>> {
    let log = stint.log()?;
    let entries = log.as_array().context("the log is a list")?;
    Ok(entries.iter().filter_map(|entry| entry["note"].as_str().map(str::to_owned)).collect())
}

fn starts(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    let page = open(ground, &stint, "settings/general")?;
    let switch = "[role=switch][aria-label='Start with the session']";
    page.click(switch)?;
    page.counts(&format!("{switch}[aria-checked=true]"), 1)?;
    let entry = until("the desktop's entry", Duration::from_secs(5), || Ok(entries(ground)?.pop()))?;
    let text = fs::read_to_string(&entry)?;
    let exec = text.lines().find_map(|line| line.strip_prefix("Exec=")).context("it says what to start")?;
    ensure!(exec.contains("stint-resident") && exec.contains("resident --data-dir"), "{exec}");
    page.click(switch)?;
    page.counts(&format!("{switch}[aria-checked=false]"), 1)?;
    ensure!(entries(ground)?.is_empty(), "switched off, the entry is gone");
    Ok(())
}

/// Stint's entries among what starts with the session.
fn entries(ground: &Ground<'_>) -> Result<Vec<PathBuf>> {
    let folder = ground.desktop.folder().join("config/autostart");
    let Ok(files) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let found: Vec<PathBuf> = files.map(|file| Ok(file?.path())).collect::<Result<_>>()?;
    let ours =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("dev.stint"));
    Ok(found.into_iter().filter(ours).collect())
}
