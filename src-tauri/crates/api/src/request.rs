//! What a client may ask. Times and durations are text as people type them; the resident reads them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One request. On the wire: `{"method": "...", "params": {...}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", content = "params", rename_all = "snake_case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum Request {
    /// Say a verb. Answer: [`crate::VerbAnswer`].
    Verb(VerbRequest),
    /// Answer: [`crate::Status`].
    Status,
    /// Entries that overlap a range, newest first. Answer: `[Entry]`.
    Log {
        /// The first day or instant; default: today.
        from: Option<String>,
        /// The last day (inclusive) or instant; default: `from`'s day, or today.
        to: Option<String>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// One entry. Answer: [`crate::Entry`].
    Entry {
        /// Its id, or a unique beginning of it.
        id: String,
    },
    /// Full-text search, newest first. Answer: `[Entry]`.
    Search {
        /// Words or their beginnings.
        text: String,
        /// At most so many.
        limit: Option<u32>,
    },
    /// What was done before, best first. Answer: `[Suggestion]`.
    Suggest {
        /// What was typed so far.
        text: String,
        /// At most so many.
        limit: Option<u32>,
    },
    /// Distinct entries of late, newest first. Answer: `[Suggestion]`.
    Recent {
        /// At most so many.
        limit: Option<u32>,
    },
    /// How the resident reads a typed time or duration. Answer: [`crate::Reading`].
    Read {
        /// `when` or `duration`.
        what: ReadWhat,
        /// As typed.
        text: String,
    },
    /// What changed in an entry, oldest first. Answer: `[HistoryRow]`.
    History {
        /// Its id.
        id: String,
    },
    /// What each tracker will get of an entry. Answer: `[Preview]`.
    Preview {
        /// Its id.
        id: String,
    },
    /// Totals over a range. Answer: [`crate::Report`].
    Report {
        /// The first day.
        from: String,
        /// The last day, inclusive.
        to: String,
        /// What the rows are.
        by: ReportBy,
    },
    /// All tracker kinds. Answer: `[TrackerKind]`.
    TrackerKinds,
    /// All connections. Answer: `[Tracker]`.
    Trackers,
    /// Test an account without keeping it. Answer: [`crate::TrackerCheck`].
    TrackerCheck(AddTracker),
    /// Test and keep an account. Answer: [`crate::Tracker`].
    TrackerAdd(AddTracker),
    /// Test a kept account. Answer: [`crate::TrackerCheck`].
    TrackerTest {
        /// The connection's name or id.
        name: String,
    },
    /// Replace the secret of a kept account after testing it. Answer: [`crate::TrackerCheck`].
    TrackerSignIn {
        /// The connection's name or id.
        name: String,
        /// The new secret.
        token: String,
    },
    /// Forget an account and its secret. Answer: nothing.
    TrackerRemove {
        /// The connection's name or id.
        name: String,
    },
    /// Fetch targets and rules again. Answer: [`crate::Tracker`].
    TrackerRefresh {
        /// The connection's name or id.
        name: String,
    },
    /// Search the kept targets. Answer: `[Target]`.
    Targets {
        /// Text in key or title; empty = all.
        text: String,
        /// Only of this connection.
        tracker: Option<String>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// Uploads that are not done, then the latest done. Answer: `[Upload]`.
    Uploads,
    /// Try an upload again now (all that need it, without an id). Answer: `[Upload]`.
    UploadRetry {
        /// Its id.
        id: Option<String>,
    },
    /// Say that a remote record is this upload's. Answer: [`crate::Upload`].
    UploadAdopt {
        /// Its id.
        id: String,
        /// The tracker's id of the record; may be left out when only one is in question.
        remote_id: Option<String>,
    },
    /// Give an upload up; what the tracker holds stays as it is. Answer: [`crate::Upload`].
    UploadDrop {
        /// Its id.
        id: String,
    },
    /// Try everything due now, and wait until nothing is under way. Answer: `[Upload]`.
    Sync {
        /// At most so many seconds; 0 = do not wait.
        wait_seconds: Option<u32>,
    },
    /// All settings. Answer: [`crate::Settings`].
    Settings,
    /// Change a setting. Answer: [`crate::Settings`].
    SetSetting {
        /// Its name, as in [`crate::Settings`] (`hotkeys.toggle`).
        key: String,
        /// Its value as text; empty = default.
        value: String,
    },
    /// What runs, where files are, what works. Answer: [`crate::Doctor`].
    Doctor,
    /// Write a verified copy of the database. Answer: [`crate::BackupDone`].
    Backup {
        /// Where to; default: the backup folder.
        path: Option<String>,
    },
    /// Entries as a file. Answer: [`crate::Exported`].
    Export {
        /// `csv`, `json` or `ics`.
        format: String,
        /// The first day.
        from: Option<String>,
        /// The last day, inclusive.
        to: Option<String>,
    },
    /// Ask for the window; a resident with a display opens it. Answer: nothing.
    ShowWindow,
    /// Be told of changes from now on ([`crate::Changed`]). Answer: [`crate::Hello`].
    Subscribe,
    /// Who is there. Answer: [`crate::Hello`].
    Hello {
        /// The protocol the client speaks.
        protocol: u32,
    },
    /// End the resident. Answer: nothing.
    Quit,
}

/// How a typed text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum ReadWhat {
    /// As an instant.
    When,
    /// As a duration.
    Duration,
}

/// What the rows of a report are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum ReportBy {
    /// One row a day.
    Day,
    /// One row a target.
    Target,
    /// One row a tag.
    Tag,
}

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
    /// A new start.
    pub from: Option<String>,
    /// A new end.
    pub to: Option<String>,
    /// A new work time; moves the end, of a running entry the start.
    pub duration: Option<String>,
    /// All breaks as `FROM-TO`, in place of the present ones.
    pub breaks: Option<Vec<String>>,
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

/// An account to test or keep.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AddTracker {
    /// The tracker kind: `clockify`.
    pub kind: String,
    /// The person's name for it.
    pub name: String,
    /// The root of the service; default: the vendor's.
    #[serde(default)]
    pub url: Option<String>,
    /// The workspace, id or name.
    #[serde(default)]
    pub workspace: Option<String>,
    /// Further fields of the form.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
    /// The secret. Goes to the keychain and nowhere else; left out when the environment brings it.
    #[serde(default)]
    pub token: Option<String>,
    /// Rounding and breaks; default: the tracker's.
    #[serde(default)]
    pub policy: Option<Policies>,
}

impl std::fmt::Debug for AddTracker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AddTracker")
            .field("kind", &self.kind)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// How entries are shaped for a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Policies {
    /// `gap`, `entry` or `subtract`.
    pub breaks: String,
    /// `nearest`, `up` or `down`.
    pub rounding: String,
}
