//! Yandex Tracker against the sandbox: what only this tracker has.

use ::sandbox::yandex::samples;
use domain::payload::{BreakPolicy, Rounding};
use domain::upload::Unsendable;
use domain::{Kind as Stretch, Loss, Payload, Policy, TargetId};

use super::super::Yandex;
use super::world;
use crate::contract::World;
use crate::contract::world::{MORNING, entry, key};
use crate::{Applied, Found, Kind, TargetQuery, Tracker};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn with(settings: &[(&str, &str)], token: &str) -> World {
    let mut world = world().with_token(token);
    for (key, value) in settings {
        world.account.settings.insert((*key).to_owned(), (*value).to_owned());
    }
    world
}

#[tokio::test]
async fn both_kinds_of_organisation_and_of_token_are_found_out() {
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);
    let cases: [Case<'_>; 4] = [
        (&[], samples::TOKEN, "360:8401923"),
        (&[("org", samples::CLOUD_ORG)], samples::CLOUD_TOKEN, "cloud:bpfsandbox0000000001"),
        (&[("org", samples::CLOUD_ORG), ("auth", "iam")], samples::IAM_TOKEN, "cloud:bpfsandbox0000000001"),
        (&[("org_kind", "360")], samples::TOKEN, "360:8401923"),
    ];
    for (settings, token, workspace) in cases {
        let world = with(settings, token).signed_in().await;
        assert_eq!(world.account.identity.as_ref().unwrap().workspace.as_deref(), Some(workspace));
        // From here on it is known, and a create is one request.
        let before = world.network.sandbox.requests().len();
        let payload = world.payload("known by now");
        let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
        assert_eq!(world.network.sandbox.requests().len() - before, 1);
        // The author is shown by another id in the cloud.
        assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::One(made));
    }
}

#[tokio::test]
async fn a_wrong_or_missing_organisation_says_where_its_id_stands() {
    for settings in [[("org", "999")], [("org_kind", "cloud")]] {
        let world = with(&settings, samples::TOKEN);
        let error = world.tracker.whoami(&world.cx()).await.unwrap_err();
        assert_eq!((error.kind, error.applied), (Kind::NotAllowed, Applied::No));
        assert!(error.detail.as_str().contains("organisation"), "{}", error.detail);
    }
    let world = with(&[("org", " ")], samples::TOKEN);
    let error = world.tracker.whoami(&world.cx()).await.unwrap_err();
    assert_eq!(error.kind, Kind::Refused);
    assert!(error.detail.as_str().contains("Administration"), "{}", error.detail);
}

#[tokio::test]
async fn an_oauth_token_behind_the_word_of_the_other_kind_is_none() {
    let world = with(&[("auth", "iam")], samples::TOKEN);
    assert_eq!(world.tracker.whoami(&world.cx()).await.unwrap_err().kind, Kind::SignIn);
}

#[tokio::test]
async fn who_may_only_read_is_told_so() {
    let world = with(&[], samples::READ_ONLY_TOKEN);
    let error = world.tracker.whoami(&world.cx()).await.unwrap_err();
    assert_eq!(error.kind, Kind::NotAllowed);
    assert!(error.detail.as_str().contains("full access"), "{}", error.detail);
}

#[tokio::test]
async fn an_issue_is_booked_by_id_by_key_and_by_a_key_it_had_before() {
    for name in [samples::LOGIN_FORM_ID, samples::LOGIN_FORM, "test-325", samples::MOVED, samples::MOVED_FROM]
    {
        let mut world = world();
        world.target = TargetId::new(name);
        let world = world.signed_in().await;
        let payload = world.payload("by any name");
        let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
        assert_eq!(made.payload, payload);
        let read = world.tracker.read(&world.cx(), &made.id, &payload).await.unwrap();
        assert_eq!(read.as_ref(), Some(&made));
        assert_eq!(
            world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(),
            Found::One(made.clone())
        );
        let change = Payload { text: "changed".to_owned(), ..payload.clone() };
        let changed = world.tracker.update(&world.cx(), &made.id, &payload, &change).await.unwrap();
        assert_eq!(changed.payload, change);
        world.tracker.delete(&world.cx(), &made.id, &change).await.unwrap();
        assert_eq!(world.held(), 0);
    }
}

#[tokio::test]
async fn working_time_comes_back_as_it_was_sent() {
    let world = world().signed_in().await;
    for minutes in [1, 59, 60, 480, 520, 1440, 1800, 2400, 2420, 6510] {
        let payload = Payload { seconds: minutes * 60, ..world.payload("business time") };
        let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
        assert_eq!(made.payload, payload, "{minutes}");
    }
}

#[tokio::test]
async fn a_look_reads_every_page_and_takes_nothing_of_others() {
    let mut world = world().signed_in().await;
    let payload = world.payload("under many");
    let made = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    for minute in 1..=230 {
        let later = Payload { start: payload.start.plus_millis(minute * MINUTE), ..payload.clone() };
        world.tracker.create(&world.cx(), &later, key()).await.unwrap();
    }
    let last = world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    let Found::Many(found) = world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap() else {
        panic!("the first and the last are equal");
    };
    assert_eq!(found.iter().map(|remote| &remote.id).collect::<Vec<_>>(), [&made.id, &last.id]);
    let read = world.tracker.read(&world.cx(), &last.id, &payload).await.unwrap();
    assert_eq!(read.as_ref(), Some(&last));

    world = world.with_token(samples::SECOND_TOKEN).signed_in().await;
    assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), Found::Absent);
    let error = world.tracker.delete(&world.cx(), &last.id, &payload).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::NotAllowed, Applied::No));
}

#[tokio::test]
async fn an_issue_that_takes_no_changes_or_is_not_there_is_told_apart() {
    let world = world().signed_in().await;
    let cases = [
        (samples::BLOCKED, Kind::Refused, Found::Absent),
        // It may be one the account no longer sees.
        ("TEST-9999", Kind::NotFound, Found::Hidden),
    ];
    for (name, kind, found) in cases {
        let payload = Payload { target: TargetId::new(name), ..world.payload("nowhere") };
        let error = world.tracker.create(&world.cx(), &payload, key()).await.unwrap_err();
        assert_eq!((error.kind, error.applied), (kind, Applied::No), "{name}");
        assert_eq!(world.tracker.find(&world.cx(), &payload, MORNING).await.unwrap(), found);
    }
}

#[tokio::test]
async fn what_is_assigned_comes_first_and_a_closed_issue_is_found_by_its_key() {
    let world = world().signed_in().await;
    let first = world.tracker.targets(&world.cx(), TargetQuery::default()).await.unwrap();
    assert!(first.items.iter().all(|target| target.mine) && first.next.is_some());
    assert_eq!(first.items[0].parent.as_deref(), Some("Old things"), "the latest change comes first");
    let query = TargetQuery { text: "test-300".to_owned(), cursor: None };
    let closed = world.tracker.targets(&world.cx(), query).await.unwrap();
    assert_eq!(closed.items[0].key, samples::CLOSED);
    let query = TargetQuery { text: "say \"hello\"".to_owned(), cursor: None };
    let quoted = world.tracker.targets(&world.cx(), query).await.unwrap();
    assert_eq!(quoted.items[0].key, "TEST-327");
}

#[test]
fn breaks_are_subtracted_or_left_as_gaps_and_every_loss_is_named() {
    let world = world();
    let segments = [
        (Stretch::Work, 50 * MINUTE + 20_000),
        (Stretch::Break, 15 * MINUTE),
        (Stretch::Work, 30 * MINUTE + 25_000),
    ];
    let mut worked = entry("with a break", MORNING.plus_millis(417), &segments);
    worked.tags = vec!["lost".to_owned()];

    let subtracted = world.parts(&worked);
    assert_eq!(subtracted.len(), 1);
    assert_eq!(
        (subtracted[0].payload.start, subtracted[0].payload.seconds),
        (MORNING.plus_millis(417), 81 * 60)
    );
    let losses = [Loss::Rounded { seconds: 15 }, Loss::NoTags, Loss::BreakSubtracted { seconds: 900 }];
    assert_eq!(subtracted[0].losses, losses);

    let policy = Policy { breaks: BreakPolicy::Gap, rounding: Rounding::Nearest };
    let gap = world.project(&worked, &policy).unwrap();
    let found: Vec<_> =
        gap.iter().map(|part| (part.payload.start.since(worked.start()), part.payload.seconds)).collect();
    assert_eq!(found, [(0, 50 * 60), (65 * MINUTE + 20_000, 31 * 60)]);
    let losses = |seconds| [Loss::Rounded { seconds }, Loss::NoTags, Loss::Split { parts: 2 }];
    assert_eq!((gap[0].losses.as_slice(), gap[1].losses.as_slice()), (&losses(-20)[..], &losses(35)[..]));
}

#[test]
fn what_is_too_short_too_long_or_no_issue_is_not_sent() {
    let mut world = world();
    let policy = world.tracker.about().default_policy;
    let short = entry("", MORNING, &[(Stretch::Work, MINUTE - 1)]);
    assert_eq!(world.project(&short, &policy), Err(Unsendable::TooShort { seconds: 60 }));
    let long = entry("", domain::Timestamp::MIN, &[(Stretch::Work, 1000 * 24 * HOUR)]);
    assert!(matches!(world.project(&long, &policy), Err(Unsendable::TooLong { .. })));
    for name in
        ["", "TEST", "TEST-", "-1", "TEST-1x", "1-2", "65f0000000000000000000c1/65f0000000000000000000d1"]
    {
        world.target = TargetId::new(name);
        let refused = world.project(&entry("", MORNING, &[(Stretch::Work, HOUR)]), &policy);
        assert_eq!(refused, Err(Unsendable::Target { target: world.target.clone() }), "{name}");
    }
    assert!(matches!(
        Yandex.about().policy(&[("breaks".to_owned(), "gap".to_owned())].into()).breaks,
        BreakPolicy::Gap
    ));
}
