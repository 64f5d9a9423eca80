//! The list of the window: groups, search, several entries at once, and the way to a day long ago.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Flow, Ground};
use crate::clock::until;
use crate::stint::Stint;
use crate::webdriver::Page;

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("list: equal entries are one row, and searched, chosen and edited together, with one undo", together),
    ("list: a day long ago is reached by its name, and the way back too", long_ago),
];

/// WebDriver's codes for keys without a letter.
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const RIGHT: &str = "\u{e014}";
const DOWN: &str = "\u{e015}";

fn open(ground: &Ground<'_>, stint: &Stint<'_>) -> Result<Page> {
    let page = Page::open(ground.desktop, &ground.programs.app, &[], &[("STINT_DATA_DIR", stint.data())])?;
    // The list works once its tools are there.
    page.counts(".tools", 1)?;
    Ok(page)
}

fn focus_comes(page: &Page, css: &str) -> Result<()> {
    let there = || Ok(page.has_focus(css)?.then_some(()));
    until(&format!("the focus on {css}"), Duration::from_secs(5), there)
}

/// Four entries of today, two of them equal.
fn day(stint: &Stint<'_>) -> Result<()> {
    for (note, from, length) in [
        ("Support inbox", "yesterday 9:00", "30m"),
        ("Release notes", "yesterday 10:00", "1h"),
        ("Support inbox", "yesterday 11:00", "30m"),
        ("Planning", "yesterday 13:00", "1h"),
    ] {
        stint.say(&["add", note, "--from", from, "--for", length])?;
    }
    Ok(())
}

fn notes(stint: &Stint<'_>) -> Result<Vec<String>> {
    let log = stint.json(&["log", "--from", "yesterday"])?;
    let note = |entry: &Value| entry["note"].as_str().unwrap_or_default().to_owned();
    Ok(log.as_array().context("a list of entries")?.iter().map(note).collect())
}

fn together(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    day(&stint)?;
    let page = open(ground, &stint)?;
    page.counts(".entry", 3)?;
    page.shows(".entry .same", "× 2")?;
    // The row of both stands where the later one stood, after the free time before the last; Right opens it.
    for key in ["j", "j", "j", RIGHT] {
        page.press(key)?;
    }
    page.counts(".entry", 5)?;
    page.shows(".gap", "free")?;

    page.press("f")?;
    focus_comes(&page, "[role=searchbox]")?;
    page.write("supp")?;
    page.counts(".search .entry", 2)?;
    page.counts(".search mark", 2)?;
    page.press(ESCAPE)?;
    page.counts(".search", 0)?;
    focus_comes(&page, ".entry .hit")?;

    // The two in the open group.
    for key in [DOWN, " ", DOWN, " "] {
        page.press(key)?;
    }
    page.shows(".bulk", "2 chosen")?;
    page.press("e")?;
    page.fill("#many-note", "Support <b>inbox</b>, both")?;
    page.press(ENTER)?;
    page.shows(".toast", "Changed 2 entries")?;
    let changed = |notes: &[String]| notes.iter().filter(|note| note.ends_with(", both")).count();
    ensure!(changed(&notes(&stint)?) == 2, "both are changed: {:?}", notes(&stint)?);
    page.click(".toast button")?;
    page.shows(".toast", "Took it back")?;
    ensure!(changed(&notes(&stint)?) == 0, "one undo takes both back: {:?}", notes(&stint)?);
    ensure!(notes(&stint)?.len() == 4, "nothing is lost: {:?}", notes(&stint)?);
    Ok(())
}

fn long_ago(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    day(&stint)?;
    stint.say(&["add", "Long ago", "--from", "2021-03-04 09:00", "--for", "1h"])?;
    let page = open(ground, &stint)?;
    page.press("g")?;
    page.counts(".jump:popover-open .month", 1)?;
    page.fill(".jump input", "2021-03-04")?;
    page.press(ENTER)?;
    page.shows(".list-head", "2021")?;
    focus_comes(&page, ".entry .hit")?;
    ensure!(page.text(".hit:focus")?.contains("Long ago"), "its first row has the focus");
    page.press("t")?;
    page.shows(".list-head", "Yesterday")
}
