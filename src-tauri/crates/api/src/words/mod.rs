//! The sentences for people that the resident says: one place, in every language.
//!
//! Each is short, plain and without blame, and says what helps.

pub mod accounts;
pub mod backups;
pub mod checks;
pub mod import;
pub mod integrity;
pub mod labels;
pub mod links;
pub mod losses;
mod missing;
pub mod other;
pub mod parts;
pub mod pauses;
pub mod reading;
pub mod resident;
pub mod rows;
pub mod sign_in;
pub mod terminal;
pub mod timer;
pub mod trackers;
pub mod uploads;
pub mod window;
