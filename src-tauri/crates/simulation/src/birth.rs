//! The birth of a world: every tracker of the registry connected on a good day. Each run begins with a copy of it.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use api::{Place, Request, Surface, Tracker};
use domain::{Booking, Timestamp};
use engine::{NoAutostart, NoBrowser, Setup};
use sandbox::{Sandbox, accounts};
use store::{Paths, Store};
use tempfile::TempDir;
use trackers::Http;

use crate::clock::{NOON, VirtualClock};
use crate::secrets::MemorySecrets;
use crate::wire::{Wire, account};

/// A target that can be typed, and the booking it becomes.
#[derive(Clone, Debug)]
pub(crate) struct Bookable {
    /// `connection:key`.
    pub(crate) text: String,
    /// The same for the rules.
    pub(crate) booking: Booking,
    /// Whether the tracker lists it and takes no booking on it.
    pub(crate) refusing: bool,
}

/// What every run begins with.
pub struct Birth {
    _folder: TempDir,
    pub(crate) database: PathBuf,
    pub(crate) secrets: Arc<MemorySecrets>,
    pub(crate) targets: Vec<Bookable>,
}

impl Birth {
    /// Connects every tracker of the registry.
    ///
    /// # Errors
    /// When the sandbox has no account for one, or does not let us in.
    pub fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(folder.path().join("born"), None);
        let clock = VirtualClock::new(NOON - 1_000);
        let secrets = Arc::<MemorySecrets>::default();
        let for_sandbox = clock.clone();
        let time = move || Timestamp::from_millis(for_sandbox.millis()).utc();
        let sandbox = Sandbox::new(sandbox::Options::default(), Arc::new(time));
        let http: Arc<dyn Http> = Arc::new(Wire(sandbox));
        let setup = Setup {
            place: place.clone(),
            clock,
            secrets: secrets.clone(),
            http,
            environment: Arc::new(|_| None),
            browser: Arc::new(NoBrowser),
            autostart: Arc::new(NoAutostart),
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let targets = runtime.block_on(async {
            connect(setup).await?;
            bookable(&place).await
        })?;
        Ok(Self { _folder: folder, database: place.database(), secrets, targets })
    }
}

async fn connect(setup: Setup) -> Result<()> {
    let engine = engine::start(setup).await?;
    for tracker in trackers::all() {
        let kind = tracker.about().kind;
        let sample = accounts::of(kind)
            .with_context(|| format!("{kind} has no line in the sandbox's list of accounts"))?;
        let added = engine.ask(Surface::Cli, Request::TrackerAdd(account(sample))).await;
        let added = added.and_then(|answer| answer.read::<Tracker>());
        added.map_err(|error| {
            anyhow::anyhow!("the sandbox does not let {kind} in: {} ({:?})", error.message, error.remedy)
        })?;
    }
    let ended = engine.ask(Surface::Cli, Request::Quit).await;
    ensure!(ended.is_ok(), "the engine does not end");
    engine.ended().await;
    Ok(())
}

/// The sample targets as the engine keeps them.
async fn bookable(place: &Place) -> Result<Vec<Bookable>> {
    let paths = Paths { file: place.database(), backups: place.backups() };
    let store = Store::open(paths, Timestamp::from_millis(NOON)).await?;
    let reader = store.reader();
    let mut found = Vec::new();
    for connection in reader.connections().await? {
        let sample = accounts::of(&connection.kind).context("it was connected with it")?;
        ensure!(sample.targets.len() > 1, "{} needs two targets to move bookings", sample.api);
        let keys = sample.targets.iter().map(|key| (key, false));
        for (key, refusing) in keys.chain(sample.refusing.iter().map(|key| (key, true))) {
            let known = reader.target_by_key(connection.id, key).await?;
            let known = known.with_context(|| format!("{} does not list {key}", sample.api))?;
            found.push(Bookable {
                text: format!("{}:{key}", connection.name),
                booking: Booking { connection: connection.id, target: known.target.id },
                refusing,
            });
        }
    }
    store.close().await?;
    Ok(found)
}
