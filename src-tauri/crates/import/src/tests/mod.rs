//! What each format's files become, row by row; the fixtures are made up after the formats' public documentation.

mod dates;
mod formats;
mod own;
mod planned;
mod tables;

use chrono_tz::Europe::Berlin;
use domain::Timestamp;

use crate::{Fault, Options, Reading, Row, Unreadable, read};

/// 1 December 2026, noon in UTC.
const NOW: Timestamp = Timestamp::from_millis(1_796_126_400_000);

fn options() -> Options {
    Options { format: None, zone: Berlin, now: NOW, dates: None, person: None }
}

fn reading(content: &str) -> Reading {
    read(content, &options()).expect("it can be read")
}

fn refused(content: &str) -> Unreadable {
    read(content, &options()).expect_err("it cannot be read")
}

/// A row in a line: its line, its times in UTC, note, tags and marks.
fn told(row: &Row) -> String {
    let time = |at: Timestamp| at.utc().format("%d %H:%M:%S").to_string();
    let entry = &row.entry;
    let mut text =
        format!("{}: {} - {} {}", row.line, time(entry.start()), time(entry.end().unwrap()), entry.note);
    for tag in &entry.tags {
        text.push_str(&format!(" #{tag}"));
    }
    if entry.billable {
        text.push_str(" $");
    }
    let totals = entry.totals(NOW);
    if totals.rest > 0 {
        text.push_str(&format!(" break {}", totals.rest / 60_000));
    }
    if row.named {
        text.push_str(" named");
    }
    text
}

fn rows(reading: &Reading) -> Vec<String> {
    reading.rows.iter().map(told).collect()
}

/// A fault in a line: its line, its column, and what is wrong.
fn faults(reading: &Reading) -> Vec<String> {
    let told = |Fault { line, column, why }: &Fault| format!("{line} {column}: {why:?}");
    reading.faults.iter().map(told).collect()
}
