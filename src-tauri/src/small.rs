//! The small windows: quick entry and mini timer. Without a frame, above all others, each with a page of its own.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use api::{Request, Settings, words};
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, Emitter, EventTarget, LogicalSize, Manager, PhysicalPosition, Runtime, WebviewUrl,
    WebviewWindow, WebviewWindowBuilder,
};

use crate::client::Resident;
use crate::early::Early;
use crate::ipc::{ComesBack, Leaves, Typed};
use crate::lifetime::Lifetime;
use crate::placing::settle;
use crate::view::View;
use crate::{links, window};

/// A page that has not said “painted” by then is shown as it is.
const PAINT_LIMIT: Duration = Duration::from_millis(1000);
/// The focus may be away for a moment while a key is grabbed; only then it is gone.
const BLINK: Duration = Duration::from_millis(80);
/// A window that was not moved for so long stands where it is to stand.
const SETTLED: Duration = Duration::from_millis(600);
/// What a page may ask for its window to be, in logical pixels: narrowest and widest, lowest and highest.
const FITS: ((u32, u32), (u32, u32)) = ((200, 1200), (56, 900));

/// Which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Small {
    /// One line to start from.
    Quick,
    /// What runs, beside the work.
    Mini,
}

impl Small {
    /// All of them; the capabilities in `tauri.conf.json` name them too.
    pub const ALL: [Self; 2] = [Self::Quick, Self::Mini];

    /// The label of its window, and the view it is asked for by.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Mini => "mini",
        }
    }

    /// The one with this label.
    pub fn labelled(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|small| small.label() == label)
    }

    /// The one a view means.
    pub fn of_view(view: &View) -> Option<Self> {
        Self::labelled(&view.to_string())
    }

    /// What the desktop and a screen reader call it.
    fn title(self) -> &'static str {
        match self {
            Self::Quick => words::window::QUICK.said(),
            Self::Mini => words::window::MINI.said(),
        }
    }

    const fn page(self) -> &'static str {
        match self {
            Self::Quick => "index.html?window=quick",
            Self::Mini => "index.html?window=mini",
        }
    }

    /// Width and height in logical pixels, until its page knows better.
    pub const fn size(self) -> (f64, f64) {
        match self {
            Self::Quick => (640.0, 420.0),
            Self::Mini => (320.0, 92.0),
        }
    }
}

/// What is known of the small windows, whether they exist or not.
#[derive(Debug)]
pub struct Shelf {
    shown: [AtomicBool; 2],
    moved: AtomicBool,
    early: Mutex<Early>,
}

impl Shelf {
    /// None is shown.
    pub fn new() -> Self {
        Self { shown: Default::default(), moved: AtomicBool::new(false), early: Mutex::new(Early::default()) }
    }

    /// Whether a person sees it.
    pub fn is_shown(&self, small: Small) -> bool {
        self.shown[small as usize].load(Ordering::SeqCst)
    }

    /// Notes it; gives what it was before.
    fn set_shown(&self, small: Small, shown: bool) -> bool {
        self.shown[small as usize].swap(shown, Ordering::SeqCst)
    }

    /// What is typed before the page can hear. A panic elsewhere leaves letters as they are.
    fn early(&self) -> std::sync::MutexGuard<'_, Early> {
        self.early.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Shelf {
    fn default() -> Self {
        Self::new()
    }
}

/// The target of events for one window; the others do not hear them.
pub fn only(label: &str) -> EventTarget {
    EventTarget::webview_window(label)
}

/// Shows it: the one that was put away, or a new one.
pub async fn present<R: Runtime>(app: &AppHandle<R>, small: Small) -> tauri::Result<()> {
    app.state::<Lifetime>().opened(small.label());
    if app.state::<Shelf>().set_shown(small, true) {
        // It is there, or on its way; a second wish for the line puts the keys back into it.
        return match app.get_webview_window(small.label()) {
            Some(window) if small == Small::Quick => window.set_focus(),
            _ => Ok(()),
        };
    }
    match app.get_webview_window(small.label()) {
        Some(window) => {
            window::dress(&window);
            let back = ComesBack { view: None, first: None, stale: true };
            app.emit_to(only(small.label()), ComesBack::NAME, back)?;
            settle(&window, small).await?;
            reveal(&window, small)
        }
        None => {
            let window = open(app, small).inspect_err(|_| gone(app, small))?;
            settle(&window, small).await?;
            match small {
                // It takes keys from its first moment; the page hears of them when it can.
                Small::Quick => reveal(&window, small),
                Small::Mini => {
                    tauri::async_runtime::spawn(async move {
                        tokio::time::sleep(PAINT_LIMIT).await;
                        painted(&window, small);
                    });
                    Ok(())
                }
            }
        }
    }
}

fn open<R: Runtime>(app: &AppHandle<R>, small: Small) -> tauri::Result<WebviewWindow<R>> {
    let (width, height) = small.size();
    let mut builder = WebviewWindowBuilder::new(app, small.label(), WebviewUrl::App(small.page().into()));
    #[cfg(target_os = "linux")]
    if let Some(script) = app.state::<crate::font::Font>().script() {
        builder = builder.initialization_script(script);
    }
    builder = builder.on_navigation(links::stays).on_new_window(|url, _| {
        links::leave(&url);
        NewWindowResponse::Deny
    });
    let window = builder
        .title(small.title())
        .inner_size(width, height)
        .decorations(false)
        .always_on_top(true)
        .skip_taskbar(true)
        .focused(small == Small::Quick)
        .visible(false)
        .disable_drag_drop_handler()
        .build()?;
    window::dress(&window);
    if small == Small::Quick {
        app.state::<Shelf>().early().begin();
        #[cfg(target_os = "linux")]
        listen_early(&window)?;
    }
    Ok(window)
}

/// Keeps keys that come before the page hears any.
#[cfg(target_os = "linux")]
fn listen_early<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use gtk::glib::Propagation;
    use gtk::prelude::WidgetExt;

    let (app, quick) = (window.app_handle().clone(), window.clone());
    // The toolkit belongs to the main thread. A window gone by then needs no keys.
    app.clone().run_on_main_thread(move || {
        let Ok(frame) = quick.gtk_window() else { return };
        frame.connect_key_press_event(move |_, event| {
            let key = event.keyval();
            let held = event
                .state()
                .intersects(gtk::gdk::ModifierType::CONTROL_MASK | gtk::gdk::ModifierType::MOD1_MASK);
            let shelf = app.state::<Shelf>();
            let kept = !held && shelf.early().press(key.to_unicode(), key.name().as_deref());
            if kept { Propagation::Stop } else { Propagation::Proceed }
        });
    })
}

/// Its page has drawn what it shows first and hears keys.
pub fn painted<R: Runtime>(window: &WebviewWindow<R>, small: Small) {
    let shelf = window.state::<Shelf>();
    match small {
        Small::Quick => {
            let typed = shelf.early().end();
            if !typed.is_empty() {
                // A page that is gone again needs no letters.
                let _gone = window.emit_to(only(small.label()), Typed::NAME, Typed(typed));
            }
        }
        Small::Mini if shelf.is_shown(small) => drop(window.show()),
        Small::Mini => {}
    }
}

fn reveal<R: Runtime>(window: &WebviewWindow<R>, small: Small) -> tauri::Result<()> {
    window.show()?;
    match small {
        Small::Quick => window.set_focus(),
        Small::Mini => Ok(()),
    }
}

/// Takes it from the screen and keeps its page, with what was typed, for as long as the process stays warm.
pub fn put_away<R: Runtime>(app: &AppHandle<R>, small: Small) {
    if !app.state::<Shelf>().set_shown(small, false) {
        return;
    }
    if let Some(window) = app.get_webview_window(small.label()) {
        // One that is gone already is as good as hidden.
        let _gone = window.hide();
        let _deaf = app.emit_to(only(small.label()), Leaves::NAME, Leaves);
    }
    app.state::<Lifetime>().closed(small.label());
}

/// A person closed it. The mini timer stays away until it is switched on again.
pub fn close<R: Runtime>(app: &AppHandle<R>, small: Small) {
    put_away(app, small);
    if small == Small::Mini {
        set(app, "mini_timer", "off".into());
    }
}

/// The window is no more.
pub fn gone<R: Runtime>(app: &AppHandle<R>, small: Small) {
    app.state::<Shelf>().set_shown(small, false);
    app.state::<Lifetime>().closed(small.label());
}

/// The line closes when a person goes on elsewhere; what is typed is there the next time.
pub fn focus_left<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(BLINK).await;
        let window = app.get_webview_window(Small::Quick.label());
        if window.is_some_and(|window| !window.is_focused().unwrap_or(false)) {
            put_away(&app, Small::Quick);
        }
    });
}

/// Settings changed: one that was switched off goes. The resident opens one that was switched on.
pub fn follow_settings<R: Runtime>(app: &AppHandle<R>) {
    if !app.state::<Shelf>().is_shown(Small::Mini) {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if settings(&app).await.is_some_and(|settings| !settings.mini_timer) {
            put_away(&app, Small::Mini);
        }
    });
}

/// The mini timer was moved: once it stands still its place is kept.
pub fn moved<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Shelf>().moved.swap(true, Ordering::SeqCst) {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let Some(window) = app.get_webview_window(Small::Mini.label()) else { return };
        let mut before = None;
        loop {
            let place = window.outer_position().ok();
            if place == before {
                break;
            }
            before = place;
            tokio::time::sleep(SETTLED).await;
        }
        app.state::<Shelf>().moved.store(false, Ordering::SeqCst);
        if let Some(PhysicalPosition { x, y }) = before.filter(|_| app.state::<Shelf>().is_shown(Small::Mini))
        {
            set(&app, "mini_place", format!("{x},{y}"));
        }
    });
}

/// Gives it the size its page needs, in logical pixels.
pub fn fit<R: Runtime>(window: &WebviewWindow<R>, width: u32, height: u32) {
    let ((narrow, wide), (low, high)) = FITS;
    // A window that is gone again needs no size.
    let _gone = window.set_size(LogicalSize::new(width.clamp(narrow, wide), height.clamp(low, high)));
}

/// The settings; `None` = the resident is away.
pub async fn settings<R: Runtime>(app: &AppHandle<R>) -> Option<Settings> {
    app.state::<Resident>().inner().clone().ask(Request::Settings).await.ok()
}

/// Keeps a setting; a resident that is away keeps the old one.
fn set<R: Runtime>(app: &AppHandle<R>, key: &'static str, value: String) {
    let resident = app.state::<Resident>().inner().clone();
    tauri::async_runtime::spawn(async move {
        let _away = resident.ask::<Settings>(Request::SetSetting { key: key.into(), value }).await;
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_of_their_name_means_them_and_no_other_does() {
        let view = |text: &str| text.parse().unwrap();
        assert_eq!(Small::of_view(&view("quick")), Some(Small::Quick));
        assert_eq!(Small::of_view(&view("mini")), Some(Small::Mini));
        assert_eq!(Small::of_view(&view("today")), None);
    }

    #[test]
    fn each_is_shown_for_itself() {
        let shelf = Shelf::new();
        assert!(!shelf.set_shown(Small::Mini, true));
        assert!(shelf.is_shown(Small::Mini) && !shelf.is_shown(Small::Quick));
        assert!(shelf.set_shown(Small::Mini, false));
    }
}
