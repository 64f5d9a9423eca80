//! Verbs through the whole engine: one truth for every surface, and refusals that change nothing.

use api::{Code, EditFields, EntryFields, NoticeKind, Request, Surface, TimerState, VerbRequest};
use rstest::rstest;

use super::world::{World, account};

fn fields(note: &str) -> EntryFields {
    EntryFields { note: note.into(), ..EntryFields::default() }
}

#[test]
fn a_double_click_on_the_tray_is_one_toggle() {
    let world = World::new();
    world.live(async |life| {
        let toggle = || VerbRequest::Toggle { at: None };
        let first = life.handle.say(Surface::Tray, toggle()).await.expect("a toggle");
        assert_eq!(first.status.state, TimerState::Running);
        world.clock.advance(80);
        let second = life.handle.say(Surface::Tray, toggle()).await.expect("a toggle");
        assert_eq!((second.notice, second.status.state), (NoticeKind::Already, TimerState::Running));
        let other =
            life.handle.say(Surface::Tray, VerbRequest::ToggleBreak { at: None }).await.expect("a break");
        assert_eq!(other.status.state, TimerState::Break, "another verb is no bounce");
        world.clock.advance(1_000);
        let third = life.handle.say(Surface::Tray, toggle()).await.expect("a toggle");
        assert_eq!(third.status.state, TimerState::Stopped);
    });
}

#[test]
fn undo_brings_back_exactly_what_was() {
    let world = World::new();
    world.live(async |life| {
        life.say(VerbRequest::Start { fields: fields("one"), at: None, overlap: None })
            .await
            .expect("a start");
        world.clock.advance(600_000);
        let before: api::Status = life.ask(Request::Status).await.expect("a status");
        life.say(VerbRequest::Stop { at: None }).await.expect("a stop");
        let undone = life.say(VerbRequest::Undo { count: None }).await.expect("an undo");
        assert_eq!(undone.status.entry, before.entry);
        let redone = life.say(VerbRequest::Redo { count: None }).await.expect("a redo");
        assert_eq!(redone.status.state, TimerState::Stopped);
    });
}

#[rstest]
#[case::unknown_target(VerbRequest::Start { fields: EntryFields { on: vec!["clockify:Nowhere".into()], ..fields("x") }, at: None, overlap: None }, Code::NotFound, "on")]
#[case::unknown_tracker(VerbRequest::Start { fields: EntryFields { on: vec!["jira:A-1".into()], ..fields("x") }, at: None, overlap: None }, Code::NotFound, "on")]
#[case::no_target(VerbRequest::Start { fields: EntryFields { on: vec!["PROJ-12".into()], ..fields("x") }, at: None, overlap: None }, Code::BadInput, "on")]
#[case::end_before_start(VerbRequest::Add { fields: fields("x"), from: "11:00".into(), to: Some("10:00".into()), duration: None, breaks: vec![], overlap: None }, Code::BadInput, "to")]
#[case::overlap(VerbRequest::Add { fields: fields("x"), from: "9:30".into(), to: Some("9:45".into()), duration: None, breaks: vec![], overlap: None }, Code::Overlap, "overlap")]
#[case::no_end(VerbRequest::Add { fields: fields("x"), from: "7:00".into(), to: None, duration: None, breaks: vec![], overlap: None }, Code::BadInput, "to")]
#[case::nonsense_time(VerbRequest::Start { fields: fields("x"), at: Some("soonish".into()), overlap: None }, Code::BadInput, "at")]
#[case::future(VerbRequest::Start { fields: fields("x"), at: Some("2026-11-21 09:00".into()), overlap: None }, Code::BadInput, "at")]
#[case::long_note(VerbRequest::Start { fields: fields(&"x".repeat(40 * 1024)), at: None, overlap: None }, Code::BadInput, "note")]
#[case::bad_tag(VerbRequest::Start { fields: EntryFields { tags: vec!["a\nb".into()], ..fields("x") }, at: None, overlap: None }, Code::BadInput, "tag")]
#[case::nothing_runs(VerbRequest::Break { at: None }, Code::NotNow, "")]
#[case::unknown_entry(VerbRequest::Delete { ids: vec!["00000000-0000-7000-8000-000000000000".into()] }, Code::NotFound, "id")]
#[case::bad_break(VerbRequest::Add { fields: fields("x"), from: "7:00".into(), to: Some("8:00".into()), duration: None, breaks: vec!["8:30-8:40".into()], overlap: None }, Code::BadInput, "break")]
fn a_refusal_names_the_field_and_the_remedy_and_changes_nothing(
    #[case] verb: VerbRequest,
    #[case] code: Code,
    #[case] field: &str,
) {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        life.add_hour("there already", "9:00").await;
        life.settle(1).await;
        let before: api::Status = life.ask(Request::Status).await.expect("a status");
        let refused = life.say(verb).await.expect_err("it makes no sense");
        assert_eq!((refused.code, refused.field.as_deref().unwrap_or_default()), (code, field), "{refused}");
        assert!(refused.remedy.is_some(), "{refused}");
        let after: api::Status = life.ask(Request::Status).await.expect("a status");
        assert_eq!((before.entry, before.last, before.today), (after.entry, after.last, after.today));
    });
}

#[test]
fn an_end_typed_as_a_clock_time_belongs_to_the_day_of_its_start() {
    let world = World::new();
    world.live(async |life| {
        let add = |from: &str, to: &str| VerbRequest::Add {
            fields: fields("x"),
            from: from.into(),
            to: Some(to.into()),
            duration: None,
            breaks: vec![],
            overlap: None,
        };
        let said = life.say(add("2026-11-10 16:00", "17:30")).await.expect("an hour and a half");
        assert_eq!(said.entries[0].work_seconds, 5400);
        let night = life.say(add("2026-11-11 23:00", "0:30")).await.expect("past midnight");
        assert_eq!(night.entries[0].work_seconds, 5400);
        let fields = EditFields { from: Some("15:00".into()), ..EditFields::default() };
        let id = said.entries[0].id.clone();
        let edited =
            life.say(VerbRequest::Edit { id, fields, overlap: None }).await.expect("an hour earlier");
        assert_eq!(edited.entries[0].work_seconds, 9000);
    });
}

#[test]
fn emoji_right_to_left_and_angle_brackets_arrive_as_the_preview_says() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let note = "טקסט 🎉 a<b>c";
        let said = life.add_hour(note, "9:00").await;
        assert_eq!(said.entries[0].note, note);
        let preview: Vec<api::Preview> =
            life.ask(Request::Preview { id: said.entries[0].id.clone() }).await.expect("a preview");
        life.settle(1).await;
        for record in world.sandbox.records() {
            let part =
                &preview.iter().find(|p| p.target.starts_with(record.api)).expect("a booking").parts[0];
            assert_eq!((&part.text, part.seconds), (&record.text, record.seconds));
        }
        let clockify =
            preview.iter().find(|preview| preview.target.starts_with("clockify")).expect("a booking");
        assert!(
            !clockify.parts[0].losses.is_empty(),
            "the changed characters are named before anything is sent"
        );
    });
}

#[rstest]
#[case::plain_http(|a: &mut api::AddTracker| a.url = Some("http://example.org".into()), "url")]
#[case::no_address(|a: &mut api::AddTracker| a.url = Some("clockify".into()), "url")]
#[case::unknown_kind(|a: &mut api::AddTracker| a.kind = "jira".into(), "kind")]
#[case::bad_name(|a: &mut api::AddTracker| a.name = "my work".into(), "name")]
#[case::no_token(|a: &mut api::AddTracker| a.token = None, "token")]
#[case::wrong_token(|a: &mut api::AddTracker| a.token = Some("wrong".into()), "token")]
#[case::unknown_setting(|a: &mut api::AddTracker| { a.settings.insert("colour".into(), "red".into()); }, "colour")]
fn an_account_that_does_not_work_is_not_kept(#[case] spoil: fn(&mut api::AddTracker), #[case] field: &str) {
    let world = World::new();
    world.live(async |life| {
        let mut account = account("clockify", "clockify-sandbox-key");
        spoil(&mut account);
        let refused =
            life.ask::<api::Tracker>(Request::TrackerAdd(account)).await.expect_err("it does not work");
        assert_eq!(refused.field.as_deref(), Some(field), "{refused}");
        assert!(refused.remedy.is_some(), "{refused}");
        let kept: Vec<api::Tracker> = life.ask(Request::Trackers).await.expect("a list");
        assert!(kept.is_empty());
    });
}

#[test]
fn a_locked_keychain_is_named_with_the_way_around_it() {
    let world = World::new();
    *world.secrets.1.lock().expect("not poisoned") = Some(crate::SecretError::Locked);
    world.live(async |life| {
        let account = account("clockify", "clockify-sandbox-key");
        let refused =
            life.ask::<api::Tracker>(Request::TrackerAdd(account)).await.expect_err("nowhere to keep it");
        assert_eq!(refused.code, Code::Keychain);
        assert!(refused.remedy.is_some_and(|remedy| remedy.contains("STINT_TOKEN_CLOCKIFY")));
    });
}

#[test]
fn a_setting_is_kept_and_an_empty_one_is_the_default_again() {
    let world = World::new();
    let set = |value: &str| Request::SetSetting { key: "hotkeys.toggle".into(), value: value.into() };
    world.live(async |life| {
        let _settings: api::Settings = life.ask(set("Ctrl+Alt+S")).await.expect("keys like others");
    });
    world.live(async |life| {
        let kept: api::Settings = life.ask(Request::Settings).await.expect("settings");
        assert_eq!(kept.hotkeys[0].keys, "Ctrl+Alt+S");
        let default: api::Settings = life.ask(set("")).await.expect("the default");
        assert_eq!(default.hotkeys[0].keys, "Ctrl+Alt+Space");
        let refused = life
            .ask::<api::Settings>(Request::SetSetting { key: "theme".into(), value: "pink".into() })
            .await;
        assert_eq!(refused.expect_err("no such theme").field.as_deref(), Some("value"));
    });
}

#[test]
fn the_language_changes_with_its_setting_and_is_spoken_again_after_a_restart() {
    let world = World::new();
    let rest = || VerbRequest::Break { at: None };
    let set = |value: &str| Request::SetSetting { key: "language".into(), value: value.into() };
    world.live(async |life| {
        let refused = life.say(rest()).await.expect_err("nothing runs");
        assert_eq!(refused.message, "Nothing is running.");
        let settings: api::Settings = life.ask(set("de")).await.expect("German is spoken");
        assert_eq!(settings.language, "de");
        assert_eq!(life.say(rest()).await.expect_err("nothing runs").message, "Nichts läuft.");
        let unknown = life.ask::<api::Settings>(set("tlh")).await.expect_err("not spoken here");
        assert_eq!(unknown.field.as_deref(), Some("value"));
    });
    api::language::Language::En.speak();
    world.live(async |life| {
        assert_eq!(life.say(rest()).await.expect_err("nothing runs").message, "Nichts läuft.");
        let _settings: api::Settings = life.ask(set("")).await.expect("the system's again");
        assert_eq!(life.say(rest()).await.expect_err("nothing runs").message, "Nothing is running.");
    });
}
