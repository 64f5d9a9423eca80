//! The table `habit`: one row per distinct note and bookings, so that suggestions never read all entries.
//!
//! `score` is the frecency as one number that never ages: each use weighs 2^(start / half-life), and `score` is the
//! binary logarithm of the sum. All weights fade alike, so the order stays right without touching the rows again.

use domain::{Booking, Entry, Timestamp};
use sqlx::SqliteConnection;

use crate::batch::Batch;
use crate::entry::{self, entry_value};
use crate::fold::{fold, words};
use crate::row::{Columns, Id as _, json, limit};
use crate::{Reader, StoreError};

/// After this long a use weighs half.
const HALF_LIFE_MILLIS: f64 = 14.0 * 86_400_000.0;
/// The longest part of a note that suggestions look at, in letters.
const LOOKED_AT: usize = 300;
/// How many habits a question looks through.
const LIKELY: i64 = 20_000;
/// The most words of a question that are looked at; the SQL below has a place for each.
const WORDS: usize = 6;

/// What was done before and may be done again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// The note.
    pub note: String,
    /// The tags of the newest entry with it.
    pub tags: Vec<String>,
    /// Whether the newest entry with it is billable.
    pub billable: bool,
    /// The bookings.
    pub bookings: Vec<Booking>,
    /// When the newest entry with it started.
    pub last: Timestamp,
    /// How many entries have it.
    pub uses: u32,
}

/// The bookings as the table keeps them.
pub(crate) fn key(bookings: &[Booking]) -> String {
    let pairs: Vec<_> = bookings
        .iter()
        .map(|booking| (booking.connection.to_uuid().simple().to_string(), booking.target.as_str()))
        .collect();
    json(&pairs)
}

/// The note as suggestions look at it.
pub(crate) fn folded(note: &str) -> String {
    fold(note).chars().take(LOOKED_AT).collect()
}

/// Counts one more use; the row is there once the batch was run.
pub(crate) async fn take(
    connection: &mut SqliteConnection,
    batch: &mut Batch,
    entry: &Entry,
) -> Result<(), StoreError> {
    let bookings = key(&entry.bookings);
    let found = sqlx::query("select n, score from habit where note = ? and bookings = ?")
        .bind(&entry.note)
        .bind(&bookings)
        .fetch_optional(&mut *connection)
        .await?;
    let weight = weight(entry.start());
    match found {
        Some(row) => {
            let columns = Columns::new(&row, "habit");
            batch
                .say("update habit set uses = uses + 1, last_ms = max(last_ms, ?), score = ? where n = ?")
                .bind(entry.start().millis())
                .bind(more(columns.get(1)?, weight))
                .bind(columns.get::<i64>(0)?);
        }
        None => {
            batch
                .say(
                    "insert into habit (note, bookings, fold, uses, last_ms, score)
                     values (?, ?, ?, 1, ?, ?)",
                )
                .bind(&entry.note)
                .bind(bookings)
                .bind(folded(&entry.note))
                .bind(entry.start().millis())
                .bind(weight);
        }
    }
    Ok(())
}

/// Counts one use less, after its entry was removed; the last one takes the row with it.
pub(crate) async fn release(
    connection: &mut SqliteConnection,
    n: i64,
    start: Timestamp,
) -> Result<(), StoreError> {
    let newest = sqlx::query(
        "select e.start_ms, h.score from habit h join entry e on e.habit = h.n where h.n = ? order by e.n desc limit 1",
    )
    .bind(n)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = newest else {
        sqlx::query("delete from habit where n = ?").bind(n).execute(connection).await?;
        return Ok(());
    };
    let columns = Columns::new(&row, "habit");
    let last = columns.at(0)?;
    let score = left(columns.get(1)?, weight(start), last);
    sqlx::query("update habit set uses = uses - 1, last_ms = ?, score = ? where n = ?")
        .bind(last.millis())
        .bind(score)
        .bind(n)
        .execute(connection)
        .await?;
    Ok(())
}

/// What is left of a score when uses of this weight go and the newest use that stays is `last`.
pub(crate) fn left(score: f64, gone: f64, last: Timestamp) -> f64 {
    // Taking a weight from a sum loses digits; the newest use alone is the least it can be.
    less(score, gone).max(weight(last))
}

/// The weight of one use, as a binary logarithm.
pub(crate) fn weight(start: Timestamp) -> f64 {
    // Milliseconds until the year 9999 have fewer than 53 bits.
    #[allow(clippy::cast_precision_loss)]
    let millis = start.millis() as f64;
    millis / HALF_LIFE_MILLIS
}

/// log2(2^a + 2^b), without leaving the range of numbers.
pub(crate) fn more(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    high + (low - high).exp2().ln_1p() / std::f64::consts::LN_2
}

/// log2(2^sum - 2^part); far below everything when nothing is left.
fn less(sum: f64, part: f64) -> f64 {
    let rest = 1.0 - (part - sum).exp2();
    if rest <= 0.0 { f64::MIN } else { sum + rest.log2() }
}

impl Reader {
    /// What was done before and holds every word of `text`, what begins with it first, then by frecency.
    /// An empty text gives what is done most. Only the 20 000 most frecent are looked at.
    pub async fn suggest(&self, text: &str, most: usize) -> Result<Vec<Suggestion>, StoreError> {
        let begins = fold(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut asked = words(text);
        asked.resize(WORDS, String::new());
        let mut query = sqlx::query(concat!(
            "with likely (n, score, fold) as (select n, score, fold from habit order by score desc limit ?9),
             found (n, score, begins) as (
                 select n, score, fold >= ?1 and fold < ?1 || char(1114111) from likely
                 where instr(fold, ?3) and instr(fold, ?4) and instr(fold, ?5)
                   and instr(fold, ?6) and instr(fold, ?7) and instr(fold, ?8)
                 order by 3 desc, 2 desc limit ?2
             )
             select h.uses, h.last_ms, ",
            entry_value!(),
            " from found join habit h on h.n = found.n
             join entry e on e.n = (select max(latest.n) from entry latest where latest.habit = h.n)
             where h.note <> '' or h.bookings <> '[]'
             order by found.begins desc, found.score desc"
        ))
        .bind(begins)
        .bind(limit(most).saturating_add(1));
        for word in asked {
            query = query.bind(word);
        }
        // Without a question the first are the answer; one more, because the habit of saying nothing is left out.
        let likely = if text.trim().is_empty() { limit(most).saturating_add(1) } else { LIKELY };
        let rows = query.bind(likely).fetch_all(&mut *self.ask().await?).await?;
        rows.iter()
            .take(most)
            .map(|row| {
                let columns = Columns::new(row, "habit");
                let entry = entry::one(row, 2)?;
                Ok(Suggestion {
                    note: entry.note,
                    tags: entry.tags,
                    billable: entry.billable,
                    bookings: entry.bookings,
                    last: columns.at(1)?,
                    uses: columns.get(0)?,
                })
            })
            .collect()
    }

    /// The newest entry of each distinct note and bookings, the newest first.
    pub async fn recent(&self, most: usize) -> Result<Vec<Entry>, StoreError> {
        let rows = sqlx::query(concat!(
            "select ",
            entry_value!(),
            " from (select n, last_ms from habit order by last_ms desc limit ?) h
             join entry e on e.n = (select max(latest.n) from entry latest where latest.habit = h.n)
             order by h.last_ms desc"
        ))
        .bind(limit(most))
        .fetch_all(&mut *self.ask().await?)
        .await?;
        rows.iter().map(|row| entry::one(row, 0)).collect()
    }
}
