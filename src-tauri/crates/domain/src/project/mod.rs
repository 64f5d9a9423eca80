//! Building blocks of projection: work spans, local days, rounding that adds up. Tracker adapters compose them.

mod round;
mod seconds;
mod spans;
mod text;

pub use round::largest_remainder;
pub use seconds::{Slot, whole_seconds};
pub use spans::{Span, break_spans, net_seconds, split_at_midnight, work_spans};
pub use text::truncate_text;
