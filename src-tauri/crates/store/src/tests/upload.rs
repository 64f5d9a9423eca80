//! Uploads: written as they are, counted, and given when they are due.

use domain::payload::PayloadKind;
use domain::upload::{Known, Reason, Sent, State, Upload};
use domain::{Payload, TargetId, Timestamp, UploadId};
use rstest::rstest;
use uuid::Uuid;

use super::{Desk, HOUR, MINUTE, account, at, connection_id, entry_id};
use crate::{Pause, UploadCounts, UploadFilter};

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
#[case::unsure(State::Unsure { sent: payload(), at: at(5), looks: 2 })]
#[case::done(State::Done)]
#[case::stuck(State::Stuck { reason: Reason::Changed { theirs: payload() } })]
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
    assert_eq!(desk.reader.uploads_of(&[upload.entry]).await.unwrap(), [upload]);
    assert!(desk.reader.check().await.unwrap().is_sound());
}

#[tokio::test]
async fn uploads_are_counted_and_listed_by_how_far_they_are() {
    let mut desk = desk().await;
    let in_flight = State::InFlight { sent: Sent::Delete, at: at(0) };
    let states =
        [State::Queued, in_flight, State::Unsure { sent: payload(), at: at(0), looks: 0 }, State::Done];
    let mut rows: Vec<_> = states.into_iter().zip(1..).map(|(state, number)| upload(number, state)).collect();
    rows.push(upload(5, State::Stuck { reason: Reason::Gone }));
    desk.store.put_uploads(&rows, &[]).await.unwrap();
    let counts = UploadCounts { waiting: 2, unsure: 1, stuck: 1, done: 1 };
    assert_eq!(desk.reader.upload_counts().await.unwrap(), counts);
    assert_eq!(numbers(&desk.reader.in_flight().await.unwrap()), [2]);
    assert_eq!(numbers(&desk.reader.uploads(UploadFilter::Open).await.unwrap()), [1, 2, 3, 5]);

    desk.store.put_uploads(&[upload(1, State::Done)], &[rows[4].id]).await.unwrap();
    let counts = UploadCounts { waiting: 1, unsure: 1, stuck: 0, done: 2 };
    assert_eq!(desk.reader.upload_counts().await.unwrap(), counts);
    assert_eq!(numbers(&desk.reader.uploads(UploadFilter::RecentDone(9)).await.unwrap()), [1, 4]);
    assert_eq!(numbers(&desk.reader.uploads(UploadFilter::RecentDone(1)).await.unwrap()), [1]);
    let of_one = desk.reader.uploads(UploadFilter::Connection(connection_id(1))).await.unwrap();
    assert_eq!(numbers(&of_one), [1, 4, 3, 2], "the last changed first");

    desk.store.remove_connection(connection_id(1)).await.unwrap();
    assert_eq!(desk.reader.upload_counts().await.unwrap(), UploadCounts::default());
}

#[tokio::test]
async fn what_is_due_is_given_and_pauses_are_kept() {
    let mut desk = desk().await;
    let due = |number, connection, due: Option<Timestamp>| Upload {
        connection: connection_id(connection),
        due,
        ..upload(number, State::Queued)
    };
    assert_eq!(desk.reader.next_due().await.unwrap(), None);
    let rows = [
        due(1, 1, Some(at(HOUR))),
        due(2, 1, None),
        due(3, 2, Some(at(MINUTE))),
        due(4, 3, Some(at(2 * MINUTE))),
        Upload { connection: connection_id(1), ..upload(5, State::Done) },
    ];
    desk.store.put_uploads(&rows, &[]).await.unwrap();
    assert_eq!(numbers(&desk.reader.due(at(5 * MINUTE)).await.unwrap()), [2, 3, 4]);
    assert_eq!(desk.reader.next_due().await.unwrap(), Some(Timestamp::MIN));

    let pause = |until| Some(Pause { reason: "quota".into(), detail: String::new(), until });
    desk.store.pause(connection_id(1), pause(None)).await.unwrap();
    desk.store.pause(connection_id(2), pause(Some(at(10 * MINUTE)))).await.unwrap();
    assert_eq!(numbers(&desk.reader.due(at(5 * MINUTE)).await.unwrap()), [4]);
    assert_eq!(desk.reader.next_due().await.unwrap(), Some(at(2 * MINUTE)));
    desk.store.put_uploads(&[], &[rows[3].id]).await.unwrap();
    assert_eq!(desk.reader.next_due().await.unwrap(), Some(at(10 * MINUTE)), "a pause is waited for");
    assert_eq!(numbers(&desk.reader.due(at(10 * MINUTE)).await.unwrap()), [3]);
}

#[tokio::test]
async fn a_long_queue_never_starves_another_connection() {
    let mut desk = desk().await;
    let mut rows: Vec<_> = (100..400).map(|number| upload(number, State::Queued)).collect();
    rows.push(Upload { connection: connection_id(2), due: Some(at(0)), ..upload(900, State::Queued) });
    desk.store.put_uploads(&rows, &[]).await.unwrap();
    let due = numbers(&desk.reader.due(at(0)).await.unwrap());
    assert!(due.contains(&900) && due.len() < 100, "{}", due.len());
    assert_eq!(due[0], 100, "the oldest first");
}
