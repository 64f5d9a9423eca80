//! The window itself: the only commands that do not reach the resident.

use tauri::{Runtime, WebviewWindow};

use crate::window;

/// The first paint is done: show the window now.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub fn painted<R: Runtime>(window: WebviewWindow<R>) {
    window::reveal(&window);
}

/// Closes the window; the process stays warm for a while.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub fn close<R: Runtime>(window: WebviewWindow<R>) {
    window::close(&window);
}
