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
