//! Creating Clockify entries: what is kept, what is refused, and that nothing makes it idempotent.

use http::StatusCode;
use sandbox::clockify::samples::{
    ARCHIVED_TAG, BILLING, DESIGN, INTERNAL, OLD_SHOP, ON_SITE, REMOTE, SECOND_USER, USER, WEBSITE, WORKSPACE,
};
use serde_json::{Value, json};

use crate::setting::{Answer, Setting, entries, entries_of};

fn sound() -> Value {
    json!({
        "start": "2026-09-03T07:30:00Z",
        "end": "2026-09-03T09:00:05Z",
        "description": "API client: retry\n\tlogic 🦀 שלום",
        "projectId": WEBSITE,
        "taskId": DESIGN,
        "tagIds": [REMOTE, REMOTE, ON_SITE],
        "billable": true,
        "type": "REGULAR",
    })
}

async fn create_with(field: &str, value: Value) -> (Setting, Answer) {
    let setting = Setting::new();
    let mut body = sound();
    body[field] = value;
    let answer = setting.clockify().post(&entries(WORKSPACE), body).await;
    (setting, answer)
}

#[tokio::test]
async fn an_entry_comes_back_as_sent() {
    let setting = Setting::new();
    let answer = setting.clockify().post(&entries(WORKSPACE), sound()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let body = &answer.body;
    assert_eq!(body["description"], "API client: retry\n\tlogic 🦀 שלום");
    assert_eq!(body["tagIds"], json!([REMOTE, REMOTE, ON_SITE]));
    assert_eq!(body["userId"], USER);
    assert_eq!(body["billable"], true);
    assert_eq!(body["isLocked"], false);
    assert_eq!(
        body["timeInterval"],
        json!({"start": "2026-09-03T07:30:00Z", "end": "2026-09-03T09:00:05Z", "duration": "PT1H30M5S"})
    );
    let id = answer.id();
    assert_eq!((id.len(), &id[..8]), (24, "6a994520"), "the first eight digits are the time of creation");
    let read = setting.clockify().get(&format!("{}/{id}", entries(WORKSPACE))).await;
    assert_eq!(read.body, answer.body);
    let record = &setting.sandbox.records()[0];
    assert_eq!(record.target.as_deref(), Some("Website/Design"));
    assert_eq!(record.target_id, Some(format!("{WEBSITE}/{DESIGN}")));
    assert_eq!((record.seconds, record.kind), (5405, "time_entry"));
}

#[tokio::test]
async fn what_is_left_out_is_null_or_default() {
    let body = json!({"start": "2026-09-03T07:30:00Z", "end": "2026-09-04T09:30:00Z", "surprise": 1});
    let body = Setting::new().clockify().post(&entries(WORKSPACE), body).await.body;
    for field in ["projectId", "taskId", "tagIds"] {
        assert!(body[field].is_null(), "{field}");
    }
    assert_eq!((&body["billable"], &body["type"]), (&json!(false), &json!("REGULAR")));
    assert_eq!(body["timeInterval"]["duration"], "PT26H");
}

#[tokio::test]
async fn two_equal_requests_make_two_entries() {
    let setting = Setting::new();
    let mut request = setting.clockify().request("POST", &entries(WORKSPACE), &sound().to_string());
    request.headers_mut().insert("Idempotency-Key", "once".parse().unwrap());
    for _ in 0..2 {
        assert_eq!(setting.sandbox.call(request.clone()).await.unwrap().status(), StatusCode::CREATED);
    }
    let records = setting.sandbox.records();
    assert_eq!(records.len(), 2);
    assert_ne!(records[0].id, records[1].id);
}

#[tokio::test]
async fn broken_rules_are_400_501_and_create_nothing() {
    let cases = [
        ("description", json!("a < b")),
        ("description", json!("a > b")),
        ("description", json!("x".repeat(3001))),
        ("description", json!("🦀".repeat(1501))),
        ("end", json!("2026-09-03T07:29:59Z")),
        ("start", Value::Null),
        ("start", json!("2026-09-03T07:30:00.000Z")),
        ("start", json!("2026-09-03T07:30:00+00:00")),
        ("start", json!("yesterday")),
        ("projectId", json!(INTERNAL)),
        ("projectId", Value::Null),
        ("projectId", json!("000000000000000000000000")),
        ("taskId", json!("000000000000000000000000")),
        ("tagIds", json!([BILLING])),
        ("tagIds", json!([ARCHIVED_TAG])),
        ("type", json!("HOLIDAY")),
        ("customFields", json!([{"customFieldId": "000000000000000000000000", "value": 1}])),
    ];
    for (field, value) in cases {
        let (setting, answer) = create_with(field, value.clone()).await;
        assert_eq!(answer.code(), (400, Some(501)), "{field} {value}");
        assert!(setting.sandbox.records().is_empty(), "{field} {value}");
    }
}

#[tokio::test]
async fn the_edges_of_the_rules_are_accepted() {
    let cases = [
        ("description", json!("x".repeat(3000))),
        ("end", json!("2026-09-03T07:30:00Z")),
        ("start", json!("2016-09-03T07:30:00Z")),
        ("end", json!("2036-09-03T07:30:00Z")),
        ("taskId", Value::Null),
        ("customFields", json!([])),
        ("customAttributes", json!([{"namespace": "a", "name": "b", "value": "c"}])),
        ("userId", json!(SECOND_USER)),
    ];
    for (field, value) in cases {
        let (setting, answer) = create_with(field, value.clone()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{field} {value}");
        assert_eq!(setting.sandbox.records()[0].user, USER);
    }
    let (_, archived) = create_with("taskId", Value::Null).await;
    assert_eq!(archived.status, StatusCode::CREATED);
}

#[tokio::test]
async fn an_archived_project_takes_entries() {
    let body = json!({"start": "2026-09-03T07:30:00Z", "end": "2026-09-03T08:00:00Z", "projectId": OLD_SHOP});
    let answer = Setting::new().clockify().post(&entries(WORKSPACE), body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_body_that_is_not_the_right_json_is_3002() {
    for value in [json!(7), json!({"a": 1})] {
        let (_, answer) = create_with("description", value).await;
        assert_eq!(answer.code(), (400, Some(3002)));
    }
    let setting = Setting::new();
    let request = setting.clockify().request("POST", &entries(WORKSPACE), "{\"start\":");
    assert_eq!(setting.sandbox.call(request).await.unwrap().status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_route_with_a_user_books_for_oneself_and_for_others_if_admin() {
    let setting = Setting::new();
    let body = json!({"start": "2026-09-03T07:30:00Z", "end": "2026-09-03T08:00:00Z"});
    let own = setting.clockify().post(&entries_of(WORKSPACE, USER), body.clone()).await;
    assert_eq!((own.status, &own.body["userId"]), (StatusCode::CREATED, &json!(USER)));
    let other = setting.clockify().post(&entries_of(WORKSPACE, SECOND_USER), body.clone()).await;
    assert_eq!((other.status, &other.body["userId"]), (StatusCode::CREATED, &json!(SECOND_USER)));
    let reverse = setting.second_clockify().post(&entries_of(WORKSPACE, USER), body).await;
    assert_eq!(reverse.code(), (403, Some(501)));
}
