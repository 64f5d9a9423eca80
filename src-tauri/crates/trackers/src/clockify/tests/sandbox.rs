//! Clockify against the sandbox: what only this tracker has.

use ::sandbox::Options;
use ::sandbox::clockify::samples;
use domain::payload::BreakPolicy;
use domain::upload::Unsendable;
use domain::{Entry, Kind as Stretch, Loss, Payload, PayloadKind, Policy, TargetId, Timestamp};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::super::Clockify;
use super::world;
use crate::contract::World;
use crate::contract::projection::entries;
use crate::contract::world::{MORNING, entry, key};
use crate::{Applied, Found, Kind, Retry, Tracker, WorkspaceRules};

const HOUR: i64 = 3_600_000;

async fn in_workspace(name: &str, target: &str) -> World {
    let mut world = world();
    world.account.workspace = Some(name.to_owned());
    world.target = TargetId::new(target);
    let mut world = world.signed_in().await;
    world.rules = Clockify.rules(&world.cx()).await.unwrap();
    world
}

fn with_tags(entry: &Entry, tags: &[&str]) -> Entry {
    let mut entry = entry.clone();
    entry.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    entry
}

#[tokio::test]
async fn the_window_trap_hides_no_entry_in_any_zone() {
    let zones = [chrono_tz::Pacific::Kiritimati, chrono_tz::Pacific::Pago_Pago, chrono_tz::America::New_York];
    for account_zone in zones {
        let options = Options { account_zone, ..Options::default() };
        let mut far = World::with_options(&Clockify, "clockify", samples::KEY, options);
        far.target = world().target;
        let far = far.signed_in().await;
        let payload = far.payload("far away");
        let made = far.tracker.create(&far.cx(), &payload, key()).await.unwrap();
        assert_eq!(far.tracker.find(&far.cx(), &payload, MORNING).await.unwrap(), Found::One(made));
    }
}

#[tokio::test]
async fn a_look_reads_every_page() {
    let world = world().signed_in().await;
    let payload = world.payload("under many");
    let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    // They all start later, so the newest-first list shows them before.
    for minute in 1..=450 {
        let later = Payload { start: payload.start.plus_millis(minute * 60_000), ..payload.clone() };
        world.tracker.create(&world.cx(), &later, key()).await.unwrap();
    }
    assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::One(made.clone()));
    world.tracker.delete(&world.cx(), &made.id, &payload).await.unwrap();
    assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::Absent);
}

#[tokio::test]
async fn a_workspace_is_found_by_id_and_by_name() {
    for wanted in [samples::LEDGER_WORKSPACE, "sandbox ledger"] {
        let world = in_workspace(wanted, samples::AUDIT).await;
        let identity = world.account.identity.unwrap();
        assert_eq!(identity.workspace.as_deref(), Some(samples::LEDGER_WORKSPACE));
        assert_eq!((identity.id.as_str(), identity.zone.as_deref()), (samples::USER, Some("Europe/Berlin")));
    }
    let mut lost = world();
    lost.account.workspace = Some("Elsewhere".to_owned());
    let error = Clockify.whoami(&lost.cx()).await.unwrap_err();
    assert_eq!(error.kind, Kind::NotFound);
    assert!(error.detail.as_str().contains("Sandbox Studio"), "{}", error.detail);
}

#[tokio::test]
async fn an_unverified_address_waits_until_it_is_confirmed() {
    let world = world().with_token(samples::UNVERIFIED_KEY);
    let error = Clockify.whoami(&world.cx()).await.unwrap_err();
    let expected = (Kind::NotAllowed, Applied::No, Retry::AfterSignIn);
    assert_eq!((error.kind, error.applied, error.retry), expected);
}

#[tokio::test]
async fn rules_are_known_before_anything_is_sent_and_the_service_agrees() {
    let strict = in_workspace("Sandbox Strict", samples::CONSULTING).await;
    let rules = &strict.rules;
    assert!(rules.note_required && rules.project_required && rules.billable_forced && rules.break_entries);
    let wordless = entry("", MORNING, &[(Stretch::Work, HOUR)]);
    let policy = Policy::default();
    assert_eq!(strict.project(&wordless, &policy), Err(Unsendable::Missing { field: "note".to_owned() }));

    let ledger = in_workspace("Sandbox Ledger", samples::AUDIT).await;
    let worded = entry("words", MORNING, &[(Stretch::Work, HOUR)]);
    let missing = Unsendable::MissingSeveral { fields: vec!["task".to_owned(), "tag".to_owned()] };
    assert_eq!(ledger.project(&worded, &policy), Err(missing), "all of it is named at once");
    let ledger = in_workspace("Sandbox Ledger", &format!("{}/{}", samples::AUDIT, samples::REVIEW)).await;
    assert_eq!(ledger.project(&worded, &policy), Err(Unsendable::Missing { field: "tag".to_owned() }));
    let tagged = with_tags(&worded, &["Billing"]);
    let payload = ledger.project(&tagged, &policy).unwrap()[0].payload.clone();
    assert_eq!(payload.tags, ["billing"], "as it is spelled there");
    let made = ledger.tracker.create(&ledger.cx(), &payload, key()).await.unwrap();
    assert_eq!(made.payload, payload);

    let untagged = Payload { tags: Vec::new(), ..payload };
    let error = ledger.tracker.create(&ledger.cx(), &untagged, key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Refused, Applied::No));
}

#[tokio::test]
async fn what_the_workspace_decides_about_billing_stays_open() {
    let strict = in_workspace("Sandbox Strict", samples::CONSULTING).await;
    let mut unbilled = entry("not billed", MORNING, &[(Stretch::Work, HOUR)]);
    unbilled.billable = false;
    let payload = strict.parts(&unbilled)[0].payload.clone();
    assert_eq!(payload.billable, None);
    let made = strict.tracker.create(&strict.cx(), &payload, key()).await.unwrap();
    assert_eq!(made.payload, payload);
    let changed = Payload { text: "still not".to_owned(), ..payload.clone() };
    let remote = strict.tracker.update(&strict.cx(), &made.id, &payload, &changed).await.unwrap();
    assert_eq!(remote.payload, changed);
}

#[tokio::test]
async fn a_locked_period_is_known_and_refused() {
    let locked: Timestamp = samples::LOCKED_BEFORE.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
    let world = in_workspace("Sandbox Strict", samples::CONSULTING).await;
    let early = entry("too early", locked.plus_millis(-HOUR), &[(Stretch::Work, HOUR)]);
    assert_eq!(world.project(&early, &Policy::default()), Err(Unsendable::Locked { until: locked }));
    let payload = Payload { start: early.start(), ..world.payload("too early") };
    let error = world.tracker.create(&world.cx(), &payload, key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Locked, Applied::No));

    let mut owner = world.with_token(samples::SECOND_KEY).signed_in().await;
    owner.rules = Clockify.rules(&owner.cx()).await.unwrap();
    assert_eq!((owner.rules.locked_before, owner.rules.billable_forced), (None, false));
    let made = owner.tracker.create(&owner.cx(), &payload, key()).await.unwrap();
    assert_eq!(made.payload.start, payload.start, "locks do not hold for the owner");
}

#[tokio::test]
async fn a_workspace_for_live_timers_lets_only_administrators_in() {
    let member = in_workspace("Sandbox Live", samples::SUPPORT).await;
    let worked = entry("afterwards", MORNING, &[(Stretch::Work, HOUR)]);
    assert_eq!(member.project(&worked, &Policy::default()), Err(Unsendable::LiveOnly));
    let payload = Payload { target: TargetId::new(samples::SUPPORT), ..world().payload("afterwards") };
    let error = member.tracker.create(&member.cx(), &payload, key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::NotAllowed, Applied::No));

    let mut owner = member.with_token(samples::SECOND_KEY).signed_in().await;
    owner.rules = Clockify.rules(&owner.cx()).await.unwrap();
    assert!(owner.project(&worked, &Policy::default()).is_ok());
    let made = owner.tracker.create(&owner.cx(), &payload, key()).await.unwrap();
    assert_eq!(made.payload, payload);
}

#[tokio::test]
async fn breaks_become_entries_where_wanted_and_known() {
    let worked = [(Stretch::Work, HOUR), (Stretch::Break, HOUR / 2), (Stretch::Work, HOUR)];
    let worked = entry("with a break", MORNING, &worked);
    let policy = Policy { breaks: BreakPolicy::Entry, ..Policy::default() };
    let strict = in_workspace("Sandbox Strict", samples::CONSULTING).await;
    let parts = strict.project(&worked, &policy).unwrap();
    let kinds: Vec<_> = parts.iter().map(|part| (part.payload.kind, part.payload.seconds)).collect();
    assert_eq!(kinds, [(PayloadKind::Work, 3600), (PayloadKind::Break, 1800), (PayloadKind::Work, 3600)]);
    assert_eq!(parts[0].losses, [Loss::Split { parts: 3 }]);
    for part in &parts {
        let made = strict.tracker.create(&strict.cx(), &part.payload, key()).await.unwrap();
        assert_eq!(made.payload, part.payload);
        let found = strict.tracker.find(&strict.cx(), &part.payload, MORNING).await.unwrap();
        assert_eq!(found, Found::One(made));
    }
    // Without the feature a gap is left.
    assert_eq!(world().project(&worked, &policy).unwrap().len(), 2);
}

#[tokio::test]
async fn tags_go_there_and_come_back_by_name() {
    let mut world = world().signed_in().await;
    world.rules = Clockify.rules(&world.cx()).await.unwrap();
    assert!(!world.rules.tags.contains_key("before 2020"), "archived tags may not be sent");
    let plain = entry("tagged", MORNING, &[(Stretch::Work, HOUR)]);
    let tagged = with_tags(&plain, &["remote", "On Site", "unknown"]);
    let part = world.parts(&tagged).remove(0);
    assert_eq!(part.payload.tags, ["on site", "remote"]);
    assert_eq!(part.losses, [Loss::NoTags]);
    let made = world.tracker.create(&world.cx(), &part.payload, key()).await.unwrap();
    assert_eq!(made.payload, part.payload);
    let read = world.tracker.read(&world.cx(), &made.id, &part.payload).await.unwrap();
    assert_eq!(read, Some(made.clone()));

    let bare = world.parts(&plain).remove(0).payload;
    for change in [&bare, &part.payload] {
        let changed = world.tracker.update(&world.cx(), &made.id, &part.payload, change).await.unwrap();
        assert_eq!(changed.payload, *change);
    }
    let forbidden = Payload { tags: vec!["unknown".to_owned()], ..bare };
    let error = world.tracker.create(&world.cx(), &forbidden, key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Refused, Applied::No));
    assert!(error.detail.as_str().contains("unknown"), "{}", error.detail);
}

#[tokio::test]
async fn long_text_is_cut_to_what_the_service_takes() {
    let world = world().signed_in().await;
    // An emoji counts twice there.
    for note in ["x".repeat(3001), "😀".repeat(1501), format!("{}<", "x".repeat(3000))] {
        let part = world.parts(&entry(&note, MORNING, &[(Stretch::Work, HOUR)])).remove(0);
        assert!(part.losses.iter().any(|loss| matches!(loss, Loss::TextCut { .. })), "{:?}", part.losses);
        let made = world.tracker.create(&world.cx(), &part.payload, key()).await.unwrap();
        assert_eq!(made.payload, part.payload);
    }
    let fits = world.parts(&entry(&"x".repeat(3000), MORNING, &[(Stretch::Work, HOUR)])).remove(0);
    assert_eq!(fits.losses, []);
}

#[test]
fn sub_second_stretches_add_up_and_never_overlap() {
    type Case<'a> = (&'a [(Stretch, i64)], &'a [(i64, u32)]);
    let cases: [Case<'_>; 5] = [
        // A single stretch keeps its first second and its whole seconds.
        (&[(Stretch::Work, 1999)], &[(0, 1)]),
        // 0.6 + 0.6 s are one second together; the first of two equal remainders gets it.
        (&[(Stretch::Work, 600), (Stretch::Break, 400), (Stretch::Work, 600)], &[(0, 1)]),
        (&[(Stretch::Work, 1600), (Stretch::Break, 5400), (Stretch::Work, 1500)], &[(0, 2), (7, 1)]),
        // The longer remainder of the last one begins a second earlier instead of reaching past its end.
        (&[(Stretch::Work, 1300), (Stretch::Break, 5700), (Stretch::Work, 1900)], &[(0, 1), (6, 2)]),
        (&[(Stretch::Work, 100), (Stretch::Break, 100), (Stretch::Work, 2950)], &[(0, 3)]),
    ];
    let world = world();
    for (segments, expected) in cases {
        let parts = world.parts(&entry("", MORNING, segments));
        let found: Vec<_> = parts
            .iter()
            .map(|part| (part.payload.start.since(MORNING) / 1000, part.payload.seconds))
            .collect();
        assert_eq!(found, expected, "{segments:?}");
    }
    let blink = entry("", MORNING, &[(Stretch::Work, 999)]);
    assert_eq!(world.project(&blink, &Policy::default()), Err(Unsendable::TooShort { seconds: 1 }));
    let endless = entry("", Timestamp::MIN, &[(Stretch::Work, 1000 * 24 * HOUR)]);
    assert_eq!(world.project(&endless, &Policy::default()), Err(Unsendable::TooLong { seconds: 4_294_967 }));
}

/// Entries that touch must not overlap at Clockify, so nothing may reach beyond the seconds of the entry itself.
#[test]
fn no_part_reaches_beyond_the_entry_or_into_another_part() {
    let mut world = world();
    world.rules.break_entries = true;
    let policy = Policy { breaks: BreakPolicy::Entry, ..Policy::default() };
    let config = Config { cases: 10_000, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&entries(), |entry| {
        let Ok(parts) = world.project(&entry, &policy) else { return Ok(()) };
        let mut free = entry.start().seconds();
        for part in parts {
            prop_assert!(part.payload.start.seconds() >= free);
            free = part.payload.start.seconds() + i64::from(part.payload.seconds);
        }
        prop_assert!(free <= entry.end().map_or(i64::MAX, Timestamp::seconds));
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn a_target_of_another_tracker_is_refused() {
    let mut world = world();
    world.rules = WorkspaceRules::default();
    for target in ["", "TEST-324", "a/b/c", "/", "project/", "Website/Design x"] {
        world.target = TargetId::new(target);
        let refused = world.project(&entry("", MORNING, &[(Stretch::Work, HOUR)]), &Policy::default());
        assert_eq!(refused, Err(Unsendable::Target { target: world.target.clone() }));
    }
}
