//! What a resident shows: plain values, ready for `--json` and for the window.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::event::NoticeKind;

macro_rules! view {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }
    };
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        pub enum $name { $($(#[$vdoc])* $variant,)* }
    };
}

words! {
    /// What the timer does.
    TimerState {
        /// Working.
        Running,
        /// On a break.
        Break,
        /// Running, with undecided time going on.
        Undecided,
        /// Nothing runs.
        Stopped,
    }
}

words! {
    /// What a segment is.
    SegmentKind {
        /// Work.
        Work,
        /// A break.
        Break,
        /// Not decided yet.
        Undecided,
    }
}

words! {
    /// How far an upload has come.
    UploadState {
        /// Waits for its turn.
        Queued,
        /// Being sent.
        InFlight,
        /// The answer was lost; Stint looks before it sends again.
        Unsure,
        /// The tracker holds it.
        Done,
        /// A person must act.
        Stuck,
    }
}

view! {
    /// The timer, today, and the uploads. `status --json`.
    Status {
        /// What the timer does.
        state: TimerState,
        /// The running entry.
        entry: Option<Entry>,
        /// The entry `continue` would go on with.
        last: Option<Entry>,
        /// Today so far, in the machine's zone.
        today: Today,
        /// How many uploads are in which state.
        uploads: UploadCounts,
        /// Now, as the resident sees it.
        now: String,
        /// The revision of this snapshot.
        rev: u32,
    }
}

view! {
    /// Today so far.
    Today {
        /// Work in seconds.
        work_seconds: u32,
        /// Breaks in seconds.
        break_seconds: u32,
        /// Undecided time in seconds.
        undecided_seconds: u32,
    }
}

view! {
    /// Uploads by state.
    UploadCounts {
        /// Queued or being sent.
        waiting: u32,
        /// Being looked for.
        unsure: u32,
        /// Waiting for a person.
        stuck: u32,
        /// Done.
        done: u32,
    }
}

view! {
    /// One entry.
    Entry {
        /// Its id.
        id: String,
        /// The note.
        note: String,
        /// Tags.
        tags: Vec<String>,
        /// Whether it is billable.
        billable: bool,
        /// The IANA zone at its start.
        zone: String,
        /// The first instant.
        start: String,
        /// The first instant after it; null while it runs.
        end: Option<String>,
        /// Work in seconds, up to now while it runs.
        work_seconds: u32,
        /// Breaks in seconds.
        break_seconds: u32,
        /// Undecided time in seconds.
        undecided_seconds: u32,
        /// Its stretches.
        segments: Vec<Segment>,
        /// Where it is booked.
        bookings: Vec<Booking>,
    }
}

view! {
    /// One stretch of an entry.
    Segment {
        /// What it is.
        kind: SegmentKind,
        /// The first instant.
        start: String,
        /// The first instant after it; null while it runs.
        end: Option<String>,
        /// Why it is so.
        cause: String,
    }
}

view! {
    /// One booking of an entry.
    Booking {
        /// `connection:key`.
        target: String,
        /// The connection's name.
        connection: String,
        /// The tracker's monogram, for the tile.
        monogram: String,
        /// The key alone.
        key: String,
        /// The target's title.
        title: String,
        /// Its uploads, one per part.
        uploads: Vec<BookingUpload>,
    }
}

view! {
    /// The upload of one part of a booking.
    BookingUpload {
        /// Its id.
        id: String,
        /// How far it has come.
        state: UploadState,
        /// The tracker's id of the record.
        remote_id: Option<String>,
        /// Why it needs a person, or waits.
        reason: Option<String>,
        /// What helps.
        remedy: Option<String>,
    }
}

view! {
    /// One upload. `uploads --json`.
    Upload {
        /// Its id.
        id: String,
        /// The entry it speaks for.
        entry_id: String,
        /// The note of that entry.
        note: String,
        /// The connection's name.
        connection: String,
        /// `connection:key`.
        target: String,
        /// How far it has come.
        state: UploadState,
        /// The tracker's id of the record.
        remote_id: Option<String>,
        /// How often something was sent since it last was done.
        attempts: u32,
        /// When it is tried next.
        next_try: Option<String>,
        /// Why it needs a person, or waits.
        reason: Option<String>,
        /// What helps.
        remedy: Option<String>,
        /// The time it books, in seconds; null when it removes a record.
        seconds: Option<u32>,
        /// When the booked time began.
        start: Option<String>,
        /// Remote records that could be this upload's, when it is not clear which.
        candidates: Vec<String>,
    }
}

view! {
    /// What a verb did.
    VerbAnswer {
        /// What happened.
        notice: NoticeKind,
        /// Whether anything changed.
        changed: bool,
        /// The timer afterwards.
        status: Status,
        /// The entries it changed, as they are now.
        entries: Vec<Entry>,
    }
}

view! {
    /// Something done before, to do again.
    Suggestion {
        /// The note.
        note: String,
        /// Tags.
        tags: Vec<String>,
        /// Whether it was billable.
        billable: bool,
        /// Targets as `connection:key`.
        on: Vec<String>,
        /// When it was last done.
        last: String,
        /// An entry like it, for `continue`.
        entry_id: Option<String>,
    }
}

view! {
    /// How a typed time or duration is read.
    Reading {
        /// The instant, when it is one.
        at: Option<String>,
        /// The seconds, when it is a duration.
        seconds: Option<u32>,
        /// A second reading people may mean.
        hint: Option<String>,
    }
}

view! {
    /// One change of an entry.
    HistoryRow {
        /// The revision.
        rev: u32,
        /// When.
        at: String,
        /// The verb.
        verb: String,
        /// From where.
        surface: String,
        /// As it was; null = it did not exist.
        before: Option<Entry>,
        /// As it became; null = it was removed.
        after: Option<Entry>,
    }
}

view! {
    /// What one tracker will get of an entry.
    Preview {
        /// `connection:key`.
        target: String,
        /// The tracker's name.
        tracker: String,
        /// The records, in order.
        parts: Vec<PreviewPart>,
        /// Why nothing can be sent.
        blocked: Option<String>,
        /// What helps.
        remedy: Option<String>,
    }
}

view! {
    /// One record a tracker will get.
    PreviewPart {
        /// When it begins.
        start: String,
        /// How long it is, in seconds.
        seconds: u32,
        /// In the tracker's own words: `PT1H30M`, `1:30`.
        shown: String,
        /// Its text.
        text: String,
        /// What differs from the recorded time; empty = exact.
        losses: Vec<String>,
    }
}

view! {
    /// Totals over a range.
    Report {
        /// The first day.
        from: String,
        /// The last day, inclusive.
        to: String,
        /// The rows.
        rows: Vec<ReportRow>,
        /// All work, in seconds.
        work_seconds: u32,
        /// All breaks, in seconds.
        break_seconds: u32,
        /// All undecided time, in seconds.
        undecided_seconds: u32,
    }
}

view! {
    /// One row of a report.
    ReportRow {
        /// The day, target or tag.
        key: String,
        /// Work in seconds.
        work_seconds: u32,
        /// Breaks in seconds.
        break_seconds: u32,
        /// Undecided time in seconds.
        undecided_seconds: u32,
    }
}

view! {
    /// One tracker kind and its form.
    TrackerKind {
        /// As typed: `clockify`.
        kind: String,
        /// As shown.
        name: String,
        /// One or two letters for the tile.
        monogram: String,
        /// A few words under the name.
        hint: String,
        /// Where its service lives.
        default_url: String,
        /// What the secret is called.
        secret_name: String,
        /// Where a person gets it.
        secret_url: String,
        /// What the workspace is called; null = there is none.
        workspace: Option<FormField>,
        /// Further fields.
        fields: Vec<FormField>,
        /// The environment variable for the secret, with `<NAME>` for the connection's name.
        token_env: String,
    }
}

view! {
    /// One field of a tracker's form.
    FormField {
        /// As stored: `org_kind`.
        key: String,
        /// As shown.
        label: String,
        /// A short explanation.
        help: String,
        /// Whether it must be filled in.
        required: bool,
        /// The values to choose from, with labels; empty = free text.
        choices: Vec<Choice>,
    }
}

view! {
    /// One value of a field.
    Choice {
        /// As stored.
        value: String,
        /// As shown.
        label: String,
    }
}

view! {
    /// One connection.
    Tracker {
        /// Its id.
        id: String,
        /// The person's name for it.
        name: String,
        /// The tracker kind.
        kind: String,
        /// The kind as shown.
        kind_name: String,
        /// One or two letters for the tile.
        monogram: String,
        /// The root of the service.
        url: String,
        /// The workspace as given.
        workspace: Option<String>,
        /// Further settings.
        settings: BTreeMap<String, String>,
        /// Who is signed in.
        account: Option<String>,
        /// Whether it works.
        health: Health,
        /// Why it does not, or until when it waits.
        reason: Option<String>,
        /// What helps.
        remedy: Option<String>,
        /// How many targets are kept.
        targets: u32,
        /// When they were fetched.
        refreshed: Option<String>,
        /// Where the secret comes from.
        secret: SecretSource,
        /// How entries are shaped for it.
        policy: crate::Policies,
    }
}

words! {
    /// Whether a connection works.
    Health {
        /// It does.
        Ok,
        /// It waits (quota, outage) and goes on by itself.
        Waiting,
        /// The person must sign in again.
        SignIn,
        /// It was never tested.
        Untested,
    }
}

words! {
    /// Where a secret comes from.
    SecretSource {
        /// The keychain.
        Keychain,
        /// The environment.
        Environment,
        /// Nowhere: it is missing.
        Missing,
    }
}

view! {
    /// What a test of an account found, line by line.
    TrackerCheck {
        /// Whether it can be used.
        ok: bool,
        /// What was tried.
        lines: Vec<CheckLine>,
    }
}

view! {
    /// One thing that was tried.
    CheckLine {
        /// How it went.
        mark: CheckMark,
        /// What it was.
        text: String,
        /// More about it.
        detail: Option<String>,
    }
}

words! {
    /// How a check went.
    CheckMark {
        /// Good.
        Ok,
        /// Good, with something to know.
        Note,
        /// Not good; the text says what helps.
        Bad,
    }
}

view! {
    /// Something that can be booked on.
    Target {
        /// `connection:key`.
        target: String,
        /// The connection's name.
        connection: String,
        /// The tracker's monogram.
        monogram: String,
        /// The key alone.
        key: String,
        /// The title.
        title: String,
        /// What stands above it.
        parent: Option<String>,
        /// Whether it is assigned to the person.
        mine: bool,
    }
}

view! {
    /// All settings, with what the desktop makes of them.
    Settings {
        /// Hotkeys.
        hotkeys: Vec<Hotkey>,
        /// `system`, `light` or `dark`.
        theme: String,
        /// Minutes a window process stays warm after its last window closed, in seconds.
        warm_seconds: u32,
        /// Whether the resident starts with the session.
        autostart: bool,
        /// What the desktop offers.
        desktop: Desktop,
    }
}

view! {
    /// One global hotkey.
    Hotkey {
        /// What it does: `toggle`, `toggle-break`, `show-window`.
        action: String,
        /// The keys as typed: `Ctrl+Alt+Space`; empty = none.
        keys: String,
        /// Whether it works.
        state: HotkeyState,
        /// Why it does not, and what helps.
        reason: Option<String>,
    }
}

words! {
    /// Whether a hotkey works.
    HotkeyState {
        /// It does.
        Active,
        /// Another program has these keys.
        Taken,
        /// No keys are set.
        Unset,
        /// The desktop offers no global hotkeys, or hotkeys are switched off.
        Unavailable,
    }
}

view! {
    /// What the desktop offers a resident.
    Desktop {
        /// Whether the tray icon is shown, or why not.
        tray: Capability,
        /// Whether hotkeys are heard, or why not.
        hotkeys: Capability,
        /// Whether notifications are shown, or why not.
        notifications: Capability,
        /// Whether the keychain can be used, or why not.
        keychain: Capability,
    }
}

view! {
    /// Whether something works here.
    Capability {
        /// Whether it does.
        ok: bool,
        /// The back end, or why not and what helps.
        detail: String,
    }
}

view! {
    /// What runs, where files are, what works. `doctor --json`.
    Doctor {
        /// The version of the resident.
        version: String,
        /// Its process id.
        pid: u32,
        /// Since when it runs.
        since: String,
        /// The data folder.
        data_dir: String,
        /// The database.
        database: String,
        /// What its check said.
        integrity: String,
        /// The log files' folder.
        log_dir: String,
        /// The socket.
        socket: String,
        /// The backups, newest first.
        backups: Vec<String>,
        /// The machine's zone.
        zone: String,
        /// What the desktop offers.
        desktop: Desktop,
        /// The connections.
        trackers: Vec<Tracker>,
        /// Uploads by state.
        uploads: UploadCounts,
        /// When the resident last said that it lives.
        heartbeat: Option<String>,
    }
}

view! {
    /// A backup that was made.
    BackupDone {
        /// Where it is.
        path: String,
        /// How large it is.
        kilobytes: u32,
    }
}

view! {
    /// Entries as a file.
    Exported {
        /// The media type.
        media_type: String,
        /// The content.
        content: String,
        /// How many entries.
        entries: u32,
    }
}

view! {
    /// Who is there.
    Hello {
        /// The protocol the resident speaks.
        protocol: u32,
        /// Its version.
        version: String,
        /// Its process id.
        pid: u32,
        /// The revision.
        rev: u32,
    }
}
