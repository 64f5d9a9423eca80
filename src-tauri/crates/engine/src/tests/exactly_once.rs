//! An hour is never lost and never booked twice, whatever the network and the process do.

use std::collections::BTreeMap;

use api::{EditFields, Entry, Request, Upload, UploadState, VerbRequest};
use sandbox::faults::{Fault, Outage, Page, Rule};

use super::world::{Life, World};

/// How long an outage lasts before the network is well again, in hours.
const OUTAGE_HOURS: i64 = 2;
/// How many random histories are played.
const SEEDS: u64 = 60;

/// `(tracker, target, start, seconds, text)` with how often it is there.
pub(super) type Held = BTreeMap<(String, String, String, u32, String), u32>;

pub(super) fn held(world: &World) -> Held {
    let mut held = Held::new();
    for record in world.sandbox.records() {
        let start = record.start.map(|start| start.to_rfc3339()).unwrap_or_default();
        let target = record.target.unwrap_or_default();
        *held.entry((record.api.to_owned(), target, start, record.seconds, record.text)).or_default() += 1;
    }
    held
}

/// What both trackers are to hold of these entries, said without the code that projects them: every entry of these
/// tests is made of whole minutes without breaks.
pub(super) fn wished(entries: &[Entry]) -> Held {
    let mut held = Held::new();
    for entry in entries {
        let start: chrono::DateTime<chrono::Utc> = entry.start.parse().expect("an instant");
        for booking in &entry.bookings {
            let target = booking.target.split_once(':').expect("connection:key").1.to_owned();
            let key = (
                booking.connection.clone(),
                target,
                start.to_rfc3339(),
                entry.work_seconds,
                entry.note.clone(),
            );
            *held.entry(key).or_default() += 1;
        }
    }
    held
}

pub(super) async fn entries(life: &Life<'_>) -> Vec<Entry> {
    let log = Request::Log { from: Some("2026-11-01".into()), to: Some("2026-11-20".into()), limit: None };
    life.ask(log).await.expect("a log")
}

pub(super) fn stuck_say_why(uploads: &[Upload]) {
    for upload in uploads.iter().filter(|upload| upload.state == UploadState::Stuck) {
        assert!(upload.reason.is_some() && upload.remedy.is_some(), "{upload:?}");
    }
}

pub(super) async fn fifty_entries(life: &Life<'_>) {
    for number in 0..50 {
        life.add_hour(
            &format!("hour {number}"),
            &format!("2026-11-{:02} {:02}:00", 1 + number / 5, 8 + number % 5),
        )
        .await;
    }
}

fn every_fault() -> Vec<(&'static str, Rule)> {
    let faults = [
        ("refuse", Fault::Refuse),
        ("drop before", Fault::DropBefore),
        ("drop after", Fault::DropAfter),
        ("500 after", Fault::ErrorAfter),
        ("429", Fault::TooMany { retry_after_seconds: 240 }),
        ("slow", Fault::Slow { millis: 1 }),
        ("truncate", Fault::Truncate),
        ("an edge forbids", Fault::Edge { page: Page::Forbidden }),
        ("an edge finds nobody", Fault::Edge { page: Page::BadGateway }),
        ("refused for a while", Fault::Outage { after_seconds: 3, seconds: 1800, shows: Outage::Refused }),
        ("503 for a while", Fault::Outage { after_seconds: 3, seconds: 1800, shows: Outage::Unavailable }),
        ("quota", Fault::Quota { allowed: 10, window_seconds: 3600 }),
        ("lag", Fault::Lag { seconds: 100 }),
        ("their clock is ahead", Fault::ClockSkew { seconds: 600 }),
        ("their clock is behind", Fault::ClockSkew { seconds: -600 }),
    ];
    let mut rules = Vec::new();
    for (name, fault) in faults {
        rules.push((name, Rule::always(fault)));
        rules.push((name, Rule::always(fault).writes()));
        rules.push((name, Rule::next(7, fault)));
    }
    rules
}

#[test]
fn with_every_fault_in_turn_fifty_entries_end_exactly_once_or_say_why_not() {
    for (name, rule) in every_fault() {
        let world = World::new();
        world.live(async |life| {
            life.connect().await;
            world.sandbox.faults().set(rule.clone());
            fifty_entries(&life).await;
            life.settle(OUTAGE_HOURS).await;
            world.sandbox.faults().clear();
            let uploads = life.settle(48).await;
            assert_eq!(held(&world), wished(&entries(&life).await), "{name}: {rule:?}");
            assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{name}: {rule:?}");
            stuck_say_why(&uploads);
        });
    }
}

#[test]
fn an_unknown_token_pauses_the_connection_and_the_next_one_sends_everything_once() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let wrong = Request::TrackerSignIn { name: "clockify".into(), token: "wrong".into() };
        let refused = life.ask::<api::TrackerCheck>(wrong).await.expect_err("the sandbox does not know it");
        assert_eq!(refused.field.as_deref(), Some("token"));
        fifty_entries(&life).await;
        let uploads = life.settle(1).await;
        assert!(
            uploads.iter().all(|upload| upload.state == UploadState::Done),
            "the good token is still the one kept"
        );
        assert_eq!(held(&world), wished(&entries(&life).await));
    });
}

/// A small generator, so that a failing seed can be played again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

#[test]
fn random_histories_of_faults_crashes_edits_and_deletes_end_exactly_once() {
    for seed in 0..SEEDS {
        let played = std::panic::catch_unwind(|| play(seed));
        if let Err(panic) = played {
            eprintln!("failing seed: {seed}");
            std::panic::resume_unwind(panic);
        }
    }
}

fn play(seed: u64) {
    let world = World::new();
    let mut dice = Dice(seed);
    world.live(async |life| life.connect().await);
    for _ in 0..4 {
        world.live(async |life| {
            for step in 0..6 {
                throw_fault(&world, &mut dice);
                act(&life, &mut dice, seed * 100 + step).await;
                // A crash may come while requests are under way: the world only moves a little.
                for _ in 0..dice.roll(60) {
                    tokio::task::yield_now().await;
                }
                if dice.roll(3) == 0 {
                    world.clock.advance(i64::try_from(dice.roll(120_000)).expect("small"));
                }
            }
        });
        world.clock.advance(1_000);
    }
    world.sandbox.faults().clear();
    world.live(async |life| {
        let uploads = life.settle(72).await;
        stuck_say_why(&uploads);
        assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "seed {seed}: {uploads:#?}");
        assert_eq!(held(&world), wished(&entries(&life).await), "seed {seed}");
    });
}

fn throw_fault(world: &World, dice: &mut Dice) {
    let fault = match dice.roll(13) {
        0 => Fault::Refuse,
        1 => Fault::DropBefore,
        2 => Fault::DropAfter,
        3 => Fault::ErrorAfter,
        4 => Fault::TooMany { retry_after_seconds: 3 },
        5 => Fault::Truncate,
        6 => Fault::Edge { page: Page::Forbidden },
        7 => Fault::Edge { page: Page::BadGateway },
        8 => Fault::Outage { after_seconds: 0, seconds: 90, shows: Outage::Unavailable },
        9 => Fault::Quota { allowed: 2, window_seconds: 60 },
        _ => return world.sandbox.faults().clear(),
    };
    world.sandbox.faults().set(Rule::next(1 + u32::try_from(dice.roll(3)).expect("small"), fault));
}

async fn act(life: &Life<'_>, dice: &mut Dice, number: u64) {
    let all = entries(life).await;
    match dice.roll(5) {
        0 | 1 => {
            let from = format!("2026-11-{:02} {:02}:{:02}", 1 + dice.roll(15), dice.roll(22), dice.roll(60));
            life.add_hour(&format!("entry {number}"), &from).await;
        }
        2 if !all.is_empty() => {
            let entry = &all[usize::try_from(dice.roll(all.len() as u64)).expect("small")];
            let fields = EditFields { note: Some(format!("edited {number}")), ..EditFields::default() };
            let edit = VerbRequest::Edit { id: entry.id.clone(), fields, overlap: None };
            life.say(edit).await.expect("a new note");
        }
        3 if !all.is_empty() => {
            let entry = &all[usize::try_from(dice.roll(all.len() as u64)).expect("small")];
            life.say(VerbRequest::Delete { ids: vec![entry.id.clone()] }).await.expect("it is there");
        }
        _ => {
            // There may be nothing to undo yet.
            let _refused = life.say(VerbRequest::Undo { count: None }).await;
        }
    }
}
