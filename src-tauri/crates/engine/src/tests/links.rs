//! Links: what was booked together proposes itself, and what is refused, undone or set by hand counts.

use api::{Code, EditFields, Entry, EntryFields, Link, Proposal, Request, VerbAnswer, VerbRequest};

use super::world::{Life, World};

async fn add(life: &Life<'_>, fields: EntryFields) -> VerbAnswer {
    let verb = VerbRequest::Add {
        fields,
        from: "9:00".into(),
        to: None,
        duration: Some("0:30".into()),
        breaks: Vec::new(),
        overlap: Some(api::OverlapChoice::Keep),
    };
    life.say(verb).await.expect("a plain half hour")
}

fn on(targets: &[&str]) -> EntryFields {
    EntryFields { note: "review".into(), on: own(targets), ..EntryFields::default() }
}

fn own(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// What a new entry on this target is booked on in the end.
async fn booked(life: &Life<'_>, target: &str) -> Vec<String> {
    targets(&add(life, on(&[target])).await.entries[0])
}

fn targets(entry: &Entry) -> Vec<String> {
    entry.bookings.iter().map(|booking| booking.target.clone()).collect()
}

async fn edit(life: &Life<'_>, entry: &Entry, fields: EditFields) -> VerbAnswer {
    let verb = VerbRequest::Edit { id: entry.id.clone(), fields, overlap: None };
    life.say(verb).await.expect("an edit")
}

async fn links(life: &Life<'_>) -> Vec<(String, String, u32)> {
    let links: Vec<Link> = life.ask(Request::Links).await.expect("a list");
    links.into_iter().map(|link| (link.from, link.to, link.times)).collect()
}

async fn link_add(life: &Life<'_>, from: &str, to: &str) -> Result<Link, api::ApiError> {
    life.ask(Request::LinkAdd { from: from.into(), to: to.into() }).await
}

fn link(from: &str, to: &str, times: u32) -> (String, String, u32) {
    (from.into(), to.into(), times)
}

#[test]
fn what_was_booked_together_is_booked_together_again_and_said() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let first = add(&life, on(&["yandex:TEST-324", "clockify:Website/Design"])).await;
        assert!(first.linked.is_empty(), "both were named");
        let again = add(&life, on(&["yandex:TEST-325"])).await;
        let linked: Vec<_> = again.linked.iter().map(|one| one.target.as_str()).collect();
        assert_eq!(linked, ["clockify:Website/Design"]);
        assert_eq!(targets(&again.entries[0]), ["yandex:TEST-325", "clockify:Website/Design"]);
        assert_eq!(
            links(&life).await,
            [link("yandex:TEST-*", "clockify:Website/Design", 1)],
            "only named ones teach"
        );
        life.settle(1).await;
        assert_eq!(world.sandbox.records().len(), 4, "both are uploaded");

        let alone = EntryFields { no_links: true, ..on(&["yandex:TEST-326"]) };
        assert_eq!(targets(&add(&life, alone).await.entries[0]), ["yandex:TEST-326"]);
        let proposed: Vec<Proposal> =
            life.ask(Request::Proposals { on: own(&["yandex:TEST-99"]) }).await.unwrap_or_default();
        assert!(proposed.is_empty(), "a target nobody knows proposes nothing");
        let proposed: Vec<Proposal> =
            life.ask(Request::Proposals { on: own(&["yandex:TEST-327"]) }).await.expect("proposals");
        assert_eq!(proposed[0].target, "clockify:Website/Design");
    });
}

#[test]
fn a_refused_proposal_is_not_made_again() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        add(&life, on(&["yandex:TEST-324", "clockify:Website/Design"])).await;
        let linked = add(&life, on(&["yandex:TEST-325"])).await;
        let off = EditFields { on: Some(own(&["yandex:TEST-325"])), ..EditFields::default() };
        edit(&life, &linked.entries[0], off).await;
        assert_eq!(booked(&life, "yandex:TEST-326").await, ["yandex:TEST-326"]);
        assert_eq!(booked(&life, "yandex:TEST-324").await.len(), 2, "where it was done it still holds");

        let declined =
            EntryFields { declined: own(&["clockify:Website/Design"]), ..on(&["yandex:TEST-324"]) };
        assert_eq!(targets(&add(&life, declined).await.entries[0]), ["yandex:TEST-324"]);
        assert_eq!(links(&life).await, []);
    });
}

#[test]
fn an_undo_takes_back_what_the_entry_taught_and_a_restart_keeps_the_rest() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        add(&life, on(&["yandex:TEST-324", "clockify:Website/Design"])).await;
        add(&life, on(&["yandex:TEST-324", "clockify:Website/Development"])).await;
        assert_eq!(links(&life).await, [link("yandex:TEST-*", "clockify:Website/Development", 1)]);
        life.say(VerbRequest::Undo { count: None }).await.expect("something to undo");
    });
    world.live(async |life| {
        assert_eq!(links(&life).await, [link("yandex:TEST-*", "clockify:Website/Design", 1)]);
        life.say(VerbRequest::Redo { count: None }).await.expect("something to redo");
        assert_eq!(booked(&life, "yandex:TEST-326").await[1], "clockify:Website/Development");
    });
}

#[test]
fn going_on_with_an_entry_names_nothing_and_teaches_nothing() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        add(&life, on(&["yandex:TEST-324", "clockify:Website/Design"])).await;
        let gone_on = life.say(VerbRequest::Continue { id: None, at: None }).await.expect("an entry like it");
        assert_eq!(targets(&gone_on.entries[0]).len(), 2);
        assert_eq!(links(&life).await[0].2, 1);
    });
}

#[test]
fn a_link_by_hand_holds_until_it_is_forgotten() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let set = link_add(&life, "yandex:test-*", "clockify:Website").await.expect("a link");
        assert_eq!((set.from.as_str(), set.by_hand), ("yandex:TEST-*", true), "spelled as the keys are");
        let linked = add(&life, on(&["yandex:TEST-325"])).await;
        for _ in 0..3 {
            let off = EditFields { on: Some(own(&["yandex:TEST-325"])), ..EditFields::default() };
            edit(&life, &linked.entries[0], off).await;
            let back = EditFields { on: Some(targets(&linked.entries[0])), ..EditFields::default() };
            edit(&life, &linked.entries[0], back).await;
        }
        assert_eq!(booked(&life, "yandex:TEST-326").await, ["yandex:TEST-326", "clockify:Website"]);
        let forget = Request::LinkForget { from: "yandex:TEST-*".into(), to: None };
        let forgotten: Vec<Link> = life.ask(forget.clone()).await.expect("it is there");
        assert_eq!(forgotten.len(), 1);
        assert_eq!(booked(&life, "yandex:TEST-327").await, ["yandex:TEST-327"]);
        assert_eq!(life.ask::<Vec<Link>>(forget).await.expect_err("it is gone").code, Code::NotFound);
    });
}

#[test]
fn forgetting_a_family_forgets_what_was_learned_of_its_members_with_it() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        add(&life, on(&["yandex:TEST-324", "clockify:Website/Design"])).await;
        let forget = Request::LinkForget { from: "yandex:TEST-*".into(), to: None };
        let _forgotten: Vec<Link> = life.ask(forget).await.expect("it is there");
        assert_eq!(booked(&life, "yandex:TEST-324").await, ["yandex:TEST-324"]);
    });
}

#[test]
fn a_link_that_makes_no_sense_is_refused_with_what_helps() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        for (from, to, field) in [
            ("yandex:TE*ST", "clockify:Website", "from"),
            ("jira:A-*", "clockify:Website", "from"),
            ("TEST-324", "clockify:Website", "from"),
            ("yandex:TEST-*", "clockify:Nowhere", "to"),
            ("clockify:*", "clockify:Website", "to"),
        ] {
            let refused = link_add(&life, from, to).await.expect_err("no sense");
            assert_eq!(refused.field.as_deref(), Some(field), "{from} {to}: {refused}");
            assert!(refused.remedy.is_some(), "{refused}");
        }
        assert_eq!(links(&life).await, []);
    });
}

#[test]
fn a_removed_connection_takes_its_links_along() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        add(&life, on(&["yandex:TEST-324", "clockify:Website/Design"])).await;
        let () = life.ask(Request::TrackerRemove { name: "clockify".into() }).await.expect("it goes");
        assert_eq!(links(&life).await, []);
        assert_eq!(booked(&life, "yandex:TEST-325").await, ["yandex:TEST-325"]);
    });
}
