//! Bookings on the command line: several at once, links that propose them, the preview, and warnings as they are written.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Flow, Ground};
use crate::stint::Stint;

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("bookings: one entry on two trackers, one taken off again, reaches each once", several),
    ("bookings: a link is learned, proposes, is left alone and is forgotten", links),
    ("bookings: the preview is what is sent, with every loss named", preview),
    ("bookings: what a tracker lacks or gets twice is said when the entry is written", warnings),
];

/// A resident that knows all trackers of the sandbox.
fn connected<'a>(ground: &'a Ground<'_>) -> Result<Stint<'a>> {
    let stint = ground.stint();
    stint.resident(&["--no-tray"])?;
    for account in ground.sandbox.accounts()? {
        stint.connect_to(&account, &account.api, ground.sandbox.url())?;
    }
    Ok(stint)
}

fn add(stint: &Stint<'_>, note: &str, from: &str, rest: &[&str]) -> Result<()> {
    let from = format!("yesterday {from}");
    stint.say(&[&["add", note, "--from", &from, "--for", "1h"], rest].concat()).map(drop)
}

/// Sends everything; gives where the records with this text are, in order.
fn sent(ground: &Ground<'_>, stint: &Stint<'_>, note: &str) -> Result<Vec<String>> {
    let uploads = stint.json(&["sync", "--wait", "60"])?;
    let open = uploads.as_array().into_iter().flatten().find(|upload| upload["state"] != "done");
    ensure!(open.is_none(), "everything was sent: {uploads}");
    let records = ground.sandbox.records()?;
    let says = |record: &&Value| record["text"].as_str().is_some_and(|text| text.contains(note));
    let place = |record: &Value| Some(format!("{}:{}", record["api"].as_str()?, record["target"].as_str()?));
    let mut places: Vec<String> = records.iter().filter(says).filter_map(place).collect();
    places.sort_unstable();
    Ok(places)
}

/// The targets of the entry with this note, as they were booked.
fn booked(stint: &Stint<'_>, note: &str) -> Result<Vec<String>> {
    let log = stint.log()?;
    let entry = log.as_array().into_iter().flatten().find(|entry| entry["note"] == note);
    let entry = entry.with_context(|| format!("there is “{note}”: {log}"))?;
    let targets = entry["bookings"].as_array().into_iter().flatten();
    Ok(targets.filter_map(|booking| booking["target"].as_str().map(str::to_owned)).collect())
}

fn id(stint: &Stint<'_>) -> Result<String> {
    let log = stint.log()?;
    Ok(log[0]["id"].as_str().context("the newest entry has an id")?.to_owned())
}

fn several(ground: &Ground<'_>) -> Result<()> {
    let stint = connected(ground)?;
    add(&stint, "Review", "9:00", &["--on", "plane:PROJ-12", "--on", "clockify:Website/Design"])?;
    let places = sent(ground, &stint, "Review")?;
    ensure!(places == ["clockify:Website/Design", "plane:PROJ-12"], "each holds it once: {places:?}");
    stint.say(&["edit", &id(&stint)?, "--not", "plane:PROJ-12", "--also", "awork:WEB-12"])?;
    let places = sent(ground, &stint, "Review")?;
    ensure!(places == ["awork:WEB-12", "clockify:Website/Design"], "one left, one came: {places:?}");
    stint.say(&["undo"])?;
    let places = sent(ground, &stint, "Review")?;
    ensure!(places == ["clockify:Website/Design", "plane:PROJ-12"], "undo brings it back: {places:?}");
    Ok(())
}

fn links(ground: &Ground<'_>) -> Result<()> {
    let stint = connected(ground)?;
    add(&stint, "Both", "9:00", &["--on", "plane:PROJ-12", "--on", "clockify:Website/Design"])?;
    let learned = stint.json(&["link", "list"])?;
    ensure!(
        learned[0]["from"] == "plane:PROJ-*" && learned[0]["to"] == "clockify:Website/Design",
        "it was learned of the family: {learned}"
    );
    let said = stint
        .command(&["add", "Another", "--from", "yesterday 10:00", "--for", "1h", "--on", "plane:PROJ-13"])
        .output()?;
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    ensure!(said.contains("Also booked on clockify:Website/Design"), "it is said: {said}");
    ensure!(
        booked(&stint, "Another")? == ["plane:PROJ-13", "clockify:Website/Design"],
        "and done: {}",
        stint.log()?
    );
    add(&stint, "Alone", "11:00", &["--on", "plane:PROJ-13", "--no-links"])?;
    ensure!(booked(&stint, "Alone")? == ["plane:PROJ-13"], "it is left alone: {}", stint.log()?);
    stint.say(&["link", "add", "plane:WEB-*", "yandex:TEST-324"])?;
    add(&stint, "By hand", "12:00", &["--on", "plane:WEB-3"])?;
    ensure!(
        booked(&stint, "By hand")? == ["plane:WEB-3", "yandex:TEST-324"],
        "a set one proposes: {}",
        stint.log()?
    );
    stint.say(&["link", "forget", "plane:WEB-*"])?;
    add(&stint, "Forgotten", "13:00", &["--on", "plane:WEB-3"])?;
    ensure!(booked(&stint, "Forgotten")? == ["plane:WEB-3"], "a forgotten one does not: {}", stint.log()?);
    let refused = stint.refused(&["link", "add", "plane:WEB-*", "nowhere:X"])?;
    ensure!(refused.contains("nowhere"), "what is not connected cannot be linked: {refused}");
    Ok(())
}

fn preview(ground: &Ground<'_>) -> Result<()> {
    let stint = connected(ground)?;
    let on =
        ["plane:PROJ-12", "alignsoft:Internal", "clockify:Website/Design", "yandex:TEST-324", "awork:WEB-12"];
    let on: Vec<&str> = on.iter().flat_map(|target| ["--on", *target]).collect();
    // It is over, at whatever time of the day this is tried.
    let status = stint.json(&["status"])?;
    let now = chrono::DateTime::parse_from_rfc3339(status["now"].as_str().context("the time is told")?)?;
    let from = format!("{} 22:50", now.date_naive() - chrono::Days::new(2));
    let words = ["add", "Review", "--from", &from, "--for", "1h37m", "--break", "23:00-23:10"];
    stint.say(&["uploads", "pause"])?;
    let said = stint.json(&[&words[..], &["--tag", "deep", "--no-links"], &on].concat())?;
    let id = said["last"]["id"].as_str().context("what was added has an id")?.to_owned();
    let said = stint.say(&["preview", &id])?;
    for loss in [
        "No date there",
        "Tags are not kept there.",
        "Break of 10 min subtracted",
        "Rounded up by 3 min.",
        "No clock times there, only the day.",
        "Runs past midnight",
        "Becomes 2 records there.",
        "(break 0:10) Review",
    ] {
        ensure!(said.contains(loss), "“{loss}” is named: {said}");
    }
    let previews = stint.json(&["preview", &id])?;
    stint.say(&["uploads", "resume"])?;
    stint.json(&["sync", "--wait", "60"])?;
    let records = ground.sandbox.records()?;
    for preview in previews.as_array().context("a preview is a list")? {
        let target = preview["booking"]["target"].as_str().context("a preview is of a booking")?;
        let (api, _) = target.split_once(':').context("a target is connection:key")?;
        let of = |value: &Value| (value["seconds"].as_u64(), value["text"].as_str().map(str::to_owned));
        let mut shown: Vec<_> = preview["parts"].as_array().into_iter().flatten().map(of).collect();
        let mut held: Vec<_> = records.iter().filter(|record| record["api"] == api).map(of).collect();
        shown.sort_unstable();
        held.sort_unstable();
        ensure!(shown == held && !held.is_empty(), "{target}: shown {shown:?}, held {held:?}");
    }
    Ok(())
}

fn warnings(ground: &Ground<'_>) -> Result<()> {
    let stint = connected(ground)?;
    let clockify = format!("{}/clockify", ground.sandbox.url());
    let strict =
        ["tracker", "add", "clockify", "strict", "--url", &clockify, "--workspace", "Sandbox Strict"];
    stint.token(&strict, "clockify-sandbox-key")?;
    let warned = |note: &str, from: &str, rest: &[&str]| -> Result<Vec<Value>> {
        let from = format!("yesterday {from}");
        let words = [&["add", note, "--from", &from, "--json", "--no-links"], rest].concat();
        let output = stint.command(&words).output()?;
        ensure!(
            output.status.success(),
            "a warning refuses nothing: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        if output.stderr.is_empty() {
            return Ok(Vec::new());
        }
        let said: Value = serde_json::from_slice(&output.stderr)?;
        Ok(said["warnings"].as_array().cloned().unwrap_or_default())
    };
    let about = |warnings: &[Value], target: &str, word: &str| {
        let said = |warning: &Value| {
            let whole = format!("{} {}", warning["message"], warning["remedy"]);
            warning["target"] == target && whole.contains(word)
        };
        ensure!(warnings.iter().any(said), "“{word}” of {target} is said: {warnings:?}");
        Ok(())
    };
    let all =
        warned("", "9:00", &["--for", "20m", "--on", "strict:Consulting", "--on", "alignsoft:Internal"])?;
    about(&all, "strict:Consulting", "note")?;
    let short =
        warned("Short", "10:00", &["--for", "4m", "--on", "alignsoft:Internal", "--on", "plane:PROJ-12"])?;
    about(&short, "alignsoft:Internal", "longer")?;
    let twice = warned(
        "Twice",
        "11:00",
        &["--for", "20m", "--on", "clockify:Internal", "--on", "clockify:Website/Design"],
    )?;
    about(&twice, "clockify:Website/Design", "twice")?;
    let fine =
        warned("Fine", "12:00", &["--for", "1h", "--on", "clockify:Internal", "--on", "plane:PROJ-12"])?;
    ensure!(fine.is_empty(), "where nothing is wrong, nothing is said: {fine:?}");
    Ok(())
}
