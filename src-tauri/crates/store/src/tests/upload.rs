//! Uploads: written as they are, counted, and given when they are due.

use domain::payload::PayloadKind;
use domain::upload::{Candidate, Known, Reason, Sent, State, Upload};
use domain::{Payload, TargetId, Timestamp, UploadId};
use rstest::rstest;
use uuid::Uuid;

use super::{Desk, HOUR, MINUTE, account, at, connection_id, entry_id};
use crate::{Pause, Progress, Stage, Turn, UploadCounts, UploadFilter};

fn payload() -> Payload {
    Payload {
        target: TargetId::new("p/t"),
        kind: PayloadKind::Work,
        start: at(0),
        seconds: 60,
        text: "été \u{1f680} \"x\"".into(),
        tags: vec!["a".into()],
        billable: Some(false),
    }
}

fn unsure() -> State {
    State::Unsure { sent: payload(), at: at(0), looks: 2, alike: Vec::new() }
}

fn candidate() -> Candidate {
    Candidate { remote_id: "r".into(), seen: Some(payload()) }
}

fn upload(number: u128, state: State) -> Upload {
    Upload {
        id: UploadId::new(Uuid::from_u128(number)),
        entry: entry_id(number % 10),
        connection: connection_id(1),
        target: TargetId::new("p/t"),
        part: 2,
        desired: Some(payload()),
        known: None,
        state,
        attempts: 3,
        due: None,
    }
}

async fn desk() -> Desk {
    let mut desk = Desk::new().await;
    for number in 1..=3 {
        desk.store.put_connection(&account(number, &number.to_string())).await.unwrap();
    }
    desk
}

fn numbers(uploads: &[Upload]) -> Vec<u128> {
    uploads.iter().map(|upload| upload.id.uuid().as_u128()).collect()
}

#[rstest]
#[case::queued(State::Queued)]
#[case::create_in_flight(State::InFlight { sent: Sent::Create { payload: payload() }, at: at(5) })]
#[case::delete_in_flight(State::InFlight { sent: Sent::Delete, at: at(5) })]
#[case::unsure(unsure())]
#[case::to_be_repeated(State::Unsure { sent: payload(), at: at(5), looks: 2, alike: vec![candidate()] })]
#[case::repeat_in_flight(State::InFlight { sent: Sent::Repeat { payload: payload(), alike: vec![candidate()] }, at: at(5) })]
#[case::done(State::Done)]
#[case::changed(State::Stuck { reason: Reason::Changed { theirs: payload() } })]
#[case::unclear(State::Stuck { reason: Reason::Ambiguous { candidates: vec![candidate()] } })]
#[tokio::test]
async fn an_upload_is_read_as_it_was_written(#[case] state: State) {
    let mut desk = desk().await;
    let mut upload = upload(1, State::Queued);
    desk.store.put_uploads(std::slice::from_ref(&upload), &[]).await.unwrap();
    upload.state = state;
    upload.due = Some(at(7));
    upload.known = Some(Known { remote_id: "r".into(), payload: payload(), seen: payload(), maybe: None });
    desk.store.put_uploads(std::slice::from_ref(&upload), &[]).await.unwrap();
    assert_eq!(desk.reader.upload(upload.id).await.unwrap(), Some(upload.clone()));
    let progress = Progress {
        id: upload.id,
        entry: upload.entry,
        connection: upload.connection,
        target: upload.target.clone(),
        part: upload.part,
        remote_id: Some("r".into()),
        state: upload.state.clone(),
    };
    assert_eq!(desk.reader.booked(&[upload.entry], &[]).await.unwrap().progress, [progress]);
    assert_eq!(desk.reader.uploads_of(&[upload.entry]).await.unwrap(), [upload]);
    assert!(desk.reader.check().await.unwrap().is_sound());
}

#[tokio::test]
async fn uploads_are_counted_and_listed_by_how_far_they_are() {
    let mut desk = desk().await;
    let in_flight = State::InFlight { sent: Sent::Delete, at: at(0) };
    let states = [State::Queued, in_flight, unsure(), State::Done];
    let mut rows: Vec<_> = states.into_iter().zip(1..).map(|(state, number)| upload(number, state)).collect();
    rows.push(upload(5, State::Stuck { reason: Reason::Gone }));
    desk.store.put_uploads(&rows, &[]).await.unwrap();
    let counts = UploadCounts { waiting: 2, unsure: 1, stuck: 1, done: 1 };
    assert_eq!(desk.reader.upload_counts().await.unwrap(), counts);
    assert_eq!(numbers(&desk.reader.in_flight().await.unwrap()), [2]);
    let open = async |stage, skip, most| {
        numbers(&desk.reader.uploads(UploadFilter::Open { stage, skip, most }).await.unwrap())
    };
    assert_eq!(open(Stage::Queued, 0, 9).await, [1]);
    assert_eq!(open(Stage::InFlight, 0, 9).await, [2]);
    assert_eq!(open(Stage::Unsure, 0, 9).await, [3]);
    assert_eq!(open(Stage::Stuck, 0, 9).await, [5]);
    assert!(open(Stage::Stuck, 1, 9).await.is_empty() && open(Stage::Stuck, 0, 0).await.is_empty());
    let counts = UploadCounts { waiting: 2, unsure: 1, stuck: 1, done: 0 };
    assert_eq!(desk.reader.open_counts().await.unwrap(), [(connection_id(1), counts)].into());

    desk.store.put_uploads(&[upload(1, State::Done)], &[rows[4].id]).await.unwrap();
    let counts = UploadCounts { waiting: 1, unsure: 1, stuck: 0, done: 2 };
    assert_eq!(desk.reader.upload_counts().await.unwrap(), counts);
    assert_eq!(numbers(&desk.reader.uploads(UploadFilter::RecentDone(9)).await.unwrap()), [1, 4]);
    assert_eq!(numbers(&desk.reader.uploads(UploadFilter::RecentDone(1)).await.unwrap()), [1]);

    desk.store.remove_connection(connection_id(1)).await.unwrap();
    assert_eq!(desk.reader.upload_counts().await.unwrap(), UploadCounts::default());
}

#[tokio::test]
async fn each_connection_has_its_pause_and_its_next_time() {
    let mut desk = desk().await;
    let due = |number, connection, due: Option<Timestamp>| Upload {
        connection: connection_id(connection),
        due,
        ..upload(number, State::Queued)
    };
    let rows = [
        due(1, 1, Some(at(HOUR))),
        due(2, 1, None),
        due(3, 2, Some(at(MINUTE))),
        Upload { connection: connection_id(2), ..upload(5, State::Done) },
    ];
    desk.store.put_uploads(&rows, &[]).await.unwrap();
    let pause = Pause { reason: "quota".into(), detail: "slow down".into(), until: Some(at(10 * MINUTE)) };
    desk.store.pause(connection_id(2), Some(pause.clone())).await.unwrap();
    let lanes = desk.reader.lanes().await.unwrap();
    let of = |number| lanes.iter().find(|lane| lane.connection == connection_id(number)).unwrap();
    assert_eq!((of(1).due, &of(1).pause), (Some(Timestamp::MIN), &None));
    assert_eq!((of(2).due, &of(2).pause), (Some(at(MINUTE)), &Some(pause)));
    assert_eq!((of(3).due, &of(3).pause), (None, &None));
    desk.store.remove_connection(connection_id(3)).await.unwrap();
    assert_eq!(desk.reader.lanes().await.unwrap().len(), 2);
}

#[tokio::test]
async fn the_next_upload_is_the_oldest_fresh_one_or_the_longest_overdue() {
    let mut desk = desk().await;
    let due = |number, due: Option<Timestamp>| Upload { due, ..upload(number, State::Queued) };
    let rows = [
        due(1, Some(at(HOUR))),
        due(2, Some(at(2))),
        Upload { due: Some(at(1)), ..upload(3, unsure()) },
        due(4, None),
        due(5, None),
        Upload { connection: connection_id(2), ..upload(6, State::Queued) },
    ];
    desk.store.put_uploads(&rows, &[]).await.unwrap();
    let next = async |desk: &mut Desk, now, turn| {
        let next = desk.store.next_upload(connection_id(1), now, turn).await.unwrap();
        next.map(|upload| upload.id.uuid().as_u128())
    };
    assert_eq!(next(&mut desk, at(MINUTE), Turn::Fresh).await, Some(4));
    assert_eq!(next(&mut desk, at(MINUTE), Turn::Overdue).await, Some(3));
    assert_eq!(next(&mut desk, at(0), Turn::Overdue).await, None);
    desk.store.put_uploads(&[], &[rows[3].id, rows[4].id]).await.unwrap();
    let next = desk.store.next_upload(connection_id(1), at(MINUTE), Turn::Fresh).await.unwrap();
    assert_eq!(next.unwrap().id, rows[2].id, "nothing fresh is left");
}

#[tokio::test]
async fn a_backlog_of_thousands_costs_the_next_upload_no_more_than_a_few() {
    let mut desk = desk().await;
    let rows: Vec<_> = (100..4_100).map(|number| upload(number, State::Queued)).collect();
    desk.store.put_uploads(&rows[..40], &[]).await.unwrap();
    let next = async |desk: &mut Desk| {
        desk.reader.lanes().await.unwrap();
        desk.store.next_upload(connection_id(1), at(0), Turn::Fresh).await.unwrap();
        desk.store.next_upload(connection_id(1), at(0), Turn::Overdue).await.unwrap();
    };
    let few = desk.steps(1, next).await;
    desk.store.put_uploads(&rows[40..], &[]).await.unwrap();
    let many = desk.steps(1, next).await;
    assert!(many <= few * 3 / 2, "{few} steps became {many}");
}

#[tokio::test]
async fn what_was_done_lately_is_given_the_last_first() {
    let mut desk = desk().await;
    let done = |number, start: Timestamp| Upload {
        desired: Some(Payload { start, ..payload() }),
        ..upload(number, State::Done)
    };
    for row in [done(1, at(HOUR)), done(2, at(0)), upload(3, State::Queued), done(4, at(HOUR))] {
        desk.store.put_uploads(&[row], &[]).await.unwrap();
    }
    let lately = async |since, most| {
        let ids = desk.reader.done_lately(connection_id(1), since, most).await.unwrap();
        ids.iter().map(|id| id.uuid().as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(lately(at(0), 9).await, [4, 2, 1]);
    assert_eq!(lately(at(0), 2).await, [4, 2]);
    assert_eq!(lately(at(1), 9).await, [4, 1]);
}

#[tokio::test]
async fn looking_for_what_was_done_lately_looks_through_so_many_and_no_more() {
    let mut desk = desk().await;
    let rows: Vec<_> = (100..4_100).map(|number| upload(number, State::Done)).collect();
    let lately = async |desk: &mut Desk| {
        desk.reader.done_lately(connection_id(1), at(HOUR), 20).await.unwrap();
    };
    desk.store.put_uploads(&rows[..1_500], &[]).await.unwrap();
    let some = desk.steps(100, lately).await;
    desk.store.put_uploads(&rows[1_500..], &[]).await.unwrap();
    let many = desk.steps(100, lately).await;
    assert!(many <= some * 5 / 4, "{some} became {many}");
}

#[test]
fn candidates_of_earlier_versions_are_still_read() {
    let old = r#"{"reason":"ambiguous","candidates":["r","s"]}"#;
    let bare = |id: &str| Candidate { remote_id: id.into(), seen: None };
    let candidates = vec![bare("r"), bare("s")];
    assert_eq!(serde_json::from_str::<Reason>(old).unwrap(), Reason::Ambiguous { candidates });
}

#[tokio::test]
async fn an_upload_comes_with_the_other_one_that_claims_the_record() {
    let mut desk = desk().await;
    let known = Known { remote_id: "r".into(), payload: payload(), seen: payload(), maybe: None };
    let (mine, owner) = (upload(1, State::Queued), Upload { known: Some(known), ..upload(2, State::Done) });
    let elsewhere = Upload { connection: connection_id(2), ..upload(3, State::Queued) };
    desk.store.put_uploads(&[mine.clone(), owner.clone(), elsewhere.clone()], &[]).await.unwrap();
    let mut ask = async |id, remote| desk.store.upload_and_claimant(id, remote).await.unwrap();
    assert_eq!(ask(mine.id, Some("r")).await, Some((mine.clone(), Some(owner.id))));
    assert_eq!(ask(mine.id, Some("s")).await, Some((mine.clone(), None)));
    assert_eq!(ask(mine.id, None).await, Some((mine, None)));
    assert_eq!(ask(owner.id, Some("r")).await, Some((owner, None)), "nobody claims it from its owner");
    assert_eq!(
        ask(elsewhere.id, Some("r")).await,
        Some((elsewhere, None)),
        "another account's ids are its own"
    );
    assert_eq!(ask(UploadId::new(Uuid::from_u128(9)), Some("r")).await, None);
}

#[tokio::test]
async fn what_the_store_keeps_of_connections_is_what_the_file_holds_after_every_write() {
    let mut desk = desk().await;
    let same = async |desk: &mut Desk| {
        let (kept, read) = (desk.store.lanes().await.unwrap(), desk.reader.lanes().await.unwrap());
        assert_eq!(kept, read);
        let id = connection_id(1);
        let (kept, read) =
            (desk.store.connection(id).await.unwrap(), desk.reader.connection(id).await.unwrap());
        assert_eq!(kept, read);
    };
    same(&mut desk).await;
    desk.store.put_uploads(&[upload(1, State::Queued)], &[]).await.unwrap();
    same(&mut desk).await;
    desk.store.put_uploads(&[Upload { due: Some(at(HOUR)), ..upload(1, State::Queued) }], &[]).await.unwrap();
    same(&mut desk).await;
    desk.store.queue_now().await.unwrap();
    same(&mut desk).await;
    let pause = Pause { reason: "quota".into(), detail: String::new(), until: None };
    desk.store.pause(connection_id(1), Some(pause)).await.unwrap();
    same(&mut desk).await;
    desk.store.put_connection(&account(1, "renamed")).await.unwrap();
    same(&mut desk).await;
    desk.store.put_uploads(&[], &[upload(1, State::Queued).id]).await.unwrap();
    same(&mut desk).await;
    desk.store.remove_connection(connection_id(1)).await.unwrap();
    same(&mut desk).await;
    assert_eq!(desk.store.connection(connection_id(1)).await.unwrap(), None);
}
