//! `undo` and `redo`.

use super::world::{World, add, start, start_at};
use crate::timer::{Notice, Refusal};
use crate::{Overlap, Verb};

#[test]
fn there_must_be_something_to_undo() {
    assert_eq!(World::new().say(&Verb::Undo).unwrap_err(), Refusal::NothingToUndo);
    assert_eq!(World::new().say(&Verb::Redo).unwrap_err(), Refusal::NothingToRedo);
}

#[test]
fn undo_of_a_start_brings_back_what_it_trimmed() {
    let mut world = World::new();
    world.at(60, &add("a", 0, 30, Overlap::Ask)).unwrap();
    world.at(60, &start("b")).unwrap();
    world.at(90, &start_at("c", 10, Overlap::Trim)).unwrap();
    assert_eq!(world.told(), ["a: work 0-10", "c: work 10-"]);
    assert_eq!(world.say(&Verb::Undo).unwrap().notice, Notice::Undone);
    assert_eq!(world.told(), ["a: work 0-30", "b: work 60-"]);
    assert_eq!(world.say(&Verb::Redo).unwrap().notice, Notice::Redone);
    assert_eq!(world.told(), ["a: work 0-10", "c: work 10-"]);
}

#[test]
fn undo_never_lets_two_entries_run() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(10, &Verb::Stop { at: None }).unwrap();
    let stop = world.undo.last().cloned();
    world.at(20, &start("b")).unwrap();
    // Somebody hands in an older change than the last one.
    world.undo.extend(stop);
    assert_eq!(world.say(&Verb::Undo).unwrap_err(), Refusal::StillRunning);
}
