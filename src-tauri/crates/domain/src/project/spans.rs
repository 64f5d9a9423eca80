//! Spans of an entry: where it was worked, where it rested, and which local days that touches.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::calendar::day_around;
use crate::{Entry, Kind, Timestamp};

/// Times from `start` to before `end`; never empty.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    /// The first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
}

impl Span {
    /// Its length in milliseconds.
    pub fn millis(self) -> i64 {
        self.end.since(self.start)
    }

    /// Its length in seconds, rounded to the nearest.
    pub fn seconds(self) -> u32 {
        nearest_second(self.millis())
    }
}

/// Where the entry was worked; touching segments are one span. An open segment is left out: it has no end to send.
pub fn work_spans(entry: &Entry) -> Vec<Span> {
    spans_of(entry, Kind::Work)
}

/// Where the entry rested; touching segments are one span. An open segment is left out.
pub fn break_spans(entry: &Entry) -> Vec<Span> {
    spans_of(entry, Kind::Break)
}

/// The finished work of the entry in seconds, rounded once, to the nearest.
pub fn net_seconds(entry: &Entry) -> u32 {
    nearest_second(work_spans(entry).into_iter().map(Span::millis).sum())
}

/// The parts of a span by local day, in order. They touch, and together they are the span.
pub fn split_at_midnight(span: Span, zone: Tz) -> Vec<(NaiveDate, Span)> {
    let mut parts = Vec::new();
    let mut start = span.start;
    while start < span.end {
        let (date, _, midnight) = day_around(start, zone);
        let end = midnight.min(span.end);
        parts.push((date, Span { start, end }));
        start = end;
    }
    parts
}

fn spans_of(entry: &Entry, kind: Kind) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for segment in entry.segments().iter().filter(|segment| segment.kind == kind) {
        let Some(end) = segment.end else { continue };
        match spans.last_mut() {
            Some(before) if before.end == segment.start => before.end = end,
            _ => spans.push(Span { start: segment.start, end }),
        }
    }
    spans
}

fn nearest_second(millis: i64) -> u32 {
    u32::try_from((millis.max(0) + 500) / 1000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::calendar::date_of;
    use crate::entry::Draft;
    use crate::{Cause, EntryId, Segment};

    fn at(text: &str) -> Timestamp {
        chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc().into()
    }

    fn entry(segments: &[(Kind, Cause, i64)]) -> Entry {
        let mut start = Timestamp::from_millis(0);
        let segments = segments
            .iter()
            .map(|(kind, cause, millis)| {
                let end = start.plus_millis(*millis);
                let segment = Segment { kind: *kind, start, end: Some(end), cause: *cause };
                start = end;
                segment
            })
            .collect();
        let id = EntryId::new(uuid::Uuid::from_u128(1));
        let draft = Draft {
            id,
            note: String::new(),
            tags: Vec::new(),
            billable: false,
            bookings: Vec::new(),
            zone: Berlin,
            segments,
        };
        Entry::try_from(draft).unwrap()
    }

    #[test]
    fn touching_work_is_one_span_and_undecided_time_is_none() {
        let entry = entry(&[
            (Kind::Work, Cause::User, 1000),
            (Kind::Work, Cause::Import, 2000),
            (Kind::Break, Cause::User, 500),
            (Kind::Undecided, Cause::Crash, 700),
            (Kind::Work, Cause::User, 300),
        ]);
        let span =
            |start, end| Span { start: Timestamp::from_millis(start), end: Timestamp::from_millis(end) };
        assert_eq!(work_spans(&entry), [span(0, 3000), span(4200, 4500)]);
        assert_eq!(break_spans(&entry), [span(3000, 3500)]);
        assert_eq!(net_seconds(&entry), 3);
    }

    #[rstest]
    #[case("2026-11-20T22:00:00+01:00", "2026-11-20T23:00:00+01:00", &[("2026-11-20", 3600)])]
    #[case("2026-11-20T23:00:00+01:00", "2026-11-21T00:00:00+01:00", &[("2026-11-20", 3600)])]
    #[case("2026-11-20T23:00:00+01:00", "2026-11-21T01:00:00+01:00", &[("2026-11-20", 3600), ("2026-11-21", 3600)])]
    // The night the clocks go forward: 22:00 to 06:00 is seven hours.
    #[case("2026-03-28T22:00:00+01:00", "2026-03-29T06:00:00+02:00", &[("2026-03-28", 7200), ("2026-03-29", 18000)])]
    #[case("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00", &[("2026-10-25", 90_000)])]
    fn splits_at_local_midnight(#[case] start: &str, #[case] end: &str, #[case] parts: &[(&str, u32)]) {
        let found = split_at_midnight(Span { start: at(start), end: at(end) }, Berlin);
        let found: Vec<(String, u32)> =
            found.into_iter().map(|(date, span)| (date.to_string(), span.seconds())).collect();
        let parts: Vec<(String, u32)> =
            parts.iter().map(|(date, seconds)| ((*date).to_owned(), *seconds)).collect();
        assert_eq!(found, parts);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn parts_touch_and_make_up_the_span(
            zone in 0..chrono_tz::TZ_VARIANTS.len(),
            start in 0_i64..4_000_000_000_000,
            millis in 1_i64..400_000_000,
        ) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let span = Span {
                start: Timestamp::from_millis(start),
                end: Timestamp::from_millis(start + millis),
            };
            let parts = split_at_midnight(span, zone);
            prop_assert_eq!(parts.iter().map(|(_, part)| part.millis()).sum::<i64>(), millis);
            prop_assert_eq!(parts[0].1.start, span.start);
            prop_assert!(parts.windows(2).all(|pair| pair[0].1.end == pair[1].1.start));
            prop_assert!(parts.iter().all(|(date, part)| date_of(part.start, zone) == *date));
        }
    }
}
