//! The model: the same rules without a file, a network or a crash. What the engine keeps must equal it.

use std::collections::BTreeMap;

use domain::timer::{Change, Changes, FRESH, Moment, State, step};
use domain::{Entry, EntryId, Timestamp, Totals, Verb};

/// Entries, and what can be taken back and done again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Model {
    entries: BTreeMap<EntryId, Entry>,
    done: Vec<Changes>,
    undone: Vec<Changes>,
}

impl Model {
    /// Every entry, the latest start first.
    pub(crate) fn entries(&self) -> Vec<&Entry> {
        let mut all: Vec<&Entry> = self.entries.values().collect();
        all.sort_by_key(|entry| (std::cmp::Reverse(entry.start()), entry.id));
        all
    }

    /// The entry that runs.
    pub(crate) fn running(&self) -> Option<&Entry> {
        self.entries.values().find(|entry| entry.is_running())
    }

    /// Whether these are its entries, in any order.
    pub(crate) fn holds(&self, entries: &[Entry]) -> bool {
        entries.len() == self.entries.len()
            && entries.iter().all(|entry| self.entries.get(&entry.id) == Some(entry))
    }

    /// What a file holds and the model does not, and the other way round.
    pub(crate) fn differences(&self, entries: &[Entry]) -> String {
        let only_kept = entries.iter().filter(|entry| self.entries.get(&entry.id) != Some(entry));
        let only_here = self.entries.values().filter(|entry| !entries.contains(entry));
        let (kept, here): (Vec<_>, Vec<_>) = (only_kept.collect(), only_here.collect());
        format!("only in the file: {kept:#?}\nonly in the model: {here:#?}")
    }

    /// The model after a verb; None when the verb is refused.
    pub(crate) fn after(&self, verb: &Verb, now: Timestamp, fresh: [EntryId; FRESH]) -> Option<Self> {
        let running = self.running().cloned();
        let finished = || self.entries.values().filter(|entry| !entry.is_running());
        let state = State {
            running,
            last: finished().max_by_key(|entry| (entry.end(), entry.id)).cloned(),
            others: self.entries().into_iter().filter(|entry| !entry.is_running()).cloned().collect(),
            undo: self.done.last().cloned(),
            redo: self.undone.last().cloned(),
        };
        let moment = Moment { now, zone: chrono_tz::Europe::Berlin, fresh };
        let changes = step(&state, verb, &moment).ok()?.changes;
        let mut after = self.clone();
        if changes.is_empty() {
            return Some(after);
        }
        changes.iter().for_each(|change| after.take(change));
        match verb {
            Verb::Undo => after.undone.extend(after.done.pop()),
            Verb::Redo => after.done.extend(after.undone.pop()),
            _ => {
                after.done.push(changes);
                after.undone.clear();
            }
        }
        Some(after)
    }

    fn take(&mut self, change: &Change) {
        match &change.after {
            Some(entry) => self.entries.insert(change.id, entry.clone()),
            None => self.entries.remove(&change.id),
        };
    }

    /// How much of all entries is what.
    pub(crate) fn totals(&self, now: Timestamp) -> Totals {
        self.entries.values().fold(Totals::default(), |sum, entry| {
            let own = entry.totals(now);
            Totals {
                work: sum.work + own.work,
                rest: sum.rest + own.rest,
                undecided: sum.undecided + own.undecided,
            }
        })
    }
}
