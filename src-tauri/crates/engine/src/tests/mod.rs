//! The engine as a whole: real store, virtual clock, keychain in memory, the sandbox as the network.

mod exactly_once;
mod recovery;
mod today;
mod server_key;
mod verbs;
mod world;
