//! `continue`: a new entry with the words of an earlier one; a break in the running one just ends.

use crate::{Entry, EntryId, Kind, NewEntry, Overlap, Timestamp};

use super::{Ledger, Refusal, Step, breaks, start};

/// Goes on with the named entry; without a name with the running one, else with the one that ended last.
pub(super) fn continue_earlier(
    ledger: Ledger<'_>,
    named: Option<EntryId>,
    at: Option<Timestamp>,
) -> Result<Step, Refusal> {
    let earlier = match named {
        Some(id) => ledger.find(id)?,
        None => ledger.running().or_else(|| ledger.last()).ok_or(Refusal::NothingToContinue)?,
    };
    if earlier.is_running() {
        breaks::switch(ledger, at, Kind::Work)
    } else {
        start::start(ledger, words_of(earlier), at, Overlap::Ask)
    }
}

fn words_of(entry: &Entry) -> NewEntry {
    let Entry { note, tags, billable, bookings, .. } = entry;
    NewEntry { note: note.clone(), tags: tags.clone(), billable: *billable, bookings: bookings.clone() }
}
