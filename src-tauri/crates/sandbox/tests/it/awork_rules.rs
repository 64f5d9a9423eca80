//! What a workspace of awork forbids, and to whom it does not.

use http::StatusCode;
use sandbox::awork::samples::{AUDIT, CONSULTING, OLD_AUDIT, READING, STRICT_KEY, STRICT_TOKEN, STRICT_USER};
use serde_json::{Value, json};

use crate::setting::Setting;

fn body(changes: Value) -> Value {
    let mut body = json!({
        "userId": STRICT_USER, "typeOfWorkId": CONSULTING, "projectId": AUDIT, "timezone": "Europe/Berlin",
        "startDateUtc": "2026-09-02T00:00:00Z", "startTimeUtc": "08:00:00", "duration": 60,
    });
    body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    body
}

#[tokio::test]
async fn the_settings_are_told() {
    let settings = Setting::new().awork_as(STRICT_TOKEN).get("/timetracking/settings").await;
    let types = ["prevent-on-done-projects", "allow-on-past-days", "time-tracking-limit", "prevent-private"];
    assert_eq!(settings.each("type"), types);
    assert_eq!(settings.each("enabled"), ["true", "true", "false", "true"]);
    assert_eq!(settings.body[1]["dayCount"], 7);
    let none = Setting::new().awork().get("/timetracking/settings").await;
    assert_eq!(none.each("enabled"), ["false"; 4]);
}

#[tokio::test]
async fn they_hold_for_members_and_not_for_administrators() {
    // It is noon of the third of September in Berlin, and seven days back begin at midnight of the 27th of August.
    let forbidden = [
        json!({ "projectId": null }),
        json!({ "projectId": null, "taskId": READING }),
        json!({ "projectId": OLD_AUDIT }),
        json!({ "startDateUtc": "2026-08-26", "startTimeUtc": "21:59:59" }),
    ];
    for changes in forbidden {
        let setting = Setting::new();
        let refused = setting.awork_as(STRICT_TOKEN).post("/timeentries", body(changes.clone())).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{changes}");
        assert_eq!(refused.body["code"], "invalid-operation", "{changes}");
        assert!(setting.sandbox.records().is_empty());
        let made = setting.awork_as(STRICT_KEY).post("/timeentries", body(changes.clone())).await;
        assert_eq!(made.status, StatusCode::OK, "{changes}");
    }
    let first = json!({ "startDateUtc": "2026-08-26", "startTimeUtc": "22:00:00" });
    let made = Setting::new().awork_as(STRICT_TOKEN).post("/timeentries", body(first)).await;
    assert_eq!(made.status, StatusCode::OK);
}
