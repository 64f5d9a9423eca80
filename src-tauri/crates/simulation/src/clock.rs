//! A clock that moves when told. It outlives a crash of the engine, and knows what the owner task waits for.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use async_trait::async_trait;
use domain::Timestamp;
use engine::Clock;
use tokio::sync::{Notify, watch};
use uuid::Uuid;

/// 2026-11-20 12:00 UTC.
pub(crate) const NOON: i64 = 1_795_176_000_000;

/// A clock that moves when told.
pub(crate) struct VirtualClock {
    now: watch::Sender<i64>,
    monotonic: AtomicI64,
    /// What the owner task waits for; `i64::MAX` = it does not wait.
    due: Arc<AtomicI64>,
    /// Told each time the owner task begins to wait.
    waits: Notify,
    ids: AtomicU64,
}

impl VirtualClock {
    pub(crate) fn new(at: i64) -> Arc<Self> {
        let due = Arc::new(AtomicI64::new(i64::MAX));
        Arc::new(Self {
            now: watch::channel(at).0,
            monotonic: AtomicI64::new(0),
            due,
            waits: Notify::new(),
            ids: AtomicU64::new(1),
        })
    }

    pub(crate) fn millis(&self) -> i64 {
        *self.now.borrow()
    }

    /// Moves on; the monotonic clock moves too.
    pub(crate) fn advance(&self, millis: i64) {
        self.monotonic.fetch_add(millis, Ordering::SeqCst);
        self.now.send_modify(|now| *now += millis);
    }

    /// Moves to what the owner waits for. `false` = it waits for nothing, or for more than an hour.
    pub(crate) fn advance_to_due(&self) -> bool {
        let wait = self.due.load(Ordering::SeqCst).saturating_sub(self.millis());
        if wait > 3_600_000 {
            return false;
        }
        self.advance(wait.max(0));
        true
    }

    /// Whether the owner task waits for its time, or for somebody to ask.
    pub(crate) fn is_waited_for(&self) -> bool {
        self.due.load(Ordering::SeqCst) != i64::MAX
    }

    /// Resolves when the owner task has begun to wait since this was last called.
    pub(crate) async fn waited_for(&self) {
        self.waits.notified().await;
    }

    /// The next `COUNT` names, without using them up.
    pub(crate) fn coming<const COUNT: usize>(&self) -> [Uuid; COUNT] {
        let next = self.ids.load(Ordering::SeqCst);
        std::array::from_fn(|place| self.name(next + place as u64))
    }

    fn name(&self, number: u64) -> Uuid {
        let millis = self.millis().unsigned_abs();
        // The number is spread over the random part, because jitter is taken from it.
        let random = u128::from(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)) << 8 | u128::from(number & 0xff);
        let bytes: [u8; 10] = random.to_be_bytes()[6..].try_into().expect("ten bytes");
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

/// Says that the owner waits no more, also when the waiting was given up.
struct Waiting(Arc<AtomicI64>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(i64::MAX, Ordering::SeqCst);
    }
}

#[async_trait]
impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.millis())
    }

    fn monotonic_millis(&self) -> u64 {
        self.monotonic.load(Ordering::SeqCst).unsigned_abs()
    }

    fn zone(&self) -> chrono_tz::Tz {
        chrono_tz::Europe::Berlin
    }

    fn uuid(&self) -> Uuid {
        self.name(self.ids.fetch_add(1, Ordering::SeqCst))
    }

    async fn sleep_until(&self, at: Timestamp) {
        let _waiting = Waiting(self.due.clone());
        self.due.store(at.millis().min(i64::MAX - 1), Ordering::SeqCst);
        self.waits.notify_one();
        let mut now = self.now.subscribe();
        // The sender lives as long as the clock.
        let _open = now.wait_for(|now| *now >= at.millis()).await;
    }
}
