//! Records that somebody else changed or removed: noticed, shown with both versions, never overwritten, and chosen.

use api::{
    ChoiceOutcome, Code, ConflictKind, EditFields, Entry, Request, Upload, UploadChoice, UploadChosen,
    UploadState, VerbRequest,
};
use sandbox::Record;

use super::world::{Life, World};

/// An hour that both trackers hold, and the Clockify record of it.
async fn uploaded(life: &Life<'_>) -> Entry {
    life.connect().await;
    let said = life.add_hour("review", "9:00").await;
    life.settle(1).await;
    assert_eq!(life.world.sandbox.records().len(), 2);
    said.entries[0].clone()
}

fn clockify(world: &World) -> Option<Record> {
    world.sandbox.records().into_iter().find(|record| record.api == "clockify")
}

/// Somebody rewrites the Clockify record: another text, half an hour longer.
async fn rewrite(world: &World) {
    let record = clockify(world).expect("it is there");
    let (start, end) = (record.start.expect("a time"), record.end.expect("it ended"));
    let (project, task) = record.target_id.as_deref().and_then(|id| id.split_once('/')).expect("a task");
    let body = format!(
        r#"{{"start":"{}","end":"{}","description":"planning","projectId":"{project}","taskId":"{task}","billable":false,"tagIds":[]}}"#,
        start.format("%Y-%m-%dT%H:%M:%SZ"),
        (end + chrono::TimeDelta::minutes(30)).format("%Y-%m-%dT%H:%M:%SZ"),
    );
    world.meddle(http::Method::PUT, &record.id, &body).await;
}

async fn remove(world: &World) {
    let record = clockify(world).expect("it is there");
    world.meddle(http::Method::DELETE, &record.id, "").await;
}

async fn read_back(life: &Life<'_>) -> Vec<Upload> {
    let _uploads: Vec<Upload> = life.ask(Request::Sync { wait_seconds: None }).await.expect("a list");
    life.settle(1).await
}

async fn noticed(life: &Life<'_>) -> Upload {
    let uploads = read_back(life).await;
    let stuck: Vec<_> = uploads.iter().filter(|upload| upload.state == UploadState::Stuck).collect();
    assert_eq!(stuck.len(), 1, "{uploads:#?}");
    stuck[0].clone()
}

async fn choose(life: &Life<'_>, upload: &Upload, choice: UploadChoice) -> UploadChosen {
    let request = Request::UploadChoose { id: upload.id.clone(), choice };
    let chosen = life.ask(request).await.expect("there is something to choose");
    life.settle(1).await;
    chosen
}

async fn entry(life: &Life<'_>, id: &str) -> Entry {
    life.ask(Request::Entry { id: id.to_owned() }).await.expect("the hour is never lost")
}

async fn edit_note(life: &Life<'_>, id: &str, note: &str) {
    let fields = EditFields { note: Some(note.into()), ..EditFields::default() };
    life.say(VerbRequest::Edit { id: id.into(), fields, overlap: None }).await.expect("a new note");
    life.settle(1).await;
}

#[test]
fn a_read_back_of_what_nobody_touched_changes_nothing() {
    let world = World::new();
    world.live(async |life| {
        uploaded(&life).await;
        let before = world.sandbox.records();
        let asked = world.sandbox.requests().len();
        let uploads = read_back(&life).await;
        assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{uploads:#?}");
        assert_eq!(world.sandbox.records(), before);
        let requests = world.sandbox.requests().split_off(asked);
        assert!(
            !requests.is_empty() && requests.iter().all(|request| request.method == "GET"),
            "{requests:?}"
        );
    });
}

#[test]
fn a_changed_record_is_shown_with_both_versions_and_left_alone() {
    let world = World::new();
    world.live(async |life| {
        let hour = uploaded(&life).await;
        rewrite(&world).await;
        let upload = noticed(&life).await;
        let conflict = upload.conflict.clone().expect("both versions");
        let (mine, theirs) = (conflict.mine.expect("ours"), conflict.theirs.expect("theirs"));
        assert_eq!(conflict.kind, ConflictKind::Changed);
        assert_eq!((mine.text.as_deref(), mine.seconds), (Some("review"), Some(3600)));
        assert_eq!((theirs.text.as_deref(), theirs.seconds), (Some("planning"), Some(5400)));
        assert_eq!(theirs.shown.as_deref(), Some("1:30:00"));
        assert_eq!(theirs.target.as_deref(), Some("clockify:Website/Design"));
        assert_eq!(theirs.remote_id, clockify(&world).map(|record| record.id));
        assert!(upload.reason.is_some() && upload.remedy.is_some());
        // Neither an edit nor trying everything again is a choice.
        edit_note(&life, &hour.id, "edited").await;
        let _uploads: Vec<Upload> =
            life.ask(Request::UploadRetry { id: None, alike: false }).await.expect("a list");
        life.settle(1).await;
        assert_eq!(clockify(&world).map(|record| record.text), Some("planning".into()));
        let yandex = world.sandbox.records().into_iter().find(|record| record.api == "yandex");
        assert_eq!(yandex.map(|record| record.text), Some("edited".into()), "the other booking goes on");
    });
}

#[test]
fn keeping_mine_sends_mine_over_theirs() {
    let world = World::new();
    world.live(async |life| {
        uploaded(&life).await;
        rewrite(&world).await;
        let chosen = choose(&life, &noticed(&life).await, UploadChoice::Mine).await;
        assert_eq!(chosen.outcome, ChoiceOutcome::Sending);
        let record = clockify(&world).expect("it is there");
        assert_eq!((record.text.as_str(), record.seconds), ("review", 3600));
        assert_eq!(world.sandbox.records().len(), 2);
    });
}

#[test]
fn taking_theirs_edits_the_entry_sends_nothing_there_and_can_be_undone() {
    let world = World::new();
    world.live(async |life| {
        let hour = uploaded(&life).await;
        rewrite(&world).await;
        let upload = noticed(&life).await;
        let theirs = clockify(&world);
        world.sent_to("clockify");
        let chosen = choose(&life, &upload, UploadChoice::Theirs).await;
        assert_eq!(chosen.outcome, ChoiceOutcome::Edited);
        assert_eq!(chosen.upload.map(|upload| upload.state), Some(UploadState::Done));
        assert!(world.sent_to("clockify").is_empty(), "their tracker holds it already");
        assert_eq!(clockify(&world), theirs);
        let taken = entry(&life, &hour.id).await;
        assert_eq!((taken.note.as_str(), taken.work_seconds), ("planning", 5400));
        let yandex = world.sandbox.records().into_iter().find(|record| record.api == "yandex");
        let yandex = yandex.map(|record| (record.text, record.seconds));
        assert_eq!(yandex, Some(("planning".into(), 5400)), "the other booking follows the entry");
        let history: Vec<api::HistoryRow> =
            life.ask(Request::History { id: hour.id.clone() }).await.expect("a history");
        assert_eq!(history.last().map(|row| row.verb.as_str()), Some("take-theirs"));
        // Taking the choice back is choosing mine.
        life.say(VerbRequest::Undo { count: None }).await.expect("one change");
        life.settle(1).await;
        let back = entry(&life, &hour.id).await;
        assert_eq!((back.note.as_str(), back.work_seconds), ("review", 3600));
        assert_eq!(clockify(&world).map(|record| record.text), Some("review".into()));
        assert_eq!(world.sandbox.records().len(), 2);
    });
}

#[test]
fn leaving_both_ends_the_question_and_neither_follows_the_other() {
    let world = World::new();
    world.live(async |life| {
        let hour = uploaded(&life).await;
        rewrite(&world).await;
        let chosen = choose(&life, &noticed(&life).await, UploadChoice::Both).await;
        assert_eq!(chosen.outcome, ChoiceOutcome::Left);
        edit_note(&life, &hour.id, "edited").await;
        let uploads = read_back(&life).await;
        assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{uploads:#?}");
        assert_eq!(clockify(&world).map(|record| record.text), Some("planning".into()));
        assert_eq!(entry(&life, &hour.id).await.note, "edited");
    });
}

#[test]
fn a_removed_record_is_made_anew_once_or_unbooks_the_entry_or_stays_removed() {
    for choice in [UploadChoice::Mine, UploadChoice::Theirs, UploadChoice::Both] {
        let world = World::new();
        world.live(async |life| {
            let hour = uploaded(&life).await;
            remove(&world).await;
            let upload = noticed(&life).await;
            let conflict = upload.conflict.clone().expect("both versions");
            assert_eq!((conflict.kind, conflict.theirs), (ConflictKind::Gone, None));
            assert_eq!(clockify(&world), None, "nothing is made anew without a choice");
            let chosen = choose(&life, &upload, choice).await;
            let made = clockify(&world).map(|record| record.text);
            let booked = entry(&life, &hour.id).await.bookings.len();
            match choice {
                UploadChoice::Mine => {
                    assert_eq!((chosen.outcome, booked), (ChoiceOutcome::Sending, 2));
                    assert_eq!(made, Some("review".into()));
                    assert_eq!(world.sandbox.records().len(), 2, "once");
                }
                UploadChoice::Theirs => {
                    assert_eq!((chosen.outcome, chosen.upload), (ChoiceOutcome::Unbooked, None));
                    assert_eq!((made, booked), (None, 1), "the hour stays, booked at the other one");
                }
                UploadChoice::Both => {
                    assert_eq!((chosen.outcome, made, booked), (ChoiceOutcome::Left, None, 2));
                }
            }
        });
    }
}

#[test]
fn without_a_conflict_there_is_nothing_to_choose() {
    let world = World::new();
    world.live(async |life| {
        uploaded(&life).await;
        let uploads: Vec<Upload> = life.ask(Request::Uploads).await.expect("a list");
        for choice in [UploadChoice::Mine, UploadChoice::Theirs, UploadChoice::Both] {
            let request = Request::UploadChoose { id: uploads[0].id.clone(), choice };
            let refused = life.ask::<UploadChosen>(request).await.expect_err("nobody changed anything");
            assert_eq!((refused.code, refused.remedy.is_some()), (Code::NotNow, true));
        }
    });
}

#[test]
fn once_a_day_what_was_uploaded_is_read_back_by_itself() {
    let world = World::new();
    world.live(async |life| {
        uploaded(&life).await;
        rewrite(&world).await;
        let stuck = async || {
            let status: api::Status = life.ask(Request::Status).await.expect("a status");
            status.uploads.stuck
        };
        let mut hours = 0;
        while stuck().await == 0 {
            assert!(hours < 49, "two days and nobody has noticed");
            while life.step().await {}
            world.clock.advance(3_600_000);
            hours += 1;
        }
        assert!(hours >= 23, "after {hours} hours");
    });
}

#[test]
fn a_read_back_asks_no_tracker_that_has_had_enough() {
    let world = World::new();
    world.live(async |life| {
        uploaded(&life).await;
        world.sandbox.faults().set(
            sandbox::faults::Rule::always(sandbox::faults::Fault::TooMany { retry_after_seconds: 1_800 })
                .on("clockify"),
        );
        world.sent_to("clockify");
        read_back(&life).await;
        assert_eq!(world.sent_to("clockify").len(), 1, "the first refusal ends the pass");
        for _ in 0..5 {
            let _uploads: Vec<Upload> = life.ask(Request::Sync { wait_seconds: None }).await.expect("a list");
            life.step().await;
        }
        assert!(world.sent_to("clockify").len() <= 1, "a person who insists changes nothing about that");
    });
}
