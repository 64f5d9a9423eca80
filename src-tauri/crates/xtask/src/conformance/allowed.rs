//! The deviations that are known, each with its reason. A row that is of no use any more is an error.

use anyhow::{Context, Result};
use serde::Deserialize;

/// The rows, and which of them were met.
pub(crate) struct Allowed(Vec<(Row, bool)>);

/// One known deviation. `*` stands for any text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    tracker: String,
    operation: String,
    deviation: String,
    reason: String,
}

impl Allowed {
    /// The list of the project.
    pub(crate) fn committed() -> Result<Self> {
        Self::read(include_str!("allowed.json")).context("allowed.json is no list of deviations")
    }

    fn read(text: &str) -> Result<Self> {
        let rows: Vec<Row> = serde_json::from_str(text)?;
        anyhow::ensure!(rows.iter().all(|row| !row.reason.trim().is_empty()), "every row needs its reason");
        Ok(Self(rows.into_iter().map(|row| (row, false)).collect()))
    }

    /// Whether this deviation is known.
    pub(crate) fn allows(&mut self, tracker: &str, operation: &str, deviation: &str) -> bool {
        let known = self.0.iter_mut().find(|(row, _)| {
            row.tracker == tracker && fits(&row.operation, operation) && fits(&row.deviation, deviation)
        });
        known.map(|(_, met)| *met = true).is_some()
    }

    /// The rows of a tracker that were never met.
    pub(crate) fn unused(&self, tracker: &str) -> Vec<String> {
        let idle = self.0.iter().filter(|(row, met)| row.tracker == tracker && !met);
        idle.map(|(row, _)| format!("{}: {}", row.operation, row.deviation)).collect()
    }
}

/// Whether a text is what a pattern says.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, rest)) => text.strip_prefix(head).is_some_and(|tail| {
            tail.char_indices().map(|(at, _)| at).chain([tail.len()]).any(|at| fits(rest, &tail[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        assert!(fits("*", "") && fits("a*c", "abc") && fits("a*c", "ac") && fits("*b*", "abc"));
        assert!(!fits("a", "ab") && !fits("a*c", "abd") && !fits("a*", "ba"));
    }

    #[test]
    fn a_row_counts_for_its_tracker_alone_and_says_when_it_is_idle() {
        let row = r#"[{"tracker":"a","operation":"GET *","deviation":"query x *","reason":"because"}]"#;
        let mut allowed = Allowed::read(row).expect("a list");
        assert!(!allowed.allows("b", "GET /v1", "query x is not in the file"));
        assert_eq!(allowed.unused("a").len(), 1);
        assert!(allowed.allows("a", "GET /v1", "query x is not in the file"));
        assert_eq!((allowed.unused("a").len(), allowed.unused("b").len()), (0, 0));
    }

    #[test]
    fn a_row_without_a_reason_is_refused() {
        let row = r#"[{"tracker":"a","operation":"*","deviation":"*","reason":" "}]"#;
        assert!(Allowed::read(row).is_err());
    }
}
