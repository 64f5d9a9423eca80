//! awork's sign-in in the browser: public clients, codes and refresh tokens that work once, and what ends them.

use http::StatusCode;
use sandbox::awork::samples::USER;
use sandbox::faults::{Fault, Rule};
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

use crate::setting::{Answer, Setting};

const BACK: &str = "http://127.0.0.1:43817/callback";
/// The verifier and the challenge of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

async fn register(setting: &Setting) -> String {
    let body = json!({ "redirect_uris": [BACK], "token_endpoint_auth_method": "none", "client_name": "T" });
    let answer = setting.client("/awork/api/v1", &[]).post("/clientapplications/register", body).await;
    assert_eq!((answer.status, &answer.body["client_secret"]), (StatusCode::CREATED, &Value::Null));
    answer.body["client_id"].as_str().unwrap().to_owned()
}

/// What the browser is answered; `change` replaces or adds a parameter.
async fn authorize(setting: &Setting, client: &str, change: (&str, &str)) -> Answer {
    let usual = [
        ("client_id", client),
        ("response_type", "code"),
        ("redirect_uri", BACK),
        ("state", "s 1&"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let pairs = usual.map(|(name, value)| if name == change.0 { change } else { (name, value) });
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    setting.client("/awork/api/v1", &[]).get(&format!("/accounts/authorize?{query}")).await
}

fn brought(answer: &Answer, name: &str) -> Option<String> {
    let location: Url = answer.header("location").unwrap().parse().unwrap();
    assert!(location.as_str().starts_with(BACK));
    location.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

async fn code(setting: &Setting, client: &str) -> String {
    let answer = authorize(setting, client, ("", "")).await;
    assert_eq!((answer.status, brought(&answer, "state").as_deref()), (StatusCode::FOUND, Some("s 1&")));
    brought(&answer, "code").unwrap()
}

async fn token(setting: &Setting, form: &[(&str, &str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let client = setting.client("/awork/api/v1", &[]);
    let answer = setting.sandbox.call(client.request("POST", "/accounts/token", &body)).await.unwrap();
    let (parts, body) = answer.into_parts();
    Answer { status: parts.status, headers: parts.headers, body: serde_json::from_slice(&body).unwrap() }
}

async fn trade(setting: &Setting, client: &str, code: &str, verifier: &str) -> Answer {
    let form = [("grant_type", "authorization_code"), ("client_id", client), ("redirect_uri", BACK)];
    token(setting, &[&form[..], &[("code", code), ("code_verifier", verifier)]].concat()).await
}

async fn renew(setting: &Setting, client: &str, refresh: &str) -> Answer {
    token(setting, &[("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", refresh)])
        .await
}

fn text(answer: &Answer, name: &str) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.body[name].as_str().unwrap().to_owned()
}

fn is_refused(answer: &Answer, error: &str) -> bool {
    answer.status == StatusCode::BAD_REQUEST && answer.body["error"] == error
}

async fn me(setting: &Setting, access: &str) -> Answer {
    setting.awork_as(access).get("/me").await
}

#[tokio::test]
async fn a_code_becomes_the_token_of_a_person_once() {
    let setting = Setting::new();
    let client = register(&setting).await;
    let code = code(&setting, &client).await;
    let given = trade(&setting, &client, &code, VERIFIER).await;
    assert_eq!(given.body["expires_in"], 86_400);
    assert_eq!(me(&setting, &text(&given, "access_token")).await.id(), USER);
    assert!(is_refused(&trade(&setting, &client, &code, VERIFIER).await, "invalid_grant"));
}

#[tokio::test]
async fn a_code_is_worth_nothing_without_its_verifier_its_client_and_in_ten_minutes() {
    let setting = Setting::new();
    let (client, other) = (register(&setting).await, register(&setting).await);
    for (client_shown, verifier) in [(&client, "guessed"), (&client, CHALLENGE), (&other, VERIFIER)] {
        let code = code(&setting, &client).await;
        assert!(is_refused(&trade(&setting, client_shown, &code, verifier).await, "invalid_grant"));
        // It was shown, so it is gone.
        assert!(is_refused(&trade(&setting, &client, &code, VERIFIER).await, "invalid_grant"));
    }
    let code = code(&setting, &client).await;
    setting.set_clock("2026-09-03T10:10:00Z");
    assert!(is_refused(&trade(&setting, &client, &code, VERIFIER).await, "invalid_grant"));
}

#[tokio::test]
async fn the_browser_is_sent_only_where_the_client_registered() {
    let setting = Setting::new();
    let client = register(&setting).await;
    for change in [
        ("client_id", "stranger"),
        ("redirect_uri", "http://127.0.0.1:43818/callback"),
        ("redirect_uri", "http://localhost:43817/callback"),
        ("code_challenge", ""),
        ("code_challenge_method", "plain"),
        ("response_type", "token"),
        ("state", ""),
    ] {
        let answer = authorize(&setting, &client, change).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::BAD_REQUEST, None), "{change:?}");
    }
    let confidential =
        json!({ "redirect_uris": [BACK], "token_endpoint_auth_method": "client_secret_basic" });
    let client = setting.client("/awork/api/v1", &[]);
    for body in [confidential, json!({ "token_endpoint_auth_method": "none" })] {
        let answer = client.post("/clientapplications/register", body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_refresh_token_works_once_and_a_second_time_ends_everything() {
    let setting = Setting::new();
    let client = register(&setting).await;
    let first = trade(&setting, &client, &code(&setting, &client).await, VERIFIER).await;
    let refresh = text(&first, "refresh_token");
    let second = renew(&setting, &client, &refresh).await;
    // The old access token goes on until its end.
    for given in [&first, &second] {
        assert_eq!(me(&setting, &text(given, "access_token")).await.status, StatusCode::OK);
    }
    assert!(is_refused(&renew(&setting, &client, &refresh).await, "invalid_grant"));
    for given in [&first, &second] {
        assert_eq!(me(&setting, &text(given, "access_token")).await.status, StatusCode::UNAUTHORIZED);
    }
    let newest = renew(&setting, &client, &text(&second, "refresh_token")).await;
    assert!(is_refused(&newest, "invalid_grant"));
}

#[tokio::test]
async fn tokens_end_as_documented_or_when_told() {
    let setting = Setting::new();
    let client = register(&setting).await;
    let pages = setting.client("/_sandbox/awork", &[]);
    let given = trade(&setting, &client, &code(&setting, &client).await, VERIFIER).await;
    let access = text(&given, "access_token");
    assert_eq!(
        pages.try_send("DELETE", "/access", &Value::Null).await.unwrap().status,
        StatusCode::NO_CONTENT
    );
    let ended = me(&setting, &access).await;
    assert_eq!(
        (ended.status, &ended.body["details"]),
        (StatusCode::UNAUTHORIZED, &json!(["The token expired."]))
    );
    pages.post("/sign-in", json!({ "access_seconds": 60 })).await;
    let short = renew(&setting, &client, &text(&given, "refresh_token")).await;
    assert_eq!(short.body["expires_in"], 60);
    setting.set_clock("2026-09-03T10:01:01Z");
    assert_eq!(me(&setting, &text(&short, "access_token")).await.status, StatusCode::UNAUTHORIZED);
    setting.set_clock("2026-10-04T10:00:00Z");
    let late = renew(&setting, &client, &text(&short, "refresh_token")).await;
    assert!(is_refused(&late, "invalid_grant"), "thirty days unused");
}

#[tokio::test]
async fn a_person_can_refuse_and_take_the_consent_back() {
    let setting = Setting::new();
    let client = register(&setting).await;
    let pages = setting.client("/_sandbox/awork", &[]);
    let given = trade(&setting, &client, &code(&setting, &client).await, VERIFIER).await;
    pages.try_send("DELETE", "/sign-ins", &Value::Null).await.unwrap();
    assert_eq!(me(&setting, &text(&given, "access_token")).await.body["code"], "workspaceid-missing");
    assert!(is_refused(&renew(&setting, &client, &text(&given, "refresh_token")).await, "invalid_grant"));
    pages.post("/sign-in", json!({ "refuses": true })).await;
    let answer = authorize(&setting, &client, ("", "")).await;
    assert_eq!(brought(&answer, "error").as_deref(), Some("access_denied"));
    assert_eq!((brought(&answer, "code"), brought(&answer, "state").as_deref()), (None, Some("s 1&")));
    pages.post("/sign-in", json!({})).await;
    code(&setting, &client).await;
}

#[tokio::test]
async fn faults_strike_the_trade_and_the_renewal_like_any_write() {
    let setting = Setting::new();
    let client = register(&setting).await;
    let code = code(&setting, &client).await;
    let given = trade(&setting, &client, &code, VERIFIER).await;
    let refresh = text(&given, "refresh_token");
    setting.sandbox.faults().set(Rule::next(1, Fault::DropAfter).on("awork").writes());
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("grant_type", "refresh_token"), ("client_id", &client), ("refresh_token", &refresh)])
        .finish();
    let request = setting.client("/awork/api/v1", &[]).request("POST", "/accounts/token", &form);
    assert!(setting.sandbox.call(request).await.is_err());
    assert!(
        is_refused(&renew(&setting, &client, &refresh).await, "invalid_grant"),
        "it was renewed, unheard"
    );
}
