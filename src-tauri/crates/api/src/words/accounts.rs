//! What is said when a tracker, or something in front of it, does not let an account in or does not answer.

use crate::language::text;
use crate::{ApiError, Code, say};

/// The tracker refused the token.
pub fn sign_in(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "{tracker} does not know this token{tail}.",
        de "{tracker} kennt diesen Token nicht{tail}.",
        fr "{tracker} ne connaît pas ce jeton{tail}."
    );
    ApiError::new(Code::SignIn, message).field("token").remedy(text(
        "Make a new one there and try again.",
        "Dort einen neuen anlegen und noch einmal versuchen.",
        "En créer un nouveau là-bas et réessayer.",
    ))
}

/// The tracker refused for another reason.
pub fn not_allowed(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "{tracker} does not let this account in{tail}.",
        de "{tracker} lässt dieses Konto nicht ein{tail}.",
        fr "{tracker} n’admet pas ce compte{tail}."
    );
    ApiError::new(Code::Refused, message).field("workspace").remedy(text(
        "Check workspace or organisation, and the account's rights there.",
        "Arbeitsbereich oder Organisation und die Rechte des Kontos dort prüfen.",
        "Vérifier l’espace ou l’organisation, et les droits du compte là-bas.",
    ))
}

/// Booking time is off there.
pub fn feature_off(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "{tracker} takes no times there{tail}.",
        de "{tracker} nimmt dort keine Zeiten an{tail}.",
        fr "{tracker} n’y prend pas de temps{tail}."
    );
    ApiError::new(Code::Refused, message).remedy(text(
        "Switch time tracking on there, or ask for a plan that has it.",
        "Dort die Zeiterfassung einschalten oder um einen Tarif bitten, der sie hat.",
        "Y activer le suivi du temps ou demander une offre qui l’inclut.",
    ))
}

/// Something in front of the tracker said no.
pub fn blocked(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "Something in front of {tracker} turned Stint away{tail}.",
        de "Etwas vor {tracker} hat Stint abgewiesen{tail}.",
        fr "Quelque chose devant {tracker} a éconduit Stint{tail}."
    );
    ApiError::new(Code::Unreachable, message).field("url").remedy(text(
        "Try again in a while or from another network; the token may be fine.",
        "Später oder aus einem anderen Netz versuchen; der Token kann in Ordnung sein.",
        "Réessayer plus tard ou depuis un autre réseau\u{202f}; le jeton est peut-être bon.",
    ))
}

/// The tracker cannot be reached.
pub fn unreachable(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "{tracker} could not be reached{tail}.",
        de "{tracker} war nicht erreichbar{tail}.",
        fr "{tracker} était hors d’atteinte{tail}."
    );
    ApiError::new(Code::Unreachable, message).field("url").remedy(text(
        "Check the address and the network, then try again.",
        "Adresse und Netz prüfen, dann noch einmal versuchen.",
        "Vérifier l’adresse et le réseau, puis réessayer.",
    ))
}

/// The tracker said no.
pub fn refused(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "{tracker} said no{tail}.",
        de "{tracker} hat abgelehnt{tail}.",
        fr "{tracker} a dit non{tail}."
    );
    ApiError::new(Code::Refused, message).remedy(text(
        "Check the settings of this connection.",
        "Die Einstellungen dieser Verbindung prüfen.",
        "Vérifier les réglages de cette connexion.",
    ))
}

/// Too many requests.
pub fn quota(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "{tracker} takes no more requests for now{tail}.",
        de "{tracker} nimmt vorerst keine Anfragen mehr an{tail}.",
        fr "{tracker} ne prend plus de requêtes pour l’instant{tail}."
    );
    ApiError::new(Code::Unreachable, message).remedy(text(
        "Try again in a while; uploads go on by themselves.",
        "Später noch einmal versuchen; Uploads gehen von selbst weiter.",
        "Réessayer plus tard\u{202f}; les envois reprendront tout seuls.",
    ))
}

/// The answer is not one of this tracker.
pub fn unexpected(tracker: &str, detail: &str) -> ApiError {
    let tail = tail(detail);
    let message = say!(
        en "The answer does not look like {tracker}{tail}.",
        de "Die Antwort sieht nicht nach {tracker} aus{tail}.",
        fr "La réponse ne ressemble pas à {tracker}{tail}."
    );
    ApiError::new(Code::Unreachable, message).field("url").remedy(text(
        "Check the address.",
        "Die Adresse prüfen.",
        "Vérifier l’adresse.",
    ))
}

fn tail(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { format!(" ({})", detail.trim_end_matches('.')) }
}
