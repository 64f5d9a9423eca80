//! What the programs say on a terminal: that one cannot begin, and what the service's own program does.

use crate::language::{Text, text};
use crate::{ApiError, Code, say};

/// The program could not begin; the system says why.
pub fn cannot_start(detail: &str) -> String {
    say!(
        en "The program could not start ({detail}).",
        de "Das Programm ließ sich nicht starten ({detail}).",
        fr "Le programme n’a pas pu démarrer ({detail})."
    )
}

/// There is no place for the data.
pub fn no_home() -> ApiError {
    let message = text(
        "There is no home directory to keep the data in.",
        "Es gibt kein Benutzerverzeichnis für die Daten.",
        "Il n’y a pas de dossier personnel pour les données.",
    );
    ApiError::new(Code::BadInput, message).field("data-dir").remedy(text(
        "Give one with --data-dir, or set HOME.",
        "Mit --data-dir eines angeben oder HOME setzen.",
        "En donner un avec --data-dir ou définir HOME.",
    ))
}

/// The service could not become itself once more.
pub fn not_again(detail: &str) -> String {
    say!(
        en "The service could not start again ({detail}).",
        de "Der Hintergrunddienst ließ sich nicht neu starten ({detail}).",
        fr "Le processus de fond n’a pas pu redémarrer ({detail})."
    )
}

/// The service runs in the foreground.
pub const RUNS: Text = text(
    "The Stint resident runs. End it with “stint quit”.",
    "Der Hintergrunddienst von Stint läuft. „stint quit“ beendet ihn.",
    "Le processus de fond de Stint tourne. «\u{a0}stint quit\u{a0}» l’arrête.",
);

/// Another one has the folder.
pub fn runs_already(folder: &str) -> String {
    say!(
        en "A resident runs already for {folder}.",
        de "Für {folder} läuft schon ein Hintergrunddienst.",
        fr "Un processus de fond tourne déjà pour {folder}."
    )
}

/// Another one has the folder, and says nothing.
pub fn other_silent() -> ApiError {
    let message = text(
        "Another resident holds the data folder, but does not answer.",
        "Ein anderer Hintergrunddienst hält den Datenordner, antwortet aber nicht.",
        "Un autre processus de fond tient le dossier des données, mais ne répond pas.",
    );
    ApiError::new(Code::Resident, message).remedy(text(
        "End it with “stint quit”, or by its process id in “stint doctor”.",
        "Mit „stint quit“ beenden, oder mit der Prozessnummer aus „stint doctor“.",
        "L’arrêter avec «\u{a0}stint quit\u{a0}», ou par le numéro de processus de «\u{a0}stint doctor\u{a0}».",
    ))
}

/// The data folder cannot be used.
pub fn folder_unwritable(folder: &str, detail: &str) -> ApiError {
    let message = say!(
        en "{folder} cannot be written ({detail}).",
        de "{folder} ist nicht beschreibbar ({detail}).",
        fr "{folder} n’est pas modifiable ({detail})."
    );
    ApiError::new(Code::Storage, message).field("data-dir").remedy(text(
        "Check the folder's owner and rights, or choose another with --data-dir.",
        "Besitz und Rechte des Ordners prüfen oder mit --data-dir einen anderen wählen.",
        "Vérifier le propriétaire et les droits du dossier, ou en choisir un autre avec --data-dir.",
    ))
}

/// The socket cannot be made.
pub fn socket_unopened(socket: &str, detail: &str) -> ApiError {
    let message = say!(
        en "The socket {socket} could not be opened ({detail}).",
        de "Der Socket {socket} ließ sich nicht öffnen ({detail}).",
        fr "Le socket {socket} n’a pas pu être ouvert ({detail})."
    );
    ApiError::new(Code::Resident, message).remedy(text(
        "Check the rights of that folder, or set XDG_RUNTIME_DIR to one of your own.",
        "Die Rechte jenes Ordners prüfen oder XDG_RUNTIME_DIR auf einen eigenen setzen.",
        "Vérifier les droits de ce dossier, ou définir XDG_RUNTIME_DIR sur un dossier à soi.",
    ))
}

/// A restore while the service runs.
pub fn in_use() -> ApiError {
    let message = text(
        "A resident uses the database.",
        "Ein Hintergrunddienst nutzt die Datenbank.",
        "Un processus de fond utilise la base de données.",
    );
    ApiError::new(Code::NotNow, message).remedy(text(
        "End it first with “stint quit”.",
        "Ihn erst mit „stint quit“ beenden.",
        "L’arrêter d’abord avec «\u{a0}stint quit\u{a0}».",
    ))
}

/// A restore that was not done.
pub fn not_restored(detail: &str) -> ApiError {
    let message = say!(
        en "The backup was not put in place ({detail}), so nothing was changed.",
        de "Die Sicherung wurde nicht eingesetzt ({detail}), darum wurde nichts geändert.",
        fr "La sauvegarde n’a pas été mise en place ({detail})\u{202f}; rien n’a donc été changé."
    );
    ApiError::new(Code::Storage, message).field("path").remedy(text(
        "Choose another backup; they are in the folder “backups” of the data folder.",
        "Eine andere Sicherung wählen; sie liegen im Ordner „backups“ des Datenordners.",
        "Choisir une autre sauvegarde\u{202f}; elles sont dans «\u{a0}backups\u{a0}» du dossier des données.",
    ))
}

/// A restore that was done, and where the file before is.
pub fn restored(aside: Option<&str>) -> String {
    match aside {
        Some(kept) => say!(
            en "Restored. The file before is kept as {kept}.",
            de "Wiederhergestellt. Die Datei davor liegt als {kept} bereit.",
            fr "Restauré. Le fichier d’avant est gardé sous {kept}."
        ),
        None => say!(en "Restored.", de "Wiederhergestellt.", fr "Restauré."),
    }
}
