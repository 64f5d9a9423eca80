//! What is said of the programs and files of Stint.

use api::language::{Text, text};
use api::{ApiError, Code, say};

const INSTALL_AGAIN: Text = text("Install Stint again.", "Stint neu installieren.", "Réinstaller Stint.");

/// The service's program is not there.
pub(crate) fn no_service(name: &str) -> ApiError {
    let message = say!(
        en "{name} is missing beside stint.",
        de "{name} fehlt neben stint.",
        fr "{name} manque à côté de stint."
    );
    ApiError::new(Code::Resident, message).remedy(INSTALL_AGAIN)
}

/// The service's program did not start.
pub(crate) fn service_not_started(path: &str, detail: &str) -> ApiError {
    let message = say!(
        en "{path} could not be started ({detail}).",
        de "{path} ließ sich nicht starten ({detail}).",
        fr "{path} n’a pas pu être lancé ({detail})."
    );
    ApiError::new(Code::Resident, message).remedy(INSTALL_AGAIN)
}

/// The window's program did not start.
pub(crate) fn window_not_started(detail: &str) -> ApiError {
    let message = say!(
        en "The window program could not be started ({detail}).",
        de "Das Programm des Fensters ließ sich nicht starten ({detail}).",
        fr "Le programme de la fenêtre n’a pas pu être lancé ({detail})."
    );
    ApiError::new(Code::NotFound, message).remedy(text(
        "Install stint-app beside stint.",
        "stint-app neben stint installieren.",
        "Installer stint-app à côté de stint.",
    ))
}

pub(crate) const NO_RESIDENT: Text =
    text("No resident runs.", "Es läuft kein Hintergrunddienst.", "Aucun processus de fond ne tourne.");

pub(crate) const RESIDENT_ENDS: Text = text(
    "The resident ends. A running entry stays open.",
    "Der Hintergrunddienst wird beendet. Ein laufender Eintrag bleibt offen.",
    "Le processus de fond s’arrête. Une entrée en cours reste ouverte.",
);

/// A backup was made.
pub(crate) fn backed_up(path: &str, kilobytes: u32) -> String {
    say!(
        en "Written to {path} ({kilobytes} kB), and checked.",
        de "Geschrieben nach {path} ({kilobytes} kB) und geprüft.",
        fr "Écrit dans {path} ({kilobytes} ko) et vérifié."
    )
}

/// A setting that has no meaning on this machine.
pub(crate) const NOT_HERE: Text = text("not here", "nicht hier", "pas ici");
