//! Answers kept for a day by key and path: who repeats a request with the same key gets the same answer again.

use chrono::{DateTime, Duration, Utc};
use http::StatusCode;
use serde_json::Value;

/// Answers to requests that came with an `Idempotency-Key`.
#[derive(Debug, Default)]
pub(super) struct Cache(Vec<Kept>);

#[derive(Debug)]
struct Kept {
    at: DateTime<Utc>,
    /// The API key that asked.
    asker: &'static str,
    key: String,
    path: String,
    status: StatusCode,
    body: Value,
}

impl Cache {
    /// The answer given to this key at this path within the last day, whatever the body says this time.
    pub(super) fn get(
        &mut self,
        asker: &str,
        key: &str,
        path: &str,
        now: DateTime<Utc>,
    ) -> Option<(StatusCode, Value)> {
        self.0.retain(|kept| now - kept.at < Duration::hours(24));
        let same = |kept: &&Kept| kept.asker == asker && kept.key == key && kept.path == path;
        self.0.iter().find(same).map(|kept| (kept.status, kept.body.clone()))
    }

    /// Keeps a good answer. Whether the service keeps refusals too is not documented; here they are not kept.
    pub(super) fn keep(
        &mut self,
        asker: &'static str,
        key: String,
        path: String,
        answer: (StatusCode, Value),
        at: DateTime<Utc>,
    ) {
        let (status, body) = answer;
        self.0.push(Kept { at, asker, key, path, status, body });
    }
}
