//! Redmine against recorded answers: what is sent, and what a server of another making says.

use domain::target::Identity;
use domain::{Payload, PayloadKind, TargetId};
use serde_json::{Value, json};

use super::super::{Redmine, day};
use crate::contract::Script;
use crate::contract::world::{MORNING, key};
use crate::{Applied, Found, Kind, Retry, Tracker};

pub(super) const ID: &str = "31";

pub(super) fn script(answers: impl IntoIterator<Item = (u16, Value)>) -> Script {
    let mut script = Script::new(answers);
    script.account.identity = Some(Identity {
        id: "5".to_owned(),
        aliases: Vec::new(),
        display: "Mira Sand".to_owned(),
        zone: None,
        workspace: None,
    });
    script
}

pub(super) fn payload() -> Payload {
    Payload {
        target: TargetId::new("12"),
        kind: PayloadKind::Work,
        start: day::start("2026-11-20".parse().unwrap()),
        seconds: 4788,
        text: "09:00–10:20 Login flow".to_owned(),
        tags: Vec::new(),
        billable: None,
    }
}

/// A time entry as the service shows it, with what differs from [`payload`].
pub(super) fn entry(changes: Value) -> Value {
    let mut entry = json!({
        "id": 31, "project": { "id": 1, "name": "Website" }, "issue": { "id": 12 },
        "user": { "id": 5, "name": "Mira Sand" }, "activity": { "id": 9, "name": "Development" },
        "hours": 1.33, "comments": "09:00–10:20 Login flow", "spent_on": "2026-11-20",
        "created_on": "2026-11-20T10:00:00Z", "updated_on": "2026-11-20T10:00:00Z",
    });
    for (name, value) in changes.as_object().unwrap() {
        entry[name] = value.clone();
    }
    entry
}

fn one(changes: Value) -> (u16, Value) {
    (200, json!({ "time_entry": entry(changes) }))
}

pub(super) fn list(entries: &[Value], total: usize) -> (u16, Value) {
    (200, json!({ "time_entries": entries, "total_count": total, "offset": 0, "limit": 100 }))
}

pub(super) fn issue() -> (u16, Value) {
    (
        200,
        json!({ "issue": { "id": 12, "project": { "id": 1, "name": "Website" }, "subject": "Login flow" } }),
    )
}

#[tokio::test]
async fn a_create_is_one_request_with_the_local_date_and_hours_of_two_digits() {
    let script = script([(201, json!({ "time_entry": entry(json!({})) }))]);
    let made = Redmine.create(&script.cx(), &payload(), key()).await.unwrap();
    assert_eq!((made.id.as_str(), made.payload), (ID, payload()));
    let asked = &script.asked()[0];
    assert_eq!(asked.line, "POST /time_entries.json");
    assert_eq!(asked.headers["x-redmine-api-key"], "s3cret");
    let body = json!({ "time_entry": {
        "issue_id": 12, "spent_on": "2026-11-20", "hours": 1.33, "comments": "09:00–10:20 Login flow",
    }});
    assert_eq!(asked.body, body);
}

#[tokio::test]
async fn an_activity_is_taken_by_its_number_or_looked_up_by_its_name() {
    let activities = (
        200,
        json!({ "time_entry_activities": [
            { "id": 8, "name": "Design", "is_default": false, "active": true },
            { "id": 9, "name": "Development", "is_default": false },
        ]}),
    );
    for (chosen, answers) in [("9", vec![]), ("development", vec![activities])] {
        let made = (201, json!({ "time_entry": entry(json!({})) }));
        let mut script = script(answers.into_iter().chain([made]));
        script.account.settings.insert("activity".to_owned(), chosen.to_owned());
        script.account.settings.insert("fields".to_owned(), "1=4711".to_owned());
        Redmine.create(&script.cx(), &payload(), key()).await.unwrap();
        let asked = script.asked();
        let body = &asked.last().unwrap().body["time_entry"];
        assert_eq!(body["activity_id"], 9, "{chosen}");
        assert_eq!(body["custom_fields"], json!([{ "id": 1, "value": "4711" }]));
    }
}

#[tokio::test]
async fn a_change_names_every_field_but_the_activity_and_its_empty_answer_is_believed() {
    let wish = Payload { target: TargetId::new("projects/3"), seconds: 360, ..payload() };
    let mut script = script([(204, Value::Null)]);
    script.account.settings.insert("activity".to_owned(), "9".to_owned());
    assert_eq!(Redmine.update(&script.cx(), ID, &payload(), &wish).await.unwrap().payload, wish);
    let asked = &script.asked()[0];
    assert_eq!(asked.line, "PUT /time_entries/31.json");
    let body = json!({ "time_entry": {
        "project_id": 3, "issue_id": null, "spent_on": "2026-11-20", "hours": 0.1,
        "comments": "09:00–10:20 Login flow",
    }});
    assert_eq!(asked.body, body);
}

#[tokio::test]
async fn hours_are_read_as_numbers_and_texts_and_a_changed_record_is_seen() {
    for hours in [json!(1.33), json!("1.33"), json!(1.333_333)] {
        let script = script([one(json!({ "hours": hours }))]);
        let read = Redmine.read(&script.cx(), ID, &payload()).await.unwrap().unwrap();
        assert_eq!(read.payload, payload(), "{hours}");
    }
    let script = script([one(json!({ "issue": null, "comments": null, "spent_on": "2026-11-21" }))]);
    let read = Redmine.read(&script.cx(), ID, &payload()).await.unwrap().unwrap().payload;
    assert_eq!((read.target.as_str(), read.text.as_str()), ("projects/1", ""));
    assert_eq!(read.start.rfc3339(), "2026-11-21T00:00:00.000Z");
    for changes in [json!({ "hours": "many" }), json!({ "spent_on": "20.11.2026" })] {
        let script = self::script([one(changes)]);
        assert_eq!(Redmine.read(&script.cx(), ID, &payload()).await.unwrap_err().kind, Kind::Unexpected);
    }
}

#[tokio::test]
async fn a_look_asks_by_the_project_in_which_the_issue_is_now() {
    let other = entry(json!({ "id": 30, "issue": { "id": 13 } }));
    let script = script([issue(), list(&[entry(json!({})), other], 2)]);
    let found = Redmine.find(&script.cx(), &payload(), MORNING).await.unwrap();
    assert!(matches!(found, Found::One(remote) if remote.id == ID));
    let query = "project_id=1&user_id=me&from=2026-11-20&to=2026-11-20&offset=0&limit=100";
    assert_eq!(script.lines(), ["GET /issues/12.json".to_owned(), format!("GET /time_entries.json?{query}")]);
}

#[tokio::test]
async fn a_list_that_shifts_while_it_is_read_proves_nothing() {
    let shown = entry(json!({ "id": 7, "hours": 3 }));
    let script = script([issue(), list(std::slice::from_ref(&shown), 101), list(&[shown], 101)]);
    assert_eq!(Redmine.find(&script.cx(), &payload(), MORNING).await.unwrap(), Found::Inconclusive);
    assert!(script.lines()[2].ends_with("offset=100&limit=100"), "{:?}", script.lines());
}

#[tokio::test]
async fn a_change_that_is_answered_otherwise_leaves_a_doubt() {
    let script = script([(200, Value::Null), (200, Value::Null)]);
    for applied in [
        Redmine.update(&script.cx(), ID, &payload(), &payload()).await.unwrap_err(),
        Redmine.delete(&script.cx(), ID, &payload()).await.unwrap_err(),
    ] {
        assert_eq!((applied.applied, applied.retry), (Applied::Maybe, Retry::Backoff));
    }
}
