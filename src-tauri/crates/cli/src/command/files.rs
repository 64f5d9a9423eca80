//! Files: export and backup.

use std::path::PathBuf;
use std::process::ExitCode;

use api::client::Client;
use api::{ApiError, BackupDone, Exported, Request};

use crate::command::answer;
use crate::{print, words};

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
        words::backed_up(&done.path, done.kilobytes)
    })
    .await
}
