//! Connections that wait: for a person, for their tracker, for a day to pass; the others never wait with them.

use api::{Health, Request, Tracker, Upload, UploadProgress, UploadState};
use sandbox::faults::{Fault, Rule};

use super::world::{Life, World};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

async fn tracker(life: &Life<'_>, name: &str) -> Tracker {
    let all: Vec<Tracker> = life.ask(Request::Trackers).await.expect("a list");
    all.into_iter().find(|tracker| tracker.name == name).expect("it is connected")
}

async fn progress(life: &Life<'_>, name: &str) -> UploadProgress {
    let all: Vec<UploadProgress> = life.ask(Request::UploadsProgress).await.expect("a list");
    all.into_iter().find(|progress| progress.connection == name).expect("it is connected")
}

fn held(world: &World, api: &str) -> usize {
    world.sandbox.records().iter().filter(|record| record.api == api).count()
}

async fn pause(life: &Life<'_>, tracker: Option<&str>) {
    let tracker = tracker.map(str::to_owned);
    let _progress: Vec<UploadProgress> = life.ask(Request::UploadsPause { tracker }).await.expect("a list");
}

async fn resume(life: &Life<'_>, tracker: Option<&str>) {
    let tracker = tracker.map(str::to_owned);
    let _progress: Vec<UploadProgress> = life.ask(Request::UploadsResume { tracker }).await.expect("a list");
}

#[test]
fn retry_after_is_obeyed_whoever_asks_and_no_other_connection_waits() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let rule = Rule::next(1, Fault::TooMany { retry_after_seconds: 240 }).on("clockify");
        world.sandbox.faults().set(rule);
        world.sent_to("clockify");
        life.add_hour("one", "9:00").await;
        life.add_hour("two", "10:00").await;
        let refused_at = world.clock.millis();
        while held(&world, "yandex") < 2 {
            life.step().await;
        }
        assert!(world.clock.millis() < refused_at + 10_000, "the other tracker takes its own time");
        assert_eq!(tracker(&life, "clockify").await.health, Health::Waiting);
        let _all: Vec<Upload> =
            life.ask(Request::UploadRetry { id: None, alike: false }).await.expect("a list");
        let _all: Vec<Upload> = life.ask(Request::Sync { wait_seconds: None }).await.expect("a list");
        life.settle(1).await;
        let sent = world.sent_to("clockify");
        assert!(sent[1] >= sent[0] + 240_000, "{sent:?}");
        assert_eq!((held(&world, "clockify"), held(&world, "yandex")), (2, 2));
        assert_eq!(tracker(&life, "clockify").await.health, Health::Ok);
    });
}

#[test]
fn a_connection_out_of_reach_is_well_again_once_its_pause_is_over_and_nothing_is_left_to_send() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        world.sandbox.faults().set(Rule::always(Fault::Refuse).on("clockify"));
        life.add_hour("one", "9:00").await;
        while tracker(&life, "clockify").await.health != Health::Waiting {
            life.step().await;
        }
        let uploads: Vec<Upload> = life.ask(Request::Uploads).await.expect("a list");
        let waiting = uploads.into_iter().find(|upload| upload.connection == "clockify").expect("it waits");
        let _dropped: Upload = life.ask(Request::UploadDrop { id: waiting.id }).await.expect("given up");
        for _ in 0..200 {
            life.step().await;
        }
        assert_eq!(tracker(&life, "clockify").await.health, Health::Ok);
    });
}

#[test]
fn a_token_that_is_not_known_any_more_pauses_its_connection_alone_until_the_next_one() {
    let world = World::new();
    world.live(async |life| life.connect().await);
    let good = world.secrets.replace("clockify-sandbox-key", "stale");
    assert!(good, "the keychain holds it");
    world.live(async |life| {
        world.sent_to("clockify");
        for hour in 8..12 {
            life.add_hour("work", &format!("{hour}:00")).await;
        }
        while held(&world, "yandex") < 4 {
            life.step().await;
        }
        let clockify = tracker(&life, "clockify").await;
        assert_eq!(clockify.health, Health::SignIn);
        assert!(clockify.reason.is_some() && clockify.remedy.is_some());
        assert_eq!(world.sent_to("clockify").len(), 1, "one refusal speaks for all four");
        // Trying again asks once more; the answer is the same.
        let _all: Vec<Upload> =
            life.ask(Request::UploadRetry { id: None, alike: false }).await.expect("a list");
        life.settle(0).await;
        assert_eq!(world.sent_to("clockify").len(), 1);
        let name = || "clockify".to_owned();
        let sign_in = Request::TrackerSignIn { name: name(), token: "clockify-sandbox-key".into() };
        let _check: api::TrackerCheck = life.ask(sign_in).await.expect("a good token");
        let uploads = life.settle(1).await;
        assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{uploads:#?}");
        assert_eq!(held(&world, "clockify"), 4);
    });
}

#[test]
fn uploads_paused_by_hand_wait_for_the_hand_over_restarts_and_tests() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        pause(&life, Some("clockify")).await;
        life.add_hour("one", "9:00").await;
        while held(&world, "yandex") < 1 {
            life.step().await;
        }
        assert_eq!(held(&world, "clockify"), 0);
        let clockify = tracker(&life, "clockify").await;
        assert_eq!(clockify.health, Health::Paused);
        assert!(clockify.reason.is_some() && clockify.remedy.is_some());
        assert!(progress(&life, "clockify").await.paused && !progress(&life, "yandex").await.paused);
    });
    world.live(async |life| {
        let test = Request::TrackerTest { name: "clockify".into() };
        let check: api::TrackerCheck = life.ask(test).await.expect("a check");
        assert!(check.ok);
        let _all: Vec<Upload> =
            life.ask(Request::UploadRetry { id: None, alike: false }).await.expect("a list");
        let _all: Vec<Upload> = life.ask(Request::Sync { wait_seconds: None }).await.expect("a list");
        for _ in 0..50 {
            life.step().await;
        }
        assert_eq!(held(&world, "clockify"), 0, "only the person who paused it resumes it");
        resume(&life, None).await;
        life.settle(1).await;
        assert_eq!(held(&world, "clockify"), 1);
        assert_eq!(tracker(&life, "clockify").await.health, Health::Ok);
    });
}

#[test]
fn an_answer_that_arrives_after_the_pause_by_hand_does_not_lift_it() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        for hour in 6..12 {
            life.add_hour("work", &format!("{hour}:00")).await;
        }
        world.hold(true);
        while progress(&life, "clockify").await.sending + progress(&life, "yandex").await.sending == 0 {
            life.step().await;
        }
        pause(&life, None).await;
        let under_way = progress(&life, "clockify").await.sending + progress(&life, "yandex").await.sending;
        assert!(under_way > 0, "the test is about requests under way");
        world.hold(false);
        for _ in 0..50 {
            life.step().await;
        }
        let sent = world.sandbox.records().len();
        assert!(sent <= 4, "what was under way ends, {sent} were sent");
        assert_eq!(tracker(&life, "clockify").await.health, Health::Paused);
        resume(&life, Some("clockify")).await;
        resume(&life, Some("yandex")).await;
        life.settle(1).await;
        assert_eq!(world.sandbox.records().len(), 12);
    });
}

#[test]
fn the_catalogue_is_fetched_once_a_day_and_never_soon_after_the_start() {
    let world = World::new();
    let first = world.live(async |life| {
        life.connect().await;
        tracker(&life, "clockify").await.refreshed
    });
    world.clock.advance(30 * HOUR);
    world.live(async |life| {
        world.sent_to("clockify");
        let started = world.clock.millis();
        while tracker(&life, "clockify").await.refreshed == first {
            assert!(world.clock.millis() < started + HOUR, "an hour has passed");
            life.step().await;
        }
        let sent = world.sent_to("clockify");
        assert!(sent[0] >= started + 5 * MINUTE, "the clock comes first");
        // Every call of a catalogue waits for the pace of its tracker; a call may be two requests.
        let calls: std::collections::BTreeSet<i64> = sent.iter().copied().collect();
        let gaps: Vec<i64> = calls.iter().zip(calls.iter().skip(1)).map(|(a, b)| b - a).collect();
        assert!(calls.len() >= 3 && gaps.iter().all(|gap| *gap >= 100), "{sent:?}");
        let fetched = tracker(&life, "clockify").await.refreshed;
        for _ in 0..20 {
            world.clock.advance(HOUR);
            life.step().await;
        }
        assert_eq!(tracker(&life, "clockify").await.refreshed, fetched, "once a day is enough");
    });
}

#[test]
fn a_catalogue_that_is_not_to_be_had_leaves_the_old_one_and_its_age() {
    let world = World::new();
    let old = world.live(async |life| {
        life.connect().await;
        tracker(&life, "clockify").await
    });
    world.clock.advance(30 * HOUR);
    world.sandbox.faults().set(Rule::always(Fault::ErrorAfter).on("clockify"));
    world.live(async |life| {
        world.sent_to("clockify");
        for _ in 0..100 {
            life.step().await;
        }
        assert!(!world.sent_to("clockify").is_empty(), "it was tried");
        let kept = tracker(&life, "clockify").await;
        assert_eq!((kept.targets, kept.refreshed), (old.targets, old.refreshed));
        world.sandbox.faults().clear();
        life.add_hour("after all", "9:00").await;
        life.settle(2).await;
        assert_eq!(held(&world, "clockify"), 1);
    });
}
