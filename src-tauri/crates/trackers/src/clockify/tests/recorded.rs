//! Clockify against recorded answers: what the sandbox cannot show.

use domain::target::Identity;
use domain::{Payload, PayloadKind, TargetId};
use serde_json::{Value, json};

use super::super::Clockify;
use crate::contract::Script;
use crate::contract::world::{MORNING, key};
use crate::{Applied, Kind, Retry, TargetQuery, Tracker};

const WORKSPACE: &str = "64a687e29ae1f428e7ebe303";
const USER: &str = "5a0ab5acb07987125438b60f";
const PROJECT: &str = "25b687e29ae1f428e7ebe123";

fn script(answers: impl IntoIterator<Item = (u16, Value)>) -> Script {
    let mut script = Script::new(answers);
    script.account.identity = Some(Identity {
        id: USER.to_owned(),
        aliases: Vec::new(),
        display: "Mira".to_owned(),
        zone: Some("Europe/Berlin".to_owned()),
        workspace: Some(WORKSPACE.to_owned()),
    });
    script
}

fn payload() -> Payload {
    Payload {
        target: TargetId::new(PROJECT),
        kind: PayloadKind::Work,
        start: MORNING,
        seconds: 5400,
        text: "API client: retry logic".to_owned(),
        tags: Vec::new(),
        billable: Some(true),
    }
}

/// An entry as the service shows it, with what differs from [`payload`].
fn entry(changes: Value) -> Value {
    let mut entry = json!({
        "id": "66d6c2b8a1b2c3d4e5f60718", "workspaceId": WORKSPACE, "userId": USER,
        "description": "API client: retry logic", "projectId": PROJECT, "taskId": null, "tagIds": null,
        "billable": true, "type": "REGULAR", "isLocked": false, "kioskId": null, "customFieldValues": [],
        "timeInterval": { "start": "2026-11-20T09:00:00Z", "end": "2026-11-20T10:30:00Z", "duration": "PT1H30M" },
    });
    for (name, value) in changes.as_object().unwrap() {
        entry[name] = value.clone();
    }
    entry
}

#[tokio::test]
async fn a_create_sends_whole_seconds_and_every_field() {
    let script = script([(201, entry(json!({})))]);
    let made = Clockify.create(&script.cx(), &payload(), key()).await.unwrap();
    assert_eq!((made.id.as_str(), made.payload), ("66d6c2b8a1b2c3d4e5f60718", payload()));
    let asked = &script.asked()[0];
    assert_eq!(asked.line, format!("POST /api/v1/workspaces/{WORKSPACE}/time-entries"));
    assert_eq!(asked.headers["x-api-key"], "s3cret");
    let body = json!({
        "start": "2026-11-20T09:00:00Z", "end": "2026-11-20T10:30:00Z", "description": "API client: retry logic",
        "projectId": PROJECT, "tagIds": [], "billable": true, "type": "REGULAR",
    });
    assert_eq!(asked.body, body);
}

#[tokio::test]
async fn a_change_keeps_custom_fields_and_sends_them_under_their_other_name() {
    let fields = json!([
        { "customFieldId": "5e41", "name": "Ticket", "timeEntryId": "66d6", "type": "WORKSPACE", "value": "A-1" },
        { "customFieldId": "5e42", "name": "Km", "timeEntryId": "66d6", "type": "NUMBER", "value": 12 },
        { "customFieldId": "5e43", "name": "Unset", "timeEntryId": "66d6", "type": "PROJECT", "value": null },
    ]);
    let there = entry(json!({ "customFieldValues": fields }));
    let script = script([(200, there.clone()), (200, there)]);
    let changed = Clockify.update(&script.cx(), "66d6", &payload(), &payload()).await.unwrap();
    assert_eq!(changed.payload, payload());
    let body = &script.asked()[1].body;
    let kept = json!([
        { "customFieldId": "5e41", "sourceType": "WORKSPACE", "value": "A-1" },
        { "customFieldId": "5e42", "value": 12 },
    ]);
    assert_eq!(body["customFields"], kept);
    assert_eq!(body["end"], "2026-11-20T10:30:00Z");
}

#[tokio::test]
async fn a_hydrated_entry_may_have_objects_in_the_place_of_ids() {
    let hydrated = entry(json!({
        "projectId": null, "project": { "id": PROJECT, "name": "Website" }, "tagIds": null,
        "task": { "id": "54a3", "name": "Design" },
        "tags": [{ "id": "t2", "name": "remote" }, { "id": "t1", "name": "Acme" }],
    }));
    let script = script([(200, hydrated)]);
    let read = Clockify.read(&script.cx(), "66d6", &payload()).await.unwrap().unwrap();
    assert_eq!(read.payload.target, TargetId::new(format!("{PROJECT}/54a3")));
    assert_eq!(read.payload.tags, ["Acme", "remote"]);
}

#[tokio::test]
async fn tag_ids_without_names_are_looked_up_archived_ones_too() {
    let bare = entry(json!({ "tagIds": ["t1", "t2"] }));
    let active = json!([{ "id": "t1", "name": "Acme", "archived": false }]);
    let archived = json!([{ "id": "t2", "name": "old", "archived": true }]);
    let script = script([(200, bare), (200, active), (200, archived)]);
    let read = Clockify.read(&script.cx(), "66d6", &payload()).await.unwrap().unwrap();
    assert_eq!(read.payload.tags, ["Acme", "old"]);
}

#[tokio::test]
async fn a_tag_that_is_not_there_is_made_once() {
    let tags = json!([{ "id": "t1", "name": "Remote", "archived": false }]);
    let made = json!({ "id": "t9", "name": "new one", "archived": false });
    let answer = entry(json!({ "tagIds": ["t1", "t9"] }));
    let script = script([(200, tags), (201, made), (201, answer)]);
    let wish = Payload { tags: vec!["Remote".to_owned(), "new one".to_owned()], ..payload() };
    let remote = Clockify.create(&script.cx(), &wish, key()).await.unwrap();
    assert_eq!(remote.payload, wish);
    assert_eq!(script.asked()[1].body, json!({ "name": "new one" }));
    assert_eq!(script.asked()[2].body["tagIds"], json!(["t1", "t9"]));
}

#[tokio::test]
async fn a_lost_answer_to_a_new_tag_leaves_no_doubt_about_the_entry() {
    let script = script([(200, json!([])), (500, Value::Null)]);
    let wish = Payload { tags: vec!["new one".to_owned()], ..payload() };
    let error = Clockify.create(&script.cx(), &wish, key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::Server, Applied::No, Retry::Backoff));
}

#[tokio::test]
async fn a_running_entry_holds_no_time_yet() {
    let running = entry(json!({ "timeInterval": { "start": "2026-11-20T09:00:00Z", "end": null } }));
    let script = script([(200, running)]);
    let read = Clockify.read(&script.cx(), "66d6", &payload()).await.unwrap().unwrap();
    assert_eq!(read.payload.seconds, 0);
}

#[tokio::test]
async fn last_page_decides_and_not_the_length_of_a_page() {
    let project = |id: &str| json!([{ "id": id, "name": id, "tasks": null }]);
    let script = script([(200, project("p1")), (200, project("p2")), (200, project("p3"))])
        .with_header("last-page", &["false", "false", "true"]);
    let mut cursor = None;
    let mut seen = Vec::new();
    for _ in 0..3 {
        let page = Clockify.targets(&script.cx(), TargetQuery { text: String::new(), cursor }).await.unwrap();
        seen.extend(page.items.into_iter().map(|target| target.key));
        cursor = page.next;
    }
    assert_eq!((seen, cursor), (vec!["p1".to_owned(), "p2".to_owned(), "p3".to_owned()], None));
    assert!(script.lines()[2].ends_with("page=3"), "{:?}", script.lines());
}

#[tokio::test]
async fn a_search_goes_on_until_a_page_has_a_hit() {
    let project = |id: &str| json!([{ "id": id, "name": id }]);
    let script = script([(200, project("p1")), (200, project("p2")), (200, project("p3"))])
        .with_header("last-page", &["false", "false", "true"]);
    let query = TargetQuery { text: "P2".to_owned(), cursor: None };
    let page = Clockify.targets(&script.cx(), query).await.unwrap();
    assert_eq!(page.items[0].key, "p2");
    assert_eq!(page.next.as_deref(), Some("3"));
}

#[tokio::test]
async fn administrators_are_free_of_rules_that_hold_for_members_only() {
    let workspace = json!({ "id": WORKSPACE, "name": "Studio", "features": ["BREAKS"], "workspaceSettings": {
        "lockTimeEntries": "2026-11-01T00:00:00Z", "onlyAdminsCanChangeBillableStatus": true,
        "timeTrackingMode": "STOPWATCH_ONLY", "onlyAdminsCreateTag": false,
    } });
    let (mine, none) = (json!([workspace]), json!([]));
    // The person's roles, by what each of the two lists says; a service that ignores the filter says both.
    for (owner, admin, free) in
        [(&none, &none, false), (&mine, &none, true), (&none, &mine, true), (&mine, &mine, false)]
    {
        let script = script([
            (200, workspace.clone()),
            (200, none.clone()),
            (200, owner.clone()),
            (200, admin.clone()),
        ]);
        let rules = Clockify.rules(&script.cx()).await.unwrap();
        assert_eq!(rules.locked_before.is_none(), free);
        assert_eq!((rules.live_only, rules.billable_forced), (!free, !free));
        assert!(rules.break_entries && rules.new_tags);
    }
}

#[tokio::test]
async fn every_documented_refusal_is_told_apart() {
    let never = Retry::Never;
    let cases = [
        (400, json!({ "message": "no", "code": 501 }), Kind::Refused, never),
        (400, json!({ "message": "no", "code": 3002 }), Kind::Refused, never),
        (400, json!({ "message": "no", "code": 3000 }), Kind::Unexpected, never),
        (404, json!({ "message": "no", "code": 3000 }), Kind::Unexpected, never),
        (405, json!({ "message": "no", "code": 3000 }), Kind::Unexpected, never),
        (401, json!({ "message": "no", "code": 1000 }), Kind::SignIn, Retry::AfterSignIn),
        (401, json!({ "message": "no", "code": 4003 }), Kind::SignIn, Retry::AfterSignIn),
        (401, json!({ "message": "no", "code": 4017 }), Kind::SignIn, Retry::AfterSignIn),
        (403, json!({ "message": "no", "code": 4023 }), Kind::SignIn, Retry::AfterSignIn),
        (401, json!({ "message": "no", "code": 4019 }), Kind::SignIn, Retry::AfterSignIn),
        (402, json!({ "message": "no" }), Kind::NotAllowed, never),
        (403, json!({ "message": "no", "code": 501 }), Kind::NotAllowed, never),
        (403, json!({ "message": "no", "code": 406 }), Kind::NotAllowed, never),
        (406, json!({ "message": "no", "code": 406 }), Kind::NotAllowed, never),
        (403, json!({ "message": "no", "code": 1003 }), Kind::Locked, never),
        (403, json!({ "message": "no", "code": 4005 }), Kind::Locked, never),
        (404, json!({ "message": "no", "code": 404 }), Kind::NotFound, never),
        (404, Value::Null, Kind::NotFound, never),
        (404, json!("a page of something else"), Kind::Unexpected, never),
        (429, json!({ "message": "Too many requests" }), Kind::Quota, Retry::After { seconds: 300 }),
    ];
    for (status, body, kind, retry) in cases {
        let script = script([(status, body.clone())]);
        let error = Clockify.create(&script.cx(), &payload(), key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (kind, Applied::No, retry), "{status} {body}");
        assert!(!error.detail.as_str().is_empty());
    }
}
