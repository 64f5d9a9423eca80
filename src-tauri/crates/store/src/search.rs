//! The full-text index `word`: notes, tags and booked targets of entries, found by the start of every word.
//!
//! We fold and split the words ourselves ([`crate::fold`]), so what is stored and what is asked are split alike, and
//! nothing a person types is ever taken for the query language. Words that touch (`PROJ-12`) are also kept as a pair.

use domain::Entry;
use sqlx::SqliteConnection;

use crate::entry::{self, entry_columns};
use crate::fold::chunks;
use crate::row::{Columns, Id as _, limit};
use crate::{Reader, StoreError};

/// Joins two words that touch. Not ASCII, so the tokenizer takes it for a letter.
const TOUCH: char = '\u{b7}';
/// The most words of a question that are looked at.
const WORDS: usize = 16;

/// Puts entry `n` into the index.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    n: i64,
    entry: &Entry,
) -> Result<(), StoreError> {
    let mut words = tokens(&entry.note);
    for tag in &entry.tags {
        words.extend(tokens(tag));
    }
    for booking in &entry.bookings {
        let row = sqlx::query(
            "select c.name, t.key, t.title, t.parent
             from connection c left join target t on t.connection = c.id and t.id = ?2 where c.id = ?1",
        )
        .bind(booking.connection.blob())
        .bind(booking.target.as_str())
        .fetch_optional(&mut *connection)
        .await?;
        words.extend(tokens(booking.target.as_str()));
        if let Some(row) = row {
            let columns = Columns::new(&row, "target");
            for column in 0..4 {
                words.extend(tokens(columns.get::<Option<&str>>(column)?.unwrap_or_default()));
            }
        }
    }
    sqlx::query("insert into word (rowid, words) values (?, ?)")
        .bind(n)
        .bind(joined(words))
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes entry `n` out of the index.
pub(crate) async fn remove(connection: &mut SqliteConnection, n: i64) -> Result<(), StoreError> {
    sqlx::query("delete from word where rowid = ?").bind(n).execute(connection).await?;
    Ok(())
}

/// The words of a text and the pairs that touch.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for chunk in chunks(text) {
        tokens.extend(chunk.windows(2).map(|pair| format!("{}{TOUCH}{}", pair[0], pair[1])));
        tokens.extend(chunk);
    }
    tokens
}

/// Each word once, with spaces between; the index keeps no places, so repeats say nothing.
pub(crate) fn joined(mut words: Vec<String>) -> String {
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// What a person typed as a query for FTS5: every word as a quoted prefix. `None` when there is no word in it.
fn question(text: &str) -> Option<String> {
    let mut terms = Vec::new();
    for chunk in chunks(text) {
        match chunk.as_slice() {
            [word] => terms.push(format!("\"{word}\"*")),
            pieces => {
                let last = pieces.len() - 2;
                terms.extend(pieces.windows(2).enumerate().map(|(place, pair)| {
                    let star = if place == last { "*" } else { "" };
                    format!("\"{}{TOUCH}{}\"{star}", pair[0], pair[1])
                }));
            }
        }
    }
    terms.truncate(WORDS);
    if terms.is_empty() { None } else { Some(terms.join(" ")) }
}

impl Reader {
    /// The newest entries in which every word of `text` begins a word; none when there is no word in it.
    ///
    /// A target is found under the words it had when the entry was last written.
    pub async fn search(&self, text: &str, most: usize) -> Result<Vec<Entry>, StoreError> {
        let Some(question) = question(text) else { return Ok(Vec::new()) };
        let rows = sqlx::query(concat!(
            "with found (n) as (select rowid from word where words match ? order by rowid desc limit ?) select ",
            entry_columns!(),
            " from found join entry e on e.n = found.n order by found.n desc"
        ))
        .bind(question)
        .bind(limit(most))
        .fetch_all(self.pool())
        .await?;
        rows.iter().map(|row| entry::from_row(row, 0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_never_a_query_language() {
        assert_eq!(question("a\" OR b* NEAR(").as_deref(), Some("\"a\"* \"or\"* \"b\"* \"near\"*"));
        assert_eq!(question("proj-1").as_deref(), Some("\"proj\u{b7}1\"*"));
        assert_eq!(question("a-b-c").as_deref(), Some("\"a\u{b7}b\" \"b\u{b7}c\"*"));
        assert_eq!(question(" -- \"' "), None);
    }
}
