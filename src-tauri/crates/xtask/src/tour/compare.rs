//! Recorded against received: every booking of every entry beside what its tracker holds.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::Value;

use super::part::{Part, received, recorded};

/// One booking of one entry, with both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) note: String,
    pub(super) target: String,
    pub(super) recorded: Vec<Part>,
    pub(super) received: Vec<Part>,
    pub(super) remark: Option<String>,
}

impl Row {
    /// Whether the tracker holds what was recorded, once.
    pub(super) fn same(&self) -> bool {
        let sum = |parts: &[Part]| parts.iter().map(|part| part.seconds).sum::<i64>();
        self.remark.is_none()
            && self.recorded.len() == self.received.len()
            && self.recorded.iter().zip(&self.received).all(|(ours, theirs)| ours.is_held_as(theirs))
            && (sum(&self.recorded) - sum(&self.received)).abs() <= 1
    }

    /// The connection it is booked at.
    pub(super) fn tracker(&self) -> &str {
        self.target.split(':').next().unwrap_or_default()
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
    let open = uploads.iter().find(|upload| upload["state"] != "done");
    let elsewhere = mine.iter().find(|record| record["target"] != place);
    let remark = open
        .map(|upload| format!("{} {}", upload["state"], upload["reason"]))
        .or_else(|| elsewhere.map(|record| format!("on {}", record["target"])));
    Ok(Row {
        note: text(entry, "note")?.to_owned(),
        target: target.to_owned(),
        recorded: recorded(tracker, entry)?,
        received: parts,
        remark,
    })
}

fn list<'a>(value: &'a Value, name: &str) -> Result<&'a [Value]> {
    value[name].as_array().map(Vec::as_slice).with_context(|| format!("{name} is missing in {value}"))
}

fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
    value[name].as_str().with_context(|| format!("{name} is missing in {value}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::tour::table::table;

    fn entry() -> Value {
        let segment =
            |kind: &str, start: &str, end: &str| json!({ "kind": kind, "start": start, "end": end });
        let upload = |id: &str| json!({ "state": "done", "remote_id": id, "reason": null });
        json!({
            "note": "Review",
            "zone": "Europe/Berlin",
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

    fn off(records: &[Value]) -> usize {
        let rows = compare(&[entry()], records).expect("whole records");
        rows.iter().filter(|row| !row.same()).count()
    }

    #[test]
    fn equal_sides_are_equal() {
        let rows = compare(&[entry()], &records()).unwrap();
        assert_eq!(rows.iter().map(Row::same).collect::<Vec<_>>(), [true, true], "{}", table(&rows));
        assert_eq!(rows.iter().map(Row::tracker).collect::<Vec<_>>(), ["clockify", "yandex"]);
    }

    #[test]
    fn a_record_too_many_a_missing_one_and_a_wrong_one_are_seen() {
        let mut doubled = records();
        doubled.push(record("clockify", "c3", "Website", "2026-03-02T09:10:00Z", 30));
        assert_eq!(off(&doubled), 1);
        assert_eq!(off(&records()[1..]), 1);
        for (field, value) in
            [("seconds", json!(60)), ("target", json!("Internal")), ("text", json!("Other"))]
        {
            let mut wrong = records();
            wrong[1][field] = value;
            assert_eq!(off(&wrong), 1, "{field}");
        }
    }
}
