//! `add`: a finished entry, with the breaks inside it.

use crate::{Cause, Kind, NewEntry, Overlap, Segment, Timestamp};

use super::overlap::{self, Span};
use super::{Ledger, Notice, Refusal, Step, start};

pub(super) fn add(
    mut ledger: Ledger<'_>,
    new: NewEntry,
    span: Span,
    breaks: &[(Timestamp, Timestamp)],
    policy: Overlap,
) -> Result<Step, Refusal> {
    ledger.not_future(span.start, "start")?;
    ledger.not_future(span.end, "end")?;
    if span.end <= span.start {
        return Err(Refusal::EndBeforeStart);
    }
    let id = ledger.fresh()?;
    let entry = start::build(id, new, &ledger, with_breaks(span, breaks)?)?;
    let in_the_way = overlap::any(&ledger, span, &[]);
    overlap::resolve(&mut ledger, span, &in_the_way, policy)?;
    ledger.set(entry);
    ledger.close(Notice::Added)
}

/// Work from end to end, with the breaks in between.
fn with_breaks(span: Span, breaks: &[(Timestamp, Timestamp)]) -> Result<Vec<Segment>, Refusal> {
    let segment = |kind, start, end| Segment { kind, start, end: Some(end), cause: Cause::User };
    let mut breaks = breaks.to_vec();
    breaks.sort_unstable();
    let mut segments = Vec::with_capacity(breaks.len() * 2 + 1);
    let mut reached = span.start;
    for (start, end) in breaks {
        if start < reached || end <= start || end > span.end {
            return Err(Refusal::Break);
        }
        if reached < start {
            segments.push(segment(Kind::Work, reached, start));
        }
        segments.push(segment(Kind::Break, start, end));
        reached = end;
    }
    if reached < span.end {
        segments.push(segment(Kind::Work, reached, span.end));
    }
    Ok(segments)
}
