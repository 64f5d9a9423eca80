//! What grows with the years: day view, search, month totals and start-up with ten thousand to a million entries.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::Bench;
use super::report::Figure;
use super::sample::Sample;
use super::socket::Socket;
use crate::clock::Stopwatch;
use crate::programs::RESIDENT;
use crate::step::{self, cargo};
use crate::stint::Stint;

/// How often each question is asked.
const TIMES: usize = 200;
/// How often the resident is started.
const STARTS: usize = 20;

/// Builds the program that makes the entries.
pub(super) fn build() -> Result<PathBuf> {
    let words = ["build", "--release", "--package", "xtask", "--example", "fixture"];
    step::run("Building the maker of entries", &mut cargo(&words))?;
    Ok(step::target().join("release/examples/fixture"))
}

/// Fills a data directory.
pub(super) fn fill(fixture: &Path, stint: &Stint<'_>, entries: u32) -> Result<()> {
    let status = Command::new(fixture).arg(stint.data()).arg(entries.to_string()).status()?;
    ensure!(status.success(), "the maker of entries ended with {status}");
    Ok(())
}

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let empty = bench.stint("volume-0");
    let mut figures = Vec::new();
    for (entries, name) in [(10_000, "10 k"), (100_000, "100 k"), (1_000_000, "1 M")] {
        let stint = bench.stint(&format!("volume-{entries}"));
        fill(bench.fixture, &stint, entries)?;
        let (start, baseline) = starts(bench, &stint, &empty)?;
        stint.resident(&["--no-tray", "--no-hotkeys"])?;
        let mut socket = Socket::connect(&stint)?;
        let today = socket.ask("status", &Value::Null)?.0;
        ensure!(today["state"] == "stopped", "nothing runs in the made years: {today}");
        let day = json!({ "from": "yesterday", "to": "yesterday", "limit": null });
        let day = ask(&mut socket, "log", &day)?;
        let find = json!({ "text": "review pay", "limit": 50 });
        let find = ask(&mut socket, "search", &find)?;
        let month = month(&mut socket)?;
        let limit =
            |figure: Figure, limit: f64| if entries == 1_000_000 { figure.at_most(limit) } else { figure };
        let row = |what: &str, sample: &Sample, most: f64| {
            let figure = Figure::new(format!("{what}, {name} entries, p99"), sample.percentile(99), "ms");
            limit(figure.also(format!("median {:.2} ms", sample.median())), most)
        };
        figures.push(row("day view", &day, 5.0));
        figures.push(row("search", &find, 20.0));
        figures.push(row("month totals", &month, 50.0));
        let slower = (start.median() / baseline.median() - 1.0) * 100.0;
        let figure = Figure::new(format!("start-up against an empty database, {name} entries"), slower, "%");
        let times = format!("{:.1} ms, empty {:.1} ms", start.median(), baseline.median());
        figures.push(limit(figure.also(times), 10.0));
        stint.quit()?;
        std::fs::remove_dir_all(stint.data())?;
    }
    Ok(figures)
}

fn ask(socket: &mut Socket, method: &str, params: &Value) -> Result<Sample> {
    let mut sample = Sample::default();
    for _ in 0..TIMES {
        let (answer, took) = socket.ask(method, params)?;
        ensure!(answer.as_array().is_some_and(|rows| !rows.is_empty()), "{method} finds something: {answer}");
        sample.add(took);
    }
    Ok(sample)
}

fn month(socket: &mut Socket) -> Result<Sample> {
    let mut sample = Sample::default();
    // Some months of the made years, so that no answer can have been kept from the last question.
    for number in 0..TIMES {
        let (year, month) = (2018 + number / 12 % 7, number % 12 + 1);
        let (from, to) = (format!("{year}-{month:02}-01"), format!("{year}-{month:02}-28"));
        let (answer, took) = socket.ask("report", &json!({ "from": from, "to": to, "by": "day" }))?;
        ensure!(answer["work_seconds"].as_u64() > Some(0), "there is work in every month: {answer}");
        sample.add(took);
    }
    Ok(sample)
}

/// Time from the start of the resident's process until it answers, with entries and without, in turn: the pace of a
/// machine changes by more than what is compared.
fn starts(bench: &Bench<'_>, full: &Stint<'_>, empty: &Stint<'_>) -> Result<(Sample, Sample)> {
    let mut samples = (Sample::default(), Sample::default());
    for _ in 0..STARTS {
        start(full, &mut samples.0)?;
        start(empty, &mut samples.1)?;
    }
    ensure!(bench.desktop.processes(RESIDENT).is_empty(), "every resident ended");
    Ok(samples)
}

fn start(stint: &Stint<'_>, sample: &mut Sample) -> Result<()> {
    let mut command = stint.headless_command(&["status"]);
    let watch = Stopwatch::start();
    let output = command.output()?;
    sample.add(watch.elapsed());
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    stint.quit()
}
