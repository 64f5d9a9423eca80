//! What is there already of entries from elsewhere.

use rstest::rstest;

use super::{DAY, Desk, HOUR, MINUTE, at, entry, entry_id};
use crate::{Alike, Probe};

fn probe(note: &str, start: i64, end: i64) -> Probe {
    Probe { id: None, start: at(start), end: at(end), note: note.into(), slack: 999 }
}

async fn desk() -> Desk {
    let mut desk = Desk::new().await;
    desk.put(&entry(1, "Stand-up", 417, Some(HOUR + 900))).await;
    desk.put(&entry(2, "Long trip", -9 * DAY, Some(-6 * DAY))).await;
    desk.put(&entry(3, "running", 5 * HOUR, None)).await;
    desk
}

#[rstest]
#[case::to_the_second(probe("Stand-up", 0, HOUR), true, true)]
#[case::another_note(probe("Stand-down", 0, HOUR), false, true)]
#[case::another_end(probe("Stand-up", 0, HOUR + MINUTE), false, true)]
#[case::it_touches(probe("Stand-up", HOUR + 900, 2 * HOUR), false, false)]
#[case::inside_a_long_one(probe("x", -8 * DAY, -8 * DAY + HOUR), false, true)]
#[case::under_the_running_one(probe("x", 6 * HOUR, 7 * HOUR), false, true)]
#[case::far_away(probe("x", -30 * DAY, -30 * DAY + HOUR), false, false)]
#[tokio::test]
async fn the_same_hour_is_known_again(#[case] probe: Probe, #[case] same: bool, #[case] overlaps: bool) {
    let desk = desk().await;
    let found = desk.reader.alike(&[probe]).await.unwrap();
    assert_eq!(found, [Alike { known: false, same: same.then(|| entry_id(1)), overlaps }]);
}

#[tokio::test]
async fn minutes_are_as_exact_as_a_file_of_minutes_can_be() {
    let desk = desk().await;
    let coarse = Probe { slack: 59_999, ..probe("Stand-up", 0, HOUR + MINUTE) };
    assert_eq!(desk.reader.alike(&[coarse]).await.unwrap()[0].same, Some(entry_id(1)));
}

#[tokio::test]
async fn an_id_is_known_whatever_became_of_its_times() {
    let desk = desk().await;
    let probes: Vec<Probe> = (0..1_200)
        .map(|number| Probe { id: Some(entry_id(number)), ..probe("x", 30 * DAY, 30 * DAY + HOUR) })
        .collect();
    let known: Vec<usize> = desk
        .reader
        .alike(&probes)
        .await
        .unwrap()
        .iter()
        .enumerate()
        .filter_map(|(place, alike)| alike.known.then_some(place))
        .collect();
    assert_eq!(known, [1, 2, 3], "in their order, over all heaps");
}
