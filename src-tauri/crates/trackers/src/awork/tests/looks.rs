//! awork against recorded answers: looking for an entry whose create got no answer, and for targets.

use serde_json::{Value, json};

use super::super::Awork;
use super::script::{ENTRY, ME, OTHER, entry, payload, problem, remote, script, task};
use crate::contract::Script;
use crate::contract::world::MORNING;
use crate::{Found, Remote, TargetQuery, Tracker};

/// Half an hour after the work ended.
fn since() -> domain::Timestamp {
    MORNING.plus_millis(2 * 3_600_000)
}

async fn look(script: &Script) -> Found {
    Awork.find(&script.cx(), &payload(), since()).await.unwrap()
}

/// What is found when both shapes of the look show these rows.
async fn shown(rows: Value) -> Found {
    look(&script([(200, rows.clone()), (200, rows)])).await
}

/// An entry made when it was sent.
fn fresh(changes: Value) -> Value {
    let mut entry = entry(json!({ "createdOn": "2026-11-20T11:00:01.417Z" }));
    entry.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    entry
}

#[tokio::test]
async fn a_look_asks_for_what_was_made_since_and_for_the_days_around() {
    let script = script([(200, json!([])), (200, json!([]))]);
    assert_eq!(look(&script).await, Found::Absent);
    let asked: Vec<String> = script
        .lines()
        .iter()
        .map(|line| {
            let url = url::Url::parse(&format!("https://host.example{}", line.strip_prefix("GET ").unwrap()));
            let pairs: Vec<(String, String)> = url.unwrap().query_pairs().into_owned().collect();
            let rest = [("orderby", "createdOn desc"), ("page", "1"), ("pageSize", "500")];
            assert_eq!(pairs[1..], rest.map(|(name, value)| (name.to_owned(), value.to_owned())));
            pairs[0].1.clone()
        })
        .collect();
    let days =
        "startDateUtc ge datetime'2026-11-19T00:00:00' and startDateUtc lt datetime'2026-11-22T00:00:00'";
    let expected = [
        format!("userId eq guid'{ME}' and createdOn ge datetime'2026-11-20T10:50:00'"),
        format!("userId eq guid'{ME}' and {days}"),
    ];
    assert_eq!(asked, expected);
}

#[tokio::test]
async fn either_shape_alone_finds_it() {
    let (there, nothing) = ((200, json!([fresh(json!({}))])), (200, json!([])));
    assert_eq!(look(&script([there.clone(), nothing.clone()])).await, Found::One(remote()));
    assert_eq!(look(&script([nothing, there])).await, Found::One(remote()));
}

#[tokio::test]
async fn rows_that_a_filter_should_have_kept_out_are_not_believed() {
    let everything = json!([
        fresh(json!({ "id": "a", "userId": OTHER })),
        fresh(json!({ "id": "b", "userId": null })),
        fresh(json!({ "id": "c", "startTimeUtc": "09:00:01" })),
        fresh(json!({ "id": "d", "startDateUtc": "2026-11-19T00:00:00Z" })),
        fresh(json!({ "id": "e", "duration": 5399 })),
        fresh(json!({ "id": "f", "taskId": null })),
        fresh(json!({ "id": "g", "projectId": OTHER })),
    ]);
    assert_eq!(shown(everything.clone()).await, Found::Absent);
    let mut with_it = everything;
    with_it.as_array_mut().unwrap().push(fresh(json!({})));
    assert_eq!(shown(with_it).await, Found::One(remote()));
}

#[tokio::test]
async fn what_may_be_somebody_elses_work_is_a_question() {
    for changes in [
        json!({ "note": "another text" }),
        json!({ "createdBy": OTHER }),
        json!({ "createdOn": "2026-11-20T10:49:59.999Z" }),
    ] {
        let Found::Many(found) = shown(json!([fresh(changes.clone())])).await else { panic!("{changes}") };
        assert_eq!(found.len(), 1, "{changes}");
    }
    // Ten minutes are how far two clocks may be apart.
    assert_eq!(
        shown(json!([fresh(json!({ "createdOn": "2026-11-20T10:50:00Z" }))])).await,
        Found::One(remote())
    );
    // A text that is padded there is the same one.
    let padded = shown(json!([fresh(json!({ "note": "Login flow review \n" }))])).await;
    assert!(matches!(padded, Found::One(Remote { id, .. }) if id == ENTRY));
}

#[tokio::test]
async fn an_entry_made_through_an_api_key_is_ones_own() {
    let mut script = script([(200, json!([fresh(json!({ "createdBy": OTHER }))])), (200, json!([]))]);
    script.account.identity.as_mut().unwrap().aliases = vec![OTHER.to_owned()];
    assert_eq!(look(&script).await, Found::One(remote()));
}

#[tokio::test]
async fn fewer_rows_than_announced_prove_nothing() {
    let other = || json!([fresh(json!({ "id": "c", "duration": 1 }))]);
    let short = |totals: &[&'static str]| {
        let pages = [(200, other()), (200, json!([])), (200, json!([]))];
        script(pages).with_header("aw-totalitems", totals)
    };
    assert_eq!(look(&short(&["2", "2", "0"])).await, Found::Inconclusive);
    let whole = script([(200, other()), (200, json!([]))]).with_header("aw-totalitems", &["1", "0"]);
    assert_eq!(look(&whole).await, Found::Absent);
}

#[tokio::test]
async fn a_service_that_gives_shorter_pages_is_asked_on() {
    let first = json!([fresh(json!({ "id": "c", "duration": 1 }))]);
    let pages = [(200, first), (200, json!([fresh(json!({}))])), (200, json!([]))];
    let script = script(pages).with_header("aw-totalitems", &["2", "2", "0"]);
    assert_eq!(look(&script).await, Found::One(remote()));
    assert!(script.lines()[1].contains("page=2"));
}

#[tokio::test]
async fn a_filter_that_is_not_understood_is_no_complete_look() {
    let bad = || (400, problem("invalid-filter-or-order", "The filter is invalid."));
    assert_eq!(look(&script([bad(), (200, json!([]))])).await, Found::Inconclusive);
    let found = script([bad(), (200, json!([fresh(json!({}))]))]);
    assert_eq!(look(&found).await, Found::One(remote()));
}

#[tokio::test]
async fn a_task_is_found_by_its_identifier_or_in_the_whole_list() {
    let keys = async |script: &Script| {
        let query = TargetQuery { text: "web-12".to_owned(), cursor: None };
        let page = Awork.targets(&script.cx(), query).await.unwrap();
        page.items.into_iter().map(|target| target.key).collect::<Vec<_>>()
    };
    let other = || task(json!({ "id": OTHER, "taskIdentifier": "WEB-120", "name": "Another" }));
    // Done or not: it was asked for by its name.
    let done = task(json!({ "taskStatus": { "type": "done" } }));
    let filtered = script([(200, json!([done]))]);
    assert_eq!(keys(&filtered).await, ["WEB-12"]);
    let line = &filtered.lines()[0];
    assert!(
        line.starts_with("GET /api/v1/me/projecttasks?filterby=taskIdentifier+eq+%27WEB-12%27&"),
        "{line}"
    );
    // A filter that is not honoured shows everything; one that is not understood, nothing.
    let unfiltered = script([(200, json!([other(), task(json!({}))]))]);
    assert_eq!(keys(&unfiltered).await, ["WEB-12"]);
    let list = [(200, json!([])), (200, json!([task(json!({})), other()]))];
    let bad = (400, problem("invalid-filter-or-order", "no"));
    assert_eq!(keys(&script([bad].into_iter().chain(list))).await, ["WEB-12", "WEB-120"]);
}

#[tokio::test]
async fn what_cannot_be_booked_on_is_left_out_for_what_is_told() {
    let project = |status: Value| json!({ "id": OTHER, "name": "Shop", "projectStatus": status });
    let tasks = json!([
        task(json!({})),
        task(json!({ "taskStatus": { "type": "done" } })),
        task(json!({ "isRecurring": true })),
        task(json!({ "projectId": OTHER, "project": project(json!({ "type": "closed" })) })),
        task(json!({ "id": OTHER, "taskIdentifier": null, "taskStatus": null, "assignees": null })),
    ]);
    let projects = json!([project(Value::Null), project(json!({ "type": "closed" }))]);
    let script = script([(200, projects), (200, tasks), (200, json!([]))]);
    let mut targets = Vec::new();
    let mut cursor = None;
    loop {
        let page = Awork.targets(&script.cx(), TargetQuery { text: String::new(), cursor }).await.unwrap();
        targets.extend(page.items.into_iter().map(|target| (target.key, target.mine)));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    let expected = [("Shop", false), ("WEB-12", true), ("Website/Login flow review", false)];
    assert_eq!(targets, expected.map(|(key, mine)| (key.to_owned(), mine)));
}
