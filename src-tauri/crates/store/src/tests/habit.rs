//! Suggestions: what was done before, once each, the most likely first.

use proptest::prelude::*;

use super::{DAY, Desk, HOUR, at, booked, booking, entry, entry_id, ids};

async fn notes(desk: &Desk, text: &str) -> Vec<String> {
    desk.reader.suggest(text, 9).await.unwrap().into_iter().map(|suggestion| suggestion.note).collect()
}

#[tokio::test]
async fn what_is_done_often_and_lately_comes_first() {
    let mut desk = Desk::new().await;
    // Five times long ago, three times lately, once today.
    for number in 0..5 {
        desk.put(&entry(number, "long ago", -200 * DAY + i64::try_from(number).unwrap() * HOUR, Some(0)))
            .await;
    }
    for number in 10..13 {
        desk.put(&entry(number, "lately", -DAY + i64::try_from(number).unwrap() * HOUR, Some(DAY))).await;
    }
    desk.put(&entry(20, "once", 0, Some(HOUR))).await;
    desk.put(&entry(21, "", HOUR, None)).await;
    assert_eq!(
        notes(&desk, "").await,
        ["lately", "once", "long ago"],
        "an entry without words suggests nothing"
    );
    assert_eq!(notes(&desk, "on").await, ["once", "long ago"], "what begins so comes first");
    assert_eq!(notes(&desk, "AGO lon").await, ["long ago"]);
    assert_eq!(notes(&desk, "%").await, ["lately", "once", "long ago"], "signs ask for nothing");
    assert_eq!(notes(&desk, "nowhere").await, Vec::<String>::new());
    assert_eq!(ids(&desk.reader.recent(3).await.unwrap()), [21, 20, 12]);
}

#[tokio::test]
async fn the_newest_entry_lends_its_tags() {
    let mut desk = Desk::new().await;
    let mut old = booked(1, "Café", 0, Some(HOUR), vec![booking(1, "a")]);
    old.tags = vec!["old".into()];
    desk.put(&old).await;
    let mut new = booked(2, "Café", 2 * HOUR, Some(3 * HOUR), vec![booking(1, "a")]);
    new.tags = vec!["new".into()];
    new.billable = true;
    desk.put(&new).await;
    desk.put(&booked(3, "Café", HOUR, Some(2 * HOUR), vec![booking(1, "b")])).await;
    let found = desk.reader.suggest("cafe", 9).await.unwrap();
    assert_eq!(found.len(), 2, "another target is another habit");
    assert_eq!((found[0].tags.as_slice(), found[0].billable), (&["new".to_owned()][..], true));
    assert_eq!((found[0].uses, found[0].last), (2, at(2 * HOUR)));
    assert_eq!(found[0].bookings, [booking(1, "a")]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is written, rewritten and removed, habits count what is there.
    #[test]
    fn habits_follow_the_entries(steps in prop::collection::vec((0_u128..6, 0_usize..4, -40_i64..40, any::<bool>()), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut desk = Desk::new().await;
            for (number, note, days, gone) in steps {
                let id = entry_id(number);
                if gone {
                    if desk.reader.entry(id).await.unwrap().is_some() {
                        desk.remove(id).await;
                    }
                    continue;
                }
                let start = days * DAY;
                desk.put(&entry(number, ["a", "b", "c", "d"][note], start, Some(start + HOUR))).await;
            }
            let report = desk.reader.check().await.unwrap();
            prop_assert!(report.is_sound(), "{:?}", report);
            // The frecency kept in steps is the one counted afresh.
            for suggestion in desk.reader.suggest("", 9).await.unwrap() {
                let rows: Vec<(f64, f64)> = sqlx::query_as(
                    "select h.score, e.start_ms / (14 * 86400000.0) from habit h join entry e on e.habit = h.n
                     where h.note = ?",
                ).bind(&suggestion.note).fetch_all(&mut *desk.reader.ask().await.unwrap()).await.unwrap();
                let most = rows.iter().map(|(_, weight)| *weight).fold(f64::MIN, f64::max);
                let sum: f64 = rows.iter().map(|(_, weight)| (weight - most).exp2()).sum();
                prop_assert!((rows[0].0 - (most + sum.log2())).abs() < 1e-6, "{:?} {:?}", suggestion, rows);
            }
            Ok(())
        })?;
    }
}
