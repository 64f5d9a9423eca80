//! Clockify's refusals: what each is about, whether it was applied, and what a person can do.

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
        (401, json!({ "message": "no", "code": 4019 }), Kind::SignIn, Retry::AfterSignIn),
        (402, json!({ "message": "no" }), Kind::NotAllowed, never),
        (403, json!({ "message": "no", "code": 501 }), Kind::NotAllowed, never),
        (403, json!({ "message": "no", "code": 406 }), Kind::NotAllowed, never),
        (406, json!({ "message": "no", "code": 406 }), Kind::NotAllowed, never),
        (403, json!({ "message": "no", "code": 1003 }), Kind::Locked, never),
        (403, json!({ "message": "no", "code": 4005 }), Kind::Locked, never),
        (404, json!({ "message": "no", "code": 404 }), Kind::NotFound, never),
        (404, Value::Null, Kind::NotFound, never),
        (404, json!("a page of something else"), Kind::Unexpected, never),
        (429, json!({ "message": "Too many requests" }), Kind::Quota, Retry::After { seconds: 300 }),
    ];
    for (status, body, kind, retry) in cases {
        let script = script([(status, body.clone())]);
        let error = Clockify.create(&script.cx(), &payload(), key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (kind, Applied::No, retry), "{status} {body}");
        assert!(!error.detail.as_str().is_empty());
    }
}
