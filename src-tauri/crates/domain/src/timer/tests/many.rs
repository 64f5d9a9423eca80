//! `edit many` and `duplicate`: several entries in one verb, all of them or none.

use super::world::{World, add, start, t};
use crate::timer::{Notice, Refusal};
use crate::{Booking, ConnectionId, EntryId, ManyPatch, Overlap, TargetId, Verb};

fn booking(target: &str) -> Booking {
    Booking { connection: ConnectionId::new(uuid::Uuid::from_u128(1)), target: TargetId::new(target) }
}

/// Three finished entries of ten minutes each, and their ids in the order of their starts.
fn three() -> (World, Vec<EntryId>) {
    let mut world = World::new();
    world.now = t(100);
    for (note, from) in [("a", 0), ("b", 10), ("c", 20)] {
        world.say(&add(note, from, from + 10, Overlap::Ask)).unwrap();
    }
    let ids = world.entries.keys().copied().collect();
    (world, ids)
}

#[test]
fn one_edit_reaches_all_and_leaves_what_it_does_not_name() {
    let (mut world, ids) = three();
    let tags = ManyPatch { add_tags: vec!["old".into(), "dev".into()], ..ManyPatch::default() };
    world.say(&Verb::EditMany { entries: ids[..2].to_vec(), patch: tags }).unwrap();
    let patch = ManyPatch {
        note: Some("same".into()),
        billable: Some(true),
        add_tags: vec!["dev".into(), "new".into()],
        remove_tags: vec!["old".into()],
        add_bookings: vec![booking("x")],
        ..ManyPatch::default()
    };
    let said = world.say(&Verb::EditMany { entries: ids.clone(), patch }).unwrap();
    assert_eq!((said.notice, said.changes.len()), (Notice::Edited, 3));
    assert_eq!(world.told(), ["same: work 0-10", "same: work 10-20", "same: work 20-30"]);
    for entry in world.entries.values() {
        assert_eq!((&entry.tags[..], entry.billable), (&["dev".to_owned(), "new".to_owned()][..], true));
        assert_eq!(entry.bookings, [booking("x")]);
    }
    let gone = ManyPatch { remove_bookings: vec![booking("x")], ..ManyPatch::default() };
    world.say(&Verb::EditMany { entries: ids[1..].to_vec(), patch: gone }).unwrap();
    let booked: Vec<usize> = ids.iter().map(|id| world.entries[id].bookings.len()).collect();
    assert_eq!(booked, [1, 0, 0]);
}

#[test]
fn one_undo_takes_the_whole_edit_back() {
    let (mut world, ids) = three();
    let before = world.entries.clone();
    let patch = ManyPatch { note: Some("same".into()), ..ManyPatch::default() };
    world.say(&Verb::EditMany { entries: ids, patch }).unwrap();
    world.say(&Verb::Undo).unwrap();
    assert_eq!(world.entries, before);
}

#[test]
fn one_that_does_not_take_it_is_named_and_none_is_changed() {
    let (mut world, ids) = three();
    let fits = "x".repeat(crate::entry::NOTE_MAX);
    let patch = ManyPatch { note: Some(format!("{fits}x")), ..ManyPatch::default() };
    let before = world.entries.clone();
    let refusal = world.say(&Verb::EditMany { entries: ids.clone(), patch }).unwrap_err();
    assert!(matches!(refusal, Refusal::InEntry { entry, .. } if entry == ids[0]), "{refusal}");
    let stranger = EntryId::new(uuid::Uuid::from_u128(u128::MAX));
    let patch = ManyPatch { billable: Some(true), ..ManyPatch::default() };
    let refusal = world.say(&Verb::EditMany { entries: vec![ids[0], stranger], patch }).unwrap_err();
    assert_eq!(refusal, Refusal::UnknownEntry(stranger));
    assert_eq!(world.entries, before);
}

#[test]
fn copies_lie_beside_what_they_are_copies_of() {
    let (mut world, ids) = three();
    let before = world.entries.clone();
    let copies = ids[..2].iter().map(|id| (*id, world.fresh_name())).collect();
    assert_eq!(world.say(&Verb::Duplicate { copies }).unwrap().notice, Notice::Added);
    assert_eq!(
        world.told(),
        ["a: work 0-10", "a: work 0-10", "b: work 10-20", "b: work 10-20", "c: work 20-30"]
    );
    world.say(&Verb::Undo).unwrap();
    assert_eq!(world.entries, before);
}

#[test]
fn what_still_runs_has_no_copy_yet() {
    let (mut world, mut ids) = three();
    world.say(&start("runs")).unwrap();
    let running = world.running().unwrap().id;
    ids.push(running);
    let copies = ids.into_iter().map(|id| (id, world.fresh_name())).collect();
    let refusal = world.say(&Verb::Duplicate { copies }).unwrap_err();
    assert_eq!(refusal, Refusal::InEntry { entry: running, why: Box::new(Refusal::StillRunning) });
    assert_eq!(world.entries.len(), 4);
}
