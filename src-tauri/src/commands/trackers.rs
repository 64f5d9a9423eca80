//! Trackers: which kinds there are, the accounts, and what can be booked on.

use api::{AddTracker, BrowserSignIn, Request, Target, Tracker, TrackerCheck, TrackerKind};

use super::{Answer, Resident};

/// All tracker kinds and their forms.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn tracker_kinds(resident: Resident<'_>) -> Answer<Vec<TrackerKind>> {
    resident.ask(Request::TrackerKinds).await
}

/// All connections.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn trackers(resident: Resident<'_>) -> Answer<Vec<Tracker>> {
    resident.ask(Request::Trackers).await
}

/// Tests an account without keeping it.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn tracker_check(resident: Resident<'_>, account: AddTracker) -> Answer<TrackerCheck> {
    resident.ask(Request::TrackerCheck(account)).await
}

/// Tests an account and keeps it.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn tracker_add(resident: Resident<'_>, account: AddTracker) -> Answer<Tracker> {
    resident.ask(Request::TrackerAdd(account)).await
}

/// Tests a kept account.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn tracker_test(resident: Resident<'_>, name: String) -> Answer<TrackerCheck> {
    resident.ask(Request::TrackerTest { name }).await
}

/// Replaces the secret of a kept account after testing it.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn tracker_sign_in(resident: Resident<'_>, name: String, token: String) -> Answer<TrackerCheck> {
    resident.ask(Request::TrackerSignIn { name, token }).await
}

/// Begins to sign in to a new account in the browser.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn browser_sign_in(resident: Resident<'_>, account: AddTracker) -> Answer<BrowserSignIn> {
    resident.ask(Request::BrowserSignIn(account)).await
}

/// Begins to sign in to a kept account again.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn browser_sign_in_again(resident: Resident<'_>, name: String) -> Answer<BrowserSignIn> {
    resident.ask(Request::BrowserSignInAgain { name }).await
}

/// Waits for the browser, then tests and keeps the account.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn browser_sign_in_finish(resident: Resident<'_>, id: String) -> Answer<Tracker> {
    resident.ask(Request::BrowserSignInFinish { id }).await
}

/// Gives a sign-in up.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn browser_sign_in_cancel(resident: Resident<'_>, id: String) -> Answer<()> {
    resident.ask(Request::BrowserSignInCancel { id }).await
}

/// Forgets an account and its secret.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn tracker_remove(resident: Resident<'_>, name: String) -> Answer<()> {
    resident.ask(Request::TrackerRemove { name }).await
}

/// Fetches an account's targets and rules again.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn tracker_refresh(resident: Resident<'_>, name: String) -> Answer<Tracker> {
    resident.ask(Request::TrackerRefresh { name }).await
}

/// Kept targets with this text in key or title, of one connection or of all.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn targets(
    resident: Resident<'_>,
    text: String,
    tracker: Option<String>,
    limit: Option<u32>,
) -> Answer<Vec<Target>> {
    resident.ask(Request::Targets { text, tracker, limit }).await
}

/// Changes how entries are shaped for an account from now on.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn tracker_shape(
    resident: Resident<'_>,
    name: String,
    key: String,
    value: String,
) -> Answer<Tracker> {
    resident.ask(Request::TrackerShape { name, key, value }).await
}
