//! What is said about signing in in the browser, and about a sign-in that ended.

use crate::language::{Text, text};
use crate::{ApiError, Code, say};

/// On the page that the browser comes back to: done.
pub const PAGE_DONE: Text = text(
    "Stint has the answer. You can close this tab.",
    "Stint hat die Antwort. Dieser Tab kann zu.",
    "Stint a la réponse. Cet onglet peut être fermé.",
);
/// There: the person or the tracker refused.
pub const PAGE_REFUSED: Text = text(
    "The sign-in was refused. You can close this tab.",
    "Die Anmeldung wurde abgelehnt. Dieser Tab kann zu.",
    "La connexion a été refusée. Cet onglet peut être fermé.",
);
/// There: it belongs to another sign-in.
pub const PAGE_OTHER: Text = text(
    "This is the answer to another sign-in. Close this tab and start again in Stint.",
    "Das ist die Antwort auf eine andere Anmeldung. Diesen Tab schließen und in Stint neu beginnen.",
    "C’est la réponse à une autre connexion. Fermer cet onglet et recommencer dans Stint.",
);
/// There: it makes no sense.
pub const PAGE_UNREADABLE: Text = text(
    "Stint cannot read this. You can close this tab.",
    "Stint kann das nicht lesen. Dieser Tab kann zu.",
    "Stint ne peut pas lire ceci. Cet onglet peut être fermé.",
);
/// There: no such page.
pub const PAGE_NOTHING: Text = text("There is nothing here.", "Hier ist nichts.", "Il n’y a rien ici.");
/// There: more than is read.
pub const PAGE_TOO_LONG: Text = text("This is too long.", "Das ist zu lang.", "C’est trop long.");

/// The tracker has no such sign-in.
pub fn no_browser(tracker: &str) -> ApiError {
    let message = say!(
        en "Nobody signs in to {tracker} in the browser.",
        de "Bei {tracker} meldet man sich nicht im Browser an.",
        fr "On ne se connecte pas à {tracker} dans le navigateur."
    );
    browser(Code::BadInput, message).remedy(text(
        "Give its token instead.",
        "Stattdessen den Token angeben.",
        "Donner plutôt son jeton.",
    ))
}

/// A token in the environment goes before any sign-in.
pub fn variable_set(variable: &str) -> ApiError {
    let message = say!(
        en "{variable} is set for the resident and is used instead.",
        de "{variable} ist für den Hintergrunddienst gesetzt und wird stattdessen genutzt.",
        fr "{variable} est défini pour le processus de fond et sert à la place."
    );
    browser(Code::BadInput, message).remedy(text(
        "Take it out of the resident's environment, then sign in.",
        "Aus der Umgebung des Hintergrunddienstes entfernen, dann anmelden.",
        "Le retirer de l’environnement du processus de fond, puis se connecter.",
    ))
}

/// No door for the browser's answer.
pub fn no_port(detail: &str) -> ApiError {
    let message = say!(
        en "Stint could not listen on this computer for the browser's answer ({detail}).",
        de "Stint konnte auf diesem Rechner nicht auf die Antwort des Browsers warten ({detail}).",
        fr "Stint n’a pas pu attendre la réponse du navigateur sur cet ordinateur ({detail})."
    );
    browser(Code::Internal, message).remedy(text(
        "Try again, or give a token instead.",
        "Noch einmal versuchen oder einen Token angeben.",
        "Réessayer, ou donner plutôt un jeton.",
    ))
}

/// The tracker did not take Stint as a program.
pub fn not_registered(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "{tracker} let no sign-in begin{tail}.",
        de "{tracker} hat keine Anmeldung beginnen lassen{tail}.",
        fr "{tracker} n’a pas laissé commencer de connexion{tail}."
    );
    browser(Code::Refused, message).remedy(text(
        "Check the address, or give a token instead.",
        "Die Adresse prüfen oder einen Token angeben.",
        "Vérifier l’adresse, ou donner plutôt un jeton.",
    ))
}

/// The person, or the tracker, said no in the browser.
pub fn refused(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "The sign-in to {tracker} was refused in the browser{tail}.",
        de "Die Anmeldung bei {tracker} wurde im Browser abgelehnt{tail}.",
        fr "La connexion à {tracker} a été refusée dans le navigateur{tail}."
    );
    browser(Code::SignIn, message).remedy(text(
        "Start again and allow it there, or give a token instead.",
        "Neu beginnen und dort erlauben, oder einen Token angeben.",
        "Recommencer et l’autoriser là-bas, ou donner plutôt un jeton.",
    ))
}

/// The browser did not come back.
pub fn timed_out(minutes: u32) -> ApiError {
    let message = say!(
        en "No answer came from the browser within {minutes} minutes.",
        de "In {minutes} Minuten kam keine Antwort vom Browser.",
        fr "Aucune réponse du navigateur en {minutes} minutes."
    );
    browser(Code::SignIn, message).remedy(text(
        "Start again; the address can be copied into any browser of this computer.",
        "Neu beginnen; die Adresse lässt sich in jeden Browser dieses Rechners kopieren.",
        "Recommencer\u{202f}; l’adresse se copie dans n’importe quel navigateur de cet ordinateur.",
    ))
}

/// The browser came back with the answer to something else, and with no other.
pub fn other_answer() -> ApiError {
    let message = text(
        "The browser came back with the answer to another sign-in.",
        "Der Browser kam mit der Antwort auf eine andere Anmeldung zurück.",
        "Le navigateur est revenu avec la réponse à une autre connexion.",
    );
    browser(Code::SignIn, message).remedy(text(
        "Close the tabs of older sign-ins and start again.",
        "Die Tabs älterer Anmeldungen schließen und neu beginnen.",
        "Fermer les onglets des connexions précédentes et recommencer.",
    ))
}

/// The tracker did not take what the browser brought.
pub fn not_completed(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "{tracker} did not complete the sign-in{tail}.",
        de "{tracker} hat die Anmeldung nicht abgeschlossen{tail}.",
        fr "{tracker} n’a pas achevé la connexion{tail}."
    );
    browser(Code::SignIn, message).remedy(text(
        "Start again; nothing was kept.",
        "Neu beginnen; es wurde nichts aufbewahrt.",
        "Recommencer\u{202f}; rien n’a été gardé.",
    ))
}

/// Given up by the person.
pub fn cancelled() -> ApiError {
    let message = text(
        "The sign-in was given up.",
        "Die Anmeldung wurde abgebrochen.",
        "La connexion a été abandonnée.",
    );
    browser(Code::NotNow, message).remedy(text(
        "Start again when you like.",
        "Sie lässt sich jederzeit neu beginnen.",
        "Elle peut être recommencée à tout moment.",
    ))
}

/// No such sign-in.
pub fn unknown() -> ApiError {
    let message = text(
        "This sign-in is not under way any more.",
        "Diese Anmeldung läuft nicht mehr.",
        "Cette connexion n’est plus en cours.",
    );
    ApiError::new(Code::NotFound, message).field("id").remedy(text(
        "Start again.",
        "Neu beginnen.",
        "Recommencer.",
    ))
}

/// Too many at once.
pub fn too_many() -> ApiError {
    let message = text(
        "Several sign-ins wait for the browser already.",
        "Es warten schon mehrere Anmeldungen auf den Browser.",
        "Plusieurs connexions attendent déjà le navigateur.",
    );
    browser(Code::NotNow, message).remedy(text(
        "Finish or cancel one of them first.",
        "Erst eine davon abschließen oder abbrechen.",
        "En terminer ou en annuler une d’abord.",
    ))
}

/// The sign-in of a connection ended.
pub fn ended(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "The sign-in to {tracker} has ended{tail}.",
        de "Die Anmeldung bei {tracker} ist abgelaufen{tail}.",
        fr "La connexion à {tracker} a pris fin{tail}."
    );
    ApiError::new(Code::SignIn, message).field("token").remedy(text(
        "Sign in again; nothing is lost.",
        "Neu anmelden; nichts ist verloren.",
        "Se reconnecter\u{202f}; rien n’est perdu.",
    ))
}

/// The keychain did not take a renewed sign-in: (reason, remedy).
pub fn unsaved() -> (String, String) {
    let reason = text(
        "The keychain did not take the renewed sign-in; Stint keeps it in memory.",
        "Der Schlüsselbund hat die erneuerte Anmeldung nicht angenommen; Stint behält sie im Speicher.",
        "Le trousseau n’a pas pris la connexion renouvelée\u{202f}; Stint la garde en mémoire.",
    );
    let remedy = text(
        "Unlock the keychain; Stint tries again each minute. After a restart you would have to sign in again.",
        "Den Schlüsselbund entsperren; Stint versucht es jede Minute. Nach einem Neustart wäre sonst eine neue Anmeldung nötig.",
        "Déverrouiller le trousseau\u{202f}; Stint réessaie chaque minute. Sinon, il faudrait se reconnecter après un redémarrage.",
    );
    (reason.into(), remedy.into())
}

fn browser(code: Code, message: impl Into<String>) -> ApiError {
    ApiError::new(code, message).field("browser")
}

fn tail(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { format!(" ({})", detail.trim_end_matches('.')) }
}
