//! Clockify's refusals: what each is about, whether it was applied, and what a person can do.

use domain::{Payload, PayloadKind};
use serde_json::{Value, json};

use super::super::Clockify;
use super::script::{payload, script};
use crate::contract::world::key;
use crate::{Applied, Kind, Retry, Tracker};

#[tokio::test]
async fn every_documented_refusal_is_told_apart() {
    let never = Retry::Never;
    let cases = [
        (400, json!({ "message": "no", "code": 501 }), Kind::Refused, never),
        (400, json!({ "message": "no", "code": 3002 }), Kind::Refused, never),
        (400, json!({ "message": "no", "code": 3000 }), Kind::Unexpected, never),
        (404, json!({ "message": "no", "code": 3000 }), Kind::Unexpected, never),
        (405, json!({ "message": "no", "code": 3000 }), Kind::Unexpected, never),
        (401, json!({ "message": "no", "code": 1000 }), Kind::SignIn, Retry::AfterSignIn),
        (401, json!({ "message": "no", "code": 4003 }), Kind::SignIn, Retry::AfterSignIn),
        (401, json!({ "message": "no", "code": 4017 }), Kind::SignIn, Retry::AfterSignIn),
        (403, json!({ "message": "no", "code": 4023 }), Kind::SignIn, Retry::AfterSignIn),
        // Nobody gets anything there until a person acts: the connection waits instead of each upload.
        (401, json!({ "message": "no", "code": 4019 }), Kind::NotAllowed, Retry::AfterSignIn),
        (403, json!({ "message": "no", "code": 406 }), Kind::NotAllowed, Retry::AfterSignIn),
        (406, json!({ "message": "no", "code": 406 }), Kind::NotAllowed, Retry::AfterSignIn),
        (402, json!({ "message": "no" }), Kind::FeatureOff, never),
        (403, json!({ "message": "no", "code": 501 }), Kind::NotAllowed, never),
        (403, json!({ "message": "no", "code": 1003 }), Kind::Locked, never),
        (403, json!({ "message": "no", "code": 4005 }), Kind::Locked, never),
        (404, json!({ "message": "no", "code": 404 }), Kind::NotFound, never),
        (404, Value::Null, Kind::NotFound, never),
        (404, json!("a page of something else"), Kind::Unexpected, never),
        (429, json!({ "message": "Too many requests" }), Kind::Quota, Retry::Backoff),
    ];
    for (status, body, kind, retry) in cases {
        let script = script([(status, body.clone())]);
        let error = Clockify.create(&script.cx(), &payload(), key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (kind, Applied::No, retry), "{status} {body}");
        assert!(!error.detail.as_str().is_empty());
    }
}

/// What a person reads of a create that was refused with this.
async fn said(status: u16, body: Value, wish: &Payload) -> String {
    // The second answer is for the other route, which is tried where only live timers are taken.
    let script = script([(status, body.clone()), (status, body)]);
    let error = Clockify.create(&script.cx(), wish, key()).await.unwrap_err();
    assert_eq!((error.applied, error.retry == Retry::Backoff), (Applied::No, false));
    error.detail.as_str().to_owned()
}

#[tokio::test]
async fn refusals_that_a_person_can_do_something_about_say_what() {
    let cases = [
        (401, 4019, "", "confirm it"),
        (403, 406, "", "suspended"),
        (406, 406, "", "suspended"),
        (403, 1003, "Can't edit locked time entry.", "locked"),
        (403, 4005, "", "withdraw the approval"),
        (403, 4030, "", "allow time to be added by hand"),
        (400, 501, "Custom field Ticket is required field", "make it optional"),
        (400, 501, "Required custom fields are missing", "make it optional"),
    ];
    for (status, code, message, expected) in cases {
        let said = said(status, json!({ "message": message, "code": code }), &payload()).await;
        assert!(said.contains(expected) && said.contains(message), "{status}/{code}: {said}");
    }
}

/// The code of this refusal is not known, so every one that fits is taken for it; the vendor's sentence is.
#[tokio::test]
async fn a_refused_break_says_how_to_do_without() {
    let message = "You don't have permission to create break time entry since break feature is not enabled.";
    let rest = Payload { kind: PayloadKind::Break, billable: Some(false), ..payload() };
    for (status, code) in [(403, 501), (400, 501), (402, 402)] {
        let body = json!({ "message": message, "code": code });
        let script = script([(status, body.clone())]);
        let error = Clockify.create(&script.cx(), &rest, key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (Kind::Refused, Applied::No, Retry::Never));
        assert!(error.detail.as_str().contains("Leave a gap"), "{}", error.detail);
        let work = said(status, body, &payload()).await;
        assert!(!work.contains("Leave a gap"), "{work}");
    }
    for code in [1003, 4005] {
        let locked = said(403, json!({ "message": "no", "code": code }), &rest).await;
        assert!(!locked.contains("Leave a gap"), "{locked}");
    }
}

#[tokio::test]
async fn a_quota_that_names_no_end_leaves_the_pause_to_grow_and_one_that_does_is_obeyed() {
    let refused = || script([(429, json!({ "message": "Too many requests" }))]);
    let unnamed = Clockify.create(&refused().cx(), &payload(), key()).await.unwrap_err();
    assert_eq!((unnamed.kind, unnamed.retry), (Kind::Quota, Retry::Backoff));
    assert!(unnamed.detail.as_str().contains("30 requests an hour"), "{}", unnamed.detail);
    let named = refused().with_header("retry-after", &["90"]);
    let named = Clockify.create(&named.cx(), &payload(), key()).await.unwrap_err();
    assert_eq!((named.retry, named.detail.as_str()), (Retry::After { seconds: 90 }, "Too many requests"));
}
