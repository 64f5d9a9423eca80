//! Reports: totals over a range, and entries as a file.

use api::request::ReportBy;
use api::{Exported, Report, Request};

use super::{Answer, Resident};

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
