//! A tracker, an account at it, and the sandbox behind an imagined network; time is a number that tests set.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::entry::Draft;
use domain::{
    Booking, Cause, ConnectionId, Entry, EntryId, Kind, Part, Payload, Policy, Segment, TargetId, Timestamp,
    UploadId,
};
use sandbox::{Options, Sandbox};
use url::Url;
use uuid::Uuid;

use crate::{
    Account, Cx, Http, Request, Response, Secret, Sent, Tracker, TransportError, Unit, WorkspaceRules,
};

/// 2026-11-20T09:00:00Z.
pub(crate) const MORNING: Timestamp = Timestamp::from_millis(1_795_165_200_000);

/// What one adapter brings to the contract.
pub(crate) struct World {
    pub(crate) tracker: &'static dyn Tracker,
    pub(crate) network: Network,
    pub(crate) account: Account,
    pub(crate) secret: Secret,
    /// A target of the sandbox.
    pub(crate) target: TargetId,
    /// Its key.
    pub(crate) key: &'static str,
    /// Part of the title of the same target.
    pub(crate) words: &'static str,
    /// The ids of every target that a person may book on.
    pub(crate) targets: &'static [&'static str],
    pub(crate) rules: WorkspaceRules,
    /// What an entry becomes while its breaks are subtracted.
    pub(crate) net: Net,
    clock: Arc<AtomicI64>,
    /// How many keys were given out.
    keys: AtomicU32,
}

/// How many records the net time of an entry makes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Net {
    /// One.
    Whole,
    /// One per local day at most: the tracker keeps days and no clock times.
    ByDay,
}

/// The way to the sandbox.
pub(crate) struct Network {
    pub(crate) sandbox: Sandbox,
    secret: Secret,
}

impl World {
    /// A world for the API mounted at `/{mount}`.
    pub(crate) fn new(tracker: &'static dyn Tracker, mount: &str, token: &str) -> Self {
        Self::with_options(tracker, mount, token, Options::default())
    }

    pub(crate) fn with_options(
        tracker: &'static dyn Tracker,
        mount: &str,
        token: &str,
        options: Options,
    ) -> Self {
        let clock = Arc::new(AtomicI64::new(MORNING.millis()));
        let reads = Arc::clone(&clock);
        let time = move || DateTime::<Utc>::from_timestamp_millis(reads.load(Ordering::SeqCst)).unwrap();
        let sandbox = Sandbox::new(options, Arc::new(time));
        let base_url = Url::parse(&format!("http://127.0.0.1:9/{mount}")).unwrap();
        let account = Account {
            base_url,
            workspace: None,
            settings: std::collections::BTreeMap::new(),
            identity: None,
            tags: std::collections::BTreeMap::new(),
        };
        Self {
            tracker,
            network: Network { sandbox, secret: Secret::new(token) },
            account,
            secret: Secret::new(token),
            target: TargetId::new(""),
            key: "",
            words: "",
            targets: &[],
            rules: WorkspaceRules::default(),
            net: Net::Whole,
            clock,
            keys: AtomicU32::new(100),
        }
    }

    /// The same sandbox through another account of it.
    pub(crate) fn with_token(mut self, token: &str) -> Self {
        (self.secret, self.network.secret) = (Secret::new(token), Secret::new(token));
        self.account.identity = None;
        self
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.clock.load(Ordering::SeqCst))
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    pub(crate) fn cx(&self) -> Cx<'_> {
        Cx {
            http: &self.network,
            account: &self.account,
            secret: &self.secret,
            now: self.now(),
            zone: chrono_tz::Europe::Berlin,
        }
    }

    /// The same world with the identity known, as a stored connection has it.
    pub(crate) async fn signed_in(mut self) -> Self {
        self.account.identity = Some(self.tracker.whoami(&self.cx()).await.unwrap());
        self
    }

    /// What an hour of work with this note is sent as.
    pub(crate) fn payload(&self, note: &str) -> Payload {
        self.parts(&entry(note, MORNING, &[(Kind::Work, 3_600_000)]))[0].payload.clone()
    }

    pub(crate) fn parts(&self, entry: &Entry) -> Vec<Part> {
        let policy = self.tracker.about().default_policy;
        self.project(entry, &policy).unwrap()
    }

    pub(crate) fn project(
        &self,
        entry: &Entry,
        policy: &Policy,
    ) -> Result<Vec<Part>, domain::upload::Unsendable> {
        let booking = Booking { connection: ConnectionId::new(Uuid::nil()), target: self.target.clone() };
        self.tracker.project(entry, &booking, policy, &self.rules)
    }

    /// A key for one more wish. The same wish sent again would have the same key.
    pub(crate) fn key(&self) -> UploadId {
        UploadId::new(Uuid::from_u128(self.keys.fetch_add(1, Ordering::SeqCst).into()))
    }

    /// What differs from [`World::payload`] by the least that the tracker can tell apart: in its start, and in its
    /// length.
    pub(crate) fn neighbours(&self, note: &str) -> [Payload; 2] {
        // Where seconds are kept, a minute stands for the least: nobody corrects a time by a second.
        let unit = match self.tracker.about().unit {
            Unit::Seconds => 60_000,
            unit => i64::from(unit.step()) * 1000,
        };
        let step = if self.net == Net::ByDay { 24 * 3_600_000 } else { unit };
        [(MORNING.plus_millis(step), 3_600_000), (MORNING, 3_600_000 + unit)].map(|(start, millis)| {
            self.parts(&entry(note, start, &[(Kind::Work, millis)]))[0].payload.clone()
        })
    }

    /// Removes a record as its tracker can, or as people do on the tracker's own pages where no program can.
    pub(crate) async fn remove(&self, id: &str, payload: &Payload) {
        if self.tracker.about().can.delete {
            return self.tracker.delete(&self.cx(), id, payload).await.unwrap();
        }
        let path = format!("/_sandbox/{}/records/{id}", self.tracker.about().kind);
        let mut removal = http::Request::new(bytes::Bytes::new());
        *removal.method_mut() = http::Method::DELETE;
        *removal.uri_mut() = path.parse().unwrap();
        let answer = self.network.sandbox.call(removal).await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
    }

    /// How many records the sandbox holds at any API.
    pub(crate) fn held(&self) -> usize {
        self.network.sandbox.records().len()
    }
}

/// A key for a create.
pub(crate) fn key() -> UploadId {
    UploadId::new(Uuid::from_u128(7))
}

/// An entry of these segments, one after the other.
pub(crate) fn entry(note: &str, start: Timestamp, segments: &[(Kind, i64)]) -> Entry {
    let mut at = start;
    let segments = segments
        .iter()
        .map(|(kind, millis)| {
            let segment =
                Segment { kind: *kind, start: at, end: Some(at.plus_millis(*millis)), cause: Cause::User };
            at = at.plus_millis(*millis);
            segment
        })
        .collect();
    let draft = Draft {
        id: EntryId::new(Uuid::from_u128(1)),
        note: note.to_owned(),
        tags: Vec::new(),
        billable: true,
        bookings: Vec::new(),
        zone: chrono_tz::Europe::Berlin,
        segments,
    };
    Entry::try_from(draft).unwrap()
}

#[async_trait]
impl Http for Network {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.keeps_the_secret(&request);
        let path = &request.url[url::Position::BeforePath..];
        let mut sent = http::Request::new(request.body);
        *sent.method_mut() = request.method;
        *sent.uri_mut() = path.parse().unwrap();
        *sent.headers_mut() = request.headers;
        let response = self.sandbox.call(sent).await.map_err(|lost| TransportError {
            sent: match lost.sent {
                sandbox::Sent::No => Sent::No,
                sandbox::Sent::Maybe => Sent::Maybe,
            },
            detail: "no answer came".to_owned(),
        })?;
        let (parts, body) = response.into_parts();
        Ok(Response { status: parts.status, headers: parts.headers, body })
    }
}

impl Network {
    /// In no address, and only in headers that are never shown.
    fn keeps_the_secret(&self, request: &Request) {
        let secret = self.secret.reveal();
        assert!(!request.url.as_str().contains(secret), "the secret is in the address");
        for value in request.headers.values() {
            let holds = value.to_str().is_ok_and(|text| text.contains(secret));
            assert!(!holds || value.is_sensitive(), "the secret is in a header that logs would show");
        }
    }
}
