//! Many entries at once leave behind what the same entries leave one by one.

use domain::timer::Change;
use domain::{Cause, Entry, Kind, Segment};
use sqlx::Row as _;

use super::{Desk, HOUR, MINUTE, at, entry, entry_id, push};
use crate::{Commit, Log, StoreError};

/// Entries of a few notes, some with breaks and tags, some that start together.
fn many(count: u128) -> Vec<Entry> {
    (0..count)
        .map(|number| {
            let start = i64::try_from(number / 3).unwrap() * HOUR - 40 * 24 * HOUR;
            let note = ["Stand-up", "Review größe", "", "Fix PROJ-12"][usize::try_from(number % 4).unwrap()];
            let mut entry = entry(100 + number, note, start, Some(start + HOUR));
            if number % 5 == 0 {
                entry.tags = vec!["Website".into(), format!("t{}", number % 2)];
                let (turn, end) = (at(start + 20 * MINUTE), at(start + HOUR));
                let segment =
                    |kind, start, end| Segment { kind, start, end: Some(end), cause: Cause::Import };
                let segments = vec![segment(Kind::Work, at(start), turn), segment(Kind::Break, turn, end)];
                entry = entry.with_segments(segments).unwrap();
            }
            entry
        })
        .collect()
}

fn come(entries: &[Entry]) -> Commit {
    let change = |entry: &Entry| Change { id: entry.id, before: None, after: Some(entry.clone()) };
    push(entries.iter().map(change).collect())
}

fn go(entries: &[Entry]) -> Commit {
    let change = |entry: &Entry| Change { id: entry.id, before: Some(entry.clone()), after: None };
    push(entries.iter().map(change).collect())
}

/// All that hangs on entries, table by table; scores only as exact as sums of many weights are.
async fn dump(desk: &mut Desk) -> Vec<String> {
    let mut rows = Vec::new();
    for query in [
        "select hex(id) || start_ms || ' ' || end_ms || ' ' || work_ms || ' ' || break_ms || zone || note || billable
         from entry order by id",
        "select hex(e.id) || s.place || s.kind || s.cause || s.start_ms || ' ' || s.end_ms
         from segment s join entry e on e.n = s.entry order by e.id, s.place",
        "select hex(e.id) || t.place || t.tag from tag t join entry e on e.n = t.entry order by e.id, t.place",
        "select note || bookings || fold || uses || ' ' || last_ms || ' ' || round(score, 6) from habit order by note",
        "select hex(entry) || surface || verb || coalesce(before, '-') || coalesce(after, '-')
         from change order by entry, n",
    ] {
        for row in sqlx::query(query).fetch_all(&mut desk.store.connection).await.unwrap() {
            rows.push(row.get::<String, _>(0));
        }
    }
    for words in ["stand", "grosse", "proj-12", "website", "t1"] {
        let mut found: Vec<_> =
            desk.reader.search(words, 512).await.unwrap().into_iter().map(|entry| entry.id).collect();
        found.sort();
        rows.push(format!("{words}: {found:?}"));
    }
    rows
}

#[tokio::test]
async fn what_comes_at_once_is_kept_like_what_comes_one_by_one() {
    let (mut at_once, mut one_by_one) = (Desk::new().await, Desk::new().await);
    let entries = many(200);
    for desk in [&mut at_once, &mut one_by_one] {
        // Something that was there before, with one of the notes and one of the starts.
        desk.put(&entry(1, "Stand-up", -40 * 24 * HOUR, Some(0))).await;
    }
    at_once.store.commit(come(&entries)).await.unwrap();
    for entry in &entries {
        one_by_one.put(entry).await;
    }
    assert_eq!(dump(&mut at_once).await, dump(&mut one_by_one).await);
    assert_eq!(at_once.reader.undo_tips(9).await.unwrap().len(), 2, "one step takes it back");

    at_once.store.commit(go(&entries[..150])).await.unwrap();
    for entry in &entries[..150] {
        one_by_one.remove(entry.id).await;
    }
    assert_eq!(dump(&mut at_once).await, dump(&mut one_by_one).await);
}

#[tokio::test]
async fn all_of_it_is_kept_or_nothing() {
    let mut desk = Desk::new().await;
    let entries = many(2_500);
    desk.put(&entries[2_400]).await;
    let before = dump(&mut desk).await;
    let refused = desk.store.commit(come(&entries)).await;
    assert!(matches!(refused, Err(StoreError::Stale(_))), "{refused:?}");
    assert_eq!(dump(&mut desk).await, before, "what came before the one that was there is gone again");
    let refused = desk.store.commit(go(&entries[2_000..])).await;
    assert!(matches!(refused, Err(StoreError::Stale(_))), "{refused:?}");
    assert_eq!(dump(&mut desk).await, before);
}

#[tokio::test]
async fn one_undo_takes_it_back_and_one_redo_brings_it_again() {
    let mut desk = Desk::new().await;
    let entries = many(300);
    desk.store.commit(come(&entries)).await.unwrap();
    let whole = desk.reader.entries(&entries.iter().map(|entry| entry.id).collect::<Vec<_>>()).await.unwrap();
    assert_eq!(whole, entries);
    desk.store.commit(Commit { log: Log::Undo, ..go(&entries) }).await.unwrap();
    assert_eq!(desk.reader.between(at(-100 * 24 * HOUR), at(0), 9).await.unwrap(), []);
    assert_eq!(desk.reader.redo_tip().await.unwrap().unwrap().1.len(), 300);
    desk.store.commit(Commit { log: Log::Redo, ..come(&entries) }).await.unwrap();
    assert_eq!(desk.reader.entry(entry_id(101)).await.unwrap().unwrap(), entries[1]);
}

#[tokio::test]
async fn more_than_a_thousand_that_start_together_find_their_places() {
    let mut desk = Desk::new().await;
    let entries: Vec<Entry> =
        (0..1_100).map(|number| entry(100 + number, "same second", 0, Some(HOUR))).collect();
    desk.store.commit(come(&entries)).await.unwrap();
    assert_eq!(desk.reader.between(at(0), at(HOUR), usize::MAX).await.unwrap().len(), 1_100);
}
