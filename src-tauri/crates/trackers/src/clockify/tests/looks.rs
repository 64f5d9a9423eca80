//! Clockify against recorded answers: which workspace a look is made in, and which entries it may take for ours.

use domain::{Payload, PayloadKind};
use serde_json::{Value, json};

use super::super::Clockify;
use super::script::{PROJECT, USER, WORKSPACE, entry, payload, script};
use crate::contract::world::{MORNING, key};
use crate::{Found, Kind, Tracker};

fn user(id: &str, active: &str) -> Value {
    json!({ "id": id, "name": "Mira", "activeWorkspace": active, "defaultWorkspace": active,
        "settings": { "timeZone": "Europe/Berlin" } })
}

/// Somebody who looks at another workspace in the browser has not moved their records there.
#[tokio::test]
async fn the_workspace_stays_the_one_that_was_found_out_first() {
    let script = script([(200, user(USER, "65f0000000000000000000b9"))]);
    let identity = Clockify.whoami(&script.cx()).await.unwrap();
    assert_eq!(identity.workspace.as_deref(), Some(WORKSPACE));
}

#[tokio::test]
async fn another_person_begins_in_their_own_active_workspace() {
    let script = script([(200, user("5a0ab5acb07987125438b699", "65f0000000000000000000b9"))]);
    let identity = Clockify.whoami(&script.cx()).await.unwrap();
    assert_eq!(identity.workspace.as_deref(), Some("65f0000000000000000000b9"));
}

#[tokio::test]
async fn a_workspace_given_by_id_costs_no_listing_and_a_wrong_one_is_told_by_its_rules() {
    let mut script =
        script([(200, user(USER, "65f0000000000000000000b9")), (404, Value::Null), (404, Value::Null)]);
    script.account.identity = None;
    script.account.workspace = Some("65F0000000000000000000B1".to_owned());
    let identity = Clockify.whoami(&script.cx()).await.unwrap();
    assert_eq!(identity.workspace.as_deref(), Some("65f0000000000000000000b1"));
    script.account.identity = Some(identity);
    let error = Clockify.rules(&script.cx()).await.unwrap_err();
    assert_eq!((error.kind, script.asked().len()), (Kind::NotFound, 2));
    assert!(error.detail.as_str().contains("another region"), "{}", error.detail);
}

/// Two complete reads that show `there` and nothing else.
fn shows(there: Value) -> [(u16, Value); 2] {
    [(200, json!([there.clone()])), (200, json!([there]))]
}

#[tokio::test]
async fn holidays_and_time_off_are_never_taken_for_work() {
    for kind in ["HOLIDAY", "TIME_OFF", "SOMETHING_NEW"] {
        for text in ["API client: retry logic", "Vacation"] {
            let script = script(shows(entry(json!({ "type": kind, "description": text }))));
            let found = Clockify.find(&script.cx(), &payload(), MORNING).await.unwrap();
            assert_eq!(found, Found::Absent, "{kind}");
        }
    }
    let unsaid = script(shows(entry(json!({ "type": null }))));
    assert!(matches!(Clockify.find(&unsaid.cx(), &payload(), MORNING).await.unwrap(), Found::One(_)));
}

/// A workspace may book breaks on a project of its own.
#[tokio::test]
async fn a_break_is_ours_on_whichever_project_the_workspace_put_it() {
    let wish = Payload { kind: PayloadKind::Break, billable: Some(false), ..payload() };
    let there = |project: Value| entry(json!({ "type": "BREAK", "projectId": project, "billable": false }));
    for project in [json!(PROJECT), json!("25b687e29ae1f428e7ebe999"), Value::Null] {
        let script = script(shows(there(project)));
        assert!(matches!(Clockify.find(&script.cx(), &wish, MORNING).await.unwrap(), Found::One(_)));
        let script = super::script::script(shows(entry(json!({}))));
        assert_eq!(Clockify.find(&script.cx(), &wish, MORNING).await.unwrap(), Found::Absent);
    }
    let moved = script([(201, there(json!("25b687e29ae1f428e7ebe999")))]);
    let made = Clockify.create(&moved.cx(), &wish, key()).await.unwrap();
    assert_eq!(made.payload, wish, "the workspace decides, so it is no change of somebody's");
}
