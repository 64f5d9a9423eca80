//! The real clock: the one place of the program that asks the system for time and randomness.
#![allow(clippy::disallowed_methods)]

use async_trait::async_trait;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use domain::Timestamp;
use uuid::Uuid;

use crate::Clock;

/// How long an answer about the zone holds: every step of the program wants it, and the system reads a file for it.
const ZONE_KEPT: Duration = Duration::from_secs(1);

/// The system's clocks, zone and randomness.
#[derive(Debug)]
pub struct SystemClock {
    origin: Instant,
    /// The zone, and when it was asked for.
    zone: Mutex<Option<(Duration, chrono_tz::Tz)>>,
}

impl SystemClock {
    /// Takes this moment as the origin of the monotonic clock.
    #[expect(clippy::new_without_default, reason = "asking the system is not a default value")]
    pub fn new() -> Self {
        Self { origin: Instant::now(), zone: Mutex::new(None) }
    }
}

#[async_trait]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let millis = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Timestamp::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))
    }

    fn monotonic_millis(&self) -> u64 {
        u64::try_from(self.origin.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn zone(&self) -> chrono_tz::Tz {
        let now = self.origin.elapsed();
        // A value that is written in one piece is whole, whoever panicked beside it.
        let mut kept = self.zone.lock().unwrap_or_else(PoisonError::into_inner);
        match *kept {
            Some((asked, zone)) if now.saturating_sub(asked) < ZONE_KEPT => zone,
            _ => kept.insert((now, zone_now())).1,
        }
    }

    fn uuid(&self) -> Uuid {
        Uuid::now_v7()
    }

    async fn sleep_until(&self, at: Timestamp) {
        let millis = u64::try_from(at.since(self.now())).unwrap_or(0);
        tokio::time::sleep(Duration::from_millis(millis)).await;
    }
}

/// The zone that is set now. A person who sets TZ means it; the crate only knows what the system is set to.
fn zone_now() -> chrono_tz::Tz {
    let chosen = std::env::var("TZ").ok().and_then(|name| name.trim_start_matches(':').parse().ok());
    let system = || iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok());
    chosen.or_else(system).unwrap_or(chrono_tz::UTC)
}
