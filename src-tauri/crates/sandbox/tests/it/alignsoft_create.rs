//! Creating Align time entries: what is kept, how hours are rounded, and what is refused.

use http::StatusCode;
use sandbox::alignsoft::samples::{CLIENT_USER, LOGIN_FLOW, MARGINS, OLD_SHOP, SECOND_USER, USER, WEBSITE};
use serde_json::{Value, json};

use crate::setting::{Answer, Setting};

fn sound() -> Value {
    json!({
        "userId": USER, "workDate": "2026-11-20", "minutes": 90, "description": "Login flow 🦀 שלום\n\tb",
        "billable": false, "entryId": LOGIN_FLOW, "releaseId": null,
        "externalRef": { "provider": "stint", "externalType": "time_entry", "externalId": "1" },
    })
}

async fn create_with(field: &str, value: Value) -> (Setting, Answer) {
    let setting = Setting::new();
    let mut body = sound();
    body[field] = value;
    let answer = setting.alignsoft().post(&format!("/projects/{WEBSITE}/time-entries"), body).await;
    (setting, answer)
}

#[tokio::test]
async fn an_entry_comes_back_as_a_draft() {
    let (setting, answer) = create_with("minutes", json!(90)).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let body = &answer.body;
    let expected = json!({
        "id": body["id"], "organizationId": body["organizationId"], "projectId": WEBSITE, "userId": USER,
        "entryId": LOGIN_FLOW, "releaseId": null, "workDate": "2026-11-20", "hours": "1.5", "minutes": 90,
        "description": "Login flow 🦀 שלום\n\tb", "billable": false, "source": "api", "status": "draft",
        "invoiced": false, "createdAt": "2026-09-03T10:00:00.417Z", "updatedAt": "2026-09-03T10:00:00.417Z",
    });
    assert_eq!(*body, expected, "externalRef is not shown");
    assert_eq!(answer.id().len(), 36);
    let record = &setting.sandbox.records()[0];
    assert_eq!(record.target.as_deref(), Some("Website/Login flow review"));
    assert_eq!(record.target_id, Some(format!("{WEBSITE}/{LOGIN_FLOW}")));
    assert_eq!((record.seconds, record.user.as_str()), (5400, USER));
    assert_eq!(record.start.unwrap().to_rfc3339(), "2026-11-20T00:00:00+00:00");
}

#[tokio::test]
async fn hours_go_to_the_nearest_quarter_and_minutes_stay_as_sent() {
    for (minutes, hours) in
        [(150, "2.5"), (90, "1.5"), (45, "0.75"), (100, "1.75"), (10, "0.25"), (1440, "24")]
    {
        let (_, answer) = create_with("minutes", json!(minutes)).await;
        assert_eq!((&answer.body["hours"], &answer.body["minutes"]), (&json!(hours), &json!(minutes)));
    }
    let (_, both) = create_with("hours", json!("8")).await;
    assert_eq!(both.body["hours"], "1.5", "minutes win");
    let setting = Setting::new();
    let body = json!({ "userId": USER, "workDate": "2026-11-20", "hours": "2.25" });
    let answer = setting.alignsoft().post(&format!("/projects/{WEBSITE}/time-entries"), body).await.body;
    assert_eq!((&answer["minutes"], &answer["billable"]), (&json!(135), &json!(true)));
    assert_eq!((&answer["entryId"], &answer["description"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn what_breaks_a_rule_is_400_and_makes_nothing() {
    let cases = [
        ("userId", Value::Null),
        ("userId", json!("69ec0000-0000-4000-a000-00000000ffff")),
        ("workDate", Value::Null),
        ("workDate", json!("2026-11-20T09:00:00Z")),
        ("workDate", json!("20.11.2026")),
        ("minutes", Value::Null),
        ("minutes", json!(0)),
        ("minutes", json!(7)),
        ("minutes", json!(1441)),
        ("minutes", json!("90")),
        ("description", json!("x".repeat(2001))),
        ("description", json!("🦀".repeat(1001))),
        ("billable", json!("yes")),
        ("entryId", json!(MARGINS)),
        ("externalRef", json!({ "provider": "stint", "externalType": "", "externalId": "1" })),
    ];
    for (field, value) in cases {
        let (setting, answer) = create_with(field, value.clone()).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body["code"]),
            (400, &json!("validation_error")),
            "{field} {value}"
        );
        assert!(setting.sandbox.records().is_empty(), "{field} {value}");
    }
    for (field, value) in [("description", json!("x".repeat(2000))), ("userId", json!(SECOND_USER))] {
        assert_eq!(create_with(field, value).await.1.status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn customers_and_archived_projects_take_no_time() {
    let (_, customer) = create_with("userId", json!(CLIENT_USER)).await;
    assert_eq!(customer.status, StatusCode::FORBIDDEN);
    let setting = Setting::new();
    let mut body = sound();
    body["entryId"] = Value::Null;
    let archived = setting.alignsoft().post(&format!("/projects/{OLD_SHOP}/time-entries"), body).await;
    assert_eq!(archived.status, StatusCode::FORBIDDEN);
    assert!(setting.sandbox.records().is_empty());
}
