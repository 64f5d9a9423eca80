//! The verbs: everything a person can say to the timer, already parsed and resolved.

use serde::{Deserialize, Serialize};

use crate::{Booking, Cause, Entry, EntryId, Segment, Timestamp};

/// One thing said to the timer. `at: None` means now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verb {
    /// Start a new entry; while one runs this is a switch: the old entry ends where the new one starts.
    Start {
        /// What the new entry says.
        new: NewEntry,
        /// The first instant, if not now.
        at: Option<Timestamp>,
        /// What to do when finished entries overlap a start in the past.
        overlap: Overlap,
    },
    /// Open a break segment in the running entry.
    Break {
        /// When it began, if not now.
        at: Option<Timestamp>,
    },
    /// Open the next work segment after a break.
    Resume {
        /// When it began, if not now.
        at: Option<Timestamp>,
    },
    /// End the running entry.
    Stop {
        /// When it ended, if not now.
        at: Option<Timestamp>,
    },
    /// Stop what runs, or continue the last entry; where there is none, start one without a note.
    Toggle {
        /// When, if not now.
        at: Option<Timestamp>,
    },
    /// Break while working; resume on a break or in undecided time; refused when nothing runs.
    ToggleBreak {
        /// When, if not now.
        at: Option<Timestamp>,
    },
    /// Start a new entry like an earlier one (the last one when not named).
    Continue {
        /// Which one to go on with.
        entry: Option<EntryId>,
        /// When, if not now.
        at: Option<Timestamp>,
    },
    /// Throw the running entry away; it stays in the history and can be undone.
    Discard,
    /// Add a finished entry.
    Add {
        /// What it says.
        new: NewEntry,
        /// Its first instant.
        start: Timestamp,
        /// The first instant after it.
        end: Timestamp,
        /// Breaks inside, as `(start, end)`; they may not overlap each other.
        breaks: Vec<(Timestamp, Timestamp)>,
        /// What to do when entries overlap.
        overlap: Overlap,
    },
    /// Change an entry.
    Edit {
        /// Which one.
        entry: EntryId,
        /// What changes.
        patch: EditPatch,
        /// What to do when entries overlap the new times.
        overlap: Overlap,
    },
    /// Shift an entry with all its segments, each by the same time, so that it starts at an instant.
    Move {
        /// Which one.
        entry: EntryId,
        /// Its first instant afterwards; said twice, the second time changes nothing.
        start: Timestamp,
        /// What to do when entries overlap the new times.
        overlap: Overlap,
    },
    /// Set one border of an entry.
    Resize {
        /// Which one.
        entry: EntryId,
        /// Which border.
        border: Border,
        /// Where it goes.
        at: Timestamp,
        /// What to do when entries overlap the new times.
        overlap: Overlap,
    },
    /// Cut an entry in two at an instant; both halves keep note, tags and bookings.
    Split {
        /// Which one.
        entry: EntryId,
        /// Where.
        at: Timestamp,
    },
    /// Make one entry of several; the time between them becomes breaks, overlaps are not counted twice.
    Merge {
        /// Which ones; the first in time keeps its id, note and bookings.
        entries: Vec<EntryId>,
    },
    /// Remove entries; they stay in the history and can be undone.
    Delete {
        /// Which ones.
        entries: Vec<EntryId>,
    },
    /// The same change to the words of several entries; refused as a whole when one of them does not take it.
    EditMany {
        /// Which ones.
        entries: Vec<EntryId>,
        /// What changes.
        patch: ManyPatch,
    },
    /// Finished entries once more: same words, same times.
    Duplicate {
        /// Each with the name of its copy, because fresh ids are arguments.
        copies: Vec<(EntryId, EntryId)>,
    },
    /// Decide undecided time of an entry.
    Decide {
        /// Which entry.
        entry: EntryId,
        /// An instant inside the undecided segment, or `None` for all of the entry's undecided time.
        at: Option<Timestamp>,
        /// What it was.
        resolution: Resolution,
    },
    /// Said by the engine at start: nobody watched from `seen` to now.
    Recover {
        /// The last heartbeat.
        seen: Timestamp,
        /// Gaps shorter than this melt back into what was going on, milliseconds.
        threshold_millis: i64,
    },
    /// Said by the engine: nobody was there. Work of this entry in that time becomes undecided.
    Away {
        /// The entry that ran when the absence began, whether it still runs or not.
        entry: EntryId,
        /// When it began.
        from: Timestamp,
        /// When somebody came back, and work goes on; `None` = nobody has yet.
        to: Option<Timestamp>,
        /// How it was seen.
        cause: Cause,
    },
    /// Said by the engine: the clock was set back. The running entry, and what would come to lie upon others, moves
    /// earlier by as much; load the entries of the last day or two.
    SetBack {
        /// By how much, milliseconds; nothing happens unless it is longer than zero.
        by_millis: i64,
    },
    /// Keep entries of a file as they are: finished, booked nowhere, beside whatever they overlap.
    Import {
        /// The entries, each with an id of its own.
        entries: Vec<Entry>,
    },
    /// Take the last change back.
    Undo,
    /// Do it again after an undo.
    Redo,
}

/// What a new entry says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NewEntry {
    /// The note.
    pub note: String,
    /// Tags; order is kept, repeats are dropped.
    pub tags: Vec<String>,
    /// Whether it is billable.
    pub billable: bool,
    /// Where it is to be booked.
    pub bookings: Vec<Booking>,
}

/// What an edit changes; `None` leaves a field as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EditPatch {
    /// The note.
    pub note: Option<String>,
    /// All tags.
    pub tags: Option<Vec<String>>,
    /// The billable mark.
    pub billable: Option<bool>,
    /// All bookings.
    pub bookings: Option<Vec<Booking>>,
    /// The first instant. Later: segments before it fall away; earlier: the first segment grows.
    pub start: Option<Timestamp>,
    /// The first instant after the entry; ends a running one.
    pub end: Option<Timestamp>,
    /// Work time wanted in milliseconds: moves the end; on a running entry the start.
    pub work_millis: Option<i64>,
    /// All segments, in place of the present ones (gapless, ordered; validated). `start`, `end` and `work_millis`
    /// then speak about these.
    pub segments: Option<Vec<Segment>>,
}

/// A border of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Border {
    /// The first instant. Later: segments before it fall away; earlier: the first segment grows.
    Start,
    /// The first instant after the entry. Earlier: segments after it fall away; later: the last one grows.
    End,
    /// Where two segments touch, by the instant it lies at now. It stays between the two.
    Between(Timestamp),
}

/// What one change does to the words of several entries; what is not named stays as it is in each.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ManyPatch {
    /// The note of all.
    pub note: Option<String>,
    /// The billable mark of all.
    pub billable: Option<bool>,
    /// Tags each of them gets.
    pub add_tags: Vec<String>,
    /// Tags each of them loses.
    pub remove_tags: Vec<String>,
    /// Where each is to be booked too.
    pub add_bookings: Vec<Booking>,
    /// Where none is to be booked any more.
    pub remove_bookings: Vec<Booking>,
}

/// What to do when new times cover time of other entries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlap {
    /// Refuse, naming the entries, so that the person can choose.
    #[default]
    Ask,
    /// Shorten the others so that they touch (one covered wholly is removed; of one around the new times the part
    /// before them stays, and if it runs, the part after them too). All of it stays in the history.
    Trim,
    /// Cut a covering entry in two around the new times; shorten the rest.
    Split,
    /// Keep both.
    Keep,
}

/// What undecided time was.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// It was work.
    Work,
    /// It was a break.
    Break,
    /// It belongs to nothing: cut it out (in the middle this makes two entries).
    Cut,
}
