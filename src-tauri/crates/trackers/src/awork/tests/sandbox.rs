//! awork against the sandbox: what only this tracker has.

use ::sandbox::awork::samples;
use domain::upload::Unsendable;
use domain::{Kind as Stretch, Loss, Payload, Policy, Target, TargetId};

use super::world;
use crate::contract::World;
use crate::contract::world::{MORNING, entry, key};
use crate::{Applied, Found, Kind, Retry, TargetQuery};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

async fn search(world: &World, text: &str) -> Vec<Target> {
    let mut items = Vec::new();
    let mut cursor = None;
    loop {
        let query = TargetQuery { text: text.to_owned(), cursor };
        let page = world.tracker.targets(&world.cx(), query).await.unwrap();
        items.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            return items;
        }
    }
}

async fn keys(world: &World, text: &str) -> Vec<String> {
    search(world, text).await.into_iter().map(|target| target.key).collect()
}

/// Makes, finds, reads, changes and removes an entry on a target.
async fn live_through(world: &World, target: &str) {
    let payload = Payload { target: TargetId::new(target), ..world.payload("a whole life") };
    let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    assert_eq!(made.payload, payload, "{target}");
    let found = world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap();
    assert_eq!(found, Found::One(made.clone()), "{target}");
    assert_eq!(world.tracker.read(&world.cx(), &made.id, &payload).await.unwrap(), Some(made.clone()));
    let change = Payload { text: String::new(), seconds: 60, billable: Some(false), ..payload.clone() };
    let changed = world.tracker.update(&world.cx(), &made.id, &payload, &change).await.unwrap();
    assert_eq!((changed.id.as_str(), &changed.payload), (made.id.as_str(), &change), "{target}");
    for _ in 0..2 {
        world.tracker.delete(&world.cx(), &made.id, &change).await.unwrap();
    }
    assert_eq!(world.held(), 0);
}

fn of_member() -> [String; 3] {
    [
        format!("{}/{}", samples::WEBSITE, samples::LOGIN_FLOW),
        format!("{}/{}", samples::INTERNAL, samples::STAND_UP),
        format!("private/{}", samples::EXPENSES),
    ]
}

#[tokio::test]
async fn everything_that_is_offered_can_be_booked_on() {
    let mut world = world().signed_in().await;
    for target in of_member() {
        live_through(&world, &target).await;
    }
    world.account.settings.insert("type_of_work".to_owned(), "design".to_owned());
    for target in [samples::WEBSITE, samples::UMLAUTS] {
        live_through(&world, target).await;
    }
}

#[tokio::test]
async fn an_api_key_books_for_the_person_it_was_told() {
    for name in [samples::USER, "mira@sandbox.example"] {
        let mut world = world().with_token(samples::KEY);
        world.account.settings.insert("user".to_owned(), name.to_owned());
        let world = world.signed_in().await;
        let identity = world.account.identity.as_ref().unwrap();
        assert_eq!(
            (identity.id.as_str(), &identity.aliases[..]),
            (samples::USER, &[samples::API_USER.to_owned()][..])
        );
        for target in of_member() {
            live_through(&world, &target).await;
        }
        let payload = world.payload("for Mira");
        world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
        assert_eq!(world.network.sandbox.records()[0].user, samples::USER);
        // What is private to her and what is assigned to her is offered, too.
        assert!(search(&world, "expenses").await[0].mine && search(&world, "WEB-12").await[0].mine);
    }
}

#[tokio::test]
async fn a_key_without_a_person_books_for_its_own_user() {
    let world = world().with_token(samples::KEY).signed_in().await;
    assert_eq!(world.account.identity.as_ref().unwrap().id, samples::API_USER);
    live_through(&world, world.target.as_str()).await;
}

#[tokio::test]
async fn who_sees_only_assigned_tasks_books_on_them_and_on_no_other() {
    let world = world().with_token(samples::LIMITED_TOKEN).signed_in().await;
    let offered = ["Internal", "Product", "Website", "Überprüfung – Ränder", "WEB-12", "Private/Dentist"];
    assert_eq!(keys(&world, "").await, offered);
    live_through(&world, world.target.as_str()).await;
    let payload = Payload {
        target: TargetId::new(format!("{}/{}", samples::WEBSITE, samples::RETRY)),
        ..world.payload("not mine")
    };
    let error = world.tracker.create(&world.cx(), &payload, key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::NotAllowed, Applied::No, Retry::Never));
}

#[tokio::test]
async fn tokens_that_ran_out_and_people_who_left_are_told() {
    for (token, kind) in
        [(samples::EXPIRED_TOKEN, Kind::SignIn), (samples::DEACTIVATED_TOKEN, Kind::NotAllowed)]
    {
        let signed_in = world().signed_in().await;
        let payload = signed_in.payload("too late");
        let identity = signed_in.account.identity.clone();
        let mut world = signed_in.with_token(token);
        world.account.identity = identity;
        for error in [
            world.tracker.whoami(&world.cx()).await.map(drop).unwrap_err(),
            world.tracker.create(&world.cx(), &payload, key()).await.map(drop).unwrap_err(),
            world.tracker.find(&world.cx(), &payload, MORNING).await.map(drop).unwrap_err(),
        ] {
            assert_eq!((error.kind, error.applied, error.retry), (kind, Applied::No, Retry::AfterSignIn));
        }
    }
}

#[tokio::test]
async fn rules_are_known_before_anything_is_sent_and_the_service_agrees() {
    let strict = |token| {
        let mut world = world().with_token(token);
        world.target = TargetId::new(format!("{}/{}", samples::AUDIT, samples::INTERVIEWS));
        world
    };
    let mut world = strict(samples::STRICT_TOKEN).signed_in().await;
    world.rules = world.tracker.rules(&world.cx()).await.unwrap();
    assert!(!world.rules.task_required, "there is one type of work only");
    live_through(&world, samples::AUDIT).await;

    let policy = Policy::default();
    let hour = [(Stretch::Work, HOUR)];
    // Seven days back, from midnight in Berlin.
    let first = MORNING.plus_millis(-7 * DAY - 10 * HOUR);
    let early = entry("too early", first.plus_millis(-1), &hour);
    assert_eq!(world.project(&early, &policy), Err(Unsendable::Locked { until: first }));
    let just = world.project(&entry("just so", first, &hour), &policy).unwrap();
    let made = world.tracker.create(&world.cx(), &just[0].payload, key()).await.unwrap();
    world.tracker.delete(&world.cx(), &made.id, &just[0].payload).await.unwrap();

    let private = TargetId::new(format!("private/{}", samples::READING));
    let target = std::mem::replace(&mut world.target, private.clone());
    let missing = Unsendable::Missing { field: "project".to_owned() };
    assert_eq!(world.project(&entry("private", MORNING, &hour), &policy), Err(missing));
    world.target = target;

    let payload = world.payload("refused");
    let closed = TargetId::new(samples::OLD_AUDIT);
    let refused = [
        Payload { start: first.plus_millis(-1000), ..payload.clone() },
        Payload { target: private, ..payload.clone() },
        Payload { target: closed, ..payload },
    ];
    for payload in &refused {
        let error = world.tracker.create(&world.cx(), payload, key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (Kind::Refused, Applied::No, Retry::Never));
        assert!(error.detail.as_str().contains("Time can"), "{}", error.detail);
    }
    // None of it holds for administrators.
    let admin = strict(samples::STRICT_KEY).signed_in().await;
    assert_eq!(admin.tracker.rules(&admin.cx()).await.unwrap(), Default::default());
    for payload in &refused {
        admin.tracker.create(&admin.cx(), payload, key()).await.unwrap();
    }
}

#[tokio::test]
async fn a_project_alone_is_asked_for_a_task_unless_a_type_of_work_is_chosen() {
    let mut world = world();
    world.target = TargetId::new(samples::WEBSITE);
    let mut world = world.signed_in().await;
    let hour = entry("on the project", MORNING, &[(Stretch::Work, HOUR)]);
    world.rules = world.tracker.rules(&world.cx()).await.unwrap();
    let missing = Unsendable::Missing { field: "task".to_owned() };
    assert_eq!(world.project(&hour, &Policy::default()), Err(missing));
    world.account.settings.insert("type_of_work".to_owned(), samples::DEVELOPMENT.to_owned());
    world.rules = world.tracker.rules(&world.cx()).await.unwrap();
    assert_eq!(world.project(&hour, &Policy::default()).unwrap().len(), 1);
}

#[tokio::test]
async fn targets_are_found_by_every_name_they_go_by() {
    let world = world().signed_in().await;
    let of_mira = format!("private/{}", samples::EXPENSES);
    let of_oleg = format!("private/{}", samples::DENTIST);
    let cases: [(&str, &[&str]); 18] = [
        ("web", &["Website", "WEB-12", "WEB-13"]),
        ("WEBSITE/login", &["WEB-12"]),
        ("web-13", &["WEB-13"]),
        ("stand", &["Internal/Stand-up"]),
        ("internal/", &["Internal/Stand-up"]),
        ("RÄNDER", &["Überprüfung – Ränder"]),
        ("ueb", &["Überprüfung – Ränder"]),
        ("private", &["Private/Expenses"]),
        ("prod-520", &["PROD-520"]),
        ("clearance", &[]),
        ("weekly", &[]),
        ("dentist", &[]),
        // Asked for by its very name, what is done is shown.
        ("WEB-1", &["WEB-1"]),
        (samples::WEBSITE, &["Website"]),
        (samples::RETRY, &["WEB-13"]),
        (&of_mira, &["Private/Expenses"]),
        (&of_oleg, &[]),
        ("83343fb9-0000-4000-8000-00000000dead", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(keys(&world, text).await, expected, "{text}");
    }
    let website = &search(&world, samples::WEBSITE).await[0];
    assert_eq!(
        (website.parent.as_deref(), website.billable, website.mine),
        (Some("Acme"), Some(true), false)
    );
    let login = &search(&world, "WEB-12").await[0];
    assert_eq!((login.parent.as_deref(), login.billable, login.mine), (Some("Website"), Some(true), true));
    assert_eq!(search(&world, "stand").await[0].billable, Some(false));
}

#[tokio::test]
async fn a_look_reads_every_page() {
    let world = world().signed_in().await;
    let payload = world.payload("under many");
    let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    // They are made later, so they are shown before.
    world.pass(1);
    for minute in 1..=520 {
        let later = Payload { start: payload.start.plus_millis(minute * 60_000), ..payload.clone() };
        world.tracker.create(&world.cx(), &later, key()).await.unwrap();
    }
    assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::One(made.clone()));
    world.tracker.delete(&world.cx(), &made.id, &payload).await.unwrap();
    assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::Absent);
}

#[tokio::test]
async fn an_entry_around_midnight_keeps_its_instant() {
    let world = world().signed_in().await;
    // 23:30 and 0:30 in Berlin, and the last second before midnight in UTC.
    for start in [13 * HOUR + HOUR / 2, 14 * HOUR + HOUR / 2, 15 * HOUR - 1000] {
        let entry = entry("late", MORNING.plus_millis(start), &[(Stretch::Work, 2 * HOUR)]);
        let payload = world.parts(&entry)[0].payload.clone();
        let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
        assert_eq!(made.payload, payload);
        assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::One(made));
    }
}

#[tokio::test]
async fn breaks_are_gaps_and_every_loss_is_named() {
    let world = world().signed_in().await;
    let worked = [(Stretch::Work, HOUR), (Stretch::Break, HOUR / 2), (Stretch::Work, HOUR)];
    let mut worked = entry(" two stretches ", MORNING.plus_millis(417), &worked);
    worked.tags = vec!["review".to_owned()];
    worked.billable = false;
    let parts = world.parts(&worked);
    let found: Vec<_> =
        parts.iter().map(|part| (part.payload.start.since(MORNING), part.payload.seconds)).collect();
    assert_eq!(found, [(0, 3600), (HOUR + HOUR / 2, 3600)]);
    for part in &parts {
        assert_eq!(part.losses, [Loss::NoTags, Loss::Split { parts: 2 }]);
        assert_eq!((part.payload.text.as_str(), part.payload.billable), ("two stretches", Some(false)));
    }
    let plain = entry("", MORNING, &[(Stretch::Work, HOUR)]);
    assert_eq!(world.parts(&plain)[0].losses, []);
}

#[test]
fn a_target_of_another_tracker_is_refused() {
    let mut world = world();
    for target in ["", "WEB-12", "Website", "private", "private/", "a/b"] {
        world.target = TargetId::new(target);
        let refused = world.project(&entry("", MORNING, &[(Stretch::Work, HOUR)]), &Policy::default());
        assert_eq!(refused, Err(Unsendable::Target { target: world.target.clone() }));
    }
}

#[tokio::test]
async fn a_record_that_was_billed_meanwhile_is_not_removed() {
    let world = world().signed_in().await;
    let payload = world.payload("billed");
    let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    let mut request = http::Request::new(bytes::Bytes::from(
        serde_json::json!({
            "timezone": "Europe/Berlin", "typeOfWorkId": samples::DESIGN, "projectId": samples::WEBSITE,
            "taskId": samples::LOGIN_FLOW, "startDateUtc": "2026-11-20T00:00:00Z", "startTimeUtc": "09:00:00",
            "duration": 3600, "note": "billed", "isBillable": true, "isBilled": true,
        })
        .to_string(),
    ));
    *request.method_mut() = http::Method::PUT;
    *request.uri_mut() = format!("/awork/api/v1/timeentries/{}", made.id).parse().unwrap();
    let bearer = format!("Bearer {}", samples::KEY);
    request.headers_mut().insert("authorization", bearer.parse().unwrap());
    assert!(world.network.sandbox.call(request).await.unwrap().status().is_success());
    let error = world.tracker.delete(&world.cx(), &made.id, &payload).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::NotAllowed, Applied::No, Retry::Never));
    assert_eq!(world.held(), 1);
}
