//! Clockify's timer: one per user, stopped by PATCH or by the next start.

use http::StatusCode;
use sandbox::clockify::samples::{STRICT_WORKSPACE, USER, WEBSITE, WORKSPACE};
use serde_json::json;

use crate::setting::{Setting, entries, entries_of};

#[tokio::test]
async fn an_empty_body_starts_a_timer_now() {
    let answer = Setting::new().clockify().post(&entries(WORKSPACE), json!({})).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let interval = json!({"start": "2026-09-03T10:00:00Z", "end": null, "duration": null});
    assert_eq!(answer.body["timeInterval"], interval);
}

#[tokio::test]
async fn starting_another_ends_the_first_wherever_it_runs() {
    let setting = Setting::new();
    let client = setting.clockify();
    let described = json!({"start": "2026-09-03T08:00:00Z", "description": "a",
        "projectId": sandbox::clockify::samples::CONSULTING});
    client.post(&entries(STRICT_WORKSPACE), described).await;
    client.post(&entries(WORKSPACE), json!({"start": "2026-09-03T09:00:00Z"})).await;
    let records = setting.sandbox.records();
    let running: Vec<_> = records.iter().filter(|record| record.end.is_none()).collect();
    assert_eq!((records.len(), running.len()), (2, 1));
    assert_eq!(records.iter().map(|record| record.seconds).sum::<u32>(), 3600);
}

#[tokio::test]
async fn stop_ends_the_running_one_and_only_that() {
    let client = Setting::new().clockify();
    let path = entries_of(WORKSPACE, USER);
    let stop = json!({"end": "2026-09-03T09:30:00Z"});
    let nothing = client.patch(&path, stop.clone()).await;
    assert_eq!(nothing.code(), (404, Some(404)));
    client.post(&entries(WORKSPACE), json!({"start": "2026-09-03T09:00:00Z", "projectId": WEBSITE})).await;
    let early = json!({"end": "2026-09-03T08:59:59Z"});
    assert_eq!(client.patch(&path, early).await.code(), (400, Some(501)));
    let stopped = client.patch(&path, stop.clone()).await;
    assert_eq!(stopped.status, StatusCode::OK);
    assert_eq!(stopped.body["timeInterval"]["duration"], "PT30M");
    assert_eq!(client.patch(&path, stop).await.code(), (404, Some(404)));
}

#[tokio::test]
async fn the_running_one_is_found_in_both_ways() {
    let client = Setting::new().clockify();
    client
        .post(&entries(WORKSPACE), json!({"start": "2026-09-03T07:00:00Z", "end": "2026-09-03T08:00:00Z"}))
        .await;
    let running = client.post(&entries(WORKSPACE), json!({"start": "2026-09-03T09:00:00Z"})).await.id();
    let own = client.get(&format!("{}?in-progress=true&page-size=1", entries_of(WORKSPACE, USER))).await;
    assert_eq!(own.each("id"), [running.as_str()]);
    let status = format!("{}/status/in-progress", entries(WORKSPACE));
    let all = client.get(&status).await;
    assert_eq!((all.each("id"), all.header("last-page")), (vec![running], Some("true")));
    assert_eq!(client.get(&format!("{status}?page-size=1001")).await.code(), (400, Some(3000)));
}
