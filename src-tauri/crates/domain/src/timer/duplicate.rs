//! `duplicate`: finished entries once more, beside those they are copies of.

use crate::EntryId;

use super::{Ledger, Notice, Refusal, Step};

pub(super) fn duplicate(mut ledger: Ledger<'_>, copies: &[(EntryId, EntryId)]) -> Result<Step, Refusal> {
    for (id, name) in copies {
        let mut copy = ledger.find(*id)?.clone();
        if copy.is_running() {
            return Err(Refusal::in_entry(*id, Refusal::StillRunning));
        }
        copy.id = *name;
        ledger.set(copy);
    }
    ledger.close(Notice::Added)
}
