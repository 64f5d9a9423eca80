//! Backups: checked before they count, one a day when something changed, the last fourteen kept.

use std::path::PathBuf;

use chrono::{Days, NaiveDate};

use super::{DAY, Desk, HOUR, at, entry, entry_id, paths};
use crate::{BackupError, BackupKind, KEEP_DAILY, Store, StoreError, backups, restore};

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap() + Days::new(number)
}

async fn daily(desk: &mut Desk, number: u64) -> Option<PathBuf> {
    desk.store.daily_backup(at(i64::try_from(number).unwrap() * DAY), day(number)).await.unwrap()
}

#[tokio::test]
async fn one_a_day_when_something_changed_and_fourteen_are_kept() {
    let mut desk = Desk::new().await;
    for number in 0..20 {
        desk.put(&entry(u128::from(number), "", 0, Some(HOUR))).await;
        assert!(daily(&mut desk, number).await.is_some(), "day {number}");
        desk.put(&entry(u128::from(number), "again", 0, Some(HOUR))).await;
        assert_eq!(daily(&mut desk, number).await, None, "one a day is enough");
    }
    let kept = backups(&paths(&desk.folder).backups);
    assert_eq!(kept.len(), KEEP_DAILY);
    assert_eq!(
        kept.iter().map(|backup| backup.day).collect::<Vec<_>>(),
        (6..20).rev().map(day).collect::<Vec<_>>()
    );
    assert_eq!(kept[0].at, at(19 * DAY));
    assert!(kept.iter().all(|backup| backup.bytes > 0));

    assert!(daily(&mut desk, 20).await.is_some());
    assert_eq!(daily(&mut desk, 21).await, None, "nothing changed since");
    desk.store.heartbeat(at(0)).await.unwrap();
    assert_eq!(daily(&mut desk, 22).await, None, "a sign of life is no change");
}

#[tokio::test]
async fn what_a_person_made_is_never_let_go() {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "", 0, Some(HOUR))).await;
    let archive = desk.store.archive();
    for number in 0..8 {
        for kind in [BackupKind::ByHand, BackupKind::BeforeRestore] {
            archive.keep(kind, at(number * HOUR), day(0)).await.unwrap();
        }
    }
    assert!(daily(&mut desk, 1).await.is_some());
    let kept = backups(&paths(&desk.folder).backups);
    let count = |kind| kept.iter().filter(|backup| backup.kind == kind).count();
    assert_eq!(count(BackupKind::ByHand), 8);
    assert_eq!(count(BackupKind::BeforeRestore), 5, "of those made by themselves the latest stay");
    assert_eq!(count(BackupKind::Daily), 1);
}

#[tokio::test]
async fn backups_are_made_while_the_writer_writes() {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "before", 0, Some(HOUR))).await;
    let archive = desk.store.archive();
    let backup = tokio::spawn(async move { archive.daily_backup(at(0), day(0)).await });
    for number in 2..30 {
        desk.put(&entry(number, "meanwhile", 0, Some(HOUR))).await;
    }
    assert!(backup.await.unwrap().unwrap().is_some());
}

#[tokio::test]
async fn a_last_backup_that_cannot_be_read_is_made_again() {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "", 0, Some(HOUR))).await;
    let path = daily(&mut desk, 0).await.unwrap();
    std::fs::write(&path, "not a database").unwrap();
    assert!(daily(&mut desk, 1).await.is_some());
}

#[cfg(unix)]
#[tokio::test]
async fn a_backup_is_whole_and_for_the_own_user_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "kept", 0, None)).await;
    let path = desk.folder.path().join("copy.db");
    desk.store.backup_to(&path).await.unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    desk.put(&entry(1, "later", 0, None)).await;
    let found: Vec<_> =
        std::fs::read_dir(desk.folder.path()).unwrap().map(|item| item.unwrap().file_name()).collect();
    assert!(!found.iter().any(|name| name.to_str().unwrap().ends_with(".part")), "{found:?}");

    let Desk { folder, store, reader } = desk;
    drop((store, reader));
    restore(&paths(&folder), &path).await.unwrap();
    let store = Store::open(paths(&folder), at(0)).await.unwrap();
    assert_eq!(store.reader().entry(entry_id(1)).await.unwrap().unwrap().note, "kept");
    assert!(store.reader().check().await.unwrap().is_sound());
    let second = restore(&paths(&folder), &path).await.unwrap().aside.unwrap();
    assert!(second.to_str().unwrap().ends_with(".aside-2"), "what was aside before stays");
}

#[tokio::test]
async fn only_another_backup_is_replaced() {
    let mut desk = Desk::new().await;
    let path = desk.folder.path().join("copy.db");
    desk.store.backup_to(&path).await.unwrap();
    desk.store.backup_to(&path).await.unwrap();
    let letter = desk.folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear reader, ".repeat(99)).unwrap();
    let live = paths(&desk.folder).file;
    let link = desk.folder.path().join("link.db");
    std::fs::hard_link(&live, &link).unwrap();
    for other in [&letter, &live, &link] {
        let refused = desk.store.backup_to(other).await;
        assert!(matches!(refused, Err(BackupError::Io { .. })), "{refused:?}");
    }
    let nowhere = desk.folder.path().join("no/such/folder.db");
    assert!(matches!(desk.store.backup_to(&nowhere).await, Err(BackupError::Io { .. })));
    desk.put(&entry(1, "lives on", 0, None)).await;
}

#[tokio::test]
async fn what_is_not_sound_is_never_restored() {
    let mut desk = Desk::new().await;
    for number in 0..50 {
        desk.put(&entry(number, &"words ".repeat(200), 0, Some(HOUR))).await;
    }
    let path = desk.folder.path().join("copy.db");
    desk.store.backup_to(&path).await.unwrap();
    let whole = std::fs::read(&path).unwrap();
    let live = std::fs::read(paths(&desk.folder).file).unwrap();
    let mut bent = whole.clone();
    let middle = whole.len() / 8192 * 4096;
    bent[middle..middle + 4096].fill(0xee);
    for (bytes, what) in
        [(bent, "bent"), (whole[..whole.len() / 2].to_vec(), "cut"), (b"no database".to_vec(), "none")]
    {
        std::fs::write(&path, bytes).unwrap();
        let refused = restore(&paths(&desk.folder), &path).await;
        assert!(matches!(refused, Err(BackupError::NotSound { .. })), "{what}: {refused:?}");
    }
    assert_eq!(std::fs::read(paths(&desk.folder).file).unwrap(), live);
    let missing = restore(&paths(&desk.folder), &desk.folder.path().join("missing.db")).await;
    assert!(matches!(missing, Err(BackupError::Store(StoreError::Sqlite(_)))), "{missing:?}");
}

#[test]
fn other_files_in_the_folder_are_passed_over() {
    let folder = tempfile::TempDir::new().unwrap();
    for name in ["notes.txt", "stint-2026-11-20-daily-x.db", "stint-daily.db", "stint-ä.db"] {
        std::fs::write(folder.path().join(name), "x").unwrap();
    }
    assert_eq!(backups(folder.path()), []);
    assert_eq!(backups(&folder.path().join("missing")), []);
}
