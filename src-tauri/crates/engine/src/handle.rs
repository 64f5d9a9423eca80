//! The handle: how tray, hotkeys, notifications and the socket speak to the one owner task.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use api::{
    Answer, ApiError, Changed, Desktop, HotkeyState, Request, Settings, Status, Suggestion, Surface,
    VerbAnswer, VerbRequest, words,
};
use serde::de::DeserializeOwned;
use tokio::sync::{broadcast, mpsc, oneshot};

/// Speaks to the engine from any task; cheap to clone.
#[derive(Clone, Debug)]
pub struct EngineHandle {
    pub(crate) inputs: mpsc::Sender<Input>,
    pub(crate) changes: broadcast::Sender<Changed>,
    pub(crate) to_restore: Arc<OnceLock<PathBuf>>,
}

/// Everything that can reach the owner task. Closed on purpose: one list shows what can happen.
#[derive(Debug)]
pub(crate) enum Input {
    /// A client asks.
    Ask {
        /// Where the person is.
        surface: Surface,
        /// What is asked.
        request: Request,
        /// Where the answer goes.
        reply: Reply,
    },
    /// The desktop parts say what works.
    Desktop(DesktopReport),
    /// A request to a tracker ended.
    Sent(crate::outbox::Outcome),
    /// A request for a catalogue ended.
    Fetched(Box<crate::outbox::Fetched>),
    /// A tracker was asked for targets a verb names.
    Found(crate::target::Found),
    /// An account was tested, and is to be kept or was refreshed.
    Checked(Box<crate::answer::account::Checked>),
    /// A file was read and is to be kept.
    Imported(Box<crate::answer::import::Prepared>),
    /// A sign-in in the browser ended.
    SignedIn(Box<crate::sign_in::SignedIn>),
    /// A sign-in was renewed and is to be kept before it is used.
    Renewed(Box<crate::session::Renewed>),
}

/// Where an answer goes. Dropping it says that the engine ended.
#[derive(Debug)]
pub(crate) struct Reply(oneshot::Sender<Result<Answer, ApiError>>);

impl Reply {
    /// Sends the answer; a client that went away needs none.
    pub(crate) fn send<T: serde::Serialize>(self, answer: Result<T, ApiError>) {
        let _gone = self.0.send(answer.and_then(|answer| Answer::of(&answer)));
    }
}

/// What the desktop parts of a resident found, to be shown in Settings and by `stint doctor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesktopReport {
    /// Tray, notifications and so on.
    pub desktop: Desktop,
    /// Each hotkey action with its state and, where it does not work, why and what helps.
    pub hotkeys: Vec<(String, HotkeyState, Option<String>)>,
}

impl EngineHandle {
    /// Asks, and gives the answer as the text the socket carries.
    pub async fn ask(&self, surface: Surface, request: Request) -> Result<Answer, ApiError> {
        let (reply, answer) = oneshot::channel();
        self.inputs.send(Input::Ask { surface, request, reply: Reply(reply) }).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// Says a verb.
    pub async fn say(&self, surface: Surface, verb: VerbRequest) -> Result<VerbAnswer, ApiError> {
        self.typed(surface, Request::Verb(verb)).await
    }

    /// The timer, today, and the uploads.
    pub async fn status(&self) -> Result<Status, ApiError> {
        self.typed(Surface::System, Request::Status).await
    }

    /// Distinct entries of late, newest first.
    pub async fn recent(&self, limit: u32) -> Result<Vec<Suggestion>, ApiError> {
        self.typed(Surface::System, Request::Recent { limit: Some(limit) }).await
    }

    /// All settings.
    pub async fn settings(&self) -> Result<Settings, ApiError> {
        self.typed(Surface::System, Request::Settings).await
    }

    /// Says what works on this desktop.
    pub async fn report_desktop(&self, report: DesktopReport) {
        // A gone engine needs no report.
        let _gone = self.inputs.send(Input::Desktop(report)).await;
    }

    /// Every change from now on. A receiver that lagged behind asks for everything again.
    pub fn changes(&self) -> broadcast::Receiver<Changed> {
        self.changes.subscribe()
    }

    /// Resolves once the engine has ended (after `quit`), with everything written.
    pub async fn ended(&self) {
        self.inputs.closed().await;
    }

    /// The backup a client wants in the place of the database. Whoever runs the engine puts it there once the engine
    /// has ended, and starts another one.
    pub fn to_restore(&self) -> Option<&Path> {
        self.to_restore.get().map(PathBuf::as_path)
    }

    async fn typed<T: DeserializeOwned>(&self, surface: Surface, request: Request) -> Result<T, ApiError> {
        self.ask(surface, request).await?.read()
    }
}

fn gone() -> ApiError {
    words::resident::ending()
}
