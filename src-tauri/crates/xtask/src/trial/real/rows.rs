//! Rows of a time sheet: what was wished against what a database holds, told apart by the mark in the comment.

use std::collections::BTreeMap;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    /// The day: `2026-11-20`.
    pub(super) date: String,
    /// How long, in hundredths of an hour.
    pub(super) hundredths: u64,
    /// The comment.
    pub(super) comments: String,
    /// What it is booked on: `#12`, or a project's identifier.
    pub(super) target: String,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Compared {
    /// Held once, as wished.
    pub(super) good: usize,
    /// Not there.
    pub(super) lost: Vec<String>,
    /// There once too often; one for each row too many.
    pub(super) doubled: Vec<String>,
    /// There once and not as wished, or wished by nobody.
    pub(super) wrong: Vec<String>,
}

impl Compared {
    /// Whether nothing is lost, doubled or wrong.
    pub(super) fn is_clean(&self) -> bool {
        self.lost.is_empty() && self.doubled.is_empty() && self.wrong.is_empty()
    }
}

/// Compares.
pub(super) fn compare(wished: &[Row], held: &[Row]) -> Compared {
    let mut by_mark: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in held {
        by_mark.entry(mark(&row.comments)).or_default().push(row);
    }
    let mut found = Compared::default();
    for wish in wished {
        match by_mark.remove(mark(&wish.comments)).unwrap_or_default().as_slice() {
            [] => found.lost.push(format!("{wish:?}")),
            [one] if *one == wish => found.good += 1,
            [one] => found.wrong.push(format!("{wish:?} is {one:?}")),
            [_, more @ ..] => found.doubled.extend(more.iter().map(|row| format!("{row:?}"))),
        }
    }
    let strange = by_mark.into_values().flatten().map(|row| format!("nobody wished {row:?}"));
    found.wrong.extend(strange);
    found
}

/// What stands between the brackets; all of it where there are none.
fn mark(text: &str) -> &str {
    text.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or(text, |(mark, _)| mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(mark: &str, hundredths: u64) -> Row {
        let comments = format!("09:00–09:15 Trial entry [{mark}]");
        Row { date: "2026-11-20".to_owned(), hundredths, comments, target: "#1".to_owned() }
    }

    #[test]
    fn each_row_counts_once_and_every_deviation_is_seen() {
        let wished = [row("1", 25), row("2", 25), row("3", 25), row("4", 25)];
        assert_eq!(compare(&wished, &wished), Compared { good: 4, ..Compared::default() });
        let held = [row("1", 25), row("2", 25), row("2", 25), row("3", 26), row("9", 25)];
        let found = compare(&wished, &held);
        assert_eq!((found.good, found.lost.len(), found.doubled.len(), found.wrong.len()), (1, 1, 1, 2));
        assert!(!found.is_clean());
    }

    #[test]
    fn another_text_day_or_target_is_not_what_was_wished() {
        let wish = row("1", 25);
        for other in [
            Row { comments: format!("{} changed", wish.comments), ..wish.clone() },
            Row { date: "2026-11-21".to_owned(), ..wish.clone() },
            Row { target: "#2".to_owned(), ..wish.clone() },
        ] {
            assert_eq!(compare(std::slice::from_ref(&wish), &[other]).wrong.len(), 1);
        }
    }
}
