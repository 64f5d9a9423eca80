//! Align against recorded answers: what the sandbox cannot show.

use domain::target::Identity;
use domain::{Payload, PayloadKind, TargetId, Timestamp};
use serde_json::{Value, json};

use super::super::{Alignsoft, day};
use crate::contract::Script;
use crate::contract::world::{MORNING, key};
use crate::{Applied, Found, Kind, Retry, TargetQuery, Tracker};

const USER: &str = "69ec0000-0000-4000-a000-0000000000a1";
const PROJECT: &str = "9a8b0000-0000-4000-a000-0000000000c1";
const TICKET: &str = "3fa80000-0000-4000-a000-0000000000d1";
const ID: &str = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

fn script(answers: impl IntoIterator<Item = (u16, Value)>) -> Script {
    let mut script = Script::new(answers);
    script.account.identity = Some(Identity {
        id: USER.to_owned(),
        aliases: Vec::new(),
        display: "time-app".to_owned(),
        zone: None,
        workspace: Some("organization:7b1e".to_owned()),
    });
    script
}

fn payload() -> Payload {
    Payload {
        target: TargetId::new(format!("{PROJECT}/{TICKET}")),
        kind: PayloadKind::Work,
        start: day::start("2026-11-20".parse().unwrap()),
        seconds: 5400,
        text: "Login flow review".to_owned(),
        tags: Vec::new(),
        billable: Some(true),
    }
}

/// A time entry as the service shows it, with what differs from [`payload`].
fn entry(changes: Value) -> Value {
    let mut entry = json!({
        "id": ID, "organizationId": "7b1e", "projectId": PROJECT, "userId": USER, "entryId": TICKET,
        "releaseId": null, "workDate": "2026-11-20", "hours": "1.5", "minutes": 90,
        "description": "Login flow review", "billable": true, "source": "api", "status": "draft",
        "invoiced": false, "createdAt": "2026-11-20T09:00:00Z", "updatedAt": "2026-11-20T09:00:00Z",
    });
    for (name, value) in changes.as_object().unwrap() {
        entry[name] = value.clone();
    }
    entry
}

fn list(entries: &[Value]) -> (u16, Value) {
    (200, json!({ "data": entries, "page": 1, "pageSize": 100, "total": entries.len() }))
}

#[tokio::test]
async fn a_create_sends_the_local_date_and_whole_quarters_under_a_key_and_a_reference() {
    let script = script([(201, entry(json!({})))]);
    let made = Alignsoft.create(&script.cx(), &payload(), key()).await.unwrap();
    assert_eq!((made.id.as_str(), made.payload), (ID, payload()));
    let asked = &script.asked()[0];
    assert_eq!(asked.line, format!("POST /api/v1/projects/{PROJECT}/time-entries"));
    assert_eq!(asked.headers["authorization"], "Bearer s3cret");
    assert_eq!(asked.headers["idempotency-key"].len(), 36);
    let body = json!({
        "userId": USER, "workDate": "2026-11-20", "minutes": 90, "description": "Login flow review",
        "billable": true, "entryId": TICKET,
        "externalRef": {
            "provider": "stint", "externalType": "time_entry", "externalId": key().to_string(),
        },
    });
    assert_eq!(asked.body, body);
}

#[tokio::test]
async fn nothing_to_say_and_no_ticket_are_sent_as_null() {
    let wish =
        Payload { target: TargetId::new(PROJECT), text: String::new(), billable: Some(false), ..payload() };
    let bare = entry(json!({ "description": null, "entryId": null, "billable": false }));
    let script = script([(201, bare)]);
    assert_eq!(Alignsoft.create(&script.cx(), &wish, key()).await.unwrap().payload, wish);
    let body = &script.asked()[0].body;
    assert_eq!((&body["description"], &body["entryId"]), (&Value::Null, &Value::Null));
    assert_eq!(body["billable"], false);
}

#[tokio::test]
async fn hours_count_in_every_shape_and_minutes_only_without_them() {
    for hours in [json!("1.5"), json!("1.50"), json!(1.5)] {
        let shown = entry(json!({ "hours": hours, "minutes": 86, "workDate": "2026-11-20T00:00:00.000Z" }));
        let script = script([list(&[shown])]);
        let read = Alignsoft.read(&script.cx(), ID, &payload()).await.unwrap().unwrap();
        assert_eq!(read.payload, payload(), "{hours}");
    }
    let script = script([list(&[entry(json!({ "hours": null }))])]);
    assert_eq!(Alignsoft.read(&script.cx(), ID, &payload()).await.unwrap().unwrap().payload, payload());
    let script = self::script([list(&[entry(json!({ "hours": "many" }))])]);
    assert!(Alignsoft.read(&script.cx(), ID, &payload()).await.is_err());
}

#[tokio::test]
async fn other_hours_than_asked_for_are_put_right_or_shown() {
    let rounded = entry(json!({ "hours": "1.75" }));
    let script = script([(201, rounded.clone()), (200, entry(json!({})))]);
    assert_eq!(Alignsoft.create(&script.cx(), &payload(), key()).await.unwrap().payload, payload());
    assert_eq!(script.lines()[1], format!("PATCH /api/v1/time-entries/{ID}"));
    let script = self::script([(201, rounded.clone()), (200, rounded)]);
    assert_eq!(Alignsoft.create(&script.cx(), &payload(), key()).await.unwrap().payload.seconds, 6300);
    // One that is approved by now stays as it is.
    let approved = entry(json!({ "description": "as it was", "status": "approved" }));
    let script = self::script([(200, approved)]);
    let made = Alignsoft.create(&script.cx(), &payload(), key()).await.unwrap();
    assert_eq!(made.payload.text, "as it was");
}

#[tokio::test]
async fn a_lost_correction_of_what_was_made_leaves_a_doubt() {
    let script = script([(200, entry(json!({ "hours": "1.75" }))), (500, Value::Null)]);
    let error = Alignsoft.create(&script.cx(), &payload(), key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Server, Applied::Maybe));
    let old = entry(json!({ "createdAt": "2026-11-20T08:00:00Z" }));
    let script = self::script([(201, old), (429, Value::Null)]);
    let error = Alignsoft.create(&script.cx(), &payload(), key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Quota, Applied::Maybe));
}

#[tokio::test]
async fn a_change_reads_first_and_names_every_field() {
    let wish = Payload { text: "new".to_owned(), seconds: 900, ..payload() };
    let changed = entry(json!({ "description": "new", "hours": "0.25" }));
    let script = script([list(&[entry(json!({}))]), (200, changed)]);
    assert_eq!(Alignsoft.update(&script.cx(), ID, &payload(), &wish).await.unwrap().payload, wish);
    let asked = script.asked();
    let window = "startDate=2026-11-19&endDate=2026-11-21&page=1&pageSize=100";
    assert_eq!(asked[0].line, format!("GET /api/v1/projects/{PROJECT}/time-entries?{window}"));
    assert_eq!(asked[1].line, format!("PATCH /api/v1/time-entries/{ID}"));
    let body = json!({
        "workDate": "2026-11-20", "minutes": 15, "description": "new", "billable": true, "entryId": TICKET,
    });
    assert_eq!(asked[1].body, body);
    let script = self::script([list(&[entry(json!({}))]), (405, json!({ "code": "method_not_allowed" }))]);
    let error = Alignsoft.update(&script.cx(), ID, &payload(), &wish).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Unsupported, Applied::No));
}

#[tokio::test]
async fn an_entry_is_gone_only_when_the_days_around_do_not_show_it_either() {
    let script = script([list(&[]), list(&[])]);
    assert_eq!(Alignsoft.read(&script.cx(), ID, &payload()).await.unwrap(), None);
    let lines = script.lines();
    assert!(lines[1].contains("startDate=2025-11-19&endDate=2027-11-21"), "{lines:?}");
}

#[tokio::test]
async fn a_list_that_shifts_while_it_is_read_proves_nothing() {
    let page = |number: u32, id: &str| {
        (200, json!({ "data": [entry(json!({ "id": id, "hours": "3" }))], "page": number, "total": 101 }))
    };
    let shifting = || [page(1, "a"), page(2, "a")];
    let script = script(shifting());
    assert_eq!(Alignsoft.find(&script.cx(), &payload(), MORNING).await.unwrap(), Found::Inconclusive);
    assert!(script.lines()[1].ends_with("page=2&pageSize=100"), "{:?}", script.lines());
    let script = self::script(shifting().into_iter().chain(shifting()));
    let error = Alignsoft.read(&script.cx(), ID, &payload()).await.unwrap_err();
    assert_eq!((error.applied, error.retry), (Applied::No, Retry::Backoff));
}

#[tokio::test]
async fn what_others_or_people_have_entered_is_not_ours() {
    let theirs = entry(json!({ "id": "1", "userId": "69ec0000-0000-4000-a000-0000000000a2" }));
    let by_hand = entry(json!({ "id": "2", "source": "ui" }));
    let elsewhere = entry(json!({ "id": "3", "entryId": null }));
    let script = script([list(&[theirs.clone(), by_hand.clone(), elsewhere.clone()])]);
    assert_eq!(Alignsoft.find(&script.cx(), &payload(), MORNING).await.unwrap(), Found::Absent);
    let ours = entry(json!({ "billable": false }));
    let script = self::script([list(&[theirs, by_hand, elsewhere, ours])]);
    let found = Alignsoft.find(&script.cx(), &payload(), MORNING).await.unwrap();
    assert!(matches!(found, Found::One(remote) if remote.id == ID));
}

#[tokio::test]
async fn projects_go_to_the_total_and_a_ticket_may_have_a_key_of_its_own() {
    let projects = |ids: &[&str], page: u32| {
        let data: Vec<Value> =
            ids.iter().map(|id| json!({ "id": id, "name": id, "status": "Active" })).collect();
        (200, json!({ "data": data, "page": page, "pageSize": 10, "total": 11 }))
    };
    let archived = json!({ "id": "t3", "title": "old", "status": "archived" });
    let tickets = list(&[
        json!({ "id": "t1", "title": "Retry", "key": "WEB-12", "assigneeId": USER }),
        json!({ "id": "t2", "name": "Margins" }),
        archived,
    ]);
    let script = script([projects(&["p1"], 1), tickets, projects(&["p2"], 2), list(&[])]);
    let first = Alignsoft.targets(&script.cx(), TargetQuery::default()).await.unwrap();
    let keys: Vec<&str> = first.items.iter().map(|target| target.key.as_str()).collect();
    assert_eq!(keys, ["p1", "WEB-12", "p1/Margins"]);
    assert!(first.items[1].mine && first.items[1].parent.as_deref() == Some("p1"));
    let query = TargetQuery { text: String::new(), cursor: first.next };
    let second = Alignsoft.targets(&script.cx(), query).await.unwrap();
    assert_eq!((second.items.len(), second.next), (1, None));
    assert!(script.lines()[2].ends_with("/projects?page=2&pageSize=10"), "{:?}", script.lines());
}

#[tokio::test]
async fn a_key_for_one_project_that_may_not_list_it_offers_it_by_its_id() {
    let refused = (403, json!({ "code": "scope_violation", "message": "no" }));
    let mut script = script([refused, list(&[json!({ "id": TICKET, "title": "Retry" })])]);
    script.account.identity.as_mut().unwrap().workspace = Some(format!("project:{PROJECT}"));
    let page = Alignsoft.targets(&script.cx(), TargetQuery::default()).await.unwrap();
    let ids: Vec<&str> = page.items.iter().map(|target| target.id.as_str()).collect();
    assert_eq!(ids, [PROJECT.to_owned(), format!("{PROJECT}/{TICKET}")]);
    assert_eq!(page.next, None);
}

#[tokio::test]
async fn a_quota_says_its_seconds_in_either_header() {
    let pause = async |header: &'static str, value: &'static str| {
        let script = script([(429, json!({ "error": "rate_limit" }))]).with_header(header, &[value]);
        Alignsoft.create(&script.cx(), &payload(), key()).await.unwrap_err().retry
    };
    assert_eq!(pause("retry-after", "7").await, Retry::After { seconds: 7 });
    assert_eq!(pause("x-ratelimit-reset", "41").await, Retry::After { seconds: 41 });
    // An instant would be no number of seconds.
    assert_eq!(pause("x-ratelimit-reset", "1795165200").await, Retry::After { seconds: 60 });
    assert_eq!(pause("x-other", "1").await, Retry::After { seconds: 60 });
}

#[tokio::test]
async fn every_documented_refusal_is_told_apart() {
    let said = |code: &str| json!({ "error": { "code": code, "message": "no" } });
    let never = Retry::Never;
    let cases = [
        (400, said("validation_error"), Kind::Refused, never),
        (401, said("key_revoked"), Kind::SignIn, Retry::AfterSignIn),
        (402, json!({ "reason": "feature_disabled" }), Kind::FeatureOff, never),
        (402, Value::Null, Kind::FeatureOff, never),
        (403, json!({ "reason": "feature_disabled" }), Kind::FeatureOff, never),
        (403, said("scope_violation"), Kind::NotAllowed, never),
        (403, Value::Null, Kind::Blocked, Retry::Backoff),
        (404, said("not_found"), Kind::NotFound, never),
        (409, said("conflict"), Kind::Conflict, never),
        (422, said("locked"), Kind::Refused, never),
        (423, said("locked"), Kind::Locked, never),
        (429, said("rate_limit"), Kind::Quota, Retry::After { seconds: 60 }),
    ];
    for (status, body, kind, retry) in cases {
        let script = script([(status, body.clone())]);
        let error = Alignsoft.create(&script.cx(), &payload(), key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (kind, Applied::No, retry), "{status} {body}");
        assert!(!error.detail.as_str().is_empty());
    }
}

#[tokio::test]
async fn a_page_in_front_of_the_service_is_not_its_word() {
    for (status, kind, retry) in [(403, Kind::Blocked, Retry::Backoff), (404, Kind::Unexpected, Retry::Never)]
    {
        let script = script([(status, json!(null))]).with_body("<!doctype html><title>Sorry</title>");
        let error = Alignsoft.create(&script.cx(), &payload(), key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (kind, Applied::No, retry), "{status}");
    }
}

#[test]
fn a_payload_keeps_the_date_and_no_clock_time() {
    let evening: Timestamp = MORNING.plus_millis(14 * 3_600_000 + 1_800_000);
    let worked = crate::contract::world::entry("", evening, &[(domain::Kind::Work, 3_600_000)]);
    let parts = super::world().parts(&worked);
    // 23:30 UTC on the 20th is half past midnight on the 21st in Berlin.
    assert_eq!(parts[0].payload.start.rfc3339(), "2026-11-21T00:00:00.000Z");
}
