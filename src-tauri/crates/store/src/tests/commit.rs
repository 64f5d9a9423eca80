//! A verb is written wholly or not at all, and the database itself keeps the rules.

use domain::timer::Change;
use domain::upload::{State, Upload};
use domain::{TargetId, UploadId};
use rstest::rstest;
use sqlx::Row as _;
use uuid::Uuid;

use super::{
    DAY, Desk, HOUR, MINUTE, account, at, booked, booking, connection_id, entry, entry_id, paths, push,
};
use crate::{Rev, Store, StoreError};

fn upload(number: u128, connection: u128) -> Upload {
    Upload {
        id: UploadId::new(Uuid::from_u128(number)),
        entry: entry_id(1),
        connection: connection_id(connection),
        target: TargetId::new("t"),
        part: 0,
        desired: None,
        known: None,
        state: State::Queued,
        attempts: 0,
        due: None,
    }
}

/// How many rows every table holds, to see that nothing changed anywhere.
async fn census(desk: &Desk) -> Vec<(String, i64)> {
    let mut counts = Vec::new();
    for table in ["entry", "segment", "tag", "booking", "word_docsize", "habit", "change", "undo", "upload"] {
        let statement = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let row = sqlx::query(statement).fetch_one(&mut *desk.reader.ask().await.unwrap()).await.unwrap();
        counts.push((table.to_owned(), row.get(0)));
    }
    counts
}

#[tokio::test]
async fn what_breaks_at_the_last_part_leaves_nothing() {
    let mut desk = Desk::new().await;
    desk.store.put_connection(&account(1, "clockify")).await.unwrap();
    desk.put(&booked(1, "before", 0, Some(HOUR), vec![booking(1, "t")])).await;
    let (rev, before) = (desk.reader.rev().await.unwrap(), census(&desk).await);

    let was = desk.reader.entry(entry_id(1)).await.unwrap();
    let mut commit = push(vec![
        Change { id: entry_id(1), before: was, after: Some(entry(1, "after", 5, Some(HOUR))) },
        Change { id: entry_id(2), before: None, after: Some(entry(2, "new", 2 * HOUR, Some(3 * HOUR))) },
    ]);
    // No connection has the number 9, and uploads are written last.
    commit.uploads = vec![upload(1, 1), upload(2, 9)];
    let refused = desk.store.commit(commit.clone()).await;

    assert!(matches!(refused, Err(StoreError::Constraint(_))), "{refused:?}");
    assert_eq!(census(&desk).await, before);
    assert_eq!(desk.reader.rev().await.unwrap(), rev);
    assert_eq!(desk.reader.entry(entry_id(1)).await.unwrap().unwrap().note, "before");
    assert_eq!(super::ids(&desk.reader.search("before", 9).await.unwrap()), [1]);

    commit.uploads.pop();
    assert_eq!(desk.store.commit(commit).await.unwrap(), Rev(rev.0 + 1), "the next write goes through");
    assert_eq!(super::ids(&desk.reader.search("new", 9).await.unwrap()), [2]);
}

#[tokio::test]
async fn the_database_refuses_a_second_running_entry() {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "first", 0, None)).await;
    let second = desk.write(entry_id(2), Some(entry(2, "second", HOUR, None))).await;
    assert!(matches!(second, Err(StoreError::Constraint(_))), "{second:?}");
    assert_eq!(desk.reader.running().await.unwrap().unwrap().id, entry_id(1));
}

#[tokio::test]
async fn a_switch_is_one_commit_in_either_order() {
    let mut desk = Desk::new().await;
    let old = entry(1, "old", 0, None);
    desk.put(&old).await;
    let ended = Change { id: old.id, before: Some(old.clone()), after: Some(entry(1, "old", 0, Some(HOUR))) };
    let started = Change { id: entry_id(2), before: None, after: Some(entry(2, "new", HOUR, None)) };
    desk.store.commit(push(vec![started, ended])).await.unwrap();
    assert_eq!(desk.reader.running().await.unwrap().unwrap().id, entry_id(2));
    assert_eq!(desk.reader.last_finished().await.unwrap().unwrap().id, entry_id(1));
}

#[rstest]
#[case::there_already(1, None)]
#[case::not_there(2, Some(entry(2, "", 0, Some(9))))]
#[tokio::test]
async fn a_change_of_something_else_than_what_is_there_is_refused(
    #[case] number: u128,
    #[case] before: Option<domain::Entry>,
) {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "", 0, Some(HOUR))).await;
    let id = entry_id(number);
    let change = Change { id, before, after: Some(entry(number, "", 0, Some(MINUTE))) };
    let refused = desk.store.commit(push(vec![change])).await;
    assert!(matches!(refused, Err(StoreError::Stale(stale)) if stale == id), "{refused:?}");
}

#[rstest]
#[case::gap("insert into segment select n, 1, 'work', 'user', 9000000000000, null from entry")]
#[case::backwards("update segment set end_ms = start_ms")]
#[case::unknown_kind("update segment set kind = 'nap'")]
#[case::sums("update entry set work_ms = work_ms + 1")]
#[case::ends_before_it_starts("update entry set end_ms = start_ms")]
#[case::history_rewritten("update change set verb = 'add'")]
#[case::history_shortened("delete from change")]
#[case::orphan("insert into tag values (1, 0, 'x')")]
#[tokio::test]
async fn the_database_keeps_its_rules_against_anybody(#[case] statement: &'static str) {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "x", 0, Some(HOUR))).await;
    let refused =
        sqlx::raw_sql(statement).execute(&mut desk.store.connection).await.map_err(StoreError::from);
    assert!(matches!(refused, Err(StoreError::Constraint(_))), "{refused:?}");
}

#[tokio::test]
async fn a_full_disk_is_said_and_costs_nothing() {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "kept", 0, Some(HOUR))).await;
    let pages: i64 = {
        let row = sqlx::query("pragma page_count").fetch_one(&mut desk.store.connection).await.unwrap();
        row.get(0)
    };
    let narrow = sqlx::AssertSqlSafe(format!("pragma max_page_count = {pages}"));
    sqlx::query(narrow).fetch_one(&mut desk.store.connection).await.unwrap();
    let before = census(&desk).await;

    let big = entry(2, &"y".repeat(16_000), HOUR, Some(DAY));
    let refused = desk.write(big.id, Some(big.clone())).await;
    assert!(matches!(refused, Err(StoreError::DiskFull)), "{refused:?}");
    assert_eq!(census(&desk).await, before);

    sqlx::query("pragma max_page_count = 100000").fetch_one(&mut desk.store.connection).await.unwrap();
    desk.put(&big).await;
    assert_eq!(desk.reader.entry(big.id).await.unwrap(), Some(big), "once there is room it goes on");
}

#[tokio::test]
async fn a_file_that_may_only_be_read_is_said() {
    let mut desk = Desk::new().await;
    sqlx::query("pragma query_only = on").execute(&mut desk.store.connection).await.unwrap();
    let refused = desk.write(entry_id(1), Some(entry(1, "", 0, Some(9)))).await;
    assert!(matches!(refused, Err(StoreError::ReadOnly)), "{refused:?}");
}

#[tokio::test]
async fn what_a_dropped_write_left_open_is_taken_back() {
    let mut desk = Desk::new().await;
    desk.store.begin().await.unwrap();
    sqlx::query("insert into setting values ('half', '1')")
        .execute(&mut desk.store.connection)
        .await
        .unwrap();
    desk.put(&entry(1, "next", 0, Some(HOUR))).await;
    desk.store.begin().await.unwrap();
    desk.store.heartbeat(at(7)).await.unwrap();
    assert_eq!(desk.reader.setting("half").await.unwrap(), None);
    assert_eq!(desk.reader.heartbeat().await.unwrap(), Some(at(7)));
    assert_eq!(desk.reader.rev().await.unwrap(), Rev(1));
}

#[tokio::test]
async fn a_store_that_is_dropped_loses_nothing() {
    let mut desk = Desk::new().await;
    let running = entry(1, "runs on", 0, None);
    desk.put(&running).await;
    desk.store.heartbeat(at(MINUTE)).await.unwrap();
    // A copy of the files as they lie now is what a power cut leaves.
    let after = tempfile::TempDir::new().unwrap();
    std::fs::create_dir_all(paths(&after).file.parent().unwrap()).unwrap();
    for end in ["", "-wal"] {
        let name = |folder| format!("{}{end}", paths(folder).file.display());
        std::fs::copy(name(&desk.folder), name(&after)).unwrap();
    }
    let store = Store::open(paths(&after), at(DAY)).await.unwrap();
    assert_eq!(store.reader().running().await.unwrap(), Some(running.clone()));
    assert_eq!(store.reader().heartbeat().await.unwrap(), Some(at(MINUTE)));

    let Desk { folder, store, reader } = desk;
    drop((store, reader));
    let store = Store::open(paths(&folder), at(DAY)).await.unwrap();
    assert_eq!(store.reader().running().await.unwrap(), Some(running));
    store.close().await.unwrap();
}

#[tokio::test]
async fn every_write_but_the_heartbeat_raises_the_revision() {
    let mut desk = Desk::new().await;
    assert_eq!(desk.reader.rev().await.unwrap(), Rev(0));
    assert_eq!(desk.put(&entry(1, "", 0, None)).await, Rev(1));
    assert_eq!(desk.store.put_setting("hotkeys", "{}").await.unwrap(), Rev(2));
    desk.store.heartbeat(at(0)).await.unwrap();
    assert_eq!(desk.reader.rev().await.unwrap(), Rev(2));
    assert_eq!(desk.reader.settings().await.unwrap(), [("hotkeys".to_owned(), "{}".to_owned())].into());
    assert!(desk.store.put_setting("hotkeys", "{").await.is_err(), "only JSON is a value");
    desk.store.remove_setting("hotkeys").await.unwrap();
    assert_eq!(desk.reader.setting("hotkeys").await.unwrap(), None);
}
