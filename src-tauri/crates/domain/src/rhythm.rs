//! The person's own rhythm of work and breaks: when the next break is due, and when the one that goes on is over.
//!
//! A rhythm only reads the line of the day and reminds; no duration is ever changed to fit it. Whatever takes a person
//! away counts as the break it is: a break, a gap between entries, time without input, a locked screen, sleep.

use serde::{Deserialize, Serialize};

use crate::workday::Workday;
use crate::{Kind, Timestamp};

const MINUTE: i64 = 60_000;

/// So much work, then so much rest; now and then a longer one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rhythm {
    /// Work of a round, milliseconds.
    pub work_millis: i64,
    /// The break after it, milliseconds; a shorter one begins no new round.
    pub rest_millis: i64,
    /// The longer break; `None` = all are alike.
    pub long: Option<LongRest>,
}

/// A longer break after every so many rounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LongRest {
    /// After how many rounds, at least one.
    pub every: u32,
    /// How long, milliseconds.
    pub rest_millis: i64,
}

/// 25 minutes of work, 5 of rest, 15 after four rounds.
pub const POMODORO: Rhythm = Rhythm {
    work_millis: 25 * MINUTE,
    rest_millis: 5 * MINUTE,
    long: Some(LongRest { every: 4, rest_millis: 15 * MINUTE }),
};

/// 52 minutes of work, 17 of rest.
pub const FIFTY_TWO: Rhythm = Rhythm { work_millis: 52 * MINUTE, rest_millis: 17 * MINUTE, long: None };

/// Where in the rhythm a person is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beat {
    /// In a round of work.
    Working {
        /// The first work of the round; the round goes by this name.
        since: Timestamp,
        /// Work of the round so far, milliseconds.
        work_millis: i64,
        /// Which round it is since the last long break, from 1.
        round: u32,
        /// When the break is due or was, if work goes on.
        due: Timestamp,
        /// How long the break is to be, milliseconds.
        rest_millis: i64,
    },
    /// Away from work.
    Resting {
        /// Since when.
        since: Timestamp,
        /// When the break is over, or was.
        over: Timestamp,
        /// Whether it is a long one.
        long: bool,
    },
}

/// Where the day is in the rhythm; `None` before its first work, and for a rhythm without work or rest.
pub fn beat(rhythm: &Rhythm, day: &Workday) -> Option<Beat> {
    if rhythm.work_millis <= 0 || rhythm.rest_millis <= 0 {
        return None;
    }
    let mut so_far = SoFar { rounds: 0, work: 0, from: None, away: None };
    for (place, stretch) in day.stretches().iter().enumerate() {
        if stretch.kind == Kind::Work {
            so_far.end_rest(rhythm, stretch.start);
            so_far.from.get_or_insert((place, stretch.start));
            so_far.work += stretch.millis();
        } else {
            so_far.away.get_or_insert(stretch.start);
        }
    }
    if day.is_working() {
        so_far.end_rest(rhythm, day.now());
    }
    let rest = so_far.rest_due(rhythm);
    match (so_far.away, so_far.from) {
        (Some(_), None) => None,
        (Some(since), Some(_)) => {
            Some(Beat::Resting { since, over: since.plus_millis(rest), long: rest > rhythm.rest_millis })
        }
        (None, from) => {
            // Work that begins this very moment has no stretch yet.
            let (place, since) = match from {
                Some(from) => from,
                None if day.is_working() => (day.stretches().len(), day.now()),
                None => return None,
            };
            let due = day.reached(place, rhythm.work_millis);
            let (work_millis, round) = (so_far.work, so_far.rounds + 1);
            Some(Beat::Working { since, work_millis, round, due, rest_millis: rest })
        }
    }
}

/// What the line says up to a point.
struct SoFar {
    /// Rounds done since the last long break.
    rounds: u32,
    /// Work in the present round.
    work: i64,
    /// Where the present round began.
    from: Option<(usize, Timestamp)>,
    /// Since when nobody works.
    away: Option<Timestamp>,
}

impl SoFar {
    /// How long the break after the present round is to be. A round counts once half of it was worked, so that a break
    /// taken early is a break and not one more round.
    fn rest_due(&self, rhythm: &Rhythm) -> i64 {
        let long = rhythm.long.filter(|long| {
            let every = long.every.max(1);
            self.counts(rhythm) && (self.rounds + 1).is_multiple_of(every)
        });
        long.map_or(rhythm.rest_millis, |long| long.rest_millis.max(rhythm.rest_millis))
    }

    fn counts(&self, rhythm: &Rhythm) -> bool {
        self.work * 2 >= rhythm.work_millis
    }

    /// Work goes on at `at`: what lay before it was a break, or too short to be one.
    fn end_rest(&mut self, rhythm: &Rhythm, at: Timestamp) {
        let Some(since) = self.away.take() else { return };
        let rested = at.since(since);
        let long = rhythm.long.is_some_and(|long| rested >= long.rest_millis.max(rhythm.rest_millis));
        if rested >= rhythm.rest_millis {
            self.rounds = if long { 0 } else { self.rounds + u32::from(self.counts(rhythm)) };
            self.work = 0;
            self.from = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::Entry;
    use crate::workday::tests::{day, entry, m};

    /// The day with its last stretch open.
    fn live(text: &str) -> (Vec<Entry>, Timestamp) {
        let (mut entries, now) = day(text);
        let open = entries.pop().unwrap();
        let mut segments = open.segments().to_vec();
        segments.last_mut().unwrap().end = None;
        entries.push(open.with_segments(segments).unwrap());
        (entries, now)
    }

    /// `(round, minutes until the break is due, its length)` of a day that ends with work that goes on.
    fn working(rhythm: &Rhythm, text: &str) -> (u32, i64, i64) {
        let (entries, now) = live(text);
        match beat(rhythm, &Workday::of(&entries, now)) {
            Some(Beat::Working { round, due, rest_millis, .. }) => {
                (round, due.since(now) / MINUTE, rest_millis / MINUTE)
            }
            other => panic!("{other:?}"),
        }
    }

    #[rstest]
    #[case("W10", (1, 15, 5))]
    #[case("W30", (1, -5, 5))]
    #[case("W25 B5 W5", (2, 20, 5))]
    // A short break moves the next one away and begins no round.
    #[case("W20 B4 W1", (1, 4, 5))]
    // Breaks nobody announced count: a gap, and time away from the desk.
    #[case("W25 -5 W5", (2, 20, 5))]
    #[case("W25 U5 W5", (2, 20, 5))]
    #[case("W25 B3 U3 W5", (2, 20, 5))]
    // A break after a few minutes of work is one, and no round.
    #[case("W5 B10 W5", (1, 20, 5))]
    // The fourth round ends with the long break; after it, everything begins anew.
    #[case("W25 B5 W25 B5 W25 B5 W20", (4, 5, 15))]
    #[case("W25 B5 W25 B5 W25 B5 W25 B15 W5", (1, 20, 5))]
    #[case("W25 B5 W25 B30 W5", (1, 20, 5))]
    // Whoever takes a short one instead gets the long one four rounds later.
    #[case("W25 B5 W25 B5 W25 B5 W25 B5 W5", (5, 20, 5))]
    fn pomodoro(#[case] text: &str, #[case] expected: (u32, i64, i64)) {
        assert_eq!(working(&POMODORO, text), expected);
    }

    #[test]
    fn fifty_two_and_seventeen() {
        assert_eq!(working(&FIFTY_TWO, "W50 B16 W1"), (1, 1, 17));
        assert_eq!(working(&FIFTY_TWO, "W50 B17 W1"), (2, 51, 17));
    }

    #[test]
    fn a_break_is_over_when_the_rhythm_says_so() {
        let (entries, now) = live("W25 B2");
        let found = beat(&POMODORO, &Workday::of(&entries, now));
        let since = now.plus_millis(-2 * MINUTE);
        assert_eq!(found, Some(Beat::Resting { since, over: since.plus_millis(5 * MINUTE), long: false }));
        let (entries, now) = live("W25 B5 W25 B5 W25 B5 W25 B2");
        let since = now.plus_millis(-2 * MINUTE);
        let found = beat(&POMODORO, &Workday::of(&entries, now));
        assert_eq!(found, Some(Beat::Resting { since, over: since.plus_millis(15 * MINUTE), long: true }));
    }

    #[test]
    fn without_work_there_is_no_rhythm() {
        assert_eq!(beat(&POMODORO, &Workday::of([], m(0))), None);
        let off = Rhythm { work_millis: 0, ..POMODORO };
        let (entries, now) = live("W10");
        assert_eq!(beat(&off, &Workday::of(&entries, now)), None);
    }

    #[test]
    fn work_that_begins_this_moment_is_a_round_of_its_own() {
        let first = entry(&[(Kind::Work, 0, -1)]);
        let found = beat(&POMODORO, &Workday::of([&first], m(0)));
        let Some(Beat::Working { since, due, .. }) = found else { panic!("{found:?}") };
        assert_eq!((since, due), (m(0), m(25)));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_break_is_due_when_it_was_said(
            stretches in prop::collection::vec((0_usize..3, 1_i64..40), 0..12),
            work in 5_i64..60,
            rest in 1_i64..20,
            every in 1_u32..5,
        ) {
            let long = LongRest { every, rest_millis: 3 * rest * MINUTE };
            let rhythm = Rhythm { work_millis: work * MINUTE, rest_millis: rest * MINUTE, long: Some(long) };
            let signs = ["W", "B", "U"];
            let words = stretches.iter().map(|(kind, long)| format!("{}{long} ", signs[*kind]));
            let (entries, now) = live(&(words.collect::<String>() + "W1"));
            let found = beat(&rhythm, &Workday::of(&entries, now));
            let Some(Beat::Working { since, due, rest_millis, round, work_millis }) = found else {
                panic!("{found:?}")
            };
            prop_assert!(since < now && work_millis > 0);
            if due >= now {
                let then = beat(&rhythm, &Workday::of(&entries, due));
                let Some(Beat::Working { since: same, due: again, round: still, rest_millis: as_long, .. }) = then else {
                    panic!("{then:?}")
                };
                prop_assert_eq!((same, again, still), (since, due, round));
                // What is announced early may turn out long only when the round begins to count.
                prop_assert!(as_long >= rest_millis);
            }
        }
    }
}
