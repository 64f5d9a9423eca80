//! Align's lists: the envelope, the window of days, and what is in none of them.

use http::StatusCode;
use sandbox::alignsoft::samples::{INTERNAL, LOGIN_FLOW, RETRY, USER, WEBSITE};
use serde_json::{Value, json};

use crate::setting::{Client, Setting};

async fn add(client: &Client, project: &str, date: &str, minutes: u32) -> String {
    let body = json!({ "userId": USER, "workDate": date, "minutes": minutes });
    client.post(&format!("/projects/{project}/time-entries"), body).await.id()
}

fn dates(answer: &Value) -> Vec<&str> {
    answer["data"].as_array().unwrap().iter().map(|entry| entry["workDate"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn both_edges_of_the_window_count() {
    let client = Setting::new().alignsoft();
    for day in ["2026-11-19", "2026-11-20", "2026-11-21"] {
        add(&client, WEBSITE, day, 60).await;
    }
    add(&client, INTERNAL, "2026-11-20", 60).await;
    let of_project =
        async |query: &str| client.get(&format!("/projects/{WEBSITE}/time-entries{query}")).await.body;
    let day = of_project("?startDate=2026-11-20&endDate=2026-11-20").await;
    assert_eq!(dates(&day), ["2026-11-20"]);
    assert_eq!(dates(&of_project("?startDate=2026-11-20").await), ["2026-11-21", "2026-11-20"]);
    assert_eq!(of_project("").await["total"], 3);
    assert_eq!(client.get("/time-entries?endDate=2026-11-20").await.body["total"], 3);
    let bad = client.get("/time-entries?startDate=yesterday").await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn pages_carry_the_total_and_hold_a_hundred_at_most() {
    let client = Setting::new().alignsoft();
    for _ in 0..101 {
        add(&client, WEBSITE, "2026-11-20", 120).await;
    }
    let page = client.get("/time-entries?page=2&pageSize=100").await.body;
    assert_eq!((&page["page"], &page["pageSize"], &page["total"]), (&json!(2), &json!(100), &json!(101)));
    assert_eq!(page["data"].as_array().unwrap().len(), 1);
    assert_eq!(page["data"][0]["hours"], "2.0", "another shape of the same decimal");
    for query in ["pageSize=101", "pageSize=0", "page=0", "page=x"] {
        assert_eq!(
            client.get(&format!("/time-entries?{query}")).await.status,
            StatusCode::BAD_REQUEST,
            "{query}"
        );
    }
}

#[tokio::test]
async fn projects_are_all_listed_with_their_status_and_tickets_by_project() {
    let client = Setting::new().alignsoft();
    let projects = client.get("/projects?page=1&pageSize=100").await.body;
    let statuses: Vec<_> =
        projects["data"].as_array().unwrap().iter().map(|project| project["status"].clone()).collect();
    assert_eq!(statuses, ["active", "on_hold", "completed", "archived"]);
    let tickets = client.get(&format!("/projects/{WEBSITE}/entries")).await.body;
    assert_eq!(
        (&tickets["data"][0]["id"], &tickets["data"][0]["assigneeId"]),
        (&json!(LOGIN_FLOW), &json!(USER))
    );
    assert_eq!((&tickets["data"][1]["id"], &tickets["total"]), (&json!(RETRY), &json!(2)));
    assert_eq!(client.get("/users").await.body["total"], 3);
}
