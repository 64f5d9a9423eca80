//! `edit many`: one change to the words of several entries, all of them or none.

use crate::entry::Draft;
use crate::{Entry, EntryId, ManyPatch};

use super::{Ledger, Notice, Refusal, Step};

pub(super) fn edit_many(mut ledger: Ledger<'_>, ids: &[EntryId], patch: &ManyPatch) -> Result<Step, Refusal> {
    for id in ids {
        let entry = ledger.find(*id)?;
        let edited = edited(entry, patch).map_err(|why| Refusal::in_entry(*id, why))?;
        ledger.set(edited);
    }
    ledger.close(Notice::Edited)
}

/// What goes, goes first: a tag or target that is named on both sides stays.
fn edited(entry: &Entry, patch: &ManyPatch) -> Result<Entry, Refusal> {
    let mut draft = Draft::from(entry.clone());
    if let Some(note) = &patch.note {
        draft.note.clone_from(note);
    }
    draft.billable = patch.billable.unwrap_or(draft.billable);
    draft.tags.retain(|tag| !patch.remove_tags.contains(tag) || patch.add_tags.contains(tag));
    draft.tags.extend(patch.add_tags.iter().cloned());
    draft.bookings.retain(|one| !patch.remove_bookings.contains(one) || patch.add_bookings.contains(one));
    draft.bookings.extend(patch.add_bookings.iter().cloned());
    Ok(Entry::try_from(draft)?)
}
