//! What Plane answers, recorded, and an account that gets these answers.

use domain::target::Identity;
use domain::{Payload, PayloadKind, TargetId};
use serde_json::{Value, json};

use crate::Remote;
use crate::contract::Script;
use crate::contract::world::MORNING;

pub(super) const PROJECT: &str = "4af68c2e-9f1b-4d6a-8c50-0e0d1f2a3b4c";
pub(super) const ITEM: &str = "1de0a2b3-c4d5-4e6f-8091-a2b3c4d5e6f7";
pub(super) const ME: &str = "16c61a3a-512a-48ac-b0be-b6b46fe6f430";
pub(super) const TEXT: &str = "2026-11-20 09:00–10:30 Login flow review";

pub(super) fn script(answers: impl IntoIterator<Item = (u16, Value)>) -> Script {
    let mut script = unknown(answers);
    script.account.identity = Some(Identity {
        id: ME.to_owned(),
        aliases: Vec::new(),
        display: "Mira".to_owned(),
        zone: None,
        workspace: Some("my-team".to_owned()),
    });
    script
}

/// As before the first `whoami`.
pub(super) fn unknown(answers: impl IntoIterator<Item = (u16, Value)>) -> Script {
    let mut script = Script::new(answers);
    script.account.workspace = Some("my-team".to_owned());
    script
}

pub(super) fn payload() -> Payload {
    Payload {
        target: TargetId::new(format!("{PROJECT}/{ITEM}")),
        kind: PayloadKind::Work,
        start: MORNING,
        seconds: 5400,
        text: TEXT.to_owned(),
        tags: Vec::new(),
        billable: None,
    }
}

/// The name of the record that [`worklog`] shows.
pub(super) fn record() -> String {
    format!("{PROJECT}/{ITEM}/b7e4")
}

/// The record as it holds [`payload`].
pub(super) fn remote() -> Remote {
    Remote { id: record(), payload: payload() }
}

/// The address of the item's worklogs by one of the names of the routes.
pub(super) fn worklogs(family: &str) -> String {
    format!("/api/v1/workspaces/my-team/projects/{PROJECT}/{family}/{ITEM}/worklogs/")
}

/// A worklog as the service shows it, with what differs from [`payload`].
pub(super) fn worklog(changes: Value) -> Value {
    let worklog = json!({
        "id": "b7e4", "created_at": "2026-11-20T16:02:11.197306+05:30",
        "updated_at": "2026-11-20T16:02:11.197320+05:30", "description": TEXT, "duration": 90,
        "created_by": ME, "updated_by": null, "project_id": PROJECT, "workspace_id": "cd4a", "logged_by": ME,
    });
    but(worklog, changes)
}

pub(super) fn item(changes: Value) -> Value {
    let item = json!({ "id": ITEM, "name": "Login flow", "sequence_id": 12, "project": PROJECT,
        "assignees": [ME], "state": "5a7e" });
    but(item, changes)
}

pub(super) fn project(changes: Value) -> Value {
    but(json!({ "id": PROJECT, "identifier": "PROJ", "name": "Product", "is_member": true }), changes)
}

/// The only page of a list.
pub(super) fn page(results: Value) -> Value {
    json!({ "results": results, "next_page_results": false, "next_cursor": "100:1:0", "total_count": 1 })
}

/// The body of a 404: no such route.
pub(super) fn no_page() -> Value {
    json!({ "error": "Page not found." })
}

/// The body of a 404: no such thing.
pub(super) fn not_there() -> Value {
    json!({ "error": "The requested resource does not exist." })
}

/// The answer to a change or removal of what is gone, or where time tracking is off.
pub(super) fn gone() -> (u16, Value) {
    (404, json!({ "error": "Worklog not found or time tracking disabled" }))
}

fn but(mut object: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        object[name] = value.clone();
    }
    object
}
