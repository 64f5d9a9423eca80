//! How many requests came to each API per window of time, for tests that a limit was never exceeded.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use crate::fault::Fault;
use crate::faults::window;
use crate::request_log::LoggedRequest;

/// The requests of one window to one API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Load {
    /// The API.
    pub api: &'static str,
    /// When the window began; windows follow each other without a gap, counted from 1970.
    pub from: DateTime<Utc>,
    /// The requests that came to the API, those it turned away included.
    pub requests: u32,
    /// How many of them were turned away with 429.
    pub over: u32,
}

/// What came per window, windows without requests left out; by API, then by time.
pub(crate) fn per_window(log: &[LoggedRequest], window_seconds: u32) -> Vec<Load> {
    let mut loads: BTreeMap<(&'static str, i64), Load> = BTreeMap::new();
    for request in log.iter().filter(|request| came(request)) {
        let number = window(request.at, window_seconds).0;
        let from = DateTime::from_timestamp(number * i64::from(window_seconds.max(1)), 0).unwrap_or_default();
        let empty = Load { api: request.api, from, requests: 0, over: 0 };
        let load = loads.entry((request.api, number)).or_insert(empty);
        load.requests += 1;
        load.over += u32::from(request.status == Some(429));
    }
    loads.into_values().collect()
}

/// The most requests that came to an API within `span`, wherever it is laid.
pub(crate) fn most_within(log: &[LoggedRequest], api: &str, span: TimeDelta) -> usize {
    let mut times: Vec<_> =
        log.iter().filter(|request| request.api == api && came(request)).map(|request| request.at).collect();
    times.sort_unstable();
    let from = |first: &DateTime<Utc>| {
        let end = *first + span;
        times.partition_point(|at| *at < end) - times.partition_point(|at| at < first)
    };
    times.iter().map(from).max().unwrap_or(0)
}

/// A refused connection never was a request there.
fn came(request: &LoggedRequest) -> bool {
    !request.fault.is_some_and(Fault::resets)
}
