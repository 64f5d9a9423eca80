//! `split`: one entry becomes two that touch; the first keeps the name, the second runs on if it ran.

use crate::{EntryId, Timestamp};

use super::{Ledger, Notice, Refusal, Step, cut};

pub(super) fn split(mut ledger: Ledger<'_>, id: EntryId, at: Timestamp) -> Result<Step, Refusal> {
    let entry = ledger.find(id)?;
    let at = ledger.not_future(at, "at")?;
    let left = cut::before(entry.segments(), at);
    let right = cut::after(entry.segments(), at);
    if left.is_empty() || right.is_empty() {
        return Err(Refusal::Outside { field: "at" });
    }
    let mut second = entry.with_segments(right)?;
    second.id = ledger.fresh()?;
    ledger.set(entry.with_segments(left)?);
    ledger.set(second);
    ledger.close(Notice::Split)
}
