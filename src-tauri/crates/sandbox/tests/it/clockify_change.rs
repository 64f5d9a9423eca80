//! Replacing and deleting Clockify entries.

use http::StatusCode;
use sandbox::clockify::samples::{DESIGN, REMOTE, USER, WEBSITE, WORKSPACE};
use serde_json::json;

use crate::setting::{Client, Setting, entries, entries_of};

async fn full(client: &Client) -> String {
    let body = json!({
        "start": "2026-09-03T07:30:00Z", "end": "2026-09-03T08:00:00Z", "description": "Login flow",
        "projectId": WEBSITE, "taskId": DESIGN, "tagIds": [REMOTE], "billable": true,
    });
    client.post(&entries(WORKSPACE), body).await.id()
}

#[tokio::test]
async fn put_clears_what_it_leaves_out_and_runs_again_without_end() {
    let setting = Setting::new();
    let client = setting.clockify();
    let id = full(&client).await;
    let path = format!("{}/{id}", entries(WORKSPACE));
    let answer = client.put(&path, json!({"start": "2026-09-03T07:00:00Z"})).await;
    assert_eq!((answer.status, answer.id()), (StatusCode::OK, id));
    let body = &answer.body;
    assert_eq!((&body["description"], &body["billable"]), (&json!(""), &json!(false)));
    for field in ["projectId", "taskId", "tagIds"] {
        assert!(body[field].is_null(), "{field}");
    }
    let interval = json!({"start": "2026-09-03T07:00:00Z", "end": null, "duration": null});
    assert_eq!(body["timeInterval"], interval);
    assert_eq!(setting.sandbox.records()[0].end, None);
}

#[tokio::test]
async fn put_needs_a_start_and_obeys_the_rules() {
    let client = Setting::new().clockify();
    let path = format!("{}/{}", entries(WORKSPACE), full(&client).await);
    assert_eq!(client.put(&path, json!({"end": "2026-09-03T08:00:00Z"})).await.code(), (400, Some(501)));
    let angle = json!({"start": "2026-09-03T07:30:00Z", "description": "<b>"});
    assert_eq!(client.put(&path, angle).await.code(), (400, Some(501)));
    assert_eq!(client.get(&path).await.body["description"], "Login flow");
}

#[tokio::test]
async fn bulk_put_takes_an_array_and_checks_it_as_a_whole() {
    let setting = Setting::new();
    let client = setting.clockify();
    let (one, two) = (full(&client).await, full(&client).await);
    let path = entries_of(WORKSPACE, USER);
    let end = "2026-09-03T09:00:00Z";
    let good =
        |id: &str| json!({"id": id, "start": "2026-09-03T08:00:00Z", "end": end, "description": "new"});
    let half = client.put(&path, json!([good(&one), good("000000000000000000000000")])).await;
    assert_eq!(half.code(), (400, Some(501)));
    assert!(setting.sandbox.records().iter().all(|record| record.text == "Login flow"));
    assert_eq!(client.put(&path, json!([good(&one), good(&two)])).await.each("description"), ["new", "new"]);
    assert_eq!(client.put(&path, good(&one)).await.code(), (400, Some(3002)));
}

#[tokio::test]
async fn a_second_delete_is_400_501() {
    let client = Setting::new().clockify();
    let path = format!("{}/{}", entries(WORKSPACE), full(&client).await);
    let first = client.delete(&path).await;
    assert_eq!(first.status, StatusCode::NO_CONTENT);
    assert!(first.body.is_null());
    let second = client.delete(&path).await;
    assert_eq!(second.code(), (400, Some(501)));
    assert_eq!(second.body["message"], "Time entry doesn't belong to Workspace");
}

#[tokio::test]
async fn many_are_deleted_together_and_returned() {
    let setting = Setting::new();
    let client = setting.clockify();
    let (one, two, three) = (full(&client).await, full(&client).await, full(&client).await);
    let answer = client.delete(&format!("{}?time-entry-ids={one},{two}", entries_of(WORKSPACE, USER))).await;
    assert_eq!((answer.status, answer.each("id")), (StatusCode::OK, vec![one, two]));
    assert_eq!(setting.sandbox.records().len(), 1);
    assert_eq!(setting.sandbox.records()[0].id, three);
}
