//! Recorded against received: what each tracker must hold of an entry, computed here a second time, and what it holds.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

/// One booking of one entry, with both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    note: String,
    target: String,
    recorded: Vec<Part>,
    received: Vec<Part>,
    remark: Option<String>,
}

/// One record at a tracker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    start: DateTime<Utc>,
    seconds: i64,
}

impl Row {
    /// Whether the tracker holds what was recorded, once. Whole seconds of several parts are rounded so that their
    /// sum is right, so one part may differ by the second that another one has.
    pub(super) fn same(&self) -> bool {
        let sum = |parts: &[Part]| parts.iter().map(|part| part.seconds).sum::<i64>();
        let pairs = || self.recorded.iter().zip(&self.received);
        self.remark.is_none()
            && self.recorded.len() == self.received.len()
            && pairs().all(|(ours, theirs)| {
                ours.start == theirs.start && (ours.seconds - theirs.seconds).abs() <= 1
            })
            && (sum(&self.recorded) - sum(&self.received)).abs() <= 1
    }
}

/// Puts every booking of every entry beside the tracker's records; records nobody booked are a row of their own.
///
/// # Errors
/// When the log or the records lack a promised field.
pub(super) fn compare(entries: &[Value], records: &[Value]) -> Result<Vec<Row>> {
    let mut known = BTreeSet::new();
    let mut rows = Vec::new();
    for entry in entries.iter().rev() {
        for booking in list(entry, "bookings")? {
            rows.push(row(entry, booking, records, &mut known)?);
        }
    }
    for stray in records.iter().filter(|record| !known.contains(&key(record))) {
        rows.push(Row {
            note: text(stray, "text")?.to_owned(),
            target: format!("{}:{}", text(stray, "api")?, stray["target"].as_str().unwrap_or("nothing")),
            recorded: Vec::new(),
            received: vec![received(stray)?],
            remark: Some("nobody booked it".into()),
        });
    }
    Ok(rows)
}

fn key(record: &Value) -> (String, String) {
    (record["api"].to_string(), record["id"].to_string())
}

fn row(
    entry: &Value,
    booking: &Value,
    records: &[Value],
    known: &mut BTreeSet<(String, String)>,
) -> Result<Row> {
    let target = text(booking, "target")?;
    let (tracker, place) = target.split_once(':').context("a target is connection:key")?;
    let uploads = list(booking, "uploads")?;
    // Where an id is only unique inside an issue, Stint keeps it as `issue/id`.
    let ids = uploads.iter().filter_map(|upload| upload["remote_id"].as_str()?.rsplit('/').next());
    let ids: BTreeSet<&str> = ids.collect();
    let held = |record: &&Value| {
        record["api"] == tracker && record["id"].as_str().is_some_and(|id| ids.contains(id))
    };
    let mine: Vec<&Value> = records.iter().filter(held).collect();
    known.extend(mine.iter().map(|record| key(record)));
    let mut parts = mine.iter().map(|record| received(record)).collect::<Result<Vec<_>>>()?;
    parts.sort_unstable();
    let remark = uploads
        .iter()
        .find(|upload| upload["state"] != "done")
        .map(|upload| format!("{} {}", upload["state"], upload["reason"]))
        .or_else(|| {
            mine.iter()
                .find(|record| record["target"] != place)
                .map(|record| format!("on {}", record["target"]))
        })
        .or_else(|| {
            mine.iter()
                .find(|record| record["text"] != entry["note"])
                .map(|record| format!("says {}", record["text"]))
        });
    Ok(Row {
        note: text(entry, "note")?.to_owned(),
        target: target.to_owned(),
        recorded: recorded(tracker, entry)?,
        received: parts,
        remark,
    })
}

/// What a tracker must hold of an entry: Clockify every stretch of work to the second, Yandex Tracker the net time in
/// whole minutes from the first start.
fn recorded(tracker: &str, entry: &Value) -> Result<Vec<Part>> {
    let work: Vec<(DateTime<Utc>, DateTime<Utc>)> = list(entry, "segments")?
        .iter()
        .filter(|segment| segment["kind"] == "work")
        .map(|segment| Ok((instant(segment, "start")?, instant(segment, "end")?)))
        .collect::<Result<_>>()?;
    if tracker == "yandex" {
        let net: TimeDelta = work.iter().map(|(start, end)| *end - *start).sum();
        let minutes = (net.num_seconds() + 30) / 60;
        let first = work.first().context("an entry has work in it")?.0;
        return Ok(vec![Part { start: whole_seconds(first), seconds: minutes * 60 }]);
    }
    let part = |(start, end): &(DateTime<Utc>, DateTime<Utc>)| {
        let (start, end) = (whole_seconds(*start), whole_seconds(*end));
        Part { start, seconds: (end - start).num_seconds() }
    };
    Ok(work.iter().map(part).collect())
}

fn received(record: &Value) -> Result<Part> {
    let seconds = record["seconds"].as_i64().context("a record has seconds")?;
    Ok(Part { start: whole_seconds(instant(record, "start")?), seconds })
}

fn whole_seconds(instant: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp(instant.timestamp(), 0).unwrap_or(instant)
}

fn list<'a>(value: &'a Value, name: &str) -> Result<&'a [Value]> {
    value[name].as_array().map(Vec::as_slice).with_context(|| format!("{name} is missing in {value}"))
}

fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
    value[name].as_str().with_context(|| format!("{name} is missing in {value}"))
}

fn instant(value: &Value, name: &str) -> Result<DateTime<Utc>> {
    let text = text(value, name)?;
    let instant = DateTime::parse_from_rfc3339(text).with_context(|| format!("{text} is no instant"))?;
    Ok(instant.to_utc())
}

/// The rows as a person reads them.
pub(super) fn table(rows: &[Row]) -> String {
    let mut lines = vec![[
        "entry".to_owned(),
        "booked on".to_owned(),
        "recorded (UTC)".to_owned(),
        "received (UTC)".to_owned(),
        String::new(),
    ]];
    for row in rows {
        let height = row.recorded.len().max(row.received.len()).max(1);
        for index in 0..height {
            let side = |parts: &[Part]| parts.get(index).map(shown).unwrap_or_default();
            let (note, target, verdict) = match (index, row.same()) {
                (0, true) => (row.note.clone(), row.target.clone(), "=".to_owned()),
                (0, false) => {
                    let remark = row.remark.clone().unwrap_or_default();
                    (row.note.clone(), row.target.clone(), format!("differs {remark}"))
                }
                _ => Default::default(),
            };
            lines.push([note, target, side(&row.recorded), side(&row.received), verdict]);
        }
    }
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 5] = std::array::from_fn(width);
    let line = |cells: &[String; 5]| {
        let padded = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let mut text: Vec<String> = lines.iter().map(line).collect();
    text.insert(1, "─".repeat(widths.iter().sum::<usize>() + 8));
    text.join("\n")
}

fn shown(part: &Part) -> String {
    let (hours, rest) = (part.seconds / 3600, part.seconds % 3600);
    format!("{} {hours}:{:02}:{:02}", part.start.format("%d %b %H:%M:%S"), rest / 60, rest % 60)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry() -> Value {
        let segment =
            |kind: &str, start: &str, end: &str| json!({ "kind": kind, "start": start, "end": end });
        let upload = |id: &str| json!({ "state": "done", "remote_id": id, "reason": null });
        json!({
            "note": "Review",
            "segments": [
                segment("work", "2026-03-02T08:00:00.400Z", "2026-03-02T09:00:10Z"),
                segment("break", "2026-03-02T09:00:10Z", "2026-03-02T09:10:00Z"),
                segment("work", "2026-03-02T09:10:00Z", "2026-03-02T09:10:30Z"),
            ],
            "bookings": [
                { "target": "clockify:Website", "uploads": [upload("c1"), upload("c2")] },
                { "target": "yandex:TEST-1", "uploads": [upload("TEST-1/7")] },
            ],
        })
    }

    fn record(api: &str, id: &str, target: &str, start: &str, seconds: u32) -> Value {
        json!({ "api": api, "id": id, "target": target, "start": start, "seconds": seconds, "text": "Review" })
    }

    fn records() -> Vec<Value> {
        vec![
            record("clockify", "c2", "Website", "2026-03-02T09:10:00Z", 30),
            record("clockify", "c1", "Website", "2026-03-02T08:00:00Z", 3610),
            record("yandex", "7", "TEST-1", "2026-03-02T08:00:00.400Z", 3660),
        ]
    }

    #[test]
    fn equal_sides_are_equal() {
        let rows = compare(&[entry()], &records()).unwrap();
        assert_eq!(rows.iter().map(Row::same).collect::<Vec<_>>(), [true, true], "{}", table(&rows));
    }

    #[test]
    fn a_record_too_many_a_missing_one_and_a_wrong_one_are_seen() {
        let mut doubled = records();
        doubled.push(record("clockify", "c3", "Website", "2026-03-02T09:10:00Z", 30));
        assert_eq!(compare(&[entry()], &doubled).unwrap().iter().filter(|row| !row.same()).count(), 1);
        let missing = &records()[1..];
        assert_eq!(compare(&[entry()], missing).unwrap().iter().filter(|row| !row.same()).count(), 1);
        let mut wrong = records();
        wrong[2]["seconds"] = json!(60);
        assert_eq!(compare(&[entry()], &wrong).unwrap().iter().filter(|row| !row.same()).count(), 1);
        wrong = records();
        wrong[1]["target"] = json!("Internal");
        assert_eq!(compare(&[entry()], &wrong).unwrap().iter().filter(|row| !row.same()).count(), 1);
    }
}
