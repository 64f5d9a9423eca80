//! Dates in two orders, clocks that change, lengths and flags.

use chrono_tz::America::New_York;
use rstest::rstest;

use super::{faults, options, reading, refused, rows};
use crate::stamp::{date, flag, length, time};
use crate::{DateOrder, Options, Unreadable, read};

/// A file of Clockify with these starts and ends.
fn file(rows: &[(&str, &str, &str, &str, &str)]) -> String {
    let mut text = String::from("Description,Start Date,Start Time,End Date,End Time,Duration (h)\n");
    for (start_date, start, end_date, end, length) in rows {
        text.push_str(&format!("x,{start_date},{start},{end_date},{end},{length}\n"));
    }
    text
}

#[test]
fn one_date_of_the_file_tells_how_all_are_meant() {
    let days = file(&[
        ("05/11/2026", "9:00", "05/11/2026", "10:00", "1:00:00"),
        ("20/11/2026", "9:00", "20/11/2026", "10:00", "1:00:00"),
    ]);
    let read = reading(&days);
    assert_eq!(read.dates, Some(DateOrder::DayFirst));
    assert!(rows(&read)[0].starts_with("2: 05 08:00"));
}

#[test]
fn dates_that_never_tell_are_asked_about_not_guessed() {
    let open = file(&[("05/11/2026", "9:00", "05/11/2026", "10:00", "1:00:00")]);
    assert_eq!(refused(&open), Unreadable::WhichDates { example: "05/11/2026".into() });
    let said = Options { dates: Some(DateOrder::MonthFirst), ..options() };
    let read = read(&open, &said).unwrap();
    assert_eq!(read.rows[0].entry.start().rfc3339(), "2026-05-11T07:00:00.000Z");
}

#[test]
fn dates_that_contradict_each_other_are_refused() {
    let mixed = file(&[
        ("20/11/2026", "9:00", "20/11/2026", "10:00", ""),
        ("11/20/2026", "9:00", "11/20/2026", "10:00", ""),
    ]);
    assert_eq!(
        refused(&mixed),
        Unreadable::MixedDates { order: DateOrder::DayFirst, line: 3, example: "11/20/2026".into() }
    );
}

#[test]
fn a_time_the_clocks_skip_is_named_with_the_next_one() {
    let read = reading(&file(&[("2026-03-29", "02:30", "2026-03-29", "04:00", "")]));
    assert_eq!(
        faults(&read),
        ["2 Start Time: Skipped { text: \"2026-03-29 02:30:00\", next: \"2026-03-29 03:00\" }"]
    );
}

#[test]
fn where_the_clocks_show_a_time_twice_the_length_decides() {
    let read = reading(&file(&[
        ("2026-10-25", "02:30", "2026-10-25", "03:30", "1:00:00"),
        ("2026-10-25", "02:30", "2026-10-25", "03:30", "2:00:00"),
        ("2026-10-25", "01:30", "2026-10-25", "02:30", "1:00:00"),
        ("2026-10-25", "02:50", "2026-10-25", "02:10", "0:20:00"),
        ("2026-10-25", "02:10", "2026-10-25", "02:50", ""),
    ]));
    assert_eq!(
        rows(&read),
        [
            "2: 25 01:30:00 - 25 02:30:00 x",
            "3: 25 00:30:00 - 25 02:30:00 x",
            "4: 24 23:30:00 - 25 00:30:00 x",
            "5: 25 00:50:00 - 25 01:10:00 x",
        ]
    );
    assert_eq!(read.faults.len(), 1, "nothing tells which one the last row means");
    assert!(faults(&read)[0].starts_with("6 Start Time: Twice"), "{read:?}");
}

#[test]
fn clock_times_belong_to_the_zone_that_was_said() {
    let there = Options { zone: New_York, ..options() };
    let read = read(&file(&[("2026-11-20", "9:00", "2026-11-20", "10:00", "")]), &there).unwrap();
    assert_eq!(read.rows[0].entry.start().rfc3339(), "2026-11-20T14:00:00.000Z");
    assert_eq!(read.rows[0].entry.zone, New_York);
}

#[rstest]
#[case("2026-11-20", None, "2026-11-20")]
#[case("2026/11/20", None, "2026-11-20")]
#[case("20.11.2026", None, "2026-11-20")]
#[case("5.1.2026", Some(DateOrder::MonthFirst), "2026-01-05")]
#[case("20-11-2026", Some(DateOrder::DayFirst), "2026-11-20")]
#[case("11-20-2026", Some(DateOrder::MonthFirst), "2026-11-20")]
fn dates(#[case] text: &str, #[case] order: Option<DateOrder>, #[case] is: &str) {
    assert_eq!(date(text, order).unwrap().to_string(), is);
}

#[rstest]
#[case("20.11.26")]
#[case("2026-02-30")]
#[case("20 Nov 2026")]
#[case("1969-12-31")]
#[case("")]
fn no_dates(#[case] text: &str) {
    assert!(date(text, None).is_err());
}

#[rstest]
#[case("09:15", "09:15:00", 60_000)]
#[case("9:15:30 AM", "09:15:30", 1_000)]
#[case("12:05 am", "00:05:00", 60_000)]
#[case("5:30\u{202f}PM", "17:30:00", 60_000)]
#[case("17.45", "17:45:00", 60_000)]
fn times(#[case] text: &str, #[case] is: &str, #[case] grain: i64) {
    let (read, exact) = time(text).unwrap();
    assert_eq!((read.to_string().as_str(), exact), (is, grain));
}

#[rstest]
#[case("915")]
#[case("24:00")]
#[case("noon")]
fn no_times(#[case] text: &str) {
    assert!(time(text).is_err());
}

#[rstest]
#[case("1:30:15", 5_415)]
#[case("0:45", 2_700)]
#[case("123:00:00", 442_800)]
#[case("1.5", 5_400)]
#[case("1,5", 5_400)]
#[case("8.20", 29_520)]
fn lengths(#[case] text: &str, #[case] seconds: i64) {
    assert_eq!(length(text).unwrap(), seconds * 1_000);
}

#[rstest]
#[case("1:75")]
#[case("-1")]
#[case("NaN")]
#[case("long")]
fn no_lengths(#[case] text: &str) {
    assert!(length(text).is_err());
}

#[test]
fn flags_in_three_languages() {
    assert!(["Yes", "true", "1", "ja", "OUI"].iter().all(|text| flag(text).unwrap()));
    assert!(["No", "false", "0", "nein", "non", ""].iter().all(|text| !flag(text).unwrap()));
    assert!(flag("perhaps").is_err());
}
