//! Log files of a resident: one a day, fourteen kept, ids instead of notes, never a secret.

use std::path::Path;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;

/// How many files are kept.
const FILES: usize = 14;

/// Begins to log into a folder. `choice` says how much our own crates say (default: `info`), `program` is the
/// crate that hosts the engine. Without a folder nothing is logged.
pub fn log_into(folder: &Path, program: &str, choice: Option<&str>) {
    // Made before the appender looks for old files, which it would complain about on standard error.
    if std::fs::create_dir_all(folder).is_err() {
        return;
    }
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("stint")
        .filename_suffix("log")
        .max_log_files(FILES)
        .build(folder);
    let Ok(appender) = appender else { return };
    let ours = choice.unwrap_or("info");
    // The HTTP stack logs whole requests when asked for more, so only our own crates may be turned up.
    let directives = format!(
        "warn,hyper=off,reqwest=off,rustls=off,engine={ours},desktop={ours},store={ours},{program}={ours}"
    );
    let filter: Targets =
        directives.parse().unwrap_or_else(|_| Targets::new().with_default(LevelFilter::INFO));
    // Chosen above alone: a level of its own would cut what was turned up.
    let every = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE);
    let subscriber = every.with_ansi(false).with_writer(appender).finish().with(filter);
    // Only one subscriber is ever set in a process.
    let _already = tracing::subscriber::set_global_default(subscriber);
}
