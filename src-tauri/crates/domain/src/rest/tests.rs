//! What the rule packs ask for, case by case with its source, and what holds for any day.

use proptest::prelude::*;
use proptest::sample::select;
use rstest::rstest;

use super::*;
use crate::workday::tests::{day, entry, m};
use crate::{Entry, Kind};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// How a finished day stands, in minutes: `(net work, taken of the demand that is open, missing of it)`, and whether
/// the rules were kept.
fn verdict(rules: &Rules, text: &str) -> (i64, Option<(i64, i64)>, bool) {
    let (entries, now) = day(text);
    let found = standing(&rules.pack().unwrap(), &Workday::of(&entries, now));
    let owed = found.owed.map(|owed| (owed.taken_millis / MINUTE, owed.missing_millis / MINUTE));
    (found.work_millis / MINUTE, owed, found.kept)
}

#[rstest]
// The text of § 4, as quoted in it-m-h/SmallTime#31: over six hours 30 minutes, over nine 45.
#[case("SmallTime#31: six hours owe nothing", "W360", Some((0, 30)), true)]
#[case("SmallTime#31: a minute more owes 30", "W180 B14 W181", Some((0, 30)), false)]
#[case("SmallTime#31: over six to nine hours, 30 are enough", "W270 B30 W270", Some((30, 15)), true)]
#[case("SmallTime#31: over nine hours, 30 are not", "W270 B30 W271", Some((30, 15)), false)]
#[case("SmallTime#31: over nine hours, 45 are", "W270 B45 W271", None, true)]
#[case("SmallTime#31: parts of 15 add up", "W180 B15 W120 B15 W120", Some((30, 15)), true)]
#[case("SmallTime#31: three parts of 15 add up", "W180 B15 W180 B15 W100 B15 W100", None, true)]
#[case("SmallTime#31: a part of 14 does not count", "W180 B15 W120 B14 W120", Some((15, 15)), false)]
#[case("SmallTime#31: six hours in a row are the most", "W361 B45 W60", None, false)]
#[case("SmallTime#31: … and no 14 minutes end them", "W200 B14 W161 B45 W60", None, false)]
#[case("SmallTime#31: … but 15 do", "W200 B15 W200 B30 W60", None, true)]
// § 2 (1): working time is without breaks. 07:43 to 16:44 are 9:01 present and 8:31 of work.
#[case("cpcMomentum/worktime#403: present 9:01, 30 suffice", "W270 B30 W241", Some((30, 15)), true)]
#[case("cpcMomentum/worktime#404: gross 9:30 is net 9:00", "W270 B30 W270", Some((30, 15)), true)]
#[case("cpcMomentum/worktime#404: gross 9:31 is not", "W271 B30 W270", Some((30, 15)), false)]
#[case("zeiterfassung#94 case 3: three gaps of 10", "W120 -10 W120 -10 W120 -10 W60", Some((0, 30)), false)]
#[case("zeiterfassung#94: gaps between entries of 15 count", "W200 -15 W120 -15 W100", Some((30, 15)), true)]
// A paid break is recorded as work, and stays work.
#[case("alyf-de/working_time#22: a paid break is none", "W240 -0 W30 -0 W120", Some((0, 30)), false)]
#[case("HR-Addon#41: five hours need none", "W150 B10 W150", Some((0, 30)), true)]
fn arbzg(#[case] source: &str, #[case] text: &str, #[case] owed: Option<(i64, i64)>, #[case] kept: bool) {
    let (_, found, keeps) = verdict(&Rules::De, text);
    assert_eq!((found, keeps), (owed, kept), "{source}");
}

#[test]
fn nothing_is_ever_deducted_zeiterfassung_1987() {
    // Ten hours in a row without rest: the rules are broken, and the work is ten hours all the same.
    for rules in [Rules::De, Rules::At, Rules::Ch] {
        let (work, _, kept) = verdict(&rules, "W600");
        assert_eq!((work, kept), (600, false));
    }
}

#[rstest]
#[case("six hours owe nothing", "W180 B9 W180", Some((0, 30)), true)]
#[case("half an hour", "W200 B30 W200", None, true)]
#[case("two quarters", "W200 B15 W100 B15 W100", None, true)]
#[case("three times ten", "W100 B10 W100 B10 W100 B10 W100", None, true)]
#[case("ten and twenty are neither", "W200 B10 W100 B20 W100", Some((20, 10)), false)]
#[case("one quarter", "W200 B15 W200", Some((15, 15)), false)]
#[case("no further step over nine hours", "W300 B30 W300", None, true)]
fn azg_section_11(
    #[case] rule: &str,
    #[case] text: &str,
    #[case] owed: Option<(i64, i64)>,
    #[case] kept: bool,
) {
    let (_, found, keeps) = verdict(&Rules::At, text);
    assert_eq!((found, keeps), (owed, kept), "{rule}");
}

#[rstest]
#[case("Art. 15 a: 5½ hours owe nothing", "W330", Some((0, 15)), true)]
// 06:00 to 11:40 with ten minutes of rest is 5½ hours of work.
#[case("Art. 15 a: presence of 5:40, ten minutes off", "W170 B10 W160", Some((0, 15)), true)]
#[case("Art. 15 a: over 5½ a quarter", "W200 B15 W200", Some((0, 30)), true)]
#[case("Art. 15 b: over seven half an hour", "W240 B15 W240", Some((0, 30)), false)]
#[case("ArGV 1 Art. 18 (3): half an hour in one piece", "W160 B15 W160 B15 W160", Some((0, 30)), false)]
#[case("Art. 15 b: half an hour", "W240 B30 W240", Some((30, 30)), true)]
#[case("Art. 15 c: over nine an hour", "W280 B30 W280", Some((30, 30)), false)]
#[case("ArGV 1 Art. 18 (3): an hour may be split", "W200 B30 W200 B15 W100 B15 W100", None, true)]
#[case("ArGV 1 Art. 18 (2): 5½ hours after a break need another", "W60 B30 W340", Some((30, 30)), false)]
fn arg_article_15(
    #[case] rule: &str,
    #[case] text: &str,
    #[case] owed: Option<(i64, i64)>,
    #[case] kept: bool,
) {
    let (_, found, keeps) = verdict(&Rules::Ch, text);
    assert_eq!(keeps, kept, "{rule}");
    assert_eq!(found, owed, "{rule}");
}

#[test]
fn undecided_time_is_neither_work_nor_rest() {
    // Counted as work it would owe 30 minutes; counted as rest it would be enough.
    assert_eq!(verdict(&Rules::De, "W180 U60 W180"), (360, Some((0, 30)), true));
    assert_eq!(verdict(&Rules::De, "W180 U60 W181"), (361, Some((0, 30)), false));
    // It joins no two breaks into one that counts.
    assert_eq!(verdict(&Rules::De, "W180 B8 U1 B8 W60").1, Some((0, 30)));
}

/// The German standing of a day that still runs: its last stretch is open.
fn live(text: &str) -> Standing {
    let (entries, now) = day(text);
    let open = entries.last().unwrap();
    let mut segments = open.segments().to_vec();
    segments.last_mut().unwrap().end = None;
    let running = open.with_segments(segments).unwrap();
    let before = &entries[..entries.len() - 1];
    standing(&Rules::De.pack().unwrap(), &Workday::of(before.iter().chain([&running]), now))
}

#[test]
fn the_forecast_says_until_when_work_may_go_on() {
    // From 08:00: six hours in a row are over at 14:00.
    let found = live("W120");
    assert_eq!((found.due, found.limit), (Some(m(14 * 60)), Some(Limit::Row)));
    assert_eq!(found.left_millis, Some(4 * HOUR));
    // 18 minutes at noon are 18 of 30; the six hours of the day are over at 14:18.
    let found = live("W240 B18 W60");
    let owed = found.owed.unwrap();
    assert_eq!((owed.taken_millis / MINUTE, owed.missing_millis / MINUTE), (18, 12));
    assert_eq!(found.due, Some(m(14 * 60 + 18)));
    assert_eq!(found.limit, Some(Limit::Total { over_millis: 6 * HOUR }));
    // With 30 minutes the next limit is nine hours, unless six in a row come first.
    assert_eq!(live("W240 B30 W60").due, Some(m(17 * 60 + 30)));
    assert_eq!(live("W60 B30 W60").due, Some(m(15 * 60 + 30)));
    // With 45 only the row is left.
    assert_eq!(live("W300 B45 W60").limit, Some(Limit::Row));
}

#[test]
fn what_is_overdue_was_due_when_the_limit_was_reached() {
    let found = live("W350 B5 W30");
    assert_eq!(found.due, Some(m(8 * 60 + 365)));
    assert_eq!(found.left_millis, Some(-20 * MINUTE));
    assert!(!found.kept);
}

#[test]
fn a_rest_that_goes_on_says_when_it_counts_and_when_it_is_enough() {
    let found = live("W240 B5");
    assert_eq!(found.due, None);
    let noon = m(12 * 60);
    assert_eq!(
        found.resting,
        Some(Resting {
            since: noon,
            counts_at: Some(noon.plus_millis(15 * MINUTE)),
            enough_at: Some(noon.plus_millis(30 * MINUTE)),
        })
    );
    // After 20 minutes before, ten are missing, but only 15 count.
    let found = live("W180 B20 W60 B1").resting.unwrap();
    assert_eq!(found.enough_at, Some(found.since.plus_millis(15 * MINUTE)));
    assert_eq!(live("W240 B45 W60 B1").resting.unwrap().counts_at, None);
}

#[test]
fn in_austria_one_more_break_does_as_much_as_the_split_allows() {
    let pack = Rules::At.pack().unwrap();
    let enough = |text: &str| {
        let (entries, now) = day(text);
        let resting = standing(&pack, &Workday::of(&entries, now)).resting.unwrap();
        (
            resting.counts_at.unwrap().since(resting.since) / MINUTE,
            resting.enough_at.unwrap().since(resting.since) / MINUTE,
        )
    };
    assert_eq!(enough("W60 B1"), (10, 30));
    assert_eq!(enough("W60 B15 W60 B1"), (15, 15));
    assert_eq!(enough("W60 B10 W60 B10 W60 B1"), (10, 10));
}

#[test]
fn without_rules_nothing_is_owed() {
    assert_eq!(Rules::Off.pack(), None);
    let free = Pack::try_from(Draft { demands: Vec::new(), row: None }).unwrap();
    let (entries, now) = day("W900");
    let found = standing(&free, &Workday::of(&entries, now));
    assert_eq!((found.owed, found.left_millis, found.due, found.kept), (None, None, None, true));
}

#[rstest]
#[case(6 * HOUR, 30 * MINUTE, Parts::AtLeast(0), PackError::Length)]
#[case(6 * HOUR, 30 * MINUTE, Parts::AtLeast(31 * MINUTE), PackError::Parts)]
#[case(-1, 30 * MINUTE, Parts::AtLeast(MINUTE), PackError::Length)]
#[case(25 * HOUR, 30 * MINUTE, Parts::AtLeast(MINUTE), PackError::Length)]
#[case(6 * HOUR, 0, Parts::AtLeast(MINUTE), PackError::Parts)]
#[case(6 * HOUR, 30 * MINUTE, Parts::OneOf(Vec::new()), PackError::Parts)]
#[case(6 * HOUR, 30 * MINUTE, Parts::OneOf(vec![Split { count: 2, each_millis: 10 * MINUTE }]), PackError::Parts)]
fn rules_that_cannot_be_kept_are_refused(
    #[case] over_millis: i64,
    #[case] rest_millis: i64,
    #[case] parts: Parts,
    #[case] why: PackError,
) {
    let demands = vec![Demand { over_millis, rest_millis, parts }];
    let refused = Pack::try_from(Draft { demands, row: None }).unwrap_err();
    // Nothing at all can be owed in no time, whatever is said about its parts.
    let expected = if rest_millis == 0 { PackError::Length } else { why };
    assert_eq!(refused, expected);
}

#[test]
fn demands_must_grow_and_the_packs_of_the_laws_do() {
    let demand = |over, rest| Demand {
        over_millis: over * HOUR,
        rest_millis: rest * MINUTE,
        parts: Parts::AtLeast(MINUTE),
    };
    for demands in [vec![demand(6, 30), demand(6, 45)], vec![demand(6, 30), demand(9, 30)]] {
        assert_eq!(Pack::try_from(Draft { demands, row: None }), Err(PackError::Order));
    }
    for rules in [Rules::De, Rules::At, Rules::Ch] {
        let pack = rules.pack().unwrap();
        let draft = Draft { demands: pack.demands().to_vec(), row: pack.row() };
        assert_eq!(Pack::try_from(draft), Ok(pack));
    }
}

/// Any pack somebody may follow.
fn packs() -> impl Strategy<Value = Pack> {
    let own = (1_i64..5, 1_i64..8, 5_i64..40, 1_i64..5).prop_map(|(over, more, rest, least)| {
        let demand = |over: i64, rest: i64| Demand {
            over_millis: over * HOUR,
            rest_millis: rest * MINUTE,
            parts: Parts::AtLeast(least * MINUTE),
        };
        let demands = vec![demand(over, rest), demand(over + more, rest + 10)];
        let row = Some(Row { limit_millis: over * HOUR + 90 * MINUTE, ended_by_millis: least * MINUTE });
        Pack::try_from(Draft { demands, row }).unwrap()
    });
    let law = select(vec![Rules::De, Rules::At, Rules::Ch]).prop_map(|rules| rules.pack().unwrap());
    prop_oneof![3 => law, 1 => own]
}

/// Days of work, breaks and undecided time, in minutes from midnight on; the first stretch is work. All that is no
/// work is shorter than a night, which would begin another day.
fn days() -> impl Strategy<Value = Vec<(Kind, i64)>> {
    let stretch = prop_oneof![
        3 => (Just(Kind::Work), 1_i64..200),
        2 => (Just(Kind::Break), 1_i64..36),
        1 => (Just(Kind::Undecided), 1_i64..36),
    ];
    (1_i64..300, prop::collection::vec(stretch, 0..8)).prop_map(|(first, rest)| {
        let mut day = vec![(Kind::Work, first)];
        day.extend(rest);
        day
    })
}

/// The entry of such a day, and its end in minutes; open = the last stretch goes on.
fn laid(day: &[(Kind, i64)], open: bool) -> (Entry, i64) {
    let mut at = 0;
    let mut segments = Vec::new();
    for (kind, long) in day {
        segments.push((*kind, at, at + long));
        at += long;
    }
    if open {
        segments.last_mut().unwrap().2 = -1;
    }
    (entry(&segments), at)
}

fn stands(pack: &Pack, entry: &Entry, now: Timestamp) -> Standing {
    standing(pack, &Workday::of([entry], now))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_longer_break_never_makes_it_worse(
        pack in packs(),
        day in days(),
        place in any::<prop::sample::Index>(),
        more in 1_i64..60,
    ) {
        // One of no length may become one, too.
        let place = 1 + place.index(day.len());
        let mut longer = day.clone();
        match longer.get_mut(place) {
            Some((Kind::Break, long)) => *long += more,
            _ => longer.insert(place, (Kind::Break, more)),
        }
        let (one, end) = laid(&day, false);
        let (other, other_end) = laid(&longer, false);
        no_worse(&stands(&pack, &other, m(other_end)), &stands(&pack, &one, m(end)))?;
    }

    #[test]
    fn a_break_in_place_of_work_never_makes_it_worse(
        pack in packs(),
        day in days(),
        place in any::<prop::sample::Index>(),
        cut in (0_i64..300, 0_i64..60),
    ) {
        // Work stays at both sides, because rest before the first work or after the last interrupts none.
        let works: Vec<usize> =
            (0..day.len()).filter(|place| day[*place].0 == Kind::Work && day[*place].1 >= 3).collect();
        if works.is_empty() {
            return Ok(());
        }
        let place = *place.get(&works);
        let long = day[place].1;
        let before = 1 + cut.0 % (long - 2);
        let rest = 1 + cut.1 % (long - before - 1);
        let mut rested = day.clone();
        let pieces = [(Kind::Work, before), (Kind::Break, rest), (Kind::Work, long - before - rest)];
        rested.splice(place..=place, pieces);
        let (one, end) = laid(&day, false);
        let (other, _) = laid(&rested, false);
        no_worse(&stands(&pack, &other, m(end)), &stands(&pack, &one, m(end)))?;
    }

    #[test]
    fn the_forecast_is_what_is_found_at_that_moment(pack in packs(), day in days()) {
        let mut day = day;
        day.push((Kind::Work, 1));
        let (running, now) = laid(&day, true);
        let found = stands(&pack, &running, m(now));
        let Some(due) = found.due else {
            prop_assert_eq!(found.left_millis, None);
            return Ok(());
        };
        let left = found.left_millis.unwrap();
        if left >= 0 {
            prop_assert_eq!(due, m(now).plus_millis(left));
            let then = stands(&pack, &running, due);
            prop_assert_eq!((then.left_millis, then.due), (Some(0), Some(due)));
            prop_assert_eq!(then.kept, found.kept);
            prop_assert!(!stands(&pack, &running, due.plus_millis(1)).kept);
        } else {
            // It was due when the work that is too much began.
            prop_assert!(due < m(now) && !found.kept);
            prop_assert!(m(now).since(due) >= -left);
        }
    }

    #[test]
    fn a_rest_that_goes_on_counts_when_it_was_said(pack in packs(), day in days()) {
        let mut day = day;
        day.push((Kind::Work, 1));
        day.push((Kind::Break, 1));
        let (running, now) = laid(&day, true);
        let found = stands(&pack, &running, m(now));
        let resting = found.resting.unwrap();
        prop_assert_eq!(resting.since, m(now - 1));
        let missing = |at: Timestamp| {
            stands(&pack, &running, at).owed.map(|owed| (owed.over_millis, owed.missing_millis))
        };
        if let Some(counts) = resting.counts_at {
            prop_assert!(missing(counts) != missing(counts.plus_millis(-1)));
        }
        if let Some(enough) = resting.enough_at {
            // Then the demand is met, and not a moment before.
            let demand = missing(resting.since.plus_millis(1)).unwrap().0;
            prop_assert!(missing(enough).is_none_or(|next| next.0 != demand));
            prop_assert_eq!(missing(enough.plus_millis(-1)).unwrap().0, demand);
        }
    }

    #[test]
    fn work_is_what_was_recorded_whatever_the_rules(pack in packs(), day in days()) {
        let (finished, end) = laid(&day, false);
        prop_assert_eq!(stands(&pack, &finished, m(end)).work_millis, finished.totals(m(end)).work);
    }
}

fn no_worse(other: &Standing, one: &Standing) -> Result<(), TestCaseError> {
    let missing =
        |found: &Standing| found.owed.map_or((i64::MAX, 0), |owed| (owed.over_millis, -owed.missing_millis));
    prop_assert!(other.kept || !one.kept, "{one:#?} {other:#?}");
    prop_assert!(missing(other) >= missing(one), "{one:#?} {other:#?}");
    prop_assert!(
        other.left_millis.unwrap_or(i64::MAX) >= one.left_millis.unwrap_or(i64::MAX),
        "{one:#?} {other:#?}"
    );
    Ok(())
}
