//! What notifications say, and their buttons.

use api::language::{Text, text};
use api::say;

use super::tray::needs_you;
use super::{clock, quoted};
use crate::window::WindowError;

/// Takes it back.
pub const UNDO: Text = text("Undo", "Rückgängig", "Annuler");
/// Ends the break.
pub const RESUME: Text = text("Resume", "Fortsetzen", "Reprendre");
/// Opens what it is about.
pub const SHOW: Text = text("Show", "Zeigen", "Voir");
/// Opens the account.
pub const SIGN_IN: Text = text("Sign in", "Anmelden", "Se connecter");
/// Shortens the entries in the way.
pub const TRIM: Text = text("Shorten the other", "Den anderen kürzen", "Raccourcir l’autre");
/// What helps when times overlap.
pub const OVERLAP_HELP: Text = text(
    "Nothing is changed yet. Shorten the other entry, or choose the times in the window.",
    "Noch ist nichts geändert. Den anderen Eintrag kürzen oder die Zeiten im Fenster wählen.",
    "Rien n’est encore changé. Raccourcir l’autre entrée ou choisir les heures dans la fenêtre.",
);

/// The entry ended.
pub fn stopped(text: &str, seconds: u32) -> String {
    let (entry, time) = (quoted(text), clock(seconds));
    say!(en "Stopped {entry}, {time}", de "{entry} gestoppt, {time}", fr "Arrêté\u{a0}: {entry}, {time}")
}

/// A new entry runs.
pub fn started(text: &str) -> String {
    let entry = quoted(text);
    say!(en "Started {entry}", de "{entry} gestartet", fr "Démarré\u{a0}: {entry}")
}

/// A new entry runs in place of another.
pub fn switched(text: &str) -> String {
    let entry = quoted(text);
    say!(en "Switched to {entry}", de "Gewechselt zu {entry}", fr "Maintenant\u{a0}: {entry}")
}

/// Work goes on.
pub fn resumed(text: &str, seconds: u32) -> String {
    let (entry, time) = (quoted(text), clock(seconds));
    say!(en "Back to {entry}, {time}", de "Weiter mit {entry}, {time}", fr "Reprise\u{a0}: {entry}, {time}")
}

/// A break began.
pub const BREAK_STARTED: Text = text("On a break", "Pause begonnen", "En pause");

/// What the break interrupts.
pub fn break_of(text: &str, seconds: u32) -> String {
    let (entry, time) = (quoted(text), clock(seconds));
    say!(en "{entry}, {time} so far", de "{entry}, bisher {time}", fr "{entry}, {time} jusqu’ici")
}

/// The entry was thrown away.
pub fn discarded(text: &str) -> String {
    let entry = quoted(text);
    say!(en "Threw {entry} away", de "{entry} verworfen", fr "Abandonné\u{a0}: {entry}")
}

/// The entry was changed.
pub fn edited(text: &str, seconds: u32) -> String {
    let (entry, time) = (quoted(text), clock(seconds));
    say!(
        en "Changed {entry}, now {time}",
        de "{entry} geändert, jetzt {time}",
        fr "Modifié\u{a0}: {entry}, maintenant {time}"
    )
}

/// A change was taken back.
pub const TAKEN_BACK: Text = text("Taken back", "Rückgängig gemacht", "Annulé");

/// What is so again after a change was taken back.
pub fn taken_back(text: &str, seconds: u32) -> String {
    let (entry, time) = (capitalised(&quoted(text)), clock(seconds));
    say!(
        en "{entry} is as it was before, {time}",
        de "{entry} ist wieder wie zuvor, {time}",
        fr "{entry}, de nouveau comme avant, {time}"
    )
}

/// Time nobody watched.
pub const UNWATCHED: Text =
    text("Some time is undecided", "Etwas Zeit ist ungeklärt", "Un temps reste à décider");

/// What to do about it.
pub fn unwatched(text: &str) -> String {
    let entry = quoted(text);
    say!(
        en "Stint was not running for a part of {entry}. Say what it was when it suits you.",
        de "Stint lief während eines Teils von {entry} nicht. Was das war, lässt sich jederzeit klären.",
        fr "Stint ne tournait pas pendant une partie de {entry}. À décider quand ce sera le moment."
    )
}

/// An upload needs a person.
pub fn upload_needs_you(text: &str) -> String {
    let entry = quoted(text);
    say!(
        en "The upload of {entry} needs you",
        de "Upload von {entry} zu erledigen",
        fr "Envoi de {entry} à traiter"
    )
}

/// Several uploads need a person.
pub fn uploads_need_you(count: u32) -> String {
    needs_you(count)
}

/// An account must be signed in to again.
pub const SIGN_IN_AGAIN: Text = text("Sign in again", "Neu anmelden", "Se reconnecter");

/// Which accounts, and that nothing is lost.
pub fn sign_in_again(accounts: &str) -> String {
    say!(
        en "{accounts}: the key is no longer taken. The uploads wait until then.",
        de "{accounts}: Der Zugang gilt nicht mehr. Die Uploads warten so lange.",
        fr "{accounts}\u{a0}: l’accès n’est plus accepté. Les envois attendent jusque-là."
    )
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The window's program is not there.
pub const WINDOW_MISSING: Text =
    text("The window did not open", "Das Fenster ließ sich nicht öffnen", "La fenêtre ne s’est pas ouverte");

/// What helps then.
pub fn window_missing_help(error: &WindowError) -> String {
    match error {
        WindowError::Missing(path) => {
            let path = path.display();
            say!(
                en "{path} is not there. Install it beside “stint”; the timer runs on.",
                de "{path} ist nicht da. Neben „stint“ installieren; die Uhr läuft weiter.",
                fr "{path} est absent. L’installer à côté de «\u{a0}stint\u{a0}»\u{202f}; le temps continue."
            )
        }
        WindowError::NotStarted(path, cause) => {
            let path = path.display();
            say!(
                en "The system did not start {path}: {cause}. The timer runs on.",
                de "Das System hat {path} nicht gestartet: {cause}. Die Uhr läuft weiter.",
                fr "Le système n’a pas lancé {path}\u{a0}: {cause}. Le temps continue."
            )
        }
    }
}

/// The window's program ended by itself.
pub const WINDOW_ENDED: Text = text(
    "The window closed unexpectedly",
    "Das Fenster hat sich unerwartet geschlossen",
    "La fenêtre s’est fermée d’elle-même",
);

/// What helps then.
pub const WINDOW_ENDED_HELP: Text = text(
    "The timer runs on. Open the window again; “stint doctor” names the log.",
    "Die Uhr läuft weiter. Das Fenster neu öffnen; „stint doctor“ nennt das Protokoll.",
    "Le temps continue. Rouvrir la fenêtre\u{202f}; «\u{a0}stint doctor\u{a0}» nomme le journal.",
);
