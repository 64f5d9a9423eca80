//! The tracker APIs on loopback, faithful to their documentation, with faults on demand. For development and tests only.
//!
//! One folder per API, one file per resource; `registry.rs` holds the one list of them. A [`Sandbox`] keeps everything
//! in memory. Tests talk to it in process through [`Sandbox::call`], which tells what a network would have told;
//! the binary puts the same thing behind a real socket ([`serve`]).

mod control;
mod fault;
mod ids;
mod load;
mod network;
mod pairs;
mod past;
mod record;
mod registry;
mod request_log;
mod rule;
mod sandbox;
mod server;
mod stage;

pub mod accounts;
pub mod alignsoft;
pub mod awork;
pub mod clockify;
pub mod faults;
pub mod plane;
pub mod redmine;
pub mod scenes;
pub mod yandex;

pub use accounts::Account;
pub use faults::{Fault, Faults};
pub use load::Load;
pub use network::{Lost, Sent};
pub use record::Record;
pub use request_log::LoggedRequest;
pub use sandbox::{Clock, Options, Sandbox, Upsert};
pub use server::{Connections, serve};
