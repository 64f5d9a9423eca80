//! Booking time at awork: day and time of day apart, one group of times, full replacement, removal.

use http::StatusCode;
use sandbox::awork::samples::{
    DESIGN, DEVELOPMENT, EXPENSES, FAX, INTERNAL, KEY, LIMITED_TOKEN, LIMITED_USER, LOGIN_FLOW, RETRY, USER,
    WEBSITE,
};
use serde_json::{Value, json};

use crate::setting::{Answer, Setting};

fn body() -> Value {
    json!({
        "userId": USER, "typeOfWorkId": DESIGN, "projectId": WEBSITE, "taskId": LOGIN_FLOW,
        "timezone": "Europe/Berlin", "startDateUtc": "2026-09-02T00:00:00Z", "startTimeUtc": "22:30:00",
        "duration": 5400, "note": "API client: retry logic", "isBillable": true, "isBilled": false,
    })
}

/// The body with something changed; `null` takes away.
fn but(changes: Value) -> Value {
    let mut body = body();
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

async fn create(changes: Value) -> Answer {
    Setting::new().awork().post("/timeentries", but(changes)).await
}

#[tokio::test]
async fn a_create_is_answered_with_200_and_shows_both_groups_of_times() {
    let setting = Setting::new();
    let made = setting.awork().post("/timeentries", body()).await;
    assert_eq!(made.status, StatusCode::OK);
    for (field, value) in [
        ("startDateUtc", "2026-09-02T00:00:00Z"),
        ("startTimeUtc", "22:30:00"),
        ("endDateUtc", "2026-09-03T00:00:00Z"),
        ("endTimeUtc", "00:00:00"),
        ("startDateLocal", "2026-09-03T00:00:00"),
        ("startTimeLocal", "00:30:00"),
        ("endTimeLocal", "02:00:00"),
        ("createdOn", "2026-09-03T10:00:00.417Z"),
        ("createdBy", USER),
        ("timezone", "Europe/Berlin"),
    ] {
        assert_eq!(made.body[field], value, "{field}");
    }
    assert!(made.body["resourceVersion"].as_i64().unwrap() > 1 << 53, "beyond what a float can tell apart");
    let record = &setting.sandbox.records()[0];
    assert_eq!((record.target.as_deref(), record.seconds), (Some("WEB-12"), 5400));
    assert_eq!(record.target_id, Some(format!("{WEBSITE}/{LOGIN_FLOW}")));
    assert_eq!(record.start.unwrap().to_rfc3339(), "2026-09-02T22:30:00+00:00");
}

#[tokio::test]
async fn the_same_twice_makes_two() {
    let setting = Setting::new();
    let client = setting.awork();
    assert_ne!(
        client.post("/timeentries", body()).await.id(),
        client.post("/timeentries", body()).await.id()
    );
    assert_eq!(setting.sandbox.records().len(), 2);
}

#[tokio::test]
async fn names_are_read_in_any_case_and_nothing_is_shown_as_nothing() {
    let sent = json!({ "UserId": USER, "TypeOfWorkId": DESIGN, "timezone": "Europe/Berlin",
        "StartDateLocal": "2026-09-03", "StartTimeLocal": "09:30", "Duration": 60 });
    let made = Setting::new().awork().post("/timeentries", sent).await;
    assert_eq!((made.status, &made.body["startTimeUtc"]), (StatusCode::OK, &json!("07:30:00")));
    for absent in ["projectId", "taskId", "note"] {
        assert!(made.body.get(absent).is_none(), "{absent}");
    }
}

#[tokio::test]
async fn an_end_wins_over_a_length_and_without_a_time_of_day_there_is_none() {
    let ended = create(json!({ "endDateUtc": "2026-09-03T00:00:00Z", "endTimeUtc": "01:30:00" })).await;
    assert_eq!(ended.body["duration"], 3 * 3600);
    // The time of day inside the day counts for nothing.
    let whole = create(json!({ "startDateUtc": "2026-09-02T10:00:00Z", "startTimeUtc": null })).await;
    assert_eq!(
        (&whole.body["startDateUtc"], &whole.body["duration"]),
        (&json!("2026-09-02T00:00:00Z"), &json!(5400))
    );
    assert!(whole.body.get("startTimeUtc").is_none() && whole.body.get("endTimeUtc").is_none());
}

#[tokio::test]
async fn the_project_follows_the_task() {
    assert_eq!(create(json!({ "projectId": null })).await.body["projectId"], WEBSITE);
    let private = create(json!({ "projectId": null, "taskId": EXPENSES })).await.body;
    assert!(private.get("projectId").is_none());
    assert_eq!(private["taskId"], EXPENSES);
    let wrong = create(json!({ "projectId": INTERNAL })).await;
    assert_eq!((wrong.status, &wrong.body["code"]), (StatusCode::BAD_REQUEST, &json!("invalid-operation")));
}

#[tokio::test]
async fn what_is_wrong_is_told_and_nothing_is_made() {
    let cases = [
        (json!({ "userId": null }), 400, "validation-failed"),
        (json!({ "typeOfWorkId": null }), 400, "validation-failed"),
        (json!({ "timezone": null }), 400, "validation-failed"),
        (json!({ "timezone": "Berlin" }), 400, "validation-failed"),
        (json!({ "startDateUtc": null }), 400, "validation-failed"),
        (json!({ "startDateUtc": "yesterday" }), 400, "validation-failed"),
        (json!({ "startTimeUtc": "25:00:00" }), 400, "validation-failed"),
        (json!({ "duration": null }), 400, "validation-failed"),
        (json!({ "duration": 0 }), 400, "validation-failed"),
        (json!({ "duration": 1.5 }), 400, "validation-failed"),
        (json!({ "duration": -60 }), 400, "validation-failed"),
        (json!({ "endTimeUtc": "22:00:00" }), 400, "validation-failed"),
        (json!({ "startTimeLocal": "09:30" }), 400, "invalid-model"),
        (json!({ "note": 5 }), 400, "validation-failed"),
        (json!({ "typeOfWorkId": FAX }), 400, "entity-archived"),
        (json!({ "typeOfWorkId": USER }), 404, "not-found"),
        (json!({ "projectId": USER }), 404, "not-found"),
        (json!({ "taskId": USER }), 404, "not-found"),
        (json!({ "userId": WEBSITE }), 404, "not-found"),
        (json!({ "userId": LIMITED_USER }), 401, "unauthorized"),
    ];
    for (changes, status, code) in cases {
        let setting = Setting::new();
        let answer = setting.awork().post("/timeentries", but(changes.clone())).await;
        assert_eq!((answer.status.as_u16(), &answer.body["code"]), (status, &json!(code)), "{changes}");
        assert!(setting.sandbox.records().is_empty(), "{changes}");
    }
    let named = create(json!({ "typeOfWorkId": null })).await;
    assert_eq!(named.body["validationErrors"][0]["property"], "TypeOfWorkId");
    let unread = Setting::new().awork().post("/timeentries", json!([])).await;
    assert_eq!(unread.body["code"], "invalid-model");
}

#[tokio::test]
async fn a_change_replaces_everything_but_the_person() {
    let setting = Setting::new();
    let client = setting.awork();
    let made = client.post("/timeentries", body()).await;
    let path = format!("/timeentries/{}", made.id());
    setting.set_clock("2026-09-03T11:00:00Z");
    let bare = json!({ "timezone": "UTC", "typeOfWorkId": DEVELOPMENT, "startDateUtc": "2026-09-02",
        "startTimeUtc": "08:00:00", "duration": 60 });
    let changed = client.put(&path, bare).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_eq!((changed.id(), &changed.body["userId"]), (made.id(), &json!(USER)));
    for absent in ["projectId", "taskId", "note"] {
        assert!(changed.body.get(absent).is_none(), "{absent}");
    }
    assert_eq!(changed.body["isBillable"], false);
    assert_eq!(changed.body["createdOn"], made.body["createdOn"]);
    assert_eq!(changed.body["updatedOn"], "2026-09-03T11:00:00.000Z");
    let version = |answer: &Answer| answer.body["resourceVersion"].as_i64().unwrap();
    assert!(version(&changed) > version(&made));
    assert_eq!(client.get(&path).await.body, changed.body);
    let missing = client.put(&path, json!({ "timezone": "UTC" })).await;
    assert_eq!(missing.body["code"], "validation-failed");
}

#[tokio::test]
async fn removing_is_final_and_billed_entries_are_for_administrators() {
    let setting = Setting::new();
    let client = setting.awork();
    let path = format!("/timeentries/{}", client.post("/timeentries", body()).await.id());
    assert_eq!(client.delete(&path).await.status, StatusCode::NO_CONTENT);
    for answer in [client.get(&path).await, client.delete(&path).await, client.put(&path, body()).await] {
        assert_eq!((answer.status, &answer.body["code"]), (StatusCode::NOT_FOUND, &json!("not-found")));
    }
    let billed = client.post("/timeentries", but(json!({ "isBilled": true }))).await;
    let path = format!("/timeentries/{}", billed.id());
    assert_eq!(client.delete(&path).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(setting.awork_as(KEY).delete(&path).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn entries_of_others_are_for_administrators() {
    let setting = Setting::new();
    let (mira, oleg, key) = (setting.awork(), setting.awork_as(LIMITED_TOKEN), setting.awork_as(KEY));
    let path = format!("/timeentries/{}", mira.post("/timeentries", body()).await.id());
    for answer in [oleg.get(&path).await, oleg.delete(&path).await, oleg.put(&path, body()).await] {
        assert_eq!(answer.body["code"], "unauthorized");
    }
    assert_eq!(oleg.get("/timeentries").await.each("id"), Vec::<String>::new());
    assert_eq!(key.get("/timeentries").await.each("userId"), [USER]);
    let by_key = key.post("/timeentries", body()).await.body;
    assert_ne!(by_key["createdBy"], by_key["userId"]);
    // A task needs its assignee, or the right to plan.
    let mine = but(json!({ "userId": LIMITED_USER, "taskId": RETRY }));
    assert_eq!(oleg.post("/timeentries", mine.clone()).await.body["code"], "unauthorized");
    let assigned = but(json!({ "userId": LIMITED_USER }));
    assert_eq!(oleg.post("/timeentries", assigned).await.status, StatusCode::OK);
}

#[tokio::test]
async fn entries_are_found_by_person_day_and_making() {
    let setting = Setting::new();
    let client = setting.awork();
    client.post("/timeentries", body()).await;
    setting.set_clock("2026-09-03T11:00:00Z");
    client.post("/timeentries", but(json!({ "startDateUtc": "2026-09-01", "note": "earlier" }))).await;
    let notes = async |filter: &str| {
        let path = format!("/timeentries?orderby=createdOn%20desc&filterby={}", filter.replace(' ', "%20"));
        client.get(&path.replace('\'', "%27")).await.each("note")
    };
    let latest_first = ["earlier", "API client: retry logic"];
    assert_eq!(notes(&format!("userId eq guid'{USER}'")).await, latest_first);
    assert_eq!(notes(&format!("user/id eq guid'{USER}'")).await, latest_first);
    assert_eq!(notes("createdOn ge datetime'2026-09-03T10:30:00'").await, ["earlier"]);
    // The day is the UTC one, and the time of day plays no part.
    assert_eq!(notes("startDateUtc eq datetime'2026-09-01T00:00:00'").await, ["earlier"]);
    assert_eq!(notes("startDateUtc ge datetime'2026-09-02T00:00:01'").await, Vec::<String>::new());
    assert_eq!(notes("note eq 'EARLIER' and duration eq 5400 and isBillable eq true").await, ["earlier"]);
}
