//! What icon, tooltip and menu of the tray say.

use api::language::{Text, singular, text};
use api::say;

use super::{clock, note, quoted, span};

/// The tooltip and menu header while something runs, without today's total.
pub fn running(text: &str, seconds: u32, separator: &str) -> String {
    format!("{}{separator}{}", note(text), clock(seconds))
}

/// Added to it during a break.
pub const ON_BREAK: Text = text("on a break", "Pause", "en pause");
/// Added to it while time is undecided.
pub const UNDECIDED: Text = text("undecided", "ungeklärt", "à décider");
/// The state when nothing runs.
pub const NOTHING_RUNS: Text = text("Nothing runs", "Nichts läuft", "Rien en cours");

/// Today's total.
pub fn today(seconds: u32) -> String {
    let sum = span(seconds);
    say!(en "Today {sum}", de "Heute {sum}", fr "Aujourd’hui {sum}")
}

/// Ends the entry.
pub const STOP: Text = text("Stop", "Stoppen", "Arrêter");
/// Starts the first entry ever.
pub const START: Text = text("Start", "Starten", "Démarrer");
/// Opens a break.
pub const TAKE_A_BREAK: Text = text("Take a break", "Pause machen", "Faire une pause");

/// Goes on with the last entry.
pub fn continue_with(text: &str) -> String {
    let entry = quoted(text);
    say!(en "Continue {entry}", de "{entry} fortsetzen", fr "Reprendre {entry}")
}

/// Ends the break.
pub fn resume(text: &str) -> String {
    let entry = quoted(text);
    say!(en "Resume {entry}", de "{entry} fortsetzen", fr "Reprendre {entry}")
}

/// The submenu of recent entries while something runs.
pub const SWITCH_TO: Text = text("Switch to", "Wechseln zu", "Passer à");
/// The submenu of recent entries while nothing runs.
pub const START_AGAIN: Text = text("Start again", "Wieder starten", "Redémarrer");
/// The submenu that moves the start back.
pub const STARTED_EARLIER: Text = text("Started earlier", "Früher begonnen", "Commencé plus tôt");

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
    say!(en "{minutes} minutes earlier", de "{minutes} Minuten früher", fr "{minutes} minutes plus tôt")
}

/// So long ago.
pub fn ago(minutes: u32) -> String {
    say!(en "{minutes} minutes ago", de "vor {minutes} Minuten", fr "il y a {minutes} minutes")
}

/// Opens the quick entry.
pub const NEW_ENTRY: Text = text("New entry…", "Neuer Eintrag…", "Nouvelle entrée…");

/// Opens the window to decide.
pub fn decide(seconds: u32) -> String {
    let time = span(seconds.max(60));
    say!(en "Decide {time}…", de "{time} klären…", fr "Décider {time}…")
}

/// How the uploads stand.
pub fn uploads(waiting: u32, needing: u32) -> String {
    let waits = (waiting > 0).then(|| {
        let what = if singular(waiting.into()) {
            text("upload waiting", "Upload wartet", "envoi en attente")
        } else {
            text("uploads waiting", "Uploads warten", "envois en attente")
        };
        format!("{waiting} {what}")
    });
    let needs = (needing > 0).then(|| needs_you(needing));
    match (waits, needs) {
        (None, None) => say!(en "All uploaded", de "Alles hochgeladen", fr "Tout est envoyé"),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(waits), Some(needs)) => format!("{needs} · {waits}"),
    }
}

/// So many uploads need a person.
pub(super) fn needs_you(count: u32) -> String {
    let what = if singular(count.into()) {
        text("upload needs you", "Upload zu erledigen", "envoi à traiter")
    } else {
        text("uploads need you", "Uploads zu erledigen", "envois à traiter")
    };
    format!("{count} {what}")
}

/// Opens the window.
pub const SHOW_STINT: Text = text("Show Stint", "Stint zeigen", "Montrer Stint");
/// Opens the settings.
pub const SETTINGS: Text = text("Settings", "Einstellungen", "Réglages");
/// Ends the resident.
pub const QUIT: Text = text("Quit", "Beenden", "Quitter");
