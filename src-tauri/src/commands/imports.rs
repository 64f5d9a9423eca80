//! Files from other time trackers: what one would bring, and importing it.

use api::{ImportCheck, ImportDone, ImportFile, Request};

use super::{Answer, Resident};

/// What importing a file would do; nothing is written.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn import_check(resident: Resident<'_>, file: ImportFile) -> Answer<ImportCheck> {
    resident.ask(Request::ImportCheck(file)).await
}

/// Imports a file as it was shown.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn import_apply(resident: Resident<'_>, file: ImportFile, token: String) -> Answer<ImportDone> {
    resident.ask(Request::ImportApply { file, token }).await
}
