//! Clockify's list of entries: its order, its filters, and the window that is a wall clock.

use sandbox::clockify::samples::{DESIGN, REMOTE, USER, WEBSITE, WORKSPACE};
use serde_json::{Value, json};

use crate::setting::{Client, Setting, entries, entries_of};

async fn add(client: &Client, start: &str, description: &str, extra: Value) -> String {
    let mut body = json!({"start": start, "end": "2030-01-01T00:00:00Z", "description": description});
    body.as_object_mut().unwrap().extend(extra.as_object().cloned().unwrap_or_default());
    client.post(&entries(WORKSPACE), body).await.id()
}

async fn list(client: &Client, query: &str) -> Vec<String> {
    client.get(&format!("{}?{query}", entries_of(WORKSPACE, USER))).await.each("description")
}

#[tokio::test]
async fn the_window_is_the_wall_clock_of_the_account() {
    // Berlin in September is two hours ahead: 22:00Z–23:00Z looks at 20:00Z–21:00Z.
    let client = Setting::new().clockify();
    add(&client, "2026-09-03T20:30:00Z", "found instead", Value::Null).await;
    add(&client, "2026-09-03T22:30:00Z", "looked for", Value::Null).await;
    let window = "start=2026-09-03T22:00:00Z&end=2026-09-03T23:00:00Z";
    assert_eq!(list(&client, window).await, ["found instead"]);
    let wide = "start=2026-09-02T22:00:00Z&end=2026-09-04T23:00:00Z";
    assert_eq!(list(&client, wide).await, ["looked for", "found instead"]);
}

#[tokio::test]
async fn a_day_from_utc_midnight_is_the_accounts_own_day() {
    let client = Setting::in_zone(chrono_tz::America::New_York).clockify();
    add(&client, "2026-09-04T03:30:00Z", "late on the third", Value::Null).await;
    add(&client, "2026-09-03T03:30:00Z", "late on the second", Value::Null).await;
    let day = "start=2026-09-03T00:00:00Z&end=2026-09-03T23:59:59Z";
    assert_eq!(list(&client, day).await, ["late on the third"]);
}

#[tokio::test]
async fn a_window_in_the_hour_that_spring_skips_is_read_later() {
    let client = Setting::new().clockify();
    add(&client, "2026-03-29T01:30:00Z", "after the change", Value::Null).await;
    add(&client, "2026-03-29T01:29:59Z", "before the edge", Value::Null).await;
    assert_eq!(list(&client, "start=2026-03-29T02:30:00Z").await, ["after the change"]);
}

#[tokio::test]
async fn latest_start_first_and_the_future_leads() {
    let client = Setting::new().clockify();
    add(&client, "2026-09-03T07:00:00Z", "morning", Value::Null).await;
    add(&client, "2029-01-01T07:00:00Z", "future", Value::Null).await;
    add(&client, "2026-09-03T09:00:00Z", "fresh", Value::Null).await;
    assert_eq!(list(&client, "").await, ["future", "fresh", "morning"]);
    let page = client.get(&format!("{}?page-size=1", entries_of(WORKSPACE, USER))).await;
    assert_eq!(
        (page.each("description"), page.header("last-page")),
        (vec!["future".to_owned()], Some("false"))
    );
    assert!(page.body[0].get("hourlyRate").is_some());
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let client = Setting::new().clockify();
    let full = json!({"projectId": WEBSITE, "taskId": DESIGN, "tagIds": [REMOTE]});
    add(&client, "2026-09-03T07:00:00Z", "Login flow", full).await;
    add(&client, "2026-09-02T07:00:00Z", "no project", Value::Null).await;
    for query in [
        "description=login",
        &format!("project={WEBSITE}"),
        &format!("task={DESIGN}"),
        &format!("tags={REMOTE}"),
        "project-required=true",
        "task-required=true",
        "get-week-before=2026-09-05T00:00:00Z",
    ] {
        assert_eq!(list(&client, query).await, ["Login flow"], "{query}");
    }
    assert!(list(&client, "in-progress=true").await.is_empty());
    let bad = client.get(&format!("{}?start=2026-09-03", entries_of(WORKSPACE, USER))).await;
    assert_eq!(bad.code(), (400, Some(501)));
}

#[tokio::test]
async fn a_batch_reads_many_and_leaves_out_the_unknown() {
    let client = Setting::new().clockify();
    let one = add(&client, "2026-09-03T07:00:00Z", "one", json!({"projectId": WEBSITE})).await;
    let two = add(&client, "2026-09-02T07:00:00Z", "two", Value::Null).await;
    let path = format!("{}/batch", entries(WORKSPACE));
    let body = json!({"timeEntryIds": [two, "000000000000000000000000", one], "hydrated": true});
    let answer = client.post(&path, body).await;
    assert_eq!(answer.each("description"), ["two", "one"]);
    assert_eq!(answer.body[1]["project"]["name"], "Website");
}
