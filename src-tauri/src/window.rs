//! The main window: made hidden, shown at its first paint, put away with its page when closed.

use std::time::Duration;

use tauri::webview::NewWindowResponse;
use tauri::window::Color;
use tauri::{AppHandle, Emitter, Manager, Runtime, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::client::Resident;
use crate::first::First;
use crate::ipc::{ComesBack, Leaves, ViewAsked};
use crate::lifetime::Lifetime;
use crate::links;
use crate::small::only;
use crate::standing::{Return, Standing, Step};
use crate::view::View;

/// The main window's label; the capabilities in `tauri.conf.json` name it too.
pub const MAIN: &str = "main";

/// Width and height of a new window.
const SIZE: (i32, i32) = (1200, 800);

/// A page that has not said “painted” by then is shown as it is. Far above what it takes: a window that is shown
/// half-way costs the page the time to finish.
const PAINT_LIMIT: Duration = Duration::from_millis(1000);

/// A page that has not come back by then hangs or is dead, and a new one is made.
const BACK_LIMIT: Duration = Duration::from_secs(3);

/// A page that has not emptied itself by then is hidden as it is: closing must not wait for one that hangs.
const LEAVE_LIMIT: Duration = Duration::from_millis(100);

/// Shows the main window with a view: the open one, the one that was put away, or a new one.
pub async fn present<R: Runtime>(app: &AppHandle<R>, view: Option<&View>) -> tauri::Result<()> {
    let standing = app.state::<Standing>();
    standing.settled().await;
    let Some(window) = app.get_webview_window(MAIN) else {
        let first = First::ask(app.state::<Resident>().inner()).await;
        return open(app, view, first.as_ref());
    };
    if let Some(back) = standing.back() {
        return bring_back(window, back, view).await;
    }
    if let Some(view) = view {
        app.emit_to(only(MAIN), ViewAsked::NAME, ViewAsked(view.to_string()))?;
    }
    if standing.is_shown() {
        reveal(&window);
    }
    Ok(())
}

/// Makes the window with what it is to show first.
pub fn open<R: Runtime>(app: &AppHandle<R>, view: Option<&View>, first: Option<&First>) -> tauri::Result<()> {
    let turn = app.state::<Standing>().coming();
    let page = view.map_or_else(|| "index.html".to_owned(), |view| format!("index.html#{view}"));
    let mut builder = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App(page.into()));
    if let Some(script) = first.and_then(First::script) {
        builder = builder.initialization_script(script);
    }
    #[cfg(target_os = "linux")]
    if let Some(script) = app.state::<crate::font::Font>().script() {
        builder = builder.initialization_script(script);
    }
    let window = builder
        .title("Stint")
        .inner_size(SIZE.0.into(), SIZE.1.into())
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
    dress(&window);
    #[cfg(target_os = "linux")]
    measure(&window)?;
    app.state::<Lifetime>().opened(MAIN);
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PAINT_LIMIT).await;
        act(&window, window.state::<Standing>().late(turn));
    });
    Ok(())
}

/// Gives the page the size its window will have. GTK gives a hidden window none, so the page would be laid out for no
/// width at all, and again when it is shown.
#[cfg(target_os = "linux")]
fn measure<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use gtk::prelude::WidgetExt;
    let (width, height) = SIZE;
    window.with_webview(move |page| page.inner().size_allocate(&gtk::Allocation::new(0, 0, width, height)))
}

/// Lets the page of a closed window catch up; it says “painted” when it may be seen again.
async fn bring_back<R: Runtime>(
    window: WebviewWindow<R>,
    back: Return,
    view: Option<&View>,
) -> tauri::Result<()> {
    // A page that missed nothing need not be told anything.
    let first = match back.stale {
        true => First::ask(window.state::<Resident>().inner()).await,
        false => None,
    };
    dress(&window);
    let view = view.cloned();
    let named = view.as_ref().map(View::to_string);
    window.emit_to(only(MAIN), ComesBack::NAME, ComesBack { view: named, first, stale: back.stale })?;
    window.state::<Lifetime>().opened(MAIN);
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(BACK_LIMIT).await;
        if window.state::<Standing>().late(back.turn).is_some() {
            // Where even that does not work there is nothing left to try.
            let _no_window = replace(window, view).await;
        }
    });
    Ok(())
}

/// Makes a new window in place of one whose page does not answer.
async fn replace<R: Runtime>(window: WebviewWindow<R>, view: Option<View>) -> tauri::Result<()> {
    let app = window.app_handle().clone();
    let standing = app.state::<Standing>();
    standing.going();
    window.destroy()?;
    standing.settled().await;
    let first = First::ask(app.state::<Resident>().inner()).await;
    open(&app, view.as_ref(), first.as_ref())
}

/// The page has drawn what it was to draw: shows its window, or hides the one that was closed.
pub fn painted<R: Runtime>(window: &WebviewWindow<R>) {
    act(window, window.state::<Standing>().painted());
}

fn act<R: Runtime>(window: &WebviewWindow<R>, step: Option<Step>) {
    match step {
        Some(Step::Show) => reveal(window),
        // One that is gone already is as good as hidden.
        Some(Step::Hide) => drop(window.hide()),
        None => {}
    }
}

/// Takes the window from the screen and keeps its page, so that it can be back at once. The process starts to cool
/// down.
pub fn put_away<R: Runtime>(app: &AppHandle<R>) {
    let turn = app.state::<Standing>().leaving();
    if let Some(window) = app.get_webview_window(MAIN) {
        // The web engine keeps the last picture and would show it first the next time, however old it is.
        let _deaf = window.emit_to(only(MAIN), Leaves::NAME, Leaves);
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(LEAVE_LIMIT).await;
            act(&window, window.state::<Standing>().late(turn));
        });
    }
    app.state::<Lifetime>().closed(MAIN);
}

/// Shows a window and asks for the keyboard. A window that is gone again is no matter.
fn reveal<R: Runtime>(window: &WebviewWindow<R>) {
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

/// Closes a window as its frame's button does.
pub fn close<R: Runtime>(window: &WebviewWindow<R>) {
    let _gone = window.close();
}

/// Gives the window `--canvas` of the page, in the desktop's theme of now, so that nothing flashes before it is
/// painted. A window that is gone again is no matter.
pub fn dress<R: Runtime>(window: &WebviewWindow<R>) {
    let colour = match window.theme().unwrap_or(Theme::Light) {
        Theme::Dark => Color(0x12, 0x15, 0x14, 0xff),
        _ => Color(0xf5, 0xf6, 0xf4, 0xff),
    };
    let _gone = window.set_background_color(Some(colour));
}
