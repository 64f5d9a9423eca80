//! `stop`, `discard` and `delete`: what ends and what goes.

use super::world::{World, add, start, t};
use crate::timer::{Notice, Refusal};
use crate::{EntryId, Overlap, Verb};

const STOP: Verb = Verb::Stop { at: None };

#[test]
fn stop_ends_the_entry_and_a_second_one_changes_nothing() {
    let mut world = World::new();
    assert_eq!(world.at(0, &STOP).unwrap().notice, Notice::Already);
    world.at(0, &start("a")).unwrap();
    assert_eq!(world.at(10, &STOP).unwrap().notice, Notice::Stopped);
    assert_eq!(world.at(11, &STOP).unwrap().notice, Notice::Already);
    assert_eq!(world.told(), ["a: work 0-10"]);
}

#[test]
fn stop_on_a_break_keeps_the_trailing_break() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(10, &Verb::Break { at: None }).unwrap();
    world.at(20, &STOP).unwrap();
    assert_eq!(world.told(), ["a: work 0-10 break 10-20"]);
}

#[test]
fn a_stop_in_the_past_cuts_what_came_after() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(10, &Verb::Break { at: None }).unwrap();
    world.at(20, &Verb::Resume { at: None }).unwrap();
    let too_early = world.at(30, &Verb::Stop { at: Some(t(0)) }).unwrap_err();
    assert_eq!(too_early, Refusal::TooEarly { field: "at", earliest: t(0) });
    let future = world.at(30, &Verb::Stop { at: Some(t(31)) }).unwrap_err();
    assert_eq!(future, Refusal::Future { field: "at" });
    world.at(30, &Verb::Stop { at: Some(t(10)) }).unwrap();
    assert_eq!(world.told(), ["a: work 0-10"]);
}

#[test]
fn an_entry_without_length_vanishes_and_can_be_undone() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    assert_eq!(world.at(0, &STOP).unwrap().notice, Notice::Discarded);
    assert!(world.entries.is_empty());
    world.say(&Verb::Undo).unwrap();
    assert_eq!(world.told(), ["a: work 0-"]);
}

#[test]
fn discard_throws_the_running_one_away() {
    let mut world = World::new();
    assert_eq!(world.at(0, &Verb::Discard).unwrap_err(), Refusal::NothingRunning);
    world.at(0, &start("a")).unwrap();
    assert_eq!(world.at(9, &Verb::Discard).unwrap().notice, Notice::Discarded);
    assert!(world.entries.is_empty());
}

#[test]
fn delete_takes_all_it_names_or_none() {
    let mut world = World::new();
    world.at(60, &add("a", 0, 10, Overlap::Ask)).unwrap();
    world.at(60, &add("b", 20, 30, Overlap::Ask)).unwrap();
    world.at(60, &start("c")).unwrap();
    let mut entries: Vec<EntryId> = world.entries.keys().copied().collect();
    let unknown = EntryId::new(uuid::Uuid::from_u128(u128::MAX));
    entries.push(unknown);
    let refusal = world.say(&Verb::Delete { entries: entries.clone() }).unwrap_err();
    assert_eq!(refusal, Refusal::UnknownEntry(unknown));
    assert_eq!(world.entries.len(), 3);
    entries.pop();
    entries.push(entries[0]);
    assert_eq!(world.say(&Verb::Delete { entries }).unwrap().notice, Notice::Deleted);
    assert!(world.entries.is_empty());
    world.say(&Verb::Undo).unwrap();
    assert_eq!(world.told(), ["a: work 0-10", "b: work 20-30", "c: work 60-"]);
}
