//! Importing through the whole engine: shown first, written once, known again, never uploaded by itself.

use api::{
    Code, EntryFields, Exported, ImportCheck, ImportDates, ImportDone, ImportFile, ImportSameWhy, NoticeKind,
    Request, Status, Upload, VerbRequest,
};
use rstest::rstest;

use super::world::{Life, World};

const HEAD: &str = "Project,Description,Start date,Start time,End date,End time,Duration,Billable";
const REVIEW: &str = "Website,Review,2026-11-19,09:00:00,2026-11-19,10:00:00,01:00:00,Yes";
const STAND_UP: &str = "Website,Stand-up,2026-11-19,10:00:00,2026-11-19,10:15:00,00:15:00,No";
const BROKEN: &str = "Website,Broken,2026-11-32,10:00:00,2026-11-19,10:15:00,00:15:00,No";

fn file(rows: &[&str]) -> ImportFile {
    content(&format!("{HEAD}\n{}\n", rows.join("\n")))
}

fn content(content: &str) -> ImportFile {
    ImportFile { content: content.into(), format: None, zone: None, dates: None, person: None }
}

async fn check(life: &Life<'_>, file: &ImportFile) -> ImportCheck {
    life.ask(Request::ImportCheck(file.clone())).await.expect("it can be read")
}

async fn apply(life: &Life<'_>, file: &ImportFile, token: &str) -> Result<ImportDone, api::ApiError> {
    life.ask(Request::ImportApply { file: file.clone(), token: token.into() }).await
}

async fn import(life: &Life<'_>, file: &ImportFile) -> ImportDone {
    let token = check(life, file).await.token;
    apply(life, file, &token).await.expect("it is as it was shown")
}

async fn notes(life: &Life<'_>) -> Vec<String> {
    let from = Some("2026-11-01".to_owned());
    let log: Vec<api::Entry> = life.ask(Request::Log { from, to: None, limit: None }).await.expect("a list");
    log.into_iter().map(|entry| entry.note).collect()
}

async fn add(life: &Life<'_>, note: &str, from: &str, to: &str) {
    let verb = VerbRequest::Add {
        fields: EntryFields { note: note.into(), ..EntryFields::default() },
        from: from.into(),
        to: Some(to.into()),
        duration: None,
        breaks: Vec::new(),
        overlap: Some(api::OverlapChoice::Keep),
    };
    life.say(verb).await.expect("a plain hour");
}

#[test]
fn a_row_that_cannot_be_read_is_told_in_the_language_that_is_spoken() {
    let world = World::new();
    world.live(async |life| {
        for (language, message, remedy) in [
            ("de", "„2026-11-32“ ist kein Tag.", "Wie 2026-11-20 schreiben."),
            ("fr", "«\u{a0}2026-11-32\u{a0}» n’est pas un jour.", "L’écrire comme 2026-11-20."),
            ("en", "“2026-11-32” is not a day.", "Write it as 2026-11-20."),
        ] {
            let set = Request::SetSetting { key: "language".into(), value: language.into() };
            let _settings: api::Settings = life.ask(set).await.expect("it is spoken");
            let check = check(&life, &file(&[REVIEW, BROKEN])).await;
            let fault = &check.faults[0];
            assert_eq!((fault.line, fault.column.as_str()), (3, "Start date"), "{language}");
            assert_eq!((fault.message.as_str(), fault.remedy.as_str()), (message, remedy));
        }
    });
}

#[test]
fn a_check_tells_what_is_new_known_overlapping_and_broken_and_writes_nothing() {
    let world = World::new();
    world.live(async |life| {
        add(&life, "Stand-up", "2026-11-19 10:00", "2026-11-19 10:15").await;
        add(&life, "Long", "2026-11-19 09:30", "2026-11-19 09:40").await;
        let before: Status = life.ask(Request::Status).await.expect("a status");
        let check = check(&life, &file(&[REVIEW, STAND_UP, BROKEN, REVIEW])).await;
        assert_eq!((check.new_count, check.overlap_count, check.same_count, check.fault_count), (1, 1, 2, 1));
        assert_eq!(
            (check.new[0].note.as_str(), check.new[0].work_seconds, check.new[0].line),
            ("Review", 3600, 2)
        );
        assert_eq!(check.new[0].tags, ["Website"]);
        let same: Vec<_> = check.same.iter().map(|same| (same.line, same.why)).collect();
        assert_eq!(same, [(3, ImportSameWhy::There), (5, ImportSameWhy::Twice)]);
        let fault = &check.faults[0];
        assert_eq!((fault.line, fault.column.as_str()), (4, "Start date"));
        assert!(fault.message.contains("2026-11-32") && !fault.remedy.is_empty(), "{fault:?}");
        let after: Status = life.ask(Request::Status).await.expect("a status");
        assert_eq!((after.rev, after.last), (before.rev, before.last));
    });
}

#[test]
fn what_was_shown_is_written_in_one_step_that_one_undo_takes_back() {
    let world = World::new();
    world.live(async |life| {
        add(&life, "mine", "2026-11-18 10:00", "2026-11-18 11:00").await;
        let done = import(&life, &file(&[REVIEW, STAND_UP, BROKEN])).await;
        assert_eq!((done.created, done.fault_count), (2, 1));
        assert_eq!(notes(&life).await, ["Stand-up", "Review", "mine"]);
        let undone = life.say(VerbRequest::Undo { count: None }).await.expect("an undo");
        assert_eq!(undone.notice, NoticeKind::Undone);
        assert_eq!(notes(&life).await, ["mine"]);
        life.say(VerbRequest::Redo { count: None }).await.expect("a redo");
        assert_eq!(notes(&life).await, ["Stand-up", "Review", "mine"]);
    });
}

#[test]
fn a_file_that_was_imported_is_known_again() {
    let world = World::new();
    world.live(async |life| {
        let csv = file(&[REVIEW, STAND_UP]);
        import(&life, &csv).await;
        let again = check(&life, &csv).await;
        assert_eq!((again.new_count, again.same_count), (0, 2));
        let refused = apply(&life, &csv, &again.token).await.expect_err("nothing is new");
        assert_eq!(refused.code, Code::NotNow);

        let json = content(
            r#"[{"id":"7","organization_id":"o","start":"2026-11-19T08:00:00Z","end":"2026-11-19T09:00:00Z"}]"#,
        );
        import(&life, &json).await;
        let moved = content(&json.content.replace("T09", "T11"));
        let again = check(&life, &moved).await;
        assert_eq!(again.same[0].why, ImportSameWhy::Imported, "the same id, whatever its times are now");
        life.say(VerbRequest::Undo { count: None }).await.expect("an undo");
        assert_eq!(check(&life, &moved).await.new_count, 1, "what was taken back is new again");
    });
}

#[test]
fn what_changed_since_it_was_shown_is_not_written() {
    let world = World::new();
    world.live(async |life| {
        let csv = file(&[REVIEW, STAND_UP]);
        let token = check(&life, &csv).await.token;
        let other = apply(&life, &file(&[REVIEW]), &token).await.expect_err("another file");
        add(&life, "Review", "2026-11-19 09:00", "2026-11-19 10:00").await;
        let outdated = apply(&life, &csv, &token).await.expect_err("one of them came meanwhile");
        for refused in [other, outdated] {
            assert_eq!((refused.code, refused.field.as_deref()), (Code::NotNow, Some("token")));
            assert!(refused.remedy.is_some());
        }
        assert_eq!(notes(&life).await, ["Review"]);
    });
}

#[test]
fn a_verb_said_meanwhile_and_an_import_both_happen() {
    let world = World::new();
    world.live(async |life| {
        let csv = file(&[REVIEW, STAND_UP]);
        let token = check(&life, &csv).await.token;
        let start = VerbRequest::Start {
            fields: EntryFields { note: "now".into(), ..EntryFields::default() },
            at: None,
            overlap: None,
        };
        let (done, said) = tokio::join!(apply(&life, &csv, &token), life.say(start));
        assert_eq!(done.expect("an import").created, 2);
        assert_eq!(said.expect("a start").notice, NoticeKind::Started);
        assert_eq!(notes(&life).await, ["now", "Stand-up", "Review"]);
    });
}

#[test]
fn imported_entries_are_booked_nowhere_and_uploaded_to_nobody() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        import(&life, &file(&[REVIEW, STAND_UP])).await;
        let uploads: Vec<Upload> = life.settle(1).await;
        assert!(uploads.is_empty(), "{uploads:?}");
        assert!(world.sandbox.records().is_empty());
    });
}

/// A file of so many rows, eight a day.
fn thousands(count: u32) -> ImportFile {
    let row = |number: u32| {
        let day = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day")
            + chrono::Days::new(u64::from(number / 8));
        let hour = 8 + number % 8;
        format!("P{},Task {number},{day},{hour:02}:00:00,{day},{hour:02}:50:00,00:50:00,No", number % 9)
    };
    let rows: Vec<String> = (0..count).map(row).collect();
    file(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn while_thousands_are_written_what_reads_is_answered_and_what_writes_waits() {
    let world = World::new();
    world.live(async |life| {
        import(&life, &thousands(5_000)).await;
        let order = std::cell::RefCell::new(Vec::new());
        let undo = async {
            life.say(VerbRequest::Undo { count: None }).await.expect("an undo");
            order.borrow_mut().push("undo");
        };
        let start = async {
            let fields = EntryFields { note: "later".into(), ..EntryFields::default() };
            let verb = VerbRequest::Start { fields, at: None, overlap: None };
            let said = life.say(verb).await.expect("a start");
            assert_eq!(said.notice, NoticeKind::Started);
            order.borrow_mut().push("start");
        };
        let status = async {
            let status: api::Status = life.ask(Request::Status).await.expect("a status");
            assert_eq!(status.state, api::TimerState::Stopped, "as it was before");
            order.borrow_mut().push("status");
        };
        // Asked in this order.
        tokio::join!(undo, start, status);
        assert_eq!(order.into_inner(), ["status", "undo", "start"]);
        assert_eq!(check(&life, &thousands(5_000)).await.new_count, 5_000, "all of it was taken back");
        assert_eq!(notes(&life).await, ["later"]);
    });
}

#[test]
fn thousands_of_rows_come_and_go_in_one_step() {
    let world = World::new();
    world.live(async |life| {
        let csv = thousands(5_000);
        let shown = check(&life, &csv).await;
        assert_eq!((shown.new_count, shown.new.len()), (5_000, 200));
        assert_eq!(import(&life, &csv).await.created, 5_000);
        assert_eq!(check(&life, &csv).await.same_count, 5_000);
        let undone = life.say(VerbRequest::Undo { count: None }).await.expect("an undo");
        assert!(undone.changed);
        let redone = life.say(VerbRequest::Redo { count: None }).await.expect("a redo");
        assert_eq!(redone.entries.len(), 500, "an answer stays small");
        assert_eq!(check(&life, &csv).await.new_count, 0);
    });
}

#[rstest]
#[case::json("json")]
#[case::csv("csv")]
fn what_stint_exports_it_imports_again_as_it_was(#[case] format: &str) {
    let world = World::new();
    world.live(async |life| {
        let verb = VerbRequest::Add {
            fields: EntryFields {
                note: "=1+1, \"quoted\"\nsecond line".into(),
                tags: vec!["dev".into(), "on site".into(), "12\" vinyl".into()],
                billable: true,
                ..EntryFields::default()
            },
            from: "2026-11-19 09:00".into(),
            to: Some("2026-11-19 12:00".into()),
            duration: None,
            breaks: vec!["10:00-10:30".into()],
            overlap: None,
        };
        life.say(verb).await.expect("a morning");
        add(&life, "'=already disarmed", "2026-11-18 10:00", "2026-11-18 11:00").await;
        let from = Some("2026-11-01".to_owned());
        let log = Request::Log { from: from.clone(), to: None, limit: None };
        let before: Vec<api::Entry> = life.ask(log.clone()).await.expect("a list");
        let asked = Request::Export { format: format.into(), from, to: None, after: None };
        let exported: Exported = life.ask(asked).await.expect("a file");
        let there = check(&life, &content(&exported.content)).await;
        assert_eq!((there.new_count, there.same_count), (0, 2), "they are there");
        let ids = before.iter().map(|entry| entry.id.clone()).collect();
        life.say(VerbRequest::Delete { ids }).await.expect("they go");
        import(&life, &content(&exported.content)).await;
        let after: Vec<api::Entry> = life.ask(log).await.expect("a list");
        assert_eq!(after, before);
    });
}

#[rstest]
#[case::empty(content(""), "file")]
#[case::prose(content("Dear Sir"), "format")]
#[case::no_json(content("[{"), "file")]
#[case::zone(ImportFile { zone: Some("Moon/Sea".into()), ..file(&[REVIEW]) }, "zone")]
#[case::dates(
    content(
        "Description,Start Date,Start Time,End Date,End Time,Duration (h)\nx,05/11/2026,9:00,05/11/2026,10:00,1:00:00\n"
    ),
    "dates"
)]
#[case::mixed(ImportFile { dates: Some(ImportDates::DayFirst), ..content("Description,Start Date,Start Time,End Date,End Time,Duration (h)\nx,11/20/2026,9:00,11/20/2026,10:00,1:00:00\n") }, "dates")]
#[case::people(
    content(
        "User,Start date,Start time,End date,End time\nada,2026-11-19,9:00,2026-11-19,10:00\nbo,2026-11-19,9:00,2026-11-19,10:00\n"
    ),
    "person"
)]
#[case::nobody(ImportFile { person: Some("cy".into()), ..file(&[REVIEW]) }, "person")]
#[case::column(ImportFile { format: Some(api::ImportFormat::Kimai), ..file(&[REVIEW]) }, "format")]
fn a_file_that_cannot_be_read_names_the_field_and_the_remedy(#[case] file: ImportFile, #[case] field: &str) {
    let world = World::new();
    world.live(async |life| {
        let refused =
            life.ask::<ImportCheck>(Request::ImportCheck(file.clone())).await.expect_err("unreadable");
        assert_eq!((refused.code, refused.field.as_deref()), (Code::BadInput, Some(field)), "{refused}");
        assert!(refused.remedy.is_some(), "{refused}");
        assert!(apply(&life, &file, "").await.is_err());
        assert_eq!(notes(&life).await, Vec::<String>::new());
    });
}
