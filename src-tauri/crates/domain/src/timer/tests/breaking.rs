//! `break`, `resume`, `toggle-break` and `recover`: the segments of the running entry.

use rstest::rstest;

use super::world::{World, start, t};
use crate::timer::{Notice, Refusal};
use crate::{Cause, Kind, Verb};

const BREAK: Verb = Verb::Break { at: None };
const RESUME: Verb = Verb::Resume { at: None };
const TOGGLE: Verb = Verb::ToggleBreak { at: None };

#[test]
fn work_break_work_touch_exactly() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    assert_eq!(world.at(10, &BREAK).unwrap().notice, Notice::OnBreak);
    assert_eq!(world.at(20, &RESUME).unwrap().notice, Notice::Resumed);
    assert_eq!(world.told(), ["a: work 0-10 break 10-20 work 20-"]);
}

#[test]
fn a_second_press_changes_nothing_and_says_so() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    assert_eq!(world.at(1, &RESUME).unwrap().notice, Notice::Already);
    world.at(10, &BREAK).unwrap();
    let again = world.at(11, &BREAK).unwrap();
    assert!(again.changes.is_empty());
    assert_eq!(again.notice, Notice::Already);
}

#[rstest]
#[case(BREAK)]
#[case(RESUME)]
#[case(TOGGLE)]
fn nothing_running_is_refused(#[case] verb: Verb) {
    assert_eq!(World::new().say(&verb).unwrap_err(), Refusal::NothingRunning);
}

#[test]
fn a_switch_at_the_very_start_leaves_no_segment_without_length() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(10, &BREAK).unwrap();
    world.at(10, &RESUME).unwrap();
    assert_eq!(world.told(), ["a: work 0-"]);
    world.at(0, &BREAK).unwrap();
    assert_eq!(world.told(), ["a: break 0-"]);
}

#[test]
fn a_break_in_the_past_begins_then() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(30, &Verb::Break { at: Some(t(20)) }).unwrap();
    assert_eq!(world.told(), ["a: work 0-20 break 20-"]);
    let too_early = world.at(40, &Verb::Resume { at: Some(t(19)) }).unwrap_err();
    assert_eq!(too_early, Refusal::TooEarly { field: "at", earliest: t(20) });
    let future = world.at(40, &Verb::Resume { at: Some(t(41)) }).unwrap_err();
    assert_eq!(future, Refusal::Future { field: "at" });
}

#[test]
fn toggle_breaks_and_resumes() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(10, &TOGGLE).unwrap();
    world.at(20, &TOGGLE).unwrap();
    assert_eq!(world.told(), ["a: work 0-10 break 10-20 work 20-"]);
}

/// A running entry whose open segment is undecided since minute 10.
fn undecided() -> World {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    let mut entry = world.only().clone();
    let mut segments = entry.segments().to_vec();
    segments[0].end = Some(t(10));
    segments.push(crate::Segment { kind: Kind::Undecided, start: t(10), end: None, cause: Cause::Idle });
    entry = entry.with_segments(segments).unwrap();
    world.entries.insert(entry.id, entry);
    world
}

#[rstest]
#[case(BREAK, "a: work 0-10 undecided 10-30 break 30-")]
#[case(RESUME, "a: work 0-10 undecided 10-30 work 30-")]
#[case(TOGGLE, "a: work 0-10 undecided 10-30 work 30-")]
#[case(Verb::Stop { at: None }, "a: work 0-10 undecided 10-30")]
#[case(Verb::Continue { entry: None, at: None }, "a: work 0-10 undecided 10-30 work 30-")]
fn undecided_time_ends_with_the_next_word(#[case] verb: Verb, #[case] told: &str) {
    let mut world = undecided();
    world.at(30, &verb).unwrap();
    assert_eq!(world.told(), [told]);
}

#[rstest]
// Seen at 20, started again at 60: the gap is undecided and work goes on.
#[case(20, 60, "a: work 0-20 undecided 20-60 work 60-")]
// The heartbeat is older than the segment.
#[case(-5, 60, "a: undecided 0-60 work 60-")]
// Short gaps melt back into work.
#[case(56, 60, "a: work 0-")]
#[case(55, 60, "a: work 0-55 undecided 55-60 work 60-")]
// The clock was set back while nobody watched.
#[case(20, 10, "a: work 0-")]
fn unwatched_time_becomes_undecided(#[case] seen: i64, #[case] now: i64, #[case] told: &str) {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(now, &Verb::Recover { seen: t(seen), threshold_millis: 5 * 60_000 }).unwrap();
    assert_eq!(world.told(), [told]);
}

#[test]
fn a_break_just_goes_on_unwatched() {
    let mut world = World::new();
    world.at(0, &start("a")).unwrap();
    world.at(10, &BREAK).unwrap();
    let said = world.at(500, &Verb::Recover { seen: t(20), threshold_millis: 1 }).unwrap();
    assert_eq!(said.notice, Notice::Already);
    assert_eq!(world.told(), ["a: work 0-10 break 10-"]);
}

#[test]
fn recovering_says_why_and_only_once() {
    let mut world = World::new();
    let recover = Verb::Recover { seen: t(20), threshold_millis: 60_000 };
    assert_eq!(world.at(60, &recover).unwrap().notice, Notice::Already);
    world.at(0, &start("a")).unwrap();
    assert_eq!(world.at(60, &recover).unwrap().notice, Notice::Recovered);
    assert_eq!(world.only().segments()[1].cause, Cause::Crash);
    assert_eq!(world.at(60, &recover).unwrap().notice, Notice::Already);
}
