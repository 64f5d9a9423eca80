//! The one connection of the window to the resident: calls in order, long ones beside them, events on the side.
//!
//! Knows the socket and nothing of what is said over it. A request that changes something always goes over a
//! connection just made, so that only a lost answer can ever leave it open whether it was done.

use std::sync::Arc;
use std::time::Duration;

use api::client::Client;
use api::starter::{self, IfNone};
use api::{Answer, ApiError, Code, Place, Request, Surface, words};
use serde::de::DeserializeOwned;
use tokio::sync::{mpsc, oneshot};

/// Calls that may wait for their turn before the window has to.
const QUEUE: usize = 64;

/// How long a resident may take for an answer it gives from its own store.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long it may take where trackers or the disk are asked first.
const LONG_PATIENCE: Duration = Duration::from_secs(180);

/// How long it may take where a person signs in in the browser first.
const PERSON_PATIENCE: Duration = Duration::from_secs(480);

/// Asks the resident, and starts one when none runs; cheap to clone.
#[derive(Clone, Debug)]
pub struct Resident {
    place: Arc<Place>,
    lane: mpsc::Sender<Call>,
}

/// One request and where its answer goes.
struct Call {
    request: Request,
    reply: oneshot::Sender<Result<Answer, ApiError>>,
}

impl Resident {
    /// A resident of this place, with the task that keeps the connection. Runs on the caller's tokio runtime.
    pub fn new(place: Place, if_none: IfNone) -> (Self, impl Future<Output = ()> + Send + 'static) {
        let (lane, calls) = mpsc::channel(QUEUE);
        let place = Arc::new(place);
        (Self { place: Arc::clone(&place), lane }, keep_lane(place, if_none, calls))
    }

    /// Asks and waits for the answer.
    pub async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T, ApiError> {
        let answer = if takes_long(&request) {
            self.ask_beside(request).await
        } else {
            self.ask_in_order(request).await
        }?;
        answer.read()
    }

    /// Makes sure that a resident runs.
    pub async fn wake(&self) -> Result<(), ApiError> {
        self.ask_in_order(Request::Hello { protocol: api::PROTOCOL }).await.map(drop)
    }

    /// A connection of its own, if a resident runs already.
    pub async fn connect(&self) -> Result<Client, ApiError> {
        Client::connect(&self.place.socket(), Surface::Window).await.map_err(|_| absent())
    }

    /// Where the resident's files are.
    pub fn place(&self) -> &Place {
        &self.place
    }

    async fn ask_in_order(&self, request: Request) -> Result<Answer, ApiError> {
        let (reply, answer) = oneshot::channel();
        self.lane.send(Call { request, reply }).await.map_err(|_| absent())?;
        answer.await.map_err(|_| absent())?
    }

    /// Over a connection of its own, so that a slow tracker holds up nothing else.
    async fn ask_beside(&self, request: Request) -> Result<Answer, ApiError> {
        let mut client = match self.connect().await {
            Ok(client) => client,
            Err(_) => {
                self.wake().await?;
                self.connect().await?
            }
        };
        let waits_for_person = matches!(request, Request::BrowserSignInFinish { .. });
        let patience = if waits_for_person { PERSON_PATIENCE } else { LONG_PATIENCE };
        within(patience, client.ask(request)).await
    }
}

/// Answers calls one after the other; the connection is kept for reading.
async fn keep_lane(place: Arc<Place>, if_none: IfNone, mut calls: mpsc::Receiver<Call>) {
    let mut kept: Option<Client> = None;
    while let Some(Call { request, reply }) = calls.recv().await {
        let answer = answer(&place, &if_none, &mut kept, request).await;
        // The window that asked may be closed by now.
        let _closed = reply.send(answer);
    }
}

async fn answer(
    place: &Arc<Place>,
    if_none: &IfNone,
    kept: &mut Option<Client>,
    request: Request,
) -> Result<Answer, ApiError> {
    if let Some(mut client) = kept.take().filter(|_| only_reads(&request)) {
        let answer = within(PATIENCE, client.ask(request.clone())).await;
        // A resident that ended since the last call: asking a new one again is harmless.
        if !is_gone(&answer) {
            *kept = Some(client);
            return answer;
        }
    }
    let mut client = reach(Arc::clone(place), if_none.clone()).await?;
    let answer = within(PATIENCE, client.ask(request)).await;
    if !is_gone(&answer) {
        *kept = Some(client);
    }
    answer
}

/// Connects, or starts a resident off the asynchronous threads: waiting for its `ready` blocks.
async fn reach(place: Arc<Place>, if_none: IfNone) -> Result<Client, ApiError> {
    if let Ok(client) = Client::connect(&place.socket(), Surface::Window).await {
        return Ok(client);
    }
    let runtime = tokio::runtime::Handle::current();
    let starting = tokio::task::spawn_blocking(move || {
        runtime.block_on(starter::reach(&place, Surface::Window, &if_none))
    });
    starting.await.unwrap_or_else(|_| Err(absent()))
}

async fn within<T>(limit: Duration, call: impl Future<Output = Result<T, ApiError>>) -> Result<T, ApiError> {
    tokio::time::timeout(limit, call).await.unwrap_or_else(|_| Err(words::resident::no_answer_in_time()))
}

fn is_gone<T>(answer: &Result<T, ApiError>) -> bool {
    matches!(answer, Err(error) if error.code == Code::Resident)
}

fn absent() -> ApiError {
    words::resident::none_answers()
}

/// Asked again, these change nothing.
fn only_reads(request: &Request) -> bool {
    use Request::{
        Backups, Doctor, EditedEntry, Entry, Export, Hello, History, Links, Log, Preview, PreviewEdit,
        Proposals, Read, Recent, Report, Search, Settings, Status, Suggest, Targets, TrackerKinds, Trackers,
        Uploads,
    };
    matches!(
        request,
        Status
            | Log { .. }
            | Entry { .. }
            | Export { .. }
            | Search { .. }
            | Suggest { .. }
            | Recent { .. }
            | Read { .. }
            | History { .. }
            | Preview { .. }
            | PreviewEdit { .. }
            | EditedEntry { .. }
            | Proposals { .. }
            | Links
            | Report { .. }
            | TrackerKinds
            | Trackers
            | Targets { .. }
            | Uploads
            | Settings
            | Doctor
            | Backups
            | Hello { .. }
    )
}

/// These wait for a tracker, a person, the keychain or the disk.
fn takes_long(request: &Request) -> bool {
    use Request::{
        Backup, BrowserSignIn, BrowserSignInAgain, BrowserSignInFinish, ImportApply, ImportCheck, Restore,
        Sync, TrackerAdd, TrackerCheck, TrackerRefresh, TrackerRemove, TrackerSignIn, TrackerTest,
    };
    matches!(
        request,
        TrackerCheck(_)
            | TrackerAdd(_)
            | TrackerTest { .. }
            | TrackerSignIn { .. }
            | BrowserSignIn(_)
            | BrowserSignInAgain { .. }
            | BrowserSignInFinish { .. }
            | TrackerRemove { .. }
            | TrackerRefresh { .. }
            | Sync { .. }
            | Backup { .. }
            | ImportCheck(_)
            | ImportApply { .. }
            | Restore { .. }
    )
}
