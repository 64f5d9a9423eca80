//! The questions asked all the time are answered by an index, never by a look at every row.

use rstest::rstest;
use sqlx::Row as _;

use super::Desk;
use crate::entry::{entry_value, overlapping_numbers};

#[rstest]
#[case::running(concat!("select ", entry_value!(), " from entry e where e.end_ms is null"))]
#[case::last("select n from entry e where e.end_ms is not null order by e.end_ms desc, e.n desc limit 1")]
#[case::named("select n from entry e where e.id in (select unhex(value) from json_each(?))")]
#[case::range(overlapping_numbers!())]
#[case::day(concat!("with found (n) as (", overlapping_numbers!(), ") select ", entry_value!(), " from found join entry e on e.n = found.n order by found.n desc"))]
#[case::search(concat!("with found (n) as (select rowid from word where word match ? order by rowid desc limit ?) select ", entry_value!(), " from found join entry e on e.n = found.n order by found.n desc"))]
#[case::uploads_of("select * from upload u where u.entry in (select unhex(value) from json_each(?))")]
#[case::open_uploads("select * from upload u where u.stage <> 'done' order by u.id")]
#[case::in_flight("select * from upload u where u.stage = 'in_flight' and u.stage <> 'done' order by u.id")]
#[case::done_uploads("select * from upload u where u.stage = 'done' order by u.rev desc, u.id limit 9")]
#[case::due(
    "select id from upload where connection = ? and stage in ('queued', 'unsure') and (due_ms is null or due_ms <= ?1) order by due_ms, id limit ?2"
)]
#[case::history("select * from change where entry = ? order by n")]
#[case::newest_of_a_habit("select max(n) from entry where habit = ?")]
#[case::likely("select n, score, fold from habit order by score desc limit 20000")]
#[case::lately("select n, last_ms from habit order by last_ms desc limit ?")]
#[tokio::test]
async fn no_table_is_scanned(#[case] statement: &'static str) {
    let mut desk = Desk::new().await;
    let explain = sqlx::AssertSqlSafe(format!("explain query plan {statement}"));
    let rows = sqlx::query(explain).fetch_all(&mut desk.store.connection).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.get::<String, _>(3)).collect();
    let scans = |line: &&String| {
        line.starts_with("SCAN")
            && !line.contains("INDEX")
            && !["json_each", "found", "CONSTANT"].iter().any(|small| line.contains(small))
    };
    assert_eq!(plan.iter().find(scans), None, "{plan:#?}");
    // Only what is few or bounded may be sorted.
    let sorted = plan.iter().any(|line| line == "USE TEMP B-TREE FOR ORDER BY");
    let big = statement.contains("rowid desc")
        || statement.contains("last_ms desc")
        || statement.contains("score desc");
    assert!(!(sorted && big && !statement.contains("join")), "{plan:#?}");
}
