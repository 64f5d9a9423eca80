//! Parsers for what people type: lengths, instants, days and spans. Each error says what to type instead.
//!
//! Now, the zone and the end of the last entry are arguments. Nothing is guessed silently: what can be read in two
//! ways carries a hint or asks.

mod clock;
mod day;
mod duration;
mod span;
mod when;

pub use crate::calendar::local_day;
pub use clock::clock;
pub use day::{DayError, day};
pub use duration::{DurationError, Hint, Length, duration, signed};
pub use span::{SpanError, break_span};
pub use when::{Around, WhenError, on, when};
