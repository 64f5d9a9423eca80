//! Cutting lists of segments at an instant.

use crate::{Segment, Timestamp};

/// What lies before the instant, closed there. Empty when everything is later.
pub(super) fn before(segments: &[Segment], at: Timestamp) -> Vec<Segment> {
    segments
        .iter()
        .take_while(|segment| segment.start < at)
        .map(|segment| Segment { end: Some(segment.end.map_or(at, |end| end.min(at))), ..*segment })
        .collect()
}

/// What lies after the instant. Empty when everything is earlier; an open segment stays open.
pub(super) fn after(segments: &[Segment], at: Timestamp) -> Vec<Segment> {
    segments
        .iter()
        .filter(|segment| segment.end.is_none_or(|end| end > at))
        .map(|segment| Segment { start: segment.start.max(at), ..*segment })
        .collect()
}
