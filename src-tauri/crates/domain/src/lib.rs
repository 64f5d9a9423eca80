//! The rules of time: entries, segments, verbs, projection and the upload machine.
//!
//! Pure. This crate knows no clock, no randomness, no IO, no SQL, no HTTP and no surface: instants, zones and fresh
//! ids are arguments, and the only words it has are those of its errors. Read `segment`, `entry`, `verb`,
//! `timer`, `payload`, `upload` in this order, then `workday`, `presence`, `rest`, `rhythm` and `remind` for honest
//! time; the rest serves them.

pub mod calendar;
pub mod entry;
pub mod explain;
pub mod id;
pub mod link;
pub mod parse;
pub mod payload;
pub mod presence;
pub mod project;
pub mod remind;
pub mod report;
pub mod rest;
pub mod rhythm;
pub mod segment;
pub mod target;
pub mod timer;
pub mod timestamp;
pub mod upload;
pub mod verb;
pub mod workday;

pub use entry::{Entry, EntryError, Totals};
pub use id::{ConnectionId, EntryId, TargetId, UploadId};
pub use link::{Link, LinkChange};
pub use payload::{Loss, Part, Payload, PayloadKind, Policy};
pub use segment::{Cause, Kind, Segment};
pub use target::{Booking, Connection, Target};
pub use timestamp::Timestamp;
pub use verb::{Border, EditPatch, ManyPatch, NewEntry, Overlap, Resolution, Verb};
