//! Log files of the Tauri host, as `stint resident` keeps them: one a day, fourteen kept, ids instead of notes.

use std::path::Path;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// How many files are kept.
const FILES: usize = 14;

/// Begins to log into a folder. `STINT_LOG` chooses what (default: `info`). Without a folder nothing is logged.
pub fn start(folder: &Path) {
    // The appender wants to look into its folder, and complains on standard error when it is not there yet.
    let _unusable = std::fs::create_dir_all(folder);
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("stint")
        .filename_suffix("log")
        .max_log_files(FILES)
        .build(folder);
    let Ok(appender) = appender else { return };
    // The HTTP stack logs whole requests when asked for more, so only our own crates may be turned up.
    let ours = std::env::var("STINT_LOG").unwrap_or_else(|_| "info".into());
    let directives = format!(
        "warn,hyper=off,reqwest=off,rustls=off,engine={ours},desktop={ours},store={ours},stint_app={ours}"
    );
    let filter = EnvFilter::try_new(directives).unwrap_or_else(|_| EnvFilter::new("info"));
    let subscriber =
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(appender).finish();
    // Only one subscriber is ever set in this process.
    let _already = tracing::subscriber::set_global_default(subscriber);
}
