//! Redmine: what its time entries take, show and refuse, as the real server was seen to.

use sandbox::redmine::samples::{
    ADMIN_KEY, HANDBOOK, INTERNAL, KEY, LOGIN_FLOW, NO_TIME, OLD_SHOP, SECOND_KEY, SPECIAL, USER, VAULT,
    WEBSITE,
};
use serde_json::{Value, json};

use crate::setting::{Answer, Client, Setting};

fn client(setting: &Setting, key: &str) -> Client {
    setting.client("/redmine", &[("X-Redmine-API-Key", key)])
}

fn body(changes: Value) -> Value {
    let mut entry = json!({ "spent_on": "2026-09-03", "hours": 1.5, "comments": "09:00–10:30 Login flow" });
    for (name, value) in changes.as_object().unwrap() {
        entry[name] = value.clone();
    }
    json!({ "time_entry": entry })
}

async fn add(client: &Client, changes: Value) -> Answer {
    client.post("/time_entries.json", body(changes)).await
}

#[tokio::test]
async fn an_entry_shows_what_was_sent_and_hours_with_two_digits() {
    let setting = Setting::new();
    let mira = client(&setting, KEY);
    let made = add(&mira, json!({ "issue_id": LOGIN_FLOW, "hours": "1.333" })).await;
    assert_eq!(made.status, 201);
    let entry = &made.body["time_entry"];
    assert_eq!((&entry["hours"], &entry["issue"]), (&json!(1.33), &json!({ "id": LOGIN_FLOW })));
    assert_eq!((&entry["project"]["id"], &entry["user"]["id"]), (&json!(WEBSITE), &json!(USER)));
    assert_eq!(entry["activity"], json!({ "id": 9, "name": "Development" }), "the default one");
    assert_eq!(entry["created_on"], "2026-09-03T10:00:00Z");
    let read = mira.get("/time_entries/90001.json").await;
    assert_eq!(read.body["time_entry"], *entry);
    // Two equal requests are two entries.
    assert_eq!(add(&mira, json!({ "issue_id": LOGIN_FLOW })).await.body["time_entry"]["id"], 90_002);
    assert_eq!(setting.sandbox.records()[0].seconds, 4788);
}

#[tokio::test]
async fn refusals_give_reasons_with_422_alone() {
    let setting = Setting::new();
    let mira = client(&setting, KEY);
    for (changes, said) in [
        (json!({ "issue_id": 999 }), "Issue is invalid"),
        (json!({ "issue_id": SPECIAL[0] }), "Issue is invalid"),
        (json!({ "project_id": 999 }), "Project is invalid"),
        (json!({ "issue_id": LOGIN_FLOW, "hours": null }), "Hours cannot be blank"),
        (json!({ "issue_id": LOGIN_FLOW, "activity_id": 99 }), "Activity is not included in the list"),
        (json!({ "issue_id": LOGIN_FLOW, "activity_id": 10 }), "Activity is not included in the list"),
        (json!({ "issue_id": LOGIN_FLOW, "spent_on": "2026-13-01" }), "Date is not a valid date"),
        (
            json!({ "issue_id": LOGIN_FLOW, "comments": "ü".repeat(1025) }),
            "Comment is too long (maximum is 1024 characters)",
        ),
    ] {
        let answer = add(&mira, changes).await;
        assert_eq!(answer.status, 422, "{said}");
        assert!(answer.body["errors"].as_array().unwrap().contains(&json!(said)), "{}", answer.body);
    }
    for project in [NO_TIME, OLD_SHOP, HANDBOOK] {
        let answer = add(&mira, json!({ "project_id": project })).await;
        assert_eq!((answer.status.as_u16(), answer.body), (403, Value::Null));
    }
    let answer = add(&client(&setting, "nobody's"), json!({ "issue_id": LOGIN_FLOW })).await;
    assert_eq!((answer.status.as_u16(), answer.body), (401, Value::Null));
    assert!(setting.sandbox.records().is_empty());
}

#[tokio::test]
async fn what_may_be_booked_and_not_seen_looks_absent_unless_its_project_is_named() {
    let setting = Setting::new();
    let mira = client(&setting, KEY);
    assert_eq!(add(&mira, json!({ "project_id": VAULT })).await.status, 201);
    let list = async |query: &str| mira.get(&format!("/time_entries.json?user_id=me&{query}")).await;
    assert_eq!(list("from=2026-09-03&to=2026-09-03").await.body["total_count"], 0);
    assert_eq!(list(&format!("project_id={VAULT}")).await.status, 403);
    assert_eq!(list("project_id=999").await.status, 404);
    assert_eq!(mira.get("/time_entries/90001.json").await.status, 403);
    assert_eq!(mira.delete("/time_entries/90001.json").await.status, 403);
}

#[tokio::test]
async fn changes_and_removals_are_answered_without_a_body_and_are_for_ones_own() {
    let setting = Setting::new();
    let (mira, oleg) = (client(&setting, KEY), client(&setting, SECOND_KEY));
    add(&mira, json!({ "issue_id": LOGIN_FLOW })).await;
    let moved = json!({ "time_entry": { "project_id": INTERNAL, "issue_id": null, "hours": 2 } });
    assert_eq!(oleg.put("/time_entries/90001.json", moved.clone()).await.status, 403);
    let answer = mira.put("/time_entries/90001.json", moved).await;
    assert_eq!((answer.status.as_u16(), answer.body), (204, Value::Null));
    let shown = mira.get("/time_entries/90001.json").await.body["time_entry"].clone();
    assert_eq!((&shown["issue"], &shown["project"]["id"]), (&Value::Null, &json!(INTERNAL)));
    assert_eq!((&shown["hours"], &shown["comments"]), (&json!(2.0), &json!("09:00–10:30 Login flow")));
    let by_issue = json!({ "time_entry": { "issue_id": LOGIN_FLOW } });
    assert_eq!(mira.put("/time_entries/90001.json", by_issue).await.status, 204);
    assert_eq!(mira.get("/time_entries/90001.json").await.body["time_entry"]["project"]["id"], WEBSITE);
    assert_eq!(mira.delete("/time_entries/90001.json").await.status, 204);
    for gone in [mira.delete("/time_entries/90001.json").await, mira.get("/time_entries/90001.json").await] {
        assert_eq!((gone.status.as_u16(), gone.body), (404, Value::Null));
    }
}

#[tokio::test]
async fn lists_go_by_offset_and_say_how_many_there_are() {
    let setting = Setting::new();
    let mira = client(&setting, KEY);
    let page = async |query: &str| mira.get(&format!("/issues.json?assigned_to_id=me&{query}")).await.body;
    let first = page("limit=500").await;
    assert_eq!((&first["limit"], &first["total_count"]), (&json!(100), &json!(122)));
    assert_eq!(page("offset=100&limit=100").await["issues"].as_array().unwrap().len(), 22);
    assert_eq!(page("").await["issues"].as_array().unwrap().len(), 25);
    assert_eq!(page("status_id=closed").await["total_count"], 1);
    let found = mira.get("/search.json?q=FLOW%20rev&issues=1").await.body;
    assert_eq!(found["results"][0]["title"], "Bug #12 (New): Login flow review");
}

#[tokio::test]
async fn custom_fields_are_kept_and_listed_for_administrators_alone() {
    let setting = Setting::new();
    let admin = client(&setting, ADMIN_KEY);
    assert_eq!(client(&setting, KEY).get("/custom_fields.json").await.status, 403);
    assert_eq!(admin.get("/custom_fields.json").await.body["custom_fields"][0]["name"], "Cost centre");
    let made =
        add(&admin, json!({ "issue_id": LOGIN_FLOW, "custom_fields": [{ "id": 1, "value": "4711" }] })).await;
    assert_eq!(made.body["time_entry"]["custom_fields"][0]["value"], "4711");
}
