//! The resident inside a Tauri process without windows: `stint-app --resident`.
//!
//! The same engine and desktop parts as `stint resident`; only the hotkeys come from the toolkit. Meant for
//! systems where those need its main loop; runs on X11 too.

use std::io::Write;
use std::sync::{Arc, mpsc};

use api::starter::READY;
use api::words::terminal;
use api::{ApiError, Place, Request, Surface};
use desktop::hotkeys::Ears;
use desktop::{HotkeyHost, Options, Panel};
use engine::{Clock as _, EngineHandle, HttpClient, Lock, LockError, ServeError, Server, Setup, SystemClock};
use tauri::{AppHandle, RunEvent};
use thiserror::Error;

use crate::hotkeys;

/// Which parts the person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The tray icon.
    pub tray: bool,
    /// The global hotkeys.
    pub hotkeys: bool,
}

/// Why the resident did not start.
#[derive(Debug, Error)]
pub enum Trouble {
    /// The data directory.
    #[error("{0}. Check the folder's owner and rights, or choose another with --data-dir.")]
    Folder(LockError),
    /// The database.
    #[error("{0}")]
    Engine(ApiError),
    /// The socket.
    #[error("{0}. Check the rights of that folder, or set XDG_RUNTIME_DIR to one of your own.")]
    Socket(#[from] ServeError),
    /// The toolkit.
    #[error("The toolkit could not be started ({0}). “stint resident” works without one.")]
    Toolkit(#[from] tauri::Error),
    /// The system gives no threads or files.
    #[error("The service could not be started ({0}). Close other programs and try again.")]
    System(#[from] std::io::Error),
}

/// Serves a data directory until somebody ends it. One that is served already needs no second resident.
pub fn run(place: Place, parts: Parts) -> Result<(), Trouble> {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let lock = match Lock::take(&place) {
        Ok(lock) => lock,
        Err(LockError::Taken) => {
            println!("{}", terminal::runs_already(&place.data_dir().display().to_string()));
            return Ok(());
        }
        Err(error @ LockError::Directory { .. }) => return Err(Trouble::Folder(error)),
    };
    engine::log_into(&place.logs(), "stint_app", std::env::var("STINT_LOG").ok().as_deref());
    let (ears, plug) = hotkeys::ears();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    tauri::async_runtime::set(runtime.handle().clone());
    let (started, toolkit) = mpsc::channel::<AppHandle>();
    // The service has a thread of its own, so that it starts while the toolkit loads.
    std::thread::spawn(move || {
        let served = runtime.block_on(serve(place, lock, parts, ears));
        let code = exit_code(&served);
        match toolkit.recv() {
            Ok(app) => match served {
                Ok(After::Again(lock)) => begin_anew(&app, lock),
                _ => app.exit(code),
            },
            Err(_) => std::process::exit(code),
        }
    });

    tauri::Builder::default()
        .plugin(tauri_plugin_global_shortcut::Builder::new().build())
        .setup(move |app| {
            tauri::async_runtime::spawn(plug.attach(app.handle().clone()));
            // A service that has ended already is told here where to end.
            Ok(started.send(app.handle().clone())?)
        })
        .build(tauri::generate_context!())?
        .run(|_, event| {
            // There never is a window here; only the service ends the process.
            if let RunEvent::ExitRequested { code: None, api, .. } = event {
                api.prevent_exit();
            }
        });
    Ok(())
}

/// What comes after the service.
enum After {
    /// Nothing.
    End,
    /// Another one under the same lock, with a backup in place of the database.
    Again(Lock),
}

/// Starts this program once more and ends: the toolkit cannot begin anew in its own process.
fn begin_anew(app: &AppHandle, lock: Lock) {
    #[cfg(unix)]
    if let Err(error) = lock.hand_over() {
        tracing::warn!(%error, "the lock is free until the next process takes it");
    }
    drop(lock);
    app.request_restart();
}

async fn serve(place: Place, lock: Lock, parts: Parts, ears: Ears) -> Result<After, Trouble> {
    let handle = engine::start(Setup {
        place: place.clone(),
        clock: Arc::new(SystemClock::new()),
        secrets: desktop::secrets(),
        http: Arc::new(HttpClient::new()),
        environment: Arc::new(|name| std::env::var(name).ok()),
        browser: desktop::browser(),
        autostart: desktop::autostart(&place),
    })
    .await
    .map_err(|error| Trouble::Engine(error.words(&place)))?;
    let serving = tokio::spawn(Server::open(&place)?.run(handle.clone()));
    // Whoever started us may have gone; then nobody reads this.
    let _gone = writeln!(std::io::stdout(), "{READY}");
    let options = Options {
        tray: parts.tray,
        hotkeys: hotkey_host(parts, ears),
        notifications: true,
        window_program: None,
        place: place.clone(),
        panel: Panel::Auto,
    };
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "resident started");
    tokio::select! {
        () = desktop::run(handle.clone(), options) => {}
        () = stop_signal() => {}
    }
    end(&handle).await;
    // The socket goes with the server; a panic there has been logged.
    let _joined = serving.await;
    tracing::info!("resident ended");
    let Some(backup) = handle.to_restore() else { return Ok(After::End) };
    if let Err(error) = engine::restore(&place, backup, SystemClock::new().now()).await {
        tracing::error!(%error, "the backup was not put in place");
    }
    Ok(After::Again(lock))
}

/// The plugin hears keys on Windows, macOS and X11. Elsewhere it would say that it does; the desktop parts know
/// better and say what helps.
fn hotkey_host(parts: Parts, ears: Ears) -> HotkeyHost {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match parts.hotkeys {
        false => HotkeyHost::Off,
        true if cfg!(target_os = "linux") && (set("WAYLAND_DISPLAY") || !set("DISPLAY")) => HotkeyHost::X11,
        true => HotkeyHost::External(ears),
    }
}

/// Ends the engine with everything written. One that has ended by itself needs no second word.
async fn end(handle: &EngineHandle) {
    let _ended = handle.ask(Surface::System, Request::Quit).await;
    handle.ended().await;
}

fn exit_code(served: &Result<After, Trouble>) -> i32 {
    let Err(trouble) = served else { return 0 };
    eprintln!("stint-app: {trouble}");
    1
}

#[cfg(unix)]
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

#[cfg(not(unix))]
async fn stop_signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
