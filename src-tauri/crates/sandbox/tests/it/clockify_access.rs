//! Who may call Clockify, and what it says to the others.

use http::StatusCode;
use sandbox::clockify::samples::{self as clockify, LIVE_WORKSPACE, STRICT_WORKSPACE, USER, WORKSPACE};
use serde_json::json;

use crate::setting::{Setting, entries, entries_of};

async fn code_with(headers: &[(&str, &str)]) -> (u16, Option<u64>) {
    Setting::new().client("/clockify/api/v1", headers).get("/user").await.code()
}

#[tokio::test]
async fn each_kind_of_bad_token_has_its_code() {
    assert_eq!(code_with(&[]).await, (401, Some(1000)));
    assert_eq!(code_with(&[("Authorization", "Bearer clockify-sandbox-key")]).await, (401, Some(1000)));
    let both = [("X-Api-Key", clockify::KEY), ("X-Addon-Token", "x")];
    assert_eq!(code_with(&both).await, (401, Some(1000)));
    assert_eq!(code_with(&[("X-Api-Key", "stranger")]).await, (401, Some(4003)));
    assert_eq!(code_with(&[("X-Addon-Token", "x")]).await, (401, Some(4017)));
    assert_eq!(code_with(&[("X-Api-Key", clockify::UNVERIFIED_KEY)]).await, (401, Some(4019)));
}

#[tokio::test]
async fn the_user_carries_the_time_zone_of_the_profile() {
    let answer = Setting::in_zone(chrono_tz::Asia::Tokyo).clockify().get("/user").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body["id"], USER);
    assert_eq!(answer.body["settings"]["timeZone"], "Asia/Tokyo");
    assert_eq!(answer.body["activeWorkspace"], WORKSPACE);
}

#[tokio::test]
async fn an_unknown_workspace_is_a_404_without_a_body() {
    let answer = Setting::new().clockify().get("/workspaces/000000000000000000000000/projects").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.is_null());
}

#[tokio::test]
async fn routes_and_verbs_that_do_not_exist_are_code_3000() {
    let client = Setting::new().clockify();
    assert_eq!(client.get("/nowhere").await.code(), (404, Some(3000)));
    assert_eq!(client.put(&format!("/workspaces/{WORKSPACE}"), json!({})).await.code(), (405, Some(3000)));
    let stop = format!("{}/stop", entries_of(WORKSPACE, USER));
    assert_eq!(client.patch(&stop, json!({"end": "2026-09-03T10:00:00Z"})).await.code(), (404, Some(3000)));
}

#[tokio::test]
async fn plain_members_reach_their_own_entries_only() {
    let setting = Setting::new();
    let theirs = setting.clockify().post(&entries(WORKSPACE), json!({"start": "2026-09-03T07:00:00Z"})).await;
    let path = format!("{}/{}", entries(WORKSPACE), theirs.id());
    let second = setting.second_clockify();
    for method in ["GET", "PUT", "DELETE"] {
        let answer = second.send(method, &path, json!({"start": "2026-09-03T08:00:00Z"})).await;
        assert_eq!(answer.code(), (403, Some(501)), "{method}");
    }
    assert_eq!(second.get(&entries_of(WORKSPACE, USER)).await.code(), (403, Some(501)));
    assert_eq!(second.get(&format!("/workspaces/{WORKSPACE}/users")).await.code(), (403, Some(501)));
    assert_eq!(setting.sandbox.records().len(), 1);
}

#[tokio::test]
async fn the_workspace_object_tells_its_rules_and_features() {
    let client = Setting::new().clockify();
    let all = client.get("/workspaces").await;
    assert_eq!(all.body.as_array().unwrap().len(), 4);
    assert_eq!(all.body[0]["workspaceSettings"]["forceProjects"], false);
    assert!(!all.body[0]["features"].as_array().unwrap().contains(&json!("BREAKS")));
    for (roles, count) in [("OWNER", 1), ("WORKSPACE_ADMIN", 0), ("OWNER,WORKSPACE_ADMIN", 1)] {
        let mine = client.get(&format!("/workspaces?roles={roles}")).await;
        assert_eq!(mine.body.as_array().unwrap().len(), count, "{roles}");
    }
    assert_eq!(client.get("/workspaces?roles=KING").await.code(), (400, Some(3000)));
    let strict = client.get(&format!("/workspaces/{STRICT_WORKSPACE}")).await.body;
    assert_eq!(strict["workspaceSettings"]["forceDescription"], true);
    assert_eq!(strict["workspaceSettings"]["lockTimeEntries"], "2024-01-01T00:00:00Z");
    assert!(strict["features"].as_array().unwrap().contains(&json!("BREAKS")));
    let live = client.get(&format!("/workspaces/{LIVE_WORKSPACE}")).await.body;
    assert_eq!(live["workspaceSettings"]["timeTrackingMode"], "STOPWATCH_ONLY");
}
