//! Backups: a copy by SQLite itself, checked, and only then given its name. Made beside the writer.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use domain::Timestamp;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::row::Columns;
use crate::{BackupError, StoreError, Unsound, guard, open};

/// How many daily backups are kept.
pub const KEEP_DAILY: usize = 14;
/// How many backups from before a change of the schema are kept.
const KEEP_SCHEMA: usize = 3;
/// How many backups from before another one was put in place are kept.
const KEEP_RESTORE: usize = 5;
/// The end of the name of a copy that was not checked yet.
const PART: &str = "part";
/// How an instant is spelled in a name.
const INSTANT: &str = "%Y%m%dT%H%M%S%3fZ";

/// A backup in the folder of backups.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Timestamp,
    /// Its size.
    pub bytes: u64,
    /// The local day it was made on.
    pub day: NaiveDate,
    /// Why it was made.
    pub kind: BackupKind,
}

/// Why a backup was made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BackupKind {
    /// Once a day, when something changed.
    Daily,
    /// Before the schema with this number was changed.
    Schema(i64),
    /// A person wanted one. Only a person removes it.
    ByHand,
    /// Before another backup was put in place.
    BeforeRestore,
}

/// The backups in a folder, the newest first. A folder that is not there holds none; other files are passed over.
pub fn backups(folder: &Path) -> Vec<Backup> {
    let mut found: Vec<Backup> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|item| {
            let item = item.ok()?;
            let (day, kind, at) = parse(item.file_name().to_str()?)?;
            Some(Backup { path: item.path(), at, bytes: item.metadata().ok()?.len(), day, kind })
        })
        .collect();
    found.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.path.cmp(&a.path)));
    found
}

/// `stint-<day>-<kind>-<instant>.db`, e.g. `stint-2026-11-20-daily-20261120T170502123Z.db`.
fn name(day: NaiveDate, kind: BackupKind, at: Timestamp) -> String {
    let kind = match kind {
        BackupKind::Daily => "daily".to_owned(),
        BackupKind::Schema(number) => format!("schema{number}"),
        BackupKind::ByHand => "hand".to_owned(),
        BackupKind::BeforeRestore => "restore".to_owned(),
    };
    format!("stint-{day}-{kind}-{}.db", at.utc().format(INSTANT))
}

fn parse(name: &str) -> Option<(NaiveDate, BackupKind, Timestamp)> {
    let rest = name.strip_prefix("stint-")?.strip_suffix(".db")?;
    let (day, rest) = rest.split_at_checked(10)?;
    let (kind, at) = rest.strip_prefix('-')?.split_once('-')?;
    let kind = match kind {
        "daily" => BackupKind::Daily,
        "hand" => BackupKind::ByHand,
        "restore" => BackupKind::BeforeRestore,
        other => BackupKind::Schema(other.strip_prefix("schema")?.parse().ok()?),
    };
    let at = NaiveDateTime::parse_from_str(at, INSTANT).ok()?.and_utc();
    Some((day.parse().ok()?, kind, Timestamp::from(at)))
}

/// Makes a checked backup in the folder, and lets the oldest of its kind go.
pub(crate) async fn keep(
    source: &SqliteConnectOptions,
    folder: &Path,
    day: NaiveDate,
    kind: BackupKind,
    at: Timestamp,
) -> Result<PathBuf, BackupError> {
    open::make_folder(folder).map_err(|source| io(folder, source))?;
    let path = folder.join(name(day, kind, at));
    copy(source, &path).await?;
    let (keep, same): (usize, fn(BackupKind) -> bool) = match kind {
        BackupKind::Daily => (KEEP_DAILY, |kind| kind == BackupKind::Daily),
        BackupKind::Schema(_) => (KEEP_SCHEMA, |kind| matches!(kind, BackupKind::Schema(_))),
        BackupKind::ByHand => (usize::MAX, |kind| kind == BackupKind::ByHand),
        BackupKind::BeforeRestore => (KEEP_RESTORE, |kind| kind == BackupKind::BeforeRestore),
    };
    for old in backups(folder).into_iter().filter(|backup| same(backup.kind)).skip(keep) {
        fs::remove_file(&old.path).map_err(|source| io(&old.path, source))?;
    }
    Ok(path)
}

/// Copies the database to `path`: into a file of the own user alone, checked, synced, and only then renamed.
pub(crate) async fn copy(source: &SqliteConnectOptions, path: &Path) -> Result<(), BackupError> {
    let part = PathBuf::from(format!("{}.{PART}", path.display()));
    let result = copy_to_part(source, &part).await;
    let result = match result {
        Ok(()) => fs::rename(&part, path).map_err(|source| io(path, source)).and_then(|()| settle(path)),
        Err(error) => Err(error),
    };
    if result.is_err() {
        // What is left of the copy only takes room; that it is gone already is as good.
        let _ = fs::remove_file(&part);
    }
    result
}

async fn copy_to_part(source: &SqliteConnectOptions, part: &Path) -> Result<(), BackupError> {
    // `vacuum into` takes an empty file, so the copy is never readable by others, not even for a moment.
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    open::own(&mut options);
    options.open(part).map_err(|source| io(part, source))?;
    open::only_ours(part).map_err(|source| io(part, source))?;
    let mut connection = source.connect().await.map_err(StoreError::from)?;
    let text = part.to_str().ok_or_else(|| io(part, ErrorKind::InvalidFilename.into()))?;
    let copied = sqlx::query("vacuum into ?").bind(text).execute(&mut connection).await;
    connection.close().await.map_err(StoreError::from)?;
    copied.map_err(|error| match StoreError::from(error) {
        StoreError::DiskFull => BackupError::DiskFull,
        other => BackupError::Store(other),
    })?;
    verify(part).await?;
    File::open(part).and_then(|file| file.sync_all()).map_err(|source| io(part, source))
}

/// Writes the renamed file's place in its folder to disk.
pub(crate) fn settle(path: &Path) -> Result<(), BackupError> {
    #[cfg(unix)]
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|source| io(folder, source))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Checks a copy: ours, of a schema this program knows, and sound.
pub async fn verify(path: &Path) -> Result<(), BackupError> {
    let unsound = |why| BackupError::NotSound { path: path.into(), why };
    let damaged = |said| unsound(Unsound::Damaged(said));
    let as_unsound = |error: sqlx::Error| match StoreError::from(error) {
        StoreError::Damaged(error) => damaged(error.to_string()),
        other => BackupError::Store(other),
    };
    let mut connection = open::read_only(path).immutable(true).connect().await.map_err(as_unsound)?;
    let guard = guard::look(&mut connection).await.map_err(|error| match error {
        StoreError::Damaged(error) => damaged(error.to_string()),
        other => BackupError::Store(other),
    })?;
    match guard {
        guard::Guard::Foreign | guard::Guard::Schema(0) => {
            return Err(unsound(Unsound::Foreign));
        }
        guard::Guard::Schema(found) if found > open::known() => {
            return Err(unsound(Unsound::Newer));
        }
        guard::Guard::Schema(_) => {}
    }
    let row = sqlx::query("pragma quick_check(1)").fetch_one(&mut connection).await.map_err(as_unsound)?;
    let said: String = Columns::new(&row, "sqlite_schema").get(0)?;
    connection.close().await.map_err(StoreError::from)?;
    if said == "ok" { Ok(()) } else { Err(damaged(said)) }
}

/// What an error of the file system means for a backup.
pub(crate) fn io(path: &Path, source: std::io::Error) -> BackupError {
    match source.kind() {
        ErrorKind::StorageFull => BackupError::DiskFull,
        _ => BackupError::Io { path: path.into(), source },
    }
}
