//! Files: export, backup and restore.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use api::client::Client;
use api::{ApiError, BackupDone, Code, Exported, Place, Request};
use engine::Lock;

use crate::command::answer;
use crate::print;

pub(super) async fn export(
    client: &mut Client,
    format: String,
    from: Option<String>,
    to: Option<String>,
) -> Result<ExitCode, ApiError> {
    let exported: Exported = client.call(Request::Export { format, from, to }).await?;
    print::raw(&exported.content);
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn backup(
    client: &mut Client,
    path: Option<PathBuf>,
    json: bool,
) -> Result<ExitCode, ApiError> {
    let path = path.map(|path| std::path::absolute(&path).unwrap_or(path).display().to_string());
    answer(client, Request::Backup { path }, json, |done: &BackupDone| {
        format!("Written to {} ({} kB), and checked.", done.path, done.kilobytes)
    })
    .await
}

/// Puts a backup in place while no resident runs.
pub(super) async fn restore(place: &Place, backup: &Path) -> Result<ExitCode, ApiError> {
    let _lock = Lock::take(place).map_err(|_| {
        ApiError::new(Code::NotNow, "A resident uses the database.").remedy("End it first with “stint quit”.")
    })?;
    let kept = engine::restore(place, backup).await.map_err(|error| {
        ApiError::new(
            Code::Storage,
            format!("The backup was not put in place ({error}), so nothing was changed."),
        )
        .field("path")
        .remedy("Choose another backup; they are in the folder “backups” of the data folder.")
    })?;
    match kept {
        Some(kept) => print::line(&format!("Restored. The file before is kept as {}.", kept.display())),
        None => print::line("Restored."),
    }
    Ok(ExitCode::SUCCESS)
}
