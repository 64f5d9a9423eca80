//! The undo log: what can be taken back and done again, beside a history that only grows.

use domain::timer::{Change, Changes};

use super::{Desk, HOUR, entry, entry_id, push};
use crate::{Commit, Log, StoreError};

fn notes(tip: Option<(crate::Rev, Changes)>) -> Option<String> {
    tip.map(|(_, changes)| changes[0].after.as_ref().unwrap().note.clone())
}

/// The inverse of a change, as an undo commits it.
fn back(changes: &Changes, log: Log) -> Commit {
    let changes = changes
        .iter()
        .map(|change| Change { id: change.id, before: change.after.clone(), after: change.before.clone() })
        .collect();
    Commit { log, verb: "undo".into(), ..push(changes) }
}

#[tokio::test]
async fn undo_walks_back_redo_walks_on_and_a_new_change_forgets_the_rest() {
    let mut desk = Desk::new().await;
    for number in 1..=3 {
        desk.put(&entry(number, &format!("n{number}"), 0, Some(HOUR))).await;
    }
    assert_eq!(notes(desk.reader.undo_tip().await.unwrap()).as_deref(), Some("n3"));
    assert_eq!(desk.reader.redo_tip().await.unwrap(), None);

    for _ in 0..2 {
        let (_, changes) = desk.reader.undo_tip().await.unwrap().unwrap();
        desk.store.commit(back(&changes, Log::Undo)).await.unwrap();
    }
    assert_eq!(notes(desk.reader.undo_tip().await.unwrap()).as_deref(), Some("n1"));
    assert_eq!(notes(desk.reader.redo_tip().await.unwrap()).as_deref(), Some("n2"));
    assert_eq!(desk.reader.entry(entry_id(2)).await.unwrap(), None);

    let (_, changes) = desk.reader.redo_tip().await.unwrap().unwrap();
    desk.store.commit(Commit { log: Log::Redo, ..push(changes) }).await.unwrap();
    assert_eq!(notes(desk.reader.undo_tip().await.unwrap()).as_deref(), Some("n2"));
    assert_eq!(notes(desk.reader.redo_tip().await.unwrap()).as_deref(), Some("n3"));

    desk.put(&entry(4, "n4", 0, Some(HOUR))).await;
    assert_eq!(desk.reader.redo_tip().await.unwrap(), None);
    let steps = desk.reader.undo_tips(9).await.unwrap();
    let verbs: Vec<_> =
        steps.iter().map(|step| step.changes[0].after.as_ref().unwrap().note.as_str()).collect();
    assert_eq!(verbs, ["n4", "n2", "n1"]);

    let history = desk.reader.history(entry_id(2)).await.unwrap();
    let verbs: Vec<_> = history.iter().map(|row| (row.verb.as_str(), row.after.is_some())).collect();
    assert_eq!(verbs, [("edit", true), ("undo", false), ("edit", true)], "the history tells all of it");
}

#[tokio::test]
async fn there_is_an_end_to_both_ways() {
    let mut desk = Desk::new().await;
    let nothing = |log| Commit { log, ..push(Vec::new()) };
    assert!(matches!(desk.store.commit(nothing(Log::Undo)).await, Err(StoreError::NothingToUndo)));
    assert!(matches!(desk.store.commit(nothing(Log::Redo)).await, Err(StoreError::NothingToRedo)));
    desk.store.commit(nothing(Log::Push)).await.unwrap();
    assert_eq!(desk.reader.undo_tip().await.unwrap(), None, "a change of nothing cannot be taken back");
}

#[tokio::test]
async fn the_log_keeps_a_thousand_steps() {
    let mut desk = Desk::new().await;
    sqlx::query(
        "with recursive step (n) as (select 1 union all select n + 1 from step where n < 1500)
         insert into undo (rev, at_ms, surface, verb, changes) select n, 0, '', '', '[]' from step",
    )
    .execute(&mut desk.store.connection)
    .await
    .unwrap();
    desk.put(&entry(1, "newest", 0, None)).await;
    assert_eq!(desk.reader.undo_tips(9999).await.unwrap().len(), 1000);
    assert_eq!(notes(desk.reader.undo_tip().await.unwrap()).as_deref(), Some("newest"));
}
