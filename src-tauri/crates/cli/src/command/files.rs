//! Files: export, backup, restore, and what to say when the database cannot be opened.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use api::client::Client;
use api::{ApiError, BackupDone, Code, Exported, Place, Request};
use engine::{Lock, OpenError};

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

/// Why the database cannot be opened, and which backup helps.
pub(crate) fn open_error(place: &Place, error: &OpenError) -> ApiError {
    let database = place.database();
    // The store's sentence ends with its own advice; ours knows the commands.
    let sentence = error.to_string();
    let what = sentence.split_once("; ").map_or(sentence.as_str(), |(what, _)| what);
    let said = ApiError::new(Code::Storage, format!("{what}.")).field("data-dir");
    match error {
        OpenError::Newer { .. } => said.remedy("Update Stint; this program leaves the file as it is."),
        OpenError::Corrupt { backups, .. } => said.remedy(match backups.first() {
            Some(newest) => format!(
                "Put the newest backup in place with “stint restore {}”; the damaged file is kept beside it.",
                newest.path.display()
            ),
            None => format!("There is no backup. Move {} away to begin anew.", database.display()),
        }),
        OpenError::ReadOnly { .. } => {
            said.remedy("Check the owner and rights of the data folder, or choose another with --data-dir.")
        }
        OpenError::NotStint { .. } => {
            said.remedy("Choose another folder with --data-dir; that file is not Stint's.")
        }
        _ => said.remedy("Check the disk and the rights of the data folder."),
    }
}
