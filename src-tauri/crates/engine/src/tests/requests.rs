//! How many requests a connection costs: a free Clockify workspace has 30 an hour for everybody in it together.

use api::{EntryFields, Request, UploadState, VerbRequest};

use super::world::{Life, World, account};

async fn add(life: &Life<'_>, tags: &[&str], from: &str) {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let on = vec!["clockify:Website/Design".into()];
    let fields = EntryFields { note: "tagged".into(), tags, on, ..EntryFields::default() };
    let verb = VerbRequest::Add {
        fields,
        from: from.into(),
        to: None,
        duration: Some("1:00".into()),
        breaks: Vec::new(),
        overlap: Some(api::OverlapChoice::Keep),
    };
    life.say(verb).await.expect("a plain hour");
}

#[test]
fn an_hour_costs_one_request_with_tags_or_without() {
    let world = World::new();
    world.live(async |life| {
        let account = account("clockify", sandbox::clockify::samples::KEY);
        let _tracker: api::Tracker = life.ask(Request::TrackerAdd(account)).await.expect("it lets us in");
        for (place, tags) in [&[][..], &["remote"], &["Remote", "on site"]].into_iter().enumerate() {
            world.sent_to("clockify");
            add(&life, tags, &format!("{}:00", 8 + place)).await;
            let uploads = life.settle(1).await;
            assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{uploads:?}");
            assert_eq!(world.sent_to("clockify").len(), 1, "{tags:?}");
        }
        assert_eq!(world.sandbox.records().len(), 3);
    });
}

/// Some calls take several requests: who we are is two at Plane, what it demands three.
#[test]
fn a_daily_catalogue_keeps_the_pace_over_every_request_it_takes() {
    let world = World::new();
    world.live(async |life| {
        let workspace = Some(sandbox::plane::samples::WORKSPACE.to_owned());
        let account = api::AddTracker { workspace, ..account("plane", sandbox::plane::samples::KEY) };
        let _tracker: api::Tracker = life.ask(Request::TrackerAdd(account)).await.expect("it lets us in");
        world.sent_to("plane");
        let mut sent = Vec::new();
        for _ in 0..49 {
            while life.step().await {}
            sent.extend(world.sent_to("plane"));
            if !sent.is_empty() {
                break;
            }
            world.clock.advance(3_600_000);
        }
        let [first, .., last] = sent.as_slice() else { panic!("two days and nothing was fetched") };
        let pauses = i64::try_from(sent.len() - 1).expect("a handful");
        assert!(pauses >= 8, "{sent:?}");
        assert!(last - first >= pauses * 2_100, "{sent:?}");
    });
}
