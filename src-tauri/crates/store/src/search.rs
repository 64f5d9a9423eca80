//! The full-text index `word`: notes, tags and booked targets of entries, found by the beginning of every word.
//!
//! We fold and split the words ourselves ([`crate::fold`]), so what is stored and what is asked are split alike, and
//! nothing a person types is ever taken for the query language. Every beginning of a word is a term of its own:
//! FTS5 reads a term's entries one by one from the newest, but gathers all entries of a prefix (`s*`) before it
//! gives the first. Words that touch (`PROJ-12`) are also kept as a pair.

use domain::{Entry, EntryId};
use sqlx::SqliteConnection;

use crate::batch::Batch;
use crate::fold::chunks;
use crate::page::{PAGE, found_entries, page};
use crate::row::{Columns, Id as _, limit};
use crate::{Reader, StoreError, habit};

/// Joins two words that touch. Not ASCII, so the tokenizer takes it for a letter.
const TOUCH: char = '\u{b7}';
/// The most words of a question that are looked at.
const WORDS: usize = 16;
/// The letters of a word that count.
const LETTERS: usize = 24;

/// The terms an entry is found by: those of its note, its tags and what is known of its booked targets.
pub(crate) async fn words(connection: &mut SqliteConnection, entry: &Entry) -> Result<String, StoreError> {
    let mut words = tokens(&entry.note);
    for tag in &entry.tags {
        words.extend(tokens(tag));
    }
    if !entry.bookings.is_empty() {
        let rows = sqlx::query(
            "select b.value ->> 1, c.name, t.key, t.title, t.parent
             from json_each(?) b left join connection c on c.id = unhex(b.value ->> 0)
             left join target t on t.connection = unhex(b.value ->> 0) and t.id = b.value ->> 1",
        )
        .bind(habit::key(&entry.bookings))
        .fetch_all(&mut *connection)
        .await?;
        for row in &rows {
            let columns = Columns::new(row, "booking");
            for column in 0..5 {
                words.extend(tokens(columns.get::<Option<&str>>(column)?.unwrap_or_default()));
            }
        }
    }
    Ok(joined(words))
}

/// Puts an entry that is there into the index.
pub(crate) fn insert(batch: &mut Batch, entry: EntryId, words: String) {
    batch
        .say("insert into word (rowid, words) select n, ? from entry where id = ?")
        .bind(words)
        .bind(entry.blob());
}

/// Takes entry `n` out of the index.
pub(crate) async fn remove(connection: &mut SqliteConnection, n: i64) -> Result<(), StoreError> {
    sqlx::query("delete from word where rowid = ?").bind(n).execute(connection).await?;
    Ok(())
}

/// The terms a text is found by: the beginnings of its words, and of the pairs that touch.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for chunk in chunks(text) {
        for word in &chunk {
            tokens.extend(beginnings(word).map(str::to_owned));
        }
        for pair in chunk.windows(2) {
            tokens.extend(beginnings(&pair[1]).map(|second| touching(&pair[0], second)));
        }
    }
    tokens
}

/// Every beginning of a word, the whole word last.
fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    word.char_indices().take(LETTERS).map(|(place, letter)| &word[..place + letter.len_utf8()])
}

/// The longest beginning of a word that is kept.
fn longest(word: &str) -> &str {
    beginnings(word).last().unwrap_or_default()
}

/// The term for two words that touch.
fn touching(first: &str, second: &str) -> String {
    format!("{}{TOUCH}{second}", longest(first))
}

/// Each term once, with spaces between; the index keeps no places, so repeats say nothing.
pub(crate) fn joined(mut words: Vec<String>) -> String {
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// What a person typed as a query for FTS5: every word as a quoted term. `None` when there is no word in it.
fn question(text: &str) -> Option<String> {
    let mut terms = Vec::new();
    for chunk in chunks(text) {
        match chunk.as_slice() {
            [word] => terms.push(longest(word).to_owned()),
            words => terms.extend(words.windows(2).map(|pair| touching(&pair[0], longest(&pair[1])))),
        }
    }
    terms.truncate(WORDS);
    let quoted: Vec<String> = terms.iter().map(|term| format!("\"{term}\"")).collect();
    if quoted.is_empty() { None } else { Some(quoted.join(" ")) }
}

impl Reader {
    /// The newest entries in which every word of `text` begins a word; none when there is no word in it, and
    /// at most 512.
    ///
    /// A target is found under the words it had when the entry was last written.
    pub async fn search(&self, text: &str, most: usize) -> Result<Vec<Entry>, StoreError> {
        let Some(question) = question(text) else { return Ok(Vec::new()) };
        let row = sqlx::query(concat!(
            "with found (n) as materialized (
                 select rowid from word where word match ? order by rowid desc limit ?)",
            found_entries!()
        ))
        .bind(question)
        .bind(limit(most.min(PAGE)))
        .fetch_one(&mut *self.ask().await?)
        .await?;
        Ok(page(&row)?.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_by_the_beginnings_of_its_words() {
        assert_eq!(tokens("ab-12 ü"), ["a", "ab", "1", "12", "ab\u{b7}1", "ab\u{b7}12", "u"]);
        assert_eq!(tokens(&"x".repeat(99)).len(), LETTERS);
        assert_eq!(question(&"x".repeat(99)).unwrap().len(), LETTERS + 2);
    }

    #[test]
    fn what_is_asked_is_never_a_query_language() {
        assert_eq!(question("a\" OR b* NEAR(").as_deref(), Some("\"a\" \"or\" \"b\" \"near\""));
        assert_eq!(question("proj-1").as_deref(), Some("\"proj\u{b7}1\""));
        assert_eq!(question("a-b-c").as_deref(), Some("\"a\u{b7}b\" \"b\u{b7}c\""));
        assert_eq!(question(" -- \"' "), None);
    }
}
