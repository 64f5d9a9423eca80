//! The tracker APIs behind one trait. Knows requests and answers; not the clock, the database or the HTTP library.

pub mod account;
pub mod address;
pub mod alignsoft;
pub mod awork;
mod clock_times;
pub mod clockify;
#[cfg(test)]
pub(crate) mod contract;
pub mod descriptor;
pub mod error;
pub mod exchange;
pub mod http_port;
mod lenient;
pub mod oauth;
pub mod plane;
pub mod redmine;
pub mod registry;
#[cfg(any(test, feature = "rehearsal"))]
pub mod rehearsal;
pub mod secret;
#[cfg(test)]
mod snapshots;
pub mod tracker;
pub mod yandex;

pub use account::{Account, Cx};
pub use descriptor::{Capabilities, Dedupe, Descriptor, Field, FieldKind, LookPlan, Unit, Words};
pub use error::{Applied, Kind, Redacted, Retry, TrackerError};
pub use http_port::{Http, Request, Response, Sent, TransportError};
pub use oauth::{Credential, OAuth, Pair, Proof};
pub use registry::{all, by_kind};
pub use secret::Secret;
pub use tracker::{Found, Page, Remote, TargetQuery, Tracker, WorkspaceRules};
