//! Yesterday's entries on all trackers, one of them on two at once; edited and undone after they were uploaded.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Tour;
use super::stage::{Theme, Width};
use crate::step::say;

/// An entry on two trackers at once.
const TWICE: &str = "Import of old invoices";
/// The same after it was edited.
const EDITED: &str = "Import of old invoices, second try";

/// Books, uploads, edits and undoes.
pub(super) fn walk(tour: &Tour<'_>) -> Result<()> {
    let Tour { stint, sandbox, stage, .. } = tour;
    say(
        "Booking yesterday: one entry on Plane and Clockify at once, others on Alignsoft, Redmine, awork and Yandex Tracker",
    );
    let add = |note: &str, from: &str, duration: &str, rest: &[&str]| {
        let from = format!("yesterday {from}");
        stint
            .say(&[&["add", note, "--from", &from, "--for", duration, "--no-links"], rest].concat())
            .map(drop)
    };
    let on = ["--on", "plane:PROJ-12", "--on", "clockify:Website/Development", "--break", "9:30-9:40"];
    add(TWICE, "9:00", "1h37m", &on)?;
    add("Stand-up", "11:00", "38m", &["--on", "alignsoft:Internal", "--on", "redmine:#12"])?;
    add("API client: retry logic", "12:00", "1h20m", &["--on", "yandex:TEST-325", "--on", "awork:WEB-13"])?;
    tour.send()?;
    tour.same("after the first upload")?;
    for theme in [Theme::Light, Theme::Dark] {
        stage.edit(stint, TWICE, theme, Width::Wide)?;
        stage.edit(stint, TWICE, theme, Width::Narrow)?;
    }

    say("Editing two of them after they were uploaded");
    stint.say(&[
        "edit",
        &id(tour, TWICE)?,
        "--note",
        EDITED,
        "--from",
        "yesterday 9:10",
        "--break",
        "9:30-9:45",
    ])?;
    stint.say(&["edit", &id(tour, "Stand-up")?, "--for", "1h"])?;
    tour.send()?;
    tour.same("after the edit")?;
    ensure!(
        held(tour, EDITED)? == 3 && held(tour, TWICE)? == 3,
        "Plane and Clockify hold the edit and no more"
    );

    say("Undoing an entry after it was uploaded: it disappears at the trackers");
    add(
        "A mistake",
        "16:00",
        "30m",
        &["--on", "plane:WEB-3", "--on", "awork:WEB-12", "--on", "yandex:DEV-1"],
    )?;
    tour.send()?;
    ensure!(held(tour, "A mistake")? == 3, "the three trackers hold it first: {:?}", sandbox.records()?);
    stint.say(&["undo"])?;
    tour.send()?;
    ensure!(held(tour, "A mistake")? == 0, "nobody holds it any more: {:?}", sandbox.records()?);
    tour.same("after the undo")
}

/// The id of the entry with this note.
fn id(tour: &Tour<'_>, note: &str) -> Result<String> {
    let log = tour.stint.log()?;
    let entry = log.as_array().into_iter().flatten().find(|entry| entry["note"] == note);
    let id = entry.and_then(|entry| entry["id"].as_str()).with_context(|| format!("there is “{note}”"))?;
    Ok(id.to_owned())
}

/// How many records say this.
fn held(tour: &Tour<'_>, note: &str) -> Result<usize> {
    let says = |record: &&Value| record["text"].as_str().is_some_and(|text| text.contains(note));
    Ok(tour.sandbox.records()?.iter().filter(says).count())
}
