//! A tracker that is spoken to under a sign-in: each call gets an access token, and another one when that has ended.

use async_trait::async_trait;
use domain::target::Identity;
use domain::upload::Unsendable;
use domain::{Booking, Entry, Part, Payload, Policy, Target, Timestamp, UploadId};
use trackers::{
    Applied, Cx, Descriptor, Found, Kind, Page, Remote, TargetQuery, Tracker, TrackerError, WorkspaceRules,
};

use super::Session;

/// A tracker, and the sign-in it is spoken to under; without one, the token of the context is used.
pub(crate) struct Speaker {
    tracker: &'static dyn Tracker,
    session: Option<Session>,
}

impl Speaker {
    pub(crate) fn new(tracker: &'static dyn Tracker, session: Option<Session>) -> Self {
        Self { tracker, session }
    }
}

/// Makes a call. One that was turned away for its token was not done, so it is made once more with the next token.
macro_rules! speak {
    ($speaker:expr, $cx:ident, $call:expr) => {{
        let Some(session) = &$speaker.session else { return $call.await };
        let access = session.access().await?;
        let first = {
            let $cx = &Cx { secret: &access, ..*$cx };
            $call.await
        };
        match first {
            Err(error) if is_spent(&error) => {
                let access = session.instead_of(access).await?;
                let $cx = &Cx { secret: &access, ..*$cx };
                $call.await
            }
            other => other,
        }
    }};
}

fn is_spent(error: &TrackerError) -> bool {
    error.kind == Kind::SignIn && error.applied == Applied::No
}

#[async_trait]
impl Tracker for Speaker {
    fn about(&self) -> &'static Descriptor {
        self.tracker.about()
    }

    async fn whoami(&self, cx: &Cx<'_>) -> Result<Identity, TrackerError> {
        speak!(self, cx, self.tracker.whoami(cx))
    }

    async fn targets(&self, cx: &Cx<'_>, query: TargetQuery) -> Result<Page<Target>, TrackerError> {
        speak!(self, cx, self.tracker.targets(cx, query.clone()))
    }

    async fn rules(&self, cx: &Cx<'_>) -> Result<WorkspaceRules, TrackerError> {
        speak!(self, cx, self.tracker.rules(cx))
    }

    fn project(
        &self,
        entry: &Entry,
        booking: &Booking,
        policy: &Policy,
        rules: &WorkspaceRules,
    ) -> Result<Vec<Part>, Unsendable> {
        self.tracker.project(entry, booking, policy, rules)
    }

    async fn create(&self, cx: &Cx<'_>, payload: &Payload, key: UploadId) -> Result<Remote, TrackerError> {
        speak!(self, cx, self.tracker.create(cx, payload, key))
    }

    async fn find(&self, cx: &Cx<'_>, payload: &Payload, since: Timestamp) -> Result<Found, TrackerError> {
        speak!(self, cx, self.tracker.find(cx, payload, since))
    }

    async fn read(&self, cx: &Cx<'_>, id: &str, payload: &Payload) -> Result<Option<Remote>, TrackerError> {
        speak!(self, cx, self.tracker.read(cx, id, payload))
    }

    async fn update(
        &self,
        cx: &Cx<'_>,
        id: &str,
        before: &Payload,
        payload: &Payload,
    ) -> Result<Remote, TrackerError> {
        speak!(self, cx, self.tracker.update(cx, id, before, payload))
    }

    async fn delete(&self, cx: &Cx<'_>, id: &str, payload: &Payload) -> Result<(), TrackerError> {
        speak!(self, cx, self.tracker.delete(cx, id, payload))
    }
}
