//! Starting the engine: open the store, settle what the last run left open, and hand out the handle.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use api::{Capability, Desktop, Place};
use store::{OpenError, Paths, Store};
use thiserror::Error;
use tokio::sync::{broadcast, mpsc};
use trackers::Http;

use crate::handle::{DesktopReport, EngineHandle};
use crate::outbox::Outbox;
use crate::owner::{Owner, Ports};
use crate::sign_in::SignIns;
use crate::writing::Writer;
use crate::{Autostart, Browser, Clock, Environment, Secrets};

/// How many questions may wait for the owner task.
pub(crate) const INPUTS: usize = 256;
/// How many changes a slow listener may fall behind before it must ask for everything again.
const CHANGES: usize = 256;

/// Everything the engine needs from outside.
pub struct Setup {
    /// Where its files are.
    pub place: Place,
    /// Time and randomness.
    pub clock: Arc<dyn Clock>,
    /// The keychain.
    pub secrets: Arc<dyn Secrets>,
    /// The network.
    pub http: Arc<dyn Http>,
    /// Environment variables (`STINT_TOKEN_<NAME>`).
    pub environment: Arc<Environment>,
    /// What opens addresses for the person.
    pub browser: Arc<dyn Browser>,
    /// What starts the resident with the session.
    pub autostart: Arc<dyn Autostart>,
}

/// Why the engine did not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The database could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database could not be read or written.
    #[error(transparent)]
    Store(#[from] store::StoreError),
}

/// Opens the store and starts the owner task on the current runtime.
pub async fn start(setup: Setup) -> Result<EngineHandle, StartError> {
    let now = setup.clock.now();
    let paths = Paths { file: setup.place.database(), backups: setup.place.backups() };
    start_with(setup, Store::open(paths, now).await?).await
}

/// [`start`] with a store that is open already.
pub(crate) async fn start_with(setup: Setup, store: Store) -> Result<EngineHandle, StartError> {
    let now = setup.clock.now();
    let reader = store.reader();
    let (input_sender, inputs) = mpsc::channel(INPUTS);
    let (changes, _) = broadcast::channel(CHANGES);
    let to_restore = Arc::default();
    let handle = EngineHandle {
        inputs: input_sender.clone(),
        changes: changes.clone(),
        to_restore: Arc::clone(&to_restore),
    };
    let mut owner = Owner {
        store: Writer::new(store),
        reader,
        ports: Ports {
            clock: setup.clock,
            secrets: setup.secrets,
            http: setup.http,
            environment: setup.environment,
            browser: setup.browser,
            autostart: setup.autostart,
        },
        place: setup.place,
        inputs,
        waiting: VecDeque::new(),
        me: input_sender.downgrade(),
        changes,
        untold: Vec::new(),
        outbox: Outbox::starting(now),
        desktop: quiet_desktop(),
        since: now,
        known_secrets: HashMap::new(),
        sign_ins: SignIns::default(),
        last_toggle: None,
        today: None,
        next_beat: None,
        to_restore,
        next_backup: None,
    };
    owner.speak().await;
    owner.settle().await?;
    tokio::spawn(owner.run());
    Ok(handle)
}

/// What is said of the desktop before its parts have reported.
fn quiet_desktop() -> DesktopReport {
    let off = || Capability { ok: false, detail: api::words::other::not_in_use().into() };
    let desktop = Desktop { tray: off(), hotkeys: off(), notifications: off(), keychain: off() };
    DesktopReport { desktop, hotkeys: Vec::new() }
}
