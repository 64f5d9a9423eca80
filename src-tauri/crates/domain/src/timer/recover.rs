//! `recover`: time in which nobody watched the running entry becomes undecided.

use crate::{Cause, Kind, Segment, Timestamp};

use super::{Ledger, Notice, Refusal, Step};

/// From the last heartbeat (or the open segment's start, if later) to now.
///
/// A gap below the threshold melts back into work. A break or undecided time just goes on: nobody was expected to
/// work then.
pub(super) fn recover(
    mut ledger: Ledger<'_>,
    seen: Timestamp,
    threshold_millis: i64,
) -> Result<Step, Refusal> {
    let Some(running) = ledger.running() else { return ledger.close(Notice::Already) };
    let open = *running.last();
    let from = seen.max(open.start);
    let now = ledger.now;
    if open.kind != Kind::Work || now <= from || now.since(from) < threshold_millis {
        return ledger.close(Notice::Already);
    }
    let mut segments = running.segments().to_vec();
    segments.pop();
    if open.start < from {
        segments.push(Segment { end: Some(from), ..open });
    }
    segments.push(Segment { kind: Kind::Undecided, start: from, end: Some(now), cause: Cause::Crash });
    segments.push(Segment { start: now, ..open });
    ledger.set(running.with_segments(segments)?);
    ledger.close(Notice::Recovered)
}
