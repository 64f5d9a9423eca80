//! Settings, the health of the installation, and backups.

use api::{BackupDone, BackupFile, Doctor, Request, Restoring, Settings};

use super::{Answer, Resident};

/// All settings, with what the desktop makes of them.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn settings(resident: Resident<'_>) -> Answer<Settings> {
    resident.ask(Request::Settings).await
}

/// Changes a setting at once; an empty value means its default.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn set_setting(resident: Resident<'_>, key: String, value: String) -> Answer<Settings> {
    resident.ask(Request::SetSetting { key, value }).await
}

/// What runs, where files are, what works.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn doctor(resident: Resident<'_>) -> Answer<Doctor> {
    resident.ask(Request::Doctor).await
}

/// Writes a verified copy of the database.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn backup(resident: Resident<'_>, path: Option<String>) -> Answer<BackupDone> {
    resident.ask(Request::Backup { path }).await
}

/// The backups in the folder of backups, newest first.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn backups(resident: Resident<'_>) -> Answer<Vec<BackupFile>> {
    resident.ask(Request::Backups).await
}

/// Puts a backup in place; the resident starts again with it.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn restore(resident: Resident<'_>, path: String) -> Answer<Restoring> {
    resident.ask(Request::Restore { path }).await
}
