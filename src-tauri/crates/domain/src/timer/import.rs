//! `import`: entries of a file, kept as they are. They were booked elsewhere, so they carry no bookings.

use crate::Entry;

use super::{Change, Ledger, Notice, Refusal, Step, ledger};

pub(super) fn import(ledger: &Ledger<'_>, entries: Vec<Entry>) -> Result<Step, Refusal> {
    for entry in &entries {
        let end = entry.end().ok_or(Refusal::StillRunning)?;
        ledger.not_future(end, "end")?;
    }
    let new = |mut entry: Entry| {
        entry.bookings.clear();
        Change { id: entry.id, before: None, after: Some(entry) }
    };
    ledger::checked(ledger.state(), entries.into_iter().map(new).collect(), Notice::Imported)
}
