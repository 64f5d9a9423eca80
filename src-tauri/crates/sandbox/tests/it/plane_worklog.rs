//! Logging work at Plane: create, list, change, delete, and what is refused.

use http::StatusCode;
use sandbox::plane::samples::{
    FREE_WORKSPACE, GUEST_KEY, LOGIN_FLOW, OLD_SHOP, OPERATIONS, PRODUCT, SECOND_KEY, SECOND_USER, SIDE,
    USER, WORKSPACE, item_id,
};
use serde_json::{Value, json};

use crate::setting::{Answer, Setting};

fn path_in(slug: &str, project: &str, number: u32) -> String {
    let item = item_id(project, number);
    format!("/workspaces/{slug}/projects/{project}/work-items/{item}/worklogs/")
}

fn path() -> String {
    path_in(WORKSPACE, PRODUCT, LOGIN_FLOW)
}

fn body() -> Value {
    json!({ "description": "2026-11-20 09:00–10:30 Login flow review", "duration": 90 })
}

async fn create(body: Value) -> Answer {
    Setting::new().plane().post(&path(), body).await
}

#[tokio::test]
async fn a_worklog_is_minutes_and_a_text_without_a_date() {
    let setting = Setting::new();
    let made = setting.plane().post(&path(), body()).await;
    assert_eq!(made.status, StatusCode::CREATED);
    assert_eq!((&made.body["duration"], &made.body["logged_by"]), (&json!(90), &json!(USER)));
    assert_eq!(made.body["created_at"], "2026-09-03T12:00:00.417000+02:00");
    assert!(made.body.get("issue").is_none(), "its work item is known from the path alone");
    let record = &setting.sandbox.records()[0];
    assert_eq!(record.target.as_deref(), Some("PROJ-12"));
    assert_eq!(record.target_id, Some(format!("{PRODUCT}/{}", item_id(PRODUCT, LOGIN_FLOW))));
    assert_eq!((record.start, record.seconds, record.user.as_str()), (None, 5400, USER));
    assert_eq!(record.text, "2026-11-20 09:00–10:30 Login flow review");
}

#[tokio::test]
async fn a_list_is_everybodys_and_times_are_in_the_zone_of_who_asks() {
    let setting = Setting::new();
    let (mira, oleg) = (setting.plane(), setting.plane_as(SECOND_KEY));
    let mine = mira.post(&path(), body()).await.id();
    let his = oleg.post(&path(), body()).await;
    assert_eq!(his.body["created_at"], "2026-09-03T15:30:00.417000+05:30");
    let list = mira.get(&path()).await;
    assert_eq!(list.each("id"), [mine, his.id()]);
    assert_eq!(list.each("logged_by"), [USER, SECOND_USER]);
    assert_eq!(list.each("created_at")[1], "2026-09-03T12:00:00.417000+02:00");
    assert_eq!(setting.plane_as(GUEST_KEY).get(&path()).await.each("id").len(), 2);
}

#[tokio::test]
async fn equal_creates_make_two() {
    let setting = Setting::new();
    let client = setting.plane();
    assert_ne!(client.post(&path(), body()).await.id(), client.post(&path(), body()).await.id());
    assert_eq!(setting.sandbox.records().len(), 2);
}

#[tokio::test]
async fn what_cannot_be_read_names_the_field_and_logs_nothing() {
    let cases = [
        (json!({ "description": "a" }), "duration"),
        (json!({ "description": "a", "duration": "1h" }), "duration"),
        (json!({ "description": "a", "duration": 1.5 }), "duration"),
        (json!({ "description": "a", "duration": 0 }), "duration"),
        (json!({ "description": "a", "duration": -5 }), "duration"),
        (json!({ "description": "a", "duration": 2_147_483_648_u32 }), "duration"),
        (json!({ "duration": 5 }), "description"),
        (json!({ "duration": 5, "description": null }), "description"),
        (json!({ "duration": 5, "description": 5 }), "description"),
    ];
    for (body, field) in cases {
        let setting = Setting::new();
        let answer = setting.plane().post(&path(), body.clone()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        assert!(answer.body[field][0].is_string(), "{body}");
        assert!(setting.sandbox.records().is_empty(), "{body}");
    }
    assert!(create(json!([])).await.body["detail"].as_str().unwrap().starts_with("JSON parse error"));
    assert_eq!(create(json!({ "description": "", "duration": "5" })).await.body["duration"], 5);
}

#[tokio::test]
async fn a_body_of_more_than_five_mebibytes_is_413() {
    let answer = create(json!({ "description": "x".repeat(5 * 1024 * 1024), "duration": 1 })).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.body["error"], "REQUEST_BODY_TOO_LARGE");
}

#[tokio::test]
async fn a_change_names_what_changes_and_an_empty_one_changes_nothing() {
    let setting = Setting::new();
    let client = setting.plane();
    let made = client.post(&path(), body()).await;
    let record = format!("{}{}/", path(), made.id());
    setting.set_clock("2026-09-03T11:00:00Z");
    let changed = client.patch(&record, json!({ "duration": 60 })).await;
    assert_eq!((changed.status, &changed.body["duration"]), (StatusCode::OK, &json!(60)));
    assert_eq!(changed.body["description"], body()["description"]);
    assert_eq!(changed.body["updated_at"], "2026-09-03T13:00:00.000000+02:00");
    let same = client.patch(&record, json!({})).await;
    assert_eq!((&same.body["duration"], &same.body["description"]), (&json!(60), &body()["description"]));
    assert_eq!(client.patch(&record, json!({ "duration": 0 })).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(client.patch(&record, json!({ "description": "" })).await.body["description"], "");
    assert_eq!(
        client.get(&record).await.status,
        StatusCode::METHOD_NOT_ALLOWED,
        "there is no reading of one"
    );
}

#[tokio::test]
async fn deleting_is_final_and_others_records_are_for_admins() {
    let setting = Setting::new();
    let (mira, oleg) = (setting.plane(), setting.plane_as(SECOND_KEY));
    let hers = format!("{}{}/", path(), mira.post(&path(), body()).await.id());
    let his = format!("{}{}/", path(), oleg.post(&path(), body()).await.id());
    assert_eq!(oleg.delete(&hers).await.status, StatusCode::FORBIDDEN);
    assert_eq!(oleg.patch(&hers, json!({ "duration": 1 })).await.status, StatusCode::FORBIDDEN);
    let changed = mira.patch(&his, json!({ "duration": 1 })).await;
    assert_eq!(
        (&changed.body["logged_by"], &changed.body["updated_by"]),
        (&json!(SECOND_USER), &json!(USER))
    );
    let elsewhere = his.replace(&item_id(PRODUCT, LOGIN_FLOW), &item_id(PRODUCT, 1));
    assert_eq!(oleg.delete(&elsewhere).await.status, StatusCode::NOT_FOUND);
    assert_eq!(oleg.delete(&his).await.status, StatusCode::NO_CONTENT);
    assert_eq!(oleg.delete(&his).await.status, StatusCode::NOT_FOUND);
    assert_eq!(oleg.patch(&his, json!({})).await.status, StatusCode::NOT_FOUND);
    assert_eq!(setting.sandbox.records().len(), 1);
}

#[tokio::test]
async fn where_time_cannot_be_logged() {
    let setting = Setting::new();
    let client = setting.plane();
    let off = path_in(WORKSPACE, OPERATIONS, 1);
    for answer in [client.get(&off).await, client.post(&off, body()).await] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(answer.body["error"], "Worklog is not enabled for the project");
    }
    let gone_or_off = client.delete(&format!("{off}none/")).await;
    assert_eq!(gone_or_off.body["error"], "Worklog not found or time tracking disabled");
    let free = path_in(FREE_WORKSPACE, SIDE, 1);
    assert_eq!(client.post(&free, body()).await.status, StatusCode::PAYMENT_REQUIRED);
    assert_eq!(client.get(&free).await.status, StatusCode::PAYMENT_REQUIRED);
    assert_eq!(client.post(&path_in(WORKSPACE, OLD_SHOP, 1), body()).await.status, StatusCode::FORBIDDEN);
    let nowhere = client.post(&path_in(WORKSPACE, PRODUCT, 9999), body()).await;
    assert_eq!(nowhere.body["error"], "The requested resource does not exist.");
    let guest = setting.plane_as(GUEST_KEY).post(&path(), body()).await;
    assert_eq!(guest.status, StatusCode::FORBIDDEN);
    assert!(setting.sandbox.records().is_empty());
}
