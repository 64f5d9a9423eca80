//! `away` and `set-back`: what presence and the clock say to the timer.

use rstest::rstest;

use super::world::{World, start, t};
use crate::timer::{Notice, Refusal};
use crate::{Cause, Verb};

fn away(world: &World, from: i64, to: Option<i64>, cause: Cause) -> Verb {
    let entry = world.entries.values().next().unwrap().id;
    Verb::Away { entry, from: t(from), to: to.map(t), cause }
}

#[rstest]
// Work 0-30, break 30-40, work from 40; said at 100.
#[case(50, Some(60), "a: work 0-30 break 30-40 work 40-50 undecided 50-60 work 60-")]
#[case(50, None, "a: work 0-30 break 30-40 work 40-50 undecided 50-")]
#[case(40, None, "a: work 0-30 break 30-40 undecided 40-")]
#[case(20, Some(60), "a: work 0-20 undecided 20-30 break 30-40 undecided 40-60 work 60-")]
#[case(-10, Some(10), "a: undecided 0-10 work 10-30 break 30-40 work 40-")]
#[case(90, Some(200), "a: work 0-30 break 30-40 work 40-90 undecided 90-100 work 100-")]
// Nothing of it lies in work.
#[case(30, Some(40), "a: work 0-30 break 30-40 work 40-")]
#[case(60, Some(60), "a: work 0-30 break 30-40 work 40-")]
#[case(70, Some(60), "a: work 0-30 break 30-40 work 40-")]
fn work_in_that_time_becomes_undecided_and_breaks_stay(
    #[case] from: i64,
    #[case] to: Option<i64>,
    #[case] told: &str,
) {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(30, &Verb::Break { at: None }).unwrap();
    world.at(40, &Verb::Resume { at: None }).unwrap();
    let verb = away(&world, from, to, Cause::Lock);
    world.at(100, &verb).unwrap();
    assert_eq!(world.told(), [told]);
    assert_eq!(world.at(100, &verb).unwrap().notice, Notice::Already, "said twice");
}

#[test]
fn an_absence_grows_backwards_and_ends_as_one_segment_of_the_earliest_cause() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    // The lock was heard first; the last input was earlier.
    let locked = away(&world, 10, None, Cause::Lock);
    world.at(15, &locked).unwrap();
    let idle = away(&world, 5, None, Cause::Idle);
    world.at(16, &idle).unwrap();
    assert_eq!(world.told(), ["a: work 0-5 undecided 5-"]);
    let back = away(&world, 5, Some(60), Cause::Idle);
    world.at(61, &back).unwrap();
    assert_eq!(world.told(), ["a: work 0-5 undecided 5-60 work 60-"]);
    assert_eq!(world.only().segments()[1].cause, Cause::Idle);
}

#[test]
fn an_absence_that_was_over_earlier_ends_no_later_one() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    let gone = away(&world, 50, None, Cause::Lock);
    world.at(60, &gone).unwrap();
    let earlier = away(&world, 20, Some(30), Cause::Idle);
    world.at(61, &earlier).unwrap();
    assert_eq!(world.told(), ["a: work 0-20 undecided 20-30 work 30-50 undecided 50-"]);
    assert_eq!(world.only().last().cause, Cause::Lock);
}

#[test]
fn what_a_person_said_meanwhile_stays() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    let gone = away(&world, 10, None, Cause::Idle);
    world.at(15, &gone).unwrap();
    world.at(40, &Verb::Break { at: None }).unwrap();
    let back = away(&world, 10, Some(41), Cause::Idle);
    world.at(41, &back).unwrap();
    assert_eq!(world.told(), ["a: work 0-10 undecided 10-40 break 40-"]);
}

#[test]
fn the_entry_that_ran_then_is_meant_even_if_another_one_runs_now() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    let late = away(&world, 10, Some(20), Cause::Suspend);
    world.at(15, &start("b")).unwrap();
    world.at(30, &late).unwrap();
    assert_eq!(world.told(), ["a: work 0-10 undecided 10-15", "b: work 15-"]);
    let gone = Verb::Away { entry: world.fresh_name(), from: t(0), to: None, cause: Cause::Idle };
    assert!(matches!(world.say(&gone), Err(Refusal::UnknownEntry(_))));
}

#[test]
fn an_absence_is_taken_back_like_any_change() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    let gone = away(&world, 10, Some(20), Cause::Idle);
    world.at(20, &gone).unwrap();
    world.at(21, &Verb::Undo).unwrap();
    assert_eq!(world.told(), ["a: work 0-"]);
}

#[test]
fn a_clock_set_back_moves_what_runs_and_keeps_its_length() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(90, &Verb::Break { at: None }).unwrap();
    let said = world.at(60, &Verb::SetBack { by_millis: 60 * 60_000 }).unwrap();
    assert_eq!(said.notice, Notice::Moved);
    assert_eq!(world.told(), ["a: work -60-30 break 30-"]);
}

#[test]
fn what_would_come_to_lie_upon_others_takes_them_along_and_no_more() {
    let mut world = World::new();
    for (from, to, note) in [(-300, -200, "far"), (-60, -30, "near"), (-30, 0, "touching")] {
        world.now = t(100);
        world.say(&super::world::add(note, from, to, crate::Overlap::Ask)).unwrap();
    }
    world.at(0, &start("a")).unwrap();
    // From 50 back to 20: a moves onto "touching", that onto "near".
    world.at(20, &Verb::SetBack { by_millis: 30 * 60_000 }).unwrap();
    let told = ["far: work -300--200", "near: work -90--60", "touching: work -60--30", "a: work -30-"];
    assert_eq!(world.told(), told);
}

#[test]
fn an_entry_that_has_just_ended_moves_too_because_the_next_one_starts_now() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(50, &Verb::Stop { at: None }).unwrap();
    world.at(20, &Verb::SetBack { by_millis: 30 * 60_000 }).unwrap();
    assert_eq!(world.told(), ["a: work -30-20"]);
    world.at(20, &start("b")).unwrap();
    assert_eq!(world.told(), ["a: work -30-20", "b: work 20-"]);
}

#[rstest]
#[case(0)]
#[case(-60_000)]
fn a_clock_that_was_not_set_back_moves_nothing(#[case] by_millis: i64) {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    assert_eq!(world.at(10, &Verb::SetBack { by_millis }).unwrap().notice, Notice::Already);
}
