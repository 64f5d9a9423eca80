//! Every fault in process: what the caller is told, and what the tracker did.

use http::{Method, StatusCode};
use sandbox::clockify::samples::WORKSPACE;
use sandbox::faults::{Fault, Rule};
use sandbox::yandex::samples::LOGIN;
use sandbox::{Lost, Sent};
use serde_json::json;
use tokio::time::{Duration, Instant};

use crate::setting::{Answer, Setting, entries};

async fn create(setting: &Setting) -> Result<Answer, Lost> {
    let body = json!({"start": "2026-09-03T07:30:00Z", "end": "2026-09-03T08:00:00Z"});
    setting.clockify().try_send("POST", &entries(WORKSPACE), &body).await
}

async fn create_under(fault: Fault) -> (Result<Answer, Lost>, usize) {
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::always(fault));
    let answer = create(&setting).await;
    (answer, setting.sandbox.records().len())
}

#[tokio::test]
async fn silence_tells_whether_the_request_was_sent() {
    for (fault, sent, kept) in [
        (Fault::Refuse, Sent::No, 0),
        (Fault::DropBefore, Sent::Maybe, 0),
        (Fault::DropAfter, Sent::Maybe, 1),
        (Fault::Truncate, Sent::Maybe, 1),
    ] {
        let (answer, records) = create_under(fault).await;
        assert_eq!((answer.unwrap_err().sent, records), (sent, kept), "{fault:?}");
    }
}

#[tokio::test]
async fn an_error_after_the_work_hides_that_it_was_done() {
    let (answer, records) = create_under(Fault::ErrorAfter).await;
    let answer = answer.unwrap();
    assert_eq!((answer.status, records), (StatusCode::INTERNAL_SERVER_ERROR, 1));
    assert!(answer.body["message"].is_string());
}

#[tokio::test]
async fn too_many_says_when_to_come_back_and_does_nothing() {
    let (answer, records) = create_under(Fault::TooMany { retry_after_seconds: 30 }).await;
    let answer = answer.unwrap();
    assert_eq!((answer.status, records), (StatusCode::TOO_MANY_REQUESTS, 0));
    assert_eq!(answer.header("retry-after"), Some("30"));
    assert_eq!(answer.body["message"], "Too many requests");
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::always(Fault::TooMany { retry_after_seconds: 2 }).on("yandex"));
    let yandex = setting.yandex().get("/myself").await;
    assert_eq!(yandex.body["statusCode"], 429, "in the words of the API");
}

#[tokio::test(start_paused = true)]
async fn slow_is_done_at_once_and_told_later() {
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::always(Fault::Slow { millis: 45_000 }));
    let before = Instant::now();
    assert_eq!(create(&setting).await.unwrap().status, StatusCode::CREATED);
    assert_eq!(before.elapsed(), Duration::from_secs(45));
    let impatient = tokio::time::timeout(Duration::from_secs(30), create(&setting)).await;
    assert!(impatient.is_err());
    assert_eq!(setting.sandbox.records().len(), 2, "giving up does not undo it");
}

#[tokio::test]
async fn next_counts_down_the_requests_it_strikes() {
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::next(2, Fault::DropBefore).writes());
    assert_eq!(setting.clockify().get("/user").await.status, StatusCode::OK);
    assert!(create(&setting).await.is_err());
    assert!(create(&setting).await.is_err());
    assert!(setting.sandbox.faults().rules().is_empty());
    assert!(create(&setting).await.is_ok());
}

#[tokio::test]
async fn rules_choose_by_api_method_and_effect() {
    let setting = Setting::new();
    let faults = setting.sandbox.faults();
    faults.set(Rule::always(Fault::Refuse).on("yandex"));
    assert!(create(&setting).await.is_ok());
    let refused = setting.yandex().try_send("GET", "/myself", &json!(null)).await;
    assert_eq!(refused.unwrap_err(), Lost { sent: Sent::No });
    faults.set(Rule::always(Fault::DropAfter).writes());
    let search = setting.yandex().post("/worklog/_search", json!({"createdBy": LOGIN})).await;
    assert_eq!(search.status, StatusCode::OK, "a search by POST writes nothing");
    let batch = format!("{}/batch", entries(WORKSPACE));
    assert_eq!(setting.clockify().post(&batch, json!({"timeEntryIds": []})).await.status, StatusCode::OK);
    faults.set(Rule::always(Fault::DropAfter).method(Method::GET));
    assert!(create(&setting).await.is_ok());
    assert!(setting.clockify().try_send("GET", "/user", &json!(null)).await.is_err());
    faults.clear();
    assert!(setting.clockify().try_send("GET", "/user", &json!(null)).await.is_ok());
}

#[tokio::test]
async fn the_first_rule_that_fits_strikes_alone() {
    let setting = Setting::new();
    let faults = setting.sandbox.faults();
    faults.set(Rule::next(1, Fault::ErrorAfter).on("clockify"));
    faults.add(Rule::always(Fault::TooMany { retry_after_seconds: 1 }));
    assert_eq!(create(&setting).await.unwrap().status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(create(&setting).await.unwrap().status, StatusCode::TOO_MANY_REQUESTS);
}
