//! Plane against recorded answers: records, and what the sandbox cannot show of them.

use domain::Payload;
use domain::TargetId;
use serde_json::{Value, json};

use super::super::Plane;
use super::script::{
    TEXT, gone, item, no_page, not_there, payload, record, remote, script, worklog, worklogs,
};
use crate::contract::world::{MORNING, key};
use crate::{Applied, Found, Kind, Remote, Retry, Tracker};

#[tokio::test]
async fn a_create_sends_minutes_and_a_text_to_an_address_with_its_last_slash() {
    let script = script([(201, worklog(json!({})))]);
    assert_eq!(Plane.create(&script.cx(), &payload(), key()).await.unwrap(), remote());
    let asked = &script.asked()[0];
    assert_eq!(asked.line, format!("POST {}", worklogs("work-items")));
    assert_eq!(asked.headers["x-api-key"], "s3cret");
    assert_eq!(asked.body, json!({ "description": TEXT, "duration": 90 }));
}

#[tokio::test]
async fn a_server_of_ones_own_keeps_its_prefix() {
    let mut script = script([(204, Value::Null)]);
    script.account.base_url = url::Url::parse("https://plane.example/team/api").unwrap();
    Plane.delete(&script.cx(), &record(), &payload()).await.unwrap();
    assert_eq!(script.lines(), [format!("DELETE /team{}b7e4/", worklogs("work-items"))]);
}

#[tokio::test]
async fn a_create_goes_by_the_older_name_only_where_the_newer_is_no_page() {
    let older = script([(404, no_page()), (201, worklog(json!({})))]);
    assert_eq!(Plane.create(&older.cx(), &payload(), key()).await.unwrap(), remote());
    assert_eq!(older.lines(), ["work-items", "issues"].map(|family| format!("POST {}", worklogs(family))));
    // Any other 404 is about the item or the project.
    let gone = script([(404, not_there()), (404, not_there())]);
    assert_eq!(Plane.create(&gone.cx(), &payload(), key()).await.unwrap_err().kind, Kind::NotFound);
    let item = worklogs("work-items").replace("worklogs/", "");
    assert_eq!(gone.lines()[1], format!("GET {item}"));
}

#[tokio::test]
async fn a_good_status_over_something_else_leaves_a_create_in_doubt() {
    // An older page of the documentation shows a project here.
    let sample =
        json!({ "id": "project-uuid", "name": "Project Name", "identifier": "PROJ", "description": "d" });
    let script = script([(201, sample)]);
    let error = Plane.create(&script.cx(), &payload(), key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::Network, Applied::Maybe, Retry::Backoff));
}

#[tokio::test]
async fn a_list_that_lags_is_not_believed() {
    // Made a moment ago, and the copy does not know it yet.
    let newer = script([(200, json!([])), (200, worklog(json!({})))]);
    assert_eq!(Plane.read(&newer.cx(), &record(), &payload()).await.unwrap(), Some(remote()));
    let asked = &newer.asked()[1];
    assert_eq!(asked.line, format!("PATCH {}b7e4/", worklogs("work-items")));
    assert_eq!(asked.body, json!({}), "it changes nothing");
    // Changed a moment ago, and the copy shows it as it was.
    let older = worklog(json!({ "duration": 60 }));
    let changed = script([(200, json!([older])), (200, worklog(json!({})))]);
    assert_eq!(Plane.read(&changed.cx(), &record(), &payload()).await.unwrap(), Some(remote()));
    // Removed a moment ago, and the copy still shows it.
    let removed = script([(200, json!([older])), (404, not_there())]);
    assert_eq!(Plane.read(&removed.cx(), &record(), &payload()).await.unwrap(), None);
    // Where nothing is in doubt, nothing more is asked.
    let plain = script([(200, json!([worklog(json!({}))]))]);
    assert_eq!(Plane.read(&plain.cx(), &record(), &payload()).await.unwrap(), Some(remote()));
}

#[tokio::test]
async fn where_a_record_cannot_be_asked_the_list_has_the_last_word() {
    let theirs = worklog(json!({ "duration": 60 }));
    for (status, body) in [
        (400, json!({ "error": "Please provide valid detail" })),
        (403, json!({ "detail": "You do not have permission to perform this action." })),
        (405, json!({ "detail": "Method \"PATCH\" not allowed." })),
    ] {
        let changed = script([(200, json!([theirs])), (status, body.clone())]);
        let read = Plane.read(&changed.cx(), &record(), &payload()).await.unwrap();
        assert_eq!(read.map(|remote| remote.payload.seconds), Some(3600), "{status}");
        let gone = script([(200, json!([])), (status, body)]);
        assert_eq!(Plane.read(&gone.cx(), &record(), &payload()).await.unwrap(), None, "{status}");
    }
    for status in [429, 500, 503] {
        let script = script([(200, json!([])), (status, json!({ "error": "later" }))]);
        let error = Plane.read(&script.cx(), &record(), &payload()).await.unwrap_err();
        assert_eq!(error.applied, Applied::No, "{status}");
        assert_ne!(error.retry, Retry::Never, "{status}");
    }
}

#[tokio::test]
async fn that_a_record_is_removed_the_list_confirms() {
    let removed = script([gone(), (200, json!([worklog(json!({ "id": "other" }))]))]);
    Plane.delete(&removed.cx(), &record(), &payload()).await.unwrap();
    assert_eq!(removed.lines()[1], format!("GET {}", worklogs("work-items")));
    let with_its_item = script([gone(), (404, not_there()), (404, not_there())]);
    Plane.delete(&with_its_item.cx(), &record(), &payload()).await.unwrap();

    let off = script([gone(), (404, json!({ "error": "Worklog is not enabled" })), (200, item(json!({})))]);
    let error = Plane.delete(&off.cx(), &record(), &payload()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::FeatureOff, Applied::No, Retry::Never));
    let lags = script([gone(), (200, json!([worklog(json!({}))]))]);
    let error = Plane.delete(&lags.cx(), &record(), &payload()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::Server, Applied::No, Retry::Backoff));
}

#[tokio::test]
async fn a_change_of_what_is_gone_is_told_apart_likewise() {
    let kind = async |answers: Vec<(u16, Value)>| {
        let script = script(answers);
        let error = Plane.update(&script.cx(), &record(), &payload(), &payload()).await.unwrap_err();
        (error.kind, error.applied, error.retry)
    };
    let never = |kind| (kind, Applied::No, Retry::Never);
    assert_eq!(kind(vec![gone(), (200, json!([]))]).await, never(Kind::NotFound));
    assert_eq!(kind(vec![gone(), (402, json!({}))]).await, never(Kind::FeatureOff));
    let lags = vec![gone(), (200, json!([worklog(json!({}))]))];
    assert_eq!(kind(lags).await, (Kind::Server, Applied::No, Retry::Backoff));
}

#[tokio::test]
async fn a_change_says_both_values_absolutely() {
    let wish = Payload { seconds: 60, text: "2026-11-20 09:00–09:01".to_owned(), ..payload() };
    let script = script([(200, worklog(json!({ "duration": 1, "description": wish.text })))]);
    let changed = Plane.update(&script.cx(), &record(), &payload(), &wish).await.unwrap();
    assert_eq!(changed, Remote { id: record(), payload: wish.clone() });
    assert_eq!(script.asked()[0].line, format!("PATCH {}b7e4/", worklogs("work-items")));
    assert_eq!(script.asked()[0].body, json!({ "description": wish.text, "duration": 1 }));
}

#[tokio::test]
async fn a_start_that_somebody_changed_is_read_from_the_text() {
    let theirs = "2026-11-20 08:45–10:30 Login flow review";
    for shown in [theirs.to_owned(), format!("<p>{theirs}</p>")] {
        let there = worklog(json!({ "description": shown }));
        let script = script([(200, json!([there])), (200, there)]);
        let read = Plane.read(&script.cx(), &record(), &payload()).await.unwrap().unwrap();
        assert_eq!(read.payload.start, MORNING.plus_millis(-15 * 60_000), "{shown}");
    }
    // So a change of ours whose answer was lost is known again.
    let wish = Payload { start: MORNING.plus_millis(-15 * 60_000), text: theirs.to_owned(), ..payload() };
    let there = worklog(json!({ "description": theirs }));
    let script = script([(200, json!([there])), (200, there)]);
    let read = Plane.read(&script.cx(), &record(), &payload()).await.unwrap();
    assert_eq!(read.map(|remote| remote.payload), Some(wish));
}

#[tokio::test]
async fn a_record_does_not_move_to_another_item() {
    let script = script([]);
    let wish = Payload { target: TargetId::new("PROJ-13"), ..payload() };
    let error = Plane.update(&script.cx(), &record(), &payload(), &wish).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Refused, Applied::No));
}

#[tokio::test]
async fn a_record_named_without_its_place_is_one_of_the_booked_item() {
    let script = script([(200, json!([worklog(json!({}))]))]);
    assert_eq!(Plane.read(&script.cx(), "b7e4", &payload()).await.unwrap(), Some(remote()));
}

#[tokio::test]
async fn a_description_in_another_form_is_the_same_one() {
    let wish = Payload { text: format!("{TEXT}: a < b & <i>c</i>"), ..payload() };
    for shown in [
        format!("{TEXT}: a < b & <i>c</i>"),
        format!("{TEXT}: a &lt; b &amp; &lt;i&gt;c&lt;/i&gt;"),
        format!("<p>{TEXT}: a &lt; b &amp; <i>c</i></p>"),
        format!("{TEXT}: a < b & c\n"),
    ] {
        let there = json!([worklog(json!({ "description": shown }))]);
        let script = script([(200, there.clone()), (200, there)]);
        let held = Remote { id: record(), payload: wish.clone() };
        let read = Plane.read(&script.cx(), &record(), &wish).await.unwrap();
        assert_eq!(read, Some(held.clone()), "{shown}");
        assert_eq!(Plane.find(&script.cx(), &wish, MORNING).await.unwrap(), Found::One(held), "{shown}");
    }
}

#[tokio::test]
async fn only_minutes_times_and_author_together_make_a_record_ones_own() {
    let other = "16c61a3a-0000-48ac-b0be-b6b46fe6f430";
    let absent = [
        json!({ "logged_by": other }),
        json!({ "logged_by": null, "created_by": other }),
        json!({ "duration": 91 }),
        json!({ "description": "2026-11-20 09:01–10:30 Login flow review" }),
        json!({ "description": "2026-11-20 09:00–10:30 (break 0:15) Login flow review" }),
        json!({ "description": "Login flow review" }),
        json!({ "deleted_at": "2026-11-20T16:02:11.197306+05:30" }),
    ];
    for change in absent {
        let script = script([(200, json!([worklog(change.clone())]))]);
        assert_eq!(Plane.find(&script.cx(), &payload(), MORNING).await.unwrap(), Found::Absent, "{change}");
    }
    // Nearly it: neither adopted nor made again.
    let nearly = [
        json!({ "description": "2026-11-20 09:00–10:30 Login" }),
        json!({ "description": "<p>2026-11-20 09:00&ndash;10:30</p><p>Login</p>" }),
        json!({ "logged_by": null, "created_by": null }),
    ];
    for change in nearly {
        let script = script([(200, json!([worklog(change.clone())]))]);
        let found = Plane.find(&script.cx(), &payload(), MORNING).await.unwrap();
        assert!(matches!(&found, Found::Many(records) if records.len() == 1), "{change}: {found:?}");
    }
    // One that is wholly it is it, whatever stands beside it.
    let beside = worklog(json!({ "id": "c1", "description": "2026-11-20 09:00–10:30" }));
    let script = script([(200, json!([beside, worklog(json!({}))]))]);
    assert_eq!(Plane.find(&script.cx(), &payload(), MORNING).await.unwrap(), Found::One(remote()));
}

#[tokio::test]
async fn a_list_of_worklogs_that_has_pages_is_read_to_the_end() {
    let other = worklog(json!({ "id": "a1", "duration": 5 }));
    let first = json!({ "results": [other], "next_page_results": true, "next_cursor": "20:1:0" });
    let last = json!({ "results": [other, worklog(json!({}))], "next_page_results": false, "next_cursor": "20:2:0" });
    let script = script([(200, first), (200, last)]);
    assert_eq!(Plane.find(&script.cx(), &payload(), MORNING).await.unwrap(), Found::One(remote()));
    assert_eq!(script.lines()[1], format!("GET {}?cursor=20%3A1%3A0", worklogs("work-items")));
}

#[tokio::test]
async fn a_duration_without_sense_equals_no_booking() {
    for duration in [json!(-5), json!(i64::MAX), json!(u32::MAX)] {
        let there = worklog(json!({ "duration": duration }));
        let script = script([(200, json!([there])), (200, there)]);
        let read = Plane.read(&script.cx(), &record(), &payload()).await.unwrap().unwrap();
        assert_eq!(read.payload.seconds, 0, "{duration}");
    }
}
