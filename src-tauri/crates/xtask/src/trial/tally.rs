//! Wished against held: whether every tracker holds every hour exactly once, counted by a mark in its text.
//!
//! Knows nothing of how an entry becomes records: the entries of a trial are quarter hours without breaks, which every
//! tracker keeps as one record of the same length.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

/// One record that is to be there once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    /// The API.
    pub(super) api: String,
    /// The target's key.
    pub(super) target: String,
    /// The note, with its mark.
    pub(super) note: String,
    /// How long it is.
    pub(super) seconds: u64,
}

/// What was found, each with its notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Held once, as wished.
    pub(super) good: usize,
    /// Not there.
    pub(super) lost: Vec<String>,
    /// There once too often; one row for each record too many.
    pub(super) doubled: Vec<String>,
    /// There once, with another length, target or text; or wished by nobody.
    pub(super) wrong: Vec<String>,
}

/// A note of a trial: the mark tells one from another wherever a tracker puts more around it.
pub(super) fn note(number: usize, version: usize) -> String {
    format!("Trial entry [{number:05}.{version}]")
}

/// Counts.
///
/// # Errors
/// When a record lacks a promised field.
pub(super) fn tally(wishes: &[Wish], records: &[Value]) -> Result<Tally> {
    let mut held: BTreeMap<(String, String), Vec<&Value>> = BTreeMap::new();
    for record in records {
        let api = record["api"].as_str().context("a record names its API")?;
        let text = record["text"].as_str().context("a record has a text")?;
        held.entry((api.to_owned(), mark(text).to_owned())).or_default().push(record);
    }
    let mut tally = Tally::default();
    for wish in wishes {
        let row = format!("{}: {}", wish.api, wish.note);
        let found = held.remove(&(wish.api.clone(), mark(&wish.note).to_owned())).unwrap_or_default();
        match found.as_slice() {
            [] => tally.lost.push(row),
            [one] if one["seconds"] == wish.seconds && one["target"] == wish.target.as_str() => {
                tally.good += 1
            }
            [one] => tally.wrong.push(format!("{row} is {one}")),
            [_, more @ ..] => tally.doubled.extend(more.iter().map(|_| row.clone())),
        }
    }
    let strange = held.into_values().flatten().map(|record| format!("nobody wished {record}"));
    tally.wrong.extend(strange);
    Ok(tally)
}

/// What stands between the brackets; all of it where there are none.
fn mark(text: &str) -> &str {
    text.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or(text, |(mark, _)| mark)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn wishes() -> Vec<Wish> {
        let wish = |number| Wish {
            api: "plane".into(),
            target: "PROJ-1".into(),
            note: note(number, 0),
            seconds: 900,
        };
        (1..=2).map(wish).collect()
    }

    fn record(number: usize, version: usize) -> Value {
        let text = format!("2026-11-20 09:00–09:15 {}", note(number, version));
        json!({ "api": "plane", "target": "PROJ-1", "text": text, "seconds": 900 })
    }

    #[test]
    fn what_is_there_once_is_good() {
        let found = tally(&wishes(), &[record(2, 0), record(1, 0)]).expect("a count");
        assert_eq!(found, Tally { good: 2, ..Tally::default() });
    }

    #[test]
    fn lost_doubled_and_wrong_are_told_apart() {
        let found = tally(&wishes(), &[record(1, 0), record(1, 0), record(1, 0)]).expect("a count");
        assert_eq!((found.good, found.lost.len(), found.doubled.len(), found.wrong.len()), (0, 1, 2, 0));
        let mut short = record(1, 0);
        short["seconds"] = json!(60);
        let found = tally(&wishes(), &[short, record(2, 0)]).expect("a count");
        assert_eq!((found.good, found.lost.len(), found.wrong.len()), (1, 0, 1));
    }

    #[test]
    fn an_older_text_is_not_what_was_wished() {
        let found = tally(&wishes(), &[record(1, 0), record(2, 1)]).expect("a count");
        assert_eq!((found.good, found.lost.len(), found.wrong.len()), (1, 1, 1));
    }
}
