//! Moving, resizing and new parts through the whole engine: read as typed, kept exactly, followed by the uploads.

use api::{
    BorderName, Code, EditFields, Entry, HistoryRow, NoticeKind, PartFields, Request, SegmentKind, Surface,
    VerbRequest,
};
use rstest::rstest;

use super::world::{Life, World};

async fn entry(life: &Life<'_>, id: &str) -> Entry {
    life.ask(Request::Entry { id: id.to_owned() }).await.expect("it is there")
}

/// An hour at two trackers from 9:00, with a break from 9:20 to 9:30.
async fn hour(life: &Life<'_>) -> Entry {
    life.connect().await;
    let entry = life.add_hour("review", "9:00").await.entries[0].clone();
    let fields = EditFields { breaks: Some(vec!["9:20-9:30".into()]), ..EditFields::default() };
    let said = life.say(VerbRequest::Edit { id: entry.id, fields, overlap: None }).await.expect("an edit");
    life.settle(1).await;
    said.entries[0].clone()
}

fn by(id: &str, by: &str) -> VerbRequest {
    VerbRequest::Move { id: id.to_owned(), by: Some(by.into()), to: None, overlap: None }
}

fn between(id: &str, from: &str, at: &str) -> VerbRequest {
    VerbRequest::Resize {
        id: id.to_owned(),
        border: BorderName::Between,
        from: Some(from.into()),
        at: at.into(),
        overlap: None,
    }
}

/// Minutes of each kind, in order.
fn shape(entry: &Entry) -> Vec<(SegmentKind, i64)> {
    let at = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().expect("an instant").timestamp();
    let end = |end: &Option<String>| end.as_deref().map(at).expect("it is finished");
    entry
        .segments
        .iter()
        .map(|segment| (segment.kind, (end(&segment.end) - at(&segment.start)) / 60))
        .collect()
}

#[test]
fn a_moved_entry_keeps_its_parts_and_the_trackers_follow_and_undo_too() {
    let world = World::new();
    world.live(async |life| {
        let hour = hour(&life).await;
        let starts = || {
            let mut starts: Vec<_> = world.sandbox.records().into_iter().map(|record| record.start).collect();
            starts.sort_unstable();
            starts
        };
        let before = starts();
        let said = life.say(by(&hour.id, "-1h 15m")).await.expect("a move");
        assert_eq!((said.notice, said.changed), (NoticeKind::Moved, true));
        let moved = entry(&life, &hour.id).await;
        assert_eq!(shape(&moved), shape(&hour));
        assert_eq!(moved.work_seconds, hour.work_seconds);
        life.settle(1).await;
        let after = starts();
        assert_ne!(after, before, "what was uploaded follows");
        assert_eq!(after.len(), before.len(), "and nothing is made twice");
        let again = VerbRequest::Move { id: hour.id.clone(), by: None, to: Some(moved.start), overlap: None };
        assert_eq!(life.say(again).await.expect("the same place").notice, NoticeKind::Already);
        life.say(VerbRequest::Undo { count: None }).await.expect("an undo");
        assert_eq!(entry(&life, &hour.id).await.segments, hour.segments);
        life.settle(1).await;
        assert_eq!(starts(), before);
    });
}

#[test]
fn a_border_between_two_parts_moves_and_the_history_says_who_moved_it() {
    let world = World::new();
    world.live(async |life| {
        let hour = hour(&life).await;
        life.handle
            .say(Surface::Cli, between(&hour.id, "9:30", "9:45"))
            .await
            .expect("a later end of the break");
        let kinds = [(SegmentKind::Work, 20), (SegmentKind::Break, 25), (SegmentKind::Work, 15)];
        assert_eq!(shape(&entry(&life, &hour.id).await), kinds);
        let again = life.say(between(&hour.id, "9:30", "9:45")).await.expect("the same again");
        assert_eq!(again.notice, NoticeKind::Already);
        let history: Vec<HistoryRow> =
            life.ask(Request::History { id: hour.id.clone() }).await.expect("a history");
        let last = history.last().expect("a change");
        assert_eq!((last.verb.as_str(), last.surface.as_str()), ("resize", "cli"));
        assert_eq!(last.before.as_ref().map(shape), Some(shape(&hour)));
    });
}

#[test]
fn parts_are_replaced_with_all_else_in_one_change_and_keep_why_they_are_so() {
    let world = World::new();
    world.live(async |life| {
        let hour = hour(&life).await;
        let part = |kind, from: &str, to: &str| PartFields { kind, from: from.into(), to: Some(to.into()) };
        let fields = EditFields {
            note: Some("retro".into()),
            parts: Some(vec![
                part(SegmentKind::Break, "9:00", "9:05"),
                part(SegmentKind::Work, "9:05", "9:40"),
                part(SegmentKind::Break, "9:40", "9:50"),
                part(SegmentKind::Work, "9:50", "10:10"),
            ]),
            to: Some("10:00".into()),
            ..EditFields::default()
        };
        let shown: Entry = life
            .ask(Request::EditedEntry { id: hour.id.clone(), fields: fields.clone() })
            .await
            .expect("as it would be");
        assert_eq!(entry(&life, &hour.id).await.note, "review", "looking writes nothing");
        let verb = VerbRequest::Edit { id: hour.id.clone(), fields, overlap: None };
        life.say(verb).await.expect("an edit");
        let saved = entry(&life, &hour.id).await;
        assert_eq!(
            (&saved.note, &saved.segments),
            (&shown.note, &shown.segments),
            "saved, it is what was shown"
        );
        let minutes: Vec<i64> = shape(&saved).into_iter().map(|(_, minutes)| minutes).collect();
        assert_eq!(minutes, [5, 35, 10, 10], "the end speaks about the new parts");
        life.say(VerbRequest::Undo { count: None }).await.expect("one change");
        let back = entry(&life, &hour.id).await;
        assert_eq!((back.note, back.segments), (hour.note, hour.segments));
    });
}

fn edit(parts: Vec<PartFields>) -> impl Fn(&str) -> VerbRequest {
    move |id| VerbRequest::Edit {
        id: id.to_owned(),
        fields: EditFields { parts: Some(parts.clone()), ..EditFields::default() },
        overlap: None,
    }
}

fn work(from: &str, to: Option<&str>) -> PartFields {
    PartFields { kind: SegmentKind::Work, from: from.into(), to: to.map(Into::into) }
}

#[rstest]
#[case::nowhere(|id: &str| VerbRequest::Move { id: id.into(), by: None, to: None, overlap: None }, Code::BadInput, "by")]
#[case::no_length(|id: &str| by(id, "a bit"), Code::BadInput, "by")]
#[case::future(|id: &str| by(id, "9h"), Code::BadInput, "end")]
#[case::in_the_way(|id: &str| by(id, "-1h"), Code::Overlap, "overlap")]
#[case::beyond(|id: &str| between(id, "9:30", "9:20"), Code::BadInput, "at")]
#[case::no_border(|id: &str| between(id, "9:31", "9:40"), Code::NotNow, "from")]
#[case::gap(edit(vec![work("9:00", Some("9:10")), work("9:11", Some("9:20"))]), Code::BadInput, "break")]
#[case::endless(edit(vec![work("9:00", None)]), Code::BadInput, "parts")]
#[case::unreadable(edit(vec![work("soonish", Some("9:10"))]), Code::BadInput, "parts")]
fn a_refusal_names_the_field_and_the_remedy_and_changes_nothing(
    #[case] verb: impl Fn(&str) -> VerbRequest,
    #[case] code: Code,
    #[case] field: &str,
) {
    let world = World::new();
    world.live(async |life| {
        let hour = hour(&life).await;
        life.add_hour("before", "8:00").await;
        let refused = life.say(verb(&hour.id)).await.expect_err("it makes no sense");
        assert_eq!((refused.code, refused.field.as_deref()), (code, Some(field)), "{refused}");
        assert!(refused.remedy.is_some(), "{refused}");
        assert_eq!(entry(&life, &hour.id).await.segments, hour.segments);
    });
}
