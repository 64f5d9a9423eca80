//! Who may call Plane: keys, tokens of apps, workspaces, and the last slash.

use http::StatusCode;
use sandbox::plane::samples::{FREE_WORKSPACE, GUEST_KEY, KEY, OAUTH_TOKEN, SECOND_KEY, USER, WORKSPACE};
use serde_json::json;

use crate::setting::{Answer, Setting};

async fn me(headers: &[(&str, &str)]) -> Answer {
    Setting::new().client("/plane/api/v1", headers).get("/users/me/").await
}

#[tokio::test]
async fn a_key_or_the_token_of_an_app_says_who() {
    let bearer = format!("Bearer {OAUTH_TOKEN}");
    for headers in [[("X-API-Key", KEY)], [("Authorization", bearer.as_str())]] {
        let answer = me(&headers).await;
        assert_eq!((answer.status, answer.id()), (StatusCode::OK, USER.to_owned()));
        assert_eq!(answer.body["display_name"], "mira");
    }
    let wrong_word = format!("Token {OAUTH_TOKEN}");
    assert_eq!(me(&[("Authorization", &wrong_word)]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(me(&[("Authorization", "Bearer stranger")]).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn no_key_is_401_and_an_unknown_one_is_403() {
    let none = me(&[]).await;
    assert_eq!(none.status, StatusCode::UNAUTHORIZED);
    assert_eq!(none.body, json!({ "detail": "Authentication credentials were not provided." }));
    let unknown = me(&[("X-API-Key", "stranger")]).await;
    assert_eq!(unknown.status, StatusCode::FORBIDDEN);
    assert_eq!(unknown.body, json!({ "detail": "Given API token is not valid" }));
}

#[tokio::test]
async fn an_address_without_its_last_slash_is_a_redirect_for_every_method() {
    let client = Setting::new().plane();
    for method in ["GET", "POST", "DELETE"] {
        let answer = client.send(method, "/users/me?x=1", json!(null)).await;
        assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY, "{method}");
        assert_eq!(answer.header("location"), Some("/plane/api/v1/users/me/?x=1"));
    }
}

#[tokio::test]
async fn what_is_no_route_is_no_page_and_a_wrong_method_is_405() {
    let client = Setting::new().plane();
    let nowhere = client.get("/nowhere/").await;
    assert_eq!(
        (nowhere.status, &nowhere.body),
        (StatusCode::NOT_FOUND, &json!({ "error": "Page not found." }))
    );
    let wrong = client.delete("/users/me/").await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(wrong.body["detail"], "Method \"DELETE\" not allowed.");
}

#[tokio::test]
async fn a_workspace_is_for_its_members_and_to_others_it_is_not_told() {
    let setting = Setting::new();
    for slug in [FREE_WORKSPACE, "no-such-workspace"] {
        let answer = setting.plane_as(SECOND_KEY).get(&format!("/workspaces/{slug}/projects/")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{slug}");
    }
    let members = setting.plane_as(GUEST_KEY).get(&format!("/workspaces/{WORKSPACE}/members/")).await;
    assert_eq!(members.each("display_name"), ["mira", "oleg", "gina"]);
    assert_eq!(members.each("role"), ["20", "15", "5"]);
}
