//! The window itself: the only commands that do not reach the resident.

use api::words::other::folder_closed;
use tauri::{Runtime, WebviewWindow};

use super::{Answer, Resident};
use crate::window;

/// The page has drawn what it was to draw: what it shows first, or nothing after its window was closed.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub fn painted<R: Runtime>(window: WebviewWindow<R>) {
    window::painted(&window);
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
