//! Several bookings of one entry: what to know when they are written, what an edit would send, what stays editable.

use api::{
    AddTracker, EditFields, Entry, EntryFields, PartTime, Preview, Request, UploadState, VerbAnswer,
    VerbRequest,
};

use super::world::{Life, World, account};

async fn start(life: &Life<'_>, note: &str, on: &[&str]) -> VerbAnswer {
    let on = on.iter().map(|text| (*text).to_owned()).collect();
    let fields = EntryFields { note: note.into(), on, ..EntryFields::default() };
    life.say(VerbRequest::Start { fields, at: None, overlap: None }).await.expect("it starts")
}

fn messages(said: &VerbAnswer) -> Vec<(&str, &str)> {
    said.warnings.iter().map(|warning| (warning.target.as_str(), warning.message.as_str())).collect()
}

async fn preview_edit(life: &Life<'_>, entry: &Entry, fields: EditFields) -> Vec<Preview> {
    life.ask(Request::PreviewEdit { id: entry.id.clone(), fields }).await.expect("a preview")
}

fn of<'a>(previews: &'a [Preview], target: &str) -> &'a Preview {
    previews.iter().find(|preview| preview.target == target).expect("it is booked there")
}

#[test]
fn what_a_workspace_demands_is_said_when_the_entry_is_written() {
    let world = World::new();
    world.live(async |life| {
        let ledger = AddTracker {
            workspace: Some("Sandbox Ledger".into()),
            ..account("clockify", "clockify-sandbox-key")
        };
        let _tracker: api::Tracker = life.ask(Request::TrackerAdd(ledger)).await.expect("it lets us in");
        let said = start(&life, "", &["clockify:Audit"]).await;
        let all = "The workspace there asks for a note, a task and a tag.";
        assert_eq!(messages(&said), [("clockify:Audit", all)]);
        let fields = EditFields {
            note: Some("ledger".into()),
            tags: Some(vec!["Billing".into()]),
            on: Some(vec!["clockify:Audit/Review".into()]),
            ..EditFields::default()
        };
        let verb = VerbRequest::Edit { id: said.entries[0].id.clone(), fields, overlap: None };
        let mended = life.say(verb).await.expect("an edit");
        assert_eq!(messages(&mended), [], "how short a running entry is now is nothing to warn about");
    });
}

#[test]
fn two_targets_at_one_connection_are_booked_as_said_and_pointed_out() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let said =
            start(&life, "x", &["clockify:Website", "clockify:Website/Design", "yandex:TEST-324"]).await;
        let twice = "“clockify” gets this time twice, because Website is booked there too.";
        assert_eq!(messages(&said), [("clockify:Website/Design", twice)]);
        assert_eq!(said.entries[0].bookings.len(), 3);
        let previews: Vec<Preview> =
            life.ask(Request::Preview { id: said.entries[0].id.clone() }).await.expect("a preview");
        assert_eq!(of(&previews, "clockify:Website/Design").warnings[0].message, twice);
    });
}

#[test]
fn an_edit_is_previewed_as_it_would_be_saved_and_nothing_is_written() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let entry = life.add_hour("review", "9:00").await.entries[0].clone();
        life.add_hour("in the way", "10:00").await;
        life.settle(1).await;
        let before: api::Status = life.ask(Request::Status).await.expect("a status");
        let fields = EditFields {
            note: Some("retro".into()),
            to: Some("10:20:30".into()),
            breaks: Some(vec!["9:30-9:40".into()]),
            on: Some(vec!["yandex:TEST-325".into(), "clockify:Website/Design".into()]),
            ..EditFields::default()
        };
        let previews = preview_edit(&life, &entry, fields.clone()).await;
        let yandex = of(&previews, "yandex:TEST-325");
        let (shown, parts): (Vec<_>, u32) = (
            yandex.parts.iter().map(|part| (part.shown.as_str(), part.text.as_str())).collect(),
            yandex.parts.iter().map(|part| part.seconds).sum(),
        );
        assert_eq!((shown.as_slice(), parts), ([("71 min", "retro")].as_slice(), 71 * 60));
        assert_eq!(yandex.parts[0].time, PartTime::Clock);
        assert!(yandex.booking.uploads.is_empty(), "nothing of it was sent yet");
        let losses = yandex.parts[0].losses.join(" ");
        assert!(
            losses.contains("Rounded up by 30 s") && losses.contains("Break of 10 min subtracted"),
            "{losses}"
        );
        let clockify = of(&previews, "clockify:Website/Design");
        assert_eq!(clockify.parts.iter().map(|part| part.seconds).collect::<Vec<_>>(), [1800, 2430]);
        assert_eq!(clockify.booking.uploads[0].state, UploadState::Done, "what was sent is known beside it");

        let after: api::Status = life.ask(Request::Status).await.expect("a status");
        assert_eq!((before.rev, before.today), (after.rev, after.today), "a preview writes nothing");
        let verb =
            VerbRequest::Edit { id: entry.id.clone(), fields, overlap: Some(api::OverlapChoice::Keep) };
        life.say(verb).await.expect("an edit");
        let saved: Vec<Preview> = life.ask(Request::Preview { id: entry.id }).await.expect("a preview");
        let parts = |previews: &[Preview]| previews.iter().map(|one| one.parts.clone()).collect::<Vec<_>>();
        assert_eq!(parts(&saved), parts(&previews), "saved, it is what was shown");
    });
}

#[test]
fn a_night_is_named_as_one_record_a_day() {
    let world = World::new();
    world.live(async |life| {
        let key = sandbox::alignsoft::samples::KEY;
        let _tracker: api::Tracker =
            life.ask(Request::TrackerAdd(account("alignsoft", key))).await.expect("it lets us in");
        let fields = EntryFields {
            note: "release".into(),
            on: vec!["alignsoft:Website".into()],
            ..EntryFields::default()
        };
        let verb = VerbRequest::Add {
            fields,
            from: "2026-11-18 22:00".into(),
            to: Some("1:07".into()),
            duration: None,
            breaks: Vec::new(),
            overlap: None,
        };
        let entry = life.say(verb).await.expect("a night").entries[0].clone();
        let previews: Vec<Preview> = life.ask(Request::Preview { id: entry.id }).await.expect("a preview");
        let parts = &previews[0].parts;
        assert_eq!(parts.iter().map(|part| part.shown.as_str()).collect::<Vec<_>>(), ["2.00 h", "1.00 h"]);
        assert!(parts.iter().all(|part| part.time == PartTime::Day));
        let night = "Runs past midnight, so it becomes 2 records, one a day.";
        assert!(parts.iter().all(|part| part.losses.iter().any(|loss| loss == night)), "{parts:?}");
        assert!(parts[1].losses[0].contains("Rounded down by 7 min"), "{parts:?}");
    });
}

#[test]
fn a_booking_at_a_removed_connection_stays_on_record_and_the_entry_editable() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let entry = life.add_hour("review", "9:00").await.entries[0].clone();
        life.settle(1).await;
        let () = life.ask(Request::TrackerRemove { name: "clockify".into() }).await.expect("it goes");
        let entry: Entry = life.ask(Request::Entry { id: entry.id }).await.expect("it is there");
        let former =
            entry.bookings.iter().find(|booking| booking.removed).expect("it stays on record").clone();
        assert_eq!((former.connection.as_str(), former.key.as_str()), ("clockify", "Website/Design"));
        let previews: Vec<Preview> =
            life.ask(Request::Preview { id: entry.id.clone() }).await.expect("a preview");
        assert_eq!(previews.len(), 2, "none is left out");
        assert!(
            of(&previews, &former.target).blocked.as_ref().is_some_and(|words| words.contains("removed"))
        );

        let on = |targets: &[&str]| EditFields {
            on: Some(targets.iter().map(|text| (*text).to_owned()).collect()),
            ..EditFields::default()
        };
        let edit = |fields| VerbRequest::Edit { id: entry.id.clone(), fields, overlap: None };
        let kept =
            life.say(edit(on(&[&former.target, "yandex:TEST-325"]))).await.expect("the other is changed");
        assert_eq!(kept.entries[0].bookings.len(), 2);
        assert!(messages(&kept).iter().any(|(target, _)| *target == former.target));
        let off = life.say(edit(on(&["yandex:TEST-325"]))).await.expect("it is taken off");
        assert_eq!(off.entries[0].bookings.len(), 1);
        let suggestions: Vec<api::Suggestion> =
            life.ask(Request::Suggest { text: "review".into(), limit: None }).await.expect("a list");
        assert!(suggestions.iter().all(|one| one.on.iter().all(|target| !target.contains(&former.key))));
    });
}
