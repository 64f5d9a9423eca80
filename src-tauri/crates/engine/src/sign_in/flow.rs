//! One sign-in from the registration to the pair of tokens, in a task of its own.

use api::{ApiError, BrowserSignIn, words};
use tokio::sync::mpsc;
use trackers::{
    Applied, Kind, OAuth, Proof, Redacted, Request, Response, Retry, Secret, TrackerError, oauth,
};
use url::Url;

use super::SignedIn;
use super::callback::{Callback, Heard};
use crate::handle::{Input, Reply};
use crate::outbox::tracker_words;
use crate::owner::Ports;

/// How long the browser may take.
const WAIT_SECONDS: u32 = 5 * 60;

/// A sign-in and all that it needs.
pub(super) struct Flow {
    pub(super) id: String,
    /// The connection's name.
    pub(super) name: String,
    pub(super) oauth: OAuth,
    pub(super) root: Url,
    pub(super) randomness: Vec<u8>,
    pub(super) ports: Ports,
    pub(super) owner: mpsc::WeakSender<Input>,
}

/// A browser was sent away, and this waits for it.
struct Begun {
    callback: Callback,
    proof: Proof,
    client: String,
    address: String,
    opened: bool,
}

impl Flow {
    /// Begins, answers `reply`, waits, and tells the owner what came of it.
    pub(super) async fn run(self, reply: Reply) {
        let result = match self.begin().await {
            Ok(begun) => {
                reply.send(Ok(BrowserSignIn {
                    id: self.id.clone(),
                    address: begun.address.clone(),
                    opened: begun.opened,
                    wait_seconds: WAIT_SECONDS,
                }));
                self.complete(begun).await
            }
            Err(error) => {
                reply.send(Err::<(), _>(error.clone()));
                Err(error)
            }
        };
        let Some(owner) = self.owner.upgrade() else { return };
        // The engine may be ending; then whoever waits is told so.
        let _ending = owner.send(Input::SignedIn(Box::new(SignedIn { id: self.id, result }))).await;
    }

    /// Listens, registers for just this address, and opens the browser.
    async fn begin(&self) -> Result<Begun, ApiError> {
        let callback = Callback::open().await.map_err(|error| words::sign_in::no_port(&error.to_string()))?;
        let redirect = callback.address().clone();
        let said = |error: TrackerError| match error.kind {
            Kind::SignIn | Kind::Refused => words::sign_in::not_registered(&self.name, error.detail.as_str()),
            _ => tracker_words(&self.name, &error),
        };
        let request = self.oauth.register(&self.root, &redirect).map_err(said)?;
        let answer = self.send(request).await.map_err(said)?;
        let client = oauth::registered(&answer, self.ports.clock.now()).map_err(said)?;
        let proof = Proof::of(&self.randomness);
        let address = self.oauth.authorize(&self.root, &client, &redirect, &proof).map_err(said)?.to_string();
        let opened = self.ports.browser.open(&address);
        tracing::info!(sign_in = %self.id, opened, "a sign-in waits for the browser");
        Ok(Begun { callback, proof, client, address, opened })
    }

    /// Waits for the browser and trades what it brings.
    async fn complete(&self, begun: Begun) -> Result<Secret, ApiError> {
        let Begun { mut callback, proof, client, .. } = begun;
        let clock = &self.ports.clock;
        let deadline = clock.now().plus_millis(i64::from(WAIT_SECONDS) * 1000);
        let heard = tokio::select! {
            heard = callback.wait(proof.state()) => heard,
            () = clock.sleep_until(deadline) => {
                return Err(match callback.heard_another() {
                    true => words::sign_in::other_answer(),
                    false => words::sign_in::timed_out(WAIT_SECONDS / 60),
                });
            }
        };
        let code = match heard {
            Heard::Code(code) => code,
            Heard::Refused(detail) => return Err(words::sign_in::refused(&self.name, detail.as_str())),
        };
        let redirect = callback.address().clone();
        // The door is closed before anything else: it is used once.
        drop(callback);
        let said = |error: TrackerError| words::sign_in::not_completed(&self.name, error.detail.as_str());
        let request = self.oauth.trade(&self.root, &client, &redirect, &code, &proof).map_err(said)?;
        let answer = self.send(request).await.map_err(said)?;
        let sent = [&code, proof.verifier()];
        let pair = oauth::tokens(&answer, &client, None, clock.now(), &sent).map_err(said)?;
        Ok(pair.item())
    }

    async fn send(&self, request: Request) -> Result<Response, TrackerError> {
        self.ports.http.send(request).await.map_err(|lost| {
            let detail = Redacted::new(&lost.detail, &Secret::new(""));
            TrackerError::new(Kind::Network, Applied::No, Retry::Backoff, detail)
        })
    }
}
