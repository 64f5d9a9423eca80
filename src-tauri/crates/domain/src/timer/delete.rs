//! `delete`: entries go; they stay in the history and can be undone.

use crate::EntryId;

use super::{Ledger, Notice, Refusal, Step};

pub(super) fn delete(mut ledger: Ledger<'_>, ids: &[EntryId]) -> Result<Step, Refusal> {
    for id in ids {
        ledger.find(*id)?;
        ledger.remove(*id);
    }
    ledger.close(Notice::Deleted)
}
