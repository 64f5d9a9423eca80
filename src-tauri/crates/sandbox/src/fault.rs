//! One way for a request to go wrong, or for an API to be odd while it answers.

use serde::{Deserialize, Serialize};

/// One way for a request to go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The connection is reset before anything is read: certainly not sent.
    Refuse,
    /// The request is read and not processed; the connection closes without an answer.
    DropBefore,
    /// The request is processed; the connection closes without an answer.
    DropAfter,
    /// The request is processed; the answer is a 500.
    ErrorAfter,
    /// The request is not processed; the answer is a 429.
    TooMany {
        /// The value of `Retry-After`.
        retry_after_seconds: u32,
    },
    /// The request is processed at once; its answer takes its time.
    Slow {
        /// How long the answer takes.
        millis: u64,
    },
    /// The request is processed; the answer breaks off half way through its body.
    Truncate,
    /// Something in front of the API answers in its place with a page in HTML; the request is not processed.
    Edge {
        /// Which page.
        page: Page,
    },
    /// The API no longer knows the token: it says in its own words what it says to a stranger.
    TokenRevoked {
        /// The number of the first request turned away, among those the rule concerns; 1 is the next one.
        from: u32,
    },
    /// For a while nothing comes through.
    Outage {
        /// How many seconds after the rule came into force it begins.
        #[serde(default)]
        after_seconds: u32,
        /// How long it lasts.
        seconds: u32,
        /// How it shows.
        #[serde(default)]
        shows: Outage,
    },
    /// Beyond so many requests in a window the answer is a 429 that names the window's end. Windows follow each other
    /// without a gap, counted from 1970.
    Quota {
        /// Requests per window.
        allowed: u32,
        /// The window's length.
        window_seconds: u32,
    },
    /// The request arrives twice, and is processed twice.
    Duplicate {
        /// Which of the two answers comes back.
        #[serde(default)]
        answer: Delivery,
    },
    /// Reads do not see what was written in the last seconds. Writes are not concerned. Holds beside other faults.
    Lag {
        /// How old a write must be.
        seconds: u32,
    },
    /// The API's clock goes wrong, its `Date` header included. Holds beside other faults.
    ClockSkew {
        /// How far it is ahead; negative when it is behind.
        seconds: i32,
    },
}

/// A page that an edge answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// 403: a firewall does not like the request.
    Forbidden,
    /// 502: there is nobody behind it.
    BadGateway,
}

/// How an outage shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outage {
    /// The connection is reset.
    #[default]
    Refused,
    /// The answer is a 503 in the API's words.
    Unavailable,
}

/// Which of two deliveries of the same request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// The first.
    #[default]
    First,
    /// The second.
    Second,
    /// Neither: the connection closes without an answer.
    Neither,
}

impl Fault {
    /// Whether the connection is reset before anything is read.
    pub(crate) fn resets(self) -> bool {
        matches!(self, Self::Refuse | Self::Outage { shows: Outage::Refused, .. })
    }
}
