//! Settings that refuse what makes no sense, backups, and the way back to one.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use api::{
    BackupDone, BackupFile, BackupReason, Entry, Request, Restoring, Settings, Tracker, Upload,
    UploadProgress, UploadState,
};
use domain::upload::{Reason, State};
use rstest::rstest;
use store::{Stage, UploadFilter};

use super::world::{Life, World, account};
use crate::{Autostart, Clock as _};

/// A desktop that keeps what it was told, or cannot.
#[derive(Default)]
struct Session {
    on: AtomicBool,
    broken: bool,
}

impl Autostart for Session {
    fn is_on(&self) -> Option<bool> {
        Some(self.on.load(Ordering::SeqCst))
    }

    fn set(&self, on: bool) -> io::Result<()> {
        if self.broken {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.on.store(on, Ordering::SeqCst);
        Ok(())
    }
}

/// A world on this desktop.
fn on(session: Session) -> World {
    let mut world = World::new();
    world.autostart = Arc::new(session);
    world
}

fn set(key: &str, value: &str) -> Request {
    Request::SetSetting { key: key.into(), value: value.into() }
}

async fn add(life: &Life<'_>, note: &str, from: &str) {
    let fields = api::EntryFields { note: note.into(), ..api::EntryFields::default() };
    let verb = api::VerbRequest::Add {
        fields,
        from: from.into(),
        to: None,
        duration: Some("0:30".into()),
        breaks: Vec::new(),
        overlap: None,
    };
    life.say(verb).await.expect("half an hour");
}

async fn notes(life: &Life<'_>) -> Vec<String> {
    let log: Vec<Entry> =
        life.ask(Request::Log { from: None, to: None, limit: None }).await.expect("the log");
    log.into_iter().map(|entry| entry.note).collect()
}

/// Puts a backup in place as whoever runs the engine does.
async fn put_in_place(world: &World, backup: &Path) {
    crate::restore(&world.setup().place, backup, world.clock.now()).await.expect("a sound backup");
}

#[rstest]
#[case("goal.week_minutes", "2400.5", "minutes")]
#[case("goal.days", "0", "1,2,3,4,5")]
#[case("format.clock", "noon", "24")]
#[case("autostart", "maybe", "on or off")]
fn a_bad_setting_is_refused_and_changes_nothing(#[case] key: &str, #[case] value: &str, #[case] helps: &str) {
    let world = on(Session::default());
    world.live(async |life| {
        let before: Settings = life.ask(Request::Settings).await.expect("the settings");
        let refused = life.ask::<Settings>(set(key, value)).await.expect_err("it makes no sense");
        assert_eq!(refused.field.as_deref(), Some("value"));
        assert!(refused.remedy.as_ref().is_some_and(|remedy| remedy.contains(helps)), "{refused:?}");
        let after: Settings = life.ask(Request::Settings).await.expect("the settings");
        assert_eq!(before, after);
    });
}

#[test]
fn settings_are_shown_as_they_were_set_and_an_empty_value_brings_the_default_back() {
    let world = World::new();
    world.live(async |life| {
        let _goal: Settings = life.ask(set("goal.week_minutes", "2280")).await.expect("38 hours");
        let kept: Settings = life.ask(set("goal.days", "4,1,2,1")).await.expect("three days");
        assert_eq!((kept.goal_week_minutes, kept.goal_days), (2280, vec![1, 2, 4]));
        let back: Settings = life.ask(set("goal.days", "")).await.expect("the default");
        assert_eq!(back.goal_days, [1, 2, 3, 4, 5]);
        let letters: Settings = life.ask(set("keys.letters", "off")).await.expect("a switch");
        assert!(!letters.letters);
    });
}

#[test]
fn what_starts_with_the_session_is_the_desktops_to_keep() {
    on(Session::default()).live(async |life| {
        for (word, wanted) in [("on", true), ("off", false)] {
            let told: Settings = life.ask(set("autostart", word)).await.expect("switched");
            let asked: Settings = life.ask(Request::Settings).await.expect("the settings");
            assert_eq!((told.autostart, asked.autostart), (Some(wanted), Some(wanted)));
        }
    });
    on(Session { broken: true, ..Session::default() }).live(async |life| {
        let refused = life.ask::<Settings>(set("autostart", "on")).await.expect_err("it cannot be written");
        assert!(refused.remedy.is_some_and(|remedy| remedy.contains("autostart")));
    });
    World::new().live(async |life| {
        let settings: Settings = life.ask(Request::Settings).await.expect("the settings");
        assert_eq!(settings.autostart, None);
        let refused = life.ask::<Settings>(set("autostart", "on")).await.expect_err("nothing can");
        assert!(refused.remedy.is_some_and(|remedy| remedy.contains("stint resident")));
    });
}

#[test]
fn a_backup_is_put_in_place_and_what_was_there_can_be_put_back() {
    let world = World::new();
    let first = world.live(async |life| {
        add(&life, "one", "9:00").await;
        let made: BackupDone = life.ask(Request::Backup { path: None }).await.expect("a backup");
        assert!(made.kilobytes > 0);
        world.clock.advance(1_000);
        add(&life, "two", "10:00").await;
        let restoring: Restoring =
            life.ask(Request::Restore { path: made.path.clone() }).await.expect("it is sound");
        life.handle.ended().await;
        assert_eq!(life.handle.to_restore(), Some(Path::new(&made.path)));
        put_in_place(&world, Path::new(&made.path)).await;
        restoring.kept
    });
    world.clock.advance(1_000);
    world.live(async |life| {
        assert_eq!(notes(&life).await, ["one"]);
        let backups: Vec<BackupFile> = life.ask(Request::Backups).await.expect("the list");
        let found: Vec<_> = backups.iter().map(|backup| (backup.reason, backup.path.as_str())).collect();
        assert_eq!(found[0], (BackupReason::Restore, first.as_str()));
        assert_eq!(found[1].0, BackupReason::Person);
        let _again: Restoring =
            life.ask(Request::Restore { path: first.clone() }).await.expect("the way back");
        life.handle.ended().await;
        put_in_place(&world, Path::new(&first)).await;
    });
    world.live(async |life| assert_eq!(notes(&life).await, ["two", "one"]));
}

#[test]
fn a_backup_that_is_not_sound_is_refused_and_the_engine_goes_on() {
    let world = World::new();
    world.live(async |life| {
        add(&life, "one", "9:00").await;
        let bent = world.dir.path().join("bent.db");
        std::fs::write(&bent, "no database").expect("written");
        let missing = world.dir.path().join("missing.db");
        for path in [bent.display().to_string(), missing.display().to_string(), "backup.db".into()] {
            let refused = life.ask::<Restoring>(Request::Restore { path }).await.expect_err("not sound");
            assert_eq!(refused.field.as_deref(), Some("path"));
            assert!(refused.remedy.is_some(), "{refused:?}");
        }
        assert_eq!(notes(&life).await, ["one"]);
        assert_eq!(life.handle.to_restore(), None);
        let backups: Vec<BackupFile> = life.ask(Request::Backups).await.expect("the list");
        assert!(backups.is_empty(), "{backups:?}");
    });
}

#[test]
fn why_a_backup_is_not_taken_is_said_in_the_language_that_is_spoken() {
    let world = World::new();
    world.live(async |life| {
        let set = |value: &str| Request::SetSetting { key: "language".into(), value: value.into() };
        let empty = world.dir.path().join("empty.db");
        std::fs::write(&empty, "").expect("written");
        for (language, why) in [
            ("en", "(it is no backup of Stint)"),
            ("de", "(sie ist keine von Stint)"),
            ("fr", "(elle n’est pas de Stint)"),
        ] {
            let _settings: api::Settings = life.ask(set(language)).await.expect("it is spoken");
            let path = empty.display().to_string();
            let refused = life.ask::<Restoring>(Request::Restore { path }).await.expect_err("not Stint's");
            assert!(refused.message.contains(why), "{refused:?}");
        }
    });
}

#[test]
fn what_was_uploaded_since_a_backup_is_not_uploaded_again_from_it() {
    let world = World::new();
    let backup = world.live(async |life| {
        life.connect().await;
        let _held: Vec<UploadProgress> =
            life.ask(Request::UploadsPause { tracker: None }).await.expect("paused");
        life.add_hour("one", "9:00").await;
        let made: BackupDone = life.ask(Request::Backup { path: None }).await.expect("a backup");
        let _on: Vec<UploadProgress> = life.ask(Request::UploadsResume { tracker: None }).await.expect("on");
        let uploads = life.settle(1).await;
        assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{uploads:?}");
        let _going: Restoring = life.ask(Request::Restore { path: made.path.clone() }).await.expect("sound");
        life.handle.ended().await;
        made.path
    });
    assert_eq!(world.sandbox.records().len(), 2);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(put_in_place(&world, Path::new(&backup)));
    world.live(async |life| {
        let waiting: Vec<Upload> = life.ask(Request::Uploads).await.expect("a list");
        assert!(waiting.iter().all(|upload| upload.state == UploadState::Unsure), "{waiting:?}");
        let _on: Vec<UploadProgress> = life.ask(Request::UploadsResume { tracker: None }).await.expect("on");
        let uploads = life.settle(2).await;
        assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{uploads:?}");
    });
    assert_eq!(world.sandbox.records().len(), 2, "each hour is there once");
}

#[test]
fn what_waits_for_the_same_reason_is_tried_again_together() {
    let world = World::new();
    world.live(async |life| {
        life.connect().await;
        let _held: Vec<UploadProgress> =
            life.ask(Request::UploadsPause { tracker: None }).await.expect("paused");
        for (note, from) in [("one", "8:00"), ("two", "9:00"), ("three", "10:00")] {
            life.add_hour(note, from).await;
        }
    });
    let stuck = |detail: &str| State::Stuck { reason: Reason::NotAllowed { detail: detail.into() } };
    world.live_on(
        async |store| {
            let all = UploadFilter::Open { stage: Stage::Queued, skip: 0, most: 10 };
            let mut rows = store.reader().uploads(all).await.expect("the rows");
            let clockify = rows.iter().map(|row| row.connection).min().expect("two connections");
            let mut own: Vec<_> = rows.iter_mut().filter(|row| row.connection == clockify).collect();
            for (row, detail) in own.iter_mut().zip(["closed", "closed", "unknown"]) {
                row.state = stuck(detail);
            }
            for row in rows.iter_mut().filter(|row| row.connection != clockify) {
                row.state = stuck("closed");
            }
            store.put_uploads(&rows, &[]).await.expect("written");
        },
        async |life| {
            let before: Vec<Upload> = life.ask(Request::Uploads).await.expect("a list");
            let one =
                before.iter().find(|upload| upload.reason.as_ref().is_some_and(|r| r.contains("unknown")));
            let other = one.map(|upload| upload.connection.clone()).expect("one differs");
            let first = before
                .iter()
                .find(|upload| upload.connection == other && upload.id != one.expect("it").id)
                .expect("two are alike");
            let retry = Request::UploadRetry { id: Some(first.id.clone()), alike: true };
            let _tried: Vec<Upload> = life.ask(retry).await.expect("a list");
            let after: Vec<Upload> = life.ask(Request::Uploads).await.expect("a list");
            let queued: Vec<_> = after.iter().filter(|upload| upload.state == UploadState::Queued).collect();
            assert_eq!(queued.len(), 2, "{after:?}");
            assert!(queued.iter().all(|upload| upload.connection == other));
        },
    );
}

#[test]
fn rounding_and_breaks_of_a_connection_change_without_asking_its_tracker() {
    let world = World::new();
    world.live(async |life| {
        let key = account("clockify", sandbox::clockify::samples::KEY);
        let _tracker: Tracker = life.ask(Request::TrackerAdd(key)).await.expect("it lets us in");
        world.sent_to("clockify");
        let shape = |key: &str, value: &str| Request::TrackerShape {
            name: "clockify".into(),
            key: key.into(),
            value: value.into(),
        };
        let changed: Tracker = life.ask(shape("breaks", "entry")).await.expect("one of its choices");
        assert_eq!(changed.policy.breaks, "entry");
        assert!(world.sent_to("clockify").is_empty());
        for (field, value) in [("breaks", "never"), ("org", "x"), ("round", "up")] {
            let refused = life.ask::<Tracker>(shape(field, value)).await.expect_err("not offered there");
            assert!(refused.field.as_ref().is_some_and(|named| named.contains(field)), "{refused:?}");
            assert!(refused.remedy.is_some());
        }
        let kept: Vec<Tracker> = life.ask(Request::Trackers).await.expect("a list");
        assert_eq!(kept[0].policy.breaks, "entry");
        let usual: Tracker = life.ask(shape("breaks", "")).await.expect("the tracker's own");
        assert_eq!(usual.policy.breaks, "gap");
    });
}
