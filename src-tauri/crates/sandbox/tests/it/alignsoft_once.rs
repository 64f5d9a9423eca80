//! What makes a repeated create harmless at Align: a key for a day, and a reference for good.

use http::StatusCode;
use sandbox::alignsoft::samples::{INTERNAL, SECOND_KEY, USER, WEBSITE};
use sandbox::{Options, Upsert};
use serde_json::{Value, json};

use crate::setting::{Answer, Client, Setting};

fn body(text: &str, reference: Option<&str>) -> Value {
    let reference =
        reference.map(|id| json!({ "provider": "stint", "externalType": "time_entry", "externalId": id }));
    json!({ "userId": USER, "workDate": "2026-11-20", "minutes": 60, "description": text, "externalRef": reference })
}

async fn post(setting: &Setting, client: &Client, project: &str, key: &str, body: Value) -> Answer {
    let path = format!("/projects/{project}/time-entries");
    let mut request = client.request("POST", &path, &body.to_string());
    request.headers_mut().insert("Idempotency-Key", key.parse().unwrap());
    let (parts, body) = setting.sandbox.call(request).await.unwrap().into_parts();
    Answer { status: parts.status, headers: parts.headers, body: serde_json::from_slice(&body).unwrap() }
}

#[tokio::test]
async fn the_same_key_gives_the_same_answer_for_a_day_whatever_the_body() {
    let setting = Setting::new();
    let client = setting.alignsoft();
    let first = post(&setting, &client, WEBSITE, "k", body("one", None)).await;
    setting.set_clock("2026-09-04T10:00:00Z");
    let again = post(&setting, &client, WEBSITE, "k", body("another body", None)).await;
    assert_eq!((again.status, &again.body), (StatusCode::CREATED, &first.body));
    setting.set_clock("2026-09-04T10:00:01Z");
    let later = post(&setting, &client, WEBSITE, "k", body("one", None)).await;
    assert_ne!(later.id(), first.id());
    assert_eq!(setting.sandbox.records().len(), 2);
}

#[tokio::test]
async fn a_key_counts_for_its_path_and_its_asker_and_not_for_refusals() {
    let setting = Setting::new();
    let client = setting.alignsoft();
    let refused = post(&setting, &client, WEBSITE, "k", json!({})).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let ids = [
        post(&setting, &client, WEBSITE, "k", body("one", None)).await.id(),
        post(&setting, &client, INTERNAL, "k", body("one", None)).await.id(),
        post(&setting, &setting.alignsoft_as(SECOND_KEY), WEBSITE, "k", body("one", None)).await.id(),
        post(&setting, &client, WEBSITE, "l", body("one", None)).await.id(),
    ];
    let distinct: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!((distinct.len(), setting.sandbox.records().len()), (4, 4));
}

#[tokio::test]
async fn an_answer_is_kept_although_its_record_is_gone() {
    let setting = Setting::new();
    let client = setting.alignsoft();
    let first = post(&setting, &client, WEBSITE, "k", body("one", Some("1"))).await;
    let page = setting.client("/_sandbox/alignsoft", &[]);
    assert_eq!(page.delete(&format!("/records/{}", first.id())).await.status, StatusCode::NO_CONTENT);
    assert_eq!(post(&setting, &client, WEBSITE, "k", body("one", Some("1"))).await.body, first.body);
    assert!(setting.sandbox.records().is_empty());
}

#[tokio::test]
async fn a_known_reference_is_overwritten_or_kept_as_chosen() {
    for (align_upsert, text) in [(Upsert::Overwrites, "two"), (Upsert::Keeps, "one")] {
        let setting = Setting::with(Options { align_upsert, ..Options::default() });
        let client = setting.alignsoft();
        let first = post(&setting, &client, WEBSITE, "k", body("one", Some("1"))).await;
        let second = post(&setting, &client, WEBSITE, "l", body("two", Some("1"))).await;
        assert_eq!((second.status, second.id()), (StatusCode::OK, first.id()));
        assert_eq!(second.body["description"], text);
        let other = post(&setting, &client, WEBSITE, "m", body("two", Some("2"))).await;
        assert_eq!(other.status, StatusCode::CREATED);
        assert_eq!(setting.sandbox.records().len(), 2);
    }
}
