//! Uploads: what waits, what needs a person, and what a person can do about it.

use api::{Request, Upload};

use super::{Answer, Resident};

/// Uploads that are not done, then the latest done.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn uploads(resident: Resident<'_>) -> Answer<Vec<Upload>> {
    resident.ask(Request::Uploads).await
}

/// Tries an upload again now; all that need it, without an id.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn upload_retry(resident: Resident<'_>, id: Option<String>) -> Answer<Vec<Upload>> {
    resident.ask(Request::UploadRetry { id }).await
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

/// Tries everything due now, and waits until nothing is under way.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn sync(resident: Resident<'_>, wait_seconds: Option<u32>) -> Answer<Vec<Upload>> {
    resident.ask(Request::Sync { wait_seconds }).await
}
