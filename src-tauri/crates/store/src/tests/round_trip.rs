//! What is written is read back equal, whatever it is.

use domain::entry::{Draft, NOTE_MAX};
use domain::{Cause, Entry, Kind, Segment};
use proptest::prelude::*;

use super::{Desk, at, booking, entry, entry_id};

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Work), Just(Kind::Break), Just(Kind::Undecided)]
}

fn cause() -> impl Strategy<Value = Cause> {
    prop_oneof![
        Just(Cause::User),
        Just(Cause::Idle),
        Just(Cause::Lock),
        Just(Cause::Suspend),
        Just(Cause::Crash),
        Just(Cause::Law),
        Just(Cause::Import)
    ]
}

fn any_entry() -> impl Strategy<Value = Entry> {
    (
        "\\PC{0,60}",
        prop::collection::vec("[^\\pC]{0,9}x", 0..5),
        any::<bool>(),
        prop::collection::vec((0_u128..3, "\\PC{0,12}"), 0..4),
        prop::sample::select(&chrono_tz::TZ_VARIANTS[..]),
        -9_000_000_000_i64..9_000_000_000,
        prop::collection::vec((kind(), cause(), 1_i64..90_000_000), 1..9),
        any::<bool>(),
    )
        .prop_map(|(note, tags, billable, bookings, zone, start, stretches, open)| {
            let mut start = start;
            let last = stretches.len() - 1;
            let segments = stretches
                .into_iter()
                .enumerate()
                .map(|(place, (kind, cause, length))| {
                    let segment = Segment {
                        kind,
                        cause,
                        start: at(start),
                        end: (place < last || !open).then(|| at(start + length)),
                    };
                    start += length;
                    segment
                })
                .collect();
            let bookings = bookings.iter().map(|(connection, target)| booking(*connection, target)).collect();
            Entry::try_from(Draft { id: entry_id(1), note, tags, billable, bookings, zone, segments })
                .unwrap()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// One store for a whole series: later entries replace the earlier one, so rewriting is covered too.
    #[test]
    fn an_entry_is_read_as_it_was_written(series in prop::collection::vec(any_entry(), 1..24)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut desk = Desk::new().await;
            for entry in series {
                desk.put(&entry).await;
                prop_assert_eq!(desk.reader.entry(entry.id).await.unwrap(), Some(entry.clone()));
                let running = entry.is_running().then(|| entry.clone());
                prop_assert_eq!(desk.reader.running().await.unwrap(), running.clone());
                let finished = if running.is_none() { Some(entry.clone()) } else { None };
                prop_assert_eq!(desk.reader.last_finished().await.unwrap(), finished);
                let history = desk.reader.history(entry.id).await.unwrap();
                prop_assert_eq!(history.last().and_then(|row| row.after.clone()), Some(entry));
            }
            let report = desk.reader.check().await.unwrap();
            prop_assert!(report.is_sound(), "{:?}", report);
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn the_longest_note_is_kept_whole() {
    let mut desk = Desk::new().await;
    let long = entry(1, &"ü".repeat(NOTE_MAX / 2), 0, Some(10));
    desk.put(&long).await;
    assert_eq!(desk.reader.entry(long.id).await.unwrap(), Some(long));
}

#[tokio::test]
async fn entries_come_in_the_order_asked_for_and_once() {
    let mut desk = Desk::new().await;
    for number in 1..=4 {
        desk.put(&entry(number, "", i64::try_from(number).unwrap() * 10, Some(1000))).await;
    }
    let asked = [entry_id(3), entry_id(9), entry_id(1), entry_id(3)];
    assert_eq!(super::ids(&desk.reader.entries(&asked).await.unwrap()), [3, 1]);
    assert_eq!(desk.reader.entries(&[]).await.unwrap(), []);
}

#[tokio::test]
async fn a_note_with_control_characters_is_kept_as_it_is() {
    let mut desk = Desk::new().await;
    let odd = entry(1, "a\0b\r\n\t\u{1f}\u{7f}\\ \"'\u{2028}\u{feff}\u{10ffff}", 0, Some(10));
    desk.put(&odd).await;
    assert_eq!(desk.reader.entry(odd.id).await.unwrap(), Some(odd));
}

#[tokio::test]
async fn all_of_many_thousands_come_page_by_page_oldest_first_and_once() {
    let mut desk = Desk::new().await;
    let until = at(0);
    let plan = crate::fixture::Plan { entries: 12_000, until, seed: 1 };
    crate::fixture::fill(&mut desk.store, plan).await.unwrap();
    // One of three days, and one that runs: each has an index of its own.
    desk.put(&entry(1, "a long one", -20_000, Some(-15_000))).await;
    desk.put(&entry(2, "a running one", 5, None)).await;
    let to = at(600);
    let mut all = desk.reader.between(domain::Timestamp::MIN, to, usize::MAX).await.unwrap();
    all.reverse();
    assert_eq!(all.len(), 12_002);
    let mut after = None;
    let mut paged = Vec::new();
    loop {
        let page = desk.reader.oldest_first(domain::Timestamp::MIN, to, after, 1_000).await.unwrap();
        assert!(page.entries.len() <= 1_000);
        paged.extend(page.entries);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(paged, all);
    let late = desk.reader.oldest_first(at(-16_000), at(-15_500), None, 1_000).await.unwrap();
    assert!(late.entries.iter().any(|entry| entry.note == "a long one"), "it reaches into the range");
    assert_eq!(late.next, None);
}

#[tokio::test]
async fn more_than_a_page_is_read_whole_and_in_order() {
    let mut desk = Desk::new().await;
    let until = at(0);
    crate::fixture::fill(&mut desk.store, crate::fixture::Plan { entries: 1_300, until, seed: 1 })
        .await
        .unwrap();
    let all = desk.reader.between(domain::Timestamp::MIN, until, usize::MAX).await.unwrap();
    assert_eq!(all.len(), 1_300);
    assert!(all.windows(2).all(|pair| pair[0].start() > pair[1].start()));
    assert_eq!(desk.reader.between(domain::Timestamp::MIN, until, 600).await.unwrap(), all[..600]);
    let ids: Vec<_> = all.iter().map(|entry| entry.id).collect();
    assert_eq!(desk.reader.entries(&ids).await.unwrap(), all);
    assert_eq!(
        desk.reader.uploads_of(&ids).await.unwrap().len(),
        all.iter().map(|entry| entry.bookings.len()).sum::<usize>()
    );
    let report = desk.reader.check().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
}
