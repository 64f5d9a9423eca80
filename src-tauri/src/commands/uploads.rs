//! Uploads: what waits, what needs a person, and what a person can do about it.

use api::{Request, Upload, UploadChoice, UploadChosen, UploadProgress};

use super::{Answer, Resident};

/// Uploads that are not done, then the latest done.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn uploads(resident: Resident<'_>) -> Answer<Vec<Upload>> {
    resident.ask(Request::Uploads).await
}

/// Tries an upload again now, alone or with those that wait for the same reason; all that need it, without an id.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn upload_retry(resident: Resident<'_>, id: Option<String>, alike: bool) -> Answer<Vec<Upload>> {
    resident.ask(Request::UploadRetry { id, alike }).await
}

/// Says that a remote record is this upload's.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn upload_adopt(resident: Resident<'_>, id: String, remote_id: Option<String>) -> Answer<Upload> {
    resident.ask(Request::UploadAdopt { id, remote_id }).await
}

/// Gives an upload up; what the tracker holds stays as it is.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn upload_drop(resident: Resident<'_>, id: String) -> Answer<Upload> {
    resident.ask(Request::UploadDrop { id }).await
}

/// Chooses between ours and theirs for a record that somebody changed or removed there.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn upload_choose(resident: Resident<'_>, id: String, choice: UploadChoice) -> Answer<UploadChosen> {
    resident.ask(Request::UploadChoose { id, choice }).await
}

/// Sends nothing more to a connection, or to any, until resumed.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn uploads_pause(resident: Resident<'_>, tracker: Option<String>) -> Answer<Vec<UploadProgress>> {
    resident.ask(Request::UploadsPause { tracker }).await
}

/// Sends again to a connection, or to all.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn uploads_resume(resident: Resident<'_>, tracker: Option<String>) -> Answer<Vec<UploadProgress>> {
    resident.ask(Request::UploadsResume { tracker }).await
}

/// How far the uploads of each connection are.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn uploads_progress(resident: Resident<'_>) -> Answer<Vec<UploadProgress>> {
    resident.ask(Request::UploadsProgress).await
}

/// Tries everything due now, reads back what was uploaded lately, and waits until nothing is under way.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn sync(resident: Resident<'_>, wait_seconds: Option<u32>) -> Answer<Vec<Upload>> {
    resident.ask(Request::Sync { wait_seconds }).await
}
