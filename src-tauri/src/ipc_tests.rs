//! The commands as the page calls them, against a fake resident on a real socket; no display needed.

use std::sync::Arc;
use std::time::Duration;

use api::starter::IfNone;
use api::{Changed, Place, Request, Topic, VerbRequest};
use serde_json::{Value, json};
use tauri::async_runtime::block_on;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;
use tauri::{App, Listener, WebviewWindow, WebviewWindowBuilder};
use tokio::sync::{Notify, mpsc};

use crate::client::Resident;
use crate::fake_resident::{FakeResident, Manner, refusal};
use crate::ipc::{ChangeHeard, ResidentIs};
use crate::listen::{self, Pace};
use crate::small::Shelf;
use crate::standing::Standing;
use crate::{ipc, program, window};

/// A window without a window system, and the place its resident is looked for.
struct Stage {
    app: App<MockRuntime>,
    page: WebviewWindow<MockRuntime>,
    resident: Resident,
    place: Place,
    _folder: tempfile::TempDir,
}

fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new(folder.path().into(), None);
    let (resident, lane) = Resident::new(place.clone(), IfNone::Refuse);
    tauri::async_runtime::spawn(lane);
    let app = mock_builder()
        .manage(resident.clone())
        .manage(Standing::new())
        .manage(Shelf::new())
        .invoke_handler(ipc::handler())
        .build(mock_context(noop_assets()))
        .unwrap();
    let page = WebviewWindowBuilder::new(&app, window::MAIN, Default::default()).build().unwrap();
    Stage { app, page, resident, place, _folder: folder }
}

impl Stage {
    /// Calls a command as the page does.
    fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        call(&self.page, command, arguments)
    }
}

fn call(page: &WebviewWindow<MockRuntime>, command: &str, arguments: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.into(),
    };
    get_ipc_response(page, request).map(|body| body.deserialize().unwrap())
}

#[test]
fn every_command_becomes_its_request_and_a_refusal_comes_back_whole() {
    let stage = stage();
    let mut fake = FakeResident::start(&stage.place, |_| Manner::Refuse(refusal()));
    let account = json!({ "kind": "plane", "name": "work", "url": null, "workspace": "acme",
        "settings": {}, "token": "t", "policy": null });
    let file = json!({ "content": "a,b", "format": "toggl", "zone": null, "dates": null, "person": null });
    let named = json!({ "name": "work" });
    let id = json!({ "id": "0190" });
    let words = json!({ "text": "login", "limit": 8 });
    let link = json!({ "from": "plane:PROJ-*", "to": "clockify:Website" });
    let edit = json!({ "note": "retro", "tags": null, "billable": null, "on": null, "declined": [],
        "from": null, "to": null, "duration": null, "breaks": null, "parts": null });
    let days = json!({ "from": "2025-11-17", "to": "2025-11-23", "limit": null });
    let cases = [
        (
            "say",
            json!({ "verb": { "verb": "toggle", "at": "9:15" } }),
            "verb",
            json!({ "verb": "toggle", "at": "9:15" }),
        ),
        ("status", json!({}), "status", Value::Null),
        ("suggest", words.clone(), "suggest", words.clone()),
        ("recent", json!({ "limit": 5 }), "recent", json!({ "limit": 5 })),
        ("read", json!({ "what": "when", "text": "9" }), "read", json!({ "what": "when", "text": "9" })),
        ("log", days.clone(), "log", days),
        (
            "days",
            json!({ "day": "2025-11-17", "later": false, "enough": 60 }),
            "days",
            json!({ "day": "2025-11-17", "later": false, "enough": 60 }),
        ),
        ("entry", id.clone(), "entry", id.clone()),
        ("search", words.clone(), "search", words),
        ("history", id.clone(), "history", id.clone()),
        ("preview", id.clone(), "preview", id.clone()),
        (
            "preview_edit",
            json!({ "id": "0190", "fields": edit }),
            "preview_edit",
            json!({ "id": "0190", "fields": edit }),
        ),
        (
            "edited_entry",
            json!({ "id": "0190", "fields": edit }),
            "edited_entry",
            json!({ "id": "0190", "fields": edit }),
        ),
        ("proposals", json!({ "on": ["plane:PROJ-12"] }), "proposals", json!({ "on": ["plane:PROJ-12"] })),
        ("links", json!({}), "links", Value::Null),
        ("link_add", link.clone(), "link_add", link.clone()),
        ("link_forget", link.clone(), "link_forget", link),
        (
            "report",
            json!({ "from": "a", "to": "b", "by": "tag" }),
            "report",
            json!({ "from": "a", "to": "b", "by": "tag" }),
        ),
        ("import_check", json!({ "file": file }), "import_check", file.clone()),
        (
            "import_apply",
            json!({ "file": file, "token": "ab" }),
            "import_apply",
            json!({ "file": file, "token": "ab" }),
        ),
        // What is refused is never asked a place for.
        (
            "save_export",
            json!({ "format": "xls", "from": "a", "to": "b", "name": "x" }),
            "export",
            json!({ "format": "xls", "from": "a", "to": "b", "after": null }),
        ),
        (
            "tracker_shape",
            json!({ "name": "work", "key": "round", "value": "up" }),
            "tracker_shape",
            json!({ "name": "work", "key": "round", "value": "up" }),
        ),
        ("tracker_kinds", json!({}), "tracker_kinds", Value::Null),
        ("trackers", json!({}), "trackers", Value::Null),
        ("tracker_check", json!({ "account": account }), "tracker_check", account.clone()),
        ("tracker_add", json!({ "account": account }), "tracker_add", account.clone()),
        ("tracker_test", named.clone(), "tracker_test", named.clone()),
        (
            "tracker_sign_in",
            json!({ "name": "work", "token": "t" }),
            "tracker_sign_in",
            json!({ "name": "work", "token": "t" }),
        ),
        ("browser_sign_in", json!({ "account": account }), "browser_sign_in", account.clone()),
        ("browser_sign_in_again", named.clone(), "browser_sign_in_again", named.clone()),
        ("browser_sign_in_finish", id.clone(), "browser_sign_in_finish", id.clone()),
        ("browser_sign_in_cancel", id.clone(), "browser_sign_in_cancel", id.clone()),
        ("tracker_remove", named.clone(), "tracker_remove", named.clone()),
        ("tracker_refresh", named.clone(), "tracker_refresh", named),
        (
            "targets",
            json!({ "text": "", "tracker": "work", "limit": null }),
            "targets",
            json!({ "text": "", "tracker": "work", "limit": null }),
        ),
        ("uploads", json!({}), "uploads", Value::Null),
        (
            "upload_retry",
            json!({ "id": "u", "alike": true }),
            "upload_retry",
            json!({ "id": "u", "alike": true }),
        ),
        (
            "upload_adopt",
            json!({ "id": "u", "remoteId": "7" }),
            "upload_adopt",
            json!({ "id": "u", "remote_id": "7" }),
        ),
        ("upload_drop", id.clone(), "upload_drop", id),
        (
            "upload_choose",
            json!({ "id": "u", "choice": "theirs" }),
            "upload_choose",
            json!({ "id": "u", "choice": "theirs" }),
        ),
        ("uploads_pause", json!({ "tracker": "work" }), "uploads_pause", json!({ "tracker": "work" })),
        ("uploads_resume", json!({ "tracker": null }), "uploads_resume", json!({ "tracker": null })),
        ("uploads_progress", json!({}), "uploads_progress", Value::Null),
        ("sync", json!({ "waitSeconds": 3 }), "sync", json!({ "wait_seconds": 3 })),
        ("settings", json!({}), "settings", Value::Null),
        (
            "set_setting",
            json!({ "key": "theme", "value": "dark" }),
            "set_setting",
            json!({ "key": "theme", "value": "dark" }),
        ),
        ("doctor", json!({}), "doctor", Value::Null),
        ("backup", json!({ "path": null }), "backup", json!({ "path": null })),
        ("backups", json!({}), "backups", Value::Null),
        ("restore", json!({ "path": "/b.db" }), "restore", json!({ "path": "/b.db" })),
    ];
    for (area, name) in ipc::names() {
        assert!(area == "window" || cases.iter().any(|case| case.0 == name), "{name} has no case");
    }
    for (command, arguments, method, params) in cases {
        let answer = stage.call(command, arguments);
        assert_eq!(answer, Err(serde_json::to_value(refusal()).unwrap()), "{command}");
        let asked = serde_json::to_value(fake.seen.try_recv().unwrap()).unwrap();
        assert_eq!(asked["method"], method, "{command}");
        assert_eq!(asked.get("params").cloned().unwrap_or_default(), params, "{command}");
    }
}

#[test]
fn an_answer_reaches_the_page_unchanged() {
    let stage = stage();
    let suggestion = json!([{ "note": "Login ✓", "tags": ["a"], "billable": true, "on": ["plane:P-1"],
        "last": "2025-11-20T10:00:00Z", "entry_id": null }]);
    let answer = suggestion.clone();
    let _fake = FakeResident::start(&stage.place, move |_| Manner::Answer(answer.clone()));
    assert_eq!(stage.call("recent", json!({ "limit": null })), Ok(suggestion));
}

#[test]
fn what_makes_no_sense_is_refused_before_it_reaches_the_resident() {
    let stage = stage();
    let mut fake = FakeResident::start(&stage.place, |_| Manner::Refuse(refusal()));
    assert!(stage.call("say", json!({ "verb": { "verb": "fly" } })).is_err());
    assert!(stage.call("no_such_command", json!({})).is_err());
    assert!(fake.seen.try_recv().is_err());
}

#[test]
fn without_a_resident_the_page_is_told_what_helps() {
    let answer = stage().call("status", json!({})).unwrap_err();
    assert_eq!(answer["code"], "resident");
    assert!(answer["remedy"].as_str().is_some_and(|remedy| remedy.contains("stint resident")), "{answer}");
}

#[test]
fn reading_goes_on_with_a_new_resident() {
    let stage = stage();
    let first = FakeResident::start(&stage.place, |_| Manner::Answer(json!([])));
    assert_eq!(stage.call("uploads", json!({})), Ok(json!([])));
    first.crash();
    let mut second = FakeResident::start(&stage.place, |_| Manner::Answer(json!([])));
    assert_eq!(stage.call("uploads", json!({})), Ok(json!([])));
    assert_eq!(second.seen.try_recv(), Ok(Request::Uploads));
}

#[test]
fn a_verb_goes_to_the_resident_of_now_after_a_restart() {
    let stage = stage();
    let first = FakeResident::start(&stage.place, |_| Manner::Answer(json!([])));
    assert_eq!(stage.call("uploads", json!({})), Ok(json!([])));
    first.crash();
    let mut second = FakeResident::start(&stage.place, |_| Manner::Refuse(refusal()));
    let answer = stage.call("say", json!({ "verb": { "verb": "discard" } })).unwrap_err();
    assert_eq!(answer["code"], "not_now");
    assert_eq!(second.seen.try_recv(), Ok(Request::Verb(VerbRequest::Discard)));
}

#[test]
fn a_verb_whose_answer_was_lost_is_not_said_twice() {
    let stage = stage();
    let mut fake = FakeResident::start(&stage.place, |_| Manner::HangUp);
    let answer = stage.call("say", json!({ "verb": { "verb": "toggle" } })).unwrap_err();
    assert_eq!(answer["code"], "resident");
    assert!(matches!(fake.seen.try_recv(), Ok(Request::Verb(VerbRequest::Toggle { .. }))));
    assert!(fake.seen.try_recv().is_err());
}

#[test]
fn a_slow_tracker_holds_up_nothing_else() {
    let stage = stage();
    let release = Arc::new(Notify::new());
    let slow = Arc::clone(&release);
    let mut fake = FakeResident::start(&stage.place, move |request| match request {
        Request::TrackerRemove { .. } => Manner::AnswerLater(Arc::clone(&slow), Value::Null),
        _ => Manner::Answer(json!([])),
    });
    let page = stage.page.clone();
    let removing = std::thread::spawn(move || call(&page, "tracker_remove", json!({ "name": "work" })));
    assert!(matches!(block_on(fake.seen.recv()), Some(Request::TrackerRemove { .. })));
    assert_eq!(stage.call("uploads", json!({})), Ok(json!([])));
    release.notify_one();
    assert_eq!(removing.join().unwrap(), Ok(Value::Null));
}

#[test]
fn the_page_hears_changes_and_whether_the_resident_is_there() {
    let stage = stage();
    let (hear, mut heard) = mpsc::unbounded_channel();
    for name in [ChangeHeard::NAME, ResidentIs::NAME] {
        let hear = hear.clone();
        stage.app.listen_any(name, move |event| hear.send(event.payload().to_owned()).unwrap());
    }
    let mut next = || block_on(async { tokio::time::timeout(Duration::from_secs(10), heard.recv()).await });
    let change = Changed { rev: 7, topics: vec![Topic::Timer], notice: None };

    let first = FakeResident::start(&stage.place, |_| Manner::HangUp);
    let app = stage.app.handle().clone();
    let pace = Pace { first: Duration::from_millis(1), last: Duration::from_millis(5) };
    tauri::async_runtime::spawn(listen::listen(stage.resident.clone(), pace, move |heard| {
        program::pass_on(&app, heard)
    }));
    assert_eq!(next(), Ok(Some("\"here\"".into())));
    first.changes.send(change.clone()).unwrap();
    assert_eq!(next(), Ok(Some(serde_json::to_string(&change).unwrap())));

    first.quit();
    assert_eq!(next(), Ok(Some("\"away\"".into())));
    let second = FakeResident::start(&stage.place, |_| Manner::HangUp);
    assert_eq!(next(), Ok(Some("\"here\"".into())));
    second.changes.send(change.clone()).unwrap();
    assert_eq!(next(), Ok(Some(serde_json::to_string(&change).unwrap())));
}

#[test]
fn the_windows_own_commands_stay_in_the_window() {
    let stage = stage();
    let mut fake = FakeResident::start(&stage.place, |_| Manner::Refuse(refusal()));
    assert_eq!(stage.call("painted", json!({})), Ok(Value::Null));
    assert_eq!(stage.call("fit", json!({ "width": 320, "height": 90 })), Ok(Value::Null));
    assert_eq!(stage.call("drag", json!({})), Ok(Value::Null));
    assert_eq!(stage.call("close", json!({})), Ok(Value::Null));
    assert!(fake.seen.try_recv().is_err());
}
