//! What every tracker does when the network is kind.

use std::collections::BTreeSet;

use domain::upload::{Known, Operation, operation};
use domain::{Kind as Stretch, Target};

use super::World;
use super::world::{MORNING, entry};
use crate::{Applied, Found, Kind, Retry, Secret, TargetQuery};

/// Texts that services, parsers and terminals are known to stumble over.
const TEXTS: [&str; 8] = [
    "",
    "API client: retry logic",
    "Größe prüfen – 日本語, 한국어",
    "👩🏽‍💻 pairing 🎉",
    "مراجعة الكود (RTL) שלום",
    "first line\nsecond line\twith a tab",
    "a < b && b > c, <b>bold</b>",
    "\"quotes\", \\backslash\\, 100 % & more? #1",
];

pub(crate) async fn a_good_token_says_who_and_a_bad_one_asks_to_sign_in(mut world: World) {
    let identity = world.tracker.whoami(&world.cx()).await.unwrap();
    assert!(!identity.id.is_empty() && !identity.display.is_empty());
    world.secret = Secret::new("no-such-token");
    let error = world.tracker.whoami(&world.cx()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::SignIn, Applied::No, Retry::AfterSignIn));
}

pub(crate) async fn a_wrong_address_is_told_apart(mut world: World) {
    world.account.base_url = world.account.base_url.join("/elsewhere/").unwrap();
    let error = world.tracker.whoami(&world.cx()).await.unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Unexpected, Applied::No));
}

pub(crate) async fn the_listing_reaches_every_target(world: World) {
    let world = world.signed_in().await;
    let targets = all(&world, "").await;
    let ids: Vec<&str> = targets.iter().map(|target| target.id.as_str()).collect();
    assert_eq!(ids.iter().copied().collect::<BTreeSet<_>>(), world.targets.iter().copied().collect());
    assert_eq!(ids.len(), world.targets.len(), "no target comes twice");
    assert!(targets.iter().all(|target| !target.key.is_empty() && !target.title.is_empty()));
}

pub(crate) async fn targets_are_found_by_text_and_by_key(world: World) {
    let world = world.signed_in().await;
    for text in [world.words.to_uppercase(), world.key.to_lowercase(), world.target.to_string()] {
        let found = all(&world, &text).await;
        let target = found.iter().find(|target| target.id == world.target);
        assert_eq!(target.map(|target| target.key.as_str()), Some(world.key), "{text}");
    }
    assert_eq!(all(&world, "no such thing anywhere").await, []);
}

pub(crate) async fn what_is_made_is_what_was_sent(world: World) {
    let world = world.signed_in().await;
    let segments = [(Stretch::Work, 3_600_417), (Stretch::Break, 900_250), (Stretch::Work, 5_421_999)];
    for part in world.parts(&entry("two stretches", MORNING.plus_millis(417), &segments)) {
        let made = world.tracker.create(&world.cx(), &part.payload, world.key()).await.unwrap();
        assert_eq!(made.payload, part.payload);
        let read = world.tracker.read(&world.cx(), &made.id, &part.payload).await.unwrap();
        assert_eq!(read.as_ref(), Some(&made));
        let known =
            Known { remote_id: made.id, payload: part.payload.clone(), seen: made.payload, maybe: None };
        assert_eq!(operation(Some(&part.payload), Some(&known)), Operation::Nothing);
    }
}

pub(crate) async fn every_text_comes_back(world: World) {
    let world = world.signed_in().await;
    for text in TEXTS {
        let payload = world.payload(text);
        let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
        let read = world.tracker.read(&world.cx(), &made.id, &payload).await.unwrap().unwrap();
        assert_eq!(read.payload.text, payload.text);
        assert_eq!(read.payload, payload);
    }
}

pub(crate) async fn a_lost_create_is_found_once(world: World) {
    let world = world.signed_in().await;
    for (place, text) in TEXTS.into_iter().enumerate() {
        // A sub-second start, other work around it, and another entry at every hour.
        let start = MORNING.plus_millis(i64::try_from(place).unwrap() * 7_200_000 + 417);
        let entry = entry(text, start, &[(Stretch::Work, 3_600_000)]);
        let payload = world.parts(&entry)[0].payload.clone();
        let since = world.now();
        let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
        world.pass(60);
        assert_eq!(world.tracker.find(&world.cx(), &payload, since).await.unwrap(), Found::One(made));
    }
}

pub(crate) async fn what_was_never_made_is_absent(world: World) {
    let world = world.signed_in().await;
    let payload = world.payload("never made");
    assert_eq!(world.tracker.find(&world.cx(), &payload, world.now()).await.unwrap(), Found::Absent);
    // Neighbours that differ in start or length are not it.
    for neighbour in &world.neighbours("never made") {
        world.tracker.create(&world.cx(), neighbour, world.key()).await.unwrap();
    }
    assert_eq!(world.tracker.find(&world.cx(), &payload, world.now()).await.unwrap(), Found::Absent);
}

pub(crate) async fn two_equal_records_are_both_found(world: World) {
    let world = world.signed_in().await;
    let payload = world.payload("twice");
    let mut made = Vec::new();
    for _ in 0..2 {
        made.push(world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap().id);
    }
    let Found::Many(found) = world.tracker.find(&world.cx(), &payload, world.now()).await.unwrap() else {
        panic!("two records were made");
    };
    let found: BTreeSet<String> = found.into_iter().map(|remote| remote.id).collect();
    assert_eq!(found, made.into_iter().collect());
    // Everything but the text is the same: neither ours for sure nor surely not.
    let other = world.payload("another text");
    assert!(matches!(
        world.tracker.find(&world.cx(), &other, world.now()).await.unwrap(),
        Found::Many(found) if found.len() == 2
    ));
}

pub(crate) async fn a_change_is_read_back(world: World) {
    let world = world.signed_in().await;
    let before = world.payload("before");
    let made = world.tracker.create(&world.cx(), &before, world.key()).await.unwrap();
    let after = entry("after\n<done>", MORNING.plus_millis(1_800_000), &[(Stretch::Work, 7_200_000)]);
    let mut changes = vec![world.parts(&after)[0].payload.clone()];
    changes.push(domain::Payload { text: String::new(), ..changes[0].clone() });
    let mut held = before;
    for change in changes {
        for _ in 0..2 {
            let changed = world.tracker.update(&world.cx(), &made.id, &held, &change).await.unwrap();
            assert_eq!((changed.id.as_str(), &changed.payload), (made.id.as_str(), &change));
        }
        let read = world.tracker.read(&world.cx(), &made.id, &change).await.unwrap().unwrap();
        assert_eq!(read.payload, change);
        held = change;
    }
    assert_eq!(world.held(), 1);
}

pub(crate) async fn a_removed_record_is_gone_and_stays_so(world: World) {
    let world = world.signed_in().await;
    let payload = world.payload("to be removed");
    let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
    if !world.tracker.about().can.delete {
        let error = world.tracker.delete(&world.cx(), &made.id, &payload).await.unwrap_err();
        assert_eq!((error.kind, error.applied, error.retry), (Kind::Unsupported, Applied::No, Retry::Never));
        assert_eq!(world.held(), 1);
    }
    world.remove(&made.id, &payload).await;
    assert_eq!(world.tracker.read(&world.cx(), &made.id, &payload).await.unwrap(), None);
    world.tracker.delete(&world.cx(), &made.id, &payload).await.unwrap();
    assert_eq!(world.tracker.read(&world.cx(), &made.id, &payload).await.unwrap(), None);
    assert_eq!(world.held(), 0);
    let error = world.tracker.update(&world.cx(), &made.id, &payload, &payload).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::NotFound, Applied::No, Retry::Never));
}

pub(crate) async fn a_record_that_never_was_reads_as_none(world: World) {
    let world = world.signed_in().await;
    let payload = world.payload("nothing there");
    let made = world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
    world.tracker.create(&world.cx(), &payload, world.key()).await.unwrap();
    world.remove(&made.id, &payload).await;
    assert_eq!(world.tracker.read(&world.cx(), &made.id, &payload).await.unwrap(), None);
}

async fn all(world: &World, text: &str) -> Vec<Target> {
    let mut items = Vec::new();
    let mut cursor = None;
    for _ in 0..100 {
        let query = TargetQuery { text: text.to_owned(), cursor };
        let page = world.tracker.targets(&world.cx(), query).await.unwrap();
        items.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            return items;
        }
    }
    panic!("the listing has no end");
}
