//! What is new, what is there already, and the word that stands for both.

use super::{options, reading};
use crate::{Known, Plan, Same, SameWhy, read};

const HEAD: &str = "Description,Project,Start date,Start time,End date,End time,Duration";

fn file(rows: &[&str]) -> String {
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

const A: &str = "a,Website,2026-11-20,09:00:00,2026-11-20,09:15:00,00:15:00";
const B: &str = "b,Website,2026-11-20,10:00:00,2026-11-20,10:15:00,00:15:00";

fn known(same: Option<u128>) -> Known {
    let alike = same.map(|number| domain::EntryId::new(uuid::Uuid::from_u128(number)));
    Known { imported: false, alike, overlaps: false }
}

fn same(plan: &Plan) -> Vec<(u32, SameWhy)> {
    plan.same.iter().map(|Same { line, why, .. }| (*line, *why)).collect()
}

#[test]
fn rows_that_are_there_are_left_out_and_overlaps_are_told() {
    let rows = reading(&file(&[A, B]));
    let there = domain::EntryId::new(uuid::Uuid::from_u128(7));
    let plan = Plan::new(rows, &[known(Some(7)), Known { overlaps: true, ..known(None) }]);
    assert_eq!(same(&plan), [(2, SameWhy::There(there))]);
    assert_eq!(plan.new.iter().map(|(row, overlaps)| (row.line, *overlaps)).collect::<Vec<_>>(), [(3, true)]);
}

#[test]
fn a_row_that_stands_in_the_file_twice_is_created_once() {
    let other_project = A.replace("Website", "Inhouse");
    let plan = Plan::new(reading(&file(&[A, A, &other_project])), &[]);
    assert_eq!(same(&plan), [(3, SameWhy::Twice)]);
    assert_eq!(plan.new.len(), 2);
}

#[test]
fn an_id_that_was_imported_is_known_again_whatever_its_times_are_now() {
    let json = |start: &str, id: &str| {
        format!(
            "[{{\"id\":\"{id}\",\"organization_id\":\"o\",\"start\":\"{start}\",\"end\":\"2026-11-20T12:00:00Z\"}}]"
        )
    };
    let (one, moved) =
        (reading(&json("2026-11-20T08:00:00Z", "x")), reading(&json("2026-11-20T09:00:00Z", "x")));
    assert_eq!(one.rows[0].entry.id, moved.rows[0].entry.id);
    assert_ne!(one.rows[0].entry.id, reading(&json("2026-11-20T08:00:00Z", "y")).rows[0].entry.id);
    let plan = Plan::new(moved, &[Known { imported: true, ..known(None) }]);
    assert_eq!(same(&plan), [(1, SameWhy::Imported)]);
}

#[test]
fn ids_that_are_counted_on_each_server_are_told_apart_by_the_start() {
    let json =
        |start: &str| format!("[{{\"id\":1,\"begin\":\"{start}\",\"end\":\"2026-11-20T12:00:00+0100\"}}]");
    let (here, elsewhere) = (json("2026-11-20T08:00:00+0100"), json("2025-01-20T08:00:00+0100"));
    assert_ne!(reading(&here).rows[0].entry.id, reading(&elsewhere).rows[0].entry.id);
}

#[test]
fn the_word_stands_for_just_this_outcome_of_just_this_file() {
    let (one, two) = (file(&[A, B]), file(&[A, &B.replace("b,", "c,")]));
    let token = |content: &str, known: &[Known]| Plan::new(reading(content), known).token(content);
    assert_eq!(token(&one, &[]), token(&one, &[]));
    assert_ne!(token(&one, &[]), token(&two, &[]), "another note");
    assert_ne!(token(&one, &[]), token(&one, &[known(Some(1))]), "one that came meanwhile");
    let overlapping = [Known { overlaps: true, ..known(None) }];
    assert_eq!(token(&one, &[]), token(&one, &overlapping), "what overlaps is created all the same");
}

#[test]
fn fifty_thousand_rows_are_read_and_planned() {
    let mut text =
        String::from("Description,Project,Tags,Start date,Start time,End date,End time,Duration\n");
    for number in 0..50_000 {
        let (day, minute) = (number / 40, number % 40);
        let date = chrono::NaiveDate::from_ymd_opt(2023, 1, 1).unwrap() + chrono::Days::new(day);
        let (hour, from) = (8 + minute / 6, minute % 6 * 10);
        text.push_str(&format!(
            "Task {number},Website,\"a, b\",{date},{hour:02}:{from:02}:00,{date},{hour:02}:{:02}:00,00:09:00\n",
            from + 9
        ));
    }
    let read = read(&text, &options()).unwrap();
    assert_eq!((read.rows.len(), read.faults.len()), (50_000, 0));
    let plan = Plan::new(read, &[]);
    assert_eq!(plan.new.len(), 50_000);
    assert_eq!(plan.token(&text).len(), 32);
}
