//! Taking theirs at every tracker: what each keeps in its own way becomes an edit of the hour, and nothing is sent.

use api::{
    ChoiceOutcome, Entry, EntryFields, Request, Upload, UploadChoice, UploadChosen, UploadState, VerbRequest,
};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use http::Method;
use sandbox::Record;
use sandbox::plane::samples::WORKSPACE;
use serde_json::{Value, json};

use super::world::{Life, World, account};

/// One tracker, and what somebody does to a record there: another text, half an hour longer, and later if it can be.
struct Case {
    kind: &'static str,
    token: &'static str,
    workspace: Option<&'static str>,
    target: &'static str,
    headers: &'static [(&'static str, &'static str)],
    /// Where a record is changed and removed.
    path: fn(&Record) -> String,
    theirs: fn() -> Value,
    moved: TimeDelta,
}

fn cases() -> [Case; 3] {
    let half_an_hour = TimeDelta::minutes(30);
    let yandex = Case {
        kind: "yandex",
        token: sandbox::yandex::samples::TOKEN,
        workspace: None,
        target: "yandex:TEST-324",
        headers: &[("authorization", "OAuth y0_sandbox"), ("x-org-id", "8401923")],
        path: |record| format!("/yandex/v3/issues/TEST-324/worklog/{}", record.id),
        theirs: || json!({ "comment": "planning", "duration": "PT1H30M", "start": "2026-11-20T08:30:00.000+0000" }),
        moved: half_an_hour,
    };
    let plane = Case {
        kind: "plane",
        token: sandbox::plane::samples::KEY,
        workspace: Some(WORKSPACE),
        target: "plane:PROJ-12",
        headers: &[("x-api-key", sandbox::plane::samples::KEY)],
        path: |record| {
            let place = record.target_id.as_deref().and_then(|place| place.split_once('/'));
            let (project, item) = place.expect("a project and an item");
            let item = format!("{WORKSPACE}/projects/{project}/work-items/{item}");
            format!("/plane/api/v1/workspaces/{item}/worklogs/{}/", record.id)
        },
        // There is no date to change but the one in the text, which is nobody's to read.
        theirs: || json!({ "description": "2026-11-20 09:00–10:00 planning", "duration": 90 }),
        moved: TimeDelta::zero(),
    };
    let alignsoft = Case {
        kind: "alignsoft",
        token: sandbox::alignsoft::samples::KEY,
        workspace: None,
        target: "alignsoft:Website/Login flow review",
        headers: &[],
        path: |record| format!("/_sandbox/alignsoft/records/{}", record.id),
        theirs: || json!({ "description": "planning", "minutes": 90 }),
        moved: TimeDelta::zero(),
    };
    [yandex, plane, alignsoft]
}

impl Case {
    async fn connect(&self, life: &Life<'_>) {
        let workspace = self.workspace.map(str::to_owned);
        let account = api::AddTracker { workspace, ..account(self.kind, self.token) };
        let _tracker: api::Tracker = life.ask(Request::TrackerAdd(account)).await.expect("it lets us in");
    }

    /// An hour that the tracker holds.
    async fn uploaded(&self, life: &Life<'_>) -> Entry {
        let fields =
            EntryFields { note: "review".into(), on: vec![self.target.into()], ..EntryFields::default() };
        let verb = VerbRequest::Add {
            fields,
            from: "9:00".into(),
            to: None,
            duration: Some("1:00".into()),
            breaks: Vec::new(),
            overlap: None,
        };
        let said = life.say(verb).await.expect("a plain hour");
        let uploads = life.settle(1).await;
        assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{uploads:#?}");
        said.entries[0].clone()
    }

    /// Somebody does this to the only record.
    async fn meddle(&self, world: &World, method: Method, body: &Value) {
        let mut request = http::Request::builder()
            .method(method)
            .uri((self.path)(&only(world)))
            .header("content-type", "application/json");
        for (name, value) in self.headers {
            request = request.header(*name, *value);
        }
        let body = if body.is_null() { Bytes::new() } else { Bytes::from(body.to_string()) };
        let answer = world.sandbox.call(request.body(body).expect("a sound request")).await;
        let answer = answer.expect("no fault is set");
        assert!(answer.status().is_success(), "{}: {answer:?}", self.kind);
    }
}

fn only(world: &World) -> Record {
    let records = world.sandbox.records();
    assert_eq!(records.len(), 1, "{records:?}");
    records.into_iter().next().expect("there is one")
}

async fn noticed(life: &Life<'_>) -> Upload {
    let _uploads: Vec<Upload> = life.ask(Request::Sync { wait_seconds: None }).await.expect("a list");
    let uploads = life.settle(1).await;
    assert_eq!((uploads.len(), uploads[0].state), (1, UploadState::Stuck), "{uploads:#?}");
    uploads[0].clone()
}

async fn take_theirs(life: &Life<'_>, upload: Upload) -> UploadChosen {
    let request = Request::UploadChoose { id: upload.id, choice: UploadChoice::Theirs };
    let chosen = life.ask(request).await.expect("there is something to take");
    life.settle(1).await;
    chosen
}

async fn entry(life: &Life<'_>, id: &str) -> Entry {
    life.ask(Request::Entry { id: id.to_owned() }).await.expect("the hour is never lost")
}

fn start(entry: &Entry) -> DateTime<Utc> {
    entry.start.parse().expect("an instant")
}

#[test]
fn what_somebody_changed_becomes_an_edit_that_sends_nothing_and_can_be_undone() {
    for case in cases() {
        let world = World::new();
        world.live(async |life| {
            case.connect(&life).await;
            let hour = case.uploaded(&life).await;
            let ours = only(&world);
            case.meddle(&world, Method::PATCH, &(case.theirs)()).await;
            let theirs = only(&world);
            let upload = noticed(&life).await;
            world.sent_to(case.kind);
            let chosen = take_theirs(&life, upload).await;
            assert_eq!(chosen.outcome, ChoiceOutcome::Edited, "{}", case.kind);
            assert_eq!(world.sent_to(case.kind), Vec::<i64>::new(), "{} holds it already", case.kind);
            assert_eq!(only(&world), theirs);
            let taken = entry(&life, &hour.id).await;
            assert_eq!((taken.note.as_str(), taken.work_seconds), ("planning", 5400), "{}", case.kind);
            assert_eq!(start(&taken), start(&hour) + case.moved, "{}", case.kind);

            life.say(VerbRequest::Undo { count: None }).await.expect("one change");
            life.settle(1).await;
            let record = only(&world);
            assert_eq!((record.text, record.seconds, record.start), (ours.text, ours.seconds, ours.start));
            assert_eq!(entry(&life, &hour.id).await.note, "review");
        });
    }
}

#[test]
fn what_somebody_removed_unbooks_the_hour_and_keeps_it() {
    for case in cases() {
        let world = World::new();
        world.live(async |life| {
            case.connect(&life).await;
            let hour = case.uploaded(&life).await;
            case.meddle(&world, Method::DELETE, &Value::Null).await;
            let upload = noticed(&life).await;
            let chosen = take_theirs(&life, upload).await;
            assert_eq!((chosen.outcome, chosen.upload), (ChoiceOutcome::Unbooked, None), "{}", case.kind);
            let kept = entry(&life, &hour.id).await;
            assert_eq!((kept.work_seconds, kept.bookings.len()), (3600, 0), "{}", case.kind);
            assert_eq!(world.sandbox.records(), [], "{}", case.kind);
        });
    }
}
