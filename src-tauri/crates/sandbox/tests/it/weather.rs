//! Faults that depend on time, on counts or on what stands before an API.

use http::StatusCode;
use sandbox::clockify::samples::WORKSPACE;
use sandbox::faults::{Delivery, Fault, Outage, Page, Rule};
use sandbox::{Lost, Sent};
use serde_json::{Value, json};

use crate::setting::{Answer, Setting, entries};

async fn create(setting: &Setting) -> Result<Answer, Lost> {
    let body = json!({"start": "2026-09-03T07:30:00Z", "end": "2026-09-03T08:00:00Z"});
    setting.clockify().try_send("POST", &entries(WORKSPACE), &body).await
}

async fn status(setting: &Setting) -> Result<StatusCode, Sent> {
    let answer = setting.clockify().try_send("GET", "/user", &Value::Null).await;
    answer.map(|answer| answer.status).map_err(|lost| lost.sent)
}

#[tokio::test]
async fn a_revoked_token_is_a_strangers_from_the_named_request_on() {
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::always(Fault::TokenRevoked { from: 3 }));
    assert_eq!(create(&setting).await.unwrap().status, StatusCode::CREATED);
    assert_eq!(status(&setting).await, Ok(StatusCode::OK));
    for _ in 0..2 {
        assert_eq!(create(&setting).await.unwrap().code(), (401, Some(4003)));
    }
    let yandex = setting.yandex().get("/myself").await;
    assert_eq!((yandex.status, &yandex.body["statusCode"]), (StatusCode::UNAUTHORIZED, &json!(401)));
    assert_eq!(setting.sandbox.records().len(), 1);
}

#[tokio::test]
async fn an_outage_begins_and_ends_by_the_clock() {
    for (shows, during) in
        [(Outage::Refused, Err(Sent::No)), (Outage::Unavailable, Ok(StatusCode::SERVICE_UNAVAILABLE))]
    {
        let setting = Setting::new();
        let outage = Fault::Outage { after_seconds: 60, seconds: 120, shows };
        setting.sandbox.faults().set(Rule::always(outage).on("clockify"));
        for (now, seen) in [
            ("2026-09-03T10:00:59Z", Ok(StatusCode::OK)),
            ("2026-09-03T10:01:01Z", during),
            ("2026-09-03T10:03:00Z", during),
            ("2026-09-03T10:03:01Z", Ok(StatusCode::OK)),
        ] {
            setting.set_clock(now);
            assert_eq!(status(&setting).await, seen, "{now}");
        }
        setting.set_clock("2026-09-03T10:02:00Z");
        assert_eq!(setting.yandex().get("/myself").await.status, StatusCode::OK);
        assert_eq!(create(&setting).await.ok().map(|answer| answer.status), during.ok());
        assert!(setting.sandbox.records().is_empty());
    }
}

#[tokio::test]
async fn a_quota_says_when_its_window_ends_and_counts_what_was_over() {
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::always(Fault::Quota { allowed: 2, window_seconds: 60 }));
    setting.set_clock("2026-09-03T10:00:15Z");
    assert_eq!(status(&setting).await, Ok(StatusCode::OK));
    assert_eq!(create(&setting).await.unwrap().status, StatusCode::CREATED);
    let over = create(&setting).await.unwrap();
    assert_eq!((over.status, over.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, Some("45")));
    assert_eq!(setting.yandex().get("/myself").await.status, StatusCode::OK, "each API has its own");
    setting.set_clock("2026-09-03T10:01:00Z");
    assert_eq!(status(&setting).await, Ok(StatusCode::OK));
    assert_eq!(setting.sandbox.records().len(), 1);

    let loads = setting.sandbox.load(60);
    let seen: Vec<_> = loads.iter().map(|load| (load.api, load.requests, load.over)).collect();
    assert_eq!(seen, [("clockify", 3, 1), ("clockify", 1, 0), ("yandex", 1, 0)]);
    assert_eq!(loads[1].from.to_rfc3339(), "2026-09-03T10:01:00+00:00");
    let within = |seconds| setting.sandbox.most_within("clockify", chrono::TimeDelta::seconds(seconds));
    assert_eq!((within(1), within(45), within(46)), (3, 3, 4), "the end does not belong to it");
}

#[tokio::test]
async fn a_refused_connection_is_no_load() {
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::next(1, Fault::Refuse));
    assert_eq!(status(&setting).await, Err(Sent::No));
    assert_eq!(setting.sandbox.load(60), []);
    setting.sandbox.faults().set(Rule::next(1, Fault::DropBefore));
    assert_eq!(status(&setting).await, Err(Sent::Maybe));
    let load = setting.client("/_sandbox", &[]).get("/load?seconds=3600").await.body;
    let expected = json!([{"api": "clockify", "from": "2026-09-03T10:00:00Z", "requests": 1, "over": 0}]);
    assert_eq!(load, expected);
    let most = setting.client("/_sandbox", &[]).get("/most?seconds=60").await.body;
    assert_eq!((&most["clockify"], &most["yandex"]), (&json!(1), &json!(0)));
}

#[tokio::test]
async fn an_edge_answers_in_html_before_anything_is_done() {
    for (page, code) in
        [(Page::Forbidden, StatusCode::FORBIDDEN), (Page::BadGateway, StatusCode::BAD_GATEWAY)]
    {
        let setting = Setting::new();
        setting.sandbox.faults().set(Rule::always(Fault::Edge { page }));
        let request = setting.clockify().request("POST", &entries(WORKSPACE), "{}");
        let answer = setting.sandbox.call(request).await.unwrap();
        assert_eq!(answer.status(), code);
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
        assert!(answer.body().starts_with(b"<!doctype html>"));
        assert!(setting.sandbox.records().is_empty());
    }
}

#[tokio::test]
async fn a_duplicate_is_done_twice_and_answered_once() {
    for (answer, place) in [(Delivery::First, 0), (Delivery::Second, 1)] {
        let setting = Setting::new();
        setting.sandbox.faults().set(Rule::next(1, Fault::Duplicate { answer }).writes());
        let made = create(&setting).await.unwrap();
        let records = setting.sandbox.records();
        assert_eq!((records.len(), &records[place].id), (2, &made.id()));
        assert_eq!(setting.sandbox.requests().len(), 1, "one was sent");
    }
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::next(1, Fault::Duplicate { answer: Delivery::Neither }));
    assert_eq!(create(&setting).await.unwrap_err().sent, Sent::Maybe);
    assert_eq!(setting.sandbox.records().len(), 2);
}

#[tokio::test]
async fn a_wrong_clock_stamps_records_and_answers() {
    for (skew, created, date) in [
        (0, "2026-09-03T10:00:00.417+0000", "Thu, 03 Sep 2026 10:00:00 GMT"),
        (600, "2026-09-03T10:10:00.417+0000", "Thu, 03 Sep 2026 10:10:00 GMT"),
        (-600, "2026-09-03T09:50:00.417+0000", "Thu, 03 Sep 2026 09:50:00 GMT"),
    ] {
        let setting = Setting::new();
        setting.sandbox.faults().set(Rule::always(Fault::ClockSkew { seconds: skew }).on("yandex"));
        let body = json!({"start": "2026-09-03T09:00:00.000+0000", "duration": "PT1H"});
        let made = setting.yandex().post("/issues/TEST-324/worklog", body).await;
        assert_eq!((made.body["createdAt"].as_str(), made.header("date")), (Some(created), Some(date)));
        let clockify = setting.clockify().get("/user").await;
        assert_eq!(clockify.header("date"), Some("Thu, 03 Sep 2026 10:00:00 GMT"));
    }
}

#[tokio::test]
async fn an_answer_that_was_lost_was_given_by_the_same_wrong_clock() {
    let setting = Setting::new();
    let skew = Rule::always(Fault::ClockSkew { seconds: 600 });
    setting.sandbox.faults().set_all(vec![Rule::next(1, Fault::DropAfter).writes(), skew]);
    assert!(setting.clockify().try_send("POST", &entries(WORKSPACE), &json!({})).await.is_err());
    let start = setting.sandbox.records()[0].start.unwrap();
    assert_eq!(start.to_rfc3339(), "2026-09-03T10:10:00+00:00");
}
