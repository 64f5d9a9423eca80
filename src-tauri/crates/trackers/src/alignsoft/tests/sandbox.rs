//! Align against the sandbox: what only this tracker has.

use ::sandbox::alignsoft::samples;
use ::sandbox::{Options, Upsert};
use bytes::Bytes;
use domain::payload::{BreakPolicy, Rounding};
use domain::upload::Unsendable;
use domain::{Kind as Stretch, Loss, Payload, Policy, TargetId, Timestamp};
use serde_json::{Value, json};

use super::super::Alignsoft;
use super::{by, world};
use crate::contract::World;
use crate::contract::world::{MORNING, entry};
use crate::{Applied, Found, Kind, Remote, Retry, TargetQuery, Tracker, TrackerError};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn with_key(key: &str) -> World {
    world().with_token(key)
}

/// What people do with a record on Align's own pages.
async fn on_its_page(world: &World, id: &str, change: Value) {
    let request = http::Request::patch(format!("/_sandbox/alignsoft/records/{id}"));
    let answer = world.network.sandbox.call(request.body(Bytes::from(change.to_string())).unwrap()).await;
    assert!(answer.unwrap().status().is_success(), "{change}");
}

fn seen(error: &TrackerError) -> (Kind, Applied, Retry) {
    (error.kind, error.applied, error.retry)
}

#[tokio::test]
async fn the_key_says_for_whom_and_how_far_and_a_setting_chooses_somebody_else() {
    let identity = with_key(samples::PROJECT_KEY).signed_in().await.account.identity.unwrap();
    assert_eq!((identity.id.as_str(), identity.display.as_str()), (samples::USER, "time-app"));
    assert_eq!(identity.workspace, Some(format!("project:{}", samples::WEBSITE)));
    let mut chosen = with_key(samples::KEY);
    chosen.account.settings.insert("user".to_owned(), samples::SECOND_USER.to_owned());
    let chosen = chosen.signed_in().await;
    let identity = chosen.account.identity.as_ref().unwrap();
    assert_eq!(identity.id, samples::SECOND_USER);
    assert_eq!(identity.workspace, Some(format!("organization:{}", samples::ORGANIZATION)));
    let payload = chosen.payload("for Oleg");
    chosen.tracker.create(&chosen.cx(), &payload, chosen.key()).await.unwrap();
    assert_eq!(chosen.network.sandbox.records()[0].user, samples::SECOND_USER);
}

#[tokio::test]
async fn keys_that_book_for_nobody_say_what_to_do() {
    let revoked = with_key(samples::REVOKED_KEY);
    let error = revoked.tracker.whoami(&revoked.cx()).await.unwrap_err();
    assert_eq!(seen(&error), (Kind::SignIn, Applied::No, Retry::AfterSignIn));
    let mut orphaned = with_key(samples::ORPHANED_KEY);
    let error = orphaned.tracker.whoami(&orphaned.cx()).await.unwrap_err();
    assert_eq!(seen(&error), (Kind::Refused, Applied::No, Retry::Never));
    assert!(error.detail.as_str().contains("setting user"), "{}", error.detail);
    orphaned.account.settings.insert("user".to_owned(), "Mira".to_owned());
    assert_eq!(orphaned.tracker.whoami(&orphaned.cx()).await.unwrap_err().kind, Kind::Refused);
    orphaned.account.settings.insert("user".to_owned(), samples::USER.to_owned());
    assert_eq!(orphaned.tracker.whoami(&orphaned.cx()).await.unwrap().id, samples::USER);
}

#[tokio::test]
async fn what_is_switched_off_is_told_apart() {
    let no_api = with_key(samples::NO_API_KEY);
    let error = no_api.tracker.whoami(&no_api.cx()).await.unwrap_err();
    assert_eq!(seen(&error), (Kind::FeatureOff, Applied::No, Retry::Never));
    let mut no_time = with_key(samples::NO_TIME_KEY);
    no_time.target = TargetId::new(samples::ELSEWHERE);
    let no_time = no_time.signed_in().await;
    let payload = no_time.payload("an hour");
    let error = no_time.tracker.create(&no_time.cx(), &payload, no_time.key()).await.unwrap_err();
    assert_eq!(seen(&error), (Kind::FeatureOff, Applied::No, Retry::Never));
    // A look does not wait for ever, and claims nothing.
    assert_eq!(no_time.tracker.find(&no_time.cx(), &payload, MORNING).await.unwrap(), Found::Hidden);
}

#[tokio::test]
async fn a_key_for_one_project_offers_and_takes_that_one() {
    let world = with_key(samples::PROJECT_KEY).signed_in().await;
    let page = world.tracker.targets(&world.cx(), TargetQuery::default()).await.unwrap();
    let keys: Vec<&str> = page.items.iter().map(|target| target.key.as_str()).collect();
    assert_eq!(keys, ["Website", "Website/Login flow review", "Website/API client: retry logic"]);
    assert_eq!(page.items.iter().map(|target| target.mine).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(page.next, None);
    let payload = world.payload("inside");
    let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
    let change = Payload { text: "changed".to_owned(), ..payload.clone() };
    world.tracker.update(&world.cx(), &made.id, &payload, &change).await.unwrap();
    let outside = Payload { target: TargetId::new(samples::INTERNAL), ..payload };
    let error = world.tracker.create(&world.cx(), &outside, world.key()).await.unwrap_err();
    assert_eq!(seen(&error), (Kind::NotAllowed, Applied::No, Retry::Never));
    assert!(error.detail.as_str().contains("one project"), "{}", error.detail);
}

#[tokio::test]
async fn a_project_of_another_organization_is_not_there() {
    let world = world().signed_in().await;
    let payload = Payload { target: TargetId::new(samples::ELSEWHERE), ..world.payload("far away") };
    let error = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap_err();
    assert_eq!(seen(&error), (Kind::NotFound, Applied::No, Retry::Never));
}

#[tokio::test]
async fn a_create_repeated_under_its_key_is_one_record_and_a_corrected_one_is_the_same() {
    for align_upsert in [Upsert::Overwrites, Upsert::Keeps] {
        let options = Options { align_upsert, ..Options::default() };
        let world = by(World::with_options(&Alignsoft, "alignsoft", samples::KEY, options)).signed_in().await;
        let (payload, key) = (world.payload("first"), world.key());
        let make = async |payload: &Payload| world.tracker.create(&world.cx(), payload, key).await.unwrap();
        let made = make(&payload).await;
        assert_eq!(make(&payload).await, made);
        // Long after: only the reference is left to tell.
        world.pass(3 * 24 * 3600);
        assert_eq!(make(&payload).await, made);
        let corrected = Payload { text: "corrected".to_owned(), seconds: 5400, ..payload };
        let again = make(&corrected).await;
        assert_eq!((&again.id, &again.payload), (&made.id, &corrected), "{align_upsert:?}");
        assert_eq!(world.held(), 1);
        assert_eq!(world.network.sandbox.records()[0].text, "corrected");
    }
}

#[tokio::test]
async fn an_answer_kept_there_is_not_believed_about_a_record_that_is_gone_or_changed() {
    let world = world().signed_in().await;
    let (payload, key) = (world.payload("made, removed, made again"), world.key());
    let make = async || world.tracker.create(&world.cx(), &payload, key).await.unwrap();
    let mut made: Vec<Remote> = Vec::new();
    for _ in 0..3 {
        let again = make().await;
        assert_eq!(world.held(), 1);
        assert!(made.iter().all(|before| before.id != again.id));
        assert_eq!(again.payload, payload);
        world.pass(3600);
        assert_eq!(make().await, again, "a repeat is still no second record");
        world.remove(&again.id, &payload).await;
        made.push(again);
    }
    let last = make().await;
    world.pass(3600);
    on_its_page(&world, &last.id, json!({ "minutes": 15 })).await;
    assert_eq!(make().await, last, "and it holds what is wished again");
    assert_eq!(world.network.sandbox.records()[0].seconds, 3600);
}

#[tokio::test]
async fn approved_time_is_shown_as_locked_and_drafts_are_not() {
    let world = world().signed_in().await;
    let payload = world.payload("approved");
    let change = Payload { seconds: 7200, ..payload.clone() };
    let key = world.key();
    let made = world.tracker.create(&world.cx(), &payload, key).await.unwrap();
    for status in ["submitted", "approved", "locked", "invoiced"] {
        on_its_page(&world, &made.id, json!({ "status": status })).await;
        let error = world.tracker.update(&world.cx(), &made.id, &payload, &change).await.unwrap_err();
        assert_eq!(seen(&error), (Kind::Locked, Applied::No, Retry::Never), "{status}");
        assert!(error.detail.as_str().contains(status), "{}", error.detail);
        // There is nothing to do where it holds what is wished.
        let same = world.tracker.update(&world.cx(), &made.id, &payload, &payload).await.unwrap();
        assert_eq!(same, made);
        // Nor does a late repeat of the create touch it.
        world.pass(24 * 3600);
        let again = world.tracker.create(&world.cx(), &payload, key).await;
        assert!(again.is_err() || again.unwrap() == made);
        assert_eq!(world.network.sandbox.records()[0].seconds, 3600);
    }
    for status in ["rejected", "draft"] {
        on_its_page(&world, &made.id, json!({ "status": status })).await;
        let changed = world.tracker.update(&world.cx(), &made.id, &payload, &change).await.unwrap();
        assert_eq!(changed.payload, change);
        world.tracker.update(&world.cx(), &made.id, &change, &payload).await.unwrap();
    }
}

#[tokio::test]
async fn a_record_that_was_moved_to_another_day_is_found_and_shown() {
    let world = world().signed_in().await;
    let payload = world.payload("moved");
    let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
    on_its_page(&world, &made.id, json!({ "workDate": "2026-12-24", "billable": false })).await;
    let read = world.tracker.read(&world.cx(), &made.id, &payload).await.unwrap().unwrap();
    assert_eq!(read.payload.start.rfc3339(), "2026-12-24T00:00:00.000Z");
    assert_eq!(read.payload.billable, Some(false));
    let error = world.tracker.delete(&world.cx(), &made.id, &payload).await.unwrap_err();
    assert_eq!(error.kind, Kind::Unsupported, "it is still there");
}

#[tokio::test]
async fn a_look_reads_every_page_and_takes_nothing_of_others() {
    let world = world().signed_in().await;
    let payload = world.payload("under many");
    let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
    for number in 0..230 {
        let other = Payload { text: format!("other {number}"), ..payload.clone() };
        world.tracker.create(&world.cx(), &other, world.key()).await.unwrap();
    }
    let find = async |world: &World| world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap();
    assert_eq!(find(&world).await, Found::One(made.clone()));
    let read = world.tracker.read(&world.cx(), &made.id, &payload).await.unwrap();
    assert_eq!(read, Some(made));
    let oleg = world.with_token(samples::SECOND_KEY).signed_in().await;
    assert_eq!(find(&oleg).await, Found::Absent);
}

#[tokio::test]
async fn a_time_entry_stays_in_its_project_and_may_change_its_ticket() {
    let world = world().signed_in().await;
    let payload = world.payload("a ticket");
    let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
    let to = |target: String| Payload { target: TargetId::new(target), ..payload.clone() };
    for target in [samples::WEBSITE.to_owned(), format!("{}/{}", samples::WEBSITE, samples::RETRY)] {
        let wish = to(target);
        let changed = world.tracker.update(&world.cx(), &made.id, &payload, &wish).await.unwrap();
        assert_eq!(changed.payload, wish);
    }
    let error =
        world.tracker.update(&world.cx(), &made.id, &payload, &to(samples::INTERNAL.to_owned())).await;
    assert_eq!(seen(&error.unwrap_err()), (Kind::Refused, Applied::No, Retry::Never));
}

#[tokio::test]
async fn long_text_is_cut_to_what_the_service_takes() {
    let world = world().signed_in().await;
    // An emoji counts twice there.
    for note in ["x".repeat(2001), "😀".repeat(1001)] {
        let part = world.parts(&entry(&note, MORNING, &[(Stretch::Work, HOUR)])).remove(0);
        assert!(part.losses.iter().any(|loss| matches!(loss, Loss::TextCut { .. })), "{:?}", part.losses);
        let made = world.tracker.create(&world.cx(), &part.payload, world.key()).await.unwrap();
        assert_eq!(made.payload, part.payload);
    }
    let fits = world.parts(&entry(&"x".repeat(2000), MORNING, &[(Stretch::Work, HOUR)])).remove(0);
    assert_eq!(fits.losses, [Loss::NoClockTime]);
}

#[test]
fn a_night_becomes_a_record_per_local_day_with_every_loss_named() {
    let world = world();
    // From 22:00 in Berlin: work past midnight, a break over it would be of both days.
    let start: Timestamp = MORNING.plus_millis(12 * HOUR);
    let segments = [
        (Stretch::Work, 40 * MINUTE),
        (Stretch::Break, 10 * MINUTE),
        (Stretch::Work, 100 * MINUTE),
        (Stretch::Break, 20 * MINUTE),
        (Stretch::Work, 10 * MINUTE),
    ];
    let mut worked = entry(" a night ", start, &segments);
    worked.tags = vec!["lost".to_owned()];
    let parts = world.parts(&worked);
    let found: Vec<_> = parts
        .iter()
        .map(|part| (part.payload.start.rfc3339(), part.payload.seconds / 60, part.payload.text.as_str()))
        .collect();
    // 110 minutes and 40 minutes: the whole, 150, is ten quarters; the larger remainder gets the last.
    let expected =
        [("2026-11-20T00:00:00.000Z", 105, "a night"), ("2026-11-21T00:00:00.000Z", 45, "a night")];
    assert_eq!(found, expected.map(|(start, minutes, text)| (start.to_owned(), minutes, text)));
    let losses = |rounded, rest| {
        let (rounded, rest) = (Loss::Rounded { seconds: rounded }, Loss::BreakSubtracted { seconds: rest });
        [rounded, rest, Loss::NoClockTime, Loss::NoTags, Loss::PastMidnight { records: 2 }]
    };
    assert_eq!(parts[0].losses, losses(-300, 600));
    assert_eq!(parts[1].losses, losses(300, 1200));
    assert_eq!(parts[0].payload.billable, Some(true));
}

#[test]
fn a_day_too_short_for_a_quarter_leaves_its_time_to_the_other_and_says_so() {
    // From 22:00 to 00:05 in Berlin.
    let late = entry("", MORNING.plus_millis(12 * HOUR), &[(Stretch::Work, 2 * HOUR + 5 * MINUTE)]);
    let parts = world().parts(&late);
    assert_eq!(parts.iter().map(|part| part.payload.seconds / 60).collect::<Vec<_>>(), [120]);
    assert!(parts[0].losses.contains(&Loss::PastMidnight { records: 1 }), "{:?}", parts[0].losses);
}

#[test]
fn a_break_over_midnight_is_left_out_of_both_days() {
    let segments = [(Stretch::Work, HOUR), (Stretch::Break, 2 * HOUR), (Stretch::Work, HOUR)];
    let parts = world().parts(&entry("", MORNING.plus_millis(12 * HOUR), &segments));
    let losses: Vec<_> = parts.iter().map(|part| part.losses[0].clone()).collect();
    assert_eq!(losses, [Loss::BreakSubtracted { seconds: 3600 }, Loss::BreakSubtracted { seconds: 3600 }]);
}

#[test]
fn the_connection_chooses_which_way_a_quarter_goes() {
    let minutes = |rounding, millis| {
        let policy = Policy { breaks: BreakPolicy::Subtract, rounding };
        let parts = world().project(&entry("", MORNING, &[(Stretch::Work, millis)]), &policy);
        parts.map(|parts| parts[0].payload.seconds / 60)
    };
    let cases = [
        (7 * MINUTE, None, Some(15), Some(15)),
        (7 * MINUTE + 30_000, Some(15), Some(15), Some(15)),
        (22 * MINUTE, Some(15), Some(30), Some(15)),
        (100 * MINUTE, Some(105), Some(105), Some(90)),
        (90 * MINUTE, Some(90), Some(90), Some(90)),
        (90 * MINUTE + 1, Some(90), Some(105), Some(90)),
    ];
    for (millis, nearest, up, down) in cases {
        let short = Unsendable::TooShort { seconds: 900 };
        assert_eq!(minutes(Rounding::Nearest, millis), nearest.ok_or(short), "{millis}");
        assert_eq!(minutes(Rounding::Up, millis).ok(), up, "{millis}");
        assert_eq!(minutes(Rounding::Down, millis).ok(), down, "{millis}");
    }
    for (word, rounding) in [("nearest", Rounding::Nearest), ("up", Rounding::Up), ("down", Rounding::Down)] {
        let policy = Alignsoft.about().policy(&[("round".to_owned(), word.to_owned())].into());
        assert_eq!(policy.rounding, rounding);
    }
}

#[test]
fn what_is_too_long_or_no_target_is_not_sent() {
    let mut world = world();
    let policy = world.tracker.about().default_policy;
    // On the 25th of October the clocks of Berlin go back: the day has 25 hours, a record at most 24.
    let midnight: Timestamp = "2026-10-24T22:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
    let day = |hours| entry("", midnight, &[(Stretch::Work, hours * HOUR)]);
    assert_eq!(world.project(&day(25), &policy), Err(Unsendable::TooLong { seconds: 86_400 }));
    assert_eq!(world.project(&day(24), &policy).unwrap()[0].payload.seconds, 86_400);
    assert_eq!(
        world.project(&entry("", midnight, &[(Stretch::Break, HOUR)]), &policy),
        Err(Unsendable::TooShort { seconds: 900 })
    );
    let of = |project: &str, ticket: &str| format!("{project}/{ticket}");
    for name in [
        String::new(),
        "Website".to_owned(),
        "9a8b000000004000a0000000000000c1".to_owned(),
        of(samples::WEBSITE, ""),
        of(samples::WEBSITE, "WEB-1"),
        of(&of(samples::WEBSITE, samples::LOGIN_FLOW), samples::RETRY),
    ] {
        world.target = TargetId::new(name);
        let refused = world.project(&entry("", MORNING, &[(Stretch::Work, HOUR)]), &policy);
        assert_eq!(refused, Err(Unsendable::Target { target: world.target.clone() }));
    }
}
