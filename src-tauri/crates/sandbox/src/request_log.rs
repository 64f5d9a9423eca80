//! What was asked of the APIs and how it ended. Headers and bodies are not kept, so no token ever gets in here.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::fault::Fault;

/// One request as it went over the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoggedRequest {
    /// When it came, by the sandbox's clock.
    pub at: DateTime<Utc>,
    /// The API it was for.
    pub api: &'static str,
    /// GET, POST, …
    pub method: String,
    /// Path and query.
    pub path: String,
    /// The status the API answered, whether or not the answer arrived; None when it was never processed.
    pub status: Option<u16>,
    /// The fault that struck it.
    pub fault: Option<Fault>,
    /// Whether the client went away before its answer was ready; only a client on a socket can.
    pub abandoned: bool,
}

#[derive(Default)]
pub(crate) struct RequestLog(Mutex<Vec<LoggedRequest>>);

impl RequestLog {
    /// Adds a request; gives its place for [`Self::abandon`].
    pub(crate) fn add(&self, request: LoggedRequest) -> usize {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(request);
        all.len() - 1
    }

    /// The client of this request went away. A log that was cleared meanwhile knows nothing of it.
    pub(crate) fn abandon(&self, place: usize) {
        if let Some(request) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get_mut(place) {
            request.abandoned = true;
        }
    }

    pub(crate) fn all(&self) -> Vec<LoggedRequest> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
