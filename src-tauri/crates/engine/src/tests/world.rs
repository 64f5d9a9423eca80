//! A world for the engine: a clock that moves when told, a keychain in memory, and the sandbox in process.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use api::{
    AddTracker, ApiError, EntryFields, Place, Request, Surface, Upload, UploadState, VerbAnswer, VerbRequest,
};
use async_trait::async_trait;
use domain::{ConnectionId, Timestamp};
use sandbox::Sandbox;
use serde::de::DeserializeOwned;
use tokio::sync::watch;
use trackers::{Http, Response, Secret, Sent, TransportError};
use uuid::Uuid;

use crate::{
    Autostart, Browser, Clock, EngineHandle, Environment, NoAutostart, NoBrowser, SecretError, Secrets, Setup,
};

/// 2026-11-20 12:00 UTC.
pub(super) const NOON: i64 = 1_795_176_000_000;

/// A clock that moves when told.
pub(super) struct VirtualClock {
    now: watch::Sender<i64>,
    monotonic: AtomicI64,
    /// What the owner task waits for; `i64::MAX` = it does not wait.
    due: Arc<watch::Sender<i64>>,
    ids: AtomicU64,
}

impl VirtualClock {
    pub(super) fn new(at: i64) -> Arc<Self> {
        let due = Arc::new(watch::channel(i64::MAX).0);
        Arc::new(Self {
            now: watch::channel(at).0,
            monotonic: AtomicI64::new(0),
            due,
            ids: AtomicU64::new(1),
        })
    }

    pub(super) fn millis(&self) -> i64 {
        *self.now.borrow()
    }

    /// Moves on; the monotonic clock moves too.
    pub(super) fn advance(&self, millis: i64) {
        self.monotonic.fetch_add(millis, Ordering::SeqCst);
        self.now.send_modify(|now| *now += millis);
    }

    /// Whether the owner waits for a time to come.
    fn is_waited_for(&self) -> bool {
        *self.due.borrow() != i64::MAX
    }

    /// Moves to what the owner waits for. `false` = it waits for nothing, or for more than an hour.
    pub(super) fn advance_to_due(&self) -> bool {
        let wait = self.due.borrow().saturating_sub(self.millis());
        if wait > 3_600_000 {
            return false;
        }
        self.advance(wait.max(0));
        true
    }
}

/// Says that the owner waits no more, also when the waiting was given up.
struct Waiting(Arc<watch::Sender<i64>>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.send_replace(i64::MAX);
    }
}

#[async_trait]
impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.millis())
    }

    fn monotonic_millis(&self) -> u64 {
        self.monotonic.load(Ordering::SeqCst).unsigned_abs()
    }

    fn zone(&self) -> chrono_tz::Tz {
        chrono_tz::Europe::Berlin
    }

    fn uuid(&self) -> Uuid {
        let number = self.ids.fetch_add(1, Ordering::SeqCst);
        let millis = self.millis().unsigned_abs();
        // The number is spread over the random part, because jitter is taken from it.
        let random = u128::from(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)) << 8 | u128::from(number & 0xff);
        uuid::Builder::from_unix_timestamp_millis(
            millis,
            random.to_be_bytes()[6..].try_into().expect("ten bytes"),
        )
        .into_uuid()
    }

    async fn sleep_until(&self, at: Timestamp) {
        let _waiting = Waiting(self.due.clone());
        self.due.send_replace(at.millis());
        let mut now = self.now.subscribe();
        // The sender lives as long as the clock.
        let _open = now.wait_for(|now| *now >= at.millis()).await;
    }
}

/// A keychain in memory.
#[derive(Default)]
pub(super) struct MemorySecrets(Mutex<HashMap<ConnectionId, String>>, pub(super) Mutex<Option<SecretError>>);

impl MemorySecrets {
    /// What is kept, as text.
    pub(super) fn kept(&self) -> Vec<String> {
        self.0.lock().expect("no test panics while holding it").values().cloned().collect()
    }

    /// Puts another secret in the place of one; says whether it was there.
    pub(super) fn replace(&self, old: &str, new: &str) -> bool {
        let mut kept = self.0.lock().expect("no test panics while holding it");
        let found = kept.values_mut().find(|secret| *secret == old);
        found.map(|secret| new.clone_into(secret)).is_some()
    }

    fn trouble(&self) -> Result<(), SecretError> {
        self.1.lock().expect("no test panics while holding it").map_or(Ok(()), Err)
    }
}

#[async_trait]
impl Secrets for MemorySecrets {
    async fn get(&self, connection: ConnectionId) -> Result<Option<Secret>, SecretError> {
        self.trouble()?;
        Ok(self.0.lock().expect("not poisoned").get(&connection).map(|text| Secret::new(text)))
    }

    async fn put(&self, connection: ConnectionId, secret: &Secret) -> Result<(), SecretError> {
        self.trouble()?;
        self.0.lock().expect("not poisoned").insert(connection, secret.reveal().to_owned());
        Ok(())
    }

    async fn remove(&self, connection: ConnectionId) -> Result<(), SecretError> {
        self.0.lock().expect("not poisoned").remove(&connection);
        Ok(())
    }
}

/// The sandbox as the network.
pub(super) struct Wire {
    sandbox: Sandbox,
    clock: Arc<VirtualClock>,
    under_way: watch::Sender<u32>,
    /// Whether requests get on; those that do not are under way meanwhile.
    open: watch::Sender<bool>,
    /// What was sent when: path and time.
    sent: Mutex<Vec<(String, i64)>>,
}

/// Counts a request while it is under way, also when the engine dies meanwhile.
struct UnderWay<'a>(&'a watch::Sender<u32>);

impl<'a> UnderWay<'a> {
    fn new(count: &'a watch::Sender<u32>) -> Self {
        count.send_modify(|count| *count += 1);
        Self(count)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

#[async_trait]
impl Http for Wire {
    async fn send(&self, request: trackers::Request) -> Result<Response, TransportError> {
        let mut call = http::Request::builder().method(request.method).uri(request.url.as_str());
        *call.headers_mut().expect("method and address are sound") = request.headers;
        self.sent.lock().expect("not poisoned").push((request.url.path().to_owned(), self.clock.millis()));
        let _under_way = UnderWay::new(&self.under_way);
        let mut open = self.open.subscribe();
        // The other end is ours, so it is there.
        drop(open.wait_for(|open| *open).await);
        let answer = self.sandbox.call(call.body(request.body).expect("a sound request")).await;
        match answer {
            Ok(answer) => {
                let (parts, body) = answer.into_parts();
                Ok(Response { status: parts.status, headers: parts.headers, body })
            }
            Err(lost) => {
                let sent = match lost.sent {
                    sandbox::Sent::No => Sent::No,
                    sandbox::Sent::Maybe => Sent::Maybe,
                };
                Err(TransportError { sent, detail: "the line broke".into() })
            }
        }
    }
}

/// Everything outside the engine; it outlives a crash of the engine.
pub(super) struct World {
    pub(super) dir: tempfile::TempDir,
    pub(super) clock: Arc<VirtualClock>,
    pub(super) secrets: Arc<MemorySecrets>,
    pub(super) sandbox: Sandbox,
    wire: Arc<Wire>,
    /// What opens addresses; [`NoBrowser`] unless a test brings one.
    pub(super) browser: Arc<dyn Browser>,
    pub(super) environment: Arc<Environment>,
    /// What starts the resident with the session; [`NoAutostart`] unless a test brings one.
    pub(super) autostart: Arc<dyn Autostart>,
}

impl World {
    pub(super) fn new() -> Self {
        let clock = VirtualClock::new(NOON);
        let for_sandbox = clock.clone();
        let sandbox = Sandbox::new(sandbox::Options::default(), Arc::new(move || for_sandbox.now().utc()));
        let wire = Arc::new(Wire {
            sandbox: sandbox.clone(),
            clock: clock.clone(),
            under_way: watch::channel(0).0,
            open: watch::channel(true).0,
            sent: Mutex::default(),
        });
        let dir = tempfile::tempdir().expect("a folder for temporary files");
        let (browser, environment): (Arc<dyn Browser>, Arc<Environment>) =
            (Arc::new(NoBrowser), Arc::new(|_| None));
        Self {
            dir,
            clock,
            secrets: Arc::default(),
            sandbox,
            wire,
            browser,
            environment,
            autostart: Arc::new(NoAutostart),
        }
    }

    /// Holds requests up on their way, or lets them get on.
    pub(super) fn hold(&self, held: bool) {
        self.wire.open.send_replace(!held);
    }

    /// Runs a script against a fresh engine, and ends it as a crash would: at once, wherever it is.
    pub(super) fn live<T>(&self, script: impl AsyncFnOnce(Life<'_>) -> T) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let result = runtime.block_on(async {
            let handle = crate::start(self.setup()).await.expect("the engine starts");
            script(Life { world: self, handle }).await
        });
        runtime.shutdown_background();
        result
    }

    /// As [`World::live`], on a store that was prepared: `prepare` sees it before the engine does.
    pub(super) fn live_on<T>(
        &self,
        prepare: impl AsyncFnOnce(&mut store::Store),
        script: impl AsyncFnOnce(Life<'_>) -> T,
    ) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let result = runtime.block_on(async {
            let setup = self.setup();
            let paths = store::Paths { file: setup.place.database(), backups: setup.place.backups() };
            let mut store = store::Store::open(paths, self.clock.now()).await.expect("a file of our own");
            prepare(&mut store).await;
            let handle = crate::start::start_with(setup, store).await.expect("the engine starts");
            script(Life { world: self, handle }).await
        });
        runtime.shutdown_background();
        result
    }

    /// What somebody else does to a Clockify record, past the engine and its faults.
    pub(super) async fn meddle(&self, method: http::Method, id: &str, body: &str) {
        use tower::ServiceExt as _;
        let workspace = sandbox::clockify::samples::WORKSPACE;
        let request = http::Request::builder()
            .method(method)
            .uri(format!("/clockify/api/v1/workspaces/{workspace}/time-entries/{id}"))
            .header("X-Api-Key", "clockify-sandbox-key")
            .header("Content-Type", "application/json")
            .body(axum::body::Body::from(body.to_owned()))
            .expect("a sound request");
        let answer = self.sandbox.router().oneshot(request).await.expect("the sandbox always answers");
        assert!(answer.status().is_success(), "{answer:?}");
    }

    /// The network, for somebody else than the engine.
    pub(super) fn network(&self) -> Arc<dyn Http> {
        self.wire.clone()
    }

    /// When requests to an API were sent, since this was last asked.
    pub(super) fn sent_to(&self, api: &str) -> Vec<i64> {
        let mut sent = self.wire.sent.lock().expect("not poisoned");
        let (to, others) = std::mem::take(&mut *sent).into_iter().partition(|(path, _)| path.contains(api));
        *sent = others;
        to.into_iter().map(|(_, at)| at).collect()
    }

    pub(super) fn setup(&self) -> Setup {
        Setup {
            place: place(self.dir.path()),
            clock: self.clock.clone(),
            secrets: self.secrets.clone(),
            http: self.wire.clone(),
            environment: self.environment.clone(),
            browser: self.browser.clone(),
            autostart: self.autostart.clone(),
        }
    }
}

fn place(dir: &Path) -> Place {
    Place::new(dir.join("data"), None)
}

/// One life of the engine.
pub(super) struct Life<'a> {
    pub(super) world: &'a World,
    pub(super) handle: EngineHandle,
}

impl Life<'_> {
    pub(super) async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T, ApiError> {
        let answer = self.handle.ask(Surface::Cli, request).await?;
        Ok(answer.read().expect("the promised type"))
    }

    pub(super) async fn say(&self, verb: VerbRequest) -> Result<VerbAnswer, ApiError> {
        self.handle.say(Surface::Cli, verb).await
    }

    /// Connects both trackers of the sandbox as `clockify` and `yandex`.
    pub(super) async fn connect(&self) {
        for (kind, token) in [("clockify", "clockify-sandbox-key"), ("yandex", "y0_sandbox")] {
            let account = account(kind, token);
            let _tracker: api::Tracker =
                self.ask(Request::TrackerAdd(account)).await.expect("the sandbox lets us in");
        }
    }

    /// Adds an hour booked at both trackers.
    pub(super) async fn add_hour(&self, note: &str, from: &str) -> VerbAnswer {
        let on = vec!["clockify:Website/Design".into(), "yandex:TEST-324".into()];
        let fields = EntryFields { note: note.into(), on, ..EntryFields::default() };
        let verb = VerbRequest::Add {
            fields,
            from: from.into(),
            to: None,
            duration: Some("1:00".into()),
            breaks: Vec::new(),
            overlap: Some(api::OverlapChoice::Keep),
        };
        self.say(verb).await.expect("a plain hour")
    }

    /// Adds an hour booked on these targets.
    pub(super) async fn add_hour_at(&self, on: &[&str]) -> VerbAnswer {
        let on = on.iter().map(|target| (*target).to_owned()).collect();
        let verb = VerbRequest::Add {
            fields: EntryFields { note: "an hour".into(), on, ..EntryFields::default() },
            from: "9:00".into(),
            to: None,
            duration: Some("1:00".into()),
            breaks: Vec::new(),
            overlap: Some(api::OverlapChoice::Keep),
        };
        self.say(verb).await.expect("a plain hour")
    }

    /// Lets the engine take its steps; then time passes to what it waits for. `false` = it waits for nothing soon.
    pub(super) async fn step(&self) -> bool {
        // First in, first out: what was sent before this question has been dealt with by its answer.
        let _hello: api::Hello =
            self.ask(Request::Hello { protocol: api::PROTOCOL }).await.expect("it is there");
        let (clock, wire) = (&self.world.clock, &self.world.wire);
        let (mut due, mut under_way) = (clock.due.subscribe(), wire.under_way.subscribe());
        loop {
            // The store answers from a thread of its own: until the owner waits for the clock, it has work to do.
            tokio::select! {
                waits = due.wait_for(|due| *due != i64::MAX) => drop(waits),
                sends = under_way.wait_for(|count| *count > 0) => drop(sends),
            }
            for _ in 0..30 {
                tokio::task::yield_now().await;
            }
            if *wire.under_way.borrow() > 0 {
                return true;
            }
            if clock.is_waited_for() {
                return clock.advance_to_due();
            }
        }
    }

    /// Lets time pass until no upload moves any more, at most `hours`. Gives what is there then.
    pub(super) async fn settle(&self, hours: i64) -> Vec<Upload> {
        let until = self.world.clock.millis() + hours * 3_600_000;
        loop {
            if self.world.clock.millis() <= until && self.step().await {
                continue;
            }
            let late = self.world.clock.millis() > until;
            let uploads: Vec<Upload> = self.ask(Request::Uploads).await.expect("a list");
            let resting = |upload: &Upload| matches!(upload.state, UploadState::Done | UploadState::Stuck);
            if late || uploads.iter().all(resting) {
                return uploads;
            }
            self.world.clock.advance(60_000);
        }
    }
}

pub(super) fn account(kind: &str, token: &str) -> AddTracker {
    let mut settings = std::collections::BTreeMap::new();
    if kind == "yandex" {
        settings.insert("org".into(), "8401923".into());
    }
    AddTracker {
        kind: kind.into(),
        name: kind.into(),
        url: Some(format!("http://127.0.0.1:9/{kind}")),
        workspace: None,
        settings,
        token: Some(token.into()),
        policy: None,
    }
}
