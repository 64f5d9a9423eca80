//! `start`, `continue` and `toggle`: what begins, and what ends where it begins.

use rstest::rstest;

use super::world::{World, add, new, start, start_at, t};
use crate::timer::{Notice, Refusal};
use crate::{NewEntry, Overlap, Verb};

const STOP: Verb = Verb::Stop { at: None };
const BREAK: Verb = Verb::Break { at: None };
const TOGGLE: Verb = Verb::Toggle { at: None };
const CONTINUE: Verb = Verb::Continue { entry: None, at: None };

#[test]
fn the_old_entry_ends_where_the_new_one_starts() {
    let mut world = World::new();
    assert_eq!(world.at(0, &start("a")).unwrap().notice, Notice::Started);
    assert_eq!(world.at(30, &start("b")).unwrap().notice, Notice::Switched);
    assert_eq!(world.told(), ["a: work 0-30", "b: work 30-"]);
}

#[test]
fn the_zone_is_the_one_at_the_start() {
    let mut world = World::new();
    world.zone = chrono_tz::Asia::Tokyo;
    world.at(0, &start("a")).unwrap();
    world.zone = chrono_tz::Europe::Berlin;
    world.at(5, &BREAK).unwrap();
    assert_eq!(world.only().zone, chrono_tz::Asia::Tokyo);
}

#[test]
fn starting_the_same_again_changes_nothing() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    assert_eq!(world.at(1, &start("a")).unwrap().notice, Notice::Already);
    world.at(2, &start_at("a", 0, Overlap::Ask)).unwrap();
    assert_eq!(world.told(), ["a: work 0-"]);
}

#[test]
fn other_words_are_another_entry() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    let tagged = NewEntry { tags: vec!["x".into()], ..new("a") };
    world.at(5, &Verb::Start { new: tagged.clone(), at: None, overlap: Overlap::Ask }).unwrap();
    let billable = NewEntry { billable: true, ..tagged };
    world.at(9, &Verb::Start { new: billable, at: None, overlap: Overlap::Ask }).unwrap();
    assert_eq!(world.told(), ["a: work 0-5", "a: work 5-9", "a: work 9-"]);
}

#[test]
fn starting_the_same_on_a_break_resumes() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(5, &BREAK).unwrap();
    assert_eq!(world.at(9, &start("a")).unwrap().notice, Notice::Resumed);
    assert_eq!(world.told(), ["a: work 0-5 break 5-9 work 9-"]);
}

#[test]
fn starting_another_on_a_break_keeps_the_trailing_break() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(5, &BREAK).unwrap();
    world.at(9, &start("b")).unwrap();
    assert_eq!(world.told(), ["a: work 0-5 break 5-9", "b: work 9-"]);
}

#[test]
fn a_start_in_the_past_ends_what_ran_then() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(20, &BREAK).unwrap();
    world.at(30, &start_at("b", 10, Overlap::Ask)).unwrap();
    assert_eq!(world.told(), ["a: work 0-10", "b: work 10-"]);
}

#[test]
fn a_start_in_the_future_is_refused() {
    let refusal = World::new().at(0, &start_at("a", 1, Overlap::Trim)).unwrap_err();
    assert_eq!(refusal, Refusal::Future { field: "at" });
}

#[rstest]
#[case(Overlap::Trim, &["new: work 5-"])]
#[case(Overlap::Keep, &["new: work 5-", "a: work 10-30"])]
#[case(Overlap::Split, &["new: work 5-", "a: work 10-30"])]
fn a_start_before_the_running_one_follows_the_choice(#[case] choice: Overlap, #[case] told: &[&str]) {
    let mut world = World::new();
    world.at(10, &start("a")).unwrap();
    let with = vec![world.running().unwrap().id];
    let asked = world.at(30, &start_at("new", 5, Overlap::Ask));
    assert_eq!(asked.unwrap_err(), Refusal::Overlaps { with });
    world.at(30, &start_at("new", 5, choice)).unwrap();
    assert_eq!(world.told(), told);
}

#[rstest]
#[case(Overlap::Trim, &["a: work 0-15", "new: work 15-"])]
#[case(Overlap::Split, &["a: work 0-15", "new: work 15-"])]
#[case(Overlap::Keep, &["a: work 0-20", "new: work 15-", "b: work 25-30"])]
fn a_start_before_finished_ones_follows_the_choice(#[case] choice: Overlap, #[case] told: &[&str]) {
    let mut world = World::new();
    world.at(60, &add("a", 0, 20, Overlap::Ask)).unwrap();
    world.at(60, &add("b", 25, 30, Overlap::Ask)).unwrap();
    let asked = world.at(60, &start_at("new", 15, Overlap::Ask)).unwrap_err();
    assert!(matches!(asked, Refusal::Overlaps { with } if with.len() == 2));
    world.at(60, &start_at("new", 15, choice)).unwrap();
    assert_eq!(world.told(), told);
}

#[test]
fn an_entry_without_length_makes_room() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(0, &start("b")).unwrap();
    assert_eq!(world.told(), ["b: work 0-"]);
}

#[test]
fn a_clock_set_back_gives_no_negative_time() {
    let mut world = World::new();
    world.at(10, &start("a")).unwrap();
    world.at(30, &BREAK).unwrap();
    world.at(5, &Verb::Resume { at: None }).unwrap();
    assert_eq!(world.told(), ["a: work 10-"]);
    world.at(40, &BREAK).unwrap();
    world.at(20, &STOP).unwrap();
    assert_eq!(world.told(), ["a: work 10-40"]);
}

#[test]
fn a_note_or_tag_that_is_too_long_is_refused() {
    let mut world = World::new();
    assert!(matches!(world.say(&start(&"x".repeat(40_000))), Err(Refusal::Entry(_))));
    let tagged = NewEntry { tags: vec![" ".into()], ..new("a") };
    let verb = Verb::Start { new: tagged, at: None, overlap: Overlap::Ask };
    assert!(matches!(world.say(&verb), Err(Refusal::Entry(_))));
    assert!(world.entries.is_empty());
}

#[test]
fn continue_takes_the_words_of_the_last_one() {
    let mut world = World::new();
    assert_eq!(world.at(0, &CONTINUE).unwrap_err(), Refusal::NothingToContinue);
    let words = NewEntry { tags: vec!["x".into()], billable: true, ..new("a") };
    world.at(0, &Verb::Start { new: words, at: None, overlap: Overlap::Ask }).unwrap();
    world.at(10, &STOP).unwrap();
    assert_eq!(world.at(20, &CONTINUE).unwrap().notice, Notice::Started);
    assert_eq!(world.told(), ["a: work 0-10", "a: work 20-"]);
    let running = world.running().unwrap();
    assert_eq!((running.tags.as_slice(), running.billable), (["x".to_owned()].as_slice(), true));
}

#[test]
fn continue_twice_is_continue_once() {
    let mut world = World::new();
    world.at(9, &add("a", 0, 5, Overlap::Ask)).unwrap();
    let named = Verb::Continue { entry: Some(world.only().id), at: None };
    world.at(10, &named).unwrap();
    for verb in [named, CONTINUE] {
        assert_eq!(world.at(12, &verb).unwrap().notice, Notice::Already);
    }
    assert_eq!(world.told(), ["a: work 0-5", "a: work 10-"]);
}

#[test]
fn continue_on_a_break_resumes() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(10, &BREAK).unwrap();
    assert_eq!(world.at(20, &CONTINUE).unwrap().notice, Notice::Resumed);
    assert_eq!(world.told(), ["a: work 0-10 break 10-20 work 20-"]);
}

#[test]
fn continue_of_an_earlier_one_switches() {
    let mut world = World::new();
    world.at(5, &add("a", 0, 5, Overlap::Ask)).unwrap();
    let entry = Some(world.only().id);
    world.at(10, &start("b")).unwrap();
    assert_eq!(world.at(20, &Verb::Continue { entry, at: None }).unwrap().notice, Notice::Switched);
    assert_eq!(world.told(), ["a: work 0-5", "b: work 10-20", "a: work 20-"]);
}

#[test]
fn continue_into_the_last_one_is_asked_about() {
    let mut world = World::new();
    world.at(10, &add("a", 0, 10, Overlap::Ask)).unwrap();
    let verb = Verb::Continue { entry: None, at: Some(t(5)) };
    assert!(matches!(world.say(&verb), Err(Refusal::Overlaps { .. })));
}

#[test]
fn toggle_starts_stops_and_goes_on() {
    let mut world = World::new();
    assert_eq!(world.at(0, &TOGGLE).unwrap().notice, Notice::Started);
    assert_eq!(world.at(5, &TOGGLE).unwrap().notice, Notice::Stopped);
    world.at(6, &start("a")).unwrap();
    world.at(8, &TOGGLE).unwrap();
    assert_eq!(world.at(9, &TOGGLE).unwrap().notice, Notice::Started);
    assert_eq!(world.told(), [": work 0-5", "a: work 6-8", "a: work 9-"]);
}
