//! A check of the whole file, for `doctor`: SQLite's own, and that what is kept twice agrees.

use crate::row::Columns;
use crate::{Reader, StoreError};

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// What is wrong, one sentence each; empty = all is well.
    pub problems: Vec<String>,
}

impl Report {
    /// Whether all is well.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// What is kept twice, and how many rows disagree.
const TWICE: [(&str, &str); 4] = [
    (
        "entries whose sums differ from their segments",
        "select count(*) from entry e where work_ms <> (
             select coalesce(sum(end_ms - start_ms), 0) from segment where entry = e.n and kind = 'work')",
    ),
    (
        "entries missing from the search",
        "select count(*) from entry e where not exists (select 1 from word_docsize where id = e.n)",
    ),
    (
        "habits that count wrong",
        "select count(*) from habit h where uses <> (select count(*) from entry where habit = h.n)",
    ),
    (
        "upload stages that count wrong",
        "select count(*) from upload_count c where n <> (select count(*) from upload where stage = c.stage)",
    ),
];

impl Reader {
    /// Checks the whole file. Takes seconds when it is large.
    pub async fn check(&self) -> Result<Report, StoreError> {
        let mut report = Report::default();
        for row in sqlx::query("pragma quick_check").fetch_all(self.pool()).await? {
            let line: String = Columns::new(&row, "sqlite_schema").get(0)?;
            if line != "ok" {
                report.problems.push(line);
            }
        }
        let orphans = sqlx::query("pragma foreign_key_check").fetch_all(self.pool()).await?.len();
        if orphans > 0 {
            report.problems.push(format!("{orphans} rows refer to rows that are not there"));
        }
        for (what, count) in TWICE {
            let row = sqlx::query(count).fetch_one(self.pool()).await?;
            let count: i64 = Columns::new(&row, "sqlite_schema").get(0)?;
            if count > 0 {
                report.problems.push(format!("{count} {what}"));
            }
        }
        Ok(report)
    }
}
