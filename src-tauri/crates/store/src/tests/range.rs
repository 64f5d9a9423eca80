//! Ranges: what overlaps is found by an index, and is exactly what a look at every entry finds.

use domain::{Cause, Entry, Kind, Segment};
use proptest::prelude::*;

use super::{DAY, Desk, HOUR, at, entry, ids};
use crate::Span;

/// The plain rule, over all entries, newest first.
fn plain(entries: &[Entry], from: i64, to: i64) -> Vec<u128> {
    let mut found: Vec<Entry> = entries
        .iter()
        .filter(|entry| entry.start() < at(to) && entry.end().is_none_or(|end| end > at(from)))
        .cloned()
        .collect();
    found.sort_by_key(|entry| std::cmp::Reverse(entry.start()));
    ids(&found)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn ranges_agree_with_the_plain_rule(
        mut starts in prop::collection::btree_set(0_i64..20 * 24, 1..20),
        lengths in prop::collection::vec(prop_oneof![1_i64..30, 24_i64..25, 24_i64..300], 20),
        open in any::<bool>(),
        asked in prop::collection::vec((0_i64..24 * 24, 1_i64..60), 12),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut desk = Desk::new().await;
            let mut entries = Vec::new();
            let running = if open { starts.pop_first() } else { None };
            for (number, (start, length)) in starts.iter().zip(&lengths).enumerate() {
                entries.push(entry(number as u128, "", start * HOUR, Some((start + length) * HOUR)));
            }
            entries.extend(running.map(|start| entry(99, "", start * HOUR, None)));
            for entry in &entries {
                desk.put(entry).await;
            }
            for (from, length) in asked {
                let (from, to) = (from * HOUR, (from + length) * HOUR);
                let found = desk.reader.overlapping(at(from), at(to)).await.unwrap();
                prop_assert_eq!(ids(&found), plain(&entries, from, to));
                let some = desk.reader.between(at(from), at(to), 3).await.unwrap();
                prop_assert_eq!(&some[..], &found[..found.len().min(3)]);
                let light = desk.reader.totals(at(from), at(to)).await.unwrap();
                let light: Vec<_> = light.iter().map(|span| (span.entry, span.start, span.end)).collect();
                let whole: Vec<_> = found.iter().map(|entry| (entry.id, entry.start(), entry.end())).collect();
                prop_assert_eq!(light, whole);
                let (wide, day) = ((at(from - 14 * HOUR), at(to + 14 * HOUR)), (at(from), at(to)));
                let all = desk.reader.totals(wide.0, wide.1).await.unwrap();
                let finished: Vec<_> = all.into_iter().filter(|span| span.end.is_some()).collect();
                let (sum, others) = desk.reader.totals_of_day(wide, day, entries[0].zone).await.unwrap();
                let within = |span: &Span| span.start >= day.0 && span.end <= Some(day.1);
                prop_assert_eq!(sum.work, finished.iter().filter(|span| within(span)).map(|span| span.totals.work).sum::<i64>());
                let crosses = |span: &Span| !within(span) && span.start < day.1 && span.end > Some(day.0);
                let crossing: Vec<_> = finished.iter().copied().filter(crosses).collect();
                prop_assert_eq!(others, crossing, "only what crosses its edges is given by itself");
                let elsewhere = desk.reader.totals_of_day(wide, day, chrono_tz::Asia::Tokyo).await.unwrap();
                prop_assert_eq!(elsewhere, (domain::Totals::default(), finished), "of another zone nothing is summed up");
            }
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn touching_is_not_overlapping() {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "", 0, Some(HOUR))).await;
    desk.put(&entry(2, "", HOUR, Some(2 * HOUR))).await;
    assert_eq!(ids(&desk.reader.overlapping(at(HOUR), at(2 * HOUR)).await.unwrap()), [2]);
    assert_eq!(ids(&desk.reader.overlapping(at(0), at(HOUR)).await.unwrap()), [1]);
    assert_eq!(ids(&desk.reader.overlapping(at(-DAY), at(0)).await.unwrap()), Vec::<u128>::new());
}

#[tokio::test]
async fn a_million_may_start_at_the_same_instant() {
    let mut desk = Desk::new().await;
    // More than the numbers of one millisecond hold.
    for number in 0..1030 {
        desk.put(&entry(number, "", 0, Some(HOUR))).await;
    }
    desk.put(&entry(5000, "", 1, Some(HOUR))).await;
    assert_eq!(desk.reader.overlapping(at(0), at(5)).await.unwrap().len(), 1031);
    assert!(desk.reader.check().await.unwrap().is_sound());
}

#[tokio::test]
async fn light_rows_carry_the_sums_of_closed_segments() {
    let mut desk = Desk::new().await;
    let stretch = |kind, start, end: Option<i64>| Segment {
        kind,
        cause: Cause::Idle,
        start: at(start),
        end: end.map(at),
    };
    let segments = vec![
        stretch(Kind::Work, 0, Some(HOUR)),
        stretch(Kind::Break, HOUR, Some(3 * HOUR)),
        stretch(Kind::Undecided, 3 * HOUR, Some(6 * HOUR)),
        stretch(Kind::Work, 6 * HOUR, None),
    ];
    let running = entry(1, "", 0, None).with_segments(segments.clone()).unwrap();
    desk.put(&running).await;
    let spans = desk.reader.totals(at(0), at(DAY)).await.unwrap();
    assert_eq!(spans[0].totals, domain::Totals { work: HOUR, rest: 2 * HOUR, undecided: 3 * HOUR });
    assert_eq!((spans[0].end, spans[0].zone), (None, running.zone));

    let rows = desk.reader.segments_between(at(2 * HOUR), at(6 * HOUR)).await.unwrap();
    let found: Vec<_> = rows.iter().map(|row| row.segment).collect();
    assert_eq!(found, segments[1..3], "those that touch the range only at its edge are left out");
    assert_eq!((rows[0].entry, rows[0].zone), (running.id, running.zone));
}

#[tokio::test]
async fn a_page_reaches_as_far_as_so_many_starts() {
    let mut desk = Desk::new().await;
    for number in 0..5_u8 {
        let start = i64::from(number) * HOUR;
        desk.put(&entry(u128::from(number), "", start, Some(start + 1))).await;
    }
    let back = async |end: i64, nth| desk.reader.start_before(at(end), nth).await.unwrap();
    assert_eq!(back(4 * HOUR, 2).await, Some(at(2 * HOUR)), "what begins at the end is not before it");
    assert_eq!(back(4 * HOUR, 9).await, Some(at(0)), "there are no more");
    assert_eq!(back(0, 1).await, None);
    let on = async |start: i64, nth| desk.reader.start_after(at(start), nth).await.unwrap();
    assert_eq!(on(HOUR, 2).await, Some(at(2 * HOUR)), "what begins at the start counts");
    assert_eq!(on(HOUR, 9).await, Some(at(4 * HOUR)));
    assert_eq!(on(4 * HOUR + 1, 1).await, None);
}
