//! The harness's own clock: measuring, and waiting for something with a limit.

use std::fmt;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};

/// How often [`until`] looks.
const PAUSE: Duration = Duration::from_millis(10);

/// Measures from the moment it is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts measuring.
    // A development tool measures real programs, so it reads the real clock; it does so only here.
    #[allow(clippy::disallowed_methods)]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since.
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

impl fmt::Display for Stopwatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", short(self.elapsed()))
    }
}

/// Lets time pass, where that is part of what is measured.
pub(crate) fn rest(time: Duration) {
    thread::sleep(time);
}

/// The wall clock, to compare with what other programs noted.
#[allow(clippy::disallowed_methods)]
pub(crate) fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// The name of the zone where `since_epoch` falls between noon and one. Its date is that of UTC.
pub(crate) fn zone_at_noon(since_epoch: Duration) -> String {
    let hour = since_epoch.as_secs() / 3600 % 24;
    // These zones count the other way round: `Etc/GMT-5` is five hours ahead of UTC.
    if hour <= 12 { format!("Etc/GMT-{}", 12 - hour) } else { format!("Etc/GMT+{}", hour - 12) }
}

/// A duration as people say it: `3.4 s`, `2 min 05 s`.
pub(crate) fn short(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

/// Looks again and again until `probe` gives something, at most for `limit`.
///
/// # Errors
/// When the limit is over, naming `what` was waited for, or when the probe itself gives up.
pub(crate) fn until<T>(
    what: &str,
    limit: Duration,
    mut probe: impl FnMut() -> Result<Option<T>>,
) -> Result<T> {
    let watch = Stopwatch::start();
    loop {
        if let Some(found) = probe()? {
            return Ok(found);
        }
        if watch.elapsed() >= limit {
            bail!("waited {} in vain for {what}", short(limit));
        }
        thread::sleep(PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_noon_somewhere_at_every_hour() {
        for hour in 0..24 {
            let now = chrono::DateTime::from_timestamp(1_795_824_000 + hour * 3600 + 1799, 0).unwrap();
            let since_epoch = Duration::from_secs(now.timestamp().cast_unsigned());
            let zone: chrono_tz::Tz = zone_at_noon(since_epoch).parse().unwrap();
            let there = now.with_timezone(&zone);
            assert_eq!(there.format("%H:%M").to_string(), "12:29");
            assert_eq!(there.date_naive(), now.date_naive());
        }
    }

    #[test]
    fn waiting_ends_with_what_was_found() {
        let mut looks = 0;
        let found = until("the third look", Duration::from_secs(5), || {
            looks += 1;
            Ok((looks == 3).then_some(looks))
        });
        assert_eq!(found.unwrap(), 3);
    }

    #[test]
    fn waiting_in_vain_names_what_was_waited_for() {
        let error = until::<()>("a miracle", Duration::ZERO, || Ok(None)).unwrap_err();
        assert_eq!(error.to_string(), "waited 0.0 s in vain for a miracle");
    }
}
