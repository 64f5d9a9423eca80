//! One file of each format, with broken lines among good ones.

use domain::Kind;

use super::{faults, reading, rows};
use crate::Format;

#[test]
fn toggl_times_are_local_and_places_become_tags() {
    let read = reading(include_str!("fixtures/toggl.csv"));
    assert_eq!(read.format, Format::Toggl);
    assert_eq!(
        rows(&read),
        [
            "2: 20 08:00:00 - 20 09:30:30 Login flow review #Nordlicht #Website #Header #design #remote $",
            "3: 20 22:30:00 - 20 23:15:00 Kick-off, part \"two\"\nwith the whole team #Website",
            "5: 19 07:00:00 - 19 07:30:00 Bookkeeping #Inhouse #Bookkeeping",
            "13: 16 08:00:00 - 16 08:45:00 Last #Website",
        ]
    );
    assert_eq!(
        faults(&read),
        [
            "6 Start date: Date(\"2026-02-30\")",
            "7 End time: Backwards",
            "8 : Cells { found: 8, wanted: 14 }",
            "9 Billable: Flag(\"Maybe\")",
            "10 Start time: Time(\"25:00:00\")",
            "11 End time: Future",
            "12 End time: NoTime",
        ]
    );
}

#[test]
fn toggl_spells_its_head_in_two_ways() {
    let read = reading(include_str!("fixtures/toggl_new.csv"));
    assert_eq!(read.format, Format::Toggl);
    assert_eq!(rows(&read), ["2: 20 13:00:00 - 20 13:50:00 Retro #Inhouse"]);
}

#[test]
fn clockify_writes_dates_and_times_as_the_person_likes_them() {
    let read = reading(include_str!("fixtures/clockify.csv"));
    assert_eq!(read.format, Format::Clockify);
    assert_eq!(
        rows(&read),
        [
            "2: 20 08:05:00 - 20 11:35:00 Sketches #Nordlicht #Website #Design #remote #quiet $",
            "3: 05 22:50:00 - 05 23:20:00 Late call #Website",
        ]
    );
    assert_eq!(faults(&read), ["4 Start Time: Time(\"13:30 PM\")", "5 Start Date: Date(\"13/32/2026\")"]);
}

#[test]
fn kimai_says_how_long_a_break_was_and_entries_cross_midnight() {
    let read = reading(include_str!("fixtures/kimai.csv"));
    assert_eq!(read.format, Format::Kimai);
    assert_eq!(
        rows(&read),
        [
            "2: 20 08:00:00 - 20 11:30:00 Sketches #Nordlicht #Website #Design #remote #quiet $ break 30",
            "3: 20 22:30:00 - 20 23:15:00 Calls #Nordlicht #Website #Calls",
        ]
    );
    assert_eq!(
        read.rows[0].entry.last().kind,
        Kind::Break,
        "nobody knows when it was, so it lies at the end"
    );
    assert_eq!(faults(&read), ["4 End: Running", "5 Break: AllBreak", "6 Begin: Time(\"09 h\")"]);
}

#[test]
fn kimai_in_german_without_a_column_for_breaks_tells_them_by_the_length() {
    let read = reading(include_str!("fixtures/kimai_de.csv"));
    assert_eq!(read.format, Format::Kimai);
    assert_eq!(
        rows(&read),
        [
            "2: 20 07:15:00 - 20 09:15:00 Ablage #Nordlicht #Website #Büro #remote $ break 30",
            "3: 20 10:00:00 - 20 11:00:00 Ablage #Nordlicht #Website #Büro",
        ]
    );
}

#[test]
fn kimai_json_has_offsets_seconds_and_ids() {
    let read = reading(include_str!("fixtures/kimai.json"));
    assert_eq!(read.format, Format::Kimai);
    assert_eq!(
        rows(&read),
        [
            "2: 20 08:00:00 - 20 11:30:00 Sketches #Nordlicht #Website #Design #remote $ break 30 named",
            "11: 19 12:00:00 - 19 13:00:00  named",
        ]
    );
    assert_eq!(faults(&read), ["8 end: Running", "9 : NoObject", "10 begin: Stamp(\"yesterday\")"]);
}

#[test]
fn solidtime_writes_a_report_an_export_and_json() {
    let report = reading(include_str!("fixtures/solidtime.csv"));
    assert_eq!(report.format, Format::Solidtime);
    assert_eq!(
        rows(&report),
        ["2: 20 08:00:00 - 20 09:30:00 Login flow review #Nordlicht #Website #Header #design #remote $"]
    );
    assert_eq!(faults(&report), ["3 End: Running", "4 Start: Stamp(\"2026-11-20\")"]);

    let export = reading(include_str!("fixtures/solidtime_export.csv"));
    assert_eq!(export.format, Format::Solidtime);
    assert_eq!(rows(&export), ["2: 20 08:00:00 - 20 08:15:00 Stand-up $ named"]);
    assert_eq!(faults(&export), ["3 billable: Flag(\"perhaps\")"]);

    let json = reading(include_str!("fixtures/solidtime.json"));
    assert_eq!(rows(&json), ["2: 20 08:00:00 - 20 08:15:00 Stand-up $ named"]);
    assert_eq!(faults(&json), ["5 end: Running"]);
    assert_eq!(json.rows[0].entry.id, export.rows[0].entry.id, "the same entry whichever way it came");
}

#[test]
fn timewarrior_stamps_are_utc_and_tags_say_what_was_done() {
    let read = reading(include_str!("fixtures/timewarrior.json"));
    assert_eq!(read.format, Format::Timewarrior);
    assert_eq!(
        rows(&read),
        [
            "2: 20 08:15:00 - 20 09:30:00 Review with Bo #website #Login flow",
            "3: 20 10:00:00 - 20 11:00:00 website, deploy #website #deploy",
        ]
    );
    assert_eq!(faults(&read), ["4 start: Stamp(\"2026-13-20\")", "5 end: Running"]);
}

#[test]
fn nothing_that_was_imported_is_booked_anywhere() {
    for content in [include_str!("fixtures/toggl.csv"), include_str!("fixtures/kimai.json")] {
        assert!(reading(content).rows.iter().all(|row| row.entry.bookings.is_empty()));
    }
}
