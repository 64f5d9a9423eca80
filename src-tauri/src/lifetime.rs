//! How long the process lives: as long as a window is open, and a while longer, so that the next one opens at once.

use std::collections::BTreeSet;
use std::time::Duration;

use api::{Request, Settings};
use tokio::sync::mpsc;

use crate::client::Resident;

/// How long to stay when nobody says otherwise.
const WARM: Duration = Duration::from_secs(60);

/// How long the resident may take to say what its settings are.
const PATIENCE: Duration = Duration::from_secs(1);

/// Sets how long to stay, in seconds, in place of the setting; for tests and measurements.
pub const VARIABLE: &str = "STINT_WARM_SECONDS";

/// What became of a window, by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Windows {
    /// It opens.
    Opened(&'static str),
    /// It is closed, or gone.
    Closed(&'static str),
}

/// Tells the process's lifetime that a window opened or closed.
#[derive(Clone, Debug)]
pub struct Lifetime(mpsc::UnboundedSender<Windows>);

impl Lifetime {
    /// One, and what [`until_cold`] hears of it.
    pub fn new() -> (Self, mpsc::UnboundedReceiver<Windows>) {
        let (tell, windows) = mpsc::unbounded_channel();
        (Self(tell), windows)
    }

    /// A window opens. `false` = the process ends already.
    pub fn opened(&self, label: &'static str) -> bool {
        self.0.send(Windows::Opened(label)).is_ok()
    }

    /// A window closed.
    pub fn closed(&self, label: &'static str) {
        // The receiver is gone only when the process ends already.
        let _ending = self.0.send(Windows::Closed(label));
    }
}

/// Returns once no window was open for as long as `warm` says, asked anew each time the last one closes.
pub async fn until_cold<Warm: Future<Output = Duration>>(
    mut windows: mpsc::UnboundedReceiver<Windows>,
    warm: impl Fn() -> Warm,
) {
    let mut open = BTreeSet::new();
    let mut next = windows.recv().await;
    while let Some(what) = next {
        match what {
            Windows::Opened(label) => open.insert(label),
            Windows::Closed(label) => open.remove(label),
        };
        next = match open.is_empty() {
            false => windows.recv().await,
            true => tokio::select! {
                next = windows.recv() => next,
                () = async { tokio::time::sleep(warm().await).await } => return,
            },
        };
    }
}

/// How long to stay: the variable, else the setting of a resident that runs, else a minute.
pub async fn warm(resident: Resident, variable: Option<String>) -> Duration {
    if let Some(seconds) = variable.and_then(|text| text.parse().ok()) {
        return Duration::from_secs(seconds);
    }
    let asking = async {
        let mut client = resident.connect().await?;
        client.call::<Settings>(Request::Settings).await
    };
    match tokio::time::timeout(PATIENCE, asking).await {
        Ok(Ok(settings)) => Duration::from_secs(settings.warm_seconds.into()),
        _ => WARM,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_ends_a_while_after_the_last_window_closed() {
        let (lifetime, windows) = Lifetime::new();
        let begun = tokio::time::Instant::now();
        let ending = tokio::spawn(until_cold(windows, || std::future::ready(WARM)));
        lifetime.closed("main");
        ending.await.unwrap();
        assert!(begun.elapsed() >= WARM);
        assert!(!lifetime.opened("main"), "then it is too late for another");
    }

    #[tokio::test(start_paused = true)]
    async fn a_window_opened_in_time_keeps_it() {
        let (lifetime, windows) = Lifetime::new();
        let seconds = Arc::new(AtomicU64::new(60));
        let asked = Arc::clone(&seconds);
        let begun = tokio::time::Instant::now();
        let ending = tokio::spawn(until_cold(windows, move || {
            std::future::ready(Duration::from_secs(asked.load(Ordering::SeqCst)))
        }));
        lifetime.closed("main");
        tokio::time::advance(Duration::from_secs(59)).await;
        assert!(lifetime.opened("main"));
        tokio::time::advance(Duration::from_secs(600)).await;
        assert!(!ending.is_finished());

        seconds.store(5, Ordering::SeqCst);
        lifetime.closed("main");
        ending.await.unwrap();
        assert!(begun.elapsed() < Duration::from_secs(59 + 600 + 10));
    }

    #[tokio::test(start_paused = true)]
    async fn any_window_keeps_it() {
        let (lifetime, windows) = Lifetime::new();
        let ending = tokio::spawn(until_cold(windows, || std::future::ready(WARM)));
        lifetime.opened("main");
        lifetime.opened("mini");
        lifetime.closed("main");
        tokio::time::advance(Duration::from_secs(600)).await;
        assert!(!ending.is_finished());
        lifetime.closed("mini");
        ending.await.unwrap();
    }
}
