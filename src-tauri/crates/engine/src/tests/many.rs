//! Several entries in one verb: one transaction, one undo, and at the trackers what a single edit would do to each.

use api::{Code, EntryFields, ManyFields, NoticeKind, Request, UploadState, VerbRequest};

use super::world::{Life, World};

/// Three hours at both trackers, uploaded; gives their ids.
async fn three(life: &Life<'_>) -> Vec<String> {
    let mut ids = Vec::new();
    for from in ["6:00", "7:00", "8:00"] {
        ids.push(life.add_hour("an hour", from).await.entries[0].id.clone());
    }
    let uploads = life.settle(1).await;
    assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{uploads:#?}");
    ids
}

fn texts(world: &World, api: &str) -> Vec<String> {
    world
        .sandbox
        .records()
        .iter()
        .filter(|record| record.api == api)
        .map(|record| record.text.clone())
        .collect()
}

#[test]
fn one_edit_of_many_reaches_the_trackers_and_one_undo_takes_it_back() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let ids = three(&life).await;
        let fields = ManyFields {
            note: Some("all of it".into()),
            remove_on: vec!["yandex:TEST-324".into()],
            ..ManyFields::default()
        };
        let said = life.say(VerbRequest::EditMany { ids, fields }).await.expect("an edit");
        assert_eq!((said.notice, said.entries.len()), (NoticeKind::Edited, 3));
        life.settle(1).await;
        assert_eq!(texts(&world, "clockify"), ["all of it"; 3]);
        assert_eq!(texts(&world, "yandex"), Vec::<String>::new());
        let undone = life.say(VerbRequest::Undo { count: None }).await.expect("one undo for all");
        assert_eq!(undone.entries.len(), 3);
        life.settle(1).await;
        assert_eq!(texts(&world, "clockify"), ["an hour"; 3], "nothing twice");
        assert_eq!(texts(&world, "yandex").len(), 3);
    });
}

#[test]
fn copies_are_uploaded_once_each_and_go_with_one_undo() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let ids = three(&life).await;
        let said = life.say(VerbRequest::Duplicate { ids: ids[..2].to_vec() }).await.expect("two copies");
        assert_eq!((said.notice, said.entries.len()), (NoticeKind::Added, 2));
        let uploads = life.settle(2).await;
        let done = uploads.iter().filter(|upload| upload.state == UploadState::Done).count();
        assert_eq!((done, texts(&world, "yandex").len()), (10, 5), "{uploads:#?}");
        life.say(VerbRequest::Undo { count: None }).await.expect("one undo for all");
        life.settle(2).await;
        assert_eq!((texts(&world, "clockify").len(), texts(&world, "yandex").len()), (3, 3));
    });
}

#[test]
fn a_refusal_names_the_entry_and_changes_none() {
    let world = World::new();
    world.live(async |life| {
        let mut ids = vec![life.add_hour_at(&[]).await.entries[0].id.clone()];
        let fields = EntryFields { note: "still going".into(), ..EntryFields::default() };
        let started = VerbRequest::Start { fields, at: None, overlap: None };
        ids.push(life.say(started).await.expect("a start").entries[0].id.clone());
        let refused = life.say(VerbRequest::Duplicate { ids: ids.clone() }).await.expect_err("one runs");
        assert!(refused.message.contains("“still going”"), "{refused}");
        assert!(refused.message.ends_with("Nothing was changed."), "{refused}");
        assert_eq!(refused.code, Code::NotNow);
        let tag = ManyFields { add_tags: vec!["a\nb".into()], ..ManyFields::default() };
        let refused = life.say(VerbRequest::EditMany { ids, fields: tag }).await.expect_err("no tag");
        assert_eq!((refused.code, refused.field.as_deref()), (Code::BadInput, Some("tag")));
        let log = Request::Log { from: None, to: None, limit: None };
        let entries: Vec<api::Entry> = life.ask(log).await.expect("a list");
        assert!(entries.len() == 2 && entries.iter().all(|entry| entry.tags.is_empty()), "{entries:#?}");
        let none = life.say(VerbRequest::Duplicate { ids: Vec::new() }).await.expect_err("none named");
        assert_eq!(none.field.as_deref(), Some("ids"));
        let many = (0..501).map(|number| format!("00000000-0000-7000-8000-{number:012}")).collect();
        let many = life.say(VerbRequest::Duplicate { ids: many }).await.expect_err("too many");
        assert_eq!((many.code, many.field.as_deref()), (Code::BadInput, Some("ids")));
    });
}
