//! How tables and lists are taken apart: separators, marks, quotes, people, and what cannot be read at all.

use rstest::rstest;

use super::{faults, options, reading, refused, rows};
use crate::{Format, Options, Unreadable, Why, read};

const HEAD: &str = "User,Description,Start date,Start time,End date,End time,Duration";
const ROW: &str = "ada,Stand-up,2026-11-20,09:00:00,2026-11-20,09:15:00,00:15:00";

#[rstest]
#[case::comma(",")]
#[case::semicolon(";")]
#[case::tab("\t")]
fn separators_and_a_byte_order_mark_are_found_out(#[case] separator: &str) {
    let plain = format!("{HEAD}\r\n{ROW}\r\n");
    let file = format!("\u{feff}{}", plain.replace(',', separator));
    assert_eq!(rows(&reading(&file)), ["2: 20 08:00:00 - 20 08:15:00 Stand-up"]);
}

#[test]
fn a_line_that_names_the_separator_is_counted_but_no_row() {
    let file = format!("sep=;\n{HEAD}\n{ROW}\n").replace(',', ";");
    assert_eq!(rows(&reading(&file)), ["3: 20 08:00:00 - 20 08:15:00 Stand-up"]);
}

#[test]
fn blank_lines_are_nothing() {
    let file = format!("{HEAD}\n\n{ROW}\n,,,,,,\n\n");
    assert_eq!(rows(&reading(&file)), ["3: 20 08:00:00 - 20 08:15:00 Stand-up"], "but they count as lines");
    assert_eq!(faults(&reading(&file)), Vec::<String>::new());
}

#[test]
fn a_quote_that_is_not_closed_spoils_its_row_and_says_so() {
    let file = format!("{HEAD}\n{ROW}\nada,\"open,2026-11-20,09:00:00,2026-11-20,09:15:00,00:15:00\n{ROW}\n");
    let read = reading(&file);
    assert_eq!(read.rows.len(), 1);
    assert_eq!((read.faults[0].line, &read.faults[0].why), (3, &Why::Cells { found: 2, wanted: 7 }));
}

#[test]
fn a_file_with_rows_of_several_people_asks_whose_are_meant() {
    let file = format!("{HEAD}\n{ROW}\n{}\n", ROW.replace("ada", "bo"));
    let people = vec!["ada".to_owned(), "bo".to_owned()];
    assert_eq!(refused(&file), Unreadable::WhichPerson { people: people.clone() });
    let of = |person: &str| read(&file, &Options { person: Some(person.into()), ..options() });
    assert_eq!(of("bo").unwrap().rows[0].line, 3);
    assert_eq!(of("cy").unwrap_err(), Unreadable::NoPerson { person: "cy".into(), people });
}

#[test]
fn hostile_text_stays_text() {
    let note = "<img src=x onerror=alert(1)> \u{202e}drawkcab =cmd()";
    let file = format!("{HEAD}\n{}\n", ROW.replace("Stand-up", note));
    assert_eq!(reading(&file).rows[0].entry.note, note);
}

#[test]
fn names_and_notes_that_are_too_long_are_refused_with_their_column() {
    let file = format!(
        "{HEAD},Project\n{ROW},{}\n{},x\n",
        "p".repeat(101),
        ROW.replace("Stand-up", &"n".repeat(17_000))
    );
    let read = reading(&file);
    assert_eq!(
        (read.faults[0].column.as_str(), &read.faults[0].why),
        ("Project", &Why::Tag("p".repeat(101)))
    );
    assert_eq!((read.faults[1].column.as_str(), &read.faults[1].why), ("Description", &Why::LongNote));
}

#[rstest]
#[case::nothing("", Unreadable::Empty)]
#[case::blanks(" \n ", Unreadable::Empty)]
#[case::no_items("[]", Unreadable::Empty)]
#[case::prose("Dear Sir,\nplease find attached", Unreadable::Unknown)]
#[case::another_table("name,age\nada,36\n", Unreadable::Unknown)]
#[case::another_object("{\"name\": 1}", Unreadable::Unknown)]
#[case::other_items("[{\"name\": 1}]", Unreadable::Unknown)]
#[case::cut_short("[\n{\"id\":1,\"start\":\"2026", Unreadable::NoJson { line: 2, column: 21 })]
fn what_cannot_be_read_says_why(#[case] content: &str, #[case] why: Unreadable) {
    assert_eq!(refused(content), why);
}

#[test]
fn a_format_that_was_said_names_the_column_that_is_missing() {
    let asked = |format| Options { format: Some(format), ..options() };
    let file = "Description,Start date,End date\nx,2026-11-20,2026-11-20\n";
    let missing = read(file, &asked(Format::Toggl)).unwrap_err();
    assert_eq!(missing, Unreadable::NoColumn { format: Format::Toggl, column: "start time".into() });
    let shape = read("[{}]", &asked(Format::Clockify)).unwrap_err();
    assert_eq!(shape, Unreadable::OtherShape { format: Format::Clockify });
    let shape = read(file, &asked(Format::Timewarrior)).unwrap_err();
    assert_eq!(shape, Unreadable::OtherShape { format: Format::Timewarrior });
}
