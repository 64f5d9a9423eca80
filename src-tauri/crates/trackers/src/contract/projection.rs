//! What every projection keeps: nothing lost, nothing added, nothing twice, whatever the entry looks like.

use domain::calendar::date_of;
use domain::payload::{BreakPolicy, Rounding};
use domain::{Entry, Kind, PayloadKind, Policy, Timestamp};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::World;
use super::world::{Net, entry};

/// How many seconds net milliseconds become; none when they are too few.
pub(crate) type Total = fn(i64, Rounding) -> Option<u32>;

pub(crate) fn parts_add_up_and_are_always_the_same(world: &World, total: Total) {
    let mut runner =
        TestRunner::new(Config { cases: 10_000, failure_persistence: None, ..Config::default() });
    runner
        .run(&(entries(), policies()), |(entry, policy)| {
            let net: i64 = entry.totals(Timestamp::MIN).work;
            let Some(total) = total(net, policy.rounding) else {
                prop_assert!(world.project(&entry, &policy).is_err());
                return Ok(());
            };
            let parts =
                world.project(&entry, &policy).map_err(|error| TestCaseError::fail(error.to_string()))?;
            let again = world.project(&entry, &policy);
            prop_assert_eq!(again.as_ref(), Ok(&parts));
            let work = parts.iter().filter(|part| part.payload.kind == PayloadKind::Work);
            prop_assert_eq!(work.clone().map(|part| part.payload.seconds).sum::<u32>(), total);
            prop_assert!(work.clone().all(|part| part.payload.seconds > 0));
            let starts: Vec<_> = parts.iter().map(|part| part.payload.start).collect();
            prop_assert!(starts.windows(2).all(|pair| pair[0] < pair[1]), "{starts:?}");
            if policy.breaks == BreakPolicy::Subtract
                && world.tracker.about().default_policy.breaks == policy.breaks
            {
                let most = match world.net {
                    Net::Whole => 1,
                    Net::ByDay => local_days(&entry),
                };
                prop_assert!((1..=most).contains(&parts.len()), "{most} {parts:?}");
            }
            Ok(())
        })
        .unwrap();
}

/// How many local days an entry touches in its zone.
fn local_days(entry: &Entry) -> usize {
    let date = |at: Timestamp| date_of(at, entry.zone);
    let last = date(entry.end().unwrap().plus_millis(-1));
    usize::try_from((last - date(entry.start())).num_days() + 1).unwrap()
}

/// Entries of one to nine segments from a millisecond to four hours, at any millisecond.
pub(crate) fn entries() -> impl Strategy<Value = Entry> {
    let kind = prop::sample::select(vec![Kind::Work, Kind::Work, Kind::Break]);
    let millis = prop_oneof![1_i64..5_000, 1_000_i64..200_000, 60_000_i64..14_400_000];
    let segments = prop::collection::vec((kind, millis), 1..10);
    (0_i64..4_000_000_000_000, segments, "\\PC{0,20}")
        .prop_map(|(start, segments, note)| entry(&note, Timestamp::from_millis(start), &segments))
}

fn policies() -> impl Strategy<Value = Policy> {
    let breaks = prop::sample::select(vec![BreakPolicy::Gap, BreakPolicy::Entry, BreakPolicy::Subtract]);
    let rounding = prop::sample::select(vec![Rounding::Nearest, Rounding::Up, Rounding::Down]);
    (breaks, rounding).prop_map(|(breaks, rounding)| Policy { breaks, rounding })
}
