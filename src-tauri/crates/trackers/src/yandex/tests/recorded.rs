//! Yandex Tracker against recorded answers: what the sandbox cannot show.

use domain::target::Identity;
use domain::{Payload, PayloadKind, TargetId};
use serde_json::{Value, json};

use super::super::Yandex;
use crate::contract::Script;
use crate::contract::world::{MORNING, key};
use crate::{Applied, Found, Kind, Retry, Tracker};

fn script(answers: impl IntoIterator<Item = (u16, Value)>) -> Script {
    let mut script = unknown(answers);
    script.account.identity = Some(Identity {
        id: "1120000000014909".to_owned(),
        aliases: vec!["veikus".to_owned()],
        display: "Mira".to_owned(),
        zone: None,
        workspace: Some("360:1234567".to_owned()),
    });
    script
}

/// As before the first `whoami`.
fn unknown(answers: impl IntoIterator<Item = (u16, Value)>) -> Script {
    let mut script = Script::new(answers);
    script.account.settings.insert("org".to_owned(), "1234567".to_owned());
    script
}

fn payload() -> Payload {
    Payload {
        target: TargetId::new("TEST-324"),
        kind: PayloadKind::Work,
        start: MORNING.plus_millis(417),
        seconds: 5400,
        text: "Login flow review".to_owned(),
        tags: Vec::new(),
        billable: None,
    }
}

/// A worklog as the service shows it, with what differs from [`payload`].
fn worklog(changes: Value) -> Value {
    let mut worklog = json!({
        "self": "https://host.example/v3/issues/TEST-324/worklog/41", "id": 41, "version": 1_402_121_720_882_u64,
        "issue": { "id": "515ec9eae4b09cfa984e2047", "key": "TEST-324", "display": "important issue" },
        "comment": "Login flow review",
        "createdBy": { "self": "https://host.example/v3/users/1120000000014909", "id": "veikus" },
        "createdAt": "2026-11-20T10:31:02.258+0000",
        "start": "2026-11-20T09:00:00.417+0000", "duration": "PT1H30M",
    });
    for (name, value) in changes.as_object().unwrap() {
        worklog[name] = value.clone();
    }
    worklog
}

fn myself(changes: Value) -> Value {
    let mut myself = json!({ "uid": 1_120_000_000_014_909_u64, "login": "veikus", "trackerUid": 8_000_000_u64,
        "passportUid": 1_120_000_000_014_909_u64, "display": "Artem Veikus", "hasLicense": true, "dismissed": false });
    for (name, value) in changes.as_object().unwrap() {
        myself[name] = value.clone();
    }
    myself
}

#[tokio::test]
async fn a_create_sends_utc_milliseconds_and_hours_with_minutes() {
    let script = script([(201, worklog(json!({ "id": "41" })))]);
    let made = Yandex.create(&script.cx(), &payload(), key()).await.unwrap();
    assert_eq!((made.id.as_str(), made.payload), ("515ec9eae4b09cfa984e2047/41", payload()));
    let asked = &script.asked()[0];
    assert_eq!(asked.line, "POST /v3/issues/TEST-324/worklog");
    assert_eq!(asked.headers["authorization"], "OAuth s3cret");
    assert_eq!(asked.headers["x-org-id"], "1234567");
    let body = json!({
        "start": "2026-11-20T09:00:00.417+0000", "duration": "PT1H30M", "comment": "Login flow review",
    });
    assert_eq!(asked.body, body);
}

#[tokio::test]
async fn a_service_that_drops_milliseconds_and_rewrites_durations_holds_the_same() {
    let rewritten =
        worklog(json!({ "start": "2026-11-20T09:00:00.000+0000", "duration": "P3DT6H", "comment": null }));
    let wish = Payload { seconds: 108_000, text: String::new(), ..payload() };
    let script = script([(201, rewritten.clone()), (200, json!([rewritten]))]);
    let made = Yandex.create(&script.cx(), &wish, key()).await.unwrap();
    assert_eq!(made.payload, wish);
    assert_eq!(Yandex.read(&script.cx(), &made.id, &wish).await.unwrap(), Some(made));
}

#[tokio::test]
async fn myself_is_read_from_an_object_and_from_the_documented_array() {
    for answer in [myself(json!({})), json!([myself(json!({}))])] {
        let script = unknown([(200, answer)]);
        let identity = Yandex.whoami(&script.cx()).await.unwrap();
        assert_eq!(identity.id, "1120000000014909");
        assert_eq!(identity.aliases, ["veikus", "8000000"]);
        assert_eq!(
            (identity.display.as_str(), identity.workspace.as_deref()),
            ("Artem Veikus", Some("360:1234567"))
        );
    }
}

#[tokio::test]
async fn who_cannot_write_is_told_so_at_once() {
    for change in [json!({ "hasLicense": false }), json!({ "dismissed": true })] {
        let script = unknown([(200, myself(change))]);
        let error = Yandex.whoami(&script.cx()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (Kind::NotAllowed, Applied::No, Retry::Never));
        assert!(error.detail.as_str().contains("Artem Veikus"), "{}", error.detail);
    }
}

#[tokio::test]
async fn the_other_header_is_tried_when_one_is_refused_and_then_remembered() {
    for refusal in [json!({ "errorMessages": ["denied"] }), Value::Null] {
        let script = unknown([(403, refusal), (200, myself(json!({})))]);
        let identity = Yandex.whoami(&script.cx()).await.unwrap();
        assert_eq!(identity.workspace.as_deref(), Some("cloud:1234567"));
        let asked = script.asked();
        assert!(
            asked[0].headers.contains_key("x-org-id") && !asked[0].headers.contains_key("x-cloud-org-id")
        );
        assert!(
            asked[1].headers.contains_key("x-cloud-org-id") && !asked[1].headers.contains_key("x-org-id")
        );
    }
    let blocked = unknown([(403, Value::Null), (403, Value::Null)]);
    assert_eq!(Yandex.whoami(&blocked.cx()).await.unwrap_err().kind, Kind::Blocked);
}

#[tokio::test]
async fn a_list_that_repeats_itself_ends() {
    let all = json!([
        worklog(json!({ "id": 40, "comment": "other" })),
        worklog(json!({ "id": 42, "comment": "other" }))
    ]);
    // Asked from just before, the service gives everything; asked wholly, it gives everything twice.
    let script = script([(200, all.clone()), (200, all.clone()), (200, all)]);
    let read = Yandex.read(&script.cx(), "515ec9eae4b09cfa984e2047/41", &payload()).await.unwrap();
    assert_eq!(read, None);
    let lines = script.lines();
    assert!(lines[0].ends_with("worklog?perPage=100&id=40"), "{lines:?}");
    assert!(lines[1].ends_with("worklog?perPage=100"), "{lines:?}");
    assert!(lines[2].ends_with("worklog?perPage=100&id=42"), "{lines:?}");
}

#[tokio::test]
async fn absence_needs_a_search_that_knows_the_person() {
    let refused = || (422, json!({ "errorMessages": ["no such user"] }));
    let unknown = script([(200, json!([])), refused(), refused(), refused(), refused()]);
    assert_eq!(Yandex.find(&unknown.cx(), &payload(), MORNING).await.unwrap(), Found::Inconclusive);
    let known = script([(200, json!([])), refused(), (200, json!([]))]);
    assert_eq!(Yandex.find(&known.cx(), &payload(), MORNING).await.unwrap(), Found::Absent);
    assert_eq!(known.asked()[2].body["createdBy"], "veikus");
}

#[tokio::test]
async fn the_search_finds_what_the_list_does_not_show_yet() {
    let ours = worklog(
        json!({ "id": "41", "createdBy": { "self": "https://host.example/v3/users/1120000000014909", "id": "x" } }),
    );
    let elsewhere =
        worklog(json!({ "id": "42", "issue": { "id": "ffffffffffffffffffffffff", "key": "TEST-1" } }));
    let theirs =
        worklog(json!({ "id": "43", "createdBy": { "self": "https://host.example/v3/users/7", "id": "7" } }));
    let script = script([(200, json!([])), (200, json!([elsewhere, theirs, ours])), (200, json!([]))]);
    let Found::One(found) = Yandex.find(&script.cx(), &payload(), MORNING).await.unwrap() else {
        panic!("it is there")
    };
    assert_eq!((found.id.as_str(), found.payload), ("515ec9eae4b09cfa984e2047/41", payload()));
    assert_eq!(script.asked()[1].body["createdAt"]["from"], "2026-11-19T09:00:00.000+0000");
}

/// The list may come from a copy that lags behind, and everything shows the name of today.
#[tokio::test]
async fn what_was_booked_by_a_former_key_is_found_although_the_list_is_empty() {
    let wish = Payload { target: TargetId::new("OLD-7"), ..payload() };
    let issue = json!({ "id": "515ec9eae4b09cfa984e2047", "key": "TEST-324", "summary": "moved" });
    let script =
        script([(200, json!([])), (200, json!([worklog(json!({}))])), (200, json!([])), (200, issue)]);
    let Found::One(found) = Yandex.find(&script.cx(), &wish, MORNING).await.unwrap() else {
        panic!("it is there")
    };
    assert_eq!((found.id.as_str(), found.payload), ("515ec9eae4b09cfa984e2047/41", wish));
    assert_eq!(script.lines().last().map(String::as_str), Some("GET /v3/issues/OLD-7"));
}

#[tokio::test]
async fn an_equal_record_on_an_issue_that_is_surely_another_is_not_ours() {
    let wish = Payload { target: TargetId::new("OLD-7"), ..payload() };
    let issue = json!({ "id": "ffffffffffffffffffffffff", "key": "NEW-7", "summary": "moved" });
    let script =
        script([(200, json!([])), (200, json!([worklog(json!({}))])), (200, json!([])), (200, issue)]);
    assert_eq!(Yandex.find(&script.cx(), &wish, MORNING).await.unwrap(), Found::Absent);
}

#[tokio::test]
async fn a_person_decides_where_the_issue_of_a_key_is_not_to_be_seen() {
    let wish = Payload { target: TargetId::new("OLD-7"), ..payload() };
    let gone = || (404, json!({ "errorMessages": ["no such issue"] }));
    let script = script([gone(), (200, json!([worklog(json!({}))])), (200, json!([])), gone()]);
    assert!(matches!(
        Yandex.find(&script.cx(), &wish, MORNING).await.unwrap(),
        Found::Many(found) if found.len() == 1
    ));
}

#[tokio::test]
async fn a_service_that_does_not_search_by_creation_is_asked_by_start() {
    let refused = || (400, json!({ "errors": { "createdAt": "no such filter" } }));
    let found = script([
        (200, json!([])),
        refused(),
        refused(),
        (200, json!([worklog(json!({}))])),
        (200, json!([])),
    ]);
    assert!(matches!(Yandex.find(&found.cx(), &payload(), MORNING).await.unwrap(), Found::One(_)));
    let body = &found.asked()[3].body;
    assert_eq!(body["start"]["from"], "2026-11-19T09:00:00.417+0000");
    assert_eq!(body["start"]["to"], "2026-11-21T09:00:00.417+0000");
    assert_eq!(body.get("createdAt"), None);
}

#[tokio::test]
async fn search_pages_go_to_the_number_in_the_header() {
    let other = |id: u32| json!([worklog(json!({ "id": id, "comment": "other", "duration": "PT5M" }))]);
    let script = script([(200, json!([])), (200, other(1)), (200, other(2)), (200, other(3))])
        .with_header("x-total-pages", &["9", "3", "3", "3"]);
    assert_eq!(Yandex.find(&script.cx(), &payload(), MORNING).await.unwrap(), Found::Absent);
    let lines = script.lines();
    assert!(lines[3].ends_with("perPage=100&page=3"), "{lines:?}");
}

#[tokio::test]
async fn a_change_names_the_start_only_when_it_is_another() {
    let script = script([(200, worklog(json!({ "comment": "new" })))]);
    let wish = Payload { text: "new".to_owned(), ..payload() };
    Yandex.update(&script.cx(), "515ec9eae4b09cfa984e2047/41", &payload(), &wish).await.unwrap();
    let asked = &script.asked()[0];
    assert_eq!(asked.line, "PATCH /v3/issues/515ec9eae4b09cfa984e2047/worklog/41");
    assert_eq!(asked.body, json!({ "duration": "PT1H30M", "comment": "new" }));
}

#[tokio::test]
async fn a_start_that_the_service_keeps_is_told() {
    let script = script([(200, worklog(json!({})))]);
    let wish = Payload { start: payload().start.plus_millis(60_000), ..payload() };
    let error = Yandex.update(&script.cx(), "515e/41", &payload(), &wish).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::Refused, Applied::Maybe, Retry::Never));
}

#[tokio::test]
async fn a_record_does_not_move_to_another_issue() {
    let script = script([]);
    let wish = Payload { target: TargetId::new("TEST-1"), ..payload() };
    let error = Yandex.update(&script.cx(), "515e/41", &payload(), &wish).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Refused, Applied::No));
}

#[tokio::test]
async fn a_duration_without_a_length_equals_no_booking() {
    let script = script([(200, json!([worklog(json!({ "duration": "P1M" }))]))]);
    let read = Yandex.read(&script.cx(), "515e/41", &payload()).await.unwrap().unwrap();
    assert_eq!(read.payload.seconds, 0);
}

#[tokio::test]
async fn every_documented_refusal_is_told_apart() {
    let said = json!({ "statusCode": 0, "errorMessages": ["нет"], "errors": { "start": "no", "x": 1 } });
    let cases = [
        (400, said.clone(), Kind::Refused, Retry::Never),
        (401, said.clone(), Kind::SignIn, Retry::AfterSignIn),
        (403, said.clone(), Kind::NotAllowed, Retry::Never),
        (404, said.clone(), Kind::NotFound, Retry::Never),
        (404, json!({ "errorMessages": [{ "text": "нет" }, null] }), Kind::NotFound, Retry::Never),
        (404, json!({ "errorMessages": "нет", "errors": ["нет"] }), Kind::NotFound, Retry::Never),
        (404, json!({ "message": 404, "errors": null }), Kind::NotFound, Retry::Never),
        (404, json!("a page of something else"), Kind::Unexpected, Retry::Never),
        (409, said.clone(), Kind::Conflict, Retry::Never),
        (412, said.clone(), Kind::Conflict, Retry::Never),
        (422, said.clone(), Kind::Refused, Retry::Never),
        (423, said.clone(), Kind::Refused, Retry::Never),
        (428, said.clone(), Kind::Conflict, Retry::Never),
        (429, said.clone(), Kind::Quota, Retry::Backoff),
    ];
    for (status, body, kind, retry) in cases {
        let script = script([(status, body.clone())]);
        let error = Yandex.create(&script.cx(), &payload(), key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (kind, Applied::No, retry), "{status} {body}");
    }
    let script = script([(400, said)]);
    let error = Yandex.create(&script.cx(), &payload(), key()).await.unwrap_err();
    assert_eq!(error.detail.as_str(), "нет; start: no; x: 1");
}

#[tokio::test]
async fn an_issue_that_takes_no_more_changes_says_to_book_on_another() {
    let script = script([(423, json!({ "errorMessages": ["locked"] }))]);
    let error = Yandex.create(&script.cx(), &payload(), key()).await.unwrap_err();
    assert!(error.detail.as_str().contains("book on another issue"), "{}", error.detail);
}

#[tokio::test]
async fn an_iam_token_that_is_not_known_any_more_says_that_they_end() {
    let mut script = script([(401, json!({ "errorMessages": ["no"] }))]);
    script.account.settings.insert("auth".to_owned(), "iam".to_owned());
    let error = Yandex.create(&script.cx(), &payload(), key()).await.unwrap_err();
    assert_eq!((error.kind, error.retry), (Kind::SignIn, Retry::AfterSignIn));
    assert!(error.detail.as_str().contains("12 hours"), "{}", error.detail);
    assert_eq!(script.asked()[0].headers["authorization"], "Bearer s3cret");
}

#[tokio::test]
async fn an_iam_token_is_tried_in_the_cloud_first_whatever_the_id_looks_like() {
    let mut script = unknown([(200, myself(json!({})))]);
    script.account.settings.insert("auth".to_owned(), "iam".to_owned());
    let identity = Yandex.whoami(&script.cx()).await.unwrap();
    assert_eq!(identity.workspace.as_deref(), Some("cloud:1234567"));
}
