//! Sign-ins renewed by themselves: once for all who wait, kept before use, and told plainly when they are over.

use std::sync::Arc;

use api::{Health, Request, Tracker, Upload, UploadState};
use domain::ConnectionId;
use sandbox::faults::{Fault, Rule};
use trackers::{Credential, Pair, Secret};
use uuid::Uuid;

use super::sign_in::{at_awork, with_browser};
use super::world::{Life, World};
use crate::SecretError;
use crate::owner::Ports;
use crate::session::{Keep, Session};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// How often a token was asked for since this was last asked.
fn renewals(world: &World) -> usize {
    world.sent_to("accounts/token").len()
}

async fn signed_in(life: &Life<'_>) {
    life.sign_in().await;
    assert_eq!(renewals(life.world), 1, "the trade of the code");
}

fn all_done(uploads: &[Upload]) -> bool {
    !uploads.is_empty() && uploads.iter().all(|upload| upload.state == UploadState::Done)
}

#[test]
fn an_access_token_is_renewed_ahead_of_its_end() {
    let world = with_browser();
    world.live(async |life| {
        signed_in(&life).await;
        let before = world.secrets.kept();
        world.clock.advance(DAY - 5 * 60_000);
        life.add_hour_at(&["awork:WEB-12"]).await;
        assert!(all_done(&life.settle(1).await));
        assert_eq!(renewals(&world), 1);
        assert_ne!(world.secrets.kept(), before, "the new pair is in the keychain");
        let turned_away = world.sandbox.requests().iter().filter(|asked| asked.status == Some(401)).count();
        assert_eq!(turned_away, 0);
    });
}

#[test]
fn a_token_that_ended_early_is_renewed_and_the_entry_sent_once() {
    let world = with_browser();
    world.live(async |life| {
        signed_in(&life).await;
        at_awork(&world, "DELETE", "access", "").await;
        life.add_hour_at(&["awork:WEB-12"]).await;
        assert!(all_done(&life.settle(1).await));
        assert_eq!((renewals(&world), world.sandbox.records().len()), (1, 1));
        assert_eq!(life.tracker().await.health, Health::Ok);
    });
}

#[test]
fn sign_ins_live_on_as_long_as_they_are_used() {
    let world = with_browser();
    world.live(async |life| {
        signed_in(&life).await;
        for _ in 0..4 {
            world.clock.advance(20 * DAY);
            let _tracker: Tracker =
                life.ask(Request::TrackerRefresh { name: "awork".into() }).await.expect("it works");
        }
        world.clock.advance(31 * DAY);
        let error = life
            .ask::<Tracker>(Request::TrackerRefresh { name: "awork".into() })
            .await
            .expect_err("nobody used it");
        assert!(error.message.contains("has ended (it was not used for 30 days)"), "{error}");
        assert!(error.remedy.is_some_and(|remedy| remedy.contains("Sign in again")));
    });
}

#[test]
fn a_lost_answer_ends_the_sign_in_and_loses_no_entry() {
    let world = with_browser();
    world.live(async |life| {
        signed_in(&life).await;
        world.clock.advance(DAY + 60_000);
        world.sandbox.faults().set(Rule::next(1, Fault::DropAfter).on("awork").writes());
        life.add_hour_at(&["awork:WEB-12"]).await;
        let uploads = life.settle(1).await;
        assert!(!all_done(&uploads), "{uploads:?}");
        let tracker = life.tracker().await;
        assert_eq!(tracker.health, Health::SignIn);
        let reason = tracker.reason.expect("a sentence");
        assert!(reason.contains("the answer with its next token was lost on the way"), "{reason}");
        assert_eq!(world.sandbox.records().len(), 0);

        let begun = life.ask(Request::BrowserSignInAgain { name: "awork".into() }).await.expect("it begins");
        assert_eq!(life.finish(begun).await.expect("signed in again").health, Health::Ok);
        assert!(all_done(&life.settle(1).await));
        assert_eq!(world.sandbox.records().len(), 1);
    });
}

#[test]
fn a_renewal_that_never_arrived_is_tried_again_by_itself() {
    for fault in [Fault::DropBefore, Fault::Refuse] {
        let world = with_browser();
        world.live(async |life| {
            signed_in(&life).await;
            world.clock.advance(DAY + 60_000);
            world.sandbox.faults().set(Rule::next(1, fault).on("awork").writes());
            life.add_hour_at(&["awork:WEB-12"]).await;
            assert!(all_done(&life.settle(1).await), "{fault:?}");
            assert_eq!(world.sandbox.records().len(), 1);
        });
    }
}

#[test]
fn a_consent_that_was_taken_back_is_told() {
    let world = with_browser();
    world.live(async |life| {
        signed_in(&life).await;
        at_awork(&world, "DELETE", "sign-ins", "").await;
        life.add_hour_at(&["awork:WEB-12"]).await;
        life.settle(1).await;
        let tracker = life.tracker().await;
        let reason = tracker.reason.expect("a sentence");
        assert!(reason.contains("The sign-in there has ended"), "{reason}");
        assert!(!reason.contains("lost on the way") && !reason.contains("not used"), "{reason}");
        assert_eq!(renewals(&world), 1, "one try is enough to know");
    });
}

#[test]
fn a_keychain_that_does_not_take_the_pair_is_told_and_asked_again() {
    let world = with_browser();
    world.live(async |life| {
        signed_in(&life).await;
        let before = world.secrets.kept();
        world.clock.advance(DAY + 60_000);
        *world.secrets.1.lock().expect("not poisoned") = Some(SecretError::Locked);
        life.add_hour_at(&["awork:WEB-12"]).await;
        assert!(all_done(&life.settle(1).await), "memory is enough to go on");
        let tracker = life.tracker().await;
        assert_eq!(tracker.health, Health::Ok);
        assert!(tracker.reason.expect("a sentence").contains("The keychain did not take"));
        assert_eq!(world.secrets.kept(), before);

        *world.secrets.1.lock().expect("not poisoned") = None;
        world.clock.advance(60_000);
        life.step().await;
        assert_ne!(world.secrets.kept(), before, "it is kept after all");
        assert_eq!(life.tracker().await.reason, None);
    });
}

#[test]
fn a_crash_after_a_renewal_finds_the_new_pair() {
    let world = with_browser();
    world.live(async |life| {
        signed_in(&life).await;
        let before = world.secrets.kept();
        world.clock.advance(DAY + 60_000);
        life.add_hour_at(&["awork:WEB-12"]).await;
        while world.secrets.kept() == before {
            tokio::task::yield_now().await;
        }
    });
    world.live(async |life| {
        assert!(all_done(&life.settle(1).await));
        assert_eq!((renewals(&world), world.sandbox.records().len()), (1, 1));
        assert_eq!(life.tracker().await.health, Health::Ok);
    });
}

#[test]
fn an_orderly_end_waits_for_a_renewal_under_way() {
    let world = with_browser();
    world.live(async |life| {
        signed_in(&life).await;
        let before = world.secrets.kept();
        world.clock.advance(DAY + 60_000);
        world.sandbox.faults().set(Rule::next(1, Fault::Slow { millis: 200 }).on("awork").writes());
        life.add_hour_at(&["awork:WEB-12"]).await;
        while renewals(&world) == 0 {
            tokio::task::yield_now().await;
        }
        life.ask::<()>(Request::Quit).await.expect("it ends");
        life.handle.ended().await;
        assert_ne!(world.secrets.kept(), before, "the refresh token before it is used up");
    });
}

#[test]
fn however_many_want_a_token_it_is_renewed_once() {
    let world = with_browser();
    world.live(async |life| {
        signed_in(&life).await;
        let Some(Credential::Pair(pair)) = Credential::read(&Secret::new(&world.secrets.kept()[0])) else {
            panic!("a pair is kept");
        };
        world.clock.advance(DAY + 60_000);
        let session = session(&world, pair);
        let mut asking = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let session = session.clone();
            asking.spawn(async move { session.access().await.expect("a token") });
        }
        let tokens = asking.join_all().await;
        assert_eq!(renewals(&world), 1);
        assert!(tokens.iter().all(|token| *token == tokens[0]));
        let kept = world.secrets.kept();
        assert!(kept.iter().any(|item| item.contains(tokens[0].reveal())), "kept although no owner is there");
    });
}

#[test]
fn tokens_of_a_minute_are_not_renewed_for_every_request() {
    let world = with_browser();
    world.live(async |life| {
        at_awork(&world, "POST", "sign-in", r#"{"access_seconds": 60}"#).await;
        life.sign_in().await;
        life.add_hour_at(&["awork:WEB-12", "awork:WEB-13"]).await;
        assert!(all_done(&life.settle(1).await));
        let asked = renewals(&world);
        assert!(asked <= 3, "{asked}");
    });
}

/// A sign-in that is kept beside the engine, with no owner to write for it.
fn session(world: &World, pair: Pair) -> Session {
    let setup = world.setup();
    let ports = Ports {
        clock: setup.clock,
        secrets: setup.secrets,
        http: setup.http,
        environment: setup.environment,
        browser: setup.browser,
        autostart: setup.autostart,
    };
    let oauth = trackers::by_kind("awork").and_then(|tracker| tracker.about().browser).expect("it has one");
    let (owner, _) = tokio::sync::mpsc::channel(1);
    let root = "http://127.0.0.1:9/awork".parse().expect("an address");
    let connection = ConnectionId::new(Uuid::from_u128(1));
    Session::keep(
        connection,
        oauth,
        root,
        pair,
        ports,
        Keep { owner: owner.downgrade(), renewing: Arc::default() },
    )
}
