//! What importing a file would do: entries to create, rows that are there already, and rows that make none.

use std::collections::HashSet;
use std::fmt::Write as _;

use domain::{Entry, EntryId, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::{DateOrder, Fault, Format, Reading, Row};

/// What the store knows about one row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Known {
    /// Whether an entry has its id: it was imported earlier.
    pub imported: bool,
    /// An entry with the same times and the same note.
    pub alike: Option<EntryId>,
    /// Whether another entry has time in common with it.
    pub overlaps: bool,
}

/// A row that is not created, because it is there already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Same {
    /// Its line.
    pub line: u32,
    /// What it would have been.
    pub entry: Entry,
    /// Why it is not created.
    pub why: SameWhy,
}

/// Why a row is not created.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SameWhy {
    /// The same row was imported earlier.
    Imported,
    /// An entry has the same times and the same note.
    There(EntryId),
    /// An earlier row of the file says the same.
    Twice,
}

/// What importing a file would do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Whose file it is.
    pub format: Format,
    /// How its dates are meant, where that was in question.
    pub dates: Option<DateOrder>,
    /// What would be created, with whether it overlaps an entry that is there.
    pub new: Vec<(Row, bool)>,
    /// What is there already.
    pub same: Vec<Same>,
    /// What cannot be read.
    pub faults: Vec<Fault>,
}

impl Plan {
    /// Of what a file holds and what is known of each of its rows, in their order.
    pub fn new(reading: Reading, known: &[Known]) -> Self {
        let Reading { format, dates, rows, faults } = reading;
        let mut plan = Self { format, dates, new: Vec::new(), same: Vec::new(), faults };
        let mut ids: HashSet<EntryId> = HashSet::new();
        let mut seen: HashSet<u64> = HashSet::new();
        for (place, row) in rows.into_iter().enumerate() {
            let known = known.get(place).copied().unwrap_or_default();
            let again = if row.named { !ids.insert(row.entry.id) } else { !seen.insert(print(&row.entry)) };
            let why = match (known, again) {
                (Known { imported: true, .. }, _) if row.named => Some(SameWhy::Imported),
                (Known { alike: Some(entry), .. }, _) => Some(SameWhy::There(entry)),
                (_, true) => Some(SameWhy::Twice),
                _ => None,
            };
            match why {
                Some(why) => plan.same.push(Same { line: row.line, entry: row.entry, why }),
                None => plan.new.push((row, known.overlaps)),
            }
        }
        plan
    }

    /// A word for exactly this plan of this file: what a person was shown is written only while it still holds.
    pub fn token(&self, content: &str) -> String {
        let mut told = Sha256::new();
        told.update(content);
        told.update(format!("\n{:?} {:?}", self.format, self.dates));
        for (row, _) in &self.new {
            let (start, end) = (row.entry.start(), row.entry.end().unwrap_or(Timestamp::MAX));
            told.update(format!("\n{} {start} {end}", row.line));
        }
        let mut word = String::with_capacity(32);
        for byte in &told.finalize()[..16] {
            let _infallible = write!(word, "{byte:02x}");
        }
        word
    }
}

/// A number that two rows share when they say the same.
fn print(entry: &Entry) -> u64 {
    let told = Sha256::digest(format!(
        "{:?} {:?} {} {:?} {:?}",
        entry.note,
        entry.tags,
        entry.billable,
        entry.start(),
        entry.end()
    ));
    told.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
