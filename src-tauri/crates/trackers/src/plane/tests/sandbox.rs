//! Plane against the sandbox: what only this tracker has.

use ::sandbox::Options;
use ::sandbox::plane::{Routes, Server, samples};
use domain::payload::{BreakPolicy, Rounding};
use domain::upload::Unsendable;
use domain::{Entry, Kind as Stretch, Loss, Payload, Policy, Target, TargetId};

use super::super::Plane;
use super::{at_home, target, world};
use crate::contract::World;
use crate::contract::world::{MORNING, entry, key};
use crate::{Applied, Found, Kind, Retry, TargetQuery, Tracker};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn on(server: Server) -> World {
    let options = Options { plane: server, ..Options::default() };
    at_home(World::with_options(&Plane, "plane", samples::KEY, options))
}

fn booked_on(target: &str) -> World {
    let mut world = world();
    world.target = TargetId::new(target);
    world
}

async fn search(world: &World, text: &str) -> Vec<Target> {
    let query = TargetQuery { text: text.to_owned(), cursor: None };
    world.tracker.targets(&world.cx(), query).await.unwrap().items
}

fn keys(targets: &[Target]) -> Vec<&str> {
    targets.iter().map(|target| target.key.as_str()).collect()
}

/// Makes, finds, reads, changes and removes a record.
async fn live_through(world: &World) {
    let payload = world.payload("a whole life");
    let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    assert_eq!(made.payload, payload);
    let found = world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap();
    assert_eq!(found, Found::One(made.clone()));
    assert_eq!(world.tracker.read(&world.cx(), &made.id, &payload).await.unwrap(), Some(made.clone()));
    let change = Payload { text: "changed".to_owned(), ..payload.clone() };
    let changed = world.tracker.update(&world.cx(), &made.id, &payload, &change).await.unwrap();
    assert_eq!((changed.id.as_str(), &changed.payload), (made.id.as_str(), &change));
    for _ in 0..2 {
        world.tracker.delete(&world.cx(), &made.id, &change).await.unwrap();
    }
    assert_eq!(world.held(), 0);
}

#[tokio::test]
async fn an_item_is_booked_by_its_place_by_its_key_and_by_its_id_alone() {
    let id = samples::item_id(samples::PRODUCT, samples::LOGIN_FLOW);
    for name in [world().target.as_str(), "PROJ-12", "proj-12", &id, &id.to_uppercase()] {
        live_through(&booked_on(name).signed_in().await).await;
    }
    // The id alone is enough in any project of the person's.
    live_through(&booked_on(&samples::item_id(samples::WEBSITE, 3)).signed_in().await).await;
}

#[tokio::test]
async fn what_is_searched_by_an_id_alone_is_found_by_just_that() {
    let world = world().signed_in().await;
    let id = samples::item_id(samples::WEBSITE, 3);
    let found = search(&world, &id).await;
    assert_eq!((found[0].id.as_str(), found[0].key.as_str()), (id.as_str(), "WEB-3"));
}

#[tokio::test]
async fn older_servers_are_spoken_to_by_the_older_name() {
    for routes in [Routes::Both, Routes::IssuesOnly, Routes::WorklogsUnderIssues] {
        let world = on(Server { routes, ..Server::default() }).signed_in().await;
        live_through(&world).await;
        assert_eq!(keys(&search(&world, "proj-12").await), ["PROJ-12"], "{routes:?}");
        assert_eq!(keys(&search(&world, "login flow").await), ["PROJ-12"], "{routes:?}");
        let listed = world.tracker.targets(&world.cx(), TargetQuery::default()).await.unwrap();
        assert!(!listed.items.is_empty(), "{routes:?}");
        world.tracker.rules(&world.cx()).await.unwrap();
    }
}

#[tokio::test]
async fn where_there_is_no_time_tracking_it_is_said_in_words() {
    let community = on(Server { routes: Routes::NoWorklogs, ..Server::default() });
    let mut free = booked_on(&target(samples::SIDE, 1));
    free.account.workspace = Some(samples::FREE_WORKSPACE.to_owned());
    let off = booked_on(&target(samples::OPERATIONS, 1));
    for (world, words, at_once) in
        [(community, "community edition", true), (free, "plan", true), (off, "switched off", false)]
    {
        let world = world.signed_in().await;
        let (cx, payload) = (world.cx(), world.payload("nowhere"));
        let record = format!("{}/{}", world.target, samples::USER);
        let errors = [
            world.tracker.create(&cx, &payload, key()).await.map(drop).unwrap_err(),
            world.tracker.find(&cx, &payload, MORNING).await.map(drop).unwrap_err(),
            world.tracker.read(&cx, &record, &payload).await.map(drop).unwrap_err(),
            world.tracker.update(&cx, &record, &payload, &payload).await.map(drop).unwrap_err(),
            world.tracker.delete(&cx, &record, &payload).await.unwrap_err(),
        ];
        for error in errors {
            let seen = (error.kind, error.applied, error.retry);
            assert_eq!(seen, (Kind::FeatureOff, Applied::No, Retry::Never), "{words}");
            assert!(error.detail.as_str().contains(words), "{}", error.detail);
        }
        // Of a whole server or workspace it is known before anything is written.
        let rules = world.tracker.rules(&cx).await.map_err(|error| error.kind);
        assert_eq!(rules.is_err_and(|kind| kind == Kind::FeatureOff), at_once, "{words}");
    }
}

#[tokio::test]
async fn an_item_that_is_not_there_is_told_apart_from_time_tracking_that_is_off() {
    let world = booked_on(&target(samples::PRODUCT, 9999)).signed_in().await;
    let payload = world.payload("nowhere");
    let error = world.tracker.create(&world.cx(), &payload, key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::NotFound, Applied::No, Retry::Never));
    let looked = world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap();
    assert_eq!(looked, Found::Hidden, "it may be one the account no longer sees");
    let record = format!("{}/{}", world.target, samples::USER);
    assert_eq!(world.tracker.read(&world.cx(), &record, &payload).await.unwrap(), None);
    world.tracker.delete(&world.cx(), &record, &payload).await.unwrap();
    for unknown in ["NONE-1", "PROJ-9999", &samples::item_id(samples::PRODUCT, 9999)] {
        let world = booked_on(unknown).signed_in().await;
        let payload = world.payload("by another name");
        let error = world.tracker.create(&world.cx(), &payload, key()).await.unwrap_err();
        assert!(matches!(error.kind, Kind::NotFound | Kind::NotAllowed), "{unknown}: {error}");
        assert_eq!(error.applied, Applied::No);
    }
}

#[tokio::test]
async fn only_projects_that_take_time_are_searched() {
    let world = world().signed_in().await;
    assert_eq!(keys(&search(&world, "proj-12").await), ["PROJ-12"], "and no other number twelve");
    assert_eq!(keys(&search(&world, "login flow").await), ["PROJ-12"], "neither archived nor foreign");
    assert_eq!(keys(&search(&world, "12").await), ["PROJ-12", "WEB-12"]);
    assert_eq!(search(&world, "backup").await, [], "time tracking is off there");
    assert_eq!(search(&world, "OLD-1").await, []);
    assert_eq!(search(&world, "BOOK-1").await, []);
    let query = TargetQuery { text: "OPS-1".to_owned(), cursor: None };
    let error = world.tracker.targets(&world.cx(), query).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::FeatureOff, Applied::No));
}

#[tokio::test]
async fn what_is_assigned_is_marked_and_what_is_done_is_found_by_its_key() {
    let world = world().signed_in().await;
    let found = search(&world, "PROJ-12").await;
    assert_eq!((found[0].mine, found[0].parent.as_deref()), (true, Some("Product")));
    assert_eq!(found[0].title, "Login flow review");
    assert!(!search(&world, "PROJ-1").await[0].mine);
    assert_eq!(keys(&search(&world, "proj-30").await), ["PROJ-30"], "completed");
    assert_eq!(keys(&search(&world, "kick-off").await), ["PROJ-30"]);
    let mut mine = Vec::new();
    let mut query = TargetQuery::default();
    loop {
        let page = world.tracker.targets(&world.cx(), query.clone()).await.unwrap();
        assert!(page.items.windows(2).all(|pair| pair[0].mine >= pair[1].mine), "assigned ones come first");
        mine.extend(page.items.into_iter().filter(|target| target.mine).map(|target| target.key));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    mine.sort();
    assert_eq!(mine, ["PROJ-12", "PROJ-13", "WEB-10", "WEB-12", "WEB-2", "WEB-4", "WEB-6", "WEB-8"]);
}

#[tokio::test]
async fn each_project_has_its_turn_before_any_has_a_second() {
    let world = world().signed_in().await;
    let first = world.tracker.targets(&world.cx(), TargetQuery::default()).await.unwrap();
    let query = TargetQuery { text: String::new(), cursor: first.next };
    let second = world.tracker.targets(&world.cx(), query).await.unwrap();
    assert!(!first.items.is_empty() && first.items.iter().all(|target| target.key.starts_with("PROJ-")));
    assert!(!second.items.is_empty() && second.items.iter().all(|target| target.key.starts_with("WEB-")));
}

#[tokio::test]
async fn a_guest_is_offered_nothing_and_told_why_not() {
    let world = world().with_token(samples::GUEST_KEY).signed_in().await;
    assert_eq!(search(&world, "login flow").await, []);
    let error = world.tracker.create(&world.cx(), &world.payload("a guest"), key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::NotAllowed, Applied::No, Retry::Never));
    assert_eq!(world.tracker.rules(&world.cx()).await.unwrap(), Default::default());
}

#[tokio::test]
async fn a_workspace_is_named_by_its_slug_or_its_address() {
    let names = [
        "sandbox-studio",
        " sandbox-studio/ ",
        "https://app.plane.so/sandbox-studio/projects/",
        "app.plane.so/sandbox-studio",
    ];
    for given in names {
        let mut world = world();
        world.account.workspace = Some(given.to_owned());
        let identity = world.tracker.whoami(&world.cx()).await.unwrap();
        assert_eq!(identity.workspace.as_deref(), Some(samples::WORKSPACE));
        assert_eq!((identity.id.as_str(), identity.display.as_str()), (samples::USER, "Mira Sand"));
    }
    let mut wrong = world();
    wrong.account.workspace = Some("nobodys".to_owned());
    let error = wrong.tracker.whoami(&wrong.cx()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::NotAllowed, Applied::No));
    assert!(error.detail.as_str().contains("nobodys"), "{}", error.detail);
    for missing in [None, Some(" / ".to_owned()), Some("app.plane.so".to_owned())] {
        wrong.account.workspace = missing;
        let error = wrong.tracker.whoami(&wrong.cx()).await.unwrap_err();
        assert_eq!((error.kind, error.applied), (Kind::Refused, Applied::No));
        assert!(error.detail.as_str().contains("app.plane.so/"), "{}", error.detail);
    }
}

#[tokio::test]
async fn the_token_of_an_app_goes_where_it_belongs() {
    let mut world = world().with_token(samples::OAUTH_TOKEN);
    assert_eq!(world.tracker.whoami(&world.cx()).await.unwrap_err().kind, Kind::SignIn);
    world.account.settings.insert("auth".to_owned(), "oauth".to_owned());
    live_through(&world.signed_in().await).await;
}

#[tokio::test]
async fn records_of_others_are_never_taken_for_ones_own() {
    let mut world = world().with_token(samples::SECOND_KEY).signed_in().await;
    let payload = world.payload("the same words");
    let his = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::One(his.clone()));
    world = world.with_token(samples::KEY).signed_in().await;
    assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::Absent);
    let hers = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::One(hers.clone()));
    world = world.with_token(samples::SECOND_KEY).signed_in().await;
    let error = world.tracker.delete(&world.cx(), &hers.id, &payload).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::NotAllowed, Applied::No));
    assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::One(his));
}

#[tokio::test]
async fn more_than_the_service_takes_in_a_minute_waits_as_it_says() {
    let world = on(Server { requests_per_minute: 2, ..Server::default() }).signed_in().await;
    let payload = world.payload("too many");
    let error = world.tracker.create(&world.cx(), &payload, key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Quota, Applied::No));
    assert_eq!(error.retry, Retry::After { seconds: 60 });
    world.pass(60);
    world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
}

#[test]
fn the_pace_keeps_the_limit_when_every_step_is_a_read_and_a_change() {
    let in_a_minute = 60_000 / Plane.about().pace_millis + 1;
    assert!(in_a_minute * 2 <= 60, "{in_a_minute}");
}

#[tokio::test]
async fn more_text_than_the_server_takes_is_refused_in_words() {
    let world = world().signed_in().await;
    let payload = Payload { text: "x".repeat(5_300_000), ..world.payload("long") };
    let error = world.tracker.create(&world.cx(), &payload, key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::Refused, Applied::No, Retry::Never));
    assert!(error.detail.as_str().contains("longer"), "{}", error.detail);
}

fn only_part(worked: &Entry) -> domain::Part {
    let mut parts = world().parts(worked);
    assert_eq!(parts.len(), 1);
    parts.remove(0)
}

#[test]
fn the_text_opens_with_date_and_times_and_names_the_break() {
    let segments = [
        (Stretch::Work, 50 * MINUTE + 20_000),
        (Stretch::Break, 15 * MINUTE),
        (Stretch::Work, 25 * MINUTE + 10_000),
        (Stretch::Break, 10 * MINUTE),
    ];
    let mut worked = entry(" Login flow review\n", MORNING.plus_millis(417), &segments);
    worked.tags = vec!["lost".to_owned()];
    let part = only_part(&worked);
    // The break after the last work is recorded and not told.
    assert_eq!(part.payload.text, "2026-11-20 10:00–11:30 (break 0:15) Login flow review");
    assert_eq!((part.payload.start, part.payload.seconds), (MORNING, 76 * 60));
    let losses =
        [Loss::Rounded { seconds: 30 }, Loss::NoDate, Loss::NoTags, Loss::BreakSubtracted { seconds: 900 }];
    assert_eq!(part.losses, losses);

    let exact = only_part(&entry("", MORNING, &[(Stretch::Work, HOUR)]));
    assert_eq!((exact.payload.text.as_str(), exact.losses), ("2026-11-20 10:00–11:00", vec![Loss::NoDate]));
}

#[test]
fn a_note_that_opens_with_times_of_before_gets_those_of_now() {
    let taken = entry("2026-11-20 08:00–10:30 Login flow", MORNING, &[(Stretch::Work, HOUR)]);
    assert_eq!(only_part(&taken).payload.text, "2026-11-20 10:00–11:00 Login flow");
}

#[test]
fn past_midnight_the_text_names_both_days() {
    let late = entry("late", MORNING.plus_millis(13 * HOUR), &[(Stretch::Work, 3 * HOUR)]);
    let part = only_part(&late);
    assert_eq!(part.payload.text, "2026-11-20 23:00–2026-11-21 02:00 late");
    assert_eq!(part.payload.seconds, 3 * 3600);
}

#[test]
fn minutes_are_rounded_as_the_policy_says_whatever_it_says_of_breaks() {
    let segments = [(Stretch::Work, 10 * MINUTE + 20_000), (Stretch::Break, HOUR), (Stretch::Work, MINUTE)];
    let worked = entry("", MORNING, &segments);
    for (rounding, minutes) in [(Rounding::Nearest, 11), (Rounding::Up, 12), (Rounding::Down, 11)] {
        for breaks in [BreakPolicy::Gap, BreakPolicy::Entry, BreakPolicy::Subtract] {
            let parts = world().project(&worked, &Policy { breaks, rounding }).unwrap();
            let seconds: Vec<u32> = parts.iter().map(|part| part.payload.seconds).collect();
            assert_eq!(seconds, [minutes * 60], "{rounding:?} {breaks:?}");
        }
    }
}

#[test]
fn what_is_too_short_too_long_or_no_item_is_not_sent() {
    let mut world = world();
    let policy = Policy { rounding: Rounding::Up, ..world.tracker.about().default_policy };
    let short = entry("", MORNING, &[(Stretch::Work, MINUTE - 1)]);
    assert_eq!(world.project(&short, &policy), Err(Unsendable::TooShort { seconds: 60 }));
    let day = entry("", MORNING, &[(Stretch::Work, 24 * HOUR)]);
    assert_eq!(world.project(&day, &policy).unwrap()[0].payload.seconds, 24 * 3600);
    let long = entry("", MORNING, &[(Stretch::Work, 24 * HOUR + 1)]);
    assert_eq!(world.project(&long, &policy), Err(Unsendable::TooLong { seconds: 24 * 3600 }));
    for name in ["", "PROJ", "PROJ-", "-1", "PROJ-1x", "65f0000000000000000000c1", "Website/Design"] {
        world.target = TargetId::new(name);
        let refused = world.project(&entry("", MORNING, &[(Stretch::Work, HOUR)]), &policy);
        assert_eq!(refused, Err(Unsendable::Target { target: world.target.clone() }), "{name}");
    }
}
