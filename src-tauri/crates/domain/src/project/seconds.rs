//! Work in whole seconds: stretches that add up, never overlap and never reach beyond the entry.

use super::{Span, largest_remainder};
use crate::Timestamp;
use crate::payload::Rounding;
use crate::upload::Unsendable;

const SECOND: i64 = 1000;

/// A stretch of time in whole seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    /// The first instant, at a whole second.
    pub start: Timestamp,
    /// Its length in seconds; never 0.
    pub seconds: u32,
}

impl Slot {
    /// The first instant after it.
    pub fn end(&self) -> Timestamp {
        self.start.plus_millis(i64::from(self.seconds) * SECOND)
    }
}

/// The spans in whole seconds that add up to the whole seconds of all work; an error below one second and above 49
/// days.
///
/// A start is cut to its second; where the rounded length would then reach past the cut end, the slot begins earlier
/// instead, though never before the first second of work, so that it never covers what follows the entry or went
/// before. Where several such lengths meet at the end of the work, those before move earlier, too. Spans too short to
/// get a second are left to the others.
pub fn whole_seconds(spans: &[Span]) -> Result<Vec<Slot>, Unsendable> {
    let net: i64 = spans.iter().map(|span| span.millis()).sum();
    if net < SECOND {
        return Err(Unsendable::TooShort { seconds: 1 });
    }
    let longest = u32::MAX / 1000;
    if net > i64::from(longest) * SECOND {
        return Err(Unsendable::TooLong { seconds: longest });
    }
    let first = spans.first().map_or(Timestamp::MIN, |span| whole_second(span.start));
    let lengths: Vec<u32> = spans.iter().filter_map(|span| u32::try_from(span.millis()).ok()).collect();
    let mut result: Vec<Slot> = Vec::with_capacity(spans.len());
    for (span, millis) in spans.iter().zip(largest_remainder(&lengths, 1000, Rounding::Down)) {
        if millis == 0 {
            continue;
        }
        let earliest = result.last().map_or(first, Slot::end);
        let latest = whole_second(span.end).plus_millis(-i64::from(millis));
        let start = whole_second(span.start).min(latest).max(earliest);
        result.push(Slot { start, seconds: millis / 1000 });
    }
    // All of them fit: the whole seconds of the work are no more than those from its first to its last one.
    let mut limit = spans.last().map_or(Timestamp::MAX, |span| whole_second(span.end));
    for slot in result.iter_mut().rev() {
        if slot.end() > limit {
            slot.start = limit.plus_millis(-i64::from(slot.seconds) * SECOND);
        }
        limit = slot.start;
    }
    Ok(result)
}

fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_millis(at.seconds() * SECOND)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    // A single stretch keeps its first second and its whole seconds.
    #[case(&[(0, 1999)], &[(0, 1)])]
    // 0.6 + 0.6 s are one second together; the first of two equal remainders gets it.
    #[case(&[(0, 600), (1000, 1600)], &[(0, 1)])]
    // The longer remainder of the last one begins a second earlier instead of reaching past its end.
    #[case(&[(0, 1300), (7000, 8900)], &[(0, 1), (6, 2)])]
    #[case(&[(417, 3_600_417)], &[(0, 3600)])]
    // The last one has no room behind the one before, which is long for its place already.
    #[case(&[(0, 2440), (10_097, 24_000), (24_001, 24_658)], &[(0, 2), (9, 14), (23, 1)])]
    fn they_add_up(#[case] spans: &[(i64, i64)], #[case] expected: &[(i64, u32)]) {
        let at = Timestamp::from_millis;
        let spans: Vec<Span> =
            spans.iter().map(|(start, end)| Span { start: at(*start), end: at(*end) }).collect();
        let slots = whole_seconds(&spans).unwrap();
        let found: Vec<_> = slots.iter().map(|slot| (slot.start.seconds(), slot.seconds)).collect();
        assert_eq!(found, expected);
        assert!(slots.windows(2).all(|pair| pair[0].end() <= pair[1].start));
    }

    #[test]
    fn a_blink_is_too_short_and_two_months_are_too_long() {
        let span = |millis| [Span { start: Timestamp::MIN, end: Timestamp::from_millis(millis) }];
        assert_eq!(whole_seconds(&span(999)), Err(Unsendable::TooShort { seconds: 1 }));
        assert_eq!(whole_seconds(&span(5_184_000_000)), Err(Unsendable::TooLong { seconds: 4_294_967 }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn they_stay_apart_and_within_the_seconds_of_the_work(
            start in 0_i64..4_000_000_000_000,
            stretches in prop::collection::vec((0_i64..3_000, 1_i64..5_000), 1..9),
        ) {
            let mut at = Timestamp::from_millis(start);
            let spans: Vec<Span> = stretches
                .iter()
                .map(|(gap, length)| {
                    let start = at.plus_millis(*gap);
                    at = start.plus_millis(*length);
                    Span { start, end: at }
                })
                .collect();
            let net: i64 = spans.iter().map(|span| span.millis()).sum();
            let Ok(slots) = whole_seconds(&spans) else { return Ok(()) };
            prop_assert_eq!(slots.iter().map(|slot| i64::from(slot.seconds)).sum::<i64>(), net / SECOND);
            prop_assert!(slots.windows(2).all(|pair| pair[0].end() <= pair[1].start));
            prop_assert!(slots[0].start.seconds() >= spans[0].start.seconds());
            prop_assert!(slots[slots.len() - 1].end().seconds() <= at.seconds());
        }
    }
}
