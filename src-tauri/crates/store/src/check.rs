//! A check of the whole file, for `doctor`: SQLite's own, and that what is kept twice agrees.

use crate::row::Columns;
use crate::{Reader, StoreError};

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// What is wrong; empty = all is well.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Whether all is well.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// One thing that is wrong, and how often. The words for people are made elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    /// What SQLite itself says.
    Damaged(String),
    /// Rows that refer to rows that are not there.
    Orphans(u64),
    /// Entries whose sums differ from their segments.
    Sums(u64),
    /// Entries missing from the search.
    Search(u64),
    /// Habits that count wrong.
    Habits(u64),
    /// Upload stages that count wrong.
    Stages(u64),
}

/// A question that counts rows, and what the rows it finds are.
type Count = (fn(u64) -> Problem, &'static str);

/// What is kept twice, and how many rows disagree.
const TWICE: [Count; 4] = [
    (
        Problem::Sums,
        "select count(*) from entry e where work_ms <> (
             select coalesce(sum(end_ms - start_ms), 0) from segment where entry = e.n and kind = 'work')",
    ),
    (
        Problem::Search,
        "select count(*) from entry e where not exists (select 1 from word_docsize where id = e.n)",
    ),
    (
        Problem::Habits,
        "select count(*) from habit h where uses <> (select count(*) from entry where habit = h.n)",
    ),
    (
        Problem::Stages,
        "select count(*) from upload_count c where n <> (select count(*) from upload where stage = c.stage)",
    ),
];

impl Reader {
    /// Checks the whole file. Takes seconds when it is large.
    pub async fn check(&self) -> Result<Report, StoreError> {
        let mut report = Report::default();
        let lines = sqlx::query("pragma quick_check").fetch_all(&mut *self.ask().await?).await?;
        for row in lines {
            let line: String = Columns::new(&row, "sqlite_schema").get(0)?;
            if line != "ok" {
                report.problems.push(Problem::Damaged(line));
            }
        }
        let orphans: Vec<_> =
            sqlx::query("pragma foreign_key_check").fetch_all(&mut *self.ask().await?).await?;
        if !orphans.is_empty() {
            report.problems.push(Problem::Orphans(orphans.len() as u64));
        }
        for (problem, count) in TWICE {
            let row = sqlx::query(count).fetch_one(&mut *self.ask().await?).await?;
            let count: i64 = Columns::new(&row, "sqlite_schema").get(0)?;
            if let Ok(count @ 1..) = u64::try_from(count) {
                report.problems.push(problem(count));
            }
        }
        Ok(report)
    }
}
