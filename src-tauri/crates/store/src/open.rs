//! Opening the file: permissions, the guard, a backup before a change of the schema, then both handles.

use std::collections::HashMap;
use std::fs::{DirBuilder, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::Timestamp;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, SqliteConnection};

use crate::backup::{self, BackupKind};
use crate::batch::Committing;
use crate::error::is_cannot_open;
use crate::guard::{self, Guard};
use crate::upkeep::{self, Upkeep};
use crate::{BackupError, OpenError, Reader, Store, StoreError};

/// Every shape the file ever had, in order.
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How long a write waits for another program that holds the file.
const BUSY: Duration = Duration::from_secs(5);
/// Pages kept in memory per connection, as SQLite spells it: a minus means KiB.
const CACHE: &str = "-1000";
/// Prepared statements kept per connection.
const STATEMENTS: usize = 32;
/// Rows that may wait between SQLite's thread and ours.
const ROWS: usize = 256;

/// Bytes of the log that stay when it was copied into the database: writing over them is quicker than asking the file
/// system for new ones in every commit. A busy stretch between two upkeeps fits in.
const LOG_KEPT: &str = "16777216";

/// Where the file and its backups are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paths {
    /// The database.
    pub file: PathBuf,
    /// The folder of its backups.
    pub backups: PathBuf,
}

impl Store {
    /// Opens the file or makes it (0600, its folder 0700), refuses what is not ours to change, and migrates.
    ///
    /// Before a pending migration a verified backup is made; without one nothing is changed.
    pub async fn open(paths: Paths, now: Timestamp) -> Result<Self, OpenError> {
        open_with(paths, now, &MIGRATIONS).await
    }
}

/// [`Store::open`] for a program that knows these migrations.
pub(crate) async fn open_with(
    paths: Paths,
    now: Timestamp,
    migrations: &Migrator,
) -> Result<Store, OpenError> {
    prepare(&paths)?;
    let says = |error: StoreError| opening(error, &paths);
    let mut connection = writer(&paths.file).connect().await.map_err(|error| says(error.into()))?;
    let known = newest(migrations);
    match guard::look(&mut connection).await.map_err(says)? {
        Guard::Foreign => return Err(OpenError::NotStint { file: paths.file }),
        Guard::Schema(found) if found > known => {
            return Err(OpenError::Newer { file: paths.file, found, known });
        }
        Guard::Schema(found) if found == known => {}
        Guard::Schema(found) => {
            if found > 0 {
                keep_before(&paths, now, found).await?;
            }
            write_ahead(&mut connection).await.map_err(says)?;
            migrations.run(&mut connection).await.map_err(|error| migrating(error, &paths))?;
        }
    }
    write_ahead(&mut connection).await.map_err(says)?;
    let committing = Committing::on(&mut connection).await.map_err(says)?;
    let reader = Reader::on(paths.file.clone());
    Ok(Store {
        connection,
        committing,
        reader,
        paths,
        unfinished: false,
        glance: None,
        lanes: None,
        accounts: HashMap::new(),
        upkeep: Upkeep::new(),
    })
}

/// The schema number a set of migrations ends with.
pub(crate) fn newest(migrations: &Migrator) -> i64 {
    migrations.iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// The schema number this program writes.
pub(crate) fn known() -> i64 {
    newest(&MIGRATIONS)
}

/// Switches to the write-ahead log. After the guard: a foreign file is left exactly as it is.
async fn write_ahead(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("pragma journal_mode = wal").execute(connection).await?;
    Ok(())
}

/// How a connection that writes opens the file.
pub(crate) fn writer(file: &Path) -> SqliteConnectOptions {
    common(file)
        .pragma("journal_size_limit", LOG_KEPT)
        .pragma("wal_autocheckpoint", upkeep::BACKSTOP)
        .synchronous(SqliteSynchronous::Full)
}

/// How a connection that only reads opens a file.
pub(crate) fn read_only(file: &Path) -> SqliteConnectOptions {
    common(file).read_only(true)
}

fn common(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("cache_size", CACHE)
        .pragma("mmap_size", "0")
        .pragma("trusted_schema", "off")
        .statement_cache_capacity(STATEMENTS)
        .row_buffer_size(ROWS)
        .disable_statement_logging()
}

/// Makes the folder and the file for the own user alone, and sees that both may be written.
fn prepare(paths: &Paths) -> Result<(), OpenError> {
    let folder = paths.file.parent().unwrap_or(Path::new("."));
    make_folder(folder).map_err(|source| denied(folder, source))?;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true);
    own(&mut options);
    let file = options.open(&paths.file).map_err(|source| denied(&paths.file, source))?;
    let length = file.metadata().map_err(|source| denied(&paths.file, source))?.len();
    // SQLite takes an empty file for a new database. One with backups was not new: it lost its content.
    let log = PathBuf::from(format!("{}-wal", paths.file.display()));
    if length == 0 && !log.exists() {
        let backups = backup::backups(&paths.backups);
        if !backups.is_empty() {
            return Err(OpenError::Corrupt { file: paths.file.clone(), backups });
        }
    }
    only_ours(&paths.file).map_err(|source| denied(&paths.file, source))
}

/// Makes a folder, and those above it, that only the own user may enter.
pub(crate) fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Lets a file be made so that only the own user may read it.
pub(crate) fn own(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

/// Takes a file away from other users.
pub(crate) fn only_ours(file: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mut permissions = std::fs::metadata(file)?.permissions();
        if permissions.mode() & 0o077 != 0 {
            permissions.set_mode(0o600);
            std::fs::set_permissions(file, permissions)?;
        }
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

async fn keep_before(paths: &Paths, now: Timestamp, schema: i64) -> Result<(), OpenError> {
    backup::keep(
        &read_only(&paths.file),
        &paths.backups,
        now.utc().date_naive(),
        BackupKind::Schema(schema),
        now,
    )
    .await
    .map(|_| ())
    .map_err(|error| match error {
        BackupError::DiskFull => OpenError::DiskFull,
        other => OpenError::Backup(other),
    })
}

/// What an error of the file system means while opening.
fn denied(path: &Path, source: std::io::Error) -> OpenError {
    match source.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            OpenError::ReadOnly { path: path.into() }
        }
        ErrorKind::StorageFull => OpenError::DiskFull,
        _ => OpenError::Io { path: path.into(), source },
    }
}

/// What an error of the database means while opening.
fn opening(error: StoreError, paths: &Paths) -> OpenError {
    match error {
        StoreError::DiskFull => OpenError::DiskFull,
        // The file itself was opened for writing just now, so it is the folder.
        error if matches!(error, StoreError::ReadOnly) || is_cannot_open(&error) => {
            OpenError::ReadOnly { path: paths.file.parent().unwrap_or(Path::new(".")).to_owned() }
        }
        StoreError::Damaged(_) => {
            OpenError::Corrupt { file: paths.file.clone(), backups: backup::backups(&paths.backups) }
        }
        other => OpenError::Store(other),
    }
}

fn migrating(error: sqlx::migrate::MigrateError, paths: &Paths) -> OpenError {
    use sqlx::migrate::MigrateError;
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
            opening(error.into(), paths)
        }
        other => OpenError::Migrate(other),
    }
}
