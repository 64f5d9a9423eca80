//! The engine as a whole: real store, virtual clock, keychain in memory, the sandbox as the network.

mod backlog;
mod conflicts;
mod exactly_once;
mod patience;
mod recovery;
mod requests;
mod server_key;
mod today;
mod verbs;
mod weather;
mod world;
