//! Importing what another time tracker exported, in the window and on the command line.

use std::fs;

use anyhow::{Result, ensure};

use super::{Flow, Ground};
use crate::stint::Stint;
use crate::webdriver::Page;

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("import: the window shows what a file would bring, imports it and takes it back", in_the_window),
    ("import: the command line shows, asks for a yes, and refuses what it cannot read", by_command),
];

/// Two entries, one broken row.
const FILE: &str = "Project,Description,Start date,Start time,End date,End time,Duration,Billable\n\
    Website,Review,2026-01-19,09:00:00,2026-01-19,10:00:00,01:00:00,Yes\n\
    Website,Broken,2026-01-32,10:00:00,2026-01-19,10:15:00,00:15:00,No\n\
    Website,<b>Stand-up</b>,2026-01-19,10:00:00,2026-01-19,10:15:00,00:15:00,No\n";

fn of_january(stint: &Stint<'_>) -> Result<usize> {
    let log = stint.json(&["log", "--from", "2026-01-01", "--to", "2026-01-31"])?;
    Ok(log.as_array().map_or(0, Vec::len))
}

fn in_the_window(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    let view = &["settings/import"];
    let page = Page::open(ground.desktop, &ground.programs.app, view, &[("STINT_DATA_DIR", stint.data())])?;
    page.counts(".drop input[type=file]", 1)?;
    // As a file that is dropped or chosen arrives.
    page.script(&format!(
        "const chosen = new DataTransfer();
         chosen.items.add(new File([{FILE:?}], 'report.csv', {{ type: 'text/csv' }}));
         const input = document.querySelector('.drop input');
         input.files = chosen.files;
         input.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    ))?;
    page.shows(".found", "report.csv")?;
    page.shows(".imp.faults", "Line 3, Start date")?;
    page.shows(".found", "<b>Stand-up</b>")?;
    ensure!(of_january(&stint)? == 0, "nothing is written before a yes");
    page.click(".yes-no .btn.primary")?;
    page.shows(".toast", "Imported 2 entries")?;
    ensure!(of_january(&stint)? == 2, "the entries are there");
    page.click(".toast button")?;
    page.counts(".found", 0)?;
    crate::clock::until("the undo", std::time::Duration::from_secs(10), || {
        Ok((of_january(&stint)? == 0).then_some(()))
    })
}

fn by_command(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    let path = ground.desktop.folder().join("report.csv");
    fs::write(&path, FILE)?;
    let file = path.display().to_string();
    let check = stint.json(&["import", &file, "--dry-run"])?;
    ensure!(check["new_count"] == 2 && check["fault_count"] == 1, "it says what it would do: {check}");
    ensure!(check["faults"][0]["line"] == 3, "with the line: {check}");
    let unsaid = stint.refused(&["import", &file])?;
    ensure!(unsaid.contains("--yes") && of_january(&stint)? == 0, "nobody said yes: {unsaid}");
    let done = stint.json(&["import", &file, "--yes"])?;
    ensure!(done["created"] == 2 && of_january(&stint)? == 2, "{done}");
    let again = stint.refused(&["import", &file, "--yes"])?;
    ensure!(again.contains("nothing to import"), "it is known again: {again}");
    stint.say(&["undo"])?;
    ensure!(of_january(&stint)? == 0, "one undo takes it back");
    fs::write(&path, "Dear Sir,\n")?;
    let prose = stint.refused(&["import", &file, "--yes"])?;
    ensure!(prose.contains("not recognised"), "prose is no export: {prose}");
    Ok(())
}
