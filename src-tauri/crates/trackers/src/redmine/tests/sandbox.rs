//! Redmine against the sandbox: what only this tracker has.

use ::sandbox::redmine::samples;
use domain::payload::{BreakPolicy, Rounding};
use domain::upload::Unsendable;
use domain::{Kind as Stretch, Loss, Payload, Policy, TargetId};

use super::{booked_on, world};
use crate::contract::World;
use crate::contract::world::{MORNING, entry, key};
use crate::{Applied, Found, Kind, Retry, TargetQuery};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

async fn search(world: &World, text: &str) -> Vec<String> {
    let query = TargetQuery { text: text.to_owned(), cursor: None };
    let page = world.tracker.targets(&world.cx(), query).await.unwrap();
    page.items.into_iter().map(|target| target.key).collect()
}

#[tokio::test]
async fn issues_are_found_by_their_number_open_or_not_and_only_where_time_is_taken() {
    let world = world().signed_in().await;
    for text in ["12", "#12"] {
        assert_eq!(search(&world, text).await, ["#12"], "{text}");
    }
    assert_eq!(search(&world, "#15").await, ["#15"], "it is closed");
    assert_eq!(search(&world, "kick-off").await, ["#15"]);
    for [number, text] in [["#41", "41"], ["#42", "42"], ["#9999", "9999"]] {
        assert_eq!(search(&world, number).await, search(&world, text).await);
        assert!(search(&world, number).await.is_empty(), "{number}");
    }
    // One that may be seen and not booked on cannot be told apart.
    assert_eq!(search(&world, "login flow").await, ["#44", "#43", "#12"]);
    assert_eq!(search(&world, "ränd").await, ["raender", "#14"]);
}

#[tokio::test]
async fn what_is_assigned_is_marked_and_has_its_project_above_it() {
    let world = world().signed_in().await;
    let query = TargetQuery { text: "#12".to_owned(), cursor: None };
    let found = world.tracker.targets(&world.cx(), query).await.unwrap().items;
    assert_eq!((found[0].title.as_str(), found[0].parent.as_deref()), ("Login flow review", Some("Website")));
    assert!(found[0].mine);
    let first = world.tracker.targets(&world.cx(), TargetQuery::default()).await.unwrap();
    let projects = first.items.iter().filter(|target| !target.mine).count();
    assert_eq!((projects, first.items.len(), first.next.as_deref()), (5, 105, Some("100")));
}

#[tokio::test]
async fn what_may_be_booked_and_not_seen_is_never_taken_for_absent() {
    for target in [format!("projects/{}", samples::VAULT), samples::SPECIAL[2].to_string()] {
        let world = booked_on(&target).signed_in().await;
        let payload = world.payload("unseen");
        let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
        assert_eq!(made.payload, payload);
        assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::Hidden);
        let error = world.tracker.read(&world.cx(), &made.id, &payload).await.unwrap_err();
        assert_eq!((error.kind, error.applied), (Kind::NotAllowed, Applied::No));
    }
}

#[tokio::test]
async fn where_no_time_may_be_booked_nothing_is_and_it_is_said() {
    let cases = [
        (format!("projects/{}", samples::HANDBOOK), Kind::NotAllowed, "time tracking is off"),
        (format!("projects/{}", samples::NO_TIME), Kind::NotAllowed, "time tracking is off"),
        (format!("projects/{}", samples::OLD_SHOP), Kind::NotAllowed, "closed"),
        ("projects/999".to_owned(), Kind::Refused, "Project is invalid"),
        (samples::SPECIAL[0].to_string(), Kind::Refused, "Issue is invalid"),
        (samples::SPECIAL[3].to_string(), Kind::Refused, "Issue is invalid"),
        ("999".to_owned(), Kind::Refused, "Issue is invalid"),
    ];
    for (target, kind, words) in cases {
        let world = booked_on(&target).signed_in().await;
        let error = world.tracker.create(&world.cx(), &world.payload("nowhere"), key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (kind, Applied::No, Retry::Never), "{target}");
        assert!(error.detail.as_str().contains(words), "{target}: {}", error.detail);
        assert_eq!(world.held(), 0);
    }
}

#[tokio::test]
async fn an_entry_moves_between_issues_and_projects() {
    let world = world().signed_in().await;
    let mut held = world.payload("moves");
    let made = world.tracker.create(&world.cx(), &held, key()).await.unwrap();
    let internal = format!("projects/{}", samples::INTERNAL);
    for target in ["13", internal.as_str(), "#101", "projects/1", "12"] {
        let wish = Payload { target: TargetId::new(target), ..held.clone() };
        world.tracker.update(&world.cx(), &made.id, &held, &wish).await.unwrap();
        let read = world.tracker.read(&world.cx(), &made.id, &wish).await.unwrap().unwrap();
        assert_eq!(read.payload, wish, "{target}");
        held = wish;
    }
    assert_eq!(world.held(), 1);
}

#[tokio::test]
async fn records_of_others_are_never_taken_for_ones_own() {
    let world = world().with_token(samples::SECOND_KEY).signed_in().await;
    let payload = world.payload("the same words");
    let his = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::One(his.clone()));
    let world = world.with_token(samples::KEY).signed_in().await;
    assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::Absent);
    let error = world.tracker.delete(&world.cx(), &his.id, &payload).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::NotAllowed, Applied::No));
    assert_eq!(world.held(), 1);
}

#[tokio::test]
async fn a_record_of_other_clock_times_is_another_one() {
    let world = world().signed_in().await;
    let at = |start: i64| {
        let worked = entry("one of several", MORNING.plus_millis(start), &[(Stretch::Work, HOUR)]);
        world.parts(&worked)[0].payload.clone()
    };
    let (first, second) = (at(0), at(2 * HOUR));
    assert_eq!((first.start, first.seconds), (second.start, second.seconds));
    let made = world.tracker.create(&world.cx(), &first, key()).await.unwrap();
    assert_eq!(world.tracker.find(&world.cx(), &second, MORNING).await.unwrap(), Found::Absent);
    assert_eq!(world.tracker.find(&world.cx(), &first, MORNING).await.unwrap(), Found::One(made));
}

#[tokio::test]
async fn one_request_makes_a_record_and_one_changes_or_removes_it() {
    let world = world().signed_in().await;
    let before = world.network.sandbox.requests().len();
    let payload = world.payload("counted");
    let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    let change = Payload { text: "10:00–11:00 other".to_owned(), ..payload.clone() };
    world.tracker.update(&world.cx(), &made.id, &payload, &change).await.unwrap();
    world.tracker.delete(&world.cx(), &made.id, &change).await.unwrap();
    assert_eq!(world.network.sandbox.requests().len() - before, 3);
}

#[test]
fn each_local_day_is_a_record_that_opens_with_its_own_times() {
    let segments = [
        (Stretch::Work, 90 * MINUTE),
        (Stretch::Break, 30 * MINUTE),
        (Stretch::Work, 65 * MINUTE),
        (Stretch::Break, 10 * MINUTE),
    ];
    // From 21:30 in Berlin.
    let mut late = entry(" Login flow\n", MORNING.plus_millis(11 * HOUR + 30 * MINUTE), &segments);
    late.tags = vec!["lost".to_owned()];
    let parts = world().parts(&late);
    let shown: Vec<_> = parts
        .iter()
        .map(|part| (part.payload.start.rfc3339(), part.payload.seconds, part.payload.text.as_str()))
        .collect();
    let first = ("2026-11-20T00:00:00.000Z".to_owned(), 2 * 3600, "21:30–24:00 (break 0:30) Login flow");
    let second = ("2026-11-21T00:00:00.000Z".to_owned(), 58 * 36, "00:00–00:35 Login flow");
    assert_eq!(shown, [first, second]);
    let whole = [Loss::NoClockTime, Loss::NoTags, Loss::PastMidnight { records: 2 }];
    assert_eq!(parts[0].losses, [&[Loss::BreakSubtracted { seconds: 1800 }], &whole[..]].concat());
    assert_eq!(parts[1].losses, [&[Loss::Rounded { seconds: -12 }], &whole[..]].concat());
}

#[test]
fn hundredths_are_rounded_as_the_policy_says_and_add_up() {
    // 20 minutes are 33⅓ hundredths: each day a third of one is left over.
    let segments = [(Stretch::Work, 40 * MINUTE)];
    let worked = entry("", MORNING.plus_millis(13 * HOUR + 40 * MINUTE), &segments);
    for (rounding, hundredths) in
        [(Rounding::Nearest, [34, 33]), (Rounding::Up, [34, 33]), (Rounding::Down, [33, 33])]
    {
        let parts = world().project(&worked, &Policy { breaks: BreakPolicy::Gap, rounding }).unwrap();
        let seconds: Vec<u32> = parts.iter().map(|part| part.payload.seconds / 36).collect();
        assert_eq!(seconds, hundredths, "{rounding:?}");
    }
}

#[test]
fn a_long_note_is_cut_behind_the_times_and_the_loss_is_named() {
    let note = "ü".repeat(2000);
    let part = world().parts(&entry(&note, MORNING, &[(Stretch::Work, HOUR)])).remove(0);
    assert_eq!(part.payload.text.chars().count(), 1024);
    assert!(part.payload.text.starts_with("10:00–11:00 ü"));
    assert_eq!(part.losses, [Loss::NoClockTime, Loss::TextCut { kept: 1012 }]);
}

#[test]
fn a_note_that_opens_with_times_of_before_gets_those_of_now() {
    let taken = entry("08:00–10:30 (break 0:15) Login flow", MORNING, &[(Stretch::Work, HOUR)]);
    assert_eq!(world().parts(&taken)[0].payload.text, "10:00–11:00 Login flow");
}

#[test]
fn what_is_too_short_or_no_target_is_not_sent() {
    let mut world = world();
    let policy = world.tracker.about().default_policy;
    let short = entry("", MORNING, &[(Stretch::Work, 17_999)]);
    assert_eq!(world.project(&short, &policy), Err(Unsendable::TooShort { seconds: 36 }));
    for name in ["", "website", "PROJ-12", "projects/", "12/13"] {
        world.target = TargetId::new(name);
        let refused = world.project(&entry("", MORNING, &[(Stretch::Work, HOUR)]), &policy);
        assert_eq!(refused, Err(Unsendable::Target { target: world.target.clone() }), "{name}");
    }
}
