//! Exports hold all that was asked for, however much it is, and never much of it at a time.

use std::collections::HashSet;

use api::{Code, Exported, Request};
use domain::Timestamp;
use rstest::rstest;
use store::fixture::{Plan, fill};

use super::world::{Life, NOON, World};

const ENTRIES: u64 = 12_000;

async fn part(life: &Life<'_>, format: &str, after: Option<String>) -> Exported {
    let from = Some("2000-01-01".to_owned());
    life.ask(Request::Export { format: format.into(), from, to: None, after }).await.expect("a part")
}

/// The file, and how many entries its parts say they hold.
async fn exported(life: &Life<'_>, format: &str) -> (String, u64) {
    let (mut file, mut entries, mut after) = (String::new(), 0, None);
    loop {
        let part = part(life, format, after).await;
        assert!(part.entries <= 1_000, "{} in one part", part.entries);
        file.push_str(&part.content);
        entries += u64::from(part.entries);
        after = part.next;
        if after.is_none() {
            return (file, entries);
        }
    }
}

#[rstest]
#[case::csv("csv")]
#[case::json("json")]
#[case::ics("ics")]
fn thousands_of_entries_are_all_in_the_file(#[case] format: &str) {
    let world = World::new();
    world.live_on(
        async |store| {
            let plan = Plan { entries: ENTRIES, until: Timestamp::from_millis(NOON), seed: 1 };
            fill(store, plan).await.expect("filled");
        },
        async |life| {
            let (file, entries) = exported(&life, format).await;
            assert_eq!(entries, ENTRIES);
            let ids: Vec<String> = match format {
                "json" => {
                    let all: Vec<api::Entry> = serde_json::from_str(&file).expect("one list");
                    assert!(all.windows(2).all(|pair| pair[0].start <= pair[1].start), "oldest first");
                    all.into_iter().map(|entry| entry.id).collect()
                }
                "csv" => {
                    file.lines().skip(1).filter_map(|line| line.split(',').next().map(Into::into)).collect()
                }
                _ => {
                    assert_eq!(file.matches("VCALENDAR").count(), 2, "one calendar");
                    let uids = file.lines().filter_map(|line| line.strip_prefix("UID:"));
                    uids.filter_map(|uid| uid.get(..36).map(Into::into)).collect()
                }
            };
            let distinct: HashSet<String> = ids.into_iter().collect();
            assert_eq!(u64::try_from(distinct.len()), Ok(ENTRIES));
        },
    );
}

#[test]
fn a_part_that_nothing_led_to_names_the_field() {
    World::new().live(async |life| {
        let asked =
            Request::Export { format: "csv".into(), from: None, to: None, after: Some("tomorrow".into()) };
        let refused = life.ask::<Exported>(asked).await.expect_err("no part begins there");
        assert_eq!((refused.code, refused.field.as_deref()), (Code::BadInput, Some("after")));
        assert!(refused.remedy.is_some());
    });
}
