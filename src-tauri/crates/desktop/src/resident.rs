//! Starts the parts around an engine and lets each come and go on its own.

use api::{Surface, Topic};
use engine::EngineHandle;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::bus::Bus;
use crate::deed::Deed;
use crate::desk::Desk;
use crate::hotkeys::Findings;
use crate::options::{Options, Panel};
use crate::session::Session;
use crate::window::{View, WindowProgram};
use crate::{bus, hotkeys, notify, report, tray};

/// Runs the desktop parts on the current runtime and returns when the engine has ended.
pub async fn run(handle: EngineHandle, options: Options) {
    let session = Session::from_env();
    let panel = if options.panel == Panel::Auto { session.panel } else { options.panel };
    let window = WindowProgram::new(options.window_program, options.place);
    let (desk, cards) = Desk::new(handle.clone(), window);
    let (bus_seen, bus_known) = watch::channel(Bus::Unknown);
    let (hotkeys_found, hotkeys_known) = watch::channel(Findings::default());
    let (tray_refused, tray_known) = watch::channel(false);

    let mut parts = JoinSet::new();
    parts.spawn(bus::follow(bus_seen));
    if options.tray {
        parts.spawn(tray::run(desk.clone(), panel, bus_known.clone(), tray_refused.clone()));
    }
    if options.notifications {
        parts.spawn(notify::run(desk.clone(), cards, bus_known.clone()));
    }
    parts.spawn(hotkeys::run(desk.clone(), options.hotkeys, session, hotkeys_found));
    parts.spawn(mini_timer(desk.clone()));
    parts.spawn(window_on_request(desk));
    let wanted = report::Wanted { tray: options.tray, notifications: options.notifications };
    let sources = report::Sources { bus: bus_known, hotkeys: hotkeys_known, refused: tray_known, wanted };
    parts.spawn(report::run(handle.clone(), sources));

    // A part that ends early (there is nothing left for it to do) takes none of the others with it.
    handle.ended().await;
    parts.shutdown().await;
}

/// Opens the mini timer when it is switched on, and at the start where it was on. Its own process closes it.
async fn mini_timer(desk: Desk) {
    let mut changes = desk.handle.changes();
    let mut on = false;
    loop {
        let Ok(settings) = desk.handle.settings().await else { return };
        if settings.mini_timer && !on {
            desk.perform(Surface::System, Deed::Open(View::Mini), None).await;
        }
        on = settings.mini_timer;
        loop {
            match changes.recv().await {
                Ok(change) if !change.topics.contains(&Topic::Settings) => {}
                Ok(_) | Err(RecvError::Lagged(_)) => break,
                Err(RecvError::Closed) => return,
            }
        }
    }
}

/// Opens the window when a client such as a second start asks the engine for it.
async fn window_on_request(desk: Desk) {
    let mut changes = desk.handle.changes();
    loop {
        match changes.recv().await {
            Ok(change) if change.topics.contains(&Topic::Window) => {
                desk.perform(Surface::System, Deed::Open(View::Last), None).await;
            }
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}
