//! The lives of a resident that is killed again and again, and what each kill cut off.

use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::clock;

/// From a start to a kill, as time since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Life {
    from: Duration,
    to: Duration,
}

impl Life {
    /// One that began then and ends now.
    pub(super) fn since(from: Duration) -> Self {
        Self { from, to: clock::since_epoch() }
    }
}

/// What was under way when the kills came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// Kills with a request under way or more.
    pub(super) kills: usize,
    /// Requests that had come to a tracker and whose answer found nobody.
    pub(super) requests: usize,
    /// Those among them that may change something there.
    pub(super) writes: usize,
}

/// Finds, in what the trackers were asked, what the kills cut off.
///
/// # Errors
/// When a request lacks a promised field.
pub(super) fn cut(lives: &[Life], requests: &[Value]) -> Result<Cut> {
    let mut cut = Cut::default();
    let mut at = Vec::new();
    for request in requests.iter().filter(|request| request["abandoned"] == true) {
        let came = request["at"].as_str().context("a request came at some time")?;
        at.push(since_epoch(came)?);
        cut.writes += usize::from(request["method"] != "GET");
    }
    cut.requests = at.len();
    let hit = |life: &&Life| at.iter().any(|at| (life.from..=life.to).contains(at));
    cut.kills = lives.iter().filter(hit).count();
    Ok(cut)
}

fn since_epoch(text: &str) -> Result<Duration> {
    let at: DateTime<Utc> = text.parse().with_context(|| format!("{text} is no instant"))?;
    Ok(Duration::from_micros(u64::try_from(at.timestamp_micros())?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_request_belongs_to_the_life_in_which_it_was_cut_off() {
        let life = |from, to| Life { from: Duration::from_secs(from), to: Duration::from_secs(to) };
        let request = |at: &str, method: &str, abandoned: bool| json!({ "at": format!("1970-01-01T00:00:{at}Z"), "method": method, "abandoned": abandoned });
        let asked = [
            request("01.5", "GET", true),
            request("01.9", "POST", true),
            request("04", "POST", false),
            request("08", "PATCH", true),
        ];
        let found = cut(&[life(1, 2), life(3, 5), life(7, 9)], &asked).expect("whole requests");
        assert_eq!(found, Cut { kills: 2, requests: 3, writes: 2 });
    }
}
