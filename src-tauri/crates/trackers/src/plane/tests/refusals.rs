//! Plane against recorded answers: every refusal of the service and of the edge in front of it, told apart.

use serde_json::{Value, json};

use super::super::Plane;
use super::script::{ME, item, no_page, not_there, page, payload, project, script, unknown};
use crate::contract::Script;
use crate::contract::world::{MORNING, key};
use crate::{Applied, Kind, Retry, TargetQuery, Tracker, TrackerError};

/// The error that a create ends in.
async fn refusal(script: &Script) -> TrackerError {
    Plane.create(&script.cx(), &payload(), key()).await.unwrap_err()
}

#[tokio::test]
async fn an_edge_that_shows_a_web_page_has_blocked_and_nothing_was_done() {
    const HTML: &str =
        "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head></html>";
    let page = || script([(403, Value::Null)]).with_body(HTML);
    let named = || script([(403, json!("no"))]).with_header("content-type", &["text/html; charset=UTF-8"]);
    let empty = || script([(403, Value::Null)]).with_header("cf-ray", &["9c1f00d5"]);
    for script in [page(), named(), empty()] {
        let error = refusal(&script).await;
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::Blocked, Applied::No, Retry::After { seconds: 300 }));
        assert!(!error.detail.as_str().contains('<'), "{}", error.detail);
    }
    assert!(refusal(&empty()).await.detail.as_str().contains("9c1f00d5"), "by this its keeper finds out why");
    // The service's own words pass the same edge, and they are no block.
    let own = json!({ "detail": "You do not have permission to perform this action." });
    let own = script([(403, own)]).with_header("cf-ray", &["9c1f00d5"]);
    assert_eq!(refusal(&own).await.kind, Kind::NotAllowed);
}

#[tokio::test]
async fn every_documented_refusal_is_told_apart() {
    let never = Retry::Never;
    let sign_in = (Kind::SignIn, Retry::AfterSignIn);
    let no_right = "You do not have permission to perform this action.";
    let cases = [
        (400, json!({ "error": "The payload is not valid" }), (Kind::Refused, never)),
        (400, json!({ "duration": ["A valid integer is required."] }), (Kind::Refused, never)),
        (400, json!({ "error": "Please upgrade your plan to log time." }), (Kind::FeatureOff, never)),
        (401, json!({ "detail": "no" }), sign_in),
        (402, json!({ "error": "Payment required" }), (Kind::FeatureOff, never)),
        (402, Value::Null, (Kind::FeatureOff, never)),
        (403, json!({ "detail": no_right }), (Kind::NotAllowed, never)),
        (403, json!({ "detail": "Given API token is not valid" }), sign_in),
        (403, json!({ "detail": "Authentication credentials were not provided." }), sign_in),
        (404, not_there(), (Kind::NotFound, never)),
        (409, json!({ "error": "no" }), (Kind::Conflict, never)),
        (413, json!({ "error": "REQUEST_BODY_TOO_LARGE" }), (Kind::Refused, never)),
        (429, json!({ "error_code": 5900 }), (Kind::Quota, Retry::After { seconds: 60 })),
    ];
    for (status, body, expected) in cases {
        // After a 404 the item is asked for.
        let script = script([(status, body.clone()), (404, not_there())]);
        let error = refusal(&script).await;
        assert_eq!((error.kind, error.retry), expected, "{status} {body}");
        assert_eq!(error.applied, Applied::No, "{status} {body}");
        assert!(!error.detail.as_str().is_empty(), "{status} {body}");
    }
}

#[tokio::test]
async fn the_services_sentence_is_found_in_every_shape() {
    for (body, said) in [
        (json!({ "duration": ["one", "two"], "error": "three" }), "duration: one; duration: two; three"),
        (json!({ "detail": { "description": ["too long"] } }), "description: too long"),
        (json!({ "message": "four" }), "four"),
        (json!(["five", 6]), "five"),
    ] {
        assert_eq!(refusal(&script([(400, body)])).await.detail.as_str(), said);
    }
    let plain = refusal(&script([(400, Value::Null)]).with_body("plain words")).await;
    assert_eq!((plain.kind, plain.detail.as_str()), (Kind::Refused, "plain words"));
}

#[tokio::test]
async fn a_web_page_where_an_answer_belongs_is_something_else() {
    for status in [400, 404, 405, 415] {
        let error =
            refusal(&script([(status, Value::Null)]).with_body("<html><title>nginx</title></html>")).await;
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::Unexpected, Applied::No, Retry::Never), "{status}");
    }
    let large = script([(413, Value::Null)]).with_body("<html><title>413</title></html>");
    assert_eq!(refusal(&large).await.kind, Kind::Refused);
}

#[tokio::test]
async fn a_quota_without_a_pause_ends_when_its_minute_does() {
    let pause = async |name: &'static str, value: &'static str| {
        let error =
            refusal(&script([(429, json!({ "error_code": 5900 }))]).with_header(name, &[value])).await;
        assert_eq!((error.kind, error.applied), (Kind::Quota, Applied::No));
        error.retry
    };
    assert_eq!(MORNING.seconds(), 1_795_165_200);
    assert_eq!(pause("x-ratelimit-reset", "1795165243").await, Retry::After { seconds: 43 });
    assert_eq!(pause("x-ratelimit-reset", "1795165200").await, Retry::After { seconds: 60 }, "over already");
    assert_eq!(pause("x-ratelimit-reset", "1895165200").await, Retry::After { seconds: 60 }, "not believed");
    assert_eq!(pause("x-ratelimit-reset", "soon").await, Retry::After { seconds: 60 });
    assert_eq!(pause("retry-after", "7").await, Retry::After { seconds: 7 });
}

#[tokio::test]
async fn a_good_key_is_told_apart_from_a_good_address() {
    let sign_in = (Kind::SignIn, Retry::AfterSignIn);
    let elsewhere = (Kind::Unexpected, Retry::Never);
    let cases = [
        (403, json!({ "detail": "Given API token is not valid" }), sign_in),
        (403, json!({ "detail": "anything else" }), sign_in),
        (401, json!({ "detail": "Authentication credentials were not provided." }), sign_in),
        (404, no_page(), elsewhere),
        (404, json!("a page of something else"), elsewhere),
        (200, json!([]), (Kind::Unexpected, Retry::Backoff)),
    ];
    for (status, body, expected) in cases {
        let script = unknown([(status, body.clone())]);
        let error = Plane.whoami(&script.cx()).await.unwrap_err();
        assert_eq!((error.kind, error.retry), expected, "{status} {body}");
        assert_eq!(error.applied, Applied::No);
    }
}

#[tokio::test]
async fn what_is_off_for_everybody_is_found_out_before_anything_is_written() {
    let asked = async |status: u16, body: Value| {
        let (projects, items) = (page(json!([project(json!({}))])), page(json!([item(json!({}))])));
        // A server that knows no such page is asked by the older name too.
        let script = script([(200, projects), (200, items), (status, body.clone()), (status, body)]);
        Plane.rules(&script.cx()).await.map_err(|error| error.kind)
    };
    let good = Ok(Default::default());
    assert_eq!(asked(200, json!([])).await, good);
    assert_eq!(asked(402, json!({})).await, Err(Kind::FeatureOff));
    assert_eq!(asked(404, no_page()).await, Err(Kind::FeatureOff));
    assert_eq!(asked(400, json!({ "detail": "Upgrade your plan" })).await, Err(Kind::FeatureOff));
    // What is off in one project alone is found out there.
    assert_eq!(asked(404, json!({ "error": "Worklog is not enabled for the project" })).await, good);
    assert_eq!(asked(403, json!({ "detail": "no permission" })).await, good);
    assert_eq!(asked(500, json!({ "error": "later" })).await, Err(Kind::Server));
}

#[tokio::test]
async fn names_are_taken_from_where_there_are_any() {
    let cases = [
        (json!({ "id": ME, "first_name": "Mira", "last_name": "Sand", "display_name": "mira" }), "Mira Sand"),
        (json!({ "id": ME, "first_name": "", "last_name": null, "display_name": "mira" }), "mira"),
        (json!({ "id": ME, "email": "mira@example.org" }), "mira@example.org"),
        (json!({ "id": ME }), ME),
    ];
    for (me, display) in cases {
        let script = unknown([(200, me), (200, page(json!([])))]);
        let identity = Plane.whoami(&script.cx()).await.unwrap();
        assert_eq!((identity.display.as_str(), identity.id.as_str()), (display, ME));
        assert_eq!(identity.workspace.as_deref(), Some("my-team"));
        let lines = ["GET /api/v1/users/me/", "GET /api/v1/workspaces/my-team/projects/?per_page=1"];
        assert_eq!(script.lines(), lines);
    }
}

#[tokio::test]
async fn a_workspace_where_no_project_takes_time_says_so() {
    let off = script([(200, page(json!([project(json!({ "is_time_tracking_enabled": false }))])))]);
    let error = Plane.targets(&off.cx(), TargetQuery::default()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::FeatureOff, Applied::No, Retry::Never));
    assert!(error.detail.as_str().contains("every project"), "{}", error.detail);
}
