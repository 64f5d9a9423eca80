//! What the engine needs from outside: time, secrets, the network, a browser. Tests bring their own.

use async_trait::async_trait;
use domain::{ConnectionId, Timestamp};
use thiserror::Error;
use trackers::Secret;
use uuid::Uuid;

/// Time, randomness and the zone: the only place where "now" comes from.
#[async_trait]
pub trait Clock: Send + Sync {
    /// The wall clock.
    fn now(&self) -> Timestamp;

    /// Milliseconds of a clock that only goes forward; it may stand still while the machine sleeps.
    fn monotonic_millis(&self) -> u64;

    /// The machine's zone.
    fn zone(&self) -> chrono_tz::Tz;

    /// A fresh UUIDv7.
    fn uuid(&self) -> Uuid;

    /// Waits until the wall clock reads `at`; at once when it has passed.
    async fn sleep_until(&self, at: Timestamp);
}

/// Where secrets are kept: the keychain of the system.
#[async_trait]
pub trait Secrets: Send + Sync {
    /// The secret of a connection; `None` = none is kept.
    async fn get(&self, connection: ConnectionId) -> Result<Option<Secret>, SecretError>;

    /// Keeps a secret.
    async fn put(&self, connection: ConnectionId, secret: &Secret) -> Result<(), SecretError>;

    /// Forgets a secret; forgetting one that is not there is fine.
    async fn remove(&self, connection: ConnectionId) -> Result<(), SecretError>;
}

/// What shows web addresses to the person.
pub trait Browser: Send + Sync {
    /// Opens an address, and comes back at once. `false` = nothing is there that could.
    fn open(&self, address: &str) -> bool;
}

/// A computer without a browser: whoever signs in copies the address.
#[derive(Debug)]
pub struct NoBrowser;

impl Browser for NoBrowser {
    fn open(&self, _: &str) -> bool {
        false
    }
}

/// Whether the resident starts with the session, and changing that.
pub trait Autostart: Send + Sync {
    /// Whether it does. `None` = no way to is known on this system.
    fn is_on(&self) -> Option<bool>;

    /// Makes it so.
    fn set(&self, on: bool) -> std::io::Result<()>;
}

/// A system on which nothing can be started with the session.
#[derive(Debug)]
pub struct NoAutostart;

impl Autostart for NoAutostart {
    fn is_on(&self) -> Option<bool> {
        None
    }

    fn set(&self, _: bool) -> std::io::Result<()> {
        Err(std::io::ErrorKind::Unsupported.into())
    }
}

/// Looks up a variable of the environment.
pub type Environment = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Why a keychain did not do what was asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum SecretError {
    /// It is locked and was not unlocked.
    #[error("the keychain is locked")]
    Locked,
    /// There is none on this desktop.
    #[error("there is no keychain")]
    Missing,
    /// It answered with something else.
    #[error("the keychain did not answer")]
    Unanswered,
}
