//! The resident core without a face: one owner task over the store, the outbox, and the socket.
//!
//! Everything that changes goes through [`EngineHandle`] to one task that owns the clock, the state and the only
//! writing connection. It decides with `domain`, writes with `store`, speaks through `trackers`, and tells
//! whoever listens that something changed.

mod answer;
mod away;
mod clock;
mod day_sums;
pub mod handle;
mod http;
mod link;
mod lock;
mod logging;
mod outbox;
mod owner;
mod ports;
mod reading;
mod refusal;
mod restore;
mod server;
mod session;
mod settings;
mod sign_in;
mod start;
mod storage;
mod target;
mod unopened;
mod views;
mod writing;

#[cfg(test)]
mod tests;

pub use clock::SystemClock;
pub use handle::{DesktopReport, EngineHandle};
pub use http::HttpClient;
pub use lock::{Lock, LockError};
pub use logging::log_into;
pub use ports::{Autostart, Browser, Clock, Environment, NoAutostart, NoBrowser, SecretError, Secrets};
pub use restore::{RestoreError, Restored, restore};
pub use server::{ServeError, Server};
pub use start::{Setup, StartError, start};
pub use store::OpenError;
pub use trackers::Secret;
