//! A tracker that knows a repeat by our key, keeps days without clock times, and lets nobody remove anything.

use std::collections::BTreeMap;

use api::{EditFields, EntryFields, Request, Upload, UploadState, VerbAnswer, VerbRequest};
use bytes::Bytes;
use sandbox::faults::{Fault, Rule};

use super::world::{Life, World, account};

/// How long a fault lasts that strikes always.
const STEPS_OF_AN_OUTAGE: u32 = 60;
const KIND: &str = "alignsoft";
const TARGET: &str = "alignsoft:Website/Login flow review";

async fn connect(life: &Life<'_>) {
    let account = account(KIND, sandbox::alignsoft::samples::KEY);
    let _tracker: api::Tracker = life.ask(Request::TrackerAdd(account)).await.expect("it lets us in");
}

async fn add(life: &Life<'_>, note: &str, from: &str, duration: &str) -> VerbAnswer {
    let fields = EntryFields { note: note.into(), on: vec![TARGET.into()], ..EntryFields::default() };
    let verb = VerbRequest::Add {
        fields,
        from: from.into(),
        to: None,
        duration: Some(duration.into()),
        breaks: Vec::new(),
        overlap: Some(api::OverlapChoice::Keep),
    };
    life.say(verb).await.expect("a plain entry")
}

async fn rename(life: &Life<'_>, id: &str, note: &str) {
    let fields = EditFields { note: Some(note.into()), ..EditFields::default() };
    life.say(VerbRequest::Edit { id: id.into(), fields, overlap: None }).await.expect("a new note");
}

/// `(day, seconds, text)` with how often it is there.
fn held(world: &World) -> BTreeMap<(String, u32, String), u32> {
    let mut held = BTreeMap::new();
    for record in world.sandbox.records() {
        let day = record.start.expect("a day").date_naive().to_string();
        *held.entry((day, record.seconds, record.text)).or_default() += 1;
    }
    held
}

fn texts(world: &World) -> Vec<String> {
    world.sandbox.records().into_iter().map(|record| record.text).collect()
}

/// Somebody removes the only record on the tracker's own pages.
async fn removed_by_hand(world: &World) {
    let id = world.sandbox.records()[0].id.clone();
    let request = http::Request::delete(format!("/_sandbox/{KIND}/records/{id}"));
    let answer = world.sandbox.call(request.body(Bytes::new()).expect("a request")).await.expect("an answer");
    assert!(answer.status().is_success());
}

fn asks_for_a_removal_by_hand(uploads: &[Upload]) {
    assert_eq!(uploads.len(), 1, "{uploads:?}");
    assert_eq!(uploads[0].state, UploadState::Stuck);
    let (reason, remedy) = (uploads[0].reason.as_deref(), uploads[0].remedy.as_deref());
    assert!(reason.is_some_and(|reason| reason.contains("cannot be removed")), "{reason:?}");
    assert!(remedy.is_some_and(|remedy| remedy.contains("drop the upload")), "{remedy:?}");
}

#[test]
fn what_cannot_be_removed_there_is_said_and_an_edit_afterwards_still_arrives() {
    let world = World::new();
    world.live(async |life| {
        connect(&life).await;
        let id = add(&life, "to be removed", "9:00", "1:00").await.entries[0].id.clone();
        life.settle(1).await;
        life.say(VerbRequest::Delete { ids: vec![id.clone()] }).await.expect("it is there");
        asks_for_a_removal_by_hand(&life.settle(1).await);
        assert_eq!(texts(&world), ["to be removed"]);

        life.say(VerbRequest::Undo { count: None }).await.expect("the entry is back");
        rename(&life, &id, "kept after all").await;
        let uploads = life.settle(1).await;
        assert_eq!(uploads[0].state, UploadState::Done, "{uploads:?}");
        assert_eq!(texts(&world), ["kept after all"]);
    });
}

#[test]
fn undoing_an_entry_that_was_uploaded_asks_for_the_same_and_dropping_ends_it() {
    let world = World::new();
    world.live(async |life| {
        connect(&life).await;
        add(&life, "a mistake", "9:00", "1:00").await;
        life.settle(1).await;
        life.say(VerbRequest::Undo { count: None }).await.expect("one verb to undo");
        let uploads = life.settle(1).await;
        asks_for_a_removal_by_hand(&uploads);
        let drop = Request::UploadDrop { id: uploads[0].id.clone() };
        let _dropped: Upload = life.ask(drop).await.expect("it is stuck");
        assert!(life.settle(1).await.iter().all(|upload| upload.state != UploadState::Stuck));
        assert_eq!(texts(&world), ["a mistake"]);
    });
}

#[test]
fn trying_again_after_a_removal_by_hand_ends_the_upload() {
    let world = World::new();
    world.live(async |life| {
        connect(&life).await;
        let id = add(&life, "removed", "9:00", "1:00").await.entries[0].id.clone();
        life.settle(1).await;
        life.say(VerbRequest::Delete { ids: vec![id] }).await.expect("it is there");
        life.settle(1).await;
        removed_by_hand(&world).await;
        let _uploads: Vec<Upload> =
            life.ask(Request::UploadRetry { id: None, alike: false }).await.expect("one is stuck");
        assert_eq!(life.settle(1).await, []);
        assert!(world.sandbox.records().is_empty());
    });
}

#[test]
fn an_entry_that_comes_back_after_a_removal_by_hand_is_made_anew() {
    for hours in [0, 1, 30] {
        let world = World::new();
        world.live(async |life| {
            connect(&life).await;
            let id = add(&life, "back again", "9:00", "1:00").await.entries[0].id.clone();
            life.settle(1).await;
            life.say(VerbRequest::Delete { ids: vec![id] }).await.expect("it is there");
            life.settle(1).await;
            removed_by_hand(&world).await;
            // The service keeps its answer to the first create for a day, and gives it again.
            world.clock.advance(180_000 + hours * 3_600_000);
            life.say(VerbRequest::Undo { count: None }).await.expect("the entry is back");
            let uploads = life.settle(1).await;
            assert_eq!(uploads[0].state, UploadState::Done, "{uploads:?}");
            assert_eq!(texts(&world), ["back again"], "after {hours} h");
        });
    }
}

/// The same work twice a day: without clock times nothing but the key tells the records apart.
#[test]
fn two_entries_that_look_alike_are_both_there_whichever_answer_is_lost() {
    let fates = [Fault::DropBefore, Fault::DropAfter, Fault::ErrorAfter, Fault::Refuse];
    for first in fates {
        for second in fates {
            let world = World::new();
            world.live(async |life| {
                connect(&life).await;
                world.sandbox.faults().set(Rule::next(1, first).writes());
                world.sandbox.faults().add(Rule::next(1, second).writes());
                add(&life, "stand-up", "9:00", "0:15").await;
                add(&life, "stand-up", "11:00", "0:15").await;
                let uploads = life.settle(4).await;
                assert!(
                    uploads.iter().all(|upload| upload.state == UploadState::Done),
                    "{first:?} {second:?}"
                );
                let alike = ("2026-11-20".to_owned(), 900, "stand-up".to_owned());
                assert_eq!(held(&world), BTreeMap::from([(alike, 2)]), "{first:?} {second:?}");
                // Each has a record of its own: both can be changed.
                let log = Request::Log { from: None, to: None, limit: None };
                let entries: Vec<api::Entry> = life.ask(log).await.expect("a log");
                for (entry, note) in entries.iter().zip(["one", "two"]) {
                    rename(&life, &entry.id, note).await;
                }
                life.settle(1).await;
                let changed = ["one", "two"].map(|note| (("2026-11-20".to_owned(), 900, note.to_owned()), 1));
                assert_eq!(held(&world), BTreeMap::from(changed), "{first:?} {second:?}");
            });
        }
    }
}

/// Two entries that look alike, both made there, both answers lost. Gives the id of the first.
async fn two_lost_and_alike(life: &Life<'_>) -> String {
    connect(life).await;
    life.world.sandbox.faults().set(Rule::next(2, Fault::DropAfter).writes());
    let first = add(life, "stand-up", "9:00", "0:15").await;
    add(life, "stand-up", "11:00", "0:15").await;
    for _ in 0..STEPS_OF_AN_OUTAGE {
        let uploads: Vec<Upload> = life.ask(Request::Uploads).await.expect("a list");
        if uploads.iter().all(|upload| upload.state == UploadState::Unsure) {
            return first.entries[0].id.clone();
        }
        life.step().await;
    }
    panic!("both answers are lost");
}

#[test]
fn an_entry_that_was_deleted_while_its_record_was_looked_for_leaves_a_question_and_no_orphan() {
    let world = World::new();
    world.live(async |life| {
        let first = two_lost_and_alike(&life).await;
        life.say(VerbRequest::Delete { ids: vec![first.clone()] }).await.expect("it is there");
        let uploads = life.settle(1).await;
        let of_first = uploads.iter().find(|upload| upload.entry_id == first).expect("it is not forgotten");
        assert_eq!(of_first.state, UploadState::Stuck, "{uploads:#?}");
        assert!(!of_first.records.is_empty(), "{of_first:#?}");
        // The other knows which one is its own, so what is left is the first one's.
        let other = uploads.iter().find(|upload| upload.entry_id != first).expect("the other");
        assert_eq!(other.state, UploadState::Done);
        let left = of_first.candidates.iter().find(|id| Some(*id) != other.remote_id.as_ref());
        let adopt = Request::UploadAdopt { id: of_first.id.clone(), remote_id: left.cloned() };
        let _adopted: Upload = life.ask(adopt).await.expect("it is one of them");
        let uploads = life.settle(1).await;
        asks_for_a_removal_by_hand(
            &uploads.into_iter().filter(|upload| upload.entry_id == first).collect::<Vec<_>>(),
        );
    });
}

#[test]
fn an_entry_that_was_changed_while_its_record_was_looked_for_changes_the_one_that_its_key_names() {
    let world = World::new();
    world.live(async |life| {
        let first = two_lost_and_alike(&life).await;
        rename(&life, &first, "planning").await;
        let uploads = life.settle(1).await;
        assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{uploads:#?}");
        let mut texts = texts(&world);
        texts.sort_unstable();
        assert_eq!(texts, ["planning", "stand-up"], "none is made a second time");
    });
}

#[test]
fn with_every_fault_in_turn_every_day_is_booked_exactly_once() {
    let faults = [
        Fault::Refuse,
        Fault::DropBefore,
        Fault::DropAfter,
        Fault::ErrorAfter,
        Fault::TooMany { retry_after_seconds: 240 },
        Fault::Truncate,
    ];
    let rules = faults.into_iter().flat_map(|fault| [Rule::always(fault).writes(), Rule::next(5, fault)]);
    for rule in rules {
        let world = World::new();
        world.live(async |life| {
            connect(&life).await;
            world.sandbox.faults().set(rule.clone());
            let mut wished = BTreeMap::new();
            for number in 0..4 {
                let (day, note) = (1 + number / 2, format!("hour {}", number / 2));
                add(&life, &note, &format!("2026-11-{day:02} 9:00"), "1:00").await;
                *wished.entry((format!("2026-11-{day:02}"), 3600, note)).or_default() += 1;
            }
            // An evening and the morning after it.
            add(&life, "a night", "2026-11-12 22:00", "4:00").await;
            for day in ["2026-11-12", "2026-11-13"] {
                wished.insert((day.to_owned(), 7200, "a night".to_owned()), 1);
            }
            for _ in 0..STEPS_OF_AN_OUTAGE {
                life.step().await;
            }
            world.sandbox.faults().clear();
            let uploads = life.settle(30).await;
            assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{rule:?}: {uploads:#?}");
            assert_eq!(held(&world), wished, "{rule:?}");
        });
    }
}
