//! Opening: what is ours is opened for us alone, what is not is left as it is, and each refusal says what to do.

use std::path::Path;
use std::process::Command;

use domain::Timestamp;
use domain::link::{Link, LinkChange, Origin, Source, Which};
use domain::timer::Change;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{ConnectOptions as _, Connection as _, Row as _, SqliteConnection};
use tempfile::TempDir;

use super::{Desk, HOUR, account, at, booking, connection_id, entry, entry_id, paths, push};
use crate::open::{known, open_with, read_only};
use crate::{BackupKind, Commit, OpenError, Store, backups};

async fn raw(file: &Path) -> SqliteConnection {
    read_only(file).read_only(false).create_if_missing(true).connect().await.unwrap()
}

async fn run(file: &Path, statement: &'static str) {
    let mut connection = raw(file).await;
    sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// This program's migrations.
fn migrations() -> Vec<Migration> {
    let texts = [
        include_str!("../../migrations/0001_first.sql"),
        include_str!("../../migrations/0002_links.sql"),
        include_str!("../../migrations/0003_done.sql"),
    ];
    (1..).zip(texts).map(|(version, text)| migration(version, text)).collect()
}

fn migration(version: i64, statement: &'static str) -> Migration {
    Migration::new(version, "m".into(), MigrationType::Simple, sqlx::SqlStr::from_static(statement), false)
}

/// This program's migrations and one more, as the next version of it would bring.
fn next_version(statement: &'static str) -> Migrator {
    let mut migrations = migrations();
    migrations.push(migration(4, statement));
    Migrator { migrations: migrations.into(), ..Migrator::DEFAULT }
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_for_the_own_user_alone() {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "", 0, None)).await;
    let file = paths(&desk.folder).file;
    assert_eq!(mode(file.parent().unwrap()), 0o700);
    for end in ["", "-wal", "-shm"] {
        assert_eq!(mode(Path::new(&format!("{}{end}", file.display()))), 0o600, "{end}");
    }
    let Desk { folder, store, reader: _ } = desk;
    store.close().await.unwrap();
    std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let _open = Store::open(paths(&folder), at(0)).await.unwrap();
    assert_eq!(mode(&file), 0o600, "a file that was open to others is closed to them");
}

#[tokio::test]
async fn the_schema_number_in_the_file_is_that_of_the_last_migration() {
    let mut desk = Desk::new().await;
    let row = sqlx::query("pragma user_version").fetch_one(&mut desk.store.connection).await.unwrap();
    assert_eq!(row.get::<i64, _>(0), known());
    for (pragma, value) in
        [("pragma synchronous", 2_i64), ("pragma foreign_keys", 1), ("pragma mmap_size", 0)]
    {
        let row = sqlx::query(pragma).fetch_one(&mut desk.store.connection).await.unwrap();
        assert_eq!(row.get::<i64, _>(0), value, "{pragma}");
    }
    let row = sqlx::query("pragma journal_mode").fetch_one(&mut desk.store.connection).await.unwrap();
    assert_eq!(row.get::<String, _>(0), "wal");
}

#[tokio::test]
async fn a_file_of_a_newer_program_is_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    Store::open(paths(&folder), at(0)).await.unwrap().close().await.unwrap();
    run(&paths(&folder).file, "pragma user_version = 99").await;
    let before = std::fs::read(paths(&folder).file).unwrap();
    let refused = Store::open(paths(&folder), at(0)).await.err().unwrap();
    assert!(matches!(refused, OpenError::Newer { found: 99, .. }), "{refused}");
    assert_eq!(std::fs::read(paths(&folder).file).unwrap(), before);
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir_all(paths(&folder).file.parent().unwrap()).unwrap();
    run(&paths(&folder).file, "create table recipes (name text)").await;
    let before = std::fs::read(paths(&folder).file).unwrap();
    let refused = Store::open(paths(&folder), at(0)).await.err().unwrap();
    assert!(matches!(refused, OpenError::NotStint { .. }), "{refused}");
    assert_eq!(std::fs::read(paths(&folder).file).unwrap(), before);
}

#[tokio::test]
async fn a_first_start_that_was_cut_short_is_gone_on_with() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir_all(paths(&folder).file.parent().unwrap()).unwrap();
    std::fs::write(paths(&folder).file, "").unwrap();
    Store::open(paths(&folder), at(0)).await.unwrap().close().await.unwrap();

    let folder = TempDir::new().unwrap();
    std::fs::create_dir_all(paths(&folder).file.parent().unwrap()).unwrap();
    let none = Migrator { migrations: Vec::new().into(), ..Migrator::DEFAULT };
    let mut connection = raw(&paths(&folder).file).await;
    none.run(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    Store::open(paths(&folder), at(0)).await.unwrap();
}

#[rstest::rstest]
#[case::garbage(|bytes: &mut Vec<u8>| bytes.fill(b'x'))]
#[case::header_gone(|bytes: &mut Vec<u8>| bytes[..100].fill(0))]
#[case::schema_overwritten(|bytes: &mut Vec<u8>| bytes[100..4096].fill(0xff))]
#[case::cut_to_nothing(|bytes: &mut Vec<u8>| bytes.clear())]
#[tokio::test]
async fn a_damaged_file_is_said_with_the_backups_that_can_be_restored(#[case] damage: fn(&mut Vec<u8>)) {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "kept", 0, Some(HOUR))).await;
    let backup = desk.store.daily_backup(at(0), at(0).utc().date_naive()).await.unwrap().unwrap();
    let Desk { folder, store, reader: _ } = desk;
    store.close().await.unwrap();
    let paths = paths(&folder);
    let mut bytes = std::fs::read(&paths.file).unwrap();
    damage(&mut bytes);
    std::fs::write(&paths.file, &bytes).unwrap();

    let refused = Store::open(paths.clone(), at(0)).await.err().unwrap();
    let OpenError::Corrupt { backups, .. } = &refused else { panic!("{refused}") };
    assert_eq!(backups[0].path, backup);
    assert!(refused.to_string().contains(backup.to_str().unwrap()), "{refused}");

    let restored = crate::restore(&paths, &backup).await.unwrap();
    assert_eq!(std::fs::read(restored.aside.unwrap()).unwrap(), bytes, "the damaged file is kept aside");
    let store = Store::open(paths, at(0)).await.unwrap();
    assert_eq!(store.reader().entry(entry_id(1)).await.unwrap().unwrap().note, "kept");
}

#[tokio::test]
async fn a_new_version_makes_a_backup_before_it_changes_the_schema() {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "kept", 0, Some(HOUR))).await;
    let Desk { folder, store, reader: _ } = desk;
    store.close().await.unwrap();
    let paths = paths(&folder);
    assert_eq!(backups(&paths.backups), [], "the first schema replaces nothing");

    let broken =
        next_version("create table extra (n integer) strict; create table extra (n integer) strict;");
    let refused = open_with(paths.clone(), at(HOUR), &broken).await.err().unwrap();
    assert!(matches!(refused, OpenError::Store(_) | OpenError::Migrate(_)), "{refused}");
    let kept = backups(&paths.backups);
    assert_eq!((kept.len(), kept[0].kind, kept[0].at), (1, BackupKind::Schema(3), at(HOUR)));
    Store::open(paths.clone(), at(HOUR)).await.unwrap().close().await.unwrap();

    let good = next_version("create table extra (n integer) strict; pragma user_version = 4;");
    let store = open_with(paths.clone(), at(2 * HOUR), &good).await.unwrap();
    assert_eq!(store.reader().entry(entry_id(1)).await.unwrap().unwrap().note, "kept");
    store.close().await.unwrap();
    assert_eq!(backups(&paths.backups).len(), 2);
    let refused = Store::open(paths, at(0)).await.err().unwrap();
    assert!(matches!(refused, OpenError::Newer { found: 4, .. }), "{refused}");
}

#[tokio::test]
async fn a_file_from_before_links_learns_them_and_keeps_what_is_in_it() {
    let folder = TempDir::new().unwrap();
    let paths = paths(&folder);
    let first = Migrator { migrations: migrations()[..1].to_vec().into(), ..Migrator::DEFAULT };
    let mut store = open_with(paths.clone(), at(0), &first).await.unwrap();
    store.put_connection(&account(1, "plane")).await.unwrap();
    store.put_connection(&account(2, "clockify")).await.unwrap();
    store.close().await.unwrap();

    let mut store = Store::open(paths.clone(), at(HOUR)).await.unwrap();
    assert_eq!(backups(&paths.backups)[0].kind, BackupKind::Schema(1));
    assert_eq!(store.reader().connections().await.unwrap().len(), 2);
    let from = Source { connection: connection_id(1), which: Which::Prefix("PROJ-".into()) };
    let link = Link { from, to: booking(2, "website"), origin: Origin::Learned(1), at: at(0) };
    let links = vec![LinkChange { before: None, after: Some(link.clone()) }];
    let changes = vec![Change { id: entry_id(1), before: None, after: Some(entry(1, "x", 0, Some(HOUR))) }];
    store.commit(Commit { links, ..push(changes) }).await.unwrap();
    assert_eq!(store.reader().links().await.unwrap(), [link]);
}

/// The name of the variable that makes this test binary the other user of the test below.
const OTHER_USER: &str = "STINT_STORE_TEST_FILE";

/// Permissions do not bind root, so the test runs itself again as somebody else when it must.
#[cfg(unix)]
#[tokio::test]
async fn a_file_or_folder_that_may_only_be_read_is_said() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    if let Some(file) = std::env::var_os(OTHER_USER) {
        let file = std::path::PathBuf::from(file);
        let paths = crate::Paths { backups: file.with_extension("backups"), file };
        let refused = Store::open(paths, Timestamp::MIN).await.err().unwrap();
        assert!(matches!(refused, OpenError::ReadOnly { .. }), "{refused} {refused:?}");
        return;
    }
    let shut = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let folder = TempDir::new().unwrap();
    shut(folder.path(), 0o755);
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let file = data.join("stint.db");
    let root = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(folder.path()).unwrap()) == 0;
    let name = std::thread::current().name().unwrap().to_owned();
    let ask = |what: &str| {
        let mut again = Command::new(std::env::current_exe().unwrap());
        again.args(["--exact", &name]).env(OTHER_USER, &file).current_dir("/");
        if root {
            again.uid(65534).gid(65534);
        }
        let output = again.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && said.contains("1 passed"), "{what}: {said}");
    };
    // Nothing may be made in the folder.
    shut(&data, 0o555);
    ask("no file");
    // The file may be read only.
    shut(&data, 0o777);
    Store::open(crate::Paths { file: file.clone(), backups: data.join("b") }, at(0))
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    shut(&data, 0o777);
    shut(&file, 0o444);
    ask("file");
    // The file may be written, but its log cannot be made beside it.
    if root {
        std::os::unix::fs::chown(&file, Some(65534), Some(65534)).unwrap();
    }
    shut(&file, 0o600);
    shut(&data, 0o555);
    ask("folder");
    shut(&data, 0o755);
}
