//! Plane against recorded answers: projects and work items in every shape a server may show them in.

use serde_json::{Value, json};

use super::super::Plane;
use super::script::{ME, PROJECT, item, page, payload, project, script};
use crate::contract::Script;
use crate::{Applied, Kind, Page, TargetQuery, Tracker, TrackerError};

#[tokio::test]
async fn items_are_listed_in_every_shape_and_by_the_hundred() {
    let started = json!({ "id": "5a7e", "group": "started" });
    for state in [json!("5a7e"), started, json!({ "id": "5a7e" }), Value::Null] {
        let items = json!([
            item(json!({ "state": state, "assignees": [{ "id": ME, "display_name": "mira" }] })),
            item(json!({ "state": state, "assignees": null })),
            item(json!({ "id": "other", "state": { "id": "x", "group": "cancelled" } })),
        ]);
        let script = script([(200, page(json!([project(json!({}))]))), (200, page(items))]);
        let listed = Plane.targets(&script.cx(), TargetQuery::default()).await.unwrap();
        assert_eq!((listed.items.len(), listed.next), (1, None), "each item once, and only open ones");
        let target = &listed.items[0];
        assert_eq!((target.id.as_str(), target.key.as_str()), (payload().target.as_str(), "PROJ-12"));
        assert!(target.mine);
        let query = "per_page=100&order_by=-updated_at&fields=id%2Cname%2Csequence_id%2Cstate%2Cassignees&expand=state";
        let lines = [
            "GET /api/v1/workspaces/my-team/projects/?per_page=100".to_owned(),
            format!("GET /api/v1/workspaces/my-team/projects/{PROJECT}/work-items/?{query}"),
        ];
        assert_eq!(script.lines(), lines);
    }
}

#[tokio::test]
async fn projects_are_left_out_for_what_a_server_tells_of_them_only() {
    let silent = json!({ "archived_at": null, "is_member": null, "member_role": null,
        "is_time_tracking_enabled": null });
    let cases = [
        (json!({}), true),
        (silent, true),
        (json!({ "member_role": 20, "is_time_tracking_enabled": true }), true),
        (json!({ "member_role": 15 }), true),
        (json!({ "member_role": 10 }), false),
        (json!({ "is_member": false }), false),
        (json!({ "archived_at": "2026-01-31" }), false),
    ];
    for (change, open) in cases {
        let projects = page(json!([project(change.clone())]));
        let script = script([(200, projects), (200, page(json!([item(json!({}))])))]);
        let listed = Plane.targets(&script.cx(), TargetQuery::default()).await.unwrap();
        assert_eq!(!listed.items.is_empty(), open, "{change}");
    }
}

/// An account that gets one project and then so many pages of its items, all told to be followed by another.
async fn listed(pages: usize) -> (Script, Result<(), TrackerError>) {
    let more = json!({ "results": [], "next_page_results": true, "next_cursor": "100:1:0" });
    let answers = std::iter::repeat_n((200, more), pages - 1).chain([(200, page(json!([])))]);
    let script = script([(200, page(json!([project(json!({}))])))].into_iter().chain(answers));
    let mut query = TargetQuery::default();
    loop {
        match Plane.targets(&script.cx(), query.clone()).await {
            Ok(Page { next: None, .. }) => return (script, Ok(())),
            Ok(page) => query.cursor = page.next,
            Err(error) => return (script, Err(error)),
        }
    }
}

#[tokio::test]
async fn a_long_listing_is_read_to_its_end_and_one_without_an_end_is_told() {
    let (script, whole) = listed(600).await;
    assert_eq!((script.asked().len(), whole), (601, Ok(())));
    let (script, endless) = listed(2000).await;
    let error = endless.unwrap_err();
    assert_eq!((script.asked().len(), error.kind, error.applied), (1001, Kind::Unexpected, Applied::No));
    assert!(error.detail.as_str().contains("1000 pages"), "{}", error.detail);
}

#[tokio::test]
async fn what_a_search_finds_is_looked_at_again() {
    let hit = |id: &str, number: u32, name: &str, project: &str| {
        json!({ "id": id, "name": name, "sequence_id": number, "project__identifier": "PROJ",
            "project_id": project, "workspace__slug": "my-team" })
    };
    let found = json!({ "issues": [
        hit("a", 1, "The login flow", PROJECT),
        hit("a", 1, "The login flow", PROJECT),
        hit("b", 2, "A number that is in the text", PROJECT),
        hit("c", 3, "Login flow elsewhere", "4af6"),
    ] });
    let script = script([(200, page(json!([project(json!({}))]))), (200, found)]);
    let query = TargetQuery { text: "Login flow".to_owned(), cursor: None };
    let page = Plane.targets(&script.cx(), query).await.unwrap();
    let keys: Vec<&str> = page.items.iter().map(|target| target.key.as_str()).collect();
    assert_eq!(keys, ["PROJ-1"]);
    let query = "search=Login+flow&limit=100&workspace_search=true";
    assert_eq!(script.lines()[1], format!("GET /api/v1/workspaces/my-team/work-items/search/?{query}"));
}
