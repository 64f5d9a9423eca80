//! Taking theirs: the entry takes what the tracker holds, and nothing is sent.

use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::tracker::{NOW, connection, entry as entry_id, queued};
use crate::entry::Draft;
use crate::upload::{Known, NotTaken, Reason, State, Taken, Upload, Wish, reconcile, take_theirs};
use crate::{Booking, Cause, Entry, Kind, Payload, PayloadKind, Segment, TargetId, Timestamp, UploadId};

fn minute(minute: i64) -> Timestamp {
    NOW.plus_millis(minute * 60_000)
}

/// An entry of these stretches in minutes, booked on one project.
fn entry(stretches: &[(Kind, i64, i64)]) -> Entry {
    let segments = stretches
        .iter()
        .map(|(kind, start, end)| Segment {
            kind: *kind,
            start: minute(*start),
            end: Some(minute(*end)),
            cause: Cause::User,
        })
        .collect();
    Entry::try_from(Draft {
        id: entry_id(),
        note: "review".into(),
        tags: vec!["deep".into(), "here-only".into()],
        billable: false,
        bookings: vec![
            booking("project"),
            Booking { target: TargetId::new("elsewhere"), ..booking("project") },
        ],
        zone: chrono_tz::UTC,
        segments,
    })
    .expect("a sound entry")
}

fn booking(target: &str) -> Booking {
    Booking { connection: connection(), target: TargetId::new(target) }
}

/// What the tracker got for each stretch of work; the text says more than the note.
fn parts(entry: &Entry) -> Vec<Payload> {
    let works = entry.segments().iter().filter(|segment| segment.kind == Kind::Work);
    works
        .map(|work| Payload {
            target: TargetId::new("project"),
            kind: PayloadKind::Work,
            start: work.start,
            seconds: u32::try_from(work.end.expect("closed").since(work.start) / 1000).expect("short"),
            text: format!("08:00 {}", entry.note),
            tags: vec!["deep".into()],
            billable: Some(entry.billable),
        })
        .collect()
}

fn rows(parts: &[Payload]) -> Vec<Upload> {
    let row = |(number, part): (usize, &Payload)| {
        let known =
            Known { remote_id: format!("r{number}"), payload: part.clone(), seen: part.clone(), maybe: None };
        Upload {
            id: UploadId::new(Uuid::from_u128(u128::try_from(number).expect("small"))),
            part: u32::try_from(number).expect("small"),
            known: Some(known),
            state: State::Done,
            ..queued(Some(part.clone()))
        }
    };
    parts.iter().enumerate().map(row).collect()
}

/// The rows after somebody changed the record of one of them.
fn changed(rows: &[Upload], place: usize, change: impl FnOnce(&mut Payload)) -> Vec<Upload> {
    let mut rows = rows.to_vec();
    let mut theirs = rows[place].desired.clone().expect("wished");
    change(&mut theirs);
    rows[place].state = State::Stuck { reason: Reason::Changed { theirs } };
    rows
}

/// Takes what somebody changed in an entry of one stretch from 0:00 to 1:00.
fn taken(change: impl FnOnce(&mut Payload)) -> Taken {
    let entry = entry(&[(Kind::Work, 0, 60)]);
    let rows = changed(&rows(&parts(&entry)), 0, change);
    take_theirs(&entry, &rows[0], &rows).expect("it can be taken")
}

fn minutes(taken: &Taken) -> Vec<(Kind, i64, i64)> {
    let millis = |at: Timestamp| at.since(NOW) / 60_000;
    let segments = taken.patch.segments.as_ref().expect("the times changed");
    segments.iter().map(|one| (one.kind, millis(one.start), millis(one.end.expect("closed")))).collect()
}

#[test]
fn a_note_that_stands_in_the_times_as_well_is_told_apart_from_them() {
    let mut draft = Draft::from(entry(&[(Kind::Work, 0, 60)]));
    draft.note = "8".into();
    let entry = Entry::try_from(draft).expect("a sound entry");
    let rows = changed(&rows(&parts(&entry)), 0, |theirs| theirs.text = "08:00 9".into());
    let taken = take_theirs(&entry, &rows[0], &rows).expect("it can be taken");
    assert_eq!(taken.patch.note.as_deref(), Some("9"));
}

#[test]
fn only_what_they_changed_is_taken() {
    let text = taken(|theirs| theirs.text = "08:00 planning".into());
    assert_eq!(text.patch.note.as_deref(), Some("planning"), "the time in the text is the tracker's");
    assert_eq!((text.patch.tags, text.patch.segments, text.patch.bookings), (None, None, None));
    let rewritten = taken(|theirs| theirs.text = "something else".into());
    assert_eq!(rewritten.patch.note.as_deref(), Some("something else"));
    let tags = taken(|theirs| theirs.tags = vec!["new".into()]);
    let expected = vec!["here-only".to_owned(), "new".to_owned()];
    assert_eq!(tags.patch.tags, Some(expected), "a tag that is not kept there stays");
    let billable = taken(|theirs| theirs.billable = Some(true));
    assert_eq!((billable.patch.billable, billable.patch.note), (Some(true), None));
    let moved = taken(|theirs| theirs.target = TargetId::new("other"));
    assert_eq!(moved.patch.bookings, Some(vec![booking("other"), booking("elsewhere")]));
    assert_eq!(moved.row.target, TargetId::new("other"));
}

#[rstest]
#[case::later(30, 60, &[(Kind::Work, 30, 90)])]
#[case::longer(0, 75, &[(Kind::Work, 0, 75)])]
#[case::shorter(0, 15, &[(Kind::Work, 0, 15)])]
#[case::earlier_and_longer(-10, 70, &[(Kind::Work, -10, 60)])]
fn the_times_follow(#[case] start: i64, #[case] length: u32, #[case] expected: &[(Kind, i64, i64)]) {
    let taken = taken(|theirs| (theirs.start, theirs.seconds) = (minute(start), length * 60));
    assert_eq!(minutes(&taken), expected);
}

#[test]
fn another_time_than_was_asked_for_is_taken_too() {
    let entry = entry(&[(Kind::Work, 0, 60)]);
    let mut rows = changed(&rows(&parts(&entry)), 0, |theirs| theirs.seconds = 75 * 60);
    let row = &mut rows[0];
    let (State::Stuck { reason: Reason::Changed { theirs } }, Some(known)) = (&row.state, &mut row.known)
    else {
        panic!("a changed record is known")
    };
    // The tracker never showed what it was asked to hold.
    known.seen = theirs.clone();
    let taken = take_theirs(&entry, &rows[0], &rows).expect("it can be taken");
    assert_eq!(minutes(&taken), [(Kind::Work, 0, 75)]);
}

#[test]
fn a_record_with_the_net_time_keeps_the_breaks() {
    let entry = entry(&[(Kind::Work, 0, 30), (Kind::Break, 30, 40), (Kind::Work, 40, 70)]);
    let mut net = parts(&entry);
    net.truncate(1);
    net[0].seconds = 3600;
    let rows = changed(&rows(&net), 0, |theirs| theirs.seconds = 75 * 60);
    let taken = take_theirs(&entry, &rows[0], &rows).expect("it can be taken");
    assert_eq!(minutes(&taken), [(Kind::Work, 0, 30), (Kind::Break, 30, 40), (Kind::Work, 40, 85)]);
}

const THREE: &[(Kind, i64, i64)] = &[
    (Kind::Work, 0, 30),
    (Kind::Break, 30, 40),
    (Kind::Work, 40, 70),
    (Kind::Break, 70, 80),
    (Kind::Work, 80, 90),
];

#[rstest]
#[case::within_its_breaks(1, 35, 40, Some((35, 75)))]
#[case::almost_up_to_its_neighbours(1, 31, 48, Some((31, 79)))]
#[case::touching_its_neighbour(1, 30, 20, None)]
#[case::into_its_neighbour(1, 25, 20, None)]
#[case::the_last_one_longer(2, 80, 60, Some((80, 140)))]
#[case::the_first_one_earlier(0, -20, 50, Some((-20, 30)))]
fn one_of_several_moves_between_its_neighbours(
    #[case] place: usize,
    #[case] start: i64,
    #[case] length: u32,
    #[case] expected: Option<(i64, i64)>,
) {
    let entry = entry(THREE);
    let change = |theirs: &mut Payload| (theirs.start, theirs.seconds) = (minute(start), length * 60);
    let rows = changed(&rows(&parts(&entry)), place, change);
    let taken = take_theirs(&entry, &rows[place], &rows);
    let Some((start, end)) = expected else { return assert_eq!(taken, Err(NotTaken::OneOfSeveral)) };
    let taken = taken.expect("it fits");
    let works: Vec<_> = minutes(&taken).into_iter().filter(|(kind, ..)| *kind == Kind::Work).collect();
    let mut wanted: Vec<_> = THREE.iter().copied().filter(|(kind, ..)| *kind == Kind::Work).collect();
    wanted[place] = (Kind::Work, start, end);
    assert_eq!(works, wanted, "no other stretch of work gives way");
}

#[test]
fn what_cannot_be_told_as_an_edit_is_refused() {
    let one = entry(&[(Kind::Work, 0, 60)]);
    let rows_of_one = rows(&parts(&one));
    assert_eq!(take_theirs(&one, &rows_of_one[0], &rows_of_one), Err(NotTaken::Nothing));
    let runs = changed(&rows_of_one, 0, |theirs| theirs.seconds = 0);
    assert_eq!(take_theirs(&one, &runs[0], &runs), Err(NotTaken::Runs));
    let mut unwished = changed(&rows_of_one, 0, |theirs| theirs.seconds = 60);
    unwished[0].desired = None;
    assert_eq!(take_theirs(&one, &unwished[0], &unwished), Err(NotTaken::NotWished));
    let several = entry(THREE);
    let moved = changed(&rows(&parts(&several)), 1, |theirs| theirs.target = TargetId::new("other"));
    assert_eq!(take_theirs(&several, &moved[1], &moved), Err(NotTaken::OneOfSeveral));
    let mut gone = rows(&parts(&several));
    gone[1].state = State::Stuck { reason: Reason::Gone };
    assert_eq!(take_theirs(&several, &gone[1], &gone), Err(NotTaken::OneOfSeveral));
}

#[test]
fn a_removed_record_unbooks_the_entry_and_keeps_the_hour() {
    let entry = entry(THREE);
    let mut rows = rows(&parts(&entry));
    for row in &mut rows {
        row.state = State::Stuck { reason: Reason::Gone };
    }
    let taken = take_theirs(&entry, &rows[0], &rows).expect("all of it is gone");
    assert_eq!(taken.patch.bookings, Some(vec![booking("elsewhere")]));
    assert_eq!(taken.patch.segments, None);
    let after = reconcile(entry.id, &[taken.row], &[], || unreachable!("nothing is wished"));
    assert!(after.is_empty(), "nothing is left to be removed");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_entry_that_took_theirs_is_an_entry_and_sends_nothing(
        place in 0_usize..3,
        start in -30_i64..120,
        length in 1_u32..120,
        text in prop::option::of("[a-z ]{0,12}"),
    ) {
        let entry = entry(THREE);
        let rows = changed(&rows(&parts(&entry)), place, |theirs| {
            (theirs.start, theirs.seconds) = (minute(start), length * 60);
            if let Some(text) = text {
                theirs.text = text;
            }
        });
        let Ok(taken) = take_theirs(&entry, &rows[place], &rows) else { return Ok(()) };
        let mut draft = Draft::from(entry.clone());
        draft.note = taken.patch.note.unwrap_or(draft.note);
        draft.segments = taken.patch.segments.unwrap_or(draft.segments);
        let edited = Entry::try_from(draft).expect("gapless and in order");
        let wishes = parts(&edited);
        let wish = Wish { connection: connection(), target: TargetId::new("project"), parts: Ok(wishes) };
        let mut before = rows.clone();
        before[place] = taken.row;
        let after = reconcile(entry.id, &before, &[wish], || unreachable!("there are as many parts as before"));
        let row = after.into_iter().find(|row| row.id == rows[place].id).expect("the same row").in_their_words();
        prop_assert_eq!(&row.state, &State::Done);
        let desired = row.desired.expect("still wished");
        prop_assert_eq!((desired.start, desired.seconds), (minute(start), length * 60));
    }
}
