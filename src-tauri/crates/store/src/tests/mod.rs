//! What the store promises, rule by rule, on real files in a temporary folder.

mod alike;
mod backup;
mod bulk;
mod commit;
mod connection;
mod glance;
mod habit;
mod link;
mod open;
mod plan;
mod range;
mod round_trip;
mod search;
mod undo;
mod upkeep;
mod upload;

use domain::entry::Draft;
use domain::timer::{Change, Changes};
use domain::{
    Booking, Cause, Connection, ConnectionId, Entry, EntryId, Kind, Segment, Target, TargetId, Timestamp,
};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{Commit, Log, Paths, Reader, Rev, Store, StoreError};

/// 2026-11-20T08:00:00Z.
const MORNING: i64 = 1_795_161_600_000;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A store in a folder of its own, which goes with it.
struct Desk {
    folder: TempDir,
    store: Store,
    reader: Reader,
}

impl Desk {
    async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(paths(&folder), at(0)).await.unwrap();
        Self { reader: store.reader(), store, folder }
    }

    /// Writes what is to be, with what is there as "before".
    async fn write(&mut self, id: EntryId, after: Option<Entry>) -> Result<Rev, StoreError> {
        let before = self.reader.entry(id).await?;
        self.store.commit(push(vec![Change { id, before, after }])).await
    }

    async fn put(&mut self, entry: &Entry) -> Rev {
        self.write(entry.id, Some(entry.clone())).await.unwrap()
    }

    async fn remove(&mut self, id: EntryId) -> Rev {
        self.write(id, None).await.unwrap()
    }

    /// How many steps of SQLite's machine reading takes, counted in heaps of `heap`.
    async fn steps(&mut self, heap: i32, read: impl AsyncFnOnce(&mut Self)) -> u64 {
        let gauge = self.store.gauge(heap).await.unwrap();
        read(self).await;
        gauge.read()
    }
}

fn paths(folder: &TempDir) -> Paths {
    Paths { file: folder.path().join("data/stint.db"), backups: folder.path().join("data/backups") }
}

/// So many milliseconds after the morning.
fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(MORNING + millis)
}

fn entry_id(number: u128) -> EntryId {
    EntryId::new(Uuid::from_u128(number))
}

fn connection_id(number: u128) -> ConnectionId {
    ConnectionId::new(Uuid::from_u128(number))
}

fn booking(connection: u128, target: &str) -> Booking {
    Booking { connection: connection_id(connection), target: TargetId::new(target) }
}

fn work(start: i64, end: Option<i64>) -> Segment {
    Segment { kind: Kind::Work, cause: Cause::User, start: at(start), end: end.map(at) }
}

/// An entry of one stretch of work, in milliseconds after the morning.
fn entry(number: u128, note: &str, start: i64, end: Option<i64>) -> Entry {
    booked(number, note, start, end, Vec::new())
}

fn booked(number: u128, note: &str, start: i64, end: Option<i64>, bookings: Vec<Booking>) -> Entry {
    Entry::try_from(Draft {
        id: entry_id(number),
        note: note.into(),
        tags: Vec::new(),
        billable: false,
        bookings,
        zone: chrono_tz::Europe::Berlin,
        segments: vec![work(start, end)],
    })
    .unwrap()
}

fn push(changes: Changes) -> Commit {
    Commit {
        at: at(0),
        surface: "test".into(),
        verb: "edit".into(),
        changes,
        log: Log::Push,
        uploads: Vec::new(),
        uploads_gone: Vec::new(),
        links: Vec::new(),
        alive: false,
    }
}

fn account(number: u128, name: &str) -> Connection {
    Connection {
        id: connection_id(number),
        kind: "clockify".into(),
        name: name.into(),
        base_url: "https://example.org/time".into(),
        workspace: Some("w1".into()),
        settings: [("breaks".to_owned(), "gap".to_owned())].into(),
        identity: None,
        policy: Default::default(),
    }
}

fn target(id: &str, key: &str, title: &str) -> Target {
    Target {
        id: TargetId::new(id),
        key: key.into(),
        title: title.into(),
        parent: None,
        billable: None,
        mine: false,
    }
}

fn ids(entries: &[Entry]) -> Vec<u128> {
    entries.iter().map(|entry| entry.id.uuid().as_u128()).collect()
}
