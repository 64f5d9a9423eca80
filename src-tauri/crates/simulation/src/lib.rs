//! The real engine and the real file under virtual time, a scripted network and crashes. For development only.
//!
//! [`play`] plays a seed: random verbs, faults and crashes, then fair weather; in the end the trackers must hold what
//! is wished exactly once. Nothing that is shipped uses this crate, so nothing in it can be reached there.

mod birth;
mod changes;
mod check;
mod clock;
mod death;
mod dice;
mod disk;
mod gate;
mod journal;
mod kept;
mod life;
mod model;
mod mutation;
mod run;
mod schedule;
mod secrets;
mod story;
mod tally;
#[cfg(test)]
mod tests;
mod trouble;
mod verbs;
mod wal;
mod wire;

pub use birth::Birth;
pub use check::Difference;
pub use mutation::Mutation;
pub use run::{Ended, play};
pub use schedule::Schedule;
pub use tally::Tally;
