//! What a crash leaves behind: every committed verb, and an honest timeline.

use api::{EntryFields, Request, SegmentKind, Status, TimerState, VerbRequest};

use super::world::World;

fn start(note: &str) -> VerbRequest {
    let fields = EntryFields { note: note.into(), ..EntryFields::default() };
    VerbRequest::Start { fields, at: None, overlap: None }
}

#[test]
fn a_short_absence_melts_into_the_running_work() {
    let world = World::new();
    world.live(async |life| {
        life.say(start("deep work")).await.expect("nothing stands in the way");
    });
    world.clock.advance(120_000);
    world.live(async |life| {
        let status: Status = life.ask(Request::Status).await.expect("a status");
        let entry = status.entry.expect("it runs on");
        assert_eq!((entry.segments.len(), entry.work_seconds, entry.undecided_seconds), (1, 120, 0));
    });
}

#[test]
fn a_long_absence_becomes_undecided_and_work_goes_on() {
    let world = World::new();
    world.live(async |life| {
        life.say(start("deep work")).await.expect("nothing stands in the way");
    });
    world.clock.advance(8 * 3_600_000);
    world.live(async |life| {
        let status: Status = life.ask(Request::Status).await.expect("a status");
        assert_eq!(status.state, TimerState::Running);
        let entry = status.entry.expect("it runs on");
        let kinds: Vec<SegmentKind> = entry.segments.iter().map(|segment| segment.kind).collect();
        assert_eq!(kinds.last(), Some(&SegmentKind::Work));
        assert!(kinds.contains(&SegmentKind::Undecided));
        assert_eq!(
            entry.segments.iter().find(|s| s.kind == SegmentKind::Undecided).map(|s| s.cause.as_str()),
            Some("crash")
        );
        assert!(entry.undecided_seconds >= 8 * 3600 - 60 && entry.work_seconds < 60);
    });
}

#[test]
fn an_entry_with_undecided_time_is_not_uploaded_until_it_is_decided() {
    let world = World::new();
    let id = world.live(async |life| {
        life.connect().await;
        let on = vec!["clockify:Website/Design".into()];
        let fields = EntryFields { note: "deep work".into(), on, ..EntryFields::default() };
        let said = life
            .say(VerbRequest::Start { fields, at: Some("-60m".into()), overlap: None })
            .await
            .expect("a past start");
        said.entries[0].id.clone()
    });
    world.clock.advance(3_600_000);
    world.live(async |life| {
        life.say(VerbRequest::Stop { at: None }).await.expect("it ran on");
        life.settle(2).await;
        assert!(
            world.sandbox.records().is_empty(),
            "an hour nobody has spoken for must not leave the machine"
        );
        let decide = VerbRequest::Decide { id, at: None, decision: api::UndecidedAs::Break };
        life.say(decide).await.expect("there is undecided time");
        life.settle(2).await;
        let records = world.sandbox.records();
        assert_eq!(records.iter().map(|record| record.seconds).sum::<u32>(), 3600);
    });
}
