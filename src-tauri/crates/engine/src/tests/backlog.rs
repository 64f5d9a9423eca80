//! A long time offline: thousands of uploads at once cost each of them no more than a few would, keep every tracker's
//! pace, stand in nobody's way, and can be stopped at any time.

use api::{Request, Upload, UploadProgress};
use domain::upload::State;
use domain::{ConnectionId, EntryId, Payload, PayloadKind, TargetId, Timestamp, UploadId};
use sandbox::faults::{Fault, Rule};
use store::gauge::Gauge;
use uuid::Uuid;

use super::world::{Life, NOON, World};

/// How long Clockify rests between two requests, in milliseconds.
const PACE: i64 = 100;

/// Both connections of a world, with a target of each.
struct Booked {
    clockify: (ConnectionId, TargetId),
    yandex: (ConnectionId, TargetId),
}

impl Booked {
    async fn of(store: &store::Store) -> Self {
        let reader = store.reader();
        let connections = reader.connections().await.expect("a list");
        let find = async |kind: &str, key: &str| {
            let id = connections.iter().find(|one| one.kind == kind).expect("it is connected").id;
            let target = reader.target_by_key(id, key).await.expect("a read").expect("it is kept");
            (id, target.target.id)
        };
        Self { clockify: find("clockify", "Website/Design").await, yandex: find("yandex", "TEST-324").await }
    }
}

/// So many uploads of a quarter of an hour each.
fn backlog(count: i64, (connection, target): &(ConnectionId, TargetId)) -> Vec<domain::upload::Upload> {
    let row = |number: i64| {
        let id =
            Uuid::from_u128(u128::try_from(number).expect("counted up") | connection.uuid().as_u128() << 64);
        domain::upload::Upload {
            id: UploadId::new(id),
            entry: EntryId::new(id),
            connection: *connection,
            target: target.clone(),
            part: 0,
            desired: Some(Payload {
                target: target.clone(),
                kind: PayloadKind::Work,
                start: Timestamp::from_millis(NOON - (number + 1) * 900_000),
                seconds: 900,
                text: format!("hour {number}"),
                tags: Vec::new(),
                billable: Some(false),
            }),
            known: None,
            state: State::Queued,
            attempts: 0,
            due: None,
        }
    };
    (0..count).map(row).collect()
}

fn connected() -> World {
    let world = World::new();
    world.live(async |life| life.connect().await);
    world
}

fn held(world: &World, api: &str) -> usize {
    world.sandbox.records().iter().filter(|record| record.api == api).count()
}

async fn progress(life: &Life<'_>, name: &str) -> UploadProgress {
    let all: Vec<UploadProgress> = life.ask(Request::UploadsProgress).await.expect("a list");
    all.into_iter().find(|progress| progress.connection == name).expect("it is connected")
}

async fn until_held(life: &Life<'_>, api: &str, count: usize) {
    // Looking at the records costs the sandbox more than sending one, so it is looked at now and then.
    for steps in 0.. {
        life.step().await;
        if steps % 64 == 0 && held(life.world, api) >= count {
            return;
        }
    }
}

/// Steps of SQLite's machine for each of the first 100 of a backlog, in tens.
fn steps_each(count: i64) -> u64 {
    let world = connected();
    let gauge = std::cell::OnceCell::<Gauge>::new();
    world.live_on(
        async |store| {
            let rows = backlog(count, &Booked::of(store).await.clockify);
            store.put_uploads(&rows, &[]).await.expect("written");
            gauge.set(store.gauge(10).await.expect("counted")).expect("once");
        },
        async |life| {
            let before = gauge.get().expect("set before").read();
            until_held(&life, "clockify", 100).await;
            let sent = u64::try_from(held(&world, "clockify")).expect("few");
            (gauge.get().expect("set before").read() - before) / sent
        },
    )
}

#[test]
fn one_of_thousands_costs_no_more_than_one_of_a_few() {
    let (few, many) = (steps_each(200), steps_each(4_000));
    assert!(many <= few * 5 / 4 + 2, "{few}0 steps each became {many}0");
}

#[test]
fn the_pace_is_kept_no_other_connection_is_slowed_and_little_is_told() {
    const COUNT: i64 = 400;
    let world = connected();
    world.sandbox.faults().set(Rule::always(Fault::Refuse).on("yandex"));
    world.live_on(
        async |store| {
            let booked = Booked::of(store).await;
            store.put_uploads(&backlog(COUNT, &booked.yandex), &[]).await.expect("written");
            store.put_uploads(&backlog(COUNT, &booked.clockify), &[]).await.expect("written");
        },
        async |life| {
            let mut changes = life.handle.changes();
            world.sent_to("clockify");
            let begun = world.clock.millis();
            let mut told = 0;
            for _ in 0.. {
                life.step().await;
                while changes.try_recv().is_ok() {
                    told += 1;
                }
                if progress(&life, "clockify").await.waiting == 0 {
                    break;
                }
            }
            let took = world.clock.millis() - begun;
            assert!(took <= COUNT * PACE * 11 / 10, "the stuck connection slowed it: {took} ms");
            let sent = world.sent_to("clockify");
            assert!(sent.windows(2).all(|pair| pair[1] - pair[0] >= PACE), "{sent:?}");
            // Twice a second, and some for the pauses of the one out of reach.
            assert!(told <= took / 500 + 40, "{told} events in {took} ms");
            let (done, stuck) = (progress(&life, "clockify").await, progress(&life, "yandex").await);
            assert_eq!(i64::from(done.done) + i64::from(done.sending), COUNT);
            assert_eq!(i64::from(stuck.waiting), COUNT, "nothing is lost meanwhile");
            assert_eq!(held(&world, "clockify"), usize::try_from(COUNT).expect("small"));
        },
    );
}

#[test]
fn a_list_of_thousands_shows_the_first_of_each_kind_and_the_counts_say_the_rest() {
    let world = connected();
    world.live_on(
        async |store| {
            let booked = Booked::of(store).await;
            let mut rows = backlog(3_000, &booked.clockify);
            for row in rows.iter_mut().take(1_000) {
                let reason = domain::upload::Reason::Refused { detail: String::new() };
                row.state = State::Stuck { reason };
            }
            store.put_uploads(&rows, &[]).await.expect("written");
        },
        async |life| {
            let _held: Vec<UploadProgress> =
                life.ask(Request::UploadsPause { tracker: None }).await.expect("a list");
            let uploads: Vec<Upload> = life.ask(Request::Uploads).await.expect("a list");
            assert!(uploads.len() <= 500, "{}", uploads.len());
            assert_eq!(uploads[0].state, api::UploadState::Stuck, "what needs a person comes first");
            let counts = progress(&life, "clockify").await;
            assert_eq!(counts.stuck, 1_000);
            assert!((1_998..=2_000).contains(&(counts.waiting)), "{counts:?}");
            let again: Vec<Upload> =
                life.ask(Request::UploadRetry { id: None, alike: false }).await.expect("a list");
            assert!(again.len() <= 500, "{}", again.len());
            assert_eq!(progress(&life, "clockify").await.stuck, 0, "all of them are tried again");
        },
    );
}

#[test]
fn a_backlog_can_be_stopped_and_taken_up_again_at_any_time() {
    let world = connected();
    world.live_on(
        async |store| {
            let rows = backlog(120, &Booked::of(store).await.clockify);
            store.put_uploads(&rows, &[]).await.expect("written");
        },
        async |life| {
            for round in 1..=3 {
                until_held(&life, "clockify", round * 25).await;
                let _held: Vec<UploadProgress> =
                    life.ask(Request::UploadsPause { tracker: None }).await.expect("a list");
                life.step().await;
                let sent = held(&world, "clockify");
                for _ in 0..100 {
                    life.step().await;
                }
                assert_eq!(held(&world, "clockify"), sent, "stopped is stopped");
                let _on: Vec<UploadProgress> =
                    life.ask(Request::UploadsResume { tracker: None }).await.expect("a list");
            }
            life.settle(1).await;
            assert_eq!(held(&world, "clockify"), 120, "each of them once");
        },
    );
}

#[test]
fn one_upload_that_goes_wrong_each_time_stands_in_no_ones_way() {
    let world = connected();
    world.live_on(
        async |store| {
            let mut rows = backlog(60, &Booked::of(store).await.clockify);
            // Of another wish than the tracker could ever take: it ends stuck, the others do not notice.
            if let Some(desired) = &mut rows[0].desired {
                desired.target = TargetId::new("65f0000000000000000000ff");
            }
            store.put_uploads(&rows, &[]).await.expect("written");
        },
        async |life| {
            let uploads = life.settle(1).await;
            let stuck: Vec<_> =
                uploads.iter().filter(|upload| upload.state == api::UploadState::Stuck).collect();
            assert_eq!(stuck.len(), 1, "{uploads:#?}");
            assert!(stuck[0].reason.is_some() && stuck[0].remedy.is_some());
            assert_eq!(held(&world, "clockify"), 59);
        },
    );
}
