//! The promise: verbs, views, events and errors that the socket, the command line and the window carry.
//!
//! Plain values only. Instants are RFC 3339 in UTC with `Z`, durations whole seconds, ids text. Fields are only
//! ever added. The same types are the `--json` output of the command line.

pub mod answer;
pub mod error;
pub mod event;
pub mod language;
pub mod place;
pub mod request;
pub mod verb;
pub mod view;
pub mod wire;

#[cfg(unix)]
pub mod client;
#[cfg(unix)]
pub mod door;
#[cfg(unix)]
pub mod starter;
pub mod words;

pub use answer::Answer;
pub use error::{ApiError, Code};
pub use event::{Changed, Notice, NoticeKind, Topic};
pub use place::Place;
pub use request::{AddTracker, ImportFile, Policies, ReadWhat, ReportBy, Request, UploadChoice};
pub use verb::{
    BorderName, EditFields, EntryFields, ManyFields, OverlapChoice, PartFields, Surface, UndecidedAs,
    VerbRequest,
};
pub use view::*;

/// The version of the protocol on the socket. A resident refuses another one politely.
pub const PROTOCOL: u32 = 1;
