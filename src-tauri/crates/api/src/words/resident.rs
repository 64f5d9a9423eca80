//! What is said when a resident does not run, does not answer, or cannot be understood.

use crate::language::text;
use crate::{ApiError, Code, say};

/// The request makes no sense.
pub fn unreadable_request(detail: &str) -> ApiError {
    let message = say!(
        en "The request could not be read ({detail}).",
        de "Die Anfrage ließ sich nicht lesen ({detail}).",
        fr "La requête n’a pas pu être lue ({detail})."
    );
    ApiError::new(Code::BadInput, message).remedy(text(
        "Use a client of the same version as the resident.",
        "Ein Programm derselben Version wie der Hintergrunddienst nehmen.",
        "Prendre un programme de la même version que le processus de fond.",
    ))
}

/// The two speak different protocols.
pub fn other_protocol(resident: u32, client: u32) -> ApiError {
    let message = say!(
        en "The resident speaks protocol {resident}, the client {client}.",
        de "Der Hintergrunddienst spricht Protokoll {resident}, das Programm {client}.",
        fr "Le processus de fond parle le protocole {resident}, le programme {client}."
    );
    ApiError::new(Code::Resident, message).remedy(text(
        "Restart the older of the two: “stint quit” ends the resident.",
        "Das ältere von beiden neu starten: „stint quit“ beendet den Hintergrunddienst.",
        "Redémarrer le plus ancien des deux\u{a0}: «\u{a0}stint quit\u{a0}» arrête le processus de fond.",
    ))
}

/// It ends just now.
pub fn ending() -> ApiError {
    ApiError::new(Code::Resident, text("Stint is ending.", "Stint wird gerade beendet.", "Stint s’arrête."))
        .remedy(text(
            "Start it again with “stint status”.",
            "Mit „stint status“ neu starten.",
            "Le relancer avec «\u{a0}stint status\u{a0}».",
        ))
}

/// It went away before it answered.
pub fn went_away() -> ApiError {
    let message = text(
        "The Stint resident went away before it answered.",
        "Der Hintergrunddienst von Stint ging weg, bevor er antwortete.",
        "Le processus de fond de Stint est parti avant de répondre.",
    );
    ApiError::new(Code::Resident, message).remedy(text(
        "Check with “stint status” whether it was done, then try again.",
        "Mit „stint status“ prüfen, ob es getan ist, dann noch einmal versuchen.",
        "Vérifier avec «\u{a0}stint status\u{a0}» si c’est fait, puis réessayer.",
    ))
}

/// Its answer makes no sense.
pub fn unreadable_answer(detail: &str) -> ApiError {
    let message = say!(
        en "The resident's answer could not be read ({detail}).",
        de "Die Antwort des Hintergrunddienstes ließ sich nicht lesen ({detail}).",
        fr "La réponse du processus de fond n’a pas pu être lue ({detail})."
    );
    ApiError::new(Code::Resident, message).remedy(text(
        "Restart it with “stint quit”; the window and the command line must be of one version.",
        "Mit „stint quit“ neu starten; Fenster und Befehlszeile müssen von einer Version sein.",
        "Le redémarrer avec «\u{a0}stint quit\u{a0}»\u{202f}; fenêtre et ligne de commande doivent être de même version.",
    ))
}

/// Its answer could not be made; a defect.
pub fn unwritable_answer(detail: &str) -> ApiError {
    let message = say!(
        en "An answer could not be written ({detail}).",
        de "Eine Antwort ließ sich nicht schreiben ({detail}).",
        fr "Une réponse n’a pas pu être écrite ({detail})."
    );
    ApiError::new(Code::Internal, message)
}

/// None runs, and none may be started.
pub fn none_runs() -> ApiError {
    let message = text(
        "No Stint resident runs.",
        "Es läuft kein Hintergrunddienst von Stint.",
        "Aucun processus de fond de Stint ne tourne.",
    );
    ApiError::new(Code::Resident, message).remedy(text(
        "Start one with “stint resident”.",
        "Mit „stint resident“ einen starten.",
        "En lancer un avec «\u{a0}stint resident\u{a0}».",
    ))
}

/// None answers.
pub fn none_answers() -> ApiError {
    let message = text(
        "No Stint resident answers.",
        "Kein Hintergrunddienst von Stint antwortet.",
        "Aucun processus de fond de Stint ne répond.",
    );
    ApiError::new(Code::Resident, message).remedy(text(
        "Start one with “stint resident”.",
        "Mit „stint resident“ einen starten.",
        "En lancer un avec «\u{a0}stint resident\u{a0}».",
    ))
}

/// It takes too long.
pub fn no_answer_in_time() -> ApiError {
    let message = text(
        "The resident did not answer in time.",
        "Der Hintergrunddienst hat nicht rechtzeitig geantwortet.",
        "Le processus de fond n’a pas répondu à temps.",
    );
    ApiError::new(Code::Resident, message).remedy(text(
        "See with “stint doctor” what it does; “stint quit” restarts it.",
        "Mit „stint doctor“ sehen, was er tut; „stint quit“ startet ihn neu.",
        "Voir avec «\u{a0}stint doctor\u{a0}» ce qu’il fait\u{202f}; «\u{a0}stint quit\u{a0}» le redémarre.",
    ))
}

/// It was started, and its socket does not answer.
pub fn socket_silent(detail: &str) -> ApiError {
    let message = say!(
        en "The resident was started, but its socket does not answer ({detail}).",
        de "Der Hintergrunddienst wurde gestartet, aber sein Socket antwortet nicht ({detail}).",
        fr "Le processus de fond a été lancé, mais son socket ne répond pas ({detail})."
    );
    ApiError::new(Code::Resident, message).remedy(text(
        "Look into the log files named by “stint doctor”.",
        "In die Protokolldateien sehen, die „stint doctor“ nennt.",
        "Regarder les journaux que nomme «\u{a0}stint doctor\u{a0}».",
    ))
}

/// Its program could not be started.
pub fn not_started(program: &str, detail: &str) -> ApiError {
    let message = say!(
        en "{program} could not be started ({detail}).",
        de "{program} ließ sich nicht starten ({detail}).",
        fr "{program} n’a pas pu être lancé ({detail})."
    );
    ApiError::new(Code::Resident, message).remedy(text(
        "Install Stint again, or start “stint resident” by hand.",
        "Stint neu installieren oder „stint resident“ von Hand starten.",
        "Réinstaller Stint ou lancer «\u{a0}stint resident\u{a0}» à la main.",
    ))
}

/// It ended as soon as it began; `said` is what it said.
pub fn ended_at_once(said: &str) -> ApiError {
    let message = say!(
        en "The resident ended at once. {said}",
        de "Der Hintergrunddienst endete sofort. {said}",
        fr "Le processus de fond s’est arrêté aussitôt. {said}"
    );
    ApiError::new(Code::Resident, message).remedy(text(
        "Start “stint resident” by hand to see why.",
        "„stint resident“ von Hand starten, um zu sehen, warum.",
        "Lancer «\u{a0}stint resident\u{a0}» à la main pour voir pourquoi.",
    ))
}
