//! `break`, `resume` and `toggle-break`: the next segment of the running entry begins.

use crate::{Cause, Kind, Segment, Timestamp};

use super::{Ledger, Notice, Refusal, Step};

/// Closes the open segment at the instant and opens one of this kind there.
///
/// At the very start of the open segment its kind is replaced, so that none is left without length.
pub(super) fn switch(mut ledger: Ledger<'_>, at: Option<Timestamp>, kind: Kind) -> Result<Step, Refusal> {
    let running = ledger.running().ok_or(Refusal::NothingRunning)?;
    let open = *running.last();
    if open.kind == kind {
        return ledger.close(Notice::Already);
    }
    let instant = ledger.instant(at)?;
    if instant < open.start {
        return Err(Refusal::TooEarly { field: "at", earliest: open.start });
    }
    let mut segments = running.segments().to_vec();
    segments.pop();
    if open.start < instant {
        segments.push(Segment { end: Some(instant), ..open });
    }
    segments.push(Segment { kind, start: instant, end: None, cause: Cause::User });
    ledger.set(running.with_segments(segments)?);
    ledger.close(if kind == Kind::Break { Notice::OnBreak } else { Notice::Resumed })
}

/// Break while working, work otherwise: whoever presses the key in undecided time is back.
pub(super) fn toggle(ledger: Ledger<'_>, at: Option<Timestamp>) -> Result<Step, Refusal> {
    let running = ledger.running().ok_or(Refusal::NothingRunning)?;
    let kind = match running.last().kind {
        Kind::Work => Kind::Break,
        Kind::Break | Kind::Undecided => Kind::Work,
    };
    switch(ledger, at, kind)
}
