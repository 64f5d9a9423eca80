//! `import`: entries of a file beside those that are there.

use chrono_tz::Europe::Berlin;
use uuid::Uuid;

use super::world::{World, add, start, t};
use crate::entry::Draft;
use crate::timer::{Notice, Refusal};
use crate::{
    Booking, Cause, ConnectionId, Entry, EntryId, Kind, Overlap, Segment, TargetId, Timestamp, Verb,
};

fn entry(number: u128, from: i64, to: Option<i64>) -> Entry {
    let end: Option<Timestamp> = to.map(t);
    Entry::try_from(Draft {
        id: EntryId::new(Uuid::from_u128(number)),
        note: format!("old {number}"),
        tags: Vec::new(),
        billable: false,
        bookings: vec![Booking { connection: ConnectionId::new(Uuid::nil()), target: TargetId::new("x") }],
        zone: Berlin,
        segments: vec![Segment { kind: Kind::Work, start: t(from), end, cause: Cause::Import }],
    })
    .unwrap()
}

#[test]
fn entries_of_a_file_stand_beside_what_they_overlap_and_are_booked_nowhere() {
    let mut world = World::new();
    world.at(60, &add("mine", 0, 30, Overlap::Ask)).unwrap();
    world.at(60, &start("now")).unwrap();
    let entries = vec![entry(901, 10, Some(20)), entry(902, 40, Some(50))];
    let said = world.at(90, &Verb::Import { entries }).unwrap();
    assert_eq!((said.notice, said.changes.len()), (Notice::Imported, 2));
    assert!(world.entries.values().all(|entry| entry.bookings.is_empty()));
    assert_eq!(world.running().unwrap().note, "now", "the timer runs on");
    assert_eq!(world.entries.len(), 4);
}

#[test]
fn one_undo_takes_a_whole_file_back() {
    let mut world = World::new();
    let entries = (0..50).map(|number| entry(900 + number, 0, Some(30))).collect();
    world.at(90, &Verb::Import { entries }).unwrap();
    world.say(&Verb::Undo).unwrap();
    assert!(world.entries.is_empty());
    world.say(&Verb::Redo).unwrap();
    assert_eq!(world.entries.len(), 50);
}

#[test]
fn nothing_of_a_file_is_kept_when_one_entry_runs_or_ends_in_the_future() {
    let mut world = World::new();
    let mut import = |last| world.at(60, &Verb::Import { entries: vec![entry(901, 0, Some(10)), last] });
    assert_eq!(import(entry(902, 20, None)).unwrap_err(), Refusal::StillRunning);
    assert_eq!(import(entry(902, 20, Some(61))).unwrap_err(), Refusal::Future { field: "end" });
    assert!(world.entries.is_empty());
}
