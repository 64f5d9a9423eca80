//! What is said about backups: one that was not written, and one that is not put in place.

use crate::language::{Text, text};
use crate::{ApiError, Code, say};

/// A path that depends on where one is.
pub fn relative_path() -> ApiError {
    let message =
        text("The path is not absolute.", "Der Pfad ist nicht absolut.", "Le chemin n’est pas absolu.");
    ApiError::new(Code::BadInput, message).field("path").remedy(text(
        "Give it from the root on.",
        "Von der Wurzel an angeben.",
        "Le donner depuis la racine.",
    ))
}

/// A backup could not be made.
pub fn unwritten(detail: &str) -> ApiError {
    let message = say!(
        en "The backup was not written ({detail}).",
        de "Die Sicherung wurde nicht geschrieben ({detail}).",
        fr "La sauvegarde n’a pas été écrite ({detail})."
    );
    ApiError::new(Code::Storage, message).field("path").remedy(text(
        "Choose a folder that exists and can be written.",
        "Einen Ordner wählen, den es gibt und der schreibbar ist.",
        "Choisir un dossier qui existe et qui soit modifiable.",
    ))
}

/// A backup that did not pass its check. Nothing was changed.
pub fn unsound(detail: &str) -> ApiError {
    let message = say!(
        en "That backup did not pass its check ({detail}), so nothing was changed.",
        de "Diese Sicherung hat die Prüfung nicht bestanden ({detail}), darum wurde nichts geändert.",
        fr "Cette sauvegarde n’a pas passé la vérification ({detail})\u{202f}; rien n’a donc été changé."
    );
    ApiError::new(Code::BadInput, message).field("path").remedy(text(
        "Choose another backup.",
        "Eine andere Sicherung wählen.",
        "Choisir une autre sauvegarde.",
    ))
}

/// Why a file did not pass its check: it is of another program.
pub const FOREIGN: Text =
    text("it is no backup of Stint", "sie ist keine von Stint", "elle n’est pas de Stint");

/// Why a file did not pass its check: this program is older than it.
pub const NEWER: Text = text(
    "it was made by a newer version of Stint",
    "sie stammt von einer neueren Version von Stint",
    "elle vient d’une version plus récente de Stint",
);

/// A backup that cannot be read. Nothing was changed.
pub fn unread(path: &str) -> ApiError {
    let message = say!(
        en "{path} could not be read, so nothing was changed.",
        de "{path} ließ sich nicht lesen, darum wurde nichts geändert.",
        fr "{path} n’a pas pu être lu\u{202f}; rien n’a donc été changé."
    );
    ApiError::new(Code::BadInput, message).field("path").remedy(text(
        "Choose a backup of Stint that is still there.",
        "Eine Sicherung von Stint wählen, die noch da ist.",
        "Choisir une sauvegarde de Stint qui existe encore.",
    ))
}
