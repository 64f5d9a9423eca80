//! Who may call Align, how far each key reaches, and what is switched off for whom.

use http::StatusCode;
use sandbox::alignsoft::samples::{
    ELSEWHERE, INTERNAL, KEY, NO_API_KEY, NO_TIME_KEY, ORGANIZATION, ORPHANED_KEY, PROJECT_KEY, REVOKED_KEY,
    USER, WEBSITE,
};
use serde_json::{Value, json};

use crate::setting::{Answer, Setting};

fn said(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.body["code"].as_str().unwrap_or_default())
}

#[tokio::test]
async fn a_key_goes_into_either_header() {
    let setting = Setting::new();
    let bearer = format!("Bearer {KEY}");
    for header in [("Authorization", bearer.as_str()), ("X-API-Key", KEY)] {
        let answer = setting.client("/alignsoft/api/v1", &[header]).get("/me").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("x-ratelimit-limit"), Some("600"));
        assert_eq!(answer.header("x-ratelimit-reset"), Some("60"), "seconds, not an instant");
    }
    for headers in [&[][..], &[("Authorization", KEY)][..], &[("X-API-Key", "ako_stranger")][..]] {
        let answer = setting.client("/alignsoft/api/v1", headers).get("/me").await;
        assert_eq!(said(&answer), (401, "unauthorized"));
    }
    assert_eq!(said(&setting.alignsoft_as(REVOKED_KEY).get("/me").await), (401, "key_revoked"));
}

#[tokio::test]
async fn me_is_the_key_and_who_made_it() {
    let setting = Setting::new();
    let me = setting.alignsoft().get("/me").await.body;
    assert_eq!((&me["scope"], &me["scopedProjectId"]), (&json!("organization"), &Value::Null));
    assert_eq!((&me["organizationId"], &me["createdByUserId"]), (&json!(ORGANIZATION), &json!(USER)));
    assert_eq!((&me["keyPrefix"], &me["permissions"]), (&json!("ako_sandbox_"), &Value::Null));
    let me = setting.alignsoft_as(PROJECT_KEY).get("/me").await.body;
    assert_eq!((&me["scope"], &me["scopedProjectId"]), (&json!("project"), &json!(WEBSITE)));
    let me = setting.alignsoft_as(ORPHANED_KEY).get("/me").await.body;
    assert_eq!(me["createdByUserId"], Value::Null);
}

#[tokio::test]
async fn a_key_for_one_project_stays_in_it() {
    let client = Setting::new().alignsoft_as(PROJECT_KEY);
    for path in ["/users", "/time-entries", &format!("/projects/{INTERNAL}/entries")] {
        assert_eq!(said(&client.get(path).await), (403, "scope_violation"), "{path}");
    }
    let other = format!("/projects/{INTERNAL}/time-entries");
    assert_eq!(said(&client.post(&other, json!({})).await), (403, "scope_violation"));
    for path in ["entries", "members", "time-entries"] {
        let answer = client.get(&format!("/projects/{WEBSITE}/{path}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
    let projects = client.get("/projects").await.body;
    assert_eq!((&projects["total"], &projects["data"][0]["id"]), (&json!(1), &json!(WEBSITE)));
}

#[tokio::test]
async fn what_another_organization_has_is_not_there() {
    let client = Setting::new().alignsoft();
    let answer = client.get(&format!("/projects/{ELSEWHERE}/time-entries")).await;
    assert_eq!(said(&answer), (404, "not_found"));
    assert_eq!(said(&client.get("/nowhere").await), (404, "not_found"));
}

#[tokio::test]
async fn features_that_are_off_say_so() {
    let setting = Setting::new();
    let body = json!({ "userId": USER, "workDate": "2026-09-03", "minutes": 60 });
    let without_time = setting.alignsoft_as(NO_TIME_KEY);
    assert_eq!(without_time.get("/me").await.status, StatusCode::OK);
    let answer = without_time.post(&format!("/projects/{ELSEWHERE}/time-entries"), body).await;
    assert_eq!((answer.status.as_u16(), &answer.body["reason"]), (402, &json!("feature_disabled")));
    let answer = setting.alignsoft_as(NO_API_KEY).get("/me").await;
    assert_eq!(said(&answer), (403, "feature_disabled"));
}
