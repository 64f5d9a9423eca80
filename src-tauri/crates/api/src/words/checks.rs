//! What the check of an account says, line by line, and what a keychain did not do.

use crate::language::{Text, singular, text};
use crate::say;

/// Who we are there.
pub fn signed_in_as(name: &str) -> String {
    say!(en "Signed in as {name}", de "Angemeldet als {name}", fr "Connecté comme {name}")
}

/// How many targets there are.
pub fn targets_found(count: usize) -> String {
    let what = if singular(count as u64) {
        text("target found", "Ziel gefunden", "cible trouvée")
    } else {
        text("targets found", "Ziele gefunden", "cibles trouvées")
    };
    format!("{count} {what}")
}

/// How many of them are the person's own.
pub fn assigned_to_you(count: usize) -> String {
    say!(
        en "{count} assigned to you",
        de "davon {count} zugewiesen",
        fr "dont {count} à ce compte"
    )
}

/// There are more than are kept: what, and what that means.
pub const CUT: (Text, Text) = (
    text(
        "There are more targets than Stint keeps",
        "Es gibt mehr Ziele, als Stint behält",
        "Il y a plus de cibles que Stint n’en garde",
    ),
    text(
        "any other is found by its key",
        "jedes andere findet sich über seinen Schlüssel",
        "toute autre se trouve par sa clé",
    ),
);

/// Only live timers: what, and what that means.
pub const LIVE_ONLY: (Text, Text) = (
    text(
        "The workspace takes only live timers",
        "Der Arbeitsbereich nimmt nur laufende Uhren",
        "L’espace ne prend que des chronomètres en cours",
    ),
    text(
        "finished entries are refused there",
        "fertige Einträge werden dort abgelehnt",
        "les entrées terminées y sont refusées",
    ),
);

/// What every entry needs there, by the name of the field.
pub fn every_entry_needs(field: &str) -> String {
    let what = super::missing::noun(field);
    say!(
        en "Every entry needs {what} there",
        de "Jeder Eintrag braucht dort {what}",
        fr "Chaque entrée y demande {what}"
    )
}

/// What that means.
pub const ASKED_IN_TIME: Text =
    text("Stint asks for it in time", "Stint fragt rechtzeitig danach", "Stint le demande à temps");

/// What stands for the name of a secret where it is not known.
pub const THE_TOKEN: Text = text("The token", "Der Token", "le jeton");

/// The keychain had nothing to give; a beginning of a sentence, as the next three.
pub const KEYCHAIN_EMPTY: Text = text(
    "The keychain gave no token",
    "Der Schlüsselbund gab keinen Token heraus",
    "Le trousseau n’a pas donné de jeton",
);
/// The keychain is locked.
pub const KEYCHAIN_LOCKED: Text =
    text("The keychain is locked", "Der Schlüsselbund ist gesperrt", "Le trousseau est verrouillé");
/// There is none.
pub const KEYCHAIN_MISSING: Text = text(
    "There is no keychain on this desktop",
    "Auf diesem Desktop gibt es keinen Schlüsselbund",
    "Il n’y a pas de trousseau sur ce bureau",
);
/// It does not answer.
pub const KEYCHAIN_SILENT: Text =
    text("The keychain does not answer", "Der Schlüsselbund antwortet nicht", "Le trousseau ne répond pas");
