//! The ledger of one verb: what it found, what it wants written, and the check that the result is sound.

use std::slice;

use crate::{Entry, EntryId, Timestamp};

use super::{Change, Changes, Moment, Notice, Refusal, State, Step};

/// Collects what a verb wants to be true afterwards; [`Ledger::close`] turns it into [`Changes`].
///
/// One entry can be set several times: only the last word counts, so a verb may cut an entry twice and still
/// give one `Change` for it.
pub(super) struct Ledger<'a> {
    state: &'a State,
    /// The instant and place the verb is said at.
    pub(super) moment: &'a Moment,
    /// Now, but never before the latest instant of the running entry: a clock set back invents no negative time.
    pub(super) now: Timestamp,
    fresh: slice::Iter<'a, EntryId>,
    after: Vec<(EntryId, Option<Entry>)>,
}

impl<'a> Ledger<'a> {
    pub(super) fn open(state: &'a State, moment: &'a Moment) -> Self {
        let latest = state.running.as_ref().map_or(Timestamp::MIN, |entry| entry.last().start);
        Self { state, moment, now: moment.now.max(latest), fresh: moment.fresh.iter(), after: Vec::new() }
    }

    /// What the verb sees of the world.
    pub(super) fn state(&self) -> &'a State {
        self.state
    }

    /// The running entry as it was found.
    pub(super) fn running(&self) -> Option<&'a Entry> {
        self.state.running.as_ref()
    }

    /// The entry that ended last, as it was found.
    pub(super) fn last(&self) -> Option<&'a Entry> {
        self.state.last.as_ref()
    }

    /// The entry of this name as it was found.
    pub(super) fn find(&self, id: EntryId) -> Result<&'a Entry, Refusal> {
        self.found(id).ok_or(Refusal::UnknownEntry(id))
    }

    /// Every entry that was found, each once.
    pub(super) fn all(&self) -> Vec<&'a Entry> {
        let state = self.state;
        let mut all: Vec<&Entry> = Vec::with_capacity(state.others.len() + 2);
        for entry in state.running.iter().chain(&state.last).chain(&state.others) {
            if !all.iter().any(|seen| seen.id == entry.id) {
                all.push(entry);
            }
        }
        all
    }

    /// The instant a verb means: now, or the one that was named, which may not lie in the future.
    pub(super) fn instant(&self, at: Option<Timestamp>) -> Result<Timestamp, Refusal> {
        match at {
            None => Ok(self.now),
            Some(at) => self.not_future(at, "at"),
        }
    }

    /// The instant itself, unless it lies in the future.
    pub(super) fn not_future(&self, at: Timestamp, field: &'static str) -> Result<Timestamp, Refusal> {
        if at > self.now { Err(Refusal::Future { field }) } else { Ok(at) }
    }

    /// A name for an entry that did not exist.
    pub(super) fn fresh(&mut self) -> Result<EntryId, Refusal> {
        self.fresh.next().copied().ok_or(Refusal::TooMany)
    }

    /// The entry is to be like this.
    pub(super) fn set(&mut self, entry: Entry) {
        self.note(entry.id, Some(entry));
    }

    /// The entry is to be gone.
    pub(super) fn remove(&mut self, id: EntryId) {
        self.note(id, None);
    }

    /// The step, after the last check: at most one entry runs afterwards, and no change changes nothing.
    pub(super) fn close(self, notice: Notice) -> Result<Step, Refusal> {
        let Self { state, after, .. } = self;
        let changes: Changes = after
            .into_iter()
            .map(|(id, after)| Change { id, before: found(state, id).cloned(), after })
            .filter(|change| change.before != change.after)
            .collect();
        checked(state, changes, notice)
    }

    fn found(&self, id: EntryId) -> Option<&'a Entry> {
        found(self.state, id)
    }

    fn note(&mut self, id: EntryId, entry: Option<Entry>) {
        match self.after.iter_mut().find(|(known, _)| *known == id) {
            Some((_, after)) => *after = entry,
            None => self.after.push((id, entry)),
        }
    }
}

/// The step that writes these changes, unless two entries would run after it.
pub(super) fn checked(state: &State, changes: Changes, notice: Notice) -> Result<Step, Refusal> {
    let untouched = state.running.iter().filter(|entry| !changes.iter().any(|change| change.id == entry.id));
    let changed = changes.iter().filter_map(|change| change.after.as_ref());
    if untouched.chain(changed).filter(|entry| entry.is_running()).count() > 1 {
        return Err(Refusal::StillRunning);
    }
    let notice = if changes.is_empty() { Notice::Already } else { notice };
    Ok(Step { changes, notice })
}

fn found(state: &State, id: EntryId) -> Option<&Entry> {
    state.running.iter().chain(&state.last).chain(&state.others).find(|entry| entry.id == id)
}
