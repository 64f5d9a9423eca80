//! Every text a person reads outside the window, in one place, ready to be translated.
//!
//! Short, plain, without blame; what happened first, then what helps.

use crate::window::WindowError;

/// The product.
pub const NAME: &str = "Stint";

const NBSP: char = '\u{a0}';
/// A note longer than this is cut in menus and titles, where it would push everything else out.
const NOTE_MAX: usize = 40;

// --- numbers -------------------------------------------------------------------------------------------------

/// Hours and minutes as in rows: `1:34`.
pub fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 3600, seconds / 60 % 60)
}

/// Hours and minutes as in sentences: `4 h 49 min`.
pub fn span(seconds: u32) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    match (hours, minutes) {
        (0, _) => format!("{minutes}{NBSP}min"),
        (_, 0) => format!("{hours}{NBSP}h"),
        _ => format!("{hours}{NBSP}h{NBSP}{minutes}{NBSP}min"),
    }
}

/// A note in one short line.
pub fn note(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(NOTE_MAX) {
        None if line.is_empty() => "Without a note".to_owned(),
        None => line,
        Some((cut, _)) => format!("{}…", line[..cut].trim_end()),
    }
}

/// A note inside a sentence: `“Login flow review”`.
fn quoted(text: &str) -> String {
    if text.trim().is_empty() {
        "the entry without a note".to_owned()
    } else {
        format!("“{}”", note(text))
    }
}

// --- tray ----------------------------------------------------------------------------------------------------

/// The tooltip and menu header while something runs, without today's total.
pub fn running(text: &str, seconds: u32, separator: &str) -> String {
    format!("{}{separator}{}", note(text), clock(seconds))
}

/// Added to it during a break.
pub const ON_BREAK: &str = "on a break";
/// Added to it while time is undecided.
pub const UNDECIDED: &str = "undecided";
/// The state when nothing runs.
pub const NOTHING_RUNS: &str = "Nothing runs";

/// Today's total.
pub fn today(seconds: u32) -> String {
    format!("Today {}", span(seconds))
}

/// Ends the entry.
pub const STOP: &str = "Stop";
/// Starts the first entry ever.
pub const START: &str = "Start";
/// Opens a break.
pub const TAKE_A_BREAK: &str = "Take a break";

/// Goes on with the last entry.
pub fn continue_with(text: &str) -> String {
    format!("Continue {}", quoted(text))
}

/// Ends the break.
pub fn resume(text: &str) -> String {
    format!("Resume {}", quoted(text))
}

/// The submenu of recent entries while something runs.
pub const SWITCH_TO: &str = "Switch to";
/// The submenu of recent entries while nothing runs.
pub const START_AGAIN: &str = "Start again";
/// The submenu that moves the start back.
pub const STARTED_EARLIER: &str = "Started earlier";

/// A recent entry: what it was and where it was booked.
pub fn recent(text: &str, on: &[String]) -> String {
    match on {
        [] => note(text),
        [first] => format!("{} · {first}", note(text)),
        [first, rest @ ..] => format!("{} · {first} +{}", note(text), rest.len()),
    }
}

/// So much earlier than recorded.
pub fn earlier(minutes: u32) -> String {
    format!("{minutes} minutes earlier")
}

/// So long ago.
pub fn ago(minutes: u32) -> String {
    format!("{minutes} minutes ago")
}

/// Opens the quick entry.
pub const NEW_ENTRY: &str = "New entry…";

/// Opens the window to decide.
pub fn decide(seconds: u32) -> String {
    format!("Decide {}…", span(seconds.max(60)))
}

/// How the uploads stand.
pub fn uploads(waiting: u32, needing: u32) -> String {
    let waits = match waiting {
        0 => None,
        1 => Some("1 upload waiting".to_owned()),
        many => Some(format!("{many} uploads waiting")),
    };
    let needs = match needing {
        0 => None,
        1 => Some("1 upload needs you".to_owned()),
        many => Some(format!("{many} uploads need you")),
    };
    match (waits, needs) {
        (None, None) => "All uploaded".to_owned(),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(waits), Some(needs)) => format!("{needs} · {waits}"),
    }
}

/// Opens the window.
pub const SHOW_STINT: &str = "Show Stint";
/// Opens the settings.
pub const SETTINGS: &str = "Settings";
/// Ends the resident.
pub const QUIT: &str = "Quit";

// --- notifications -------------------------------------------------------------------------------------------

/// Takes it back.
pub const UNDO: &str = "Undo";
/// Ends the break.
pub const RESUME: &str = "Resume";
/// Opens what it is about.
pub const SHOW: &str = "Show";
/// Opens the account.
pub const SIGN_IN: &str = "Sign in";
/// Shortens the entries in the way.
pub const TRIM: &str = "Shorten the other";
/// What helps when times overlap.
pub const OVERLAP_HELP: &str =
    "Nothing is changed yet. Shorten the other entry, or choose the times in the window.";

/// The entry ended.
pub fn stopped(text: &str, seconds: u32) -> String {
    format!("Stopped {}, {}", quoted(text), clock(seconds))
}
/// A new entry runs.
pub fn started(text: &str) -> String {
    format!("Started {}", quoted(text))
}
/// A new entry runs in place of another.
pub fn switched(text: &str) -> String {
    format!("Switched to {}", quoted(text))
}
/// Work goes on.
pub fn resumed(text: &str, seconds: u32) -> String {
    format!("Back to {}, {}", quoted(text), clock(seconds))
}
/// A break began.
pub const BREAK_STARTED: &str = "On a break";
/// What the break interrupts.
pub fn break_of(text: &str, seconds: u32) -> String {
    format!("{}, {} so far", quoted(text), clock(seconds))
}
/// The entry was thrown away.
pub fn discarded(text: &str) -> String {
    format!("Threw {} away", quoted(text))
}
/// The entry was changed.
pub fn edited(text: &str, seconds: u32) -> String {
    format!("Changed {}, now {}", quoted(text), clock(seconds))
}
/// A change was taken back.
pub const TAKEN_BACK: &str = "Taken back";
/// What is so again after a change was taken back.
pub fn taken_back(text: &str, seconds: u32) -> String {
    format!("{} is as it was before, {}", capitalised(&quoted(text)), clock(seconds))
}
/// Time nobody watched.
pub const UNWATCHED: &str = "Some time is undecided";
/// What to do about it.
pub fn unwatched(text: &str) -> String {
    format!("Stint was not running for a part of {}. Say what it was when it suits you.", quoted(text))
}
/// An upload needs a person.
pub fn upload_needs_you(text: &str) -> String {
    format!("The upload of {} needs you", quoted(text))
}
/// Several uploads need a person.
pub fn uploads_need_you(count: u32) -> String {
    format!("{count} uploads need you")
}
/// An account must be signed in to again.
pub const SIGN_IN_AGAIN: &str = "Sign in again";
/// Which accounts, and that nothing is lost.
pub fn sign_in_again(accounts: &str) -> String {
    format!("{accounts}: the key is no longer taken. The uploads wait until then.")
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The window's program is not there.
pub const WINDOW_MISSING: &str = "The window did not open";
/// What helps then.
pub fn window_missing_help(error: &WindowError) -> String {
    match error {
        WindowError::Missing(path) => {
            format!("{} is not there. Install it beside “stint”; the timer runs on.", path.display())
        }
        WindowError::NotStarted(path, cause) => {
            format!("The system did not start {}: {cause}. The timer runs on.", path.display())
        }
    }
}
/// The window's program ended by itself.
pub const WINDOW_ENDED: &str = "The window closed unexpectedly";
/// What helps then.
pub const WINDOW_ENDED_HELP: &str = "The timer runs on. Open the window again; “stint doctor” names the log.";

// --- what the desktop offers ---------------------------------------------------------------------------------

/// Nothing is known yet.
pub const NOT_YET: &str = "Not looked at yet.";
/// There is no session bus.
pub const NO_BUS: &str = "There is no session bus here. It is used again as soon as there is one.";
/// The tray icon is shown.
pub const TRAY_SHOWN: &str = "Shown in the panel (StatusNotifierItem).";
/// The tray icon waits for a panel.
pub const TRAY_NO_PANEL: &str = "No panel here shows tray icons. On GNOME install the extension “AppIndicator and KStatusNotifierItem Support”; the icon appears by itself. Hotkeys and “stint” do the same until then.";
/// What the entry among the programs that start with the session says.
pub const AUTOSTART_COMMENT: &str = "The time tracker's icon and hotkeys";
/// The tray was switched off.
pub const TRAY_OFF: &str = "Switched off with --no-tray.";
/// The bus refused the icon.
pub const TRAY_REFUSED: &str =
    "The session bus did not take the icon. It is tried again when the bus restarts.";
/// Notifications are shown.
pub const NOTIFICATIONS_SHOWN: &str = "Shown by the desktop (org.freedesktop.Notifications).";
/// Nobody shows notifications.
pub const NOTIFICATIONS_NONE: &str =
    "No program here shows notifications. Install one, for example “dunst”; it is used by itself.";
/// Notifications were switched off.
pub const NOTIFICATIONS_OFF: &str = "Switched off.";
/// There is a keychain.
pub const KEYCHAIN_THERE: &str = "The desktop's keychain (org.freedesktop.secrets).";
/// There is none.
pub const KEYCHAIN_NONE: &str =
    "There is no keychain here. Install one, for example “gnome-keyring”, or set STINT_TOKEN_<NAME>.";

/// Hotkeys are heard.
pub const HOTKEYS_HEARD: &str = "Heard on the X server.";
/// Hotkeys are heard by the host program.
pub const HOTKEYS_HEARD_OUTSIDE: &str = "Heard by the window system.";
/// Hotkeys were switched off.
pub const HOTKEYS_OFF: &str = "Switched off with --no-hotkeys.";
/// Wayland.
pub const HOTKEYS_WAYLAND: &str = "Wayland lets programs hear no keys of their own choice. Bind “stint toggle” and “stint toggle-break” to keys in the desktop's keyboard settings.";
/// No display at all.
pub const HOTKEYS_NO_DISPLAY: &str =
    "There is no display here. “stint toggle” and “stint toggle-break” do the same from a terminal.";

/// The X server cannot be reached.
pub fn hotkeys_gone(why: &str) -> String {
    format!("The X server does not answer ({why}). Stint tries again by itself.")
}

/// Another program has the keys.
pub fn hotkey_taken(keys: &str, free: Option<&str>) -> String {
    match free {
        Some(free) => format!("Another program has {keys}. {free} is free."),
        None => format!("Another program has {keys}. Choose other keys in Settings."),
    }
}

/// Two actions want the same keys.
pub fn hotkey_twice(keys: &str) -> String {
    format!("{keys} already does something else in Stint. Choose other keys in Settings.")
}

/// This keyboard has no such key.
pub fn hotkey_no_key(keys: &str) -> String {
    format!("This keyboard has no key for {keys}. Choose other keys in Settings.")
}

/// An action this version does not know.
pub fn hotkey_unknown(action: &str) -> String {
    format!("This version of Stint does not know “{action}”.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_in_the_window() {
        assert_eq!(clock(0), "0:00");
        assert_eq!(clock(5_099), "1:24");
        assert_eq!(span(17_340), "4\u{a0}h\u{a0}49\u{a0}min");
        assert_eq!(span(7_200), "2\u{a0}h");
        assert_eq!(span(59), "0\u{a0}min");
    }

    #[test]
    fn a_long_note_is_cut_at_a_letter_and_a_missing_one_is_named() {
        assert_eq!(note("  Login\nflow  review "), "Login flow review");
        assert_eq!(note(""), "Without a note");
        let long = "é".repeat(60);
        assert_eq!(note(&long).chars().count(), NOTE_MAX + 1);
        assert!(note(&long).ends_with('…'));
    }

    #[test]
    fn what_needs_a_person_comes_first() {
        assert_eq!(uploads(0, 0), "All uploaded");
        assert_eq!(uploads(3, 0), "3 uploads waiting");
        assert_eq!(uploads(1, 1), "1 upload needs you · 1 upload waiting");
    }

    #[test]
    fn no_text_blames() {
        let texts = [TRAY_NO_PANEL, NO_BUS, NOTIFICATIONS_NONE, KEYCHAIN_NONE, HOTKEYS_WAYLAND, WINDOW_ENDED];
        for text in texts {
            let lower = text.to_lowercase();
            assert!(
                !["failed", "invalid", "oops", "error"].iter().any(|word| lower.contains(word)),
                "{text}"
            );
        }
    }
}
