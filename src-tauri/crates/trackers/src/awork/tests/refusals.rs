//! awork against recorded answers: every refusal of the service and of its edge, told apart.

use serde_json::{Value, json};

use super::super::Awork;
use super::script::{DESIGN, me, no_right, no_route, payload, problem, script, with};
use crate::contract::Script;
use crate::contract::world::{MORNING, key};
use crate::{Applied, Kind, Retry, Tracker, TrackerError};

/// An account whose creates are one request.
fn alone(answers: impl IntoIterator<Item = (u16, Value)>) -> Script {
    with(script(answers), "type_of_work", DESIGN)
}

/// The error that a create ends in.
async fn refusal(script: &Script) -> TrackerError {
    Awork.create(&script.cx(), &payload(), key()).await.unwrap_err()
}

#[tokio::test]
async fn every_documented_code_is_told_apart() {
    let never = |kind| (kind, Applied::No, Retry::Never);
    let sign_in = (Kind::SignIn, Applied::No, Retry::AfterSignIn);
    let cases = [
        (401, "workspaceid-missing", sign_in),
        (404, "not-found", never(Kind::NotFound)),
        (400, "not-found", never(Kind::NotFound)),
        (400, "entity-archived", never(Kind::Refused)),
        (400, "duplication-violation", never(Kind::Conflict)),
        (400, "already-exist-error", never(Kind::Conflict)),
        (400, "database-commit", (Kind::Server, Applied::No, Retry::Backoff)),
        (500, "database-commit", (Kind::Server, Applied::No, Retry::Backoff)),
        (400, "concurrency-violation", (Kind::Conflict, Applied::No, Retry::Backoff)),
        (400, "date-dependency", never(Kind::Refused)),
        (400, "date-out-of-range", never(Kind::Refused)),
        (400, "value-out-of-range", never(Kind::Refused)),
        (400, "invalid-operation", never(Kind::Refused)),
        (400, "invalid-model", never(Kind::Refused)),
        (400, "validation-failed", never(Kind::Refused)),
        (400, "invalid-filter-or-order", never(Kind::Refused)),
        (400, "illegal-property-transition", never(Kind::Refused)),
        (400, "invalid-batch-operation", never(Kind::Refused)),
        (500, "server-error", (Kind::Server, Applied::Maybe, Retry::Backoff)),
        (503, "concurrency-violation", (Kind::Server, Applied::Maybe, Retry::Backoff)),
        (400, "deactivated-user", (Kind::NotAllowed, Applied::No, Retry::AfterSignIn)),
        (401, "deactivated-user", (Kind::NotAllowed, Applied::No, Retry::AfterSignIn)),
        (413, "request-body-too-large", never(Kind::Refused)),
        (400, "insufficient-subscription-level", never(Kind::FeatureOff)),
        (400, "insufficient-seats", never(Kind::FeatureOff)),
        (403, "unauthorized", never(Kind::NotAllowed)),
        (409, "something-new", never(Kind::Conflict)),
        (422, "something-new", never(Kind::Refused)),
    ];
    for (status, code, expected) in cases {
        let error = refusal(&alone([(status, problem(code, "said"))])).await;
        assert_eq!((error.kind, error.applied, error.retry), expected, "{status} {code}");
        assert!(!error.detail.as_str().is_empty(), "{status} {code}");
    }
}

#[tokio::test]
async fn the_same_status_means_the_token_or_a_right() {
    let sign_in = (Kind::SignIn, Applied::No, Retry::AfterSignIn);
    let no_right_to_it = (Kind::NotAllowed, Applied::No, Retry::Never);
    let seen = |error: TrackerError| (error.kind, error.applied, error.retry);
    // What speaks of the token is about the token.
    for said in ["Token expired", "the session has expired", "The token is invalid."] {
        let script = alone([(401, problem("unauthorized", said))]);
        assert_eq!(seen(refusal(&script).await), sign_in, "{said}");
        assert_eq!(script.lines().len(), 1);
    }
    let mut detailed = problem("unauthorized", "The access was denied.");
    detailed["details"] = json!(["The token expired."]);
    assert_eq!(seen(refusal(&alone([(401, detailed)])).await), sign_in);
    assert_eq!(seen(refusal(&alone([(401, Value::Null)])).await), sign_in);
    // Anything else is asked for: who has a good token may read who they are.
    let good = alone([no_right(), (200, me(json!({})))]);
    assert_eq!(seen(refusal(&good).await), no_right_to_it);
    assert_eq!(good.lines()[1], "GET /api/v1/me");
    assert_eq!(seen(refusal(&alone([no_right(), no_right()])).await), sign_in);
    // Not known yet; what was refused was surely not done.
    for (status, kind) in [(500, Kind::Server), (429, Kind::Quota)] {
        let error = refusal(&alone([no_right(), (status, problem("server-error", "later"))])).await;
        assert_eq!((error.kind, error.applied), (kind, Applied::No));
        assert_ne!(error.retry, Retry::Never);
    }
}

#[tokio::test]
async fn the_edge_that_turns_requests_away_has_not_done_them() {
    for body in ["", "<html><title>The request is blocked.</title></html>", "blocked"] {
        let error = refusal(&alone([(403, Value::Null)]).with_body(body)).await;
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::Blocked, Applied::No, Retry::After { seconds: 300 }), "{body}");
        assert!(!error.detail.as_str().contains('<'), "{}", error.detail);
    }
    let numbered =
        alone([(403, Value::Null)]).with_header("x-edge-ref", &["0xE09e"]).with_header("trace-id", &["a65c"]);
    let error = refusal(&numbered).await;
    assert!(error.detail.as_str().ends_with("X-Edge-Ref 0xE09e, Trace-Id a65c"), "{}", error.detail);
}

#[tokio::test]
async fn what_the_service_says_is_said_whole_and_once() {
    let mut body = problem("validation-failed", "The model is invalid.");
    body["details"] = json!(["The model is invalid.", "No type of work."]);
    body["validationErrors"] =
        json!([{ "property": "TypeOfWorkId", "message": "is required" }, { "message": "and more" }]);
    let error = refusal(&alone([(400, body)])).await;
    let said = "The model is invalid. No type of work. TypeOfWorkId: is required and more";
    assert_eq!(error.detail.as_str(), said);
    let mute = json!({ "code": "invalid-operation", "description": null, "details": null, "validationErrors": null });
    assert_eq!(refusal(&alone([(400, mute)])).await.detail.as_str(), "invalid-operation");
}

#[tokio::test]
async fn a_quota_ends_when_the_service_says() {
    let pause = async |name: &'static str, value: &'static str| {
        let error = refusal(&alone([(429, Value::Null)]).with_header(name, &[value])).await;
        assert_eq!((error.kind, error.applied), (Kind::Quota, Applied::No));
        error.retry
    };
    assert_eq!(pause("retry-after", "7").await, Retry::After { seconds: 7 });
    assert_eq!(pause("ratelimit-reset", "43").await, Retry::After { seconds: 43 });
    assert_eq!(pause("ratelimit-reset", "0").await, Retry::After { seconds: 1 });
    assert_eq!(pause("ratelimit-reset", "1795165243").await, Retry::After { seconds: 60 }, "no such minute");
    assert_eq!(pause("ratelimit-reset", "soon").await, Retry::After { seconds: 60 });
}

#[tokio::test]
async fn another_service_at_the_address_is_told_apart() {
    for status in [400, 404, 405, 415] {
        let page = alone([(status, Value::Null)]).with_body("<html><title>nginx</title></html>");
        let error = refusal(&page).await;
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::Unexpected, Applied::No, Retry::Never), "{status}");
    }
    let gave_up = alone([(408, Value::Null)]).with_body("<html><title>nginx</title></html>");
    assert_eq!(refusal(&gave_up).await.applied, Applied::Maybe, "whoever gave up waiting knows nothing");
    assert_eq!(refusal(&alone([no_route()])).await.kind, Kind::Unexpected);
    // A look that is turned away is no look.
    let error = Awork.find(&alone([no_route()]).cx(), &payload(), MORNING).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Unexpected, Applied::No));
}
