//! What every tracker says when the network or the service is not kind: applied or not, and what may be done next.

use async_trait::async_trait;
use domain::{Kind as Stretch, Payload};
use http::{HeaderMap, Method, StatusCode};
use sandbox::Fault;
use sandbox::faults::Rule;

use super::World;
use super::world::{MORNING, entry};
use crate::{
    Applied, Cx, Found, Http, Kind, Request, Response, Retry, TargetQuery, TrackerError, TransportError,
};

/// Every call.
pub(super) const CALLS: [Call; 8] = [
    Call::Whoami,
    Call::Targets,
    Call::Rules,
    Call::Find,
    Call::Read,
    Call::Create,
    Call::Update,
    Call::Delete,
];

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Call {
    Whoami,
    Targets,
    Rules,
    Find,
    Read,
    Create,
    Update,
    Delete,
}

impl Call {
    /// Whether it changes something. Where nothing can be removed, it is only read what there is.
    pub(super) fn writes(self, world: &World) -> bool {
        match self {
            Self::Whoami | Self::Targets | Self::Rules | Self::Find | Self::Read => false,
            Self::Create | Self::Update => true,
            Self::Delete => world.tracker.about().can.delete,
        }
    }

    /// What to say when its request may have arrived.
    fn in_doubt(self, world: &World) -> Applied {
        if self.writes(world) { Applied::Maybe } else { Applied::No }
    }

    pub(super) async fn make(
        self,
        world: &World,
        cx: &Cx<'_>,
        id: &str,
        payload: &Payload,
    ) -> Result<(), TrackerError> {
        let tracker = world.tracker;
        match self {
            Self::Whoami => tracker.whoami(cx).await.map(drop),
            Self::Targets => tracker.targets(cx, TargetQuery::default()).await.map(drop),
            Self::Rules => tracker.rules(cx).await.map(drop),
            Self::Find => tracker.find(cx, payload, cx.now).await.map(drop),
            Self::Read => tracker.read(cx, id, payload).await.map(drop),
            Self::Create => tracker.create(cx, payload, world.key()).await.map(drop),
            Self::Update => {
                let change = world.payload("another text");
                tracker.update(cx, id, payload, &change).await.map(drop)
            }
            Self::Delete => tracker.delete(cx, id, payload).await,
        }
    }
}

/// Runs every call under a fault that strikes reads or writes, and checks each error.
pub(super) async fn under(world: World, fault: Fault, check: impl Fn(Call, Applied, &TrackerError)) {
    let world = world.signed_in().await;
    let payload = world.payload("under a fault");
    for call in CALLS {
        let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
        let faults = world.network.sandbox.faults();
        // Writes may begin with a read; what is of interest is the request that changes something.
        faults.set(if call.writes(&world) { Rule::always(fault).writes() } else { Rule::always(fault) });
        let answer = call.make(&world, &world.cx(), &made.id, &payload).await;
        faults.clear();
        match answer {
            Err(error) => check(call, call.in_doubt(&world), &error),
            // A tracker without rules asks nothing.
            Ok(()) => assert_eq!(call, Call::Rules, "{call:?} came through {fault:?}"),
        }
    }
}

pub(crate) async fn a_refused_connection_surely_changed_nothing(world: World) {
    under(world, Fault::Refuse, |call, _, error| {
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::Network, Applied::No, Retry::Backoff), "{call:?}");
    })
    .await;
}

pub(crate) async fn a_lost_answer_leaves_only_writes_in_doubt(world: World) {
    under(world, Fault::DropAfter, |call, in_doubt, error| {
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::Network, in_doubt, Retry::Backoff), "{call:?}");
    })
    .await;
}

pub(crate) async fn an_internal_error_leaves_only_writes_in_doubt(world: World) {
    under(world, Fault::ErrorAfter, |call, in_doubt, error| {
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::Server, in_doubt, Retry::Backoff), "{call:?}");
    })
    .await;
}

pub(crate) async fn a_quota_names_its_pause(world: World) {
    under(world, Fault::TooMany { retry_after_seconds: 17 }, |call, _, error| {
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::Quota, Applied::No, Retry::After { seconds: 17 }), "{call:?}");
    })
    .await;
}

/// A good status over a page of something else, as a captive network gives it; and a bad gateway's own page.
pub(crate) async fn an_unreadable_answer_leaves_only_writes_in_doubt(world: World) {
    let world = world.signed_in().await;
    let payload = world.payload("unreadable");
    let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
    for status in
        [StatusCode::OK, StatusCode::FOUND, StatusCode::BAD_GATEWAY, StatusCode::SERVICE_UNAVAILABLE]
    {
        for body in ["<!doctype html><title>Sign in to the hotel</title>", ""] {
            for call in CALLS {
                let only_writes = call.writes(&world);
                let body = body.to_owned();
                let http = Intruder { network: &world.network, status, body, only_writes };
                let cx = Cx { http: &http, ..world.cx() };
                match call.make(&world, &cx, &made.id, &payload).await {
                    Err(error) => {
                        assert_eq!(error.applied, call.in_doubt(&world), "{call:?} {status}");
                        assert_eq!(error.retry, Retry::Backoff, "{call:?} {status}");
                        assert!(!error.detail.as_str().contains('<'), "{}", error.detail);
                    }
                    Ok(()) => assert_eq!(call, Call::Rules, "{call:?} came through {status}"),
                }
            }
        }
    }
}

pub(crate) async fn what_a_fault_did_is_what_a_look_finds(world: World) {
    let world = world.signed_in().await;
    let faults = [
        (Fault::Refuse, false),
        (Fault::DropBefore, false),
        (Fault::TooMany { retry_after_seconds: 1 }, false),
        (Fault::DropAfter, true),
        (Fault::ErrorAfter, true),
        (Fault::Truncate, true),
    ];
    for (place, (fault, arrives)) in faults.into_iter().enumerate() {
        let start = MORNING.plus_millis(i64::try_from(place).unwrap() * 24 * 3_600_000);
        let payload = world.parts(&entry("struck", start, &[(Stretch::Work, 3_600_000)]))[0].payload.clone();
        let since = world.now();
        let before = world.held();
        world.network.sandbox.faults().set(Rule::next(1, fault).writes());
        let error = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap_err();
        assert!(error.applied == Applied::Maybe || !arrives, "{fault:?}");
        assert_eq!(world.held() - before, usize::from(arrives), "{fault:?}");
        world.pass(10);
        let found = world.tracker.find(&world.cx(), &payload, since).await.unwrap();
        match found {
            Found::One(remote) => assert!(arrives && remote.payload == payload, "{fault:?}"),
            Found::Absent => assert!(!arrives, "{fault:?}"),
            other => panic!("{fault:?}: {other:?}"),
        }
    }
}

/// A service that repeats the token in its sentence; the network of a [`World`] looks into every request already.
pub(crate) async fn a_secret_in_an_answer_is_blotted_out(world: World) {
    let world = world.signed_in().await;
    let payload = world.payload("told back");
    let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
    let said = format!("no access for {}\\r\\nat all", world.secret.reveal());
    let body = format!("{{\"message\":\"{said}\",\"errorMessages\":[\"{said}\"]}}");
    for status in [StatusCode::BAD_REQUEST, StatusCode::UNAUTHORIZED, StatusCode::INTERNAL_SERVER_ERROR] {
        for call in CALLS {
            let http = Intruder { network: &world.network, status, body: body.clone(), only_writes: false };
            let cx = Cx { http: &http, ..world.cx() };
            let Err(error) = call.make(&world, &cx, &made.id, &payload).await else { continue };
            let detail = error.detail.as_str();
            assert!(!detail.contains(world.secret.reveal()), "{call:?} {status}: {detail}");
            assert!(!detail.contains(['\r', '\n']), "{call:?} {status}: {detail}");
        }
    }
}

/// Something on the way that answers instead of the tracker, to every request or to those that change something.
pub(super) struct Intruder<'a> {
    pub(super) network: &'a super::world::Network,
    pub(super) status: StatusCode,
    pub(super) body: String,
    pub(super) only_writes: bool,
}

#[async_trait]
impl Http for Intruder<'_> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if self.only_writes && request.method == Method::GET {
            return self.network.send(request).await;
        }
        Ok(Response { status: self.status, headers: HeaderMap::new(), body: self.body.clone().into() })
    }
}
