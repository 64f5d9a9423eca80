//! Settings, what the desktop offers, and what `doctor` says.

use serde::{Deserialize, Serialize};

use crate::{Tracker, UploadCounts};

view! {
    /// All settings, with what the desktop makes of them.
    Settings {
        /// Hotkeys.
        hotkeys: Vec<Hotkey>,
        /// `system`, `light` or `dark`.
        theme: String,
        /// `system`, or a language that Stint speaks: `en`, `de`, `fr`.
        language: String,
        /// Minutes a window process stays warm after its last window closed, in seconds.
        warm_seconds: u32,
        /// Whether the mini timer is shown.
        mini_timer: bool,
        /// Where on the screen it was put, as `X,Y`; empty = where it chooses itself.
        mini_place: String,
        /// Whether the resident starts with the session; null = Stint knows no way to on this system.
        autostart: Option<bool>,
        /// Whether single letters are keys in the window.
        letters: bool,
        /// The first day of the week: `system`, `monday`, `saturday` or `sunday`.
        first_day: String,
        /// How times of day are shown: `system`, `24` or `12`.
        clock: String,
        /// How lengths of time are shown: `hm` or `decimal`.
        durations: String,
        /// How long Stint may have been away while a timer ran before that time is undecided, in seconds.
        away_seconds: u32,
        /// How much work a week is to have, in minutes; 0 = no goal.
        goal_week_minutes: u32,
        /// The days of the week the goal is spread over; 1 = Monday.
        goal_days: Vec<u32>,
        /// What the desktop offers.
        desktop: Desktop,
    }
}

view! {
    /// One global hotkey.
    Hotkey {
        /// What it does: `toggle`, `toggle-break`, `quick-entry`, `show-window`.
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
    /// One backup in the folder of backups.
    BackupFile {
        /// Where it is.
        path: String,
        /// When it was made.
        at: String,
        /// How large it is.
        kilobytes: u32,
        /// Why it was made.
        reason: BackupReason,
    }
}

words! {
    /// Why a backup was made.
    BackupReason {
        /// Once a day, when something changed.
        Daily,
        /// Before a newer version changed the file.
        Update,
        /// A person wanted one.
        Person,
        /// Before another backup was put in place.
        Restore,
    }
}

view! {
    /// A backup that is being put in place; the resident starts again with it.
    Restoring {
        /// Where what was there before is kept, as a backup.
        kept: String,
    }
}

view! {
    /// A part of a file of entries; all parts one after the other are the file.
    Exported {
        /// The media type of the file.
        media_type: String,
        /// The content of this part.
        content: String,
        /// How many entries this part holds.
        entries: u32,
        /// Where the next part begins; none after the last one.
        next: Option<String>,
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
