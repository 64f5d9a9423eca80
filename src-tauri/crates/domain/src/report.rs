//! Totals per local day. An entry across midnight counts on both days, as the days are in its own zone.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::calendar::day_around;
use crate::{Entry, Kind, Timestamp, Totals};

/// How much of each local day is what.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DayTotals(pub BTreeMap<NaiveDate, Totals>);

/// The totals of entries, each by the days of its own zone; an open segment counts up to `now`.
pub fn day_totals<'a>(entries: impl IntoIterator<Item = &'a Entry>, now: Timestamp) -> DayTotals {
    let mut sum = DaySum::default();
    for entry in entries {
        for segment in entry.segments() {
            sum.add(segment.start, segment.end.unwrap_or(now), segment.kind, entry.zone);
        }
    }
    sum.totals()
}

/// The totals of bare segments `(start, end, kind)` in one zone, without any entry being built.
pub fn segment_totals(
    segments: impl IntoIterator<Item = (Timestamp, Timestamp, Kind)>,
    zone: Tz,
) -> DayTotals {
    let mut sum = DaySum::default();
    for (start, end, kind) in segments {
        sum.add(start, end, kind, zone);
    }
    sum.totals()
}

/// Adds up segments by local day. Neighbours in time cost no look into the zone's clock changes, so feed them in
/// order where you can.
#[derive(Clone, Debug, Default)]
pub struct DaySum {
    days: BTreeMap<NaiveDate, Totals>,
    open: Option<OpenDay>,
}

/// The day that was added to last; written into `days` when another one comes.
#[derive(Clone, Copy, Debug)]
struct OpenDay {
    zone: Tz,
    date: NaiveDate,
    start: Timestamp,
    end: Timestamp,
    totals: Totals,
}

impl DaySum {
    /// Adds a segment; one without length, or with its end before its start, adds nothing.
    pub fn add(&mut self, start: Timestamp, end: Timestamp, kind: Kind, zone: Tz) {
        let mut at = start;
        while at < end {
            let day = self.day(at, zone);
            let until = day.end.min(end);
            let millis = until.since(at);
            match kind {
                Kind::Work => day.totals.work += millis,
                Kind::Break => day.totals.rest += millis,
                Kind::Undecided => day.totals.undecided += millis,
            }
            at = until;
        }
    }

    /// What was added, by day.
    pub fn totals(mut self) -> DayTotals {
        self.close();
        DayTotals(self.days)
    }

    fn day(&mut self, at: Timestamp, zone: Tz) -> &mut OpenDay {
        let fits = |day: &OpenDay| day.zone == zone && day.start <= at && at < day.end;
        if !self.open.as_ref().is_some_and(fits) {
            self.close();
        }
        self.open.get_or_insert_with(|| {
            let (date, start, end) = day_around(at, zone);
            OpenDay { zone, date, start, end, totals: Totals::default() }
        })
    }

    fn close(&mut self) {
        if let Some(day) = self.open.take() {
            let totals = self.days.entry(day.date).or_default();
            totals.work += day.totals.work;
            totals.rest += day.totals.rest;
            totals.undecided += day.totals.undecided;
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::{Asia::Tokyo, Europe::Berlin};
    use proptest::prelude::*;

    use super::*;
    use crate::project::{Span, split_at_midnight};

    fn at(text: &str) -> Timestamp {
        chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc().into()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_night_shift_counts_on_both_days() {
        let segments = [
            (at("2026-03-28T22:00:00+01:00"), at("2026-03-29T01:00:00+01:00"), Kind::Work),
            (at("2026-03-29T01:00:00+01:00"), at("2026-03-29T03:00:00+02:00"), Kind::Break),
            (at("2026-03-29T03:00:00+02:00"), at("2026-03-29T06:00:00+02:00"), Kind::Work),
        ];
        let DayTotals(days) = segment_totals(segments, Berlin);
        let hour = 3_600_000;
        assert_eq!(days[&date("2026-03-28")], Totals { work: 2 * hour, rest: 0, undecided: 0 });
        // From one to three is a single hour in the night the clocks go forward.
        assert_eq!(days[&date("2026-03-29")], Totals { work: 4 * hour, rest: hour, undecided: 0 });
        assert_eq!(days.len(), 2);
    }

    #[test]
    fn the_same_instants_are_other_days_elsewhere() {
        let segment = (at("2026-11-20T14:00:00Z"), at("2026-11-20T16:00:00Z"), Kind::Undecided);
        let DayTotals(berlin) = segment_totals([segment], Berlin);
        let DayTotals(tokyo) = segment_totals([segment], Tokyo);
        assert_eq!(berlin.keys().copied().collect::<Vec<_>>(), [date("2026-11-20")]);
        assert_eq!(tokyo.keys().copied().collect::<Vec<_>>(), [date("2026-11-20"), date("2026-11-21")]);
    }

    #[test]
    fn nothing_adds_nothing() {
        let noon = at("2026-11-20T12:00:00Z");
        assert_eq!(segment_totals([(noon, noon, Kind::Work)], Berlin), DayTotals::default());
        let backwards = (noon, noon.plus_millis(-1), Kind::Work);
        assert_eq!(segment_totals([backwards], Berlin), DayTotals::default());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn no_millisecond_is_lost_or_counted_twice(
            spans in prop::collection::vec((0_i64..4_000_000_000_000, 0_i64..200_000_000), 1..6),
            zone in 0..chrono_tz::TZ_VARIANTS.len(),
        ) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let spans: Vec<Span> = spans
                .into_iter()
                .map(|(start, millis)| Span {
                    start: Timestamp::from_millis(start),
                    end: Timestamp::from_millis(start + millis),
                })
                .collect();
            let mut expected: BTreeMap<NaiveDate, Totals> = BTreeMap::new();
            for (date, part) in spans.iter().flat_map(|span| split_at_midnight(*span, zone)) {
                expected.entry(date).or_default().work += part.millis();
            }
            let found = segment_totals(spans.iter().map(|span| (span.start, span.end, Kind::Work)), zone);
            prop_assert_eq!(found, DayTotals(expected));
        }
    }
}
