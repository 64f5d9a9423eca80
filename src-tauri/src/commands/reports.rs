//! Reports: totals over a range, and entries as a file.

use api::request::ReportBy;
use api::{Report, Request};

use tauri::{Runtime, WebviewWindow};

use super::{Answer, Resident};
use crate::save::{self, Export, Saved};

/// Totals over a range of days.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn report(resident: Resident<'_>, from: String, to: String, by: ReportBy) -> Answer<Report> {
    resident.ask(Request::Report { from, to, by }).await
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
    save::save(&window, &resident, &name, &Export { format, from, to }).await
}
