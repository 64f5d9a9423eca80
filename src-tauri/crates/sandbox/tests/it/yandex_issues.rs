//! Finding what work can be logged on at Yandex Tracker.

use http::StatusCode;
use sandbox::yandex::samples::{CLOSED, LOGIN_FORM, LOGIN_FORM_ID, MOVED, MOVED_FROM, RETRY};
use serde_json::{Value, json};

use crate::setting::{Answer, Setting};

async fn search(body: Value) -> Answer {
    Setting::new().yandex().post("/issues/_search", body).await
}

async fn keys(query: &str) -> Vec<String> {
    search(json!({ "query": query })).await.each("key")
}

#[tokio::test]
async fn an_issue_is_found_by_key_id_and_former_key() {
    let client = Setting::new().yandex();
    let by_key = client.get(&format!("/issues/{LOGIN_FORM}")).await;
    assert_eq!(by_key.body["id"], LOGIN_FORM_ID);
    assert_eq!(by_key.body["status"]["key"], "inProgress");
    assert_eq!(by_key.body["queue"]["key"], "TEST");
    let by_id = client.get(&format!("/issues/{LOGIN_FORM_ID}")).await;
    assert_eq!(by_id.body, by_key.body);
    assert_eq!(client.get(&format!("/issues/{MOVED_FROM}")).await.body["key"], MOVED);
    assert_eq!(client.get("/issues/test-324").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_query_language_finds_by_text_key_person_and_state() {
    assert_eq!(keys("Summary: \"login form\"").await, [LOGIN_FORM, "TEST-327"]);
    assert_eq!(keys("Summary: \"Say \\\"hello\\\"\"").await, ["TEST-327"]);
    assert_eq!(keys("Key: \"TEST-325\"").await, [RETRY]);
    assert_eq!(keys("Key: test-325").await, Vec::<String>::new());
    assert_eq!(keys("Assignee: empty()").await, ["TEST-326"]);
    assert_eq!(keys("Assignee: oleg").await, ["TEST-327"]);
    assert_eq!(keys("Resolution: notEmpty()").await, [CLOSED]);
    assert_eq!(keys("Queue: \"DEV\" AND Status: Open").await, ["DEV-1", MOVED]);
    let mine = keys("Assignee: me() AND Resolution: empty() AND Queue: TEST").await;
    assert_eq!(mine, [LOGIN_FORM, RETRY]);
}

#[tokio::test]
async fn the_query_language_groups_and_sorts() {
    let query = "(Summary: \"login form\" OR Key: DEV-1) AND Resolution: empty() \"Sort by\": Updated DESC";
    assert_eq!(keys(query).await, ["DEV-1", "TEST-327", LOGIN_FORM]);
    assert_eq!(
        keys("Queue: DEV OR Queue: OLD AND Key: OLD-1 \"Sort by\": Key ASC").await,
        ["DEV-1", MOVED, "OLD-1"]
    );
    assert_eq!(keys("\"Sort by\": Key DESC").await[0], "TEST-327");
}

#[tokio::test]
async fn a_query_that_cannot_be_read_is_400() {
    for query in
        ["Colour: red", "Summary", "Summary: ", "(Key: A", "Key: \"A", "Key: A Key: B", "Assignee: you()"]
    {
        let answer = search(json!({ "query": query })).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(answer.body["errors"]["query"].is_string(), "{query}");
    }
}

#[tokio::test]
async fn exactly_one_way_to_search_is_given() {
    let mixed = search(json!({"query": "Queue: DEV", "keys": ["DEV-1"]})).await;
    assert_eq!(mixed.status, StatusCode::BAD_REQUEST);
    assert_eq!(mixed.body["errorMessages"][0], "You can only use keys, a queue, or a search query");
    assert_eq!(search(json!({})).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(search(json!({"queue": "DEV"})).await.each("key"), ["DEV-1", MOVED]);
    assert_eq!(search(json!({"keys": ["DEV-1", "NONE-1"]})).await.each("key"), ["DEV-1"]);
    assert_eq!(search(json!({"keys": "DEV-1"})).await.each("key"), ["DEV-1"]);
    let filter = json!({"filter": {"queue": "DEV", "assignee": "me()"}, "order": "-updated"});
    assert_eq!(search(filter).await.each("key"), [MOVED, "DEV-1"]);
    let order = json!({"queue": "DEV", "order": "-updated"});
    assert_eq!(search(order).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn pages_carry_totals() {
    let client = Setting::new().yandex();
    let page = client.post("/issues/_search?perPage=3&page=3", json!({"query": ""})).await;
    assert_eq!(page.each("key").len(), 2);
    assert_eq!((page.header("x-total-pages"), page.header("x-total-count")), (Some("3"), Some("8")));
    assert_eq!(client.post("/issues/_count", json!({"queue": "DEV"})).await.body, json!(2));
    let queues = client.get("/queues?perPage=2").await;
    assert_eq!(
        (queues.each("key"), queues.header("x-total-pages")),
        (vec!["TEST".into(), "DEV".into()], Some("2"))
    );
    assert_eq!(client.get("/queues/DEV").await.body["name"], "Development");
    assert_eq!(client.get("/queues?page=0").await.status, StatusCode::BAD_REQUEST);
}
