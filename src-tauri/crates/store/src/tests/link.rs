//! Links: kept, replaced and forgotten; a lesson is written with its change and goes back with it.

use domain::Timestamp;
use domain::link::{Link, LinkChange, Named, Origin, Source, Which, undo};
use domain::timer::Change;

use super::{Desk, HOUR, account, at, booking, connection_id, entry, push};
use crate::{Commit, Log};

async fn desk() -> Desk {
    let mut desk = Desk::new().await;
    for (number, name) in [(1, "plane"), (2, "clockify")] {
        desk.store.put_connection(&account(number, name)).await.unwrap();
    }
    desk
}

fn prefix(text: &str) -> Which {
    Which::Prefix(text.into())
}

fn link(which: Which, to: &str, origin: Origin, at: Timestamp) -> Link {
    Link { from: Source { connection: connection_id(1), which }, to: booking(2, to), origin, at }
}

fn change(before: Option<&Link>, after: Option<&Link>) -> LinkChange {
    LinkChange { before: before.cloned(), after: after.cloned() }
}

/// A change of one entry that taught something.
async fn teach(desk: &mut Desk, number: u128, links: Vec<LinkChange>) {
    let entry = entry(number, "taught", 0, Some(HOUR));
    let changes = vec![Change { id: entry.id, before: None, after: Some(entry) }];
    desk.store.commit(Commit { links, ..push(changes) }).await.unwrap();
}

#[tokio::test]
async fn a_link_is_kept_and_another_from_there_to_the_same_connection_replaces_it() {
    let mut desk = desk().await;
    let first = link(prefix("PROJ-"), "website", Origin::Learned(2), at(1));
    desk.store.put_link(&first).await.unwrap();
    assert_eq!(desk.reader.links().await.unwrap(), [first]);
    let second = link(prefix("PROJ-"), "backend", Origin::ByHand, at(2));
    desk.store.put_link(&second).await.unwrap();
    assert_eq!(desk.reader.links().await.unwrap(), std::slice::from_ref(&second));
    desk.store.forget_links(&[second]).await.unwrap();
    assert_eq!(desk.reader.links().await.unwrap(), []);
}

#[tokio::test]
async fn a_named_target_finds_its_own_links_and_the_families_of_its_connection() {
    let mut desk = desk().await;
    let own = link(Which::Target(booking(1, "w1").target), "a", Origin::ByHand, at(0));
    let other = link(Which::Target(booking(1, "w2").target), "b", Origin::ByHand, at(0));
    let family = link(prefix("PROJ-"), "c", Origin::ByHand, at(0));
    for link in [&own, &other, &family] {
        desk.store.put_link(link).await.unwrap();
    }
    let named = |connection| [Named { booking: booking(connection, "w1"), key: "PROJ-1".into() }];
    assert_eq!(desk.reader.links_of(&named(1)).await.unwrap(), [family, own]);
    assert_eq!(desk.reader.links_of(&named(2)).await.unwrap(), []);
    desk.store.remove_connection(connection_id(2)).await.unwrap();
    assert_eq!(desk.reader.links_of(&named(1)).await.unwrap(), [], "nothing leads to a removed connection");
}

#[tokio::test]
async fn an_undo_takes_the_lesson_back_and_a_redo_teaches_it_again() {
    let mut desk = desk().await;
    let once = link(prefix("PROJ-"), "website", Origin::Learned(1), at(1));
    let twice = link(prefix("PROJ-"), "website", Origin::Learned(2), at(2));
    teach(&mut desk, 1, vec![change(None, Some(&once))]).await;
    teach(&mut desk, 2, vec![change(Some(&once), Some(&twice))]).await;
    assert_eq!(desk.reader.links().await.unwrap(), std::slice::from_ref(&twice));

    for left in [vec![once.clone()], vec![]] {
        let lesson = undo(&desk.reader.lesson_to_undo().await.unwrap());
        let back = Commit { log: Log::Undo, links: lesson, ..push(Vec::new()) };
        desk.store.commit(back).await.unwrap();
        assert_eq!(desk.reader.links().await.unwrap(), left);
    }
    assert_eq!(desk.reader.lesson_to_undo().await.unwrap(), []);
    let links = desk.reader.lesson_to_redo().await.unwrap();
    desk.store.commit(Commit { log: Log::Redo, links, ..push(Vec::new()) }).await.unwrap();
    assert_eq!(desk.reader.links().await.unwrap(), [once]);
}

#[tokio::test]
async fn what_was_set_by_hand_since_survives_an_undo() {
    let mut desk = desk().await;
    let learned = link(prefix("PROJ-"), "website", Origin::Learned(1), at(1));
    teach(&mut desk, 1, vec![change(None, Some(&learned))]).await;
    let by_hand = link(prefix("PROJ-"), "backend", Origin::ByHand, at(2));
    desk.store.put_link(&by_hand).await.unwrap();
    let links = undo(&desk.reader.lesson_to_undo().await.unwrap());
    desk.store.commit(Commit { log: Log::Undo, links, ..push(Vec::new()) }).await.unwrap();
    assert_eq!(desk.reader.links().await.unwrap(), [by_hand]);
}

#[tokio::test]
async fn of_single_targets_the_latest_thousand_are_remembered() {
    let mut desk = desk().await;
    sqlx::query(
        "with recursive step (n) as (select 1 union all select n + 1 from step where n < 1000)
         insert into link (from_connection, from_kind, from_name, to_connection, to_target, times, at_ms)
         select ?, 'target', 't' || n, ?, 'website', 1, n from step",
    )
    .bind(connection_id(1).uuid().as_bytes().to_vec())
    .bind(connection_id(2).uuid().as_bytes().to_vec())
    .execute(&mut desk.store.connection)
    .await
    .unwrap();
    let newest = link(Which::Target(booking(1, "new").target), "website", Origin::Learned(1), at(0));
    let family = link(prefix("OLD-"), "website", Origin::Learned(1), Timestamp::from_millis(0));
    teach(&mut desk, 1, vec![change(None, Some(&family)), change(None, Some(&newest))]).await;
    let links = desk.reader.links().await.unwrap();
    let alone = links.iter().filter(|link| matches!(link.from.which, Which::Target(_))).count();
    assert_eq!((alone, links.contains(&newest), links.contains(&family)), (1000, true, true));
    let oldest = Which::Target(booking(1, "t1").target);
    assert!(links.iter().all(|link| link.from.which != oldest), "the oldest is forgotten");
}
