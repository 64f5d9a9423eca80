//! The SQLite file: one transaction per verb, and what is read back. Decides nothing.
//!
//! [`Store`] is the single writer, [`Reader`] reads beside it (WAL). One file per table; the schema and the
//! invariants the database itself keeps are in `migrations/`. Knows no clock: instants are arguments.

mod alike;
mod archive;
mod backup;
mod batch;
mod booked;
mod booking;
mod bulk;
mod change;
mod check;
mod commit;
mod connection;
mod entry;
mod error;
#[cfg(any(test, feature = "fixture"))]
pub mod fixture;
mod fold;
#[cfg(any(test, feature = "fixture"))]
pub mod gauge;
mod glance;
mod guard;
mod habit;
mod heartbeat;
mod link;
mod number;
mod oldest_first;
mod open;
mod outbox;
mod page;
mod reach;
mod reader;
mod restore;
mod revision;
mod row;
mod search;
mod segment;
mod setting;
mod store;
mod tag;
mod target;
#[cfg(test)]
mod tests;
mod totals;
mod undo;
mod upkeep;
mod upload;

pub use alike::{Alike, Probe};
pub use archive::Archive;
pub use backup::{Backup, BackupKind, KEEP_DAILY, backups, verify};
pub use booked::{Booked, Progress};
pub use change::HistoryRow;
pub use check::{Problem, Report};
pub use commit::{Commit, Log};
pub use connection::Pause;
pub use error::{BackupError, OpenError, StoreError, Unsound};
pub use fold::fold;
pub use glance::Glance;
pub use habit::Suggestion;
pub use oldest_first::Page;
pub use open::Paths;
pub use outbox::{Lane, Turn};
pub use reader::Reader;
pub use restore::{Restored, restore};
pub use revision::Rev;
pub use segment::SegmentRow;
pub use store::Store;
pub use target::KnownTarget;
pub use totals::Span;
pub use undo::UndoStep;
pub use upload::{Stage, UploadCounts, UploadFilter};
