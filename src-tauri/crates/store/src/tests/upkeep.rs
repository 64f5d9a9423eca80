//! Upkeep: done beside the writer, it keeps the log and the parts of the word index few.

use std::time::Duration;

use sqlx::Row as _;
use tokio::sync::watch;

use super::{Desk, HOUR, entry, paths};
use crate::upkeep::{BURST, keep_up};

/// How many parts the word index has.
async fn parts(desk: &Desk) -> i64 {
    let row = sqlx::query("select count(distinct segid) from word_idx")
        .fetch_one(&mut *desk.reader.ask().await.unwrap())
        .await
        .unwrap();
    row.get(0)
}

async fn desk() -> Desk {
    let mut desk = Desk::new().await;
    for number in 0..60_u32 {
        desk.put(&entry(number.into(), &format!("note {number}"), i64::from(number) * HOUR, Some(99 * HOUR)))
            .await;
    }
    desk
}

#[tokio::test]
async fn the_parts_of_the_word_index_stay_few() {
    let desk = desk().await;
    let before = parts(&desk).await;
    let (_writes, news) = watch::channel(0);
    keep_up(paths(&desk.folder).file, news, Duration::ZERO).await.unwrap();
    let after = parts(&desk).await;
    assert!(after < 4 && before > 9, "{before} {after}");
    assert!(desk.reader.check().await.unwrap().is_sound());
    assert_eq!(desk.reader.search("note", 99).await.unwrap().len(), 60);
}

#[tokio::test]
async fn the_writer_is_left_alone_while_it_writes() {
    let desk = desk().await;
    let before = parts(&desk).await;
    let (writes, news) = watch::channel(0);
    writes.send_replace(BURST);
    keep_up(paths(&desk.folder).file, news, Duration::ZERO).await.unwrap();
    assert_eq!(parts(&desk).await, before);
}

#[tokio::test]
async fn it_follows_after_some_writes_and_ends_with_the_store() {
    let mut desk = Desk::new().await;
    for number in 0..200_i64 {
        desk.put(&entry(1, &"long ".repeat(400), number, Some(HOUR))).await;
    }
    let Desk { folder, store, reader: _ } = desk;
    store.close().await.unwrap();
    let file = paths(&folder).file;
    assert!(!std::path::Path::new(&format!("{}-wal", file.display())).exists(), "nothing holds the log open");
}
