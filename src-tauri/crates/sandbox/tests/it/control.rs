//! The sandbox's own routes.

use http::StatusCode;
use sandbox::clockify::samples::{KEY, WORKSPACE};
use sandbox::faults::{Fault, Rule};
use serde_json::json;

use crate::setting::{NOW, Setting, entries};

#[tokio::test]
async fn records_are_what_the_trackers_hold_now() {
    let setting = Setting::new();
    let control = setting.client("/_sandbox", &[]);
    assert_eq!(control.get("/records").await.body, json!([]));
    let body = json!({"start": "2026-09-03T07:30:00Z", "end": "2026-09-03T08:00:00Z", "description": "a"});
    let id = setting.clockify().post(&entries(WORKSPACE), body).await.id();
    let expected = json!([{
        "api": "clockify", "kind": "time_entry", "id": id, "target": null, "target_id": null,
        "start": "2026-09-03T07:30:00Z", "end": "2026-09-03T08:00:00Z", "seconds": 1800, "text": "a",
        "user": sandbox::clockify::samples::USER,
    }]);
    assert_eq!(control.get("/records").await.body, expected);
}

#[tokio::test]
async fn requests_are_logged_without_secrets() {
    let setting = Setting::new();
    let control = setting.client("/_sandbox", &[]);
    setting.clockify().get("/user?x=1").await;
    setting.sandbox.faults().set(Rule::next(1, Fault::DropBefore));
    assert!(setting.yandex().try_send("GET", "/myself", &json!(null)).await.is_err());
    let log = control.get("/requests").await.body;
    let expected = json!([
        {"at": NOW, "api": "clockify", "method": "GET", "path": "/clockify/api/v1/user?x=1", "status": 200, "fault": null,
            "abandoned": false},
        {"at": NOW, "api": "yandex", "method": "GET", "path": "/yandex/v3/myself", "status": null,
            "fault": {"fault": "drop_before"}, "abandoned": false},
    ]);
    assert_eq!(log, expected);
    assert!(!log.to_string().contains(KEY));
}

#[tokio::test]
async fn faults_are_set_shown_and_cleared() {
    let setting = Setting::new();
    let control = setting.client("/_sandbox", &[]);
    let rule = json!({"fault": "too_many", "retry_after_seconds": 7, "reach": {"next": 3}, "api": "clockify",
        "requests": {"method": "POST"}});
    assert_eq!(control.post("/faults", rule.clone()).await.body, json!([rule]));
    let two = json!([{"fault": "slow", "millis": 5}, {"fault": "refuse", "requests": "writes"}]);
    control.post("/faults", two).await;
    let expected = vec![Rule::always(Fault::Slow { millis: 5 }), Rule::always(Fault::Refuse).writes()];
    assert_eq!(setting.sandbox.faults().rules(), expected);
    assert_eq!(control.get("/faults").await.body.as_array().unwrap().len(), 2);
    assert_eq!(control.delete("/faults").await.status, StatusCode::NO_CONTENT);
    assert_eq!(control.get("/faults").await.body, json!([]));
}

#[tokio::test]
async fn every_fault_is_set_as_json_and_shown_as_it_was_set() {
    let setting = Setting::new();
    let control = setting.client("/_sandbox", &[]);
    for fault in [
        json!({"fault": "edge", "page": "forbidden"}),
        json!({"fault": "edge", "page": "bad_gateway"}),
        json!({"fault": "token_revoked", "from": 4}),
        json!({"fault": "outage", "after_seconds": 0, "seconds": 300, "shows": "refused"}),
        json!({"fault": "outage", "after_seconds": 5, "seconds": 300, "shows": "unavailable"}),
        json!({"fault": "quota", "allowed": 30, "window_seconds": 3600}),
        json!({"fault": "duplicate", "answer": "second"}),
        json!({"fault": "lag", "seconds": 90}),
        json!({"fault": "clock_skew", "seconds": -600}),
    ] {
        let mut rule = fault;
        rule["reach"] = json!({"next": 2});
        rule["api"] = json!("yandex");
        rule["requests"] = json!({"method": "POST"});
        assert_eq!(control.post("/faults", rule.clone()).await.body, json!([rule]));
    }
    let short = control.post("/faults", json!({"fault": "outage", "seconds": 300})).await.body;
    assert_eq!((&short[0]["after_seconds"], &short[0]["shows"]), (&json!(0), &json!("refused")));
    let short = control.post("/faults", json!({"fault": "duplicate"})).await.body;
    assert_eq!(short[0]["answer"], "first");
}

#[tokio::test]
async fn a_fault_nobody_knows_is_refused_and_changes_nothing() {
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::always(Fault::Refuse));
    let control = setting.client("/_sandbox", &[]);
    for rule in [
        json!({"fault": "explode"}),
        json!({"fault": "refuse", "api": "yandx"}),
        json!({"fault": "refuse", "requests": "write"}),
        json!({"fault": "slow"}),
    ] {
        assert_eq!(control.post("/faults", rule.clone()).await.status, StatusCode::BAD_REQUEST, "{rule}");
    }
    assert_eq!(setting.sandbox.faults().rules(), [Rule::always(Fault::Refuse)]);
}

#[tokio::test]
async fn reset_goes_back_to_the_first_moment() {
    let setting = Setting::new();
    setting.clockify().post(&entries(WORKSPACE), json!({})).await;
    let body = json!({"start": "2026-09-03T09:00:00.000+0000", "duration": "PT1H"});
    setting.yandex().post("/issues/TEST-324/worklog", body).await;
    setting.sandbox.faults().set(Rule::always(Fault::Refuse));
    let control = setting.client("/_sandbox", &[]);
    assert_eq!(control.post("/reset", json!(null)).await.status, StatusCode::NO_CONTENT);
    assert!(setting.sandbox.records().is_empty());
    assert!(setting.sandbox.requests().is_empty());
    assert!(setting.sandbox.faults().rules().is_empty());
}

#[tokio::test]
async fn a_second_run_with_the_same_seed_gives_the_same_ids() {
    let mut ids = Vec::new();
    for _ in 0..2 {
        ids.push(Setting::new().clockify().post(&entries(WORKSPACE), json!({})).await.id());
    }
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test]
async fn every_api_has_an_account_that_may_be_asked_for() {
    let setting = Setting::new();
    let accounts = setting.client("/_sandbox", &[]).get("/accounts").await.body;
    let known: Vec<_> = sandbox::accounts::ALL.iter().map(|account| account.api).collect();
    let shown: Vec<_> = accounts.as_array().unwrap().iter().map(|account| &account["api"]).collect();
    assert_eq!(shown, known);
    assert_eq!(accounts[1]["settings"], json!([["org", sandbox::yandex::samples::ORG]]));
    assert!(
        accounts.as_array().unwrap().iter().all(|account| account["targets"].as_array().unwrap().len() >= 2)
    );
}
