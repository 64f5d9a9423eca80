//! The verbs as they go over the wire. Times and durations are text as people type them.

use serde::{Deserialize, Serialize};

use crate::SegmentKind;

/// Where a verb comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum Surface {
    /// The window.
    Window,
    /// The tray icon or its menu.
    Tray,
    /// A global hotkey.
    Hotkey,
    /// A button on a notification.
    Notification,
    /// The command line.
    Cli,
    /// A `stint://` link.
    Link,
    /// The resident itself.
    System,
}

/// A verb and where it comes from. Texts are as typed; see the `WHEN` and `DURATION` forms in the README.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "kebab-case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum VerbRequest {
    /// Start, or switch while something runs.
    Start {
        /// What the entry says.
        #[serde(flatten)]
        fields: EntryFields,
        /// When, if not now.
        at: Option<String>,
        /// What to do about overlaps.
        overlap: Option<OverlapChoice>,
    },
    /// Open a break.
    Break {
        /// When, if not now.
        at: Option<String>,
    },
    /// End the break.
    Resume {
        /// When, if not now.
        at: Option<String>,
    },
    /// End the entry.
    Stop {
        /// When, if not now.
        at: Option<String>,
    },
    /// Stop, or continue the last entry.
    Toggle {
        /// When, if not now.
        at: Option<String>,
    },
    /// Break or resume.
    ToggleBreak {
        /// When, if not now.
        at: Option<String>,
    },
    /// Start a new entry like an earlier one.
    Continue {
        /// Which one; default: the last.
        id: Option<String>,
        /// When, if not now.
        at: Option<String>,
    },
    /// Throw the running entry away.
    Discard,
    /// Add a finished entry.
    Add {
        /// What the entry says.
        #[serde(flatten)]
        fields: EntryFields,
        /// When it began.
        from: String,
        /// When it ended.
        to: Option<String>,
        /// Or how long it was, from start to end.
        duration: Option<String>,
        /// Breaks inside, as `FROM-TO`.
        #[serde(default)]
        breaks: Vec<String>,
        /// What to do about overlaps.
        overlap: Option<OverlapChoice>,
    },
    /// Change an entry; what is left out stays.
    Edit {
        /// Which one.
        id: String,
        /// What changes.
        #[serde(flatten)]
        fields: EditFields,
        /// What to do about overlaps.
        overlap: Option<OverlapChoice>,
    },
    /// Shift an entry with all its parts by one amount of time.
    Move {
        /// Which one.
        id: String,
        /// How far: `-15m`, `1h`; or `to`.
        by: Option<String>,
        /// When it is to begin.
        to: Option<String>,
        /// What to do about overlaps.
        overlap: Option<OverlapChoice>,
    },
    /// Set one border of an entry.
    Resize {
        /// Which one.
        id: String,
        /// Which border.
        border: BorderName,
        /// Where a border between two parts lies now.
        from: Option<String>,
        /// Where it goes.
        at: String,
        /// What to do about overlaps.
        overlap: Option<OverlapChoice>,
    },
    /// Cut an entry in two.
    Split {
        /// Which one.
        id: String,
        /// Where.
        at: String,
    },
    /// Make one entry of several.
    Merge {
        /// Which ones.
        ids: Vec<String>,
    },
    /// Remove entries.
    Delete {
        /// Which ones.
        ids: Vec<String>,
    },
    /// The same change to several entries, all of them or none.
    EditMany {
        /// Which ones.
        ids: Vec<String>,
        /// What changes.
        #[serde(flatten)]
        fields: ManyFields,
    },
    /// Finished entries once more, with the same times.
    Duplicate {
        /// Which ones.
        ids: Vec<String>,
    },
    /// Decide undecided time.
    Decide {
        /// Of which entry.
        id: String,
        /// An instant inside the segment; default: all of it.
        at: Option<String>,
        /// What it was.
        #[serde(rename = "as")]
        decision: UndecidedAs,
    },
    /// Take changes back.
    Undo {
        /// How many; default 1.
        count: Option<u32>,
    },
    /// Do them again.
    Redo {
        /// How many; default 1.
        count: Option<u32>,
    },
}

/// What a new entry says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EntryFields {
    /// The note.
    pub note: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Whether it is billable.
    pub billable: bool,
    /// Targets as `connection:key`.
    pub on: Vec<String>,
    /// Leave links alone: book it on these targets only, and learn nothing from them.
    pub no_links: bool,
    /// Targets that links propose and that are not wanted here; a link refused often enough is forgotten.
    pub declined: Vec<String>,
}

/// What changes in an entry; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EditFields {
    /// The note.
    pub note: Option<String>,
    /// All tags.
    pub tags: Option<Vec<String>>,
    /// The billable mark.
    pub billable: Option<bool>,
    /// All targets as `connection:key`.
    pub on: Option<Vec<String>>,
    /// Targets that links proposed while editing and that were not wanted.
    pub declined: Vec<String>,
    /// A new start.
    pub from: Option<String>,
    /// A new end.
    pub to: Option<String>,
    /// A new work time; moves the end, of a running entry the start.
    pub duration: Option<String>,
    /// All breaks as `FROM-TO`, in place of the present ones.
    pub breaks: Option<Vec<String>>,
    /// All parts, in place of the present ones, one after the other. `from`, `to` and `duration` then speak about
    /// these.
    pub parts: Option<Vec<PartFields>>,
}

/// One part of an entry as it is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PartFields {
    /// What it is.
    pub kind: SegmentKind,
    /// When it begins.
    pub from: String,
    /// When it ends; left out of the last part of a running entry.
    pub to: Option<String>,
}

/// A border of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum BorderName {
    /// Its start.
    Start,
    /// Its end.
    End,
    /// Where two of its parts touch.
    Between,
}

/// What changes in several entries; what is left out stays as it is in each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ManyFields {
    /// The note of all.
    pub note: Option<String>,
    /// The billable mark of all.
    pub billable: Option<bool>,
    /// Tags that each gets.
    pub add_tags: Vec<String>,
    /// Tags that each loses.
    pub remove_tags: Vec<String>,
    /// Targets that each is booked on too.
    pub add_on: Vec<String>,
    /// Targets that none is booked on any more.
    pub remove_on: Vec<String>,
}

/// What to do about overlaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum OverlapChoice {
    /// Shorten the others.
    Trim,
    /// Cut the others around the new times.
    Split,
    /// Keep both.
    Keep,
}

/// What undecided time was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum UndecidedAs {
    /// Work.
    Work,
    /// A break.
    Break,
    /// Nothing: cut it out.
    Cut,
}
