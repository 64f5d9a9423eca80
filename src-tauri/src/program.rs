//! Puts the program together: one process per data directory, one connection, one window, and its end.

use api::door::Wish;
use api::language::Language;
use api::starter::IfNone;
use api::{Place, Topic};
use tauri::{AppHandle, Emitter, Manager, RunEvent, Runtime, WindowEvent};
use thiserror::Error;
use tokio::sync::mpsc;

use crate::arguments::Arguments;
use crate::client::Resident;
use crate::door::{self, Door, Turn};
use crate::first::First;
use crate::host::{self, Parts};
use crate::ipc::{ChangeHeard, ResidentIs};
use crate::lifetime::{self, Lifetime, Windows};
use crate::listen::{self, Heard, Pace};
use crate::small::{self, Shelf, Small, only};
use crate::standing::Standing;
use crate::view::View;
use crate::window::MAIN;
use crate::{ipc, window};

/// Why no window opened.
#[derive(Debug, Error)]
pub enum Trouble {
    /// Nothing to show it on.
    #[error("There is no display. “stint” and “stint resident” work without one.")]
    NoDisplay,
    /// No data directory.
    #[error("No home folder is set. Name the data folder with --data-dir.")]
    NoHome,
    /// The lock or socket of the window.
    #[error(
        "The window's socket beside {socket} cannot be used ({source}). Check the rights of that folder."
    )]
    Door {
        /// The resident's socket.
        socket: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The resident without a window.
    #[error(transparent)]
    Host(#[from] host::Trouble),
    /// The window system.
    #[error("The window could not be made ({0}).")]
    Window(#[from] tauri::Error),
}

/// Hands over to a running window, or is the window until it has been closed long enough.
pub fn run(arguments: Arguments) -> Result<(), Trouble> {
    if !has_display() {
        return Err(Trouble::NoDisplay);
    }
    // What the window says without its page; where no resident answers, no setting is known.
    Language::of_system(|name| std::env::var(name).ok()).speak();
    let place = Place::find(arguments.data_dir, |name| std::env::var_os(name)).ok_or(Trouble::NoHome)?;
    if arguments.resident {
        let parts = Parts { tray: !arguments.no_tray, hotkeys: !arguments.no_hotkeys };
        return Ok(host::run(place, parts)?);
    }
    let wish = Wish { view: arguments.view.as_ref().map(View::to_string), token: activation_token() };
    match tauri::async_runtime::block_on(door::knock(&place, &wish)) {
        Ok(Turn::First(door)) => Ok(show(place, door, arguments.view)?),
        Ok(Turn::HandedOver) => Ok(()),
        Err(source) => Err(Trouble::Door { socket: place.socket().display().to_string(), source }),
    }
}

fn show(place: Place, door: Door, view: Option<View>) -> tauri::Result<()> {
    let (resident, lane) =
        Resident::new(place, IfNone::Start { program: stint(), arguments: vec!["--for-client".into()] });
    tauri::async_runtime::spawn(lane);
    // A resident that must be started first starts while the toolkit loads, and is asked for the first picture.
    let early = resident.clone();
    let first = tauri::async_runtime::spawn(async move { First::ask(&early).await });
    let (lifetime, windows) = Lifetime::new();

    tauri::Builder::default()
        .manage(resident.clone())
        .manage(Standing::new())
        .manage(Shelf::new())
        .manage(lifetime)
        .invoke_handler(ipc::handler())
        .setup(move |app| {
            let app = app.handle();
            #[cfg(target_os = "linux")]
            app.manage(crate::font::Font::ask());
            match view.as_ref().and_then(Small::of_view) {
                Some(small) => {
                    let app = app.clone();
                    tauri::async_runtime::spawn(async move { small::present(&app, small).await });
                }
                None => {
                    let first = tauri::async_runtime::block_on(first).ok().flatten();
                    window::open(app, view.as_ref(), first.as_ref())?;
                }
            }
            attend(app, resident, door);
            end_when_cold(app, windows);
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(move |app, event| match event {
            RunEvent::WindowEvent { label, event, .. } => happened(app, Small::labelled(&label), &event),
            RunEvent::ExitRequested { code: None, api, .. } => {
                api.prevent_exit();
                app.state::<Lifetime>().closed(MAIN);
            }
            _ => {}
        });
    Ok(())
}

/// Something happened to a window: a small one, or the main one.
fn happened<R: Runtime>(app: &AppHandle<R>, small: Option<Small>, event: &WindowEvent) {
    match (event, small) {
        (WindowEvent::CloseRequested { api, .. }, small) => {
            api.prevent_close();
            match small {
                Some(small) => small::close(app, small),
                None => window::put_away(app),
            }
        }
        (WindowEvent::Destroyed, Some(small)) => small::gone(app, small),
        (WindowEvent::Destroyed, None) => app.state::<Standing>().gone(),
        (WindowEvent::Focused(false), Some(Small::Quick)) => small::focus_left(app),
        (WindowEvent::Moved(_), Some(Small::Mini)) => small::moved(app),
        _ => {}
    }
}

/// Starts what runs beside the window: the resident's events, the door, the desktop's colours.
fn attend<R: Runtime>(app: &AppHandle<R>, resident: Resident, door: Door) {
    let page = app.clone();
    tauri::async_runtime::spawn(listen::listen(resident, Pace::WINDOW, move |heard| pass_on(&page, heard)));

    let shown = app.clone();
    tauri::async_runtime::spawn(door.answer(move |wish| grant(shown.clone(), wish)));

    #[cfg(target_os = "linux")]
    {
        let dressed = app.clone();
        tauri::async_runtime::spawn(async move {
            // Without a portal the toolkit's own choice stands.
            let _no_portal = crate::appearance::follow(|theme| dressed.set_theme(theme)).await;
        });
    }
}

/// Tells the pages what was heard. One that is put away sleeps on, and asks when it comes back.
pub fn pass_on<R: Runtime>(app: &AppHandle<R>, heard: Heard) {
    if matches!(&heard, Heard::Changed(change) if change.topics.contains(&Topic::Settings)) {
        small::follow_settings(app);
    }
    let shelf = app.state::<Shelf>();
    let small = Small::ALL.into_iter().filter(|&small| shelf.is_shown(small)).map(Small::label);
    for label in app.state::<Standing>().heard().then_some(MAIN).into_iter().chain(small) {
        let _no_page = match &heard {
            Heard::Here => app.emit_to(only(label), ResidentIs::NAME, ResidentIs::Here),
            Heard::Away => app.emit_to(only(label), ResidentIs::NAME, ResidentIs::Away),
            Heard::Changed(change) => {
                app.emit_to(only(label), ChangeHeard::NAME, ChangeHeard(change.clone()))
            }
        };
    }
}

/// Opens the window for another start. `false` = this process is ending; the other one opens its own.
async fn grant<R: Runtime>(app: AppHandle<R>, wish: Wish) -> bool {
    let view: Option<View> = wish.view.and_then(|text| text.parse().ok());
    let small = view.as_ref().and_then(Small::of_view);
    let label = small.map_or(MAIN, Small::label);
    if !app.state::<Lifetime>().opened(label) {
        return false;
    }
    if let Some(small) = small {
        return small::present(&app, small).await.is_ok() && app.state::<Lifetime>().opened(label);
    }
    if let Some(token) = wish.token {
        window::allow_focus(&app, token);
    }
    // Said again: the last window may have been counted as gone just now.
    window::present(&app, view.as_ref()).await.is_ok() && app.state::<Lifetime>().opened(label)
}

fn end_when_cold<R: Runtime>(app: &AppHandle<R>, windows: mpsc::UnboundedReceiver<Windows>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let resident = app.state::<Resident>().inner().clone();
        let warm = || lifetime::warm(resident.clone(), std::env::var(lifetime::VARIABLE).ok());
        lifetime::until_cold(windows, warm).await;
        app.exit(0);
    });
}

/// The resident's program: beside this one, else on the search path.
fn stint() -> std::path::PathBuf {
    let name = if cfg!(windows) { "stint.exe" } else { "stint" };
    let beside = std::env::current_exe().ok().map(|own| own.with_file_name(name));
    beside.filter(|path| path.is_file()).unwrap_or_else(|| name.into())
}

/// What the desktop gave this start to come to the front with.
fn activation_token() -> Option<String> {
    ["XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"].iter().find_map(|name| std::env::var(name).ok())
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
