//! What a client may ask. Times and durations are text as people type them; the resident reads them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{EditFields, ImportDates, ImportFormat, VerbRequest};

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
        /// The last day, inclusive; default: today.
        to: Option<String>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// Whole days from one on, back or forward, until they hold entries enough. Answer: [`crate::Days`].
    Days {
        /// The day to begin with, inclusive.
        day: String,
        /// Later days instead of earlier ones.
        later: bool,
        /// So many entries are enough.
        enough: Option<u32>,
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
    /// What each tracker would get if this edit were saved; nothing is written. Answer: `[Preview]`.
    PreviewEdit {
        /// Its id.
        id: String,
        /// What changes; times are read as the verb reads them.
        fields: EditFields,
    },
    /// The entry as it would be if this edit were saved; nothing is written. Answer: [`crate::Entry`].
    EditedEntry {
        /// Its id.
        id: String,
        /// What changes; times are read as the verb reads them.
        fields: EditFields,
    },
    /// What links propose beside these targets. Answer: `[Proposal]`.
    Proposals {
        /// Targets as `connection:key`.
        on: Vec<String>,
    },
    /// All links, families first; a learned one that its family says anyway is left out. Answer: `[Link]`.
    Links,
    /// Set a link by hand, in place of another one from there to the same connection. Answer: [`crate::Link`].
    LinkAdd {
        /// `connection:key`, or a family: `plane:PROJ-*`.
        from: String,
        /// What it proposes: `connection:key` of another connection.
        to: String,
    },
    /// Forget a link, with those of single targets that say the same. Answer: `[Link]`, those forgotten.
    LinkForget {
        /// As [`crate::Link::from`] names it.
        from: String,
        /// As [`crate::Link::to`] names it; left out = all from there.
        to: Option<String>,
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
    /// Begin to sign in to a new account in the browser, which the resident opens. The token is left out. Answer:
    /// [`crate::BrowserSignIn`].
    BrowserSignIn(AddTracker),
    /// Begin to sign in to a kept account again. Answer: [`crate::BrowserSignIn`].
    BrowserSignInAgain {
        /// The connection's name or id.
        name: String,
    },
    /// Wait for the browser, then test and keep the account; takes minutes. Answer: [`crate::Tracker`].
    BrowserSignInFinish {
        /// As [`crate::BrowserSignIn::id`] says.
        id: String,
    },
    /// Give a sign-in up. Answer: nothing.
    BrowserSignInCancel {
        /// As [`crate::BrowserSignIn::id`] says.
        id: String,
    },
    /// Forget an account and its secret. Answer: nothing.
    TrackerRemove {
        /// The connection's name or id.
        name: String,
    },
    /// Change how entries are shaped for an account from now on. Answer: [`crate::Tracker`].
    TrackerShape {
        /// The connection's name or id.
        name: String,
        /// A field of its kind's form: `breaks` or `round`.
        key: String,
        /// One of the field's choices; empty = the tracker's own.
        value: String,
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
    /// Uploads that are not done, those that need a person first, then the latest done; of very many only the first
    /// of each kind. Answer: `[Upload]`.
    Uploads,
    /// Try an upload again now (all that need it, without an id). Answer: `[Upload]`.
    UploadRetry {
        /// Its id.
        id: Option<String>,
        /// With an id: also those of the same connection that wait for the same reason.
        #[serde(default)]
        alike: bool,
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
    /// Choose between ours and theirs for a record that somebody changed or removed there. Answer:
    /// [`crate::UploadChosen`].
    UploadChoose {
        /// The upload's id.
        id: String,
        /// Which.
        choice: UploadChoice,
    },
    /// Send nothing more to a connection until told otherwise. Answer: `[UploadProgress]`.
    UploadsPause {
        /// The connection's name or id; left out = all.
        tracker: Option<String>,
    },
    /// Send again. Answer: `[UploadProgress]`.
    UploadsResume {
        /// The connection's name or id; left out = all.
        tracker: Option<String>,
    },
    /// How far the uploads of each connection are. Answer: `[UploadProgress]`.
    UploadsProgress,
    /// Try everything due now, read back what was uploaded lately, and wait until nothing is under way. Answer:
    /// `[Upload]`.
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
    /// The backups in the folder of backups, newest first. Answer: `[BackupFile]`.
    Backups,
    /// Check a backup, keep the present data as another one, and start again with the backup in its place. Answer:
    /// [`crate::Restoring`]; then the resident is away for a moment.
    Restore {
        /// The backup.
        path: String,
    },
    /// Entries as a file, part by part. Answer: [`crate::Exported`].
    Export {
        /// `csv`, `json` or `ics`.
        format: String,
        /// The first day.
        from: Option<String>,
        /// The last day, inclusive.
        to: Option<String>,
        /// What the part before says as [`crate::Exported::next`]; left out for the first. The days are those of the
        /// first part then, whatever is said here.
        #[serde(default)]
        after: Option<String>,
    },
    /// What importing a file would do; nothing is written. Answer: [`crate::ImportCheck`].
    ImportCheck(ImportFile),
    /// Import a file as it was shown, in one step that an undo takes back. Answer: [`crate::ImportDone`].
    ImportApply {
        /// The file, as it was checked.
        file: ImportFile,
        /// As [`crate::ImportCheck::token`] says; another outcome than the one shown is refused.
        token: String,
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

/// A file that another time tracker exported, and how it is to be read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportFile {
    /// Its text; at most [`crate::wire::IMPORT_MAX`] bytes.
    pub content: String,
    /// Whose export it is; found out when left out.
    #[serde(default)]
    pub format: Option<ImportFormat>,
    /// The IANA zone its clock times belong to; default: the machine's.
    #[serde(default)]
    pub zone: Option<String>,
    /// Whether days or months come first; found out when left out, if the file shows it.
    #[serde(default)]
    pub dates: Option<ImportDates>,
    /// Only the rows of this person.
    #[serde(default)]
    pub person: Option<String>,
}

impl std::fmt::Debug for ImportFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportFile").field("bytes", &self.content.len()).finish_non_exhaustive()
    }
}

/// What a person chooses when somebody changed or removed a record there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum UploadChoice {
    /// Send ours over theirs, or make it anew.
    Mine,
    /// The entry takes what the tracker holds; removed there, it is not booked there any more.
    Theirs,
    /// Leave both as they are; neither follows the other any more.
    Both,
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
