//! `move` and `resize`: an entry goes elsewhere as it is, or one of its borders does.

use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rstest::rstest;

use super::world::{World, add, new, start, t};
use crate::report::{DayTotals, day_totals};
use crate::timer::{Notice, Refusal};
use crate::{Border, Cause, EditPatch, Entry, EntryId, Kind, Overlap, Segment, Timestamp, Verb};

fn go(entry: EntryId, minutes: i64, overlap: Overlap) -> Verb {
    Verb::Move { entry, start: t(minutes), overlap }
}

fn set(entry: EntryId, border: Border, minutes: i64) -> Verb {
    Verb::Resize { entry, border, at: t(minutes), overlap: Overlap::Ask }
}

/// One entry of every kind of time: break 0-5, work 5-20, undecided 20-30, work 30-60. It is minute 100.
fn finished() -> (World, EntryId) {
    let mut world = World::new();
    world.now = t(100);
    let breaks = vec![(t(0), t(5))];
    world.say(&Verb::Add { new: new("a"), start: t(0), end: t(60), breaks, overlap: Overlap::Ask }).unwrap();
    let id = world.only().id;
    let segment = |kind, from, to, cause| Segment { kind, start: t(from), end: Some(t(to)), cause };
    let segments = vec![
        segment(Kind::Break, 0, 5, Cause::User),
        segment(Kind::Work, 5, 20, Cause::User),
        segment(Kind::Undecided, 20, 30, Cause::Lock),
        segment(Kind::Work, 30, 60, Cause::User),
    ];
    let patch = EditPatch { segments: Some(segments), ..EditPatch::default() };
    world.say(&Verb::Edit { entry: id, patch, overlap: Overlap::Ask }).unwrap();
    (world, id)
}

/// Work 0-20, break 20-30, work since 30. It is minute 100.
fn running() -> (World, EntryId) {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(20, &Verb::Break { at: None }).unwrap();
    world.at(30, &Verb::Resume { at: None }).unwrap();
    world.now = t(100);
    let id = world.only().id;
    (world, id)
}

#[test]
fn an_end_that_a_clock_set_back_has_put_ahead_may_be_said_again() {
    let (mut world, id) = running();
    // The clock goes back to before the work that runs; it counts as the instant that work began.
    world.now = t(10);
    let end = set(id, Border::End, 30);
    assert_eq!(world.say(&end).unwrap().notice, Notice::Edited);
    assert_eq!(world.say(&end).unwrap().notice, Notice::Already);
}

#[rstest]
#[case(-5, "a: break -5-0 work 0-15 undecided 15-25 work 25-55")]
#[case(40, "a: break 40-45 work 45-60 undecided 60-70 work 70-100")]
fn an_entry_moves_with_all_its_segments(#[case] to: i64, #[case] told: &str) {
    let (mut world, id) = finished();
    let said = world.say(&go(id, to, Overlap::Ask)).unwrap();
    assert_eq!((said.notice, world.told().as_slice()), (Notice::Moved, [told.to_owned()].as_slice()));
    assert_eq!(world.only().segments()[2].cause, Cause::Lock, "why it is undecided stays known");
    assert_eq!(world.say(&go(id, to, Overlap::Ask)).unwrap().notice, Notice::Already);
}

#[test]
fn a_running_entry_moves_and_runs_on() {
    let (mut world, id) = running();
    world.say(&go(id, -10, Overlap::Ask)).unwrap();
    assert_eq!(world.told(), ["a: work -10-10 break 10-20 work 20-"]);
    let refusal = world.say(&go(id, 75, Overlap::Ask)).unwrap_err();
    assert_eq!(refusal, Refusal::Future { field: "at" }, "its last segment would begin at minute 105");
}

#[test]
fn nothing_moves_into_the_future() {
    let (mut world, id) = finished();
    assert_eq!(world.say(&go(id, 41, Overlap::Trim)).unwrap_err(), Refusal::Future { field: "end" });
}

#[rstest]
#[case(Overlap::Trim, &["b: work -60--30", "a: break -30--25 work -25--10 undecided -10-0 work 0-30", "b: work 30-"])]
#[case(Overlap::Keep, &["b: work -60-", "a: break -30--25 work -25--10 undecided -10-0 work 0-30"])]
fn what_lies_there_is_trimmed_split_or_kept_as_the_person_chose(
    #[case] choice: Overlap,
    #[case] told: &[&str],
) {
    let (mut world, id) = finished();
    world.say(&Verb::Start { new: new("b"), at: Some(t(-60)), overlap: Overlap::Keep }).unwrap();
    // Where the two lay over each other before, nobody is asked again; a place beside it is asked about.
    world.say(&go(id, -120, Overlap::Ask)).unwrap();
    let refusal = world.say(&go(id, -30, Overlap::Ask)).unwrap_err();
    assert!(matches!(refusal, Refusal::Overlaps { with } if with.len() == 1));
    world.say(&go(id, -30, choice)).unwrap();
    assert_eq!(world.told(), told);
}

#[test]
fn a_covering_entry_is_cut_in_two_around_the_new_times() {
    let (mut world, id) = finished();
    world.say(&add("b", -300, -100, Overlap::Ask)).unwrap();
    world.say(&go(id, -200, Overlap::Split)).unwrap();
    let moved = "a: break -200--195 work -195--180 undecided -180--170 work -170--140";
    assert_eq!(world.told(), ["b: work -300--200", moved, "b: work -140--100"]);
}

#[rstest]
#[case(Border::Start, 10, "a: work 10-20 undecided 20-30 work 30-60")]
#[case(Border::Start, -10, "a: break -10-5 work 5-20 undecided 20-30 work 30-60")]
#[case(Border::End, 90, "a: break 0-5 work 5-20 undecided 20-30 work 30-90")]
#[case(Border::End, 25, "a: break 0-5 work 5-20 undecided 20-25")]
#[case(Border::Between(t(5)), 1, "a: break 0-1 work 1-20 undecided 20-30 work 30-60")]
#[case(Border::Between(t(30)), 59, "a: break 0-5 work 5-20 undecided 20-59 work 59-60")]
fn one_border_is_set_and_said_twice_it_stays(#[case] border: Border, #[case] at: i64, #[case] told: &str) {
    let (mut world, id) = finished();
    assert_eq!(world.say(&set(id, border, at)).unwrap().notice, Notice::Edited);
    assert_eq!(world.told(), [told]);
    assert_eq!(world.say(&set(id, border, at)).unwrap().notice, Notice::Already);
}

#[rstest]
#[case(Border::Between(t(30)), 20, Refusal::Beyond { after: t(20), before: Some(t(60)) })]
#[case(Border::Between(t(30)), 60, Refusal::Beyond { after: t(20), before: Some(t(60)) })]
#[case(Border::Between(t(31)), 40, Refusal::NoBorder { at: t(31) })]
#[case(Border::Between(t(0)), 3, Refusal::NoBorder { at: t(0) })]
#[case(Border::Start, 60, Refusal::EndBeforeStart)]
#[case(Border::End, 0, Refusal::EndBeforeStart)]
#[case(Border::End, 101, Refusal::Future { field: "at" })]
fn a_border_keeps_its_place_in_the_order(#[case] border: Border, #[case] at: i64, #[case] refusal: Refusal) {
    let (mut world, id) = finished();
    let before = world.entries.clone();
    assert_eq!(world.say(&set(id, border, at)).unwrap_err(), refusal);
    assert_eq!(world.entries, before);
}

#[test]
fn the_last_border_of_a_running_entry_moves_up_to_now() {
    let (mut world, id) = running();
    world.say(&set(id, Border::Between(t(30)), 100)).unwrap();
    assert_eq!(world.told(), ["a: work 0-20 break 20-100 work 100-"]);
    world.say(&set(id, Border::Between(t(100)), 21)).unwrap();
    assert_eq!(world.told(), ["a: work 0-20 break 20-21 work 21-"]);
    let refusal = world.say(&set(id, Border::Between(t(21)), 20)).unwrap_err();
    assert_eq!(refusal, Refusal::Beyond { after: t(20), before: None });
}

/// Lengths in milliseconds, begun shortly before the clocks change somewhere, in any zone.
fn entries() -> impl Strategy<Value = (Timestamp, Tz, Vec<(Kind, i64)>)> {
    let changes = [1_774_744_200_000_i64, 1_792_888_200_000, 1_772_953_200_000, 1_793_511_000_000];
    let zones = [
        chrono_tz::Europe::Berlin,
        chrono_tz::America::New_York,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::Africa::Cairo,
        chrono_tz::UTC,
    ];
    // Neighbours differ in kind, so that every border stays one.
    let kinds = [Kind::Work, Kind::Break, Kind::Undecided];
    let parts = prop::collection::vec((1_usize..3, 1_i64..5 * 3_600_000), 2..7).prop_map(move |parts| {
        let mut place = 0;
        let named = parts.into_iter().map(|(step, millis)| {
            place += step;
            (kinds[place % kinds.len()], millis)
        });
        named.collect()
    });
    let begin = (select(changes.to_vec()), -7_200_000_i64..7_200_000)
        .prop_map(|(change, by)| Timestamp::from_millis(change + by));
    (begin, select(zones.to_vec()), parts)
}

/// A world with one finished entry of these parts, long after it.
fn holding(begin: Timestamp, zone: Tz, parts: &[(Kind, i64)]) -> (World, EntryId) {
    let mut world = World::new();
    (world.zone, world.now) = (zone, begin.plus_millis(1));
    let verb = Verb::Add {
        new: new("a"),
        start: begin,
        end: begin.plus_millis(1),
        breaks: Vec::new(),
        overlap: Overlap::Ask,
    };
    world.say(&verb).unwrap();
    let id = world.only().id;
    world.now = begin.plus_millis(40 * 24 * 3_600_000);
    let mut at = begin;
    let segments = parts.iter().map(|(kind, millis)| {
        let segment =
            Segment { kind: *kind, start: at, end: Some(at.plus_millis(*millis)), cause: Cause::Suspend };
        at = at.plus_millis(*millis);
        segment
    });
    let patch = EditPatch { segments: Some(segments.collect()), ..EditPatch::default() };
    world.say(&Verb::Edit { entry: id, patch, overlap: Overlap::Ask }).unwrap();
    (world, id)
}

/// What each segment is and how long.
fn shape(entry: &Entry) -> Vec<(Kind, Cause, i64)> {
    let now = Timestamp::MAX;
    entry.segments().iter().map(|segment| (segment.kind, segment.cause, segment.millis(now))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_move_keeps_every_length_whatever_the_clocks_do((begin, zone, parts) in entries(), by in -900_000_000_i64..900_000_000) {
        let (mut world, id) = holding(begin, zone, &parts);
        let before = world.only().clone();
        let to = before.start().plus_millis(by);
        world.say(&Verb::Move { entry: id, start: to, overlap: Overlap::Ask }).unwrap();
        let after = world.only().clone();
        prop_assert_eq!(after.start(), to);
        prop_assert_eq!(shape(&after), shape(&before));
        prop_assert!(after.segments().windows(2).all(|pair| pair[0].end == Some(pair[1].start)));
        // The days it lies on share the same sums among themselves.
        let DayTotals(days) = day_totals([&after], world.now);
        let sum: (i64, i64, i64) =
            days.values().fold((0, 0, 0), |sum, day| (sum.0 + day.work, sum.1 + day.rest, sum.2 + day.undecided));
        let whole = before.totals(world.now);
        prop_assert_eq!(sum, (whole.work, whole.rest, whole.undecided));
        if by != 0 {
            world.say(&Verb::Undo).unwrap();
        }
        prop_assert_eq!(world.only(), &before);
    }

    #[test]
    fn a_border_takes_from_one_neighbour_what_it_gives_the_other(
        (begin, zone, parts) in entries(),
        which in any::<Index>(),
        share in 0.0..1.0_f64,
    ) {
        let (mut world, id) = holding(begin, zone, &parts);
        let before = world.only().clone();
        let borders: Vec<Timestamp> = before.segments().iter().skip(1).map(|segment| segment.start).collect();
        let place = which.index(borders.len());
        let (from, room) = (before.segments()[place].start, before.segments()[place + 1].end.unwrap());
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any instant between the two will do")]
        let at = from.plus_millis((room.since(from) as f64 * share) as i64);
        let verb = Verb::Resize { entry: id, border: Border::Between(borders[place]), at, overlap: Overlap::Ask };
        let Ok(said) = world.say(&verb) else {
            prop_assert!(at <= from || at >= room, "only a border that leaves its neighbours is refused");
            return Ok(());
        };
        let after = world.only().clone();
        let (old, new) = (shape(&before), shape(&after));
        prop_assert_eq!((after.start(), after.end(), new.len()), (before.start(), before.end(), old.len()));
        prop_assert_eq!(old[place].2 + old[place + 1].2, new[place].2 + new[place + 1].2);
        let untouched = |index: &usize| *index != place && *index != place + 1;
        for index in (0..old.len()).filter(untouched) {
            prop_assert_eq!(old[index], new[index]);
        }
        if !said.changes.is_empty() {
            world.say(&Verb::Undo).unwrap();
        }
        prop_assert_eq!(world.only(), &before);
    }
}
