//! The look a commit takes is the look a reader would take.

use rstest::rstest;

use super::{Desk, HOUR, MINUTE, account, connection_id, entry, entry_id, push};
use crate::{Glance, StoreError};
use domain::timer::Change;

async fn both(desk: &mut Desk) -> (Glance, Glance) {
    (desk.store.glance().await.unwrap(), desk.reader.glance().await.unwrap())
}

#[tokio::test]
async fn it_is_the_same_after_every_kind_of_write() {
    let mut desk = Desk::new().await;
    let (kept, read) = both(&mut desk).await;
    assert_eq!(kept, read);
    for write in 0..8 {
        match write {
            0 => drop(desk.put(&entry(1, "first", 0, None)).await),
            1 => drop(desk.put(&entry(1, "first", 0, Some(HOUR))).await),
            2 => drop(desk.put(&entry(2, "second", 2 * HOUR, Some(3 * HOUR))).await),
            3 => drop(desk.put(&entry(2, "renamed", 2 * HOUR, Some(3 * HOUR))).await),
            4 => drop(desk.store.put_connection(&account(1, "work")).await.unwrap()),
            5 => drop(desk.store.pause(connection_id(1), None).await.unwrap()),
            6 => drop(desk.remove(entry_id(2)).await),
            _ => drop(desk.store.put_setting("theme", "\"dark\"").await.unwrap()),
        }
        let (kept, read) = both(&mut desk).await;
        assert_eq!(kept, read, "after write {write}");
    }
}

#[rstest]
#[case::one_that_is_not_there(9)]
#[case::one_that_is_there_already(1)]
#[tokio::test]
async fn a_refused_commit_leaves_it_as_it_was(#[case] number: u128) {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "kept", 0, Some(HOUR))).await;
    let before = desk.store.glance().await.unwrap();
    let there = (number == 9).then(|| entry(number, "", 0, Some(HOUR)));
    let change =
        Change { id: entry_id(number), before: there, after: Some(entry(number, "", 0, Some(MINUTE))) };
    // What comes before it in the same commit goes back with it.
    let first = Change { id: entry_id(5), before: None, after: Some(entry(5, "new", 2 * HOUR, None)) };
    let refused = desk.store.commit(push(vec![first, change])).await;
    assert!(matches!(refused, Err(StoreError::Stale(_))), "{refused:?}");
    let (kept, read) = both(&mut desk).await;
    assert_eq!((&kept, &read), (&before, &before));
}

#[tokio::test]
async fn two_new_entries_of_one_habit_fit_into_one_commit() {
    let mut desk = Desk::new().await;
    let new = |number, start| Change {
        id: entry_id(number),
        before: None,
        after: Some(entry(number, "same", start, Some(start + MINUTE))),
    };
    desk.store.commit(push(vec![new(1, 0), new(2, HOUR)])).await.unwrap();
    let habits = desk.reader.suggest("same", 9).await.unwrap();
    assert_eq!(habits.iter().map(|habit| habit.uses).collect::<Vec<_>>(), [2]);
    let (kept, read) = both(&mut desk).await;
    assert_eq!(kept, read);
}
