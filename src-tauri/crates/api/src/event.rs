//! What a resident tells its clients without being asked: that something changed, never what.

use serde::{Deserialize, Serialize};

/// Something changed. A client asks again for the topics it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Changed {
    /// The revision after the change; a snapshot with this `rev` or a later one holds it.
    pub rev: u32,
    /// What it was about.
    pub topics: Vec<Topic>,
    /// What to say to the person, if anything.
    pub notice: Option<Notice>,
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum Topic {
    /// The running entry.
    Timer,
    /// Finished entries.
    Entries,
    /// Uploads and their states.
    Uploads,
    /// Connections and their targets.
    Trackers,
    /// Settings.
    Settings,
    /// Somebody asked for the window.
    Window,
    /// What the desktop offers (tray, hotkeys) changed.
    Desktop,
}

/// A sentence for the person about what a verb did, with what helps afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Notice {
    /// What happened.
    pub kind: NoticeKind,
    /// Where the verb came from.
    pub surface: crate::Surface,
    /// The note of the entry it is about.
    pub note: String,
    /// The work time of the entry so far, in seconds.
    pub work_seconds: u32,
    /// The entry it is about.
    pub entry_id: Option<String>,
}

/// What happened, for the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum NoticeKind {
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
    /// The entry was thrown away.
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
    /// An upload needs a person.
    UploadNeedsYou,
    /// An account must be signed in to again.
    SignInAgain,
}
