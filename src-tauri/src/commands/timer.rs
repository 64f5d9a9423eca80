//! The timer: say a verb, see what runs, do again what was done before.

use api::request::ReadWhat;
use api::{Reading, Request, Status, Suggestion, VerbAnswer, VerbRequest};

use super::{Answer, Resident};

/// Says a verb: start, break, edit, undo and the rest.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn say(resident: Resident<'_>, verb: VerbRequest) -> Answer<VerbAnswer> {
    resident.ask(Request::Verb(verb)).await
}

/// The timer, today, and the uploads.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn status(resident: Resident<'_>) -> Answer<Status> {
    resident.ask(Request::Status).await
}

/// What was done before and fits the text, best first.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn suggest(resident: Resident<'_>, text: String, limit: Option<u32>) -> Answer<Vec<Suggestion>> {
    resident.ask(Request::Suggest { text, limit }).await
}

/// Distinct entries of late, newest first.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn recent(resident: Resident<'_>, limit: Option<u32>) -> Answer<Vec<Suggestion>> {
    resident.ask(Request::Recent { limit }).await
}

/// How a typed time or duration is read.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn read(resident: Resident<'_>, what: ReadWhat, text: String) -> Answer<Reading> {
    resident.ask(Request::Read { what, text }).await
}
