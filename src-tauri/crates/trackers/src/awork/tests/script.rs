//! What awork answers, recorded, and an account that gets these answers.

use domain::target::Identity;
use domain::{Payload, PayloadKind, TargetId};
use serde_json::{Value, json};

use crate::Remote;
use crate::contract::Script;
use crate::contract::world::MORNING;

pub(super) const ME: &str = "83477d16-0000-4000-8000-00000000000a";
pub(super) const OTHER: &str = "83477d16-0000-4000-8000-00000000000b";
pub(super) const PROJECT: &str = "83343fb9-0000-4000-8000-00000000000a";
pub(super) const TASK: &str = "b2c477d8-0000-4000-8000-00000000000a";
pub(super) const DESIGN: &str = "e2095787-0000-4000-8000-00000000000a";
pub(super) const MEETING: &str = "e2095787-0000-4000-8000-00000000000b";
pub(super) const ENTRY: &str = "2a408383-0000-4000-8000-00000000000a";

/// As a stored connection has it.
pub(super) fn script(answers: impl IntoIterator<Item = (u16, Value)>) -> Script {
    let mut script = Script::new(answers);
    script.account.identity = Some(Identity {
        id: ME.to_owned(),
        aliases: Vec::new(),
        display: "Mira Sand".to_owned(),
        zone: None,
        workspace: Some("30a4".to_owned()),
    });
    script
}

/// The same with an answer to one of the form's fields.
pub(super) fn with(mut script: Script, setting: &str, value: &str) -> Script {
    script.account.settings.insert(setting.to_owned(), value.to_owned());
    script
}

pub(super) fn payload() -> Payload {
    Payload {
        target: TargetId::new(format!("{PROJECT}/{TASK}")),
        kind: PayloadKind::Work,
        start: MORNING,
        seconds: 5400,
        text: "Login flow review".to_owned(),
        tags: Vec::new(),
        billable: Some(true),
    }
}

/// The record as it holds [`payload`].
pub(super) fn remote() -> Remote {
    Remote { id: ENTRY.to_owned(), payload: payload() }
}

/// A time entry as the service shows it, with what differs from [`payload`].
pub(super) fn entry(changes: Value) -> Value {
    let entry = json!({
        "id": ENTRY, "userId": ME, "createdBy": ME, "createdOn": "2026-11-20T10:31:02.878Z",
        "updatedBy": ME, "updatedOn": "2026-11-20T10:31:02.878Z", "resourceVersion": 639_127_221_318_780_000_u64,
        "startDateUtc": "2026-11-20T00:00:00Z", "startTimeUtc": "09:00:00",
        "endDateUtc": "2026-11-20T00:00:00Z", "endTimeUtc": "10:30:00",
        "startDateLocal": "2026-11-20T00:00:00", "startTimeLocal": "10:00:00",
        "timezone": "Europe/Berlin", "duration": 5400, "breakDuration": 0, "breaks": [],
        "note": "Login flow review", "typeOfWorkId": DESIGN, "projectId": PROJECT, "taskId": TASK,
        "isBillable": true, "isBilled": false, "isExternal": false,
    });
    but(entry, changes)
}

pub(super) fn task(changes: Value) -> Value {
    let task = json!({ "id": TASK, "name": "Login flow review", "taskIdentifier": "WEB-12", "projectId": PROJECT,
        "project": { "id": PROJECT, "name": "Website", "isBillableByDefault": true },
        "typeOfWorkId": DESIGN, "taskStatus": { "type": "todo" }, "assignees": [{ "id": ME }] });
    but(task, changes)
}

pub(super) fn types_of_work() -> Value {
    json!([
        { "id": DESIGN, "name": "Design", "isArchived": false },
        { "id": MEETING, "name": "Meeting" },
        { "id": "e209", "name": "Fax", "isArchived": true },
    ])
}

pub(super) fn me(changes: Value) -> Value {
    let me = json!({ "id": ME, "firstName": "Mira", "lastName": "Sand",
        "userContactInfos": [{ "type": "phone", "value": "1" }, { "type": "email", "value": "mira@example.org" }],
        "isDeactivated": false, "workspace": { "id": "30a4", "name": "Studio" } });
    but(me, changes)
}

/// The body of an error.
pub(super) fn problem(code: &str, description: &str) -> Value {
    json!({ "code": code, "description": description, "link": "https://developers.awork.com", "traceId": "a65c" })
}

/// A 401 that is about a right.
pub(super) fn no_right() -> (u16, Value) {
    (401, problem("unauthorized", "Missing permission."))
}

/// A 404 about the one thing that was asked for.
pub(super) fn gone() -> (u16, Value) {
    (404, problem("not-found", "The entity does not exist."))
}

/// A 404 that says nothing about it: there is no such address.
pub(super) fn no_route() -> (u16, Value) {
    (404, problem("not-found", "There is no matching path for this URL."))
}

/// `null` takes a member away, as the service leaves out what is nothing.
fn but(mut object: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            object.as_object_mut().unwrap().remove(name);
        } else {
            object[name] = value.clone();
        }
    }
    object
}
