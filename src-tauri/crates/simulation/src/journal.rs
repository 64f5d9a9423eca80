//! What a run logs, kept in memory, to be searched for secrets. It says more than a resident ever does.

use std::io;
use std::sync::{Arc, Mutex};

use tracing::subscriber::DefaultGuard;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;

/// Everything our own crates can say, and what others warn of.
const SAYS: &str = "warn,engine=trace,store=trace,trackers=trace,domain=trace,api=trace";

/// The log of one run.
#[derive(Clone, Default)]
pub(crate) struct Journal(Arc<Mutex<Vec<u8>>>);

impl Journal {
    /// Takes everything this thread logs until the guard is dropped.
    pub(crate) fn listen(&self) -> DefaultGuard {
        let says: Targets = SAYS.parse().expect("levels by target");
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_ansi(false)
            .without_time()
            .with_writer(self.clone())
            .finish()
            .with(says);
        tracing::subscriber::set_default(subscriber)
    }

    /// What was logged.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.lock().expect("nobody panics while holding it").clone()
    }
}

impl io::Write for Journal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics while holding it").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Journal {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
