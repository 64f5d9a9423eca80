//! `doctor`: what runs, where files are, what works.

use api::{ApiError, Doctor, words::integrity as say};
use domain::Timestamp;
use store::Problem;

use crate::owner::Owner;
use crate::storage::storage_error;

impl Owner {
    /// Everything a person needs to help themselves, without secrets.
    pub(crate) async fn doctor(&self) -> Result<Doctor, ApiError> {
        let path = |path: std::path::PathBuf| path.display().to_string();
        let integrity = match self.reader.check().await {
            Ok(report) if report.is_sound() => say::SOUND.into(),
            Ok(report) => report.problems.iter().map(problem).collect::<Vec<_>>().join("; "),
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
}

fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Damaged(said) => said.clone(),
        Problem::Orphans(count) => say::orphans(*count),
        Problem::Sums(count) => say::sums(*count),
        Problem::Search(count) => say::search(*count),
        Problem::Habits(count) => say::habits(*count),
        Problem::Stages(count) => say::stages(*count),
    }
}
