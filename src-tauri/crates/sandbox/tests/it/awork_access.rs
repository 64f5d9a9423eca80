//! Who may call awork: tokens of people, API keys, and one status for a bad token and a missing right.

use http::StatusCode;
use sandbox::awork::samples::{
    API_USER, DEACTIVATED_TOKEN, DENTIST, EXPENSES, EXPIRED_TOKEN, KEY, LIMITED_TOKEN, LIMITED_USER,
    LOGIN_FLOW, RETRY, STRICT_TOKEN, STRICT_WORKSPACE, TOKEN, USER, WEBSITE, WORKSPACE,
};
use serde_json::json;

use crate::setting::Setting;

#[tokio::test]
async fn a_token_says_who_and_in_which_workspace() {
    for (token, user, workspace) in
        [(TOKEN, USER, WORKSPACE), (KEY, API_USER, WORKSPACE), (LIMITED_TOKEN, LIMITED_USER, WORKSPACE)]
    {
        for path in ["/me", "/users/me"] {
            let answer = Setting::new().awork_as(token).get(path).await;
            assert_eq!((answer.status, answer.id()), (StatusCode::OK, user.to_owned()));
            assert_eq!(answer.body["workspace"]["id"], workspace);
        }
    }
    let key = Setting::new().awork_as(KEY).get("/me").await;
    assert_eq!(key.body["userContactInfos"], json!([]), "it is no person");
    assert_eq!(
        Setting::new().awork_as(STRICT_TOKEN).get("/me").await.body["workspace"]["id"],
        STRICT_WORKSPACE
    );
}

#[tokio::test]
async fn the_same_status_is_a_bad_token_and_a_missing_right() {
    let setting = Setting::new();
    let cases = [
        (setting.awork_as("stranger"), "/me".to_owned(), "workspaceid-missing"),
        (setting.client("/awork/api/v1", &[("X-Api-Key", KEY)]), "/me".to_owned(), "workspaceid-missing"),
        (setting.awork_as(EXPIRED_TOKEN), "/me".to_owned(), "unauthorized"),
        (setting.awork_as(DEACTIVATED_TOKEN), "/me".to_owned(), "deactivated-user"),
        (setting.awork_as(LIMITED_TOKEN), format!("/tasks/{LOGIN_FLOW}"), "unauthorized"),
        (setting.awork_as(LIMITED_TOKEN), format!("/projects/{WEBSITE}"), "unauthorized"),
        (setting.awork_as(TOKEN), format!("/tasks/{DENTIST}"), "unauthorized"),
        (setting.awork_as(TOKEN), format!("/users/{LIMITED_USER}/privatetasks"), "unauthorized"),
    ];
    for (client, path, code) in cases {
        let answer = client.get(&path).await;
        assert_eq!((answer.status, &answer.body["code"]), (StatusCode::UNAUTHORIZED, &json!(code)), "{path}");
        assert!(answer.header("trace-id").is_some());
    }
    let expired = setting.awork_as(EXPIRED_TOKEN).get("/me").await;
    assert_eq!(expired.body["details"], json!(["The token expired."]));
}

#[tokio::test]
async fn what_is_no_route_has_the_code_of_what_is_not_there() {
    let client = Setting::new().awork();
    for (path, said) in [
        ("/nowhere".to_owned(), "There is no matching path for this URL."),
        (format!("/tasks/{USER}"), "The entity does not exist."),
        (format!("/projects/{USER}"), "The entity does not exist."),
        (format!("/timeentries/{USER}"), "The entity does not exist."),
    ] {
        let answer = client.get(&path).await;
        assert_eq!(
            (answer.status, &answer.body["code"]),
            (StatusCode::NOT_FOUND, &json!("not-found")),
            "{path}"
        );
        assert_eq!(answer.body["description"], said);
    }
    assert_eq!(client.delete("/me").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn users_are_shown_to_those_who_may_and_api_users_are_among_them() {
    let setting = Setting::new();
    let names = setting.awork().get("/users?orderby=firstName").await.each("firstName");
    assert_eq!(names, ["Dora", "Ella", "Mira", "Oleg", "Time"]);
    assert_eq!(setting.awork_as(LIMITED_TOKEN).get("/users").await.each("id"), [LIMITED_USER]);
    for (token, admin) in [(TOKEN, false), (KEY, true)] {
        let answer = setting.awork_as(token).get("/me/permissions").await;
        assert_eq!(answer.body["userPermission"]["isAdmin"], admin);
    }
}

#[tokio::test]
async fn private_tasks_are_for_their_owner_and_for_api_keys() {
    let setting = Setting::new();
    assert_eq!(setting.awork().get("/me/privatetasks").await.each("id"), [EXPENSES]);
    assert_eq!(setting.awork_as(KEY).get("/me/privatetasks").await.each("id"), Vec::<String>::new());
    let of_mira = setting.awork_as(KEY).get(&format!("/users/{USER}/privatetasks")).await;
    assert_eq!(of_mira.each("id"), [EXPENSES]);
}

#[tokio::test]
async fn without_the_right_to_plan_the_assigned_tasks_are_all() {
    let setting = Setting::new();
    let limited = setting.awork_as(LIMITED_TOKEN);
    let of_website = format!("/projects/{WEBSITE}/projecttasks");
    for path in ["/me/projecttasks", "/me/assignedtasks", &of_website] {
        assert_eq!(limited.get(path).await.each("id"), [LOGIN_FLOW], "{path}");
    }
    assert_eq!(limited.get(&format!("/me/assignedtasks/{LOGIN_FLOW}")).await.id(), LOGIN_FLOW);
    let other = limited.get(&format!("/me/assignedtasks/{RETRY}")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert_eq!(
        setting.awork().get(&of_website).await.each("taskIdentifier"),
        ["WEB-12", "WEB-13", "WEB-1", "WEB-14"]
    );
}
