//! A tracker that keeps no dates: the times in a record's text tell it apart, and no hour is lost or doubled.

use std::collections::BTreeMap;

use api::{EditFields, EntryFields, Request, Upload, UploadState, VerbAnswer, VerbRequest};
use sandbox::faults::{Fault, Rule};
use sandbox::plane::samples;

use super::world::{Life, World, account};

async fn connect(life: &Life<'_>) {
    let workspace = Some(samples::WORKSPACE.to_owned());
    let account = api::AddTracker { workspace, ..account("plane", samples::KEY) };
    let _tracker: api::Tracker = life.ask(Request::TrackerAdd(account)).await.expect("it lets us in");
}

async fn add(life: &Life<'_>, from: &str, breaks: &[&str]) -> VerbAnswer {
    let fields =
        EntryFields { note: "review".into(), on: vec!["plane:PROJ-12".into()], ..EntryFields::default() };
    let verb = VerbRequest::Add {
        fields,
        from: from.into(),
        to: None,
        duration: Some("1:00".into()),
        breaks: breaks.iter().map(|stretch| (*stretch).to_owned()).collect(),
        overlap: Some(api::OverlapChoice::Keep),
    };
    life.say(verb).await.expect("a plain hour")
}

/// `(text, minutes)` with how often it is there.
fn held(world: &World) -> BTreeMap<(String, u32), u32> {
    let mut held = BTreeMap::new();
    for record in world.sandbox.records() {
        *held.entry((record.text, record.seconds / 60)).or_default() += 1;
    }
    held
}

fn once(records: &[(&str, u32)]) -> BTreeMap<(String, u32), u32> {
    records.iter().map(|(text, minutes)| (((*text).to_owned(), *minutes), 1)).collect()
}

fn all_done(uploads: &[Upload]) {
    assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{uploads:#?}");
}

#[test]
fn lost_answers_make_no_second_record_although_only_the_text_has_a_date() {
    for fault in [Fault::DropAfter, Fault::DropBefore, Fault::ErrorAfter, Fault::Truncate] {
        let world = World::new();
        world.live(async |life| {
            connect(&life).await;
            world.sandbox.faults().set(Rule::next(3, fault).on("plane").writes());
            for from in ["8:00", "9:00", "11:00"] {
                add(&life, from, &[]).await;
            }
            all_done(&life.settle(2).await);
            let expected = once(&[
                ("2026-11-20 08:00–09:00 review", 60),
                ("2026-11-20 09:00–10:00 review", 60),
                ("2026-11-20 11:00–12:00 review", 60),
            ]);
            assert_eq!(held(&world), expected, "{fault:?}");
        });
    }
}

#[test]
fn another_time_changes_the_text_of_the_same_record_and_a_removal_takes_that_one_away() {
    let world = World::new();
    world.live(async |life| {
        connect(&life).await;
        let hour = add(&life, "8:00", &[]).await.entries[0].id.clone();
        add(&life, "11:00", &["11:15-11:30"]).await;
        all_done(&life.settle(1).await);
        let other = ("2026-11-20 11:00–12:00 (break 0:15) review", 45);
        assert_eq!(held(&world), once(&[("2026-11-20 08:00–09:00 review", 60), other]));
        let before: Vec<String> = world.sandbox.records().into_iter().map(|record| record.id).collect();

        world.sandbox.faults().set(Rule::next(1, Fault::DropAfter).on("plane").writes());
        let fields = EditFields { from: Some("7:30".into()), ..EditFields::default() };
        life.say(VerbRequest::Edit { id: hour.clone(), fields, overlap: None }).await.expect("it is free");
        all_done(&life.settle(2).await);
        assert_eq!(held(&world), once(&[("2026-11-20 07:30–09:00 review", 90), other]));
        let after: Vec<String> = world.sandbox.records().into_iter().map(|record| record.id).collect();
        assert_eq!(after, before, "the same records");

        life.say(VerbRequest::Delete { ids: vec![hour] }).await.expect("it is there");
        all_done(&life.settle(1).await);
        assert_eq!(held(&world), once(&[other]));
        life.say(VerbRequest::Undo { count: None }).await.expect("one change");
        all_done(&life.settle(1).await);
        assert_eq!(held(&world), once(&[("2026-11-20 07:30–09:00 review", 90), other]));
    });
}
