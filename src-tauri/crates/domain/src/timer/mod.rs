//! The timer: `step(state, verb, moment)` says what a verb changes. Pure; the store writes what it says.

mod add;
mod away;
mod breaks;
mod continue_earlier;
mod cut;
mod decide;
mod delete;
mod duplicate;
mod edit;
mod edit_many;
mod import;
mod ledger;
mod merge;
mod overlap;
mod recover;
mod resize;
mod set_back;
mod shift;
mod split;
mod start;
mod stop;
#[cfg(test)]
pub(crate) mod tests;
mod undo;

use chrono_tz::Tz;
use thiserror::Error;

use crate::{Entry, EntryError, EntryId, Kind, Timestamp, Verb};

pub(crate) use edit::worked_from_start;
use ledger::Ledger;
use overlap::Span;

/// What the verb needs to see of the world. The engine loads just these.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State {
    /// The one running entry.
    pub running: Option<Entry>,
    /// The finished entry that ended last, for `continue` and `toggle`.
    pub last: Option<Entry>,
    /// Entries the verb names, and finished entries that overlap the times it names. No particular order.
    pub others: Vec<Entry>,
    /// The change an `undo` would take back.
    pub undo: Option<Changes>,
    /// The change a `redo` would do again.
    pub redo: Option<Changes>,
}

/// When and where a verb is said. Fresh ids are arguments, because randomness is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moment {
    /// Now.
    pub now: Timestamp,
    /// The zone of the machine now; new entries keep it.
    pub zone: Tz,
    /// Ids for entries the verb may make; no verb makes more.
    pub fresh: [EntryId; FRESH],
}

/// How many entries one verb may make at most.
pub const FRESH: usize = 8;

/// One entry before and after a verb. `None` = it did not exist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Which entry.
    pub id: EntryId,
    /// As it was.
    pub before: Option<Entry>,
    /// As it is to be.
    pub after: Option<Entry>,
}

/// All entries one verb changes; at most one `Change` per entry, none that changes nothing.
pub type Changes = Vec<Change>;

/// What a verb did, for the words shown to the person.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Notice {
    /// A new entry runs.
    Started,
    /// A new entry runs and the one before ended there.
    Switched,
    /// A break began.
    OnBreak,
    /// Work goes on.
    Resumed,
    /// The entry ended.
    Stopped,
    /// The running entry was thrown away (it stays in the history), or had no length.
    Discarded,
    /// An entry was added.
    Added,
    /// An entry was changed.
    Edited,
    /// An entry was shifted as a whole.
    Moved,
    /// An entry was cut in two.
    Split,
    /// Entries became one.
    Merged,
    /// Entries were removed.
    Deleted,
    /// Undecided time was decided.
    Decided,
    /// Time nobody watched became undecided.
    Recovered,
    /// Entries of a file were kept.
    Imported,
    /// A change was taken back.
    Undone,
    /// A change was done again.
    Redone,
    /// It was so already; nothing changed.
    Already,
}

/// What a verb does: the changes to write, and the word for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What to write, in one transaction.
    pub changes: Changes,
    /// What to say.
    pub notice: Notice,
}

/// Why a verb changes nothing.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Refusal {
    /// The verb needs a running entry.
    #[error("nothing is running")]
    NothingRunning,
    /// There is no earlier entry to go on with.
    #[error("there is no earlier entry")]
    NothingToContinue,
    /// There is nothing to take back.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// There is nothing to do again.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// No entry has this id.
    #[error("no entry {0}")]
    UnknownEntry(EntryId),
    /// The instant lies in the future.
    #[error("{field} lies in the future")]
    Future {
        /// The field that names it (`at`, `start`, `end`).
        field: &'static str,
    },
    /// The instant lies before the earliest one that is possible here.
    #[error("{field} must be later than {earliest}")]
    TooEarly {
        /// The field that names it.
        field: &'static str,
        /// The instant it must lie after.
        earliest: Timestamp,
    },
    /// The end is not after the start.
    #[error("the end is not after the start")]
    EndBeforeStart,
    /// The instant does not lie inside the entry.
    #[error("{field} does not lie inside the entry")]
    Outside {
        /// The field that names it.
        field: &'static str,
    },
    /// No two segments touch there.
    #[error("no border lies at {at}")]
    NoBorder {
        /// The instant that was named.
        at: Timestamp,
    },
    /// The border cannot leave the two segments it lies between.
    #[error("the border must stay between {after} and {before:?}")]
    Beyond {
        /// Where the segment before it starts.
        after: Timestamp,
        /// Where the segment after it ends; `None` = it goes on.
        before: Option<Timestamp>,
    },
    /// A break does not lie inside the entry, or two breaks overlap.
    #[error("a break lies outside the entry or overlaps another")]
    Break,
    /// The times overlap other entries, and nobody said what to do about it.
    #[error("the times overlap other entries")]
    Overlaps {
        /// The others.
        with: Vec<EntryId>,
    },
    /// More entries would be cut than one verb may make.
    #[error("the times overlap too many entries")]
    TooMany,
    /// Merging needs at least two entries.
    #[error("merging needs two entries or more")]
    MergeNeedsTwo,
    /// The work time asked for is not longer than zero.
    #[error("the work time must be longer than zero")]
    NoWork,
    /// Two fields of an edit say different things about the same times.
    #[error("{first} and {second} cannot be changed together")]
    Contradiction {
        /// The one field.
        first: &'static str,
        /// The other field.
        second: &'static str,
    },
    /// A running entry cannot take part in this, or two entries would run.
    #[error("the entry still runs")]
    StillRunning,
    /// No undecided time lies there.
    #[error("no undecided time there")]
    NothingUndecided,
    /// The entry would not be well-formed.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// One of several entries does not take it, so none is changed.
    #[error("entry {entry}: {why}")]
    InEntry {
        /// Which one.
        entry: EntryId,
        /// Why.
        why: Box<Refusal>,
    },
}

impl Refusal {
    /// The refusal of one of several entries.
    fn in_entry(entry: EntryId, why: Self) -> Self {
        Self::InEntry { entry, why: Box::new(why) }
    }
}

/// Says what a verb changes. Changes nothing itself; a refusal means that nothing is to change.
pub fn step(state: &State, verb: &Verb, moment: &Moment) -> Result<Step, Refusal> {
    let ledger = Ledger::open(state, moment);
    match verb.clone() {
        Verb::Start { new, at, overlap } => start::start(ledger, new, at, overlap),
        Verb::Break { at } => breaks::switch(ledger, at, Kind::Break),
        Verb::Resume { at } => breaks::switch(ledger, at, Kind::Work),
        Verb::Stop { at } => stop::stop(ledger, at),
        Verb::Toggle { at } => stop::toggle(ledger, at),
        Verb::ToggleBreak { at } => breaks::toggle(ledger, at),
        Verb::Continue { entry, at } => continue_earlier::continue_earlier(ledger, entry, at),
        Verb::Discard => stop::discard(ledger),
        Verb::Add { new, start, end, breaks, overlap } => {
            add::add(ledger, new, Span { start, end }, &breaks, overlap)
        }
        Verb::Edit { entry, patch, overlap } => edit::edit(ledger, entry, patch, overlap),
        Verb::Move { entry, start, overlap } => shift::shift(ledger, entry, start, overlap),
        Verb::Resize { entry, border, at, overlap } => resize::resize(ledger, entry, border, at, overlap),
        Verb::Split { entry, at } => split::split(ledger, entry, at),
        Verb::Merge { entries } => merge::merge(ledger, &entries),
        Verb::EditMany { entries, patch } => edit_many::edit_many(ledger, &entries, &patch),
        Verb::Duplicate { copies } => duplicate::duplicate(ledger, &copies),
        Verb::Delete { entries } => delete::delete(ledger, &entries),
        Verb::Decide { entry, at, resolution } => decide::decide(ledger, entry, at, resolution),
        Verb::Recover { seen, threshold_millis } => recover::recover(ledger, seen, threshold_millis),
        Verb::Away { entry, from, to, cause } => away::away(ledger, entry, from, to, cause),
        Verb::SetBack { by_millis } => set_back::set_back(ledger, by_millis),
        Verb::Import { entries } => import::import(&ledger, entries),
        Verb::Undo => undo::undo(state),
        Verb::Redo => undo::redo(state),
    }
}
