//! The engine as a whole: real store, virtual clock, keychain in memory, the sandbox as the network.

mod backlog;
mod bookings;
mod conflicts;
mod days;
mod exactly_once;
mod exports;
mod imports;
mod links;
mod many;
mod moving;
mod no_dates;
mod patience;
mod recovery;
mod renewal;
mod requests;
mod safety;
mod server_key;
mod sign_in;
mod theirs;
mod today;
mod verbs;
mod weather;
mod world;
