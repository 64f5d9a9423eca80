//! Clockify against recorded answers: what the sandbox cannot show.

use domain::TargetId;
use serde_json::json;

use super::super::Clockify;
use super::script::{PROJECT, WORKSPACE, entry, payload, script};
use crate::contract::world::key;
use crate::{TargetQuery, Tracker};

#[tokio::test]
async fn a_create_sends_whole_seconds_and_every_field() {
    let script = script([(201, entry(json!({})))]);
    let made = Clockify.create(&script.cx(), &payload(), key()).await.unwrap();
    assert_eq!((made.id.as_str(), made.payload), ("66d6c2b8a1b2c3d4e5f60718", payload()));
    let asked = &script.asked()[0];
    assert_eq!(asked.line, format!("POST /api/v1/workspaces/{WORKSPACE}/time-entries"));
    assert_eq!(asked.headers["x-api-key"], "s3cret");
    let body = json!({
        "start": "2026-11-20T09:00:00Z", "end": "2026-11-20T10:30:00Z", "description": "API client: retry logic",
        "projectId": PROJECT, "tagIds": [], "billable": true, "type": "REGULAR",
    });
    assert_eq!(asked.body, body);
}

#[tokio::test]
async fn a_change_keeps_custom_fields_and_sends_them_under_their_other_name() {
    let fields = json!([
        { "customFieldId": "5e41", "name": "Ticket", "timeEntryId": "66d6", "type": "WORKSPACE", "value": "A-1" },
        { "customFieldId": "5e42", "name": "Km", "timeEntryId": "66d6", "type": "NUMBER", "value": 12 },
        { "customFieldId": "5e43", "name": "Unset", "timeEntryId": "66d6", "type": "PROJECT", "value": null },
    ]);
    let there = entry(json!({ "customFieldValues": fields }));
    let script = script([(200, there.clone()), (200, there)]);
    let changed = Clockify.update(&script.cx(), "66d6", &payload(), &payload()).await.unwrap();
    assert_eq!(changed.payload, payload());
    let body = &script.asked()[1].body;
    let kept = json!([
        { "customFieldId": "5e41", "sourceType": "WORKSPACE", "value": "A-1" },
        { "customFieldId": "5e42", "value": 12 },
    ]);
    assert_eq!(body["customFields"], kept);
    assert_eq!(body["end"], "2026-11-20T10:30:00Z");
}

#[tokio::test]
async fn a_hydrated_entry_may_have_objects_in_the_place_of_ids() {
    let hydrated = entry(json!({
        "projectId": null, "project": { "id": PROJECT, "name": "Website" }, "tagIds": null,
        "task": { "id": "54a3", "name": "Design" },
        "tags": [{ "id": "t2", "name": "remote" }, { "id": "t1", "name": "Acme" }],
    }));
    let script = script([(200, hydrated)]);
    let read = Clockify.read(&script.cx(), "66d6", &payload()).await.unwrap().unwrap();
    assert_eq!(read.payload.target, TargetId::new(format!("{PROJECT}/54a3")));
    assert_eq!(read.payload.tags, ["Acme", "remote"]);
}

#[tokio::test]
async fn a_running_entry_holds_no_time_yet() {
    let running = entry(json!({ "timeInterval": { "start": "2026-11-20T09:00:00Z", "end": null } }));
    let script = script([(200, running)]);
    let read = Clockify.read(&script.cx(), "66d6", &payload()).await.unwrap().unwrap();
    assert_eq!(read.payload.seconds, 0);
}

#[tokio::test]
async fn last_page_decides_and_not_the_length_of_a_page() {
    let project = |id: &str| json!([{ "id": id, "name": id, "tasks": null }]);
    let script = script([(200, project("p1")), (200, project("p2")), (200, project("p3"))])
        .with_header("last-page", &["false", "false", "true"]);
    let mut cursor = None;
    let mut seen = Vec::new();
    for _ in 0..3 {
        let page = Clockify.targets(&script.cx(), TargetQuery { text: String::new(), cursor }).await.unwrap();
        seen.extend(page.items.into_iter().map(|target| target.key));
        cursor = page.next;
    }
    assert_eq!((seen, cursor), (vec!["p1".to_owned(), "p2".to_owned(), "p3".to_owned()], None));
    assert!(script.lines()[2].ends_with("page=3"), "{:?}", script.lines());
}

#[tokio::test]
async fn a_search_goes_on_until_a_page_has_a_hit() {
    let project = |id: &str| json!([{ "id": id, "name": id }]);
    let script = script([(200, project("p1")), (200, project("p2")), (200, project("p3"))])
        .with_header("last-page", &["false", "false", "true"]);
    let query = TargetQuery { text: "P2".to_owned(), cursor: None };
    let page = Clockify.targets(&script.cx(), query).await.unwrap();
    assert_eq!(page.items[0].key, "p2");
    assert_eq!(page.next.as_deref(), Some("3"));
}

#[tokio::test]
async fn administrators_are_free_of_rules_that_hold_for_members_only() {
    let workspace = json!({ "id": WORKSPACE, "name": "Studio", "features": ["BREAKS"], "workspaceSettings": {
        "lockTimeEntries": "2026-11-01T00:00:00Z", "onlyAdminsCanChangeBillableStatus": true,
        "timeTrackingMode": "STOPWATCH_ONLY", "onlyAdminsCreateTag": false,
    } });
    let (mine, none) = (json!([workspace]), json!([]));
    // The person's roles, by what each of the two lists says; a service that ignores the filter says both.
    for (owner, admin, free) in
        [(&none, &none, false), (&mine, &none, true), (&none, &mine, true), (&mine, &mine, false)]
    {
        let script = script([
            (200, workspace.clone()),
            (200, none.clone()),
            (200, owner.clone()),
            (200, admin.clone()),
        ]);
        let rules = Clockify.rules(&script.cx()).await.unwrap();
        assert_eq!(rules.locked_before.is_none(), free);
        assert_eq!((rules.live_only, rules.billable_forced), (!free, !free));
        assert!(rules.break_entries && rules.new_tags);
    }
}
