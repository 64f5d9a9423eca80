//! A tracker that is out for a while: the others go on, and what waited arrives by itself.

use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::json;

use super::Tour;
use super::stage::{Theme, Width};
use crate::clock::until;
use crate::step::say;

/// What is booked meanwhile.
const NOTE: &str = "Written while awork was out";
/// The pauses between tries double from a second or two.
const RECOVERY: Duration = Duration::from_secs(60);

/// Switches awork off, books, and switches it on again.
pub(super) fn walk(tour: &Tour<'_>) -> Result<()> {
    let Tour { stint, sandbox, stage, .. } = tour;
    say("awork is out: its uploads wait, the others arrive");
    sandbox.fault(&json!({ "fault": "outage", "seconds": 3600, "api": "awork", "shows": "unavailable" }))?;
    let on = ["--on", "awork:WEB-12", "--on", "clockify:Internal", "--no-links"];
    stint.say(&[&["add", NOTE, "--from", "yesterday 17:00", "--for", "45m"], &on[..]].concat())?;
    let holders = || -> Result<Vec<String>> {
        let records = sandbox.records()?;
        let mine = records.iter().filter(|record| record["text"] == NOTE);
        Ok(mine.filter_map(|record| record["api"].as_str().map(str::to_owned)).collect())
    };
    until("the record at Clockify", RECOVERY, || Ok((holders()? == ["clockify"]).then_some(())))?;
    until("the word that awork cannot be reached", RECOVERY, || {
        let uploads = stint.json(&["uploads"])?;
        let waits = uploads.as_array().into_iter().flatten().find(|one| one["connection"] == "awork");
        Ok(waits.filter(|one| one["state"] == "queued" && !one["reason"].is_null()).map(drop))
    })?;
    let waiting = stint.json(&["status"])?["uploads"].clone();
    ensure!(waiting["waiting"] == 1 && waiting["stuck"] == 0, "one upload waits for awork: {waiting}");
    stage.window(stint, "trackers", Theme::Light, Width::Wide)?;

    say("awork is back: what waited arrives by itself");
    sandbox.heal()?;
    until("the record at awork", RECOVERY, || Ok((holders()?.len() == 2).then_some(())))?;
    until("the end of waiting", RECOVERY, || {
        Ok((stint.json(&["status"])?["uploads"]["waiting"] == 0).then_some(()))
    })?;
    stage.window(stint, "trackers", Theme::Dark, Width::Wide)?;
    tour.same("after the outage")
}
