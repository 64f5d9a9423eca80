//! Logging work at Yandex Tracker: create, list, change, delete.

use http::StatusCode;
use sandbox::yandex::samples::{
    BLOCKED, LOGIN_FORM, LOGIN_FORM_ID, MOVED, MOVED_FROM, RETRY, SECOND_TOKEN, UID,
};
use serde_json::{Value, json};

use crate::setting::{Answer, Setting};

const START: &str = "2026-11-20T09:00:00.417+0000";

fn path(issue: &str) -> String {
    format!("/issues/{issue}/worklog")
}

async fn create(body: Value) -> Answer {
    Setting::new().yandex().post(&path(LOGIN_FORM), body).await
}

#[tokio::test]
async fn a_worklog_comes_back_in_the_services_own_form() {
    let setting = Setting::new();
    let body = json!({"start": START, "duration": "PT520M", "comment": "Login flow review"});
    let answer = setting.yandex().post(&path(LOGIN_FORM), body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let body = &answer.body;
    assert!(body["id"].is_u64());
    assert_eq!(body["start"], START);
    assert_eq!(body["duration"], "P1DT40M");
    assert_eq!(body["createdAt"], "2026-09-03T10:00:00.417+0000");
    assert_eq!(body["createdBy"]["id"], UID.to_string());
    assert_eq!(body["issue"]["key"], LOGIN_FORM);
    assert_eq!(body["issue"]["id"], LOGIN_FORM_ID);
    let record = &setting.sandbox.records()[0];
    assert_eq!((record.target.as_deref(), record.seconds), (Some(LOGIN_FORM), 520 * 60));
    assert_eq!(record.user, UID.to_string());
    let issue = setting.yandex().get(&format!("/issues/{LOGIN_FORM}")).await.body;
    assert_eq!((&issue["spent"], &issue["estimation"]), (&json!("P1DT40M"), &json!("PT7H20M")));
}

#[tokio::test]
async fn starts_are_read_with_their_offset_and_written_in_utc() {
    for (sent, stored) in [
        ("2026-11-20T14:00:00.417+0500", START),
        ("2026-11-20T05:30:00.417-0330", START),
        ("2026-11-20T09:00:00.417Z", START),
        ("2026-11-20T09:00:00+0000", "2026-11-20T09:00:00.000+0000"),
        ("2026-11-20T09:00:00.417", START),
    ] {
        assert_eq!(create(json!({"start": sent, "duration": "PT1H"})).await.body["start"], stored, "{sent}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_names_the_field_and_logs_nothing() {
    let cases = [
        (json!({"start": "2026-11-20T09:00:00.417+00:00", "duration": "PT1H"}), 400, "start"),
        (json!({"start": "2026-11-20", "duration": "PT1H"}), 400, "start"),
        (json!({"start": "2026-11-20T09:00:00.4+0000", "duration": "PT1H"}), 400, "start"),
        (json!({"start": START, "duration": "1h"}), 400, "duration"),
        (json!({"start": START, "duration": "P1M"}), 400, "duration"),
        (json!({"start": START, "duration": "PT0M"}), 400, "duration"),
        (json!({"duration": "PT1H"}), 422, "start"),
        (json!({"start": START}), 422, "duration"),
    ];
    for (body, status, field) in cases {
        let setting = Setting::new();
        let answer = setting.yandex().post(&path(LOGIN_FORM), body.clone()).await;
        assert_eq!(answer.status.as_u16(), status, "{body}");
        assert!(answer.body["errors"][field].is_string(), "{body}");
        assert!(setting.sandbox.records().is_empty(), "{body}");
    }
    assert_eq!(create(json!([])).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(create(json!({"start": 1})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn seconds_are_kept_and_an_empty_comment_is_left_out() {
    let answer = create(json!({"start": START, "duration": "PT90S", "comment": ""})).await;
    assert_eq!(answer.body["duration"], "PT1M30S");
    assert!(answer.body.get("comment").is_none());
}

#[tokio::test]
async fn two_equal_requests_make_two_worklogs() {
    let setting = Setting::new();
    let body = json!({"start": START, "duration": "PT1H", "comment": "same"});
    let one = setting.yandex().post(&path(RETRY), body.clone()).await.id();
    let two = setting.yandex().post(&path(RETRY), body).await.id();
    assert_ne!(one, two);
    assert_eq!(setting.sandbox.records().len(), 2);
}

#[tokio::test]
async fn unknown_moved_and_blocked_issues() {
    let client = Setting::new().yandex();
    let body = json!({"start": START, "duration": "PT1H"});
    assert_eq!(client.post(&path("NONE-1"), body.clone()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(client.post(&path(BLOCKED), body.clone()).await.status, StatusCode::LOCKED);
    assert_eq!(client.post(&path(MOVED_FROM), body.clone()).await.body["issue"]["key"], MOVED);
    assert_eq!(client.post(&path(LOGIN_FORM_ID), body).await.body["issue"]["key"], LOGIN_FORM);
}

#[tokio::test]
async fn the_list_of_an_issue_is_paged_by_the_last_id_and_ends_empty() {
    let client = Setting::new().yandex();
    let mut made = Vec::new();
    for issue in [LOGIN_FORM, RETRY, LOGIN_FORM, LOGIN_FORM] {
        let answer = client.post(&path(issue), json!({"start": START, "duration": "PT1H"})).await;
        made.push((issue, answer.id()));
    }
    let expected: Vec<_> =
        made.iter().filter(|(issue, _)| *issue == LOGIN_FORM).map(|(_, id)| id.clone()).collect();
    let (mut seen, mut next) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("{}?perPage=2{next}", path(LOGIN_FORM))).await;
        let ids = page.each("id");
        let Some(last) = ids.last() else {
            assert!(page.header("link").is_none());
            break;
        };
        assert!(page.header("link").unwrap().contains("rel=\"next\""), "also on a page that is not full");
        next = format!("&id={last}");
        seen.extend(ids);
    }
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn patch_changes_what_it_names_and_raises_the_version() {
    let setting = Setting::new();
    let client = setting.yandex();
    let made = client.post(&path(RETRY), json!({"start": START, "duration": "PT1H", "comment": "a"})).await;
    let record = format!("{}/{}", path(RETRY), made.id());
    let changed = client.patch(&record, json!({"duration": "PT30H"})).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_eq!((&changed.body["duration"], &changed.body["comment"]), (&json!("P3DT6H"), &json!("a")));
    assert_eq!(changed.body["start"], START);
    assert!(changed.body["version"].as_i64() > made.body["version"].as_i64());
    setting.set_clock("2026-09-03T11:00:00Z");
    let moved = json!({"duration": "PT1H", "start": "2026-11-20T10:00:00.000+0000", "comment": ""});
    let moved = client.patch(&record, moved).await.body;
    assert_eq!(moved["start"], "2026-11-20T10:00:00.000+0000");
    assert_eq!(moved["updatedAt"], "2026-09-03T11:00:00.000+0000");
    assert!(moved.get("comment").is_none());
    let without = client.patch(&record, json!({"comment": "b"})).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "the duration is documented as required");
}

#[tokio::test]
async fn deleting_is_final_and_both_are_the_authors_alone() {
    let setting = Setting::new();
    let client = setting.yandex();
    let made = client.post(&path(RETRY), json!({"start": START, "duration": "PT1H"})).await;
    let record = format!("{}/{}", path(RETRY), made.id());
    let other = setting.yandex_as(SECOND_TOKEN);
    assert_eq!(other.delete(&record).await.status, StatusCode::FORBIDDEN);
    assert_eq!(other.patch(&record, json!({"duration": "PT2H"})).await.status, StatusCode::FORBIDDEN);
    let elsewhere = format!("{}/{}", path(LOGIN_FORM), made.id());
    assert_eq!(client.delete(&elsewhere).await.status, StatusCode::NOT_FOUND);
    assert_eq!(client.delete(&record).await.status, StatusCode::NO_CONTENT);
    assert_eq!(client.delete(&record).await.status, StatusCode::NOT_FOUND);
    assert!(setting.sandbox.records().is_empty());
}

#[tokio::test]
async fn the_changelog_tells_created_changed_and_deleted() {
    let client = Setting::new().yandex();
    let made = client.post(&path(RETRY), json!({"start": START, "duration": "PT1H"})).await;
    let record = format!("{}/{}", path(RETRY), made.id());
    client.patch(&record, json!({"duration": "PT2H"})).await;
    client.delete(&record).await;
    let log = client.get(&format!("/issues/{RETRY}/changelog")).await;
    let sides: Vec<_> =
        log.body.as_array().unwrap().iter().map(|entry| entry["worklog"][0].clone()).collect();
    assert!(sides[0]["from"].is_null());
    assert_eq!(sides[1]["from"]["duration"], "PT1H");
    assert_eq!(sides[1]["to"]["duration"], "PT2H");
    assert!(sides[2]["to"].is_null());
    assert_eq!(sides[2]["record"]["id"], made.id());
    let after = log.each("id")[1].clone();
    assert_eq!(client.get(&format!("/issues/{RETRY}/changelog?id={after}")).await.each("id").len(), 1);
}
