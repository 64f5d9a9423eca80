//! What every tracker makes of what lies between it and its service: edges, outages, quotas, revoked tokens, stale
//! reads, requests that arrive twice, and clocks that disagree.

use domain::{Kind as Stretch, Payload};
use http::StatusCode;
use sandbox::Fault;
use sandbox::faults::{Delivery, Outage, Page, Rule};

use super::World;
use super::faults::{CALLS, Intruder, under};
use super::world::{MORNING, entry};
use crate::{Applied, Cx, Dedupe, Found, Kind, Retry};

/// An hour of the day of this number, so that none is taken for another.
fn hour_of_day(world: &World, number: i64) -> Payload {
    let start = MORNING.plus_millis(number * 24 * 3_600_000);
    world.parts(&entry("in bad weather", start, &[(Stretch::Work, 3_600_000)]))[0].payload.clone()
}

pub(crate) async fn a_page_that_forbids_is_neither_a_refusal_nor_a_bad_token(world: World) {
    under(world, Fault::Edge { page: Page::Forbidden }, |call, _, error| {
        assert_eq!((error.kind, error.applied), (Kind::Blocked, Applied::No), "{call:?}");
        assert!(matches!(error.retry, Retry::Backoff | Retry::After { .. }), "{call:?} {:?}", error.retry);
        assert!(!error.detail.as_str().contains('<'), "{}", error.detail);
    })
    .await;
}

/// The same without a word about what it is: the services explain their refusals in JSON.
pub(crate) async fn a_refusal_that_is_not_in_json_comes_from_something_else(world: World) {
    let world = world.signed_in().await;
    let payload = world.payload("forbidden");
    let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
    for body in ["<h1>Forbidden</h1>", "error code: 1010"] {
        for call in CALLS {
            let only_writes = call.writes(&world);
            let http = Intruder {
                network: &world.network,
                status: StatusCode::FORBIDDEN,
                body: body.to_owned(),
                only_writes,
            };
            let cx = Cx { http: &http, ..world.cx() };
            let Err(error) = call.make(&world, &cx, &made.id, &payload).await else { continue };
            assert_eq!((error.kind, error.applied), (Kind::Blocked, Applied::No), "{call:?} {body}");
        }
    }
}

pub(crate) async fn a_bad_gateway_leaves_only_writes_in_doubt(world: World) {
    under(world, Fault::Edge { page: Page::BadGateway }, |call, in_doubt, error| {
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::Server, in_doubt, Retry::Backoff), "{call:?}");
    })
    .await;
}

pub(crate) async fn a_token_revoked_midway_asks_to_sign_in_and_changed_nothing(world: World) {
    under(world, Fault::TokenRevoked { from: 1 }, |call, _, error| {
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::SignIn, Applied::No, Retry::AfterSignIn), "{call:?}");
    })
    .await;
}

pub(crate) async fn an_outage_is_told_and_over_when_it_is_over(world: World) {
    let world = world.signed_in().await;
    for (number, (shows, kind, applied)) in
        [(Outage::Refused, Kind::Network, Applied::No), (Outage::Unavailable, Kind::Server, Applied::Maybe)]
            .into_iter()
            .enumerate()
    {
        let payload = hour_of_day(&world, i64::try_from(number).unwrap());
        let before = world.held();
        let outage = Fault::Outage { after_seconds: 0, seconds: 600, shows };
        // Whoever reads something before it creates is to come as far as the create.
        world.network.sandbox.faults().set(Rule::always(outage).writes());
        let error = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (kind, applied, Retry::Backoff));
        world.network.sandbox.faults().set(Rule::always(outage));
        let error = world.tracker.find(&world.cx(), &payload, world.now()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (kind, Applied::No, Retry::Backoff));
        world.pass(600);
        let since = world.now();
        assert_eq!(world.tracker.find(&world.cx(), &payload, since).await.unwrap(), Found::Absent);
        world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
        assert_eq!(world.held() - before, 1);
    }
}

pub(crate) async fn a_quota_that_is_used_up_names_the_end_of_its_window(world: World) {
    // The world stands at the full hour.
    under(world, Fault::Quota { allowed: 0, window_seconds: 3600 }, |call, _, error| {
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::Quota, Applied::No, Retry::After { seconds: 3600 }), "{call:?}");
    })
    .await;
}

/// A look that comes too early may see nothing; it must not see anything else, and the plan's last look must see it.
pub(crate) async fn reads_that_lag_delay_the_finding_of_a_lost_create_and_do_not_prevent_it(world: World) {
    let world = world.signed_in().await;
    let plan = world.tracker.about().looks.after_seconds;
    let lag = plan.last().unwrap() - 1;
    let payload = world.payload("seen late");
    let since = world.now();
    let lost = Rule::next(1, Fault::DropAfter).writes();
    world.network.sandbox.faults().set_all(vec![lost, Rule::always(Fault::Lag { seconds: lag })]);
    let error = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap_err();
    assert_eq!(error.applied, Applied::Maybe);
    let mut passed = 0;
    for after in plan {
        world.pass(i64::from(after - passed));
        passed = *after;
        match world.tracker.find(&world.cx(), &payload, since).await.unwrap() {
            Found::One(remote) => assert!(*after >= lag && remote.payload == payload, "{after}"),
            Found::Absent | Found::Inconclusive => assert!(*after < lag, "{after}"),
            other @ (Found::Many(_) | Found::Hidden) => panic!("{after}: {other:?}"),
        }
    }
}

/// What two deliveries of one create leave cannot be told from two equal creates, unless the service honours a key.
pub(crate) async fn a_create_delivered_twice_is_seen_as_two_or_made_once(world: World) {
    let world = world.signed_in().await;
    for (number, answer) in [Delivery::First, Delivery::Second, Delivery::Neither].into_iter().enumerate() {
        let payload = hour_of_day(&world, i64::try_from(number).unwrap());
        let (since, before) = (world.now(), world.held());
        world.network.sandbox.faults().set(Rule::next(1, Fault::Duplicate { answer }).writes());
        let made = world.tracker.create(&world.cx(), &payload, world.key()).await;
        match &made {
            Ok(made) => assert_eq!(made.payload, payload, "{answer:?}"),
            Err(error) => assert_eq!(error.applied, Applied::Maybe, "{answer:?}"),
        }
        let id = made.ok().map(|made| made.id);
        world.pass(10);
        let records = world.held() - before;
        match world.tracker.find(&world.cx(), &payload, since).await.unwrap() {
            Found::Many(found) => {
                assert_eq!(world.tracker.about().can.dedupe, Dedupe::Natural, "a key was promised");
                assert_eq!((records, found.len()), (2, 2), "{answer:?}");
                assert!(id.is_none_or(|id| found.iter().any(|remote| remote.id == id)), "{answer:?}");
            }
            Found::One(found) => {
                assert_ne!(world.tracker.about().can.dedupe, Dedupe::Natural, "{answer:?}");
                assert!(records == 1 && id.is_none_or(|id| id == found.id), "{answer:?}");
            }
            other => panic!("{answer:?}: {other:?}"),
        }
    }
}

pub(crate) async fn a_change_or_removal_delivered_twice_is_one(world: World) {
    let world = world.signed_in().await;
    let payload = world.payload("twice");
    for answer in [Delivery::First, Delivery::Second] {
        let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
        let change = world.payload("changed twice");
        world.network.sandbox.faults().set(Rule::always(Fault::Duplicate { answer }).writes());
        let changed = world.tracker.update(&world.cx(), &made.id, &payload, &change).await.unwrap();
        assert_eq!((changed.id, &changed.payload), (made.id.clone(), &change), "{answer:?}");
        if world.tracker.about().can.delete {
            world.tracker.delete(&world.cx(), &made.id, &change).await.unwrap();
            assert_eq!(world.tracker.read(&world.cx(), &made.id, &change).await.unwrap(), None);
        }
        world.network.sandbox.faults().clear();
    }
}

pub(crate) async fn a_lost_create_is_found_although_the_clocks_disagree(world: World) {
    let world = world.signed_in().await;
    for (number, seconds) in [600, -600].into_iter().enumerate() {
        let payload = hour_of_day(&world, i64::try_from(number).unwrap());
        let since = world.now();
        let lost = Rule::next(1, Fault::DropAfter).writes();
        world.network.sandbox.faults().set_all(vec![lost, Rule::always(Fault::ClockSkew { seconds })]);
        let error = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap_err();
        assert_eq!(error.applied, Applied::Maybe);
        for after in world.tracker.about().looks.after_seconds {
            world.pass(i64::from(*after));
            let found = world.tracker.find(&world.cx(), &payload, since).await.unwrap();
            assert!(
                matches!(&found, Found::One(remote) if remote.payload == payload),
                "{seconds}: {found:?}"
            );
        }
        world.network.sandbox.faults().clear();
        world.pass(3600);
        assert!(matches!(world.tracker.find(&world.cx(), &payload, since).await.unwrap(), Found::One(_)));
    }
}
