//! The main window: made hidden, shown at its first paint, destroyed when closed.

use std::time::Duration;

use tauri::webview::NewWindowResponse;
use tauri::window::Color;
use tauri::{
    AppHandle, Emitter, Manager, Runtime, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};
use tokio::sync::watch;

use crate::first::First;
use crate::ipc::ViewAsked;
use crate::links;
use crate::view::View;

/// The one window of this version; the capabilities in `tauri.conf.json` name it too.
pub const MAIN: &str = "main";

/// A page that has not said “painted” by then is shown as it is. Far above what it takes: a window that is shown
/// half-way costs the page the time to finish.
const PAINT_LIMIT: Duration = Duration::from_millis(1000);

/// Shows the main window with a view; makes it, with what it is to show first, if there is none.
pub fn open<R: Runtime>(app: &AppHandle<R>, view: Option<&View>, first: Option<&First>) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(MAIN) {
        if let Some(view) = view {
            window.emit(ViewAsked::NAME, ViewAsked(view.to_string()))?;
        }
        reveal(&window);
        return Ok(());
    }
    let page = view.map_or_else(|| "index.html".to_owned(), |view| format!("index.html#{view}"));
    let mut builder = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App(page.into()));
    if let Some(script) = first.and_then(First::script) {
        builder = builder.initialization_script(script);
    }
    let window = builder
        .title("Stint")
        .inner_size(1200.0, 800.0)
        .min_inner_size(360.0, 480.0)
        .visible(false)
        // The page handles dragging itself; the native handler would swallow it.
        .disable_drag_drop_handler()
        .on_navigation(links::stays)
        .on_new_window(|url, _| {
            links::leave(&url);
            NewWindowResponse::Deny
        })
        .build()?;
    window.set_background_color(Some(background(window.theme().unwrap_or(Theme::Light))))?;
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PAINT_LIMIT).await;
        // A window that is gone again counts as shown.
        if !window.is_visible().unwrap_or(true) {
            reveal(&window);
        }
    });
    Ok(())
}

/// Shows a window and asks for the keyboard. A window that is gone again is no matter.
pub fn reveal<R: Runtime>(window: &WebviewWindow<R>) {
    let _gone = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
}

/// Gives the open window what the desktop wants to see before it lets a window come to the front.
pub fn allow_focus<R: Runtime>(app: &AppHandle<R>, token: String) {
    #[cfg(target_os = "linux")]
    if let Some(window) = app.get_webview_window(MAIN) {
        use gtk::prelude::GtkWindowExt;
        // The toolkit belongs to the main thread. A window gone by then needs no focus.
        let _gone = app.run_on_main_thread(move || {
            if let Ok(window) = window.gtk_window() {
                window.set_startup_id(&token);
            }
        });
    }
    #[cfg(not(target_os = "linux"))]
    let _unused = (app, token);
}

/// Whether the window is being closed. One that is half gone must not be taken for one that can be shown.
#[derive(Debug)]
pub struct Closing(watch::Sender<bool>);

impl Closing {
    /// How long a window may take to go.
    const PATIENCE: Duration = Duration::from_secs(1);

    /// Nothing is being closed.
    pub fn new() -> Self {
        Self(watch::Sender::new(false))
    }

    /// Takes note of what happens to a window.
    pub fn note(&self, event: &WindowEvent) {
        match event {
            WindowEvent::CloseRequested { .. } => drop(self.0.send_replace(true)),
            WindowEvent::Destroyed => drop(self.0.send_replace(false)),
            _ => {}
        }
    }

    /// Waits until a window that is going is gone.
    pub async fn done(&self) {
        let mut closing = self.0.subscribe();
        let gone = closing.wait_for(|closing| !closing);
        // One that stays all the same can be shown.
        let _stays = tokio::time::timeout(Self::PATIENCE, gone).await;
    }
}

impl Default for Closing {
    fn default() -> Self {
        Self::new()
    }
}

/// Closes a window; with the last one the process starts to cool down.
pub fn close<R: Runtime>(window: &WebviewWindow<R>) {
    let _gone = window.close();
}

/// `--canvas` of the page, so that nothing flashes before the first paint.
fn background(theme: Theme) -> Color {
    match theme {
        Theme::Dark => Color(0x12, 0x15, 0x14, 0xff),
        _ => Color(0xf5, 0xf6, 0xf4, 0xff),
    }
}
