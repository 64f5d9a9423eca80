//! A way out that keeps a tracker's pace where many requests follow one another without the outbox between them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use trackers::{Http, Request, Response, TransportError};

use crate::Clock;

/// Requests that go at once while a person waits: what a usual account takes to be tested and listed.
const AT_ONCE: u32 = 16;

/// Sends in order; after the first few, each waits for the pace to pass.
pub(crate) struct Paced {
    http: Arc<dyn Http>,
    clock: Arc<dyn Clock>,
    pace_millis: u32,
    at_once: u32,
    sent: AtomicU32,
}

impl Paced {
    /// For a person who waits.
    pub(crate) fn new(http: Arc<dyn Http>, clock: Arc<dyn Clock>, pace_millis: u32) -> Self {
        Self { http, clock, pace_millis, at_once: AT_ONCE, sent: AtomicU32::new(0) }
    }

    /// Only counts; whoever asks for the count keeps the pace.
    pub(super) fn counting(http: Arc<dyn Http>, clock: Arc<dyn Clock>) -> Self {
        Self { at_once: u32::MAX, ..Self::new(http, clock, 0) }
    }

    /// How many requests went out.
    pub(super) fn sent(&self) -> u32 {
        self.sent.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl Http for Paced {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if self.sent.fetch_add(1, Ordering::Relaxed) >= self.at_once {
            let at = self.clock.now().plus_millis(i64::from(self.pace_millis));
            self.clock.sleep_until(at).await;
        }
        self.http.send(request).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::atomic::AtomicI64;

    use domain::Timestamp;

    use super::*;

    /// A clock that is where it is waited for, and a service that notes when it is asked.
    #[derive(Default)]
    struct World {
        now: AtomicI64,
        asked: Mutex<Vec<i64>>,
    }

    #[async_trait]
    impl Clock for World {
        fn now(&self) -> Timestamp {
            Timestamp::from_millis(self.now.load(Ordering::SeqCst))
        }

        fn monotonic_millis(&self) -> u64 {
            self.now.load(Ordering::SeqCst).unsigned_abs()
        }

        fn zone(&self) -> chrono_tz::Tz {
            chrono_tz::UTC
        }

        fn uuid(&self) -> uuid::Uuid {
            uuid::Uuid::nil()
        }

        async fn sleep_until(&self, at: Timestamp) {
            self.now.store(at.millis(), Ordering::SeqCst);
        }
    }

    #[async_trait]
    impl Http for World {
        async fn send(&self, _: Request) -> Result<Response, TransportError> {
            self.asked.lock().expect("not poisoned").push(self.now.load(Ordering::SeqCst));
            let headers = http::HeaderMap::new();
            Ok(Response { status: http::StatusCode::OK, headers, body: bytes::Bytes::new() })
        }
    }

    fn request() -> Request {
        Request {
            method: http::Method::GET,
            url: url::Url::parse("http://127.0.0.1:9/").expect("an address"),
            headers: http::HeaderMap::new(),
            body: bytes::Bytes::new(),
        }
    }

    #[tokio::test]
    async fn the_first_few_go_at_once_and_every_further_one_waits() {
        let world = Arc::new(World::default());
        let paced = Paced::new(world.clone(), world.clone(), 2_100);
        for _ in 0..AT_ONCE + 3 {
            paced.send(request()).await.expect("an answer");
        }
        let asked = world.asked.lock().expect("not poisoned").clone();
        let (first, further) = asked.split_at(AT_ONCE as usize);
        assert!(first.iter().all(|at| *at == 0), "{first:?}");
        assert_eq!(further, [2_100, 4_200, 6_300]);
        assert_eq!(paced.sent(), AT_ONCE + 3);
    }
}
