//! Backups: which there are, one made now, and one put in place.

use std::path::{Path, PathBuf};

use api::{ApiError, BackupDone, BackupFile, BackupReason, Restoring, words};
use domain::calendar::date_of;
use store::{BackupError, BackupKind, Unsound};

use crate::owner::Owner;

impl Owner {
    /// The backups in the folder of backups, newest first.
    pub(crate) fn backups(&self) -> Vec<BackupFile> {
        store::backups(&self.place.backups())
            .into_iter()
            .map(|backup| BackupFile {
                path: backup.path.display().to_string(),
                at: backup.at.rfc3339(),
                kilobytes: kilobytes(backup.bytes),
                reason: match backup.kind {
                    BackupKind::Daily => BackupReason::Daily,
                    BackupKind::Schema(_) => BackupReason::Update,
                    BackupKind::ByHand => BackupReason::Person,
                    BackupKind::BeforeRestore => BackupReason::Restore,
                },
            })
            .collect()
    }

    /// Writes a verified copy of the database.
    pub(crate) async fn backup(&mut self, path: Option<String>) -> Result<BackupDone, ApiError> {
        let path = match path {
            Some(path) => {
                let path = absolute(&path)?;
                self.store.backup_to(&path).await.map_err(|error| unwritten(&error))?;
                path
            }
            None => self.keep_backup(BackupKind::ByHand).await?,
        };
        let bytes = std::fs::metadata(&path).map_or(0, |meta| meta.len());
        Ok(BackupDone { path: path.display().to_string(), kilobytes: kilobytes(bytes) })
    }

    /// Checks a backup and keeps what is there as another one. The engine ends then, and whoever runs it puts the backup
    /// in place and starts the next.
    pub(crate) async fn restore(&mut self, path: &str) -> Result<Restoring, ApiError> {
        let path = absolute(path)?;
        store::verify(&path).await.map_err(|error| unsound(&path, &error))?;
        let kept = self.keep_backup(BackupKind::BeforeRestore).await?;
        // The first wish holds; the engine ends with it.
        let _first = self.to_restore.set(path);
        Ok(Restoring { kept: kept.display().to_string() })
    }

    async fn keep_backup(&self, kind: BackupKind) -> Result<PathBuf, ApiError> {
        let now = self.now();
        let day = date_of(now, self.ports.clock.zone());
        self.store.archive().keep(kind, now, day).await.map_err(|error| unwritten(&error))
    }
}

fn absolute(path: &str) -> Result<PathBuf, ApiError> {
    let path = PathBuf::from(path);
    if path.is_absolute() { Ok(path) } else { Err(words::backups::relative_path()) }
}

fn kilobytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}

fn unwritten(error: &BackupError) -> ApiError {
    tracing::error!(%error, "backup");
    match error {
        BackupError::DiskFull => words::other::disk_full(),
        BackupError::Io { source, .. } => words::backups::unwritten(&source.to_string()),
        BackupError::NotSound { why, .. } => words::backups::unwritten(&detail(why)),
        BackupError::Store(error) => words::backups::unwritten(&error.to_string()),
    }
}

fn unsound(path: &Path, error: &BackupError) -> ApiError {
    tracing::warn!(%error, "restore");
    match error {
        BackupError::NotSound { why, .. } => words::backups::unsound(&detail(why)),
        BackupError::DiskFull | BackupError::Io { .. } | BackupError::Store(_) => {
            words::backups::unread(&path.display().to_string())
        }
    }
}

fn detail(why: &Unsound) -> String {
    match why {
        Unsound::Foreign => words::backups::FOREIGN.into(),
        Unsound::Newer => words::backups::NEWER.into(),
        Unsound::Damaged(said) => said.clone(),
    }
}
