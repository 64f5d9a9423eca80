//! `decide`: what becomes of undecided time.

use rstest::rstest;

use super::world::{World, add, start, t};
use crate::timer::{Notice, Refusal};
use crate::{Cause, EditPatch, Kind, Overlap, Resolution, Segment, Verb};

/// An entry of these segments, `u` undecided, `w` work, `b` break, ten minutes each; the last is open if asked for.
fn world(kinds: &str, open: bool) -> World {
    let mut world = World::new();
    world.now = t(100);
    if open {
        world.at(0, &start("a")).unwrap();
    } else {
        world.say(&add("a", 0, 10, Overlap::Ask)).unwrap();
    }
    let mut segments: Vec<Segment> = kinds
        .chars()
        .zip(0_i64..)
        .map(|(kind, place)| Segment {
            kind: match kind {
                'u' => Kind::Undecided,
                'b' => Kind::Break,
                _ => Kind::Work,
            },
            start: t(place * 10),
            end: Some(t(place * 10 + 10)),
            cause: if kind == 'u' { Cause::Lock } else { Cause::User },
        })
        .collect();
    if open {
        segments.last_mut().unwrap().end = None;
    }
    let patch = EditPatch { segments: Some(segments), ..EditPatch::default() };
    let entry = world.only().id;
    world.at(100, &Verb::Edit { entry, patch, overlap: Overlap::Ask }).unwrap();
    world
}

fn decide(world: &World, at: Option<i64>, resolution: Resolution) -> Verb {
    Verb::Decide { entry: world.only().id, at: at.map(t), resolution }
}

#[rstest]
#[case("wuw", false, None, Resolution::Work, &["a: work 0-30"])]
#[case("wuw", false, None, Resolution::Break, &["a: work 0-10 break 10-20 work 20-30"])]
#[case("wub", false, None, Resolution::Break, &["a: work 0-10 break 10-30"])]
#[case("wuwuw", false, Some(35), Resolution::Work, &["a: work 0-10 undecided 10-20 work 20-50"])]
#[case("wuw", false, Some(10), Resolution::Work, &["a: work 0-30"])]
// Cut: in the middle two entries, at the edges shorter, all of it gone.
#[case("wuw", false, None, Resolution::Cut, &["a: work 0-10", "a: work 20-30"])]
#[case("uw", false, None, Resolution::Cut, &["a: work 10-20"])]
#[case("wbu", false, None, Resolution::Cut, &["a: work 0-10 break 10-20"])]
#[case("u", false, None, Resolution::Cut, &[])]
#[case("uwuwu", false, None, Resolution::Cut, &["a: work 10-20", "a: work 30-40"])]
#[case("wuwuw", false, Some(15), Resolution::Cut, &["a: work 0-10", "a: work 20-30 undecided 30-40 work 40-50"])]
// Running: the open segment turns and stays open, or ends the entry; the last piece runs on.
#[case("wu", true, None, Resolution::Work, &["a: work 0-"])]
#[case("wu", true, Some(90), Resolution::Break, &["a: work 0-10 break 10-"])]
#[case("wu", true, None, Resolution::Cut, &["a: work 0-10"])]
#[case("wuw", true, None, Resolution::Cut, &["a: work 0-10", "a: work 20-"])]
fn decides(
    #[case] kinds: &str,
    #[case] open: bool,
    #[case] at: Option<i64>,
    #[case] resolution: Resolution,
    #[case] told: &[&str],
) {
    let mut world = world(kinds, open);
    let verb = decide(&world, at, resolution);
    assert_eq!(world.say(&verb).unwrap().notice, Notice::Decided);
    assert_eq!(world.told(), told);
}

#[rstest]
#[case("ww", None)]
#[case("wuw", Some(5))]
#[case("wuw", Some(20))]
fn refuses_where_nothing_is_undecided(#[case] kinds: &str, #[case] at: Option<i64>) {
    let mut world = world(kinds, false);
    let verb = decide(&world, at, Resolution::Work);
    assert_eq!(world.say(&verb).unwrap_err(), Refusal::NothingUndecided);
}

#[test]
fn a_person_has_decided() {
    let mut world = world("wub", false);
    let verb = decide(&world, None, Resolution::Break);
    world.say(&verb).unwrap();
    assert!(world.only().segments().iter().all(|segment| segment.cause == Cause::User));
}
