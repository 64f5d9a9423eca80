//! Entries: by day, by id, by words; their history, and what each tracker will get of them.

use api::{Days, EditFields, Entry, HistoryRow, Preview, Request};

use super::{Answer, Resident};

/// Entries that overlap a range of days, newest first.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn log(
    resident: Resident<'_>,
    from: Option<String>,
    to: Option<String>,
    limit: Option<u32>,
) -> Answer<Vec<Entry>> {
    resident.ask(Request::Log { from, to, limit }).await
}

/// Whole days from one on, back or forward, until they hold entries enough.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn days(resident: Resident<'_>, day: String, later: bool, enough: Option<u32>) -> Answer<Days> {
    resident.ask(Request::Days { day, later, enough }).await
}

/// One entry.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn entry(resident: Resident<'_>, id: String) -> Answer<Entry> {
    resident.ask(Request::Entry { id }).await
}

/// Entries with these words, newest first.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn search(resident: Resident<'_>, text: String, limit: Option<u32>) -> Answer<Vec<Entry>> {
    resident.ask(Request::Search { text, limit }).await
}

/// What changed in an entry, oldest first.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn history(resident: Resident<'_>, id: String) -> Answer<Vec<HistoryRow>> {
    resident.ask(Request::History { id }).await
}

/// What each tracker will get of an entry.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn preview(resident: Resident<'_>, id: String) -> Answer<Vec<Preview>> {
    resident.ask(Request::Preview { id }).await
}

/// What each tracker would get if this edit were saved; nothing is written.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn preview_edit(resident: Resident<'_>, id: String, fields: EditFields) -> Answer<Vec<Preview>> {
    resident.ask(Request::PreviewEdit { id, fields }).await
}

/// The entry as it would be if this edit were saved; nothing is written.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn edited_entry(resident: Resident<'_>, id: String, fields: EditFields) -> Answer<Entry> {
    resident.ask(Request::EditedEntry { id, fields }).await
}
