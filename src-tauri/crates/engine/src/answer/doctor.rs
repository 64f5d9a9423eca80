//! `doctor`: what runs, where files are, what works. And backups made by hand.

use api::{ApiError, BackupDone, Code, Doctor};
use domain::Timestamp;

use crate::owner::Owner;
use crate::storage::storage_error;

impl Owner {
    /// Everything a person needs to help themselves, without secrets.
    pub(crate) async fn doctor(&self) -> Result<Doctor, ApiError> {
        let path = |path: std::path::PathBuf| path.display().to_string();
        let integrity = match self.reader.check().await {
            Ok(report) if report.is_sound() => "sound".into(),
            Ok(report) => report.problems.join("; "),
            Err(error) => storage_error(&error).to_string(),
        };
        let heartbeat = self.reader.heartbeat().await.map_err(|error| storage_error(&error))?;
        Ok(Doctor {
            version: env!("CARGO_PKG_VERSION").into(),
            pid: std::process::id(),
            since: self.since.rfc3339(),
            data_dir: path(self.place.data_dir().to_owned()),
            database: path(self.place.database()),
            integrity,
            log_dir: path(self.place.logs()),
            socket: path(self.place.socket()),
            backups: store::backups(&self.place.backups())
                .into_iter()
                .map(|backup| path(backup.path))
                .collect(),
            zone: self.ports.clock.zone().name().into(),
            desktop: self.desktop.desktop.clone(),
            trackers: self.trackers().await?,
            uploads: self.upload_counts().await?,
            heartbeat: heartbeat.map(Timestamp::rfc3339),
        })
    }

    /// Writes a verified copy of the database.
    pub(crate) async fn backup(&mut self, path: Option<String>) -> Result<BackupDone, ApiError> {
        let path = match path {
            Some(path) => std::path::PathBuf::from(path),
            None => {
                crate::lock::make_private_dir(&self.place.backups())
                    .map_err(|error| unwritten(&error.to_string()))?;
                let stamp = self.now().utc().format("%Y-%m-%dT%H-%M-%SZ");
                self.place.backups().join(format!("stint-{stamp}-by-hand.db"))
            }
        };
        if !path.is_absolute() {
            return Err(ApiError::new(Code::BadInput, "The path is not absolute.")
                .field("path")
                .remedy("Give it from the root on."));
        }
        self.store.backup_to(&path).await.map_err(|error| unwritten(&error.to_string()))?;
        let bytes = std::fs::metadata(&path).map_or(0, |meta| meta.len());
        Ok(BackupDone {
            path: path.display().to_string(),
            kilobytes: u32::try_from(bytes / 1024).unwrap_or(u32::MAX),
        })
    }
}

fn unwritten(detail: &str) -> ApiError {
    ApiError::new(Code::Storage, format!("The backup was not written ({detail})."))
        .field("path")
        .remedy("Choose a folder that exists and can be written.")
}
