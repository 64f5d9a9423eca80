//! What a tracker call can end in: every error says whether it was applied and what may be done next.

use std::fmt;

use thiserror::Error;

/// Why a call did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{kind:?}: {detail}")]
pub struct TrackerError {
    /// What it is about.
    pub kind: Kind,
    /// Whether the tracker may have done it nevertheless.
    pub applied: Applied,
    /// What may be done next.
    pub retry: Retry,
    /// The tracker's own sentence, free of secrets.
    pub detail: Redacted,
}

impl TrackerError {
    /// An error of these parts.
    pub const fn new(kind: Kind, applied: Applied, retry: Retry, detail: Redacted) -> Self {
        Self { kind, applied, retry, detail }
    }
}

/// What an error is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// No complete answer came back, or none that makes sense of a write.
    Network,
    /// The token is unknown, expired or missing.
    SignIn,
    /// The sign-in in the browser has ended and cannot be renewed.
    SignedOut,
    /// The token is good, but the account or organisation may not do this.
    NotAllowed,
    /// The record or target does not exist, or cannot be seen.
    NotFound,
    /// Booking time is switched off there, or not part of the plan.
    FeatureOff,
    /// The tracker has no way to do this, whoever asks.
    Unsupported,
    /// Something in front of the tracker turned the request away; the tracker itself never saw it.
    Blocked,
    /// The content was refused.
    Refused,
    /// The period or record is locked or approved.
    Locked,
    /// Somebody changed it at the same time.
    Conflict,
    /// Too many requests.
    Quota,
    /// The tracker is down or answered with an internal error.
    Server,
    /// The answer is not one of this tracker; the address is perhaps wrong.
    Unexpected,
}

/// Whether a call may have changed something at the tracker.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Applied {
    /// Surely not.
    No,
    /// Perhaps.
    Maybe,
}

/// What may be done after an error.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Retry {
    /// Not again as it is.
    Never,
    /// Not before so many seconds have passed.
    After {
        /// Seconds to wait.
        seconds: u32,
    },
    /// Again, with growing pauses.
    Backoff,
    /// Only after the person signed in again.
    AfterSignIn,
}

/// Text from a server, cut short and cleaned of control characters, with the secret blotted out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Redacted(String);

impl Redacted {
    /// The longest text kept, in characters.
    pub const MAX: usize = 300;

    /// Cleans a server's sentence. `secret` is blotted out wherever it appears.
    pub fn new(text: &str, secret: &crate::Secret) -> Self {
        let text = if secret.is_empty() { text.to_owned() } else { text.replace(secret.reveal(), "…") };
        let clean: String =
            text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(Self::MAX).collect();
        Self(clean.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Takes a sentence of our own.
    pub fn ours(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
