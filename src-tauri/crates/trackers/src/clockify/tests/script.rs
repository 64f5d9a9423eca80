//! What Clockify answers, recorded, and an account that gets these answers.

use domain::target::Identity;
use domain::{Payload, PayloadKind, TargetId};
use serde_json::{Value, json};

use crate::contract::Script;
use crate::contract::world::MORNING;

pub(super) const WORKSPACE: &str = "64a687e29ae1f428e7ebe303";
pub(super) const USER: &str = "5a0ab5acb07987125438b60f";
pub(super) const PROJECT: &str = "25b687e29ae1f428e7ebe123";

pub(super) fn script(answers: impl IntoIterator<Item = (u16, Value)>) -> Script {
    let mut script = Script::new(answers);
    script.account.identity = Some(Identity {
        id: USER.to_owned(),
        aliases: Vec::new(),
        display: "Mira".to_owned(),
        zone: Some("Europe/Berlin".to_owned()),
        workspace: Some(WORKSPACE.to_owned()),
    });
    script
}

pub(super) fn payload() -> Payload {
    Payload {
        target: TargetId::new(PROJECT),
        kind: PayloadKind::Work,
        start: MORNING,
        seconds: 5400,
        text: "API client: retry logic".to_owned(),
        tags: Vec::new(),
        billable: Some(true),
    }
}

/// An entry as the service shows it, with what differs from [`payload`].
pub(super) fn entry(changes: Value) -> Value {
    let mut entry = json!({
        "id": "66d6c2b8a1b2c3d4e5f60718", "workspaceId": WORKSPACE, "userId": USER,
        "description": "API client: retry logic", "projectId": PROJECT, "taskId": null, "tagIds": null,
        "billable": true, "type": "REGULAR", "isLocked": false, "kioskId": null, "customFieldValues": [],
        "timeInterval": { "start": "2026-11-20T09:00:00Z", "end": "2026-11-20T10:30:00Z", "duration": "PT1H30M" },
    });
    for (name, value) in changes.as_object().unwrap() {
        entry[name] = value.clone();
    }
    entry
}
