//! A week of somebody's work: breaks, several bookings, tags, uploads of every state, and a stretch nobody decided on.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use chrono::DateTime;

use crate::clock;
use crate::sandbox::Sandbox;
use crate::stint::Stint;

/// A day in seconds.
const DAY: i64 = 24 * 60 * 60;

/// When the machine that dies was last seen alive, in minutes before now.
const SEEN: u64 = 69;

/// Note, days ago, when on that day, how long, and what else is said.
type Row = (&'static str, i64, &'static str, &'static str, &'static [&'static str]);

const WEEK: &[Row] = &[
    ("Stand-up", 6, "09:00", "15m", &["--on", "clockify:Website/Design", "--tag", "meeting"]),
    ("Session expiry bug", 6, "09:20", "3h10m", &["--on", "plane:PROJ-12", "--break", "11:00-11:20"]),
    ("Quarterly numbers", 5, "13:00", "2h5m", &["--on", "alignsoft:Internal"]),
    ("API client: retry logic", 4, "10:00", "1h20m", &["--on", "yandex:TEST-325", "--on", "awork:WEB-13"]),
    ("Stand-up", 3, "09:00", "15m", &["--on", "clockify:Website/Design", "--tag", "meeting"]),
    ("Import of old invoices", 2, "08:30", "4h", &["--on", "plane:PROJ-12", "--break", "10:00-10:25"]),
    ("Stand-up", 1, "09:00", "15m", &["--on", "clockify:Website/Design", "--tag", "meeting"]),
    ("Login flow review", 1, "09:30", "2h40m", &["--on", "clockify:Website/Development", "--billable"]),
    (
        "A note with a <tag> in it that is long enough to be cut in a narrow window, and says so",
        1,
        "14:00",
        "1h34m",
        &["--on", "yandex:TEST-324", "--tag", "review", "--tag", "backend"],
    ),
];

/// Connects all trackers and records the week; something runs in the end.
pub(super) fn fill(stint: &Stint<'_>, sandbox: &Sandbox) -> Result<()> {
    for account in sandbox.accounts()? {
        stint.connect_to(&account, &account.api, sandbox.url())?;
    }
    let now = clock::since_epoch().as_secs().cast_signed();
    for (note, ago, from, length, more) in WEEK {
        let day = DateTime::from_timestamp(now - ago * DAY, 0).context("the clock is right")?;
        let from = format!("{} {from}", day.format("%Y-%m-%d"));
        stint.say(&[&["add", note, "--from", &from, "--for", length, "--no-links"], *more].concat())?;
    }
    stint.json(&["sync", "--wait", "60"])?;
    // Clockify takes no such characters; what it gets instead is a loss that the edit window shows.
    stint.say(&[
        "add",
        "Prices <= 3",
        "--from",
        "120m ago",
        "--for",
        "20m",
        "--on",
        "clockify:Website/Design",
        "--no-links",
    ])?;
    // A task that is closed there takes no more work: only a person can mend that.
    let closed = ["--on", "yandex:OLD-1", "--no-links"];
    stint.say(&[&["add", "Blocked work", "--from", "175m ago", "--for", "25m"], &closed[..]].concat())?;
    away(stint)?;
    let on = ["--on", "clockify:Website/Development", "--no-links"];
    stint.say(&[&["start", "Login flow review", "--at", "55m ago"], &on[..]].concat())?;
    stint.say(&["break", "--at", "30m ago"])?;
    stint.say(&["resume", "--at", "18m ago"])?;
    stint.json(&["sync", "--wait", "60"]).map(drop)
}

/// Work that nobody saw the end of: the machine died, so what it was since the last sign of life is undecided.
fn away(stint: &Stint<'_>) -> Result<()> {
    let on = ["--on", "plane:PROJ-12", "--no-links"];
    stint.say(&[&["start", "Upload queue: tests for lost answers", "--at", "95m ago"], &on[..]].concat())?;
    stint.say(&["break", "--at", "85m ago"])?;
    stint.say(&["resume", "--at", "80m ago"])?;
    stint.kill()?;
    let seen = (clock::since_epoch().as_secs() - SEEN * 60) * 1000;
    let set = format!("update heartbeat set at_ms = {seen}");
    let status = Command::new("sqlite3").arg(stint.data().join("stint.db")).arg(set).status();
    ensure!(status.context("sqlite3 writes the sign of life")?.success(), "the sign of life is not written");
    stint.resident(&[])?;
    let log = stint.log()?;
    let undecided =
        log.as_array().into_iter().flatten().filter_map(|entry| entry["undecided_seconds"].as_u64());
    ensure!(undecided.sum::<u64>() > 0, "the time since then is undecided: {log}");
    Ok(())
}
