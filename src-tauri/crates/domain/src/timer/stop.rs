//! `stop`, `discard` and `toggle`: the running entry ends.

use crate::{NewEntry, Overlap, Timestamp};

use super::{Ledger, Notice, Refusal, Step, continue_earlier, cut, start};

/// Ends the running entry; a named instant may cut segments off. An entry without length vanishes.
pub(super) fn stop(mut ledger: Ledger<'_>, at: Option<Timestamp>) -> Result<Step, Refusal> {
    let Some(running) = ledger.running() else { return ledger.close(Notice::Already) };
    let instant = ledger.instant(at)?;
    if instant > running.start() {
        ledger.set(running.with_segments(cut::before(running.segments(), instant))?);
        ledger.close(Notice::Stopped)
    } else if at.is_none() {
        ledger.remove(running.id);
        ledger.close(Notice::Discarded)
    } else {
        Err(Refusal::TooEarly { field: "at", earliest: running.start() })
    }
}

/// Throws the running entry away.
pub(super) fn discard(mut ledger: Ledger<'_>) -> Result<Step, Refusal> {
    let running = ledger.running().ok_or(Refusal::NothingRunning)?;
    ledger.remove(running.id);
    ledger.close(Notice::Discarded)
}

/// Stops what runs, or goes on with the last entry; the very first press starts an entry without a note.
pub(super) fn toggle(ledger: Ledger<'_>, at: Option<Timestamp>) -> Result<Step, Refusal> {
    if ledger.running().is_some() {
        stop(ledger, at)
    } else if ledger.last().is_some() {
        continue_earlier::continue_earlier(ledger, None, at)
    } else {
        start::start(ledger, NewEntry::default(), at, Overlap::Ask)
    }
}
