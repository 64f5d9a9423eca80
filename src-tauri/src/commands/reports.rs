//! Reports: totals over a range, and entries as a file.

use api::request::ReportBy;
use api::{Exported, Report, Request};

use tauri::{Runtime, WebviewWindow};

use super::{Answer, Resident};
use crate::save::{self, Saved};

/// Totals over a range of days.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn report(resident: Resident<'_>, from: String, to: String, by: ReportBy) -> Answer<Report> {
    resident.ask(Request::Report { from, to, by }).await
}

/// Entries as a file: `csv`, `json` or `ics`.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn export(
    resident: Resident<'_>,
    format: String,
    from: Option<String>,
    to: Option<String>,
) -> Answer<Exported> {
    resident.ask(Request::Export { format, from, to }).await
}

/// Asks where to, and writes entries into a file there. Nothing = the person changed their mind.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn save_export<R: Runtime>(
    window: WebviewWindow<R>,
    resident: Resident<'_>,
    format: String,
    from: String,
    to: String,
    name: String,
) -> Answer<Option<Saved>> {
    let days = (Some(from), Some(to));
    let exported: Exported = resident.ask(Request::Export { format, from: days.0, to: days.1 }).await?;
    save::save(&window, &name, exported).await
}
