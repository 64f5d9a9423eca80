//! Fifty entries while reads are stale, clocks disagree, quotas are small, tokens end or requests arrive twice.

use api::{
    EditFields, Health, Request, Tracker, Upload, UploadChoice, UploadChosen, UploadState, VerbRequest,
};
use sandbox::faults::{Delivery, Fault, Rule};

use super::exactly_once::{entries, fifty_entries, held, stuck_say_why, wished};
use super::world::{Life, World};

const HOUR_SECONDS: u32 = 3600;

fn all_done(uploads: &[Upload]) -> bool {
    uploads.iter().all(|upload| upload.state == UploadState::Done)
}

async fn health(life: &Life<'_>, name: &str) -> Health {
    let all: Vec<Tracker> = life.ask(Request::Trackers).await.expect("a list");
    all.into_iter().find(|tracker| tracker.name == name).expect("it is connected").health
}

/// Every answer to a write is lost at first; what a look then sees is old, or stamped by a clock that is wrong.
#[test]
fn lost_creates_are_found_once_through_stale_reads_and_wrong_clocks() {
    for odd in [
        Fault::Lag { seconds: 30 },
        Fault::Lag { seconds: 170 },
        Fault::ClockSkew { seconds: 600 },
        Fault::ClockSkew { seconds: -600 },
    ] {
        for lost in [Fault::DropAfter, Fault::DropBefore, Fault::ErrorAfter, Fault::Truncate] {
            let world = World::new();
            world.live(async |life| {
                life.connect().await;
                let lost = Rule::next(20, lost).writes();
                world.sandbox.faults().set_all(vec![Rule::always(odd), lost.clone()]);
                fifty_entries(&life).await;
                let uploads = life.settle(48).await;
                assert_eq!(held(&world), wished(&entries(&life).await), "{odd:?} {lost:?}");
                assert!(all_done(&uploads), "{odd:?} {lost:?}");
            });
        }
    }
}

/// A stale read may look like a record that somebody changed or removed. Nothing is written over then, and nothing is
/// made a second time; a person is asked.
#[test]
fn edits_under_stale_reads_end_once_or_ask() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        fifty_entries(&life).await;
        assert!(all_done(&life.settle(2).await));
        world.sandbox.faults().set(Rule::always(Fault::Lag { seconds: 100 }));
        for round in 0..2 {
            for entry in entries(&life).await {
                let fields =
                    EditFields { note: Some(format!("{} {round}", entry.note)), ..EditFields::default() };
                life.say(VerbRequest::Edit { id: entry.id, fields, overlap: None })
                    .await
                    .expect("a new note");
            }
            life.settle(1).await;
        }
        let uploads = life.settle(4).await;
        stuck_say_why(&uploads);
        assert!(uploads.iter().all(|upload| matches!(upload.state, UploadState::Done | UploadState::Stuck)));
        assert_eq!(world.sandbox.records().len(), 100, "none twice, none gone");
        world.sandbox.faults().clear();
        world.clock.advance(600_000);
        // What was shown was stale as well, so that the choice may have to be made once more.
        let mut left = uploads;
        for _ in 0..2 {
            for upload in left.iter().filter(|upload| upload.state == UploadState::Stuck) {
                let mine = Request::UploadChoose { id: upload.id.clone(), choice: UploadChoice::Mine };
                let _chosen: UploadChosen = life.ask(mine).await.expect("it asks for a choice");
            }
            left = life.settle(4).await;
        }
        assert!(all_done(&left), "{left:#?}");
        assert_eq!(held(&world), wished(&entries(&life).await));
    });
}

#[test]
fn a_small_quota_is_used_up_hour_after_hour_and_asked_over_once_each_time() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let quota = Fault::Quota { allowed: 12, window_seconds: HOUR_SECONDS };
        world.sandbox.faults().set(Rule::always(quota));
        fifty_entries(&life).await;
        let uploads = life.settle(48).await;
        assert!(all_done(&uploads));
        assert_eq!(held(&world), wished(&entries(&life).await));
        let loads = world.sandbox.load(HOUR_SECONDS);
        assert!(loads.iter().filter(|load| load.over > 0).count() >= 2, "it was used up: {loads:?}");
        assert!(loads.iter().all(|load| load.over <= 1), "one refusal speaks for all: {loads:?}");
    });
}

#[test]
fn a_token_revoked_midway_pauses_with_a_reason_and_the_next_one_sends_the_rest_once() {
    for rule in [
        Rule::always(Fault::TokenRevoked { from: 20 }).on("clockify"),
        Rule::always(Fault::TokenRevoked { from: 1 }).on("clockify").writes(),
    ] {
        let world = World::new();
        world.live(async |life| {
            life.connect().await;
            world.sandbox.faults().set(rule.clone());
            fifty_entries(&life).await;
            let uploads = life.settle(3).await;
            assert_eq!(health(&life, "clockify").await, Health::SignIn, "{rule:?}");
            assert_eq!(health(&life, "yandex").await, Health::Ok, "{rule:?}");
            let waiting = uploads.iter().filter(|upload| upload.state != UploadState::Done);
            assert!(waiting.clone().count() > 0);
            assert!(waiting.clone().all(|upload| upload.connection == "clockify"), "{rule:?}");
            world.sandbox.faults().clear();
            let token = "clockify-sandbox-key".into();
            let sign_in = Request::TrackerSignIn { name: "clockify".into(), token };
            let _check: api::TrackerCheck = life.ask(sign_in).await.expect("a good token");
            assert!(all_done(&life.settle(4).await), "{rule:?}");
            assert_eq!(held(&world), wished(&entries(&life).await), "{rule:?}");
        });
    }
}

/// The answer is lost, so Stint looks, sees both, and lets a person choose.
#[test]
fn a_create_that_arrived_twice_without_an_answer_is_noticed() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let twice = Fault::Duplicate { answer: Delivery::Neither };
        world.sandbox.faults().set(Rule::always(twice).writes());
        fifty_entries(&life).await;
        let uploads = life.settle(48).await;
        assert_eq!(world.sandbox.records().len(), 200);
        assert!(uploads.iter().all(|upload| upload.state == UploadState::Stuck));
        stuck_say_why(&uploads);
    });
}

/// The answer speaks of one record, and so does Stint. It cannot know of the other: reading back goes by the id it was
/// given, and only a search after every create would see more. What it does from then on touches its own record alone.
#[test]
fn a_create_that_arrived_twice_and_was_answered_is_known_once() {
    for answer in [Delivery::First, Delivery::Second] {
        let world = World::new();
        world.live(async |life| {
            life.connect().await;
            world.sandbox.faults().set(Rule::always(Fault::Duplicate { answer }).writes());
            fifty_entries(&life).await;
            let uploads = life.settle(48).await;
            assert!(all_done(&uploads));
            let all = entries(&life).await;
            let booked = all.iter().flat_map(|entry| &entry.bookings).flat_map(|booking| &booking.uploads);
            let ids: std::collections::BTreeSet<_> =
                booked.filter_map(|upload| upload.remote_id.clone()).collect();
            assert_eq!(ids.len(), 100, "no record counts for two uploads");
            let twice = wished(&all).into_iter().map(|(record, times)| (record, times * 2));
            assert_eq!(held(&world), twice.collect());
            world.sandbox.faults().clear();
            let ids = all.into_iter().map(|entry| entry.id).collect();
            life.say(VerbRequest::Delete { ids }).await.expect("they are there");
            life.settle(4).await;
            assert_eq!(world.sandbox.records().len(), 100, "the others are not Stint's to remove");
        });
    }
}
