//! `edit`: words and times of entries.

use rstest::rstest;

use super::world::{World, add, new, start, t};
use crate::timer::{Notice, Refusal};
use crate::{Cause, EditPatch, EntryId, Kind, Overlap, Segment, Verb};

fn edit(entry: EntryId, patch: EditPatch, overlap: Overlap) -> Verb {
    Verb::Edit { entry, patch, overlap }
}

fn times(start: Option<i64>, end: Option<i64>, work: Option<i64>) -> EditPatch {
    let work_millis = work.map(|minutes| minutes * 60_000);
    EditPatch { start: start.map(t), end: end.map(t), work_millis, ..EditPatch::default() }
}

/// One finished entry: work 0-20, break 20-30, work 30-60. It is minute 100.
fn finished() -> (World, EntryId) {
    let mut world = World::new();
    world.now = t(100);
    let breaks = vec![(t(20), t(30))];
    let verb = Verb::Add { new: new("a"), start: t(0), end: t(60), breaks, overlap: Overlap::Ask };
    world.say(&verb).unwrap();
    let id = world.only().id;
    (world, id)
}

/// One running entry: work 0-20, break 20-30, work since 30. It is minute 100.
fn running() -> (World, EntryId) {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(20, &Verb::Break { at: None }).unwrap();
    world.at(30, &Verb::Resume { at: None }).unwrap();
    world.now = t(100);
    let id = world.only().id;
    (world, id)
}

#[rstest]
#[case(Some(-10), None, None, "a: work -10-20 break 20-30 work 30-60")]
#[case(Some(10), None, None, "a: work 10-20 break 20-30 work 30-60")]
#[case(Some(25), None, None, "a: break 25-30 work 30-60")]
#[case(None, Some(25), None, "a: work 0-20 break 20-25")]
#[case(None, Some(70), None, "a: work 0-20 break 20-30 work 30-70")]
#[case(Some(10), Some(50), None, "a: work 10-20 break 20-30 work 30-50")]
// All of it moves when old and new times do not meet.
#[case(Some(70), Some(100), None, "a: work 70-90 break 90-100")]
#[case(Some(-60), Some(-10), None, "a: work -60--40 break -40--30 work -30--10")]
// Work time moves the end.
#[case(None, None, Some(10), "a: work 0-10")]
#[case(None, None, Some(20), "a: work 0-20")]
#[case(None, None, Some(21), "a: work 0-20 break 20-30 work 30-31")]
#[case(None, None, Some(60), "a: work 0-20 break 20-30 work 30-70")]
#[case(Some(10), None, Some(20), "a: work 10-20 break 20-30 work 30-40")]
fn times_of_a_finished_entry(
    #[case] start: Option<i64>,
    #[case] end: Option<i64>,
    #[case] work: Option<i64>,
    #[case] told: &str,
) {
    let (mut world, id) = finished();
    let said = world.say(&edit(id, times(start, end, work), Overlap::Ask)).unwrap();
    assert_eq!(said.notice, Notice::Edited);
    assert_eq!(world.told(), [told]);
}

#[rstest]
#[case(Some(10), None, None, "a: work 10-20 break 20-30 work 30-")]
#[case(Some(90), None, None, "a: work 90-")]
#[case(None, Some(40), None, "a: work 0-20 break 20-30 work 30-40")]
// Work time moves the start: 90 minutes were worked so far.
#[case(None, None, Some(100), "a: work -10-20 break 20-30 work 30-")]
#[case(None, None, Some(80), "a: work 10-20 break 20-30 work 30-")]
#[case(None, None, Some(70), "a: work 30-")]
#[case(None, None, Some(5), "a: work 95-")]
fn times_of_the_running_entry(
    #[case] start: Option<i64>,
    #[case] end: Option<i64>,
    #[case] work: Option<i64>,
    #[case] told: &str,
) {
    let (mut world, id) = running();
    world.say(&edit(id, times(start, end, work), Overlap::Ask)).unwrap();
    assert_eq!(world.told(), [told]);
}

#[test]
fn missing_work_comes_before_or_after_a_break() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(0, &Verb::Break { at: None }).unwrap();
    let id = world.only().id;
    world.at(10, &edit(id, times(None, None, Some(5)), Overlap::Ask)).unwrap();
    assert_eq!(world.told(), ["a: work -5-0 break 0-"]);
    world.at(20, &Verb::Stop { at: None }).unwrap();
    world.at(60, &edit(id, times(None, None, Some(15)), Overlap::Ask)).unwrap();
    assert_eq!(world.told(), ["a: work -5-0 break 0-20 work 20-30"]);
}

#[rstest]
#[case(times(Some(60), None, None), Refusal::EndBeforeStart)]
#[case(times(None, Some(0), None), Refusal::EndBeforeStart)]
#[case(times(Some(50), Some(40), None), Refusal::EndBeforeStart)]
#[case(times(None, None, Some(0)), Refusal::NoWork)]
#[case(times(None, None, Some(-5)), Refusal::NoWork)]
#[case(times(Some(101), Some(102), None), Refusal::Future { field: "start" })]
#[case(times(None, Some(101), None), Refusal::Future { field: "end" })]
#[case(times(None, None, Some(91)), Refusal::Future { field: "end" })]
#[case(times(None, None, Some(i64::MAX / 60_000)), Refusal::Future { field: "end" })]
#[case(times(None, Some(50), Some(10)), Refusal::Contradiction { first: "end", second: "work" })]
fn times_that_make_no_sense_are_refused(#[case] patch: EditPatch, #[case] refusal: Refusal) {
    let (mut world, id) = finished();
    let before = world.entries.clone();
    assert_eq!(world.say(&edit(id, patch, Overlap::Trim)).unwrap_err(), refusal);
    assert_eq!(world.entries, before);
}

#[test]
fn the_running_entry_takes_one_wish_for_its_start() {
    let (mut world, id) = running();
    let refusal = world.say(&edit(id, times(Some(0), None, Some(10)), Overlap::Ask)).unwrap_err();
    assert_eq!(refusal, Refusal::Contradiction { first: "start", second: "work" });
    let ages = times(None, None, Some(i64::MAX / 60_000));
    assert!(matches!(
        world.say(&edit(id, ages, Overlap::Ask)),
        Err(Refusal::TooEarly { field: "start", .. })
    ));
}

#[test]
fn segments_are_replaced_as_a_whole() {
    let (mut world, id) = finished();
    let segment = |kind, start, end: Option<i64>| Segment {
        kind,
        start: t(start),
        end: end.map(t),
        cause: Cause::User,
    };
    let with = |segments: &[Segment]| EditPatch { segments: Some(segments.to_vec()), ..EditPatch::default() };
    let gap = with(&[segment(Kind::Work, 0, Some(10)), segment(Kind::Work, 11, Some(20))]);
    assert!(matches!(world.say(&edit(id, gap, Overlap::Ask)), Err(Refusal::Entry(_))));
    let future = with(&[segment(Kind::Work, 0, Some(101))]);
    let refusal = world.say(&edit(id, future, Overlap::Ask)).unwrap_err();
    assert_eq!(refusal, Refusal::Future { field: "segments" });
    let good = with(&[segment(Kind::Break, 0, Some(10)), segment(Kind::Work, 10, Some(90))]);
    world.say(&edit(id, good, Overlap::Ask)).unwrap();
    assert_eq!(world.told(), ["a: break 0-10 work 10-90"]);
    // Start, end and work time then speak about the new segments.
    let two = [segment(Kind::Work, 0, Some(50)), segment(Kind::Break, 50, Some(90))];
    let both = EditPatch { start: Some(t(5)), end: Some(t(60)), ..with(&two) };
    world.say(&edit(id, both, Overlap::Ask)).unwrap();
    assert_eq!(world.told(), ["a: work 5-50 break 50-60"]);
    // An open segment lets a finished entry run again, unless another one runs.
    let open = with(&[segment(Kind::Work, 0, None)]);
    world.say(&start("b")).unwrap();
    assert_eq!(world.say(&edit(id, open.clone(), Overlap::Keep)).unwrap_err(), Refusal::StillRunning);
    world.say(&Verb::Discard).unwrap();
    world.say(&edit(id, open, Overlap::Ask)).unwrap();
    assert_eq!(world.told(), ["a: work 0-"]);
}

#[test]
fn words_of_the_running_entry_change_without_touching_its_times() {
    let (mut world, id) = running();
    let patch = EditPatch {
        note: Some("b".into()),
        tags: Some(vec!["x".into(), "x".into()]),
        billable: Some(true),
        ..EditPatch::default()
    };
    world.say(&edit(id, patch.clone(), Overlap::Ask)).unwrap();
    assert_eq!(world.told(), ["b: work 0-20 break 20-30 work 30-"]);
    assert_eq!((world.only().tags.len(), world.only().billable), (1, true));
    assert_eq!(world.say(&edit(id, patch, Overlap::Ask)).unwrap().notice, Notice::Already);
}

#[test]
fn an_unknown_entry_is_named() {
    let id = EntryId::new(uuid::Uuid::from_u128(77));
    let refusal = World::new().say(&edit(id, EditPatch::default(), Overlap::Ask)).unwrap_err();
    assert_eq!(refusal, Refusal::UnknownEntry(id));
}

#[rstest]
#[case(Overlap::Trim, &["left: work 0-15", "a: work 15-35", "right: work 35-50"])]
#[case(Overlap::Keep, &["left: work 0-20", "a: work 15-35", "right: work 30-50"])]
fn growing_into_others_follows_the_choice(#[case] choice: Overlap, #[case] told: &[&str]) {
    let mut world = World::new();
    for (note, from, to) in [("left", 0, 20), ("right", 30, 50), ("a", 20, 30)] {
        world.at(100, &add(note, from, to, Overlap::Ask)).unwrap();
    }
    let id = world.entries.values().find(|entry| entry.note == "a").unwrap().id;
    let asked = world.say(&edit(id, times(Some(15), Some(35), None), Overlap::Ask)).unwrap_err();
    assert!(matches!(asked, Refusal::Overlaps { with } if with.len() == 2));
    world.say(&edit(id, times(Some(15), Some(35), None), choice)).unwrap();
    assert_eq!(world.told(), told);
}

#[test]
fn shrinking_asks_nothing_even_where_both_were_kept() {
    let (mut world, id) = finished();
    world.say(&add("b", 5, 50, Overlap::Keep)).unwrap();
    world.say(&edit(id, times(Some(10), Some(40), None), Overlap::Ask)).unwrap();
    assert_eq!(world.told(), ["b: work 5-50", "a: work 10-20 break 20-30 work 30-40"]);
}
