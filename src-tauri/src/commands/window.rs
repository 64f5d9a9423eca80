//! The window itself: the only commands that do not reach the resident.

use tauri::{Runtime, WebviewWindow};

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
