//! Files: export and backup.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use api::client::Client;
use api::words::other as say;
use api::{ApiError, BackupDone, Exported, Request};

use crate::command::answer;
use crate::{print, words};

/// Prints a file of entries, part by part; one that is not whole is an error.
pub(super) async fn export(
    client: &mut Client,
    format: String,
    from: Option<String>,
    to: Option<String>,
) -> Result<ExitCode, ApiError> {
    let mut after = None;
    loop {
        let (format, from, to) = (format.clone(), from.clone(), to.clone());
        let part: Exported = client.call(Request::Export { format, from, to, after }).await?;
        match print::all_of(&part.content) {
            Ok(()) => {}
            // Whoever reads it has enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
            Err(error) => {
                let output = words::STANDARD_OUTPUT.said();
                return Err(say::file_unwritten(output, &error.to_string()));
            }
        }
        after = part.next;
        if after.is_none() {
            break;
        }
    }
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
