//! `stint sync` and `stint uploads`.

use std::process::ExitCode;

use api::client::Client;
use api::{ApiError, Request, Upload, UploadState};

use crate::arguments::UploadAction;
use crate::command::answer;
use crate::print;

pub(super) async fn sync(client: &mut Client, wait: u32, json: bool) -> Result<ExitCode, ApiError> {
    answer(client, Request::Sync { wait_seconds: Some(wait) }, json, lines).await
}

pub(super) async fn run(
    client: &mut Client,
    action: Option<UploadAction>,
    json: bool,
) -> Result<ExitCode, ApiError> {
    match action {
        None => answer(client, Request::Uploads, json, lines).await,
        Some(UploadAction::Retry { id }) => answer(client, Request::UploadRetry { id }, json, lines).await,
        Some(UploadAction::Adopt { id, remote_id }) => {
            answer(client, Request::UploadAdopt { id, remote_id }, json, line).await
        }
        Some(UploadAction::Drop { id }) => answer(client, Request::UploadDrop { id }, json, line).await,
    }
}

#[expect(clippy::ptr_arg, reason = "`answer` reads the promised type, which is a list")]
fn lines(uploads: &Vec<Upload>) -> String {
    if uploads.iter().all(|upload| upload.state == UploadState::Done) {
        return "All uploaded.".into();
    }
    uploads.iter().filter(|upload| upload.state != UploadState::Done).map(line).collect::<Vec<_>>().join("\n")
}

fn line(upload: &Upload) -> String {
    let state = match upload.state {
        UploadState::Queued => "waits",
        UploadState::InFlight => "is being sent",
        UploadState::Unsure => "is being looked for",
        UploadState::Done => "done",
        UploadState::Stuck => "needs you",
    };
    let time = upload.seconds.map_or_else(|| "removal".into(), print::hours);
    let mut text = format!("{}  {:<24} {time:>8}  {state}  “{}”", upload.id, upload.target, upload.note);
    for detail in [&upload.reason, &upload.remedy].into_iter().flatten() {
        text.push_str(&format!("\n  {detail}"));
    }
    text
}
