//! Plane's servers: older ones, the one without worklogs, and sixty requests a minute.

use http::StatusCode;
use sandbox::Options;
use sandbox::plane::samples::{LOGIN_FLOW, PRODUCT, SECOND_KEY, WORKSPACE, item_id};
use sandbox::plane::{Routes, Server};
use serde_json::json;

use crate::setting::Setting;

fn on(routes: Routes) -> Setting {
    let plane = Server { routes, ..Server::default() };
    Setting::with(Options { plane, ..Options::default() })
}

#[tokio::test]
async fn servers_differ_in_the_routes_they_know() {
    // Items and worklogs by the new name, then by the old one.
    let cases = [
        (Routes::Both, [true, true, true, true]),
        (Routes::IssuesOnly, [false, false, true, true]),
        (Routes::WorklogsUnderIssues, [true, false, true, true]),
        (Routes::NoWorklogs, [true, false, true, false]),
    ];
    for (routes, known) in cases {
        let client = on(routes).plane();
        let mut seen = Vec::new();
        for family in ["work-items", "issues"] {
            let item =
                format!("/workspaces/{WORKSPACE}/projects/{PRODUCT}/{family}/{}/", item_id(PRODUCT, 1));
            for path in [item.clone(), format!("{item}worklogs/")] {
                let answer = client.get(&path).await;
                if answer.status != StatusCode::OK {
                    assert_eq!(answer.body, json!({ "error": "Page not found." }));
                }
                seen.push(answer.status == StatusCode::OK);
            }
            let found = client.get(&format!("/workspaces/{WORKSPACE}/{family}/PROJ-12/")).await.status;
            let search =
                client.get(&format!("/workspaces/{WORKSPACE}/{family}/search/?search=x")).await.status;
            assert_eq!(found, search, "they come and go together");
        }
        assert_eq!(seen, known, "{routes:?}");
    }
}

#[tokio::test]
async fn a_worklog_made_by_one_name_is_there_by_the_other() {
    let client = Setting::new().plane();
    let path = |family: &str| {
        let item = item_id(PRODUCT, LOGIN_FLOW);
        format!("/workspaces/{WORKSPACE}/projects/{PRODUCT}/{family}/{item}/worklogs/")
    };
    let made = client.post(&path("issues"), json!({ "description": "a", "duration": 1 })).await.id();
    assert_eq!(client.get(&path("work-items")).await.each("id"), [made]);
}

#[tokio::test]
async fn every_allowed_answer_says_what_is_left_and_the_sixty_first_says_when_to_come_back() {
    let setting = Setting::new();
    let client = setting.plane();
    for left in (0..60).rev() {
        let answer = client.get("/users/me/").await;
        assert_eq!(answer.header("x-ratelimit-remaining"), Some(left.to_string().as_str()));
        assert_eq!(answer.header("x-ratelimit-reset"), Some("1788429660"));
    }
    setting.set_clock("2026-09-03T10:00:15.417Z");
    let refused = client.get("/users/me/").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.body, json!({ "error_code": 5900, "error_message": "RATE_LIMIT_EXCEEDED" }));
    assert_eq!(refused.header("retry-after"), Some("45"));
    assert!(refused.header("x-ratelimit-remaining").is_none());
    assert_eq!(
        setting.plane_as(SECOND_KEY).get("/users/me/").await.status,
        StatusCode::OK,
        "each key for itself"
    );
    setting.set_clock("2026-09-03T10:01:00.417Z");
    assert_eq!(client.get("/users/me/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_no_page_and_what_is_no_key_are_not_counted() {
    let setting = Setting::new();
    for _ in 0..100 {
        assert_eq!(setting.plane().get("/nowhere/").await.status, StatusCode::NOT_FOUND);
        assert_eq!(setting.plane_as("stranger").get("/users/me/").await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(setting.plane().get("/users/me/").await.header("x-ratelimit-remaining"), Some("59"));
}
