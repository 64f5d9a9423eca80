//! Changing Align time entries, and the approval that ends it; removing is for people on its pages alone.

use http::StatusCode;
use sandbox::alignsoft::samples::{ELSEWHERE, INTERNAL, LOGIN_FLOW, NO_TIME_KEY, PROJECT_KEY, USER, WEBSITE};
use serde_json::{Value, json};

use crate::setting::{Client, Setting};

async fn add(client: &Client, project: &str) -> String {
    let body = json!({
        "userId": USER, "workDate": "2026-11-20", "minutes": 60, "description": "a",
        "externalRef": { "provider": "stint", "externalType": "time_entry", "externalId": "1" },
    });
    format!("/time-entries/{}", client.post(&format!("/projects/{project}/time-entries"), body).await.id())
}

#[tokio::test]
async fn patch_changes_what_it_names_and_null_clears() {
    let setting = Setting::new();
    let client = setting.alignsoft();
    let path = add(&client, WEBSITE).await;
    setting.set_clock("2026-09-03T11:00:00Z");
    let changed = client.patch(&path, json!({ "minutes": 100, "entryId": LOGIN_FLOW })).await;
    assert_eq!(changed.status, StatusCode::OK);
    let body = &changed.body;
    assert_eq!((&body["hours"], &body["description"]), (&json!("1.75"), &json!("a")));
    assert_eq!(
        (&body["entryId"], &body["updatedAt"]),
        (&json!(LOGIN_FLOW), &json!("2026-09-03T11:00:00.000Z"))
    );
    let cleared =
        json!({ "description": null, "entryId": null, "workDate": "2026-11-21", "billable": false });
    let body = client.patch(&path, cleared).await.body;
    assert_eq!((&body["description"], &body["entryId"]), (&Value::Null, &Value::Null));
    assert_eq!((&body["workDate"], &body["billable"]), (&json!("2026-11-21"), &json!(false)));
    assert_eq!(client.patch(&path, json!({ "minutes": 0 })).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_key_changes_what_it_reaches() {
    let setting = Setting::new();
    let inside = add(&setting.alignsoft(), INTERNAL).await;
    let change = || json!({ "description": "b" });
    let scoped = setting.alignsoft_as(PROJECT_KEY).patch(&inside, change()).await;
    assert_eq!((scoped.status.as_u16(), &scoped.body["code"]), (403, &json!("scope_violation")));
    let strange = setting.alignsoft_as(NO_TIME_KEY).patch(&inside, change()).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND, "{ELSEWHERE} is of another organization");
}

#[tokio::test]
async fn only_drafts_and_rejected_entries_take_changes() {
    let setting = Setting::new();
    let client = setting.alignsoft();
    let path = add(&client, WEBSITE).await;
    let page = format!("/_sandbox/alignsoft/records/{}", path.rsplit('/').next().unwrap());
    let people = setting.client("", &[]);
    for (status, editable) in [
        ("submitted", false),
        ("approved", false),
        ("locked", false),
        ("invoiced", false),
        ("rejected", true),
        ("draft", true),
    ] {
        assert_eq!(people.patch(&page, json!({ "status": status })).await.status, StatusCode::NO_CONTENT);
        let shown = client.get("/time-entries").await.body["data"][0].clone();
        assert_eq!((&shown["status"], &shown["invoiced"]), (&json!(status), &json!(status == "invoiced")));
        let expected = if editable { StatusCode::OK } else { StatusCode::CONFLICT };
        assert_eq!(client.patch(&path, json!({ "description": status })).await.status, expected, "{status}");
    }
    assert_eq!(people.patch(&page, json!({ "status": "lost" })).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_approved_entry_is_not_overwritten_by_its_reference() {
    let setting = Setting::new();
    let client = setting.alignsoft();
    let path = add(&client, WEBSITE).await;
    let page = format!("/_sandbox/alignsoft/records/{}", path.rsplit('/').next().unwrap());
    setting.client("", &[]).patch(&page, json!({ "status": "approved" })).await;
    let body = json!({
        "userId": USER, "workDate": "2026-11-20", "minutes": 120,
        "externalRef": { "provider": "stint", "externalType": "time_entry", "externalId": "1" },
    });
    let again = client.post(&format!("/projects/{WEBSITE}/time-entries"), body).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(setting.sandbox.records()[0].seconds, 3600);
}

#[tokio::test]
async fn no_key_removes_or_reads_a_single_entry() {
    let setting = Setting::new();
    let client = setting.alignsoft();
    let path = add(&client, WEBSITE).await;
    assert_eq!(client.delete(&path).await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(client.get(&path).await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(setting.sandbox.records().len(), 1);
}
