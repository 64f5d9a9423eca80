//! From the times a row shows to the instants it means; where the clocks went back, its length decides.

use domain::Timestamp;

use crate::Why;
use crate::stamp::Moments;

/// Which end of a row a fault is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    /// Where it starts.
    Start,
    /// Where it ends.
    End,
}

/// Start and end of a row. `stated` is the length it says it has, and `slack` how far that may be off.
pub(crate) fn span(
    start: &Moments,
    end: &Moments,
    stated: Option<i64>,
    slack: i64,
    now: Timestamp,
) -> Result<(Timestamp, Timestamp), (End, Why)> {
    let (start, end) = match (start, end) {
        (Moments::One(start), Moments::One(end)) => (*start, *end),
        _ => chosen(start, end, stated, slack)?,
    };
    if end < start {
        return Err((End::End, Why::Backwards));
    }
    if end == start {
        return Err((End::End, Why::NoTime));
    }
    if end > now {
        return Err((End::End, Why::Future));
    }
    Ok((start, end))
}

/// The only pair that is possible, or the question which one is meant.
fn chosen(
    start: &Moments,
    end: &Moments,
    stated: Option<i64>,
    slack: i64,
) -> Result<(Timestamp, Timestamp), (End, Why)> {
    let ends = end.all();
    let mut pairs: Vec<(Timestamp, Timestamp)> = Vec::with_capacity(4);
    for start in start.all() {
        pairs.extend(ends.iter().map(|end| (start, *end)));
    }
    pairs.retain(|(start, end)| {
        let length = end.since(*start);
        length > 0 && stated.is_none_or(|stated| (length - stated).abs() <= slack)
    });
    match (pairs.as_slice(), start, end) {
        ([one], _, _) => Ok(*one),
        (_, Moments::Two(_, _, why), _) => Err((End::Start, why.clone())),
        (_, _, Moments::Two(_, _, why)) => Err((End::End, why.clone())),
        (_, Moments::One(start), Moments::One(end)) => Ok((*start, *end)),
    }
}
