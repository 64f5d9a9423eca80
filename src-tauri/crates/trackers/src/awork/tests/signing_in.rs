//! awork against recorded answers: for whom is booked, and what the workspace demands.

use domain::Timestamp;
use serde_json::{Value, json};

use super::super::Awork;
use super::script::{ME, MEETING, OTHER, gone, me, no_right, no_route, problem, script, types_of_work, with};
use crate::contract::Script;
use crate::{Applied, Kind, Retry, Tracker, WorkspaceRules};

fn unknown(answers: impl IntoIterator<Item = (u16, Value)>) -> Script {
    Script::new(answers)
}

fn other() -> Value {
    let mails = json!([{ "type": "email", "value": "Oleg@Example.org" }]);
    me(
        json!({ "id": OTHER, "firstName": "Oleg", "lastName": "", "userContactInfos": mails, "workspace": null }),
    )
}

#[tokio::test]
async fn a_token_speaks_for_its_person() {
    for (changes, display) in [
        (json!({}), "Mira Sand"),
        (json!({ "firstName": null, "lastName": "Sand" }), "Sand"),
        (json!({ "firstName": null, "lastName": null }), "mira@example.org"),
        (json!({ "firstName": null, "lastName": null, "userContactInfos": null }), ME),
    ] {
        let script = unknown([(200, me(changes))]);
        let identity = Awork.whoami(&script.cx()).await.unwrap();
        assert_eq!((identity.id.as_str(), identity.display.as_str()), (ME, display));
        assert_eq!((identity.workspace.as_deref(), identity.aliases.len()), (Some("30a4"), 0));
        assert_eq!(script.lines(), ["GET /api/v1/me"]);
    }
    // Named in the settings although it is the same person: nobody else is looked for.
    for name in [ME, "MIRA@example.org"] {
        let script = with(unknown([(200, me(json!({})))]), "user", name);
        assert_eq!(Awork.whoami(&script.cx()).await.unwrap().aliases, Vec::<String>::new());
    }
}

#[tokio::test]
async fn an_api_key_books_for_the_person_of_the_settings() {
    for name in [OTHER, " oleg@example.org "] {
        let users = json!([me(json!({})), other()]);
        let script = with(unknown([(200, me(json!({}))), (200, users)]), "user", name);
        let identity = Awork.whoami(&script.cx()).await.unwrap();
        assert_eq!((identity.id.as_str(), identity.aliases), (OTHER, vec![ME.to_owned()]));
        assert_eq!(identity.display, "Oleg, booked by Mira Sand");
        assert_eq!(identity.workspace.as_deref(), Some("30a4"));
        assert_eq!(script.lines()[1], "GET /api/v1/users?page=1&pageSize=500");
    }
}

#[tokio::test]
async fn a_person_who_is_not_shown_or_gone_is_told() {
    let with_users =
        |users: Value, name: &str| with(unknown([(200, me(json!({}))), (200, users)]), "user", name);
    let kind = async |script: Script| {
        let error = Awork.whoami(&script.cx()).await.unwrap_err();
        assert_eq!(error.applied, Applied::No);
        (error.kind, error.retry)
    };
    assert_eq!(kind(with_users(json!([me(json!({}))]), OTHER)).await, (Kind::NotFound, Retry::Never));
    assert_eq!(kind(with_users(json!([]), "Oleg")).await, (Kind::NotFound, Retry::Never));
    let mut deactivated = other();
    deactivated["isDeactivated"] = json!(true);
    let gone = (Kind::NotAllowed, Retry::AfterSignIn);
    assert_eq!(kind(with_users(json!([deactivated]), OTHER)).await, gone);
    assert_eq!(kind(unknown([(200, me(json!({ "isDeactivated": true })))])).await, gone);
}

#[tokio::test]
async fn a_good_token_is_told_apart_from_a_good_address() {
    let sign_in = (Kind::SignIn, Retry::AfterSignIn);
    let cases = [
        (401, problem("workspaceid-missing", "no"), sign_in),
        (401, problem("unauthorized", "no"), sign_in),
        (401, problem("unauthorized", "The token expired"), sign_in),
        (401, Value::Null, sign_in),
        (400, problem("deactivated-user", "no"), (Kind::NotAllowed, Retry::AfterSignIn)),
        (404, no_route().1, (Kind::Unexpected, Retry::Never)),
        (404, gone().1, (Kind::Unexpected, Retry::Never)),
        (200, json!([]), (Kind::Unexpected, Retry::Backoff)),
    ];
    for (status, body, expected) in cases {
        let script = unknown([(status, body.clone())]);
        let error = Awork.whoami(&script.cx()).await.unwrap_err();
        assert_eq!((error.kind, error.retry), expected, "{status} {body}");
        assert_eq!(error.applied, Applied::No);
    }
}

fn setting(kind: &str, days: Option<u32>) -> Value {
    json!({ "type": kind, "enabled": true, "dayCount": days })
}

fn permissions(admin: bool) -> (u16, Value) {
    (200, json!({ "signature": "c2ln", "userPermission": { "userId": ME, "isAdmin": admin } }))
}

#[tokio::test]
async fn settings_become_rules_that_do_not_hold_for_administrators() {
    let settings =
        || (200, json!([setting("prevent-private", None), setting("allow-on-past-days", Some(2))]));
    let rules = async |admin: (u16, Value), more: &[(u16, Value)]| {
        let answers = [(200, types_of_work()), settings(), admin];
        let script = with(script(answers.into_iter().chain(more.to_vec())), "type_of_work", "Design");
        Awork.rules(&script.cx()).await.unwrap()
    };
    // It is the twentieth of November in Berlin.
    let midnight: Timestamp = "2026-11-17T23:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
    let strict =
        WorkspaceRules { project_required: true, locked_before: Some(midnight), ..WorkspaceRules::default() };
    assert_eq!(rules(permissions(false), &[]).await, strict);
    let free = WorkspaceRules::default();
    assert_eq!(rules(permissions(true), &[]).await, free);
    // Where it is not told, the service refuses by itself.
    assert_eq!(rules((200, json!({})), &[]).await, free);
    assert_eq!(rules(no_right(), &[(200, me(json!({})))]).await, free);
}

#[tokio::test]
async fn settings_that_are_off_unknown_or_not_in_the_plan_are_no_rules() {
    let off = json!([
        { "type": "prevent-private", "enabled": false },
        { "type": "allow-on-past-days", "enabled": false, "dayCount": 2 },
        setting("prevent-on-done-projects", None),
        setting("time-tracking-limit", None),
        setting("something-new", Some(3)),
    ]);
    for (status, body) in
        [(200, json!([])), (200, off), (400, problem("insufficient-subscription-level", "no")), gone()]
    {
        let script = with(script([(200, types_of_work()), (status, body)]), "type_of_work", MEETING);
        assert_eq!(Awork.rules(&script.cx()).await.unwrap(), WorkspaceRules::default());
    }
    let later = script([(200, types_of_work()), (500, problem("server-error", "later"))]);
    assert_eq!(Awork.rules(&later.cx()).await.unwrap_err().kind, Kind::Server);
}

#[tokio::test]
async fn without_a_chosen_type_of_work_only_tasks_bring_one() {
    let task_required = async |types: Value, chosen: Option<&str>| {
        let script = script([(200, types), (200, json!([]))]);
        let script = match chosen {
            Some(chosen) => with(script, "type_of_work", chosen),
            None => script,
        };
        Awork.rules(&script.cx()).await.map(|rules| rules.task_required).map_err(|error| error.kind)
    };
    assert_eq!(task_required(types_of_work(), None).await, Ok(true));
    assert_eq!(task_required(types_of_work(), Some("design")).await, Ok(false));
    assert_eq!(task_required(types_of_work(), Some(MEETING)).await, Ok(false));
    assert_eq!(task_required(json!([{ "id": MEETING, "name": "Meeting" }]), None).await, Ok(false));
    // A name or id that is not there is told when the connection is made.
    assert_eq!(task_required(types_of_work(), Some("Fax")).await, Err(Kind::Refused));
    assert_eq!(task_required(types_of_work(), Some(OTHER)).await, Err(Kind::Refused));
}
