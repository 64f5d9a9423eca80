//! Who may call Yandex Tracker: tokens, their words, and the organisation header.

use http::StatusCode;
use sandbox::yandex::samples::{
    CLOUD_ORG, CLOUD_TOKEN, CLOUD_UID, IAM_TOKEN, LOGIN, LOGIN_FORM, ORG, READ_ONLY_TOKEN, TOKEN, UID,
};
use serde_json::json;

use crate::setting::Setting;

async fn status_with(headers: &[(&str, &str)]) -> StatusCode {
    Setting::new().client("/yandex/v3", headers).get("/myself").await.status
}

#[tokio::test]
async fn each_token_wants_its_word() {
    let org = ("X-Org-ID", ORG);
    let cloud = ("X-Cloud-Org-ID", CLOUD_ORG);
    let oauth = format!("OAuth {TOKEN}");
    assert_eq!(status_with(&[("Authorization", &oauth), org]).await, StatusCode::OK);
    assert_eq!(
        status_with(&[("Authorization", &format!("Bearer {IAM_TOKEN}")), cloud]).await,
        StatusCode::OK
    );
    assert_eq!(
        status_with(&[("Authorization", &format!("OAuth {CLOUD_TOKEN}")), cloud]).await,
        StatusCode::OK
    );
    for wrong in [&format!("Bearer {TOKEN}"), &format!("OAuth {IAM_TOKEN}"), TOKEN, "OAuth stranger"] {
        assert_eq!(status_with(&[("Authorization", wrong), org]).await, StatusCode::UNAUTHORIZED, "{wrong}");
    }
    assert_eq!(status_with(&[org]).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn exactly_one_organisation_header_and_the_right_one() {
    let oauth = format!("OAuth {TOKEN}");
    let token = ("Authorization", oauth.as_str());
    let (org, cloud) = (("X-Org-ID", ORG), ("X-Cloud-Org-ID", CLOUD_ORG));
    assert_eq!(status_with(&[token, cloud]).await, StatusCode::FORBIDDEN);
    assert_eq!(status_with(&[token, ("X-Org-ID", "1")]).await, StatusCode::FORBIDDEN);
    assert_eq!(status_with(&[token, ("X-Cloud-Org-ID", ORG)]).await, StatusCode::FORBIDDEN);
    assert_eq!(status_with(&[token]).await, StatusCode::BAD_REQUEST);
    assert_eq!(status_with(&[token, org, cloud]).await, StatusCode::BAD_REQUEST);
    let iam = format!("Bearer {IAM_TOKEN}");
    assert_eq!(status_with(&[("Authorization", &iam), org]).await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn myself_tells_every_id() {
    let setting = Setting::new();
    let mira = setting.yandex().get("/myself").await.body;
    assert_eq!(
        (&mira["uid"], &mira["login"], &mira["hasLicense"]),
        (&json!(UID), &json!(LOGIN), &json!(true))
    );
    assert_ne!(mira["trackerUid"], mira["uid"]);
    assert!(mira.get("cloudUid").is_none());
    let iam = format!("Bearer {IAM_TOKEN}");
    let cloud = setting.client("/yandex/v3", &[("Authorization", &iam), ("X-Cloud-Org-ID", CLOUD_ORG)]);
    assert_eq!(cloud.get("/myself").await.body["cloudUid"], CLOUD_UID);
    let body = json!({"start": "2026-09-03T09:00:00.000+0000", "duration": "PT1H"});
    let created = cloud.post(&format!("/issues/{LOGIN_FORM}/worklog"), body).await.body;
    assert_eq!(created["createdBy"]["id"], CLOUD_UID);
}

#[tokio::test]
async fn a_reader_may_read_and_not_write() {
    let setting = Setting::new();
    let reader = setting.yandex_as(READ_ONLY_TOKEN);
    assert_eq!(reader.get("/myself").await.body["hasLicense"], false);
    assert_eq!(reader.get(&format!("/issues/{LOGIN_FORM}")).await.status, StatusCode::OK);
    let body = json!({"start": "2026-09-03T09:00:00.000+0000", "duration": "PT1H"});
    let answer = reader.post(&format!("/issues/{LOGIN_FORM}/worklog"), body).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.body["statusCode"], 403);
    assert!(setting.sandbox.records().is_empty());
}

#[tokio::test]
async fn errors_carry_the_three_keys() {
    let answer = Setting::new().yandex().get("/issues/NONE-1").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let expected = json!({"statusCode": 404, "errorMessages": ["Issue does not exist."], "errors": {}});
    assert_eq!(answer.body, expected);
    assert_eq!(Setting::new().yandex().get("/nowhere").await.body["statusCode"], 404);
}
