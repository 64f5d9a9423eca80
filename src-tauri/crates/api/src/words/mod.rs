//! The sentences for people that the resident says: one place, ready for translation.
//!
//! Each is short, plain and without blame, and says what helps.

pub mod import;
pub mod links;
pub mod losses;
pub mod other;
pub mod sign_in;
pub mod timer;
pub mod trackers;
pub mod uploads;
pub mod window;
