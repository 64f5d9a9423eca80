//! Search: by the start of every word, accents folded, newest first, and safe against anything typed.

use proptest::prelude::*;
use rstest::rstest;

use super::{Desk, HOUR, account, at, booked, booking, connection_id, entry, entry_id, ids, target};

async fn desk() -> Desk {
    let mut desk = Desk::new().await;
    desk.store.put_connection(&account(1, "plane")).await.unwrap();
    let targets = [target("uuid-1", "PROJ-12", "Büroküche"), target("uuid-2", "PROJ-120", "Website")];
    desk.store.put_targets(connection_id(1), &targets, at(0)).await.unwrap();
    let mut tagged = entry(1, "Écrire le résumé", 0, Some(HOUR));
    tagged.tags = vec!["Łódź".into()];
    desk.put(&tagged).await;
    desk.put(&booked(2, "fix the tap", HOUR, Some(2 * HOUR), vec![booking(1, "uuid-1")])).await;
    desk.put(&booked(3, "12 résumés", 2 * HOUR, Some(3 * HOUR), vec![booking(1, "uuid-2")])).await;
    desk.put(&entry(4, "会議の準備 🚀 launch", 3 * HOUR, None)).await;
    desk
}

#[rstest]
#[case::accents_are_optional("resume", &[3, 1])]
#[case::accents_are_allowed("RÉSUMÉ", &[3, 1])]
#[case::every_word_counts("resume ecr", &[1])]
#[case::by_tag("lodz", &[1])]
#[case::by_the_key_of_a_target("PROJ-12", &[3, 2])]
#[case::a_whole_key_is_narrower("proj-120", &[3])]
#[case::by_title_of_a_target("burok", &[2])]
#[case::by_connection("plane", &[3, 2])]
#[case::in_the_middle_of_a_word("sume", &[])]
#[case::scripts_without_spaces("準備", &[4])]
#[case::pictures("🚀", &[4])]
#[case::nothing_asked("", &[])]
#[case::only_signs("\" * - ( ) :", &[])]
#[case::quotes("\"fix\" \"the", &[2])]
#[case::operators("fix AND the", &[])]
#[case::column("words:fix", &[])]
#[case::near("NEAR(fix tap)", &[])]
#[case::sql("fix'; drop table entry; --", &[])]
#[tokio::test]
async fn finds(#[case] text: &str, #[case] expected: &[u128]) {
    assert_eq!(ids(&desk().await.reader.search(text, 9).await.unwrap()), expected, "{text}");
}

#[tokio::test]
async fn gives_the_newest_first_whatever_was_written_last() {
    let mut desk = Desk::new().await;
    for (number, start) in [(1, 5 * HOUR), (2, 7 * HOUR), (3, HOUR)] {
        desk.put(&entry(number, "same", start, Some(start + 9))).await;
    }
    assert_eq!(ids(&desk.reader.search("s", 9).await.unwrap()), [2, 1, 3]);
    assert_eq!(ids(&desk.reader.search("s", 1).await.unwrap()), [2]);
    desk.put(&entry(3, "same", 9 * HOUR, Some(10 * HOUR))).await;
    assert_eq!(ids(&desk.reader.search("s", 9).await.unwrap()), [3, 2, 1]);
}

#[tokio::test]
async fn forgets_what_is_not_there_any_more() {
    let mut desk = desk().await;
    desk.put(&entry(1, "other words", 0, Some(HOUR))).await;
    desk.remove(entry_id(3)).await;
    assert_eq!(ids(&desk.reader.search("resume", 9).await.unwrap()), Vec::<u128>::new());
    assert_eq!(ids(&desk.reader.search("words", 9).await.unwrap()), [1]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    /// Whatever the text, asking is safe everywhere, and a note is found by its own words.
    #[test]
    fn any_text_is_safe_and_finds_its_own_note(texts in prop::collection::vec("\\PC{0,40}", 40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut desk = Desk::new().await;
            for text in texts {
                desk.put(&entry(1, &text, 0, Some(HOUR))).await;
                let found = desk.reader.search(&text, 9).await.unwrap();
                let words = crate::fold::words(&text);
                prop_assert_eq!(found.len(), usize::from(!words.is_empty()), "{:?} {:?}", text, words);
                desk.reader.suggest(&text, 9).await.unwrap();
                desk.reader.targets(None, &text, 9).await.unwrap();
            }
            Ok(())
        })?;
    }
}
