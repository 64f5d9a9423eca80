//! `stint resident`: the service in the background. Engine, socket, tray, hotkeys, notifications; no toolkit.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use api::starter::READY;
use api::words::terminal;
use api::{ApiError, Place, Request, Surface, TimerState};
use engine::{Clock as _, EngineHandle, HttpClient, Lock, LockError, Server, Setup, SystemClock};
use tokio::sync::watch;

use crate::arguments::Options;

/// How long a resident without a display stays when nothing is left to do.
const LINGER: Duration = Duration::from_secs(60);
/// How long a second resident waits for the first one's socket.
const OTHER_READY: Duration = Duration::from_secs(10);

/// What comes after the service.
#[derive(Debug)]
pub(crate) enum After {
    /// Nothing.
    End,
    /// The service once more, under the same lock: another database lies in its place now.
    Again(Lock),
}

/// Runs the service until it is asked to end.
pub(crate) async fn run(place: &Place, options: &Options) -> Result<After, ApiError> {
    let lock = match Lock::take(place) {
        Ok(lock) => lock,
        Err(LockError::Taken) => return other_runs(place, options).await.map(|()| After::End),
        Err(LockError::Directory { path, source }) => {
            return Err(terminal::folder_unwritable(&path, &cause(&source)));
        }
    };
    engine::log_into(&place.logs(), "stint", std::env::var("STINT_LOG").ok().as_deref());
    let handle = engine::start(Setup {
        place: place.clone(),
        clock: Arc::new(SystemClock::new()),
        secrets: desktop::secrets(),
        http: Arc::new(HttpClient::new()),
        environment: Arc::new(|name| std::env::var(name).ok()),
        browser: desktop::browser(),
        autostart: desktop::autostart(place),
    })
    .await
    .map_err(|error| error.words(place))?;
    let server = Server::open(place)
        .map_err(|error| terminal::socket_unopened(&place.socket().display().to_string(), &cause(&error)))?;
    let clients = server.clients();
    let serving = tokio::spawn(server.run(handle.clone()));
    announce(options);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "resident started");
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()));
    let desktop = desktop::run(handle.clone(), desktop_options(place, options));
    tokio::select! {
        () = desktop => {}
        () = stop_signal() => {}
        () = nothing_left(&handle, clients), if options.for_client && !has_display => {}
    }
    // An engine that ended by itself needs no second word.
    let _ended = handle.ask(Surface::System, Request::Quit).await;
    handle.ended().await;
    // The server removes its socket when the engine ends; a panic there is logged by the runtime.
    let _joined = serving.await;
    tracing::info!("resident ended");
    let Some(backup) = handle.to_restore() else { return Ok(After::End) };
    put_in_place(place, backup).await;
    Ok(After::Again(lock))
}

/// Puts a backup in place of the database, while the lock is held. What was there is among the backups already, so the
/// file itself may go.
async fn put_in_place(place: &Place, backup: &Path) {
    match engine::restore(place, backup, SystemClock::new().now()).await {
        Ok(restored) => {
            tracing::info!(backup = %backup.display(), "restored");
            if let Some(aside) = restored.aside
                && let Err(error) = std::fs::remove_file(&aside)
            {
                tracing::warn!(%error, "the file before stays beside the database");
            }
        }
        Err(error) => tracing::error!(%error, "the backup was not put in place"),
    }
}

fn desktop_options(place: &Place, options: &Options) -> desktop::Options {
    desktop::Options {
        tray: !options.no_tray,
        hotkeys: if options.no_hotkeys { desktop::HotkeyHost::Off } else { desktop::HotkeyHost::X11 },
        notifications: true,
        window_program: None,
        place: place.clone(),
        panel: desktop::Panel::Auto,
    }
}

/// Says that the socket answers, and leaves the terminal of the client that started us.
fn announce(options: &Options) {
    if !options.for_client {
        println!("{}", terminal::RUNS);
        return;
    }
    // The client may have gone; then nobody reads this.
    let _gone = writeln!(std::io::stdout(), "{READY}");
    let _in_own_session = rustix::process::setsid();
    if let Ok(null) = std::fs::OpenOptions::new().read(true).write(true).open("/dev/null") {
        let _kept = rustix::stdio::dup2_stdin(&null);
        let _kept = rustix::stdio::dup2_stdout(&null);
        let _kept = rustix::stdio::dup2_stderr(&null);
    }
    let _elsewhere = std::env::set_current_dir("/");
}

/// Another resident has the lock: wait until its socket answers, so that whoever started us can go on.
async fn other_runs(place: &Place, options: &Options) -> Result<(), ApiError> {
    let answers = async {
        while api::client::Client::connect(&place.socket(), Surface::System).await.is_err() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    match tokio::time::timeout(OTHER_READY, answers).await {
        Ok(()) if options.for_client => println!("{READY}"),
        Ok(()) => println!("{}", terminal::runs_already(&place.data_dir().display().to_string())),
        Err(_) => return Err(terminal::other_silent()),
    }
    Ok(())
}

/// Resolves when for a while no client was connected, and nothing runs or waits to be uploaded.
async fn nothing_left(handle: &EngineHandle, mut clients: watch::Receiver<u32>) {
    loop {
        let alone = *clients.borrow_and_update() == 0;
        let change = tokio::time::timeout(LINGER, clients.changed()).await;
        // Asked only then: at the start the first client is to be answered first.
        if alone && change.is_err() && nothing_to_do(handle).await {
            return;
        }
    }
}

async fn nothing_to_do(handle: &EngineHandle) -> bool {
    handle.status().await.is_ok_and(|status| {
        status.state == TimerState::Stopped && status.uploads.waiting == 0 && status.uploads.unsure == 0
    })
}

async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt), Ok(mut hang_up)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()), signal(SignalKind::hangup()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        _ = hang_up.recv() => {}
    }
}

/// The innermost cause of an error, which says what happened.
fn cause(error: &dyn std::error::Error) -> String {
    let mut inner = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner.to_string()
}
