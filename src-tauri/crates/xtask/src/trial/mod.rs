//! Long trials of the programs as they are shipped: `cargo xtask kill-run`, `backlog` and `real`.

mod backlog;
mod dice;
mod kill_run;
mod life;
mod line;
mod real;
mod tally;
mod watch;
mod weather;

use anyhow::{Context, Result, bail};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::bench::report::{Figure, Report, with_section};
use crate::bench::socket::Socket;
use crate::clock;
use crate::sandbox::{Account, Sandbox};
use crate::step;

use tally::{Wish, note};

pub(crate) use backlog::run as backlog;
pub(crate) use kill_run::run as kill_run;
pub(crate) use real::run as real;

/// How long every entry of a trial is.
const SECONDS: u64 = 900;
/// Entries a day: from four in the morning, when no clock is ever changed, to midnight.
const A_DAY: usize = 80;

/// The verb that writes entry number `number` down, booked on these targets (`connection:key`).
fn entry(number: usize, on: &[String]) -> Result<Value> {
    let day = TimeDelta::days(2 + i64::try_from(number / A_DAY)?);
    let today = DateTime::<Utc>::from_timestamp(i64::try_from(clock::since_epoch().as_secs())?, 0);
    let day = (today.context("a year people live in")? - day).format("%Y-%m-%d");
    let quarter = 16 + number % A_DAY;
    let from = format!("{day} {:02}:{:02}", quarter / 4, quarter % 4 * 15);
    Ok(json!({
        "verb": "add", "note": note(number, 0), "on": on, "from": from, "to": null, "duration": "0:15",
        "breaks": [], "overlap": null, "no_links": true,
    }))
}

/// What an account's target is to hold of it.
fn wish(account: &Account, target: &str, number: usize) -> Wish {
    Wish { api: account.api.clone(), target: target.to_owned(), note: note(number, 0), seconds: SECONDS }
}

/// How far each connection is: its name, what is still to do, and what waits for a person.
fn progress(socket: &mut Socket) -> Result<Vec<Lane>> {
    let (answer, _) = socket.ask("uploads_progress", &Value::Null)?;
    let lanes = answer.as_array().context("progress is a list")?.iter().map(|lane| {
        let number =
            |field: &str| lane[field].as_u64().with_context(|| format!("{field} is missing in {lane}"));
        Ok(Lane {
            name: lane["connection"].as_str().context("a connection has a name")?.to_owned(),
            open: number("waiting")? + number("sending")? + number("unsure")?,
            stuck: number("stuck")?,
        })
    });
    lanes.collect()
}

/// One connection.
#[derive(Clone, Debug)]
struct Lane {
    name: String,
    open: u64,
    stuck: u64,
}

fn open(lanes: &[Lane]) -> u64 {
    lanes.iter().map(|lane| lane.open).sum()
}

/// Compares what was wished with what every tracker holds, shows the first that differ, and gives the figures.
fn exactly_once(wishes: &[Wish], sandbox: &Sandbox) -> Result<Vec<Figure>> {
    let tally = tally::tally(wishes, &sandbox.records()?)?;
    for (what, rows) in [("lost", &tally.lost), ("doubled", &tally.doubled), ("wrong", &tally.wrong)] {
        rows.iter().take(10).for_each(|row| println!("    {what}: {row}"));
    }
    let figure = |what: &str, rows: &[String]| Figure::new(what, rows.len() as f64, "").at_most(0.0);
    Ok(vec![
        figure("records lost", &tally.lost).also(format!("{} held exactly once, as recorded", tally.good)),
        figure("records doubled", &tally.doubled),
        figure("records wrong or wished by nobody", &tally.wrong),
    ])
}

/// Prints the figures, and keeps those of a `whole` trial in BENCHMARKS.md.
fn publish(heading: &str, how: &str, whole: bool, figures: Vec<Figure>) -> Result<()> {
    let mut report = Report::default();
    report.extend(figures);
    println!("\n{heading}: {how}\n\n{}", report.table());
    if whole {
        let file = step::root().join("BENCHMARKS.md");
        let old = std::fs::read_to_string(&file).unwrap_or_default();
        std::fs::write(&file, with_section(&old, &report.section(heading, how)?))?;
        println!("{} is written", file.display());
    }
    match report.above() {
        0 => Ok(()),
        above => bail!("{above} figures are above their limits"),
    }
}

/// The options of a trial: `--name N`, each a whole number.
fn options<const N: usize>(words: &[&str], names: [&str; N], mut values: [u64; N]) -> Result<[u64; N]> {
    for pair in words.chunks(2) {
        let place = names.iter().position(|name| *name == pair[0]);
        let value = pair.get(1).and_then(|text| text.parse().ok());
        match (place, value) {
            (Some(place), Some(value)) => values[place] = value,
            _ => bail!("it knows {}, each with a whole number", names.join(" and ")),
        }
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_names_with_numbers() {
        let read = |words: &[&str]| options(words, ["--times", "--seed"], [300, 1]);
        assert_eq!(read(&[]).expect("defaults"), [300, 1]);
        assert_eq!(read(&["--seed", "9", "--times", "5"]).expect("both"), [5, 9]);
        assert!(
            read(&["--times"]).is_err() && read(&["--times", "x"]).is_err() && read(&["x", "1"]).is_err()
        );
    }

    #[test]
    fn no_two_entries_of_a_trial_begin_together() {
        let from = |number| entry(number, &[]).expect("a verb")["from"].to_string();
        let all: std::collections::BTreeSet<String> = (0..500).map(from).collect();
        assert_eq!(all.len(), 500);
    }
}
