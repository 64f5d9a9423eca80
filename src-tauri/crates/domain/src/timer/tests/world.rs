//! A world in memory: it keeps entries and history, says verbs to the timer, and writes what the timer says.

use std::collections::BTreeMap;

use chrono_tz::{Europe::Berlin, Tz};
use uuid::Uuid;

use crate::timer::{Changes, FRESH, Moment, Refusal, State, Step, step};
use crate::{Entry, EntryId, Kind, NewEntry, Overlap, Timestamp, Verb};

/// 20 November 2026, 08:00 UTC.
const BASE: i64 = 1_795_161_600_000;

/// So many minutes after the base.
pub(crate) fn t(minutes: i64) -> Timestamp {
    Timestamp::from_millis(BASE + minutes * 60_000)
}

/// Entries, what can be undone and redone, and the clock.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) entries: BTreeMap<EntryId, Entry>,
    pub(crate) undo: Vec<Changes>,
    pub(crate) redo: Vec<Changes>,
    pub(crate) now: Timestamp,
    pub(crate) zone: Tz,
    ids: u128,
}

impl World {
    pub(crate) fn new() -> Self {
        Self { entries: BTreeMap::new(), undo: Vec::new(), redo: Vec::new(), now: t(0), zone: Berlin, ids: 0 }
    }

    /// The timer's view of the world.
    pub(crate) fn state(&self) -> State {
        let finished = || self.entries.values().filter(|entry| !entry.is_running());
        State {
            running: self.running().cloned(),
            last: finished().max_by_key(|entry| entry.end()).cloned(),
            others: finished().cloned().collect(),
            undo: self.undo.last().cloned(),
            redo: self.redo.last().cloned(),
        }
    }

    /// Says a verb and writes what it changes.
    pub(crate) fn say(&mut self, verb: &Verb) -> Result<Step, Refusal> {
        let fresh = std::array::from_fn::<_, FRESH, _>(|place| {
            EntryId::new(Uuid::from_u128(self.ids + 1 + u128::try_from(place).unwrap()))
        });
        let moment = Moment { now: self.now, zone: self.zone, fresh };
        let said = step(&self.state(), verb, &moment)?;
        self.ids += u128::try_from(FRESH).unwrap();
        self.write(&said.changes);
        if !said.changes.is_empty() {
            match verb {
                Verb::Undo => self.redo.extend(self.undo.pop()),
                Verb::Redo => self.undo.extend(self.redo.pop()),
                _ => {
                    self.undo.push(said.changes.clone());
                    self.redo.clear();
                }
            }
        }
        Ok(said)
    }

    /// A name nobody has yet.
    pub(crate) fn fresh_name(&mut self) -> EntryId {
        self.ids += 1;
        EntryId::new(Uuid::from_u128(self.ids))
    }

    /// Sets the clock and says a verb.
    pub(crate) fn at(&mut self, minutes: i64, verb: &Verb) -> Result<Step, Refusal> {
        self.now = t(minutes);
        self.say(verb)
    }

    pub(crate) fn running(&self) -> Option<&Entry> {
        self.entries.values().find(|entry| entry.is_running())
    }

    /// The only entry there is.
    pub(crate) fn only(&self) -> &Entry {
        assert_eq!(self.entries.len(), 1, "{:#?}", self.entries);
        self.entries.values().next().unwrap()
    }

    /// All entries as `note: kind start-end …` in minutes, in the order of their starts.
    pub(crate) fn told(&self) -> Vec<String> {
        let mut entries: Vec<&Entry> = self.entries.values().collect();
        entries.sort_by_key(|entry| (entry.start(), entry.id));
        entries.into_iter().map(told).collect()
    }

    /// Every change must start from what is there, and each entry may change once only.
    fn write(&mut self, changes: &Changes) {
        for (place, change) in changes.iter().enumerate() {
            assert_eq!(
                change.before.as_ref(),
                self.entries.get(&change.id),
                "a change starts from what is there"
            );
            assert_ne!(change.before, change.after, "a change changes something");
            assert!(changes[..place].iter().all(|other| other.id != change.id), "one change per entry");
        }
        for change in changes {
            match &change.after {
                Some(entry) => self.entries.insert(change.id, entry.clone()),
                None => self.entries.remove(&change.id),
            };
        }
    }
}

fn told(entry: &Entry) -> String {
    let minutes = |at: Timestamp| (at.millis() - BASE) / 60_000;
    let segments = entry.segments().iter().map(|segment| {
        let kind = match segment.kind {
            Kind::Work => "work",
            Kind::Break => "break",
            Kind::Undecided => "undecided",
        };
        let end = segment.end.map_or(String::new(), |end| minutes(end).to_string());
        format!(" {kind} {}-{end}", minutes(segment.start))
    });
    format!("{}:{}", entry.note, segments.collect::<String>())
}

/// A new entry of this note.
pub(crate) fn new(note: &str) -> NewEntry {
    NewEntry { note: note.into(), ..NewEntry::default() }
}

/// `start NOTE` now.
pub(crate) fn start(note: &str) -> Verb {
    Verb::Start { new: new(note), at: None, overlap: Overlap::Ask }
}

/// `start NOTE --at` minutes.
pub(crate) fn start_at(note: &str, minutes: i64, overlap: Overlap) -> Verb {
    Verb::Start { new: new(note), at: Some(t(minutes)), overlap }
}

/// `add NOTE --from --to`.
pub(crate) fn add(note: &str, from: i64, to: i64, overlap: Overlap) -> Verb {
    Verb::Add { new: new(note), start: t(from), end: t(to), breaks: Vec::new(), overlap }
}
