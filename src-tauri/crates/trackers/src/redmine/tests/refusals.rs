//! What Redmine refuses, told apart: the kind, that nothing was applied, and what helps.

use serde_json::{Value, json};

use super::super::Redmine;
use super::recorded::{ID, issue, payload, script};
use crate::contract::Script;
use crate::contract::world::{MORNING, key};
use crate::{Applied, Found, Kind, Retry, Tracker};

#[tokio::test]
async fn every_documented_refusal_is_told_apart() {
    let errors = |said: &str| json!({ "errors": [said] });
    let never = Retry::Never;
    let cases = [
        (400, Value::Null, Kind::Refused, never),
        (401, Value::Null, Kind::SignIn, Retry::AfterSignIn),
        (403, Value::Null, Kind::NotAllowed, never),
        (404, Value::Null, Kind::NotFound, never),
        (406, Value::Null, Kind::Unexpected, never),
        (409, Value::Null, Kind::Conflict, never),
        (422, errors("Comment is too long (maximum is 1024 characters)"), Kind::Refused, never),
        (429, Value::Null, Kind::Quota, Retry::Backoff),
    ];
    for (status, body, kind, retry) in cases {
        let script = script([(status, body.clone())]);
        let error = Redmine.create(&script.cx(), &payload(), key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (kind, Applied::No, retry), "{status} {body}");
        assert!(!error.detail.as_str().is_empty());
    }
    for status in [500, 503] {
        let script = script([(status, Value::Null)]);
        let error = Redmine.create(&script.cx(), &payload(), key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (Kind::Server, Applied::Maybe, Retry::Backoff));
    }
}

#[tokio::test]
async fn a_page_of_something_else_is_neither_a_right_nor_a_removal() {
    let page = "<!doctype html><title>Sorry</title>";
    let script = script([(404, json!(null))]).with_body(page);
    let error = Redmine.delete(&script.cx(), ID, &payload()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Unexpected, Applied::No));
    let script = self::script([(404, json!(null))]).with_body(page);
    assert_eq!(Redmine.read(&script.cx(), ID, &payload()).await.unwrap_err().kind, Kind::Unexpected);
    let script = self::script([(403, json!(null))]).with_body(page);
    let error = Redmine.create(&script.cx(), &payload(), key()).await.unwrap_err();
    assert_eq!((error.kind, error.retry), (Kind::Blocked, Retry::Backoff));
}

#[tokio::test]
async fn a_field_that_the_server_demands_is_named_with_where_to_give_it() {
    let errors = json!({ "errors": ["Activity cannot be blank", "Cost centre cannot be blank"] });
    let script = script([(422, errors)]);
    let error = Redmine.create(&script.cx(), &payload(), key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::Refused, Applied::No, Retry::Never));
    let said = error.detail.as_str();
    for words in ["Activity cannot be blank; Cost centre cannot be blank.", "settings (activity, fields)"] {
        assert!(said.contains(words), "{said}");
    }
}

#[tokio::test]
async fn a_server_that_lets_no_programs_in_is_told_apart_from_a_wrong_key_and_a_wrong_address() {
    let said = async |status: u16| {
        let script = Script::new([(status, Value::Null)]);
        Redmine.whoami(&script.cx()).await.unwrap_err()
    };
    let error = said(403).await;
    assert_eq!((error.kind, error.applied, error.retry), (Kind::FeatureOff, Applied::No, Retry::Never));
    assert!(error.detail.as_str().contains("REST"), "{}", error.detail);
    assert_eq!(said(401).await.kind, Kind::SignIn);
    assert_eq!(said(404).await.kind, Kind::Unexpected);
}

#[tokio::test]
async fn who_speaks_is_called_by_name_else_by_login() {
    for (user, display) in [
        (
            json!({ "id": 5, "login": "mira", "firstname": "Mira", "lastname": "Sand", "api_key": "s3cret" }),
            "Mira Sand",
        ),
        (json!({ "id": 5, "login": "mira", "firstname": "", "lastname": null }), "mira"),
        (json!({ "id": 5 }), "5"),
    ] {
        let script = Script::new([(200, json!({ "user": user }))]);
        let identity = Redmine.whoami(&script.cx()).await.unwrap();
        assert_eq!((identity.id.as_str(), identity.display.as_str()), ("5", display));
    }
    let mut script = Script::new([]);
    script.account.settings.insert("fields".to_owned(), "Cost centre=4711".to_owned());
    assert_eq!(Redmine.whoami(&script.cx()).await.unwrap_err().kind, Kind::Refused);
}

fn activities(default: bool) -> (u16, Value) {
    (
        200,
        json!({ "time_entry_activities": [
            { "id": 8, "name": "Design", "is_default": false, "active": true },
            { "id": 9, "name": "Development", "is_default": default, "active": true },
            { "id": 10, "name": "Typewriting", "is_default": false, "active": false },
        ]}),
    )
}

#[tokio::test]
async fn an_activity_that_lacks_is_asked_for_when_the_account_is_tested() {
    let refused = async |chosen: &str, default: bool| {
        let mut script = script([activities(default), (403, Value::Null)]);
        script.account.settings.insert("activity".to_owned(), chosen.to_owned());
        Redmine.rules(&script.cx()).await.map(drop).map_err(|error| error.detail.to_string())
    };
    for (chosen, default) in [("", true), ("design", false), ("9", false)] {
        assert_eq!(refused(chosen, default).await, Ok(()), "{chosen}");
    }
    let said = refused("", false).await.unwrap_err();
    assert!(said.contains("setting activity") && said.contains("Design, Development"), "{said}");
    for chosen in ["Typewriting", "10", "Review"] {
        let said = refused(chosen, true).await.unwrap_err();
        assert!(said.contains(chosen) && said.ends_with("Design, Development"), "{said}");
    }
}

#[tokio::test]
async fn custom_fields_that_lack_are_named_where_the_key_may_ask_for_them() {
    let field = |id: u32, name: &str, kind: &str, required: bool, default: Value| json!({ "id": id, "name": name, "customized_type": kind, "is_required": required, "default_value": default });
    let fields = json!({ "custom_fields": [
        field(1, "Cost centre", "time_entry", true, Value::Null),
        field(2, "Severity", "issue", true, Value::Null),
        field(3, "Place", "time_entry", true, json!("Office")),
        field(4, "Remark", "time_entry", false, Value::Null),
        field(6, "Client", "time_entry", true, json!("")),
    ]});
    let ask = async |set: &str| {
        let mut script = script([activities(true), (200, fields.clone())]);
        script.account.settings.insert("fields".to_owned(), set.to_owned());
        Redmine.rules(&script.cx()).await.map(drop).map_err(|error| error.detail.to_string())
    };
    let said = ask("").await.unwrap_err();
    assert!(said.contains("needs Cost centre and Client") && said.ends_with("as 1=…; 6=…"), "{said}");
    assert!(ask("1=4711").await.unwrap_err().contains("needs Client;"));
    assert_eq!(ask("1=4711; 6=Acme").await, Ok(()));
}

#[tokio::test]
async fn where_what_was_booked_is_not_shown_a_look_claims_nothing() {
    let script = script([issue(), (403, Value::Null)]);
    assert_eq!(Redmine.find(&script.cx(), &payload(), MORNING).await.unwrap(), Found::Hidden);
    for status in [403, 404] {
        let script = self::script([(status, Value::Null)]);
        assert_eq!(Redmine.find(&script.cx(), &payload(), MORNING).await.unwrap(), Found::Hidden, "{status}");
    }
}
