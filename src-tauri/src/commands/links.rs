//! Links: which targets propose which others.

use api::{Link, Proposal, Request};

use super::{Answer, Resident};

/// What links propose beside these targets.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn proposals(resident: Resident<'_>, on: Vec<String>) -> Answer<Vec<Proposal>> {
    resident.ask(Request::Proposals { on }).await
}

/// All links.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn links(resident: Resident<'_>) -> Answer<Vec<Link>> {
    resident.ask(Request::Links).await
}

/// Sets a link by hand.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn link_add(resident: Resident<'_>, from: String, to: String) -> Answer<Link> {
    resident.ask(Request::LinkAdd { from, to }).await
}

/// Forgets a link, or all from there.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn link_forget(resident: Resident<'_>, from: String, to: Option<String>) -> Answer<Vec<Link>> {
    resident.ask(Request::LinkForget { from, to }).await
}
