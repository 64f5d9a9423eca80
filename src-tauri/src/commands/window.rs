//! The window itself: the only commands that do not reach the resident.

use api::words::other::folder_closed;
use tauri::{AppHandle, Runtime, WebviewWindow};

use super::{Answer, Resident};
use crate::small::{self, Small};
use crate::window;

/// The page has drawn what it was to draw: what it shows first, or nothing after its window was closed.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub fn painted<R: Runtime>(window: WebviewWindow<R>) {
    match Small::labelled(window.label()) {
        Some(small) => small::painted(&window, small),
        None => window::painted(&window),
    }
}

/// Closes the window; the process stays warm for a while, and its page with it.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub fn close<R: Runtime>(window: WebviewWindow<R>) {
    window::close(&window);
}

/// Opens the data folder in the desktop's file manager.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub fn open_data_folder(resident: Resident<'_>) -> Answer<()> {
    let folder = resident.place().data_dir();
    open::that_detached(folder)
        .map_err(|error| folder_closed(&folder.display().to_string(), &error.to_string()))
}

/// Gives a small window the size its page needs, in logical pixels.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub fn fit<R: Runtime>(window: WebviewWindow<R>, width: u32, height: u32) {
    if Small::labelled(window.label()).is_some() {
        small::fit(&window, width, height);
    }
}

/// Lets the pointer that was just pressed drag the window.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub fn drag<R: Runtime>(window: WebviewWindow<R>) {
    // Where the desktop does not allow it, it stays where it is.
    let _stays = window.start_dragging();
}

/// Shows the main window.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub async fn show<R: Runtime>(app: AppHandle<R>) {
    // A window that cannot be made has nothing to say it in.
    let _none = window::present(&app, None).await;
}
