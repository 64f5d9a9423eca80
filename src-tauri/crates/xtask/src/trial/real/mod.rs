//! `cargo xtask real redmine`: the product against a real server that nobody here wrote. A day with breaks, an edit, an
//! undo and a delete; then program and server are killed again and again; in the end the rows of the server's own
//! database must be what was recorded.

mod rows;
mod server;

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::dice::Dice;
use super::{entry, open, options, progress, publish};
use crate::bench::report::Figure;
use crate::bench::socket::Socket;
use crate::clock::{self, Stopwatch};
use crate::desktop::{Daemon, Desktop, Options, Tray};
use crate::programs;
use crate::setup::{self, For};
use crate::step::say;
use crate::stint::Stint;

use rows::{Row, compare};
use server::Server;

/// How often each of program and server is killed unless it is said.
const TIMES: u64 = 20;
/// Hundredths of an hour of a trial's entry, which is a quarter of one.
const QUARTER: u64 = 25;
/// The longest that the rest may take once nothing is killed any more: looks for lost answers keep their plan.
const PATIENCE: Duration = Duration::from_secs(20 * 60);
/// The most requests that an upload may take on a healthy line.
const REQUESTS_MAX: f64 = 2.0;

/// Runs the trial against one of the servers it knows.
///
/// # Errors
/// When something does not start, or a figure is above its limit.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let ["redmine", rest @ ..] = words else {
        bail!("usage: cargo xtask real redmine [--times 20] [--seed N]")
    };
    let watch = Stopwatch::start();
    setup::machine(For::Desktop)?;
    setup::redmine()?;
    let (programs, words) = programs::without_window(rest)?;
    let now = u64::from(clock::since_epoch().subsec_nanos());
    let [times, seed] = options(words, ["--times", "--seed"], [TIMES, now])?;
    say(&format!("A real Redmine; program and server are killed {times} times each; --seed {seed}"));
    let desktop = Desktop::start(Options { tray: Tray::Missing, ..Options::default() })?;
    let server = Server::seeded(&desktop)?;
    let stint = Stint::new(&desktop, &programs.stint, "real");
    let mut trial =
        Trial { desktop: &desktop, stint, server, dice: Dice::new(seed), wished: Vec::new(), number: 0 };
    trial.connect()?;
    let requests = trial.day()?;
    trial.kill_the_program(times)?;
    trial.kill_the_server(times)?;
    let stuck = trial.rest()?;
    let found = compare(&trial.wished, &trial.server.rows()?);
    for (what, rows) in [("lost", &found.lost), ("doubled", &found.doubled), ("wrong", &found.wrong)] {
        rows.iter().take(10).for_each(|row| println!("    {what}: {row}"));
    }
    let figure = |what: &str, rows: &[String]| Figure::new(what, rows.len() as f64, "").at_most(0.0);
    let figures = vec![
        figure("rows lost", &found.lost).also(format!("{} held exactly once, as recorded", found.good)),
        figure("rows doubled", &found.doubled),
        figure("rows wrong or wished by nobody", &found.wrong),
        Figure::new("uploads that ask for a person", stuck as f64, "").at_most(0.0),
        Figure::new("requests per upload on a healthy line", requests, "").at_most(REQUESTS_MAX),
        Figure::new("`kill -9` of the program", times as f64, "").also(format!("seed {seed}")),
        Figure::new("`kill -9` of the server", times as f64, ""),
    ];
    let how = format!(
        "`cargo xtask real redmine`: Debian's Redmine with SQLite on this machine. A day with breaks, an edit, an undo and a \
         delete; then kills of both sides while entries are written, changed and sent. It took {watch}."
    );
    publish("Against a real Redmine", &how, times >= TIMES, figures)
}

struct Trial<'a> {
    desktop: &'a Desktop,
    stint: Stint<'a>,
    server: Server<'a>,
    dice: Dice,
    /// What the server is to hold.
    wished: Vec<Row>,
    /// The next entry.
    number: usize,
}

impl Trial<'_> {
    fn resident(&self) -> Result<Daemon> {
        let mut resident = self.desktop.daemon(&mut self.stint.command(&["resident"]))?;
        resident.ready(|| self.stint.answers())?;
        Ok(resident)
    }

    fn connect(&self) -> Result<()> {
        let resident = self.resident()?;
        let words = ["tracker", "add", "redmine", "redmine", "--url", self.server.url()];
        let refused =
            self.stint.token(&words, self.server.key()).err().context("an activity is asked for")?;
        ensure!(format!("{refused:#}").contains("activity"), "the lacking activity is said: {refused:#}");
        self.stint.token(&[&words[..], &["--set", "activity=Development"]].concat(), self.server.key())?;
        resident.crash();
        Ok(())
    }

    /// Yesterday, by hand: every row is computed here a second time. Gives the requests per upload.
    fn day(&mut self) -> Result<f64> {
        say("A day with breaks, an edit, an undo and a delete");
        let resident = self.resident()?;
        let date = days_ago(40)?;
        let add = |note: &str, from: &str, length: &str, rest: &[&str]| {
            let from = format!("{date} {from}");
            let words = ["add", note, "--from", &from, "--for", length, "--no-links"];
            self.stint.say(&[&words[..], rest].concat())
        };
        self.stint.say(&["uploads", "pause"])?;
        add("Import [day-1]", "9:00", "1h37m", &["--on", "redmine:#1", "--break", "9:30-9:40"])?;
        add("Größe prüfen 日本 👩🏽‍💻 [day-2]", "11:00", "20m", &["--on", "redmine:2"])?;
        add("Stand-up [day-3]", "12:00", "15m", &["--on", "redmine:website"])?;
        // Looking up what is booked on is over by now.
        let before = self.server.requests()?;
        self.stint.say(&["uploads", "resume"])?;
        self.send()?;
        let requests = (self.server.requests()? - before) as f64 / 3.0;
        ensure!(self.server.rows()?.len() == 3, "each is there once: {:?}", self.server.rows()?);
        let id = |note: &str| -> Result<String> {
            let log = self.stint.json(&["log", "--from", &date, "--to", &date])?;
            let entry = log.as_array().into_iter().flatten().find(|entry| entry["note"] == note);
            let id = entry.and_then(|entry| entry["id"].as_str());
            Ok(id.with_context(|| format!("“{note}” is there"))?.to_owned())
        };
        self.stint.say(&["edit", &id("Stand-up [day-3]")?, "--for", "1h20m"])?;
        self.stint.say(&["delete", &id("Größe prüfen 日本 👩🏽‍💻 [day-2]")?])?;
        self.send()?;
        ensure!(self.server.rows()?.len() == 2, "the deleted one is gone: {:?}", self.server.rows()?);
        self.stint.say(&["undo"])?;
        self.send()?;
        resident.crash();
        let row = |hundredths, comments: &str, target: &str| Row {
            date: date.clone(),
            hundredths,
            comments: comments.to_owned(),
            target: target.to_owned(),
        };
        self.wished = vec![
            row(145, "09:00–10:37 (break 0:10) Import [day-1]", "#1"),
            row(33, "11:00–11:20 Größe prüfen 日本 👩🏽‍💻 [day-2]", "#2"),
            row(133, "12:00–13:20 Stand-up [day-3]", "website"),
        ];
        let found = compare(&self.wished, &self.server.rows()?);
        ensure!(found.good == 3 && found.is_clean(), "the day is there as it was recorded: {found:?}");
        Ok(requests)
    }

    fn send(&self) -> Result<()> {
        let uploads = self.stint.json(&["sync", "--wait", "60"])?;
        let open = uploads.as_array().into_iter().flatten().find(|upload| upload["state"] != "done");
        ensure!(open.is_none(), "everything was sent: {uploads}");
        Ok(())
    }

    /// Writes one entry down; at times an earlier one is changed, or deleted for good.
    fn write(&mut self, socket: &mut Socket) -> Result<()> {
        let number = self.number;
        self.number += 1;
        let target = ["#1", "#2", "#3", "website"][number % 4];
        let verb = entry(number, &[format!("redmine:{target}")])?;
        let text = |field: &str| verb[field].as_str().map(str::to_owned).context("a verb is whole");
        let (note, from) = (text("note")?, text("from")?);
        let (date, clock) = from.split_once(' ').context("a date and a time")?;
        let (answer, _) = socket.ask("verb", &verb)?;
        let id = answer["entries"][0]["id"].as_str().context("an added entry has an id")?.to_owned();
        let mut row = Row {
            date: date.to_owned(),
            hundredths: QUARTER,
            comments: format!("{clock}–{} {note}", quarter_later(clock)?),
            target: target.to_owned(),
        };
        match self.dice.roll(4) {
            0 => {
                let changed = format!("{note} changed");
                socket.ask("verb", &json!({ "verb": "edit", "id": id, "note": changed, "overlap": null }))?;
                row.comments = format!("{} changed", row.comments);
                self.wished.push(row);
            }
            1 => {
                // It may be on its way by now.
                thread::sleep(Duration::from_millis(self.dice.roll(400)));
                socket.ask("verb", &json!({ "verb": "delete", "ids": [id] }))?;
            }
            _ => self.wished.push(row),
        }
        Ok(())
    }

    fn kill_the_program(&mut self, times: u64) -> Result<()> {
        say("Killing the program while it sends");
        for _ in 0..times {
            self.desktop.revive_keychain()?;
            let resident = self.resident()?;
            let mut socket = Socket::connect(&self.stint)?;
            try_all(&mut socket)?;
            self.write(&mut socket)?;
            thread::sleep(Duration::from_millis(self.dice.roll(600)));
            resident.crash();
        }
        Ok(())
    }

    fn kill_the_server(&mut self, times: u64) -> Result<()> {
        say("Killing the server while it is sent to");
        let resident = self.resident()?;
        let mut socket = Socket::connect(&self.stint)?;
        for _ in 0..times {
            try_all(&mut socket)?;
            self.write(&mut socket)?;
            thread::sleep(Duration::from_millis(self.dice.roll(600)));
            self.server.crash();
            // What is written while nobody answers waits.
            self.write(&mut socket)?;
            self.server.start()?;
        }
        resident.crash();
        Ok(())
    }

    /// Lets everything come to its end; gives how many uploads ask for a person.
    fn rest(&self) -> Result<u64> {
        say("No more kills: the rest is sent, and lost answers are looked for");
        self.desktop.revive_keychain()?;
        let resident = self.resident()?;
        let mut socket = Socket::connect(&self.stint)?;
        try_all(&mut socket)?;
        let lanes = clock::until("the last upload", PATIENCE, || {
            thread::sleep(Duration::from_millis(500));
            let lanes = progress(&mut socket)?;
            Ok((open(&lanes) == 0).then_some(lanes))
        })?;
        resident.crash();
        Ok(lanes.iter().map(|lane| lane.stuck).sum())
    }
}

/// The date so many days before today, in UTC.
fn days_ago(days: i64) -> Result<String> {
    let now = DateTime::<Utc>::from_timestamp(i64::try_from(clock::since_epoch().as_secs())?, 0);
    let day = now.context("a year people live in")? - TimeDelta::days(days);
    Ok(day.format("%Y-%m-%d").to_string())
}

fn try_all(socket: &mut Socket) -> Result<()> {
    socket.ask("upload_retry", &json!({ "id": Value::Null })).map(drop)
}

/// `09:45` → `10:00`; midnight is `24:00`.
fn quarter_later(clock: &str) -> Result<String> {
    let (hours, minutes) = clock.split_once(':').context("hours and minutes")?;
    let minutes = hours.parse::<u32>()? * 60 + minutes.parse::<u32>()? + 15;
    Ok(format!("{:02}:{:02}", minutes / 60, minutes % 60))
}

#[cfg(test)]
mod tests {
    use super::quarter_later;

    #[test]
    fn a_quarter_later_may_be_the_next_hour_and_midnight() {
        let later = |clock| quarter_later(clock).expect("a time");
        assert_eq!([later("09:45"), later("04:00"), later("23:45")], ["10:00", "04:15", "24:00"]);
    }
}
