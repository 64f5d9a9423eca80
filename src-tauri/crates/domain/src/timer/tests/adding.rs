//! `add`, `split` and `merge`: finished entries, overlaps and their choices.

use rstest::rstest;

use super::world::{World, add, new, start, t};
use crate::timer::{Notice, Refusal};
use crate::{EntryId, NewEntry, Overlap, Verb};

#[test]
fn breaks_lie_inside_in_order() {
    let mut world = World::new();
    world.now = t(100);
    let with = |breaks: &[(i64, i64)]| Verb::Add {
        new: new("a"),
        start: t(0),
        end: t(60),
        breaks: breaks.iter().map(|(start, end)| (t(*start), t(*end))).collect(),
        overlap: Overlap::Ask,
    };
    for bad in [[(10, 20), (19, 25)], [(-1, 5), (10, 12)], [(10, 20), (50, 61)], [(10, 10), (20, 30)]] {
        assert_eq!(world.say(&with(&bad)).unwrap_err(), Refusal::Break, "{bad:?}");
    }
    assert_eq!(world.say(&with(&[(40, 60), (10, 20)])).unwrap().notice, Notice::Added);
    assert_eq!(world.told(), ["a: work 0-10 break 10-20 work 20-40 break 40-60"]);
}

#[rstest]
#[case(10, 10, Refusal::EndBeforeStart)]
#[case(10, 5, Refusal::EndBeforeStart)]
#[case(10, 101, Refusal::Future { field: "end" })]
#[case(101, 110, Refusal::Future { field: "start" })]
fn times_must_make_sense(#[case] from: i64, #[case] to: i64, #[case] refusal: Refusal) {
    assert_eq!(World::new().at(100, &add("a", from, to, Overlap::Trim)).unwrap_err(), refusal);
}

#[rstest]
#[case(Overlap::Trim, &["a: work 0-20", "new: work 20-40", "c: work 40-50"])]
#[case(Overlap::Split, &["a: work 0-20", "new: work 20-40", "c: work 40-50"])]
#[case(Overlap::Keep, &["a: work 0-25", "new: work 20-40", "b: work 28-32", "c: work 35-50"])]
fn neighbours_follow_the_choice(#[case] choice: Overlap, #[case] told: &[&str]) {
    let mut world = World::new();
    for (note, from, to) in [("a", 0, 25), ("b", 28, 32), ("c", 35, 50)] {
        world.at(100, &add(note, from, to, Overlap::Ask)).unwrap();
    }
    let asked = world.say(&add("new", 20, 40, Overlap::Ask)).unwrap_err();
    assert!(matches!(asked, Refusal::Overlaps { with } if with.len() == 3));
    world.say(&add("new", 20, 40, choice)).unwrap();
    assert_eq!(world.told(), told);
}

#[rstest]
#[case(Overlap::Trim, &["a: work 0-20", "new: work 20-40"])]
#[case(Overlap::Split, &["a: work 0-20", "new: work 20-40", "a: work 40-60"])]
#[case(Overlap::Keep, &["a: work 0-60", "new: work 20-40"])]
fn an_entry_around_follows_the_choice(#[case] choice: Overlap, #[case] told: &[&str]) {
    let mut world = World::new();
    world.at(100, &add("a", 0, 60, Overlap::Ask)).unwrap();
    world.say(&add("new", 20, 40, choice)).unwrap();
    assert_eq!(world.told(), told);
}

#[rstest]
#[case(Overlap::Trim)]
#[case(Overlap::Split)]
fn adding_in_the_past_never_stops_the_timer(#[case] choice: Overlap) {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(60, &add("new", 20, 40, choice)).unwrap();
    assert_eq!(world.told(), ["a: work 0-20", "new: work 20-40", "a: work 40-"]);
}

#[test]
fn touching_is_not_overlapping() {
    let mut world = World::new();
    world.at(100, &add("a", 0, 20, Overlap::Ask)).unwrap();
    world.at(100, &add("b", 40, 60, Overlap::Ask)).unwrap();
    world.at(100, &add("new", 20, 40, Overlap::Ask)).unwrap();
    assert_eq!(world.entries.len(), 3);
}

#[test]
fn more_cuts_than_fresh_names_are_refused() {
    let mut world = World::new();
    for _ in 0..8 {
        world.at(100, &add("a", 0, 60, Overlap::Keep)).unwrap();
    }
    assert_eq!(world.say(&add("new", 20, 40, Overlap::Split)).unwrap_err(), Refusal::TooMany);
    assert_eq!(world.entries.len(), 8);
}

fn split(world: &World, minutes: i64) -> Verb {
    Verb::Split { entry: world.only().id, at: t(minutes) }
}

#[test]
fn split_makes_two_that_touch() {
    let mut world = World::new();
    world.at(60, &add("a", 0, 60, Overlap::Ask)).unwrap();
    for outside in [0, 60, -5] {
        let verb = split(&world, outside);
        assert_eq!(world.say(&verb).unwrap_err(), Refusal::Outside { field: "at" });
    }
    let verb = split(&world, 61);
    assert_eq!(world.say(&verb).unwrap_err(), Refusal::Future { field: "at" });
    let first = world.only().id;
    let verb = split(&world, 20);
    world.say(&verb).unwrap();
    assert_eq!(world.told(), ["a: work 0-20", "a: work 20-60"]);
    assert_eq!(world.entries[&first].end(), Some(t(20)));
}

#[test]
fn split_of_the_running_one_runs_on_in_the_second() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(30, &Verb::Break { at: None }).unwrap();
    let verb = split(&world, 20);
    world.at(40, &verb).unwrap();
    assert_eq!(world.told(), ["a: work 0-20", "a: work 20-30 break 30-"]);
}

fn ids(world: &World) -> Vec<EntryId> {
    world.entries.keys().copied().collect()
}

#[test]
fn merge_turns_gaps_into_breaks_and_unites_tags() {
    let mut world = World::new();
    world.now = t(100);
    for (note, from, to) in [("b", 30, 40), ("a", 0, 20)] {
        let words = NewEntry { tags: vec![note.into(), "both".into()], ..new(note) };
        let overlap = Overlap::Ask;
        let verb = Verb::Add { new: words, start: t(from), end: t(to), breaks: Vec::new(), overlap };
        world.say(&verb).unwrap();
    }
    let entries = ids(&world);
    assert_eq!(world.say(&Verb::Merge { entries }).unwrap().notice, Notice::Merged);
    assert_eq!(world.told(), ["a: work 0-20 break 20-30 work 30-40"]);
    assert_eq!(world.only().tags, ["a", "both", "b"]);
}

#[test]
fn merge_counts_shared_time_once_and_never_takes_work_away() {
    let mut world = World::new();
    world.now = t(100);
    let breaks = vec![(t(10), t(30))];
    let verb = Verb::Add { new: new("a"), start: t(0), end: t(40), breaks, overlap: Overlap::Ask };
    world.say(&verb).unwrap();
    world.say(&add("b", 15, 50, Overlap::Keep)).unwrap();
    let entries = ids(&world);
    world.say(&Verb::Merge { entries }).unwrap();
    assert_eq!(world.told(), ["a: work 0-10 break 10-15 work 15-50"]);
}

#[test]
fn merge_with_the_running_one_runs_on() {
    let mut world = World::new();
    world.at(20, &add("a", 0, 20, Overlap::Ask)).unwrap();
    world.at(30, &start("b")).unwrap();
    let entries = ids(&world);
    world.at(40, &Verb::Merge { entries }).unwrap();
    assert_eq!(world.told(), ["a: work 0-20 break 20-30 work 30-"]);
}

#[test]
fn merge_refuses_what_it_cannot_do() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(60, &add("b", 10, 20, Overlap::Keep)).unwrap();
    let entries = ids(&world);
    let one = vec![entries[0], entries[0]];
    assert_eq!(world.say(&Verb::Merge { entries: one }).unwrap_err(), Refusal::MergeNeedsTwo);
    assert_eq!(world.say(&Verb::Merge { entries }).unwrap_err(), Refusal::StillRunning);
}
