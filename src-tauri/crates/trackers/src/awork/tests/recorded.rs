//! awork against recorded answers: what is sent, and how entries are read in every shape.

use domain::{Payload, TargetId};
use serde_json::{Value, json};

use super::super::Awork;
use super::script::{
    DESIGN, ENTRY, ME, MEETING, OTHER, PROJECT, TASK, entry, gone, me, no_right, no_route, payload, problem,
    remote, script, task, types_of_work, with,
};
use crate::contract::Script;
use crate::contract::world::{MORNING, key};
use crate::{Applied, Kind, Remote, Retry, Tracker};

/// The type of work that a create sends, and what was asked before.
async fn type_sent(script: &Script, payload: &Payload) -> (Value, Vec<String>) {
    Awork.create(&script.cx(), payload, key()).await.unwrap();
    let mut asked = script.asked();
    let sent = asked.pop().unwrap();
    assert_eq!(sent.line, "POST /api/v1/timeentries");
    let lines = asked.into_iter().map(|asked| asked.line.split('?').next().unwrap().to_owned());
    (sent.body["typeOfWorkId"].clone(), lines.collect())
}

#[tokio::test]
async fn a_create_sends_day_and_time_of_day_of_one_zone_and_a_length() {
    let script = script([(200, task(json!({}))), (200, entry(json!({})))]);
    assert_eq!(Awork.create(&script.cx(), &payload(), key()).await.unwrap(), remote());
    let asked = &script.asked()[1];
    assert_eq!(asked.line, "POST /api/v1/timeentries");
    assert_eq!(asked.headers["authorization"], "Bearer s3cret");
    let sent = json!({
        "userId": ME, "typeOfWorkId": DESIGN, "projectId": PROJECT, "taskId": TASK, "timezone": "Europe/Berlin",
        "startDateUtc": "2026-11-20T00:00:00Z", "startTimeUtc": "09:00:00", "duration": 5400,
        "note": "Login flow review", "isBillable": true, "isBilled": false,
    });
    assert_eq!(asked.body, sent, "no end, no local times, no break");
}

#[tokio::test]
async fn just_after_a_local_midnight_the_day_sent_is_the_utc_one() {
    // Half past midnight in Berlin, on the twenty-first.
    let wish = Payload { start: MORNING.plus_millis(14 * 3_600_000 + 30 * 60_000), ..payload() };
    let answer = entry(json!({ "startTimeUtc": "23:30:00", "endDateUtc": "2026-11-21T00:00:00Z" }));
    let script = script([(200, task(json!({}))), (200, answer)]);
    let made = Awork.create(&script.cx(), &wish, key()).await.unwrap();
    assert_eq!(made.payload, wish);
    let body = &script.asked()[1].body;
    assert_eq!(body["startDateUtc"], "2026-11-20T00:00:00Z");
    assert_eq!(body["startTimeUtc"], "23:30:00");
}

#[tokio::test]
async fn the_type_of_work_is_the_connections_else_the_tasks() {
    let made = || (200, entry(json!({})));
    let task_line = format!("GET /api/v1/tasks/{TASK}");
    let of_task = script([(200, task(json!({}))), made()]);
    assert_eq!(type_sent(&of_task, &payload()).await, (json!(DESIGN), vec![task_line]));
    let by_name = with(script([(200, types_of_work()), made()]), "type_of_work", " meeting ");
    assert_eq!(
        type_sent(&by_name, &payload()).await,
        (json!(MEETING), vec!["GET /api/v1/typeofwork".to_owned()])
    );
    let by_id = with(script([made()]), "type_of_work", MEETING);
    assert_eq!(type_sent(&by_id, &payload()).await, (json!(MEETING), Vec::new()));
}

#[tokio::test]
async fn without_a_task_the_only_type_of_work_is_taken_and_none_is_guessed() {
    let on_project = Payload { target: TargetId::new(PROJECT), ..payload() };
    let one =
        json!([{ "id": MEETING, "name": "Meeting" }, { "id": "e209", "name": "Fax", "isArchived": true }]);
    let made = entry(json!({ "taskId": null }));
    let only = script([(200, one), (200, made)]);
    assert_eq!(type_sent(&only, &on_project).await.0, json!(MEETING));
    for (script, words) in [
        (script([(200, types_of_work())]), "needs a type of work"),
        (with(script([(200, types_of_work())]), "type_of_work", "Fax"), "Design, Meeting"),
    ] {
        let error = Awork.create(&script.cx(), &on_project, key()).await.unwrap_err();
        let seen = (error.kind, error.applied, error.retry);
        assert_eq!(seen, (Kind::Refused, Applied::No, Retry::Never));
        assert!(error.detail.as_str().contains(words), "{}", error.detail);
    }
}

#[tokio::test]
async fn who_may_see_no_tasks_but_the_own_asks_for_the_assigned_one() {
    let made = (200, entry(json!({})));
    let script = script([no_right(), (200, me(json!({}))), (200, task(json!({}))), made]);
    let (kind, lines) = type_sent(&script, &payload()).await;
    let assigned = format!("GET /api/v1/me/assignedtasks/{TASK}");
    let expected = [format!("GET /api/v1/tasks/{TASK}"), "GET /api/v1/me".to_owned(), assigned];
    assert_eq!((kind, lines), (json!(DESIGN), expected.to_vec()));
}

#[tokio::test]
async fn a_task_that_is_not_there_is_told_before_anything_is_sent() {
    let script = script([gone()]);
    let error = Awork.create(&script.cx(), &payload(), key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::NotFound, Applied::No, Retry::Never));
}

#[tokio::test]
async fn private_tasks_and_whole_projects_name_what_they_lack_as_null() {
    for (target, project, task) in [
        (PROJECT.to_owned(), json!(PROJECT), Value::Null),
        (format!("private/{TASK}"), Value::Null, json!(TASK)),
    ] {
        let wish = Payload { target: TargetId::new(&target), text: String::new(), ..payload() };
        let made = entry(json!({ "projectId": project, "taskId": task, "note": null }));
        let script = with(script([(200, made)]), "type_of_work", DESIGN);
        assert_eq!(Awork.create(&script.cx(), &wish, key()).await.unwrap().payload, wish);
        let body = &script.asked()[0].body;
        assert_eq!((&body["projectId"], &body["taskId"], &body["note"]), (&project, &task, &Value::Null));
    }
}

#[tokio::test]
async fn a_change_sends_the_whole_entry_with_what_was_chosen_there() {
    let there = entry(
        json!({ "typeOfWorkId": MEETING, "timezone": "Asia/Tokyo", "isBilled": true, "userId": OTHER }),
    );
    let wish = Payload { seconds: 60, text: String::new(), billable: Some(false), ..payload() };
    let after = entry(json!({ "duration": 60, "note": null, "isBillable": false }));
    let script = script([(200, there), (200, after)]);
    let changed = Awork.update(&script.cx(), ENTRY, &payload(), &wish).await.unwrap();
    assert_eq!(changed, Remote { id: ENTRY.to_owned(), payload: wish });
    let [read, put] = &script.asked()[..] else { panic!("two requests") };
    assert_eq!(read.line, format!("GET /api/v1/timeentries/{ENTRY}"));
    assert_eq!(put.line, format!("PUT /api/v1/timeentries/{ENTRY}"));
    let sent = json!({
        "userId": OTHER, "typeOfWorkId": MEETING, "projectId": PROJECT, "taskId": TASK, "timezone": "Asia/Tokyo",
        "startDateUtc": "2026-11-20T00:00:00Z", "startTimeUtc": "09:00:00", "endDateUtc": null, "endTimeUtc": null,
        "duration": 60, "note": null, "isBillable": false, "isBilled": true,
    });
    assert_eq!(put.body, sent);
}

#[tokio::test]
async fn an_entry_that_moves_gets_the_type_of_work_of_where_it_goes() {
    let other = "b2c477d8-0000-4000-8000-00000000000b";
    let wish = Payload { target: TargetId::new(format!("{PROJECT}/{other}")), ..payload() };
    let moved = entry(json!({ "taskId": other }));
    let to = task(json!({ "id": other, "typeOfWorkId": MEETING }));
    let script = script([(200, entry(json!({}))), (200, to), (200, moved)]);
    assert_eq!(Awork.update(&script.cx(), ENTRY, &payload(), &wish).await.unwrap().payload, wish);
    assert_eq!(script.asked()[2].body["typeOfWorkId"], MEETING);
}

#[tokio::test]
async fn entries_are_read_in_every_shape() {
    let seconds = |changes: Value| {
        let script = script([(200, entry(changes))]);
        async move { Awork.read(&script.cx(), ENTRY, &payload()).await.unwrap().unwrap().payload }
    };
    assert_eq!(seconds(json!({})).await, payload());
    // Made by a timer.
    let timed = seconds(json!({ "startTimeUtc": "09:00:00.4171234" })).await;
    assert_eq!(timed, Payload { start: MORNING.plus_millis(417), ..payload() });
    // It runs.
    let running = seconds(json!({ "duration": 0, "endDateUtc": null, "endTimeUtc": null })).await;
    assert_eq!(running, Payload { seconds: 0, ..payload() });
    // Of a whole day.
    let whole = seconds(json!({ "startTimeUtc": null, "endDateUtc": null, "endTimeUtc": null })).await;
    assert_eq!(whole, Payload { start: MORNING.plus_millis(-9 * 3_600_000), ..payload() });
    // Of nothing, and of nobody.
    let bare = seconds(json!({ "projectId": null, "taskId": null, "note": null, "userId": null })).await;
    assert_eq!((bare.target.as_str(), bare.text.as_str()), ("private", ""));
}

#[tokio::test]
async fn an_entry_without_a_day_is_no_answer() {
    let make = [(200, task(json!({}))), (200, entry(json!({ "startDateUtc": null })))];
    let making = script(make);
    let error = Awork.create(&making.cx(), &payload(), key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::Network, Applied::Maybe, Retry::Backoff));
    let read = script([(200, entry(json!({ "startTimeUtc": "half past nine" })))]);
    let error = Awork.read(&read.cx(), ENTRY, &payload()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Unexpected, Applied::No));
}

#[tokio::test]
async fn an_address_that_is_not_there_says_nothing_about_an_entry() {
    let (read, removed) = (script([gone()]), script([gone()]));
    assert_eq!(Awork.read(&read.cx(), ENTRY, &payload()).await.unwrap(), None);
    Awork.delete(&removed.cx(), ENTRY, &payload()).await.unwrap();
    assert_eq!(removed.lines(), [format!("DELETE /api/v1/timeentries/{ENTRY}")]);

    let read = script([no_route()]);
    let error = Awork.read(&read.cx(), ENTRY, &payload()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Unexpected, Applied::No));
    let removed = script([no_route()]);
    assert_eq!(Awork.delete(&removed.cx(), ENTRY, &payload()).await.unwrap_err().kind, Kind::Unexpected);
    let page = script([(404, Value::Null)]).with_body("<html>not here</html>");
    assert_eq!(Awork.read(&page.cx(), ENTRY, &payload()).await.unwrap_err().kind, Kind::Unexpected);
}

#[tokio::test]
async fn a_billed_entry_is_for_administrators_to_remove() {
    let billed = (401, problem("unauthorized", "Admin permissions are required for billed entries."));
    let script = script([billed, (200, me(json!({})))]);
    let error = Awork.delete(&script.cx(), ENTRY, &payload()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::NotAllowed, Applied::No, Retry::Never));
    assert!(error.detail.as_str().contains("billed"), "{}", error.detail);
}
