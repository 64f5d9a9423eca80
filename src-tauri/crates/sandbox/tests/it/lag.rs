//! Reads that do not see what was just written.

use http::StatusCode;
use sandbox::alignsoft::samples as alignsoft;
use sandbox::clockify::samples::{USER, WORKSPACE};
use sandbox::faults::{Fault, Rule};
use sandbox::plane::samples as plane;
use serde_json::json;

use crate::setting::{Client, Setting, entries, entries_of};

const LAG: Fault = Fault::Lag { seconds: 60 };

async fn create(setting: &Setting, text: &str) -> String {
    let body = json!({"start": "2026-09-03T07:30:00Z", "end": "2026-09-03T08:00:00Z", "description": text});
    let made = setting.clockify().post(&entries(WORKSPACE), body).await;
    assert_eq!(made.status, StatusCode::CREATED);
    made.id()
}

async fn listed(setting: &Setting) -> Vec<String> {
    setting.clockify().get(&entries_of(WORKSPACE, USER)).await.each("description")
}

#[tokio::test]
async fn a_write_is_seen_when_it_is_old_enough() {
    let setting = Setting::new();
    create(&setting, "before the rule").await;
    setting.set_clock("2026-09-03T10:10:00Z");
    setting.sandbox.faults().set(Rule::always(LAG));
    let id = create(&setting, "fresh").await;
    assert_eq!(listed(&setting).await, ["before the rule"]);
    let path = format!("{}/{id}", entries(WORKSPACE));
    assert_eq!(setting.clockify().get(&path).await.code(), (400, Some(501)));
    assert_eq!(setting.sandbox.records().len(), 2, "it is there all the same");
    setting.set_clock("2026-09-03T10:10:59Z");
    assert_eq!(listed(&setting).await, ["before the rule"]);
    setting.set_clock("2026-09-03T10:11:00Z");
    assert_eq!(listed(&setting).await, ["fresh", "before the rule"]);
    let read = setting.clockify().get(&path).await;
    assert_eq!((read.status, read.body["description"].as_str()), (StatusCode::OK, Some("fresh")));
}

#[tokio::test]
async fn changes_and_removals_are_seen_late_and_writes_are_never_behind() {
    let setting = Setting::new();
    let id = create(&setting, "first").await;
    let path = format!("{}/{id}", entries(WORKSPACE));
    setting.set_clock("2026-09-03T10:10:00Z");
    setting.sandbox.faults().set(Rule::always(LAG));
    let change = json!({"start": "2026-09-03T07:30:00Z", "description": "second"});
    assert_eq!(setting.clockify().put(&path, change).await.status, StatusCode::OK);
    assert_eq!(listed(&setting).await, ["first"]);
    setting.set_clock("2026-09-03T10:11:30Z");
    assert_eq!(listed(&setting).await, ["second"]);
    assert_eq!(setting.clockify().delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(setting.clockify().delete(&path).await.code(), (400, Some(501)));
    assert_eq!(listed(&setting).await, ["second"]);
    setting.set_clock("2026-09-03T10:13:00Z");
    assert_eq!(listed(&setting).await, [""; 0]);
}

#[tokio::test]
async fn a_longer_lag_shows_an_older_past_and_none_shows_the_present() {
    let setting = Setting::new();
    create(&setting, "one").await;
    setting.set_clock("2026-09-03T10:02:00Z");
    create(&setting, "two").await;
    setting.set_clock("2026-09-03T10:04:00Z");
    setting.sandbox.faults().set(Rule::always(LAG));
    assert_eq!(listed(&setting).await, ["two", "one"]);
    setting.sandbox.faults().set(Rule::always(Fault::Lag { seconds: 180 }));
    assert_eq!(listed(&setting).await, ["one"]);
    setting.sandbox.faults().set(Rule::always(Fault::Lag { seconds: 180 }).on("yandex"));
    assert_eq!(listed(&setting).await, ["two", "one"]);
    setting.sandbox.faults().set(Rule::next(1, Fault::Lag { seconds: 3600 }));
    assert_eq!(listed(&setting).await, [""; 0]);
    assert_eq!(listed(&setting).await, ["two", "one"]);
}

#[tokio::test]
async fn every_api_lags_alike() {
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::always(LAG));
    let (product, item) = (plane::PRODUCT, plane::item_id(plane::PRODUCT, plane::LOGIN_FLOW));
    let on_plane = format!("/workspaces/{}/projects/{product}/work-items/{item}/worklogs/", plane::WORKSPACE);
    let on_align = format!("/projects/{}/time-entries", alignsoft::WEBSITE);
    let cases = [
        (
            setting.yandex(),
            "/issues/TEST-324/worklog".to_owned(),
            json!({"start": "2026-09-03T09:00:00.000+0000", "duration": "PT1H"}),
        ),
        (setting.plane(), on_plane, json!({"description": "an hour", "duration": 60})),
        (
            setting.alignsoft(),
            on_align,
            json!({"userId": alignsoft::USER, "workDate": "2026-09-03", "minutes": 60}),
        ),
    ];
    let mut made = Vec::new();
    for (client, path, body) in &cases {
        made.push(client.post(path, body.clone()).await.body["id"].clone());
        assert!(!listed_ids(client, path).await.contains(&made[made.len() - 1]), "{path}");
    }
    setting.set_clock("2026-09-03T10:02:00Z");
    for ((client, path, _), id) in cases.iter().zip(made) {
        assert_eq!(listed_ids(client, path).await, [id], "{path}");
    }
}

/// The ids of a list, also where it stands in a page.
async fn listed_ids(client: &Client, path: &str) -> Vec<serde_json::Value> {
    let body = client.get(path).await.body;
    let items = body.as_array().or_else(|| body["data"].as_array()).unwrap();
    items.iter().map(|item| item["id"].clone()).collect()
}

#[tokio::test]
async fn lag_holds_beside_a_fault_and_ends_with_a_reset() {
    let setting = Setting::new();
    let faults = setting.sandbox.faults();
    faults.set_all(vec![Rule::always(LAG), Rule::next(1, Fault::DropAfter).writes()]);
    let body = json!({"start": "2026-09-03T07:30:00Z", "description": "lost"});
    assert!(setting.clockify().try_send("POST", &entries(WORKSPACE), &body).await.is_err());
    assert_eq!(listed(&setting).await, [""; 0]);
    setting.set_clock("2026-09-03T10:02:00Z");
    assert_eq!(listed(&setting).await, ["lost"]);
    setting.sandbox.reset();
    setting.sandbox.faults().set(Rule::always(LAG));
    assert_eq!(listed(&setting).await, [""; 0]);
}
