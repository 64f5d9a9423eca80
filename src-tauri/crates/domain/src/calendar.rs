//! Local days: which day an instant belongs to in a zone, and where a day begins, whatever the clocks do there.

use chrono::{MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use crate::Timestamp;

/// No zone is, or was, this far away from UTC.
const FAR_MILLIS: i64 = 26 * 60 * 60 * 1000;

/// The local day an instant belongs to, as [`local_day`] draws the lines.
pub fn date_of(at: Timestamp, zone: Tz) -> NaiveDate {
    day_around(at, zone).0
}

/// The local day an instant belongs to, its first instant and the first after it.
pub fn day_around(at: Timestamp, zone: Tz) -> (NaiveDate, Timestamp, Timestamp) {
    let mut date = at.utc().with_timezone(&zone).date_naive();
    loop {
        let (start, end) = local_day(date, zone);
        // Where clocks go back over midnight the old date shows once more; the new day has begun all the same.
        match date.succ_opt() {
            Some(next) if at >= end => date = next,
            _ => return (date, start, end),
        }
    }
}

/// The first instant of a local day and the first after it. The days of a zone touch: no instant is lost or counted
/// twice, even where the clocks change at midnight. A day a zone has skipped has no length.
pub fn local_day(date: NaiveDate, zone: Tz) -> (Timestamp, Timestamp) {
    let next = date.succ_opt().unwrap_or(date);
    (day_start(date, zone), day_start(next, zone))
}

fn day_start(date: NaiveDate, zone: Tz) -> Timestamp {
    let midnight = date.and_time(NaiveTime::MIN);
    match zone.from_local_datetime(&midnight) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => at.to_utc().into(),
        MappedLocalTime::None => first_at_or_past(midnight, zone),
    }
}

/// The first instant whose local time is `local` or later, for a local time that a change of the clocks leaves out.
pub(crate) fn first_at_or_past(local: NaiveDateTime, zone: Tz) -> Timestamp {
    let middle = local.and_utc().timestamp_millis();
    let (mut before, mut past) = (middle - FAR_MILLIS, middle + FAR_MILLIS);
    while past - before > 1 {
        let probe = before + (past - before) / 2;
        if Timestamp::from_millis(probe).utc().with_timezone(&zone).naive_local() < local {
            before = probe;
        } else {
            past = probe;
        }
    }
    Timestamp::from_millis(past)
}

#[cfg(test)]
mod tests {
    use chrono_tz::{
        Africa::Cairo,
        America::{Sao_Paulo, St_Johns},
        Europe::Berlin,
        Pacific::Apia,
    };
    use rstest::rstest;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case(Berlin, "2026-11-20", "2026-11-19T23:00:00.000Z", 24)]
    #[case(Berlin, "2026-03-29", "2026-03-28T23:00:00.000Z", 23)]
    #[case(Berlin, "2026-10-25", "2026-10-24T22:00:00.000Z", 25)]
    // The clocks skip midnight itself: the day begins at one.
    #[case(Sao_Paulo, "2018-11-04", "2018-11-04T03:00:00.000Z", 23)]
    #[case(Cairo, "2026-04-24", "2026-04-23T22:00:00.000Z", 23)]
    // This day never was.
    #[case(Apia, "2011-12-30", "2011-12-30T10:00:00.000Z", 0)]
    fn a_day_has_the_length_its_clocks_give_it(
        #[case] zone: Tz,
        #[case] day: &str,
        #[case] start: &str,
        #[case] hours: i64,
    ) {
        let (from, to) = local_day(date(day), zone);
        assert_eq!(from.rfc3339(), start);
        assert_eq!(to.since(from), hours * 3_600_000);
    }

    #[rstest]
    #[case(Berlin)]
    #[case(Sao_Paulo)]
    #[case(Cairo)]
    #[case(Apia)]
    #[case(St_Johns)]
    fn days_touch_and_own_their_instants(#[case] zone: Tz) {
        let mut day = date("2011-01-01");
        while day < date("2019-01-01") {
            let (start, end) = local_day(day, zone);
            let next = day.succ_opt().unwrap();
            assert_eq!(end, local_day(next, zone).0, "{zone} {day}");
            if start < end {
                assert_eq!(date_of(start, zone), day);
                assert_eq!(date_of(end.plus_millis(-1), zone), day);
            }
            day = next;
        }
    }

    #[test]
    fn a_day_that_has_begun_does_not_end_when_the_clocks_go_back_over_midnight() {
        // At 00:01 on the 7th the clocks of St John's went back to 23:01 on the 6th.
        let (start, _) = local_day(date("2010-11-07"), St_Johns);
        assert_eq!(start.rfc3339(), "2010-11-07T02:30:00.000Z");
        let once_more_the_sixth = start.plus_millis(30 * 60_000);
        let shown = once_more_the_sixth.utc().with_timezone(&St_Johns).to_rfc3339();
        assert_eq!(shown, "2010-11-06T23:30:00-03:30");
        assert_eq!(date_of(once_more_the_sixth, St_Johns), date("2010-11-07"));
    }
}
