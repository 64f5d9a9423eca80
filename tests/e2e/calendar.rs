//! The calendar and the editor, driven from inside: what is moved there is moved, as a whole, and comes back.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Flow, Ground};
use crate::clock::until;
use crate::stint::Stint;
use crate::webdriver::Page;

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    (
        "calendar: by keys an entry moves with its break, one border moves alone, and undo brings both back",
        by_keys,
    ),
    ("calendar: dragged, an entry keeps its parts, and what lies there is trimmed as chosen", dragged),
    ("calendar: in the editor a part is typed over and made work, and the history says so", parts),
];

/// WebDriver's codes for keys without a letter.
const SHIFT: &str = "\u{e008}";
const ALT: &str = "\u{e00a}";
const LEFT: &str = "\u{e012}";
const UP: &str = "\u{e013}";
const PATIENCE: Duration = Duration::from_secs(10);

/// A resident with one entry: an hour until an hour ago, with ten minutes of break inside.
fn with_hour(stint: &Stint<'_>) -> Result<()> {
    stint.resident(&[])?;
    stint.say(&["add", "Review", "--from", "2h ago", "--for", "1h", "--break", "100m ago-90m ago"])?;
    Ok(())
}

fn open(ground: &Ground<'_>, stint: &Stint<'_>, view: &[&str]) -> Result<Page> {
    Page::open(ground.desktop, &ground.programs.app, view, &[("STINT_DATA_DIR", stint.data())])
}

/// The entry of this note, as the command line lists it.
fn entry(stint: &Stint<'_>, note: &str) -> Result<Value> {
    let log = stint.json(&["log", "--from", "yesterday"])?;
    let found = log.as_array().into_iter().flatten().find(|entry| entry["note"] == note);
    found.cloned().with_context(|| format!("“{note}” is there: {log}"))
}

/// Seconds since 1970 of an instant as it is listed.
fn seconds(instant: &Value) -> Result<i64> {
    let text = instant.as_str().context("an instant")?;
    Ok(chrono::DateTime::parse_from_rfc3339(text)?.timestamp())
}

/// What the parts are, and how long.
fn shape(entry: &Value) -> Result<Vec<(String, i64)>> {
    let parts = entry["segments"].as_array().into_iter().flatten();
    parts
        .map(|part| {
            let kind = part["kind"].as_str().unwrap_or_default().to_owned();
            Ok((kind, seconds(&part["end"])? - seconds(&part["start"])?))
        })
        .collect()
}

/// Waits until the entry is another one than it was.
fn changed(stint: &Stint<'_>, before: &Value) -> Result<Value> {
    let note = before["note"].as_str().unwrap_or_default();
    until("the entry to change", PATIENCE, || Ok(Some(entry(stint, note)?).filter(|now| now != before)))
}

fn by_keys(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    with_hour(&stint)?;
    let first = entry(&stint, "Review")?;
    let page = open(ground, &stint, &["calendar"])?;
    page.shows(".ev-hit", "Review")?;
    page.script("document.querySelector('.ev-hit').focus()")?;
    page.hold(ALT, &[UP, UP, UP])?;
    let moved = changed(&stint, &first)?;
    ensure!(
        seconds(&first["start"])? - seconds(&moved["start"])? == 900,
        "a quarter of an hour earlier: {moved}"
    );
    ensure!(shape(&moved)? == shape(&first)?, "its parts are what they were: {moved}");
    page.shows(".toast", "Moved to")?;
    // A border is picked once the move is done with.
    page.counts(".ev.moving", 0)?;

    page.hold(SHIFT, &[LEFT])?;
    page.counts(".edge.grip", 1)?;
    page.hold(SHIFT, &[UP])?;
    let resized = changed(&stint, &moved)?;
    let lengths =
        |entry: &Value| -> Result<Vec<i64>> { Ok(shape(entry)?.into_iter().map(|(_, long)| long).collect()) };
    let (before, after) = (lengths(&moved)?, lengths(&resized)?);
    ensure!(after == [before[0], before[1] - 300, before[2] + 300], "the end of the break alone: {resized}");
    ensure!(page.has_focus(".ev-hit")?, "the keys stay with the block");

    stint.say(&["undo", "2"])?;
    ensure!(entry(&stint, "Review")? == first, "both are taken back");
    page.counts(".ev .in.break", 1)
}

fn dragged(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    with_hour(&stint)?;
    stint.say(&["add", "Before", "--from", "190m ago", "--for", "1h"])?;
    let (first, other) = (entry(&stint, "Review")?, entry(&stint, "Before")?);
    let page = open(ground, &stint, &["calendar"])?;
    page.counts(".ev-hit", 2)?;
    // Half an hour up: over the entry before it.
    let window = ground.desktop.await_window("^Stint$", PATIENCE)?;
    let area = ground.desktop.area(&window)?;
    let middle = page.script(
        "const block = document.querySelectorAll('.ev-hit')[1];
         block.scrollIntoView({ block: 'center' });
         const box = block.getBoundingClientRect();
         return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 4)]",
    )?;
    let at = |place: usize| {
        middle[place].as_u64().and_then(|at| usize::try_from(at).ok()).context("a block has a place")
    };
    let (x, y) = (area.x + at(0)?, area.y + at(1)?);
    ground.desktop.drag((x, y), (x, y - 30))?;
    page.shows("dialog", "overlap")?;
    ensure!(entry(&stint, "Review")? == first, "nothing is said before the choice");
    page.click("dialog .overlap .btn")?;
    let moved = changed(&stint, &first)?;
    ensure!(shape(&moved)? == shape(&first)?, "its parts are what they were: {moved}");
    ensure!(seconds(&moved["start"])? % 300 == 0, "it snapped: {moved}");
    let trimmed = entry(&stint, "Before")?;
    ensure!(trimmed["end"] == moved["start"] && trimmed["start"] == other["start"], "they touch: {trimmed}");
    page.shows(".toast", "now ends there")?;
    page.click(".toast button")?;
    until("both as they were", PATIENCE, || {
        Ok((entry(&stint, "Review")? == first && entry(&stint, "Before")? == other).then_some(()))
    })
}

fn parts(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    with_hour(&stint)?;
    let first = entry(&stint, "Review")?;
    let page = open(ground, &stint, &["calendar"])?;
    page.check(".ev-hit")?;
    page.counts(".segs li", 3)?;
    // The end of the break; how it is read is shown, and the work after it follows.
    page.fill_nth(".part-time", 3, "80m ago")?;
    page.shows(".dlg-form", "Reads as")?;
    page.click(".dlg-foot .btn.primary")?;
    let edited = changed(&stint, &first)?;
    let (before, after) = (shape(&first)?, shape(&edited)?);
    let longer = after[1].1 - before[1].1;
    ensure!((540..=660).contains(&longer), "the break is some ten minutes longer: {edited}");
    ensure!(after[2].1 == before[2].1 - longer, "and the work after it as much shorter: {edited}");

    page.counts("dialog[open]", 0)?;
    page.check(".ev-hit")?;
    page.click(".segs li:nth-child(2) [data-menu]")?;
    page.click(".segs li:nth-child(2) .menu button")?;
    page.counts(".segs li", 1)?;
    page.click(".dlg-foot .btn.primary")?;
    let whole = changed(&stint, &edited)?;
    ensure!(shape(&whole)?.len() == 1 && whole["break_seconds"] == 0, "the break is work now: {whole}");

    page.counts("dialog[open]", 0)?;
    page.check(".ev-hit")?;
    page.click(".dlg-foot [aria-expanded]")?;
    page.counts(".told li", 3)?;
    page.shows(".told li:first-child", "window")?;
    page.shows(".told li:last-child", "command line")?;
    stint.say(&["undo", "2"])?;
    ensure!(entry(&stint, "Review")? == first, "both are taken back");
    Ok(())
}
