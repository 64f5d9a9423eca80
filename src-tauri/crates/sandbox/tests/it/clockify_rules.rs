//! What the rules of a Clockify workspace do to its entries.

use http::StatusCode;
use sandbox::clockify::samples::{
    AUDIT, BILLING, CONSULTING, LEDGER_WORKSPACE, LIVE_WORKSPACE, REVIEW, SECOND_USER, STRICT_WORKSPACE,
    USER, WORKSPACE,
};
use serde_json::{Value, json};

use crate::setting::{Setting, entries, entries_of};

fn strict() -> Value {
    json!({
        "start": "2026-09-03T07:30:00Z",
        "end": "2026-09-03T08:00:00Z",
        "description": "Workshop",
        "projectId": CONSULTING,
    })
}

fn without(mut body: Value, field: &str) -> Value {
    body.as_object_mut().unwrap().remove(field);
    body
}

#[tokio::test]
async fn required_fields_are_required_of_finished_entries() {
    let client = Setting::new().clockify();
    let path = entries(STRICT_WORKSPACE);
    assert_eq!(client.post(&path, strict()).await.status, StatusCode::CREATED);
    for field in ["description", "projectId"] {
        assert_eq!(client.post(&path, without(strict(), field)).await.code(), (400, Some(501)), "{field}");
    }
    let running = without(without(without(strict(), "description"), "projectId"), "end");
    assert_eq!(client.post(&path, running).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn the_ledger_wants_project_task_tag_and_description() {
    let client = Setting::new().clockify();
    let full = json!({
        "start": "2026-09-03T07:30:00Z", "end": "2026-09-03T08:00:00Z", "description": "Books",
        "projectId": AUDIT, "taskId": REVIEW, "tagIds": [BILLING],
    });
    let path = entries(LEDGER_WORKSPACE);
    assert_eq!(client.post(&path, full.clone()).await.status, StatusCode::CREATED);
    for field in ["description", "taskId", "tagIds"] {
        let answer = client.post(&path, without(full.clone(), field)).await;
        assert_eq!(answer.code(), (400, Some(501)), "{field}");
    }
}

#[tokio::test]
async fn an_orphan_timer_can_be_mended_or_deleted_but_not_stopped() {
    let setting = Setting::new();
    let client = setting.clockify();
    let orphan = client.post(&entries(STRICT_WORKSPACE), json!({"start": "2026-09-03T07:30:00Z"})).await;
    let stop = json!({"end": "2026-09-03T08:00:00Z"});
    let of_user = entries_of(STRICT_WORKSPACE, USER);
    assert_eq!(client.patch(&of_user, stop.clone()).await.code(), (400, Some(501)));
    let another = client.post(&entries(WORKSPACE), json!({"start": "2026-09-03T09:00:00Z"})).await;
    assert_eq!(
        another.code(),
        (400, Some(501)),
        "the running one cannot be ended by starting another either"
    );
    let path = format!("{}/{}", entries(STRICT_WORKSPACE), orphan.id());
    assert_eq!(client.put(&path, without(strict(), "end")).await.status, StatusCode::OK);
    assert_eq!(client.patch(&of_user, stop).await.status, StatusCode::OK);
}

#[tokio::test]
async fn breaks_need_the_feature() {
    let client = Setting::new().clockify();
    let mut pause = strict();
    pause["type"] = json!("BREAK");
    let kept = client.post(&entries(STRICT_WORKSPACE), pause.clone()).await;
    assert_eq!((kept.status, &kept.body["type"]), (StatusCode::CREATED, &json!("BREAK")));
    let refused = client.post(&entries(WORKSPACE), without(pause, "projectId")).await;
    assert_eq!(refused.code(), (403, Some(501)));
}

#[tokio::test]
async fn the_billable_flag_is_silently_replaced() {
    let setting = Setting::new();
    let mut body = strict();
    body["billable"] = json!(false);
    let member = setting.clockify().post(&entries(STRICT_WORKSPACE), body.clone()).await;
    assert_eq!((member.status, &member.body["billable"]), (StatusCode::CREATED, &json!(true)));
    let admin = setting.second_clockify().post(&entries(STRICT_WORKSPACE), body).await;
    assert_eq!(admin.body["billable"], false);
}

#[tokio::test]
async fn locked_periods_are_closed_to_members() {
    let setting = Setting::new();
    let (client, admin) = (setting.clockify(), setting.second_clockify());
    let mut old = strict();
    old["start"] = json!("2023-12-31T23:59:59Z");
    old["end"] = json!("2024-01-01T00:30:00Z");
    assert_eq!(client.post(&entries(STRICT_WORKSPACE), old.clone()).await.code(), (403, Some(1003)));
    let entry = admin.post(&entries_of(STRICT_WORKSPACE, USER), old).await;
    assert_eq!((entry.status, &entry.body["isLocked"]), (StatusCode::CREATED, &json!(true)));
    let path = format!("{}/{}", entries(STRICT_WORKSPACE), entry.id());
    assert_eq!(client.put(&path, strict()).await.code(), (403, Some(1003)));
    assert_eq!(client.delete(&path).await.code(), (403, Some(1003)));
    assert_eq!(client.get(&path).await.status, StatusCode::OK);
    assert_eq!(admin.delete(&path).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn where_only_the_timer_counts_finished_entries_are_403_4030() {
    let setting = Setting::new();
    let (client, admin) = (setting.clockify(), setting.second_clockify());
    let finished = json!({"start": "2026-09-03T07:30:00Z", "end": "2026-09-03T08:00:00Z"});
    let plain = entries(LIVE_WORKSPACE);
    assert_eq!(client.post(&plain, finished.clone()).await.code(), (403, Some(4030)));
    assert_eq!(
        client.post(&entries_of(LIVE_WORKSPACE, USER), finished.clone()).await.code(),
        (403, Some(4030))
    );
    assert_eq!(admin.post(&plain, finished.clone()).await.code(), (403, Some(4030)));
    let exempt = admin.post(&entries_of(LIVE_WORKSPACE, SECOND_USER), finished).await;
    assert_eq!(exempt.status, StatusCode::CREATED);
    assert_eq!(
        client.post(&plain, json!({"start": "2026-09-03T07:30:00Z"})).await.status,
        StatusCode::CREATED
    );
    let stop = json!({"end": "2026-09-03T08:00:00Z"});
    assert_eq!(client.patch(&entries_of(LIVE_WORKSPACE, USER), stop).await.status, StatusCode::OK);
}
