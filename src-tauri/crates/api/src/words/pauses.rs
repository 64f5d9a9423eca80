//! What is said about a connection that waits: (reason, remedy).

use super::uploads::{removed, with};
use crate::language::text;
use crate::say;

/// Why a connection waits. `until` is a local time; `None` = until a person acts.
pub fn pause(code: &str, detail: &str, until: Option<&str>, variable: &str) -> (String, String) {
    let next = next(until);
    match code {
        "sign_in" => (
            text(
                "The tracker does not know the token any more.",
                "Der Tracker kennt den Token nicht mehr.",
                "Le service ne connaît plus le jeton.",
            )
            .into(),
            text(
                "Sign in again with a new token.",
                "Mit einem neuen Token anmelden.",
                "Se reconnecter avec un nouveau jeton.",
            )
            .into(),
        ),
        "signed_out" => (
            with(
                detail,
                text(
                    "The sign-in there has ended",
                    "Die Anmeldung dort ist abgelaufen",
                    "La connexion là-bas a pris fin",
                ),
            ),
            text(
                "Sign in again; entries wait here until then, nothing is lost.",
                "Neu anmelden; so lange warten die Einträge hier, nichts geht verloren.",
                "Se reconnecter\u{202f}; d’ici là, les entrées attendent ici, rien n’est perdu.",
            )
            .into(),
        ),
        "not_allowed" => (
            with(
                detail,
                text(
                    "The account is not let in",
                    "Das Konto wird nicht eingelassen",
                    "Le compte n’est pas admis",
                ),
            ),
            text(
                "Check workspace and rights there, then test the connection.",
                "Arbeitsbereich und Rechte dort prüfen, dann die Verbindung testen.",
                "Vérifier l’espace et les droits là-bas, puis tester la connexion.",
            )
            .into(),
        ),
        "quota" => (
            with(
                detail,
                text(
                    "The tracker takes no more requests for now",
                    "Der Tracker nimmt vorerst keine Anfragen mehr an",
                    "Le service ne prend plus de requêtes pour l’instant",
                ),
            ),
            next,
        ),
        "unreachable" => (
            with(
                detail,
                text(
                    "The tracker cannot be reached",
                    "Der Tracker ist nicht erreichbar",
                    "Le service est hors d’atteinte",
                ),
            ),
            next,
        ),
        "blocked" => (
            with(
                detail,
                text(
                    "Something in front of the tracker turns Stint away",
                    "Etwas vor dem Tracker weist Stint ab",
                    "Quelque chose devant le service éconduit Stint",
                ),
            ),
            next,
        ),
        "no_token" => (
            text(
                "No token is kept for this connection.",
                "Für diese Verbindung liegt kein Token vor.",
                "Aucun jeton n’est gardé pour cette connexion.",
            )
            .into(),
            text(
                "Sign in again with a token.",
                "Mit einem Token neu anmelden.",
                "Se reconnecter avec un jeton.",
            )
            .into(),
        ),
        "keychain_locked" => (
            text(
                "The keychain is locked.",
                "Der Schlüsselbund ist gesperrt.",
                "Le trousseau est verrouillé.",
            )
            .into(),
            say!(
                en "Unlock it, or set {variable} in the resident's environment. {next}",
                de "Entsperren oder {variable} in der Umgebung des Hintergrunddienstes setzen. {next}",
                fr "Le déverrouiller ou définir {variable} pour le processus de fond. {next}"
            ),
        ),
        "keychain_missing" | "keychain_silent" => (
            text(
                "The keychain does not answer.",
                "Der Schlüsselbund antwortet nicht.",
                "Le trousseau ne répond pas.",
            )
            .into(),
            say!(
                en "Start it, or set {variable} in the resident's environment. {next}",
                de "Starten oder {variable} in der Umgebung des Hintergrunddienstes setzen. {next}",
                fr "Le démarrer ou définir {variable} pour le processus de fond. {next}"
            ),
        ),
        "by_hand" => (
            text(
                "You paused the uploads here.",
                "Die Uploads hier sind von Hand angehalten.",
                "Les envois sont suspendus ici à la main.",
            )
            .into(),
            text(
                "Resume them when you like; nothing is lost.",
                "Sie lassen sich jederzeit fortsetzen; nichts geht verloren.",
                "Ils peuvent reprendre à tout moment\u{202f}; rien n’est perdu.",
            )
            .into(),
        ),
        "removed" => removed(),
        _ => (text("The connection waits.", "Die Verbindung wartet.", "La connexion attend.").into(), next),
    }
}

fn next(until: Option<&str>) -> String {
    match until {
        Some(until) => say!(
            en "Stint tries again at {until}.",
            de "Stint versucht es um {until} wieder.",
            fr "Stint réessaie à {until}."
        ),
        None => text(
            "Then choose Try again.",
            "Danach „Noch einmal versuchen“ wählen.",
            "Choisir ensuite «\u{a0}Réessayer\u{a0}».",
        )
        .into(),
    }
}
