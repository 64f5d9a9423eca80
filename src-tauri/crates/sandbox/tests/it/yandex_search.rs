//! Finding worklogs across issues at Yandex Tracker.

use http::StatusCode;
use sandbox::yandex::samples::{LOGIN, LOGIN_FORM, RETRY, SECOND_TOKEN, SECOND_UID, UID};
use serde_json::{Value, json};

use crate::setting::{Answer, Setting};

/// Two by Mira and one by Oleg, each made an hour after the other.
async fn filled() -> Setting {
    let setting = Setting::new();
    let entries = [
        ("2026-09-03T10:00:00Z", setting.yandex(), LOGIN_FORM, "2026-09-01T09:00:00.000+0000", "backfilled"),
        ("2026-09-03T11:00:00Z", setting.yandex(), RETRY, "2026-09-03T09:00:00.000+0000", "today"),
        (
            "2026-09-03T12:00:00Z",
            setting.yandex_as(SECOND_TOKEN),
            RETRY,
            "2026-09-03T09:00:00.000+0000",
            "oleg",
        ),
    ];
    for (now, client, issue, start, comment) in entries {
        setting.set_clock(now);
        let body = json!({"start": start, "duration": "PT1H", "comment": comment});
        assert_eq!(client.post(&format!("/issues/{issue}/worklog"), body).await.status, StatusCode::CREATED);
    }
    setting
}

async fn search(body: Value) -> Answer {
    filled().await.yandex().post("/worklog/_search", body).await
}

#[tokio::test]
async fn by_author_in_any_of_their_names() {
    let tracker_uid = Setting::new().yandex().get("/myself").await.body["trackerUid"].to_string();
    for author in [json!(LOGIN), json!(UID), json!(UID.to_string()), json!(tracker_uid)] {
        let found = search(json!({"createdBy": author})).await;
        assert_eq!(found.each("comment"), ["backfilled", "today"], "{author}");
        assert!(found.body[0]["id"].is_string(), "ids are texts in searches");
    }
    assert_eq!(search(json!({"createdBy": SECOND_UID})).await.each("comment"), ["oleg"]);
    assert!(search(json!({"createdBy": "stranger"})).await.each("comment").is_empty());
    assert_eq!(search(json!({"createdBy": "me"})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn by_start_and_by_creation_which_are_different_times() {
    let day = json!({"from": "2026-09-03T00:00:00.000+0000", "to": "2026-09-03T23:59:59.999+0000"});
    let by_start = search(json!({"createdBy": LOGIN, "start": day})).await;
    assert_eq!(by_start.each("comment"), ["today"]);
    let by_creation = search(json!({"createdBy": LOGIN, "createdAt": day})).await;
    assert_eq!(by_creation.each("comment"), ["backfilled", "today"]);
    let edge = json!({"createdBy": LOGIN, "createdAt": {"from": "2026-09-03T11:00:00.000+0000"}});
    assert_eq!(search(edge).await.each("comment"), ["today"]);
}

#[tokio::test]
async fn creation_needs_the_author_beside_it() {
    let answer = search(json!({"createdAt": {"from": "2026-09-03T00:00:00.000+0000"}})).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body["errors"]["createdBy"].is_string());
    let bad = search(json!({"createdBy": LOGIN, "start": {"from": "2026-09-03T00:00:00+00:00"}})).await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn by_address() {
    let setting = filled().await;
    let query =
        "createdBy=mira&createdAt=from:2026-09-03T10%3A30%3A00.000%2B0000&createdAt=to:2026-09-03T23:00:00Z";
    assert_eq!(setting.yandex().get(&format!("/worklog?{query}")).await.each("comment"), ["today"]);
}

#[tokio::test]
async fn a_page_holds_a_hundred_at_most_whatever_is_asked() {
    let setting = Setting::new();
    let client = setting.yandex();
    for _ in 0..101 {
        let body = json!({"start": "2026-09-03T09:00:00.000+0000", "duration": "PT1H"});
        client.post(&format!("/issues/{RETRY}/worklog"), body).await;
    }
    let page = |query: &'static str| client.post(query, json!({"createdBy": LOGIN}));
    let default = page("/worklog/_search").await;
    assert_eq!((default.each("id").len(), default.header("x-total-pages")), (50, Some("3")));
    let all = page("/worklog/_search?perPage=10000").await;
    assert_eq!((all.each("id").len(), all.header("x-total-pages")), (100, Some("2")));
    let rest = page("/worklog/_search?perPage=10000&page=2").await;
    assert_eq!((rest.each("id").len(), rest.header("x-total-count")), (1, Some("101")));
}
