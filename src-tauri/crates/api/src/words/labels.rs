//! What the forms of the trackers say, by the English words their descriptors use.
//!
//! A descriptor belongs to its tracker's folder and knows no languages; a test of the engine sees that every word of every
//! descriptor is here. Names are the same everywhere and stand in no table.

use crate::language::{Text, text};

/// A label, a help or a choice of a descriptor as this process says it.
pub fn said(english: &str) -> &str {
    match known(english) {
        Some(label) => label.said(),
        None => english,
    }
}

/// Whether the words are known here, or are a name.
pub fn is_known(english: &str) -> bool {
    NAMES.contains(&english) || known(english).is_some()
}

fn known(english: &str) -> Option<Text> {
    LABELS.iter().copied().find(|label| label.in_language(crate::language::Language::En) == english)
}

/// The same in every language.
const NAMES: &[&str] = &["", "OAuth", "IAM", "Yandex 360", "Yandex Cloud", "awork.com"];

const LABELS: &[Text] = &[
    // Secrets.
    text("API key", "API-Schlüssel", "Clé API"),
    text("API key or access token", "API-Schlüssel oder Zugangstoken", "Clé API ou jeton d’accès"),
    text("Personal access token", "Persönlicher Zugangstoken", "Jeton d’accès personnel"),
    text("OAuth or IAM token", "OAuth- oder IAM-Token", "Jeton OAuth ou IAM"),
    text("OAuth token", "OAuth-Token", "Jeton OAuth"),
    text("Kind of token", "Art des Tokens", "Type de jeton"),
    text(
        "Personal access tokens begin with plane_api_.",
        "Persönliche Zugangstoken beginnen mit plane_api_.",
        "Les jetons d’accès personnels commencent par plane_api_.",
    ),
    text(
        "IAM tokens end after a few hours and work for Yandex Cloud only.",
        "IAM-Token enden nach wenigen Stunden und gehen nur für Yandex Cloud.",
        "Les jetons IAM expirent après quelques heures et ne vont que pour Yandex Cloud.",
    ),
    // Where it is.
    text("Any region", "Jede Region", "Toute région"),
    text("Cloud or your own server", "Cloud oder eigener Server", "Cloud ou serveur propre"),
    text("Yandex 360 or Cloud", "Yandex 360 oder Cloud", "Yandex 360 ou Cloud"),
    text("Align, at alignsoft.us", "Align, unter alignsoft.us", "Align, sur alignsoft.us"),
    text("Workspace", "Arbeitsbereich", "Espace de travail"),
    text(
        "Its name or id. Left empty, the one that is active in Clockify.",
        "Sein Name oder seine Kennung. Leer: der in Clockify aktive.",
        "Son nom ou son identifiant. Vide\u{a0}: celui qui est actif dans Clockify.",
    ),
    text("Workspace slug", "Kürzel des Arbeitsbereichs", "Identifiant court de l’espace"),
    text(
        "The part after app.plane.so/ in the address of the workspace.",
        "Der Teil nach app.plane.so/ in der Adresse des Arbeitsbereichs.",
        "La partie après app.plane.so/ dans l’adresse de l’espace.",
    ),
    text("Organisation id", "Kennung der Organisation", "Identifiant de l’organisation"),
    text(
        "In Tracker under Administration, Organizations.",
        "In Tracker unter Administration, Organizations.",
        "Dans Tracker, sous Administration, Organizations.",
    ),
    text("Kind of organisation", "Art der Organisation", "Type d’organisation"),
    text(
        "Found out by asking when left alone.",
        "Wird durch Nachfragen herausgefunden, wenn nichts gewählt ist.",
        "Trouvé en demandant si rien n’est choisi.",
    ),
    text("Find out", "Herausfinden", "Trouver"),
    // Who it is.
    text("Person", "Person", "Personne"),
    text(
        "With an API key, which is no person: your e-mail address or id there.",
        "Mit einem API-Schlüssel, der keine Person ist: die eigene E-Mail-Adresse oder Kennung dort.",
        "Avec une clé API, qui n’est pas une personne\u{a0}: l’adresse e-mail ou l’identifiant là-bas.",
    ),
    text(
        "The id of the person the time is for. Left empty, whoever made the key.",
        "Die Kennung der Person, für die die Zeit ist. Leer: wer den Schlüssel angelegt hat.",
        "L’identifiant de la personne concernée. Vide\u{a0}: qui a créé la clé.",
    ),
    text("Type of work", "Art der Arbeit", "Type de travail"),
    text(
        "Its name or id, for every entry. Left empty, the one of the task.",
        "Ihr Name oder ihre Kennung, für jeden Eintrag. Leer: die der Aufgabe.",
        "Son nom ou son identifiant, pour chaque entrée. Vide\u{a0}: celui de la tâche.",
    ),
    // How entries are shaped.
    text("Breaks", "Pausen", "Pauses"),
    text(
        "One record with the net time, or one per stretch of work.",
        "Ein Datensatz mit der Nettozeit oder einer je Arbeitsabschnitt.",
        "Un enregistrement avec le temps net, ou un par plage de travail.",
    ),
    text(
        "Break entries need a workspace that has them switched on; elsewhere a gap is left.",
        "Pauseneinträge brauchen einen Arbeitsbereich, der sie eingeschaltet hat; sonst bleibt eine Lücke.",
        "Les entrées de pause demandent un espace où elles sont activées\u{202f}; ailleurs, un trou est laissé.",
    ),
    text("Subtract", "Abziehen", "Déduire"),
    text("Leave a gap", "Lücke lassen", "Laisser un trou"),
    text("Break entries", "Pauseneinträge", "Entrées de pause"),
    text("Rounding", "Rundung", "Arrondi"),
    text(
        "Tracker keeps whole minutes.",
        "Tracker behält ganze Minuten.",
        "Tracker garde des minutes entières.",
    ),
    text("Plane keeps whole minutes.", "Plane behält ganze Minuten.", "Plane garde des minutes entières."),
    text(
        "Alignsoft keeps quarter hours. Each upload shows what rounding does to it.",
        "Alignsoft behält Viertelstunden. Jeder Upload zeigt, was die Rundung bewirkt.",
        "Alignsoft garde des quarts d’heure. Chaque envoi montre l’effet de l’arrondi.",
    ),
    text("Nearest minute", "Nächste Minute", "Minute la plus proche"),
    text("Nearest quarter", "Nächste Viertelstunde", "Quart d’heure le plus proche"),
    text("Up", "Auf", "Vers le haut"),
    text("Down", "Ab", "Vers le bas"),
    text(
        "Down, at least a quarter",
        "Ab, mindestens eine Viertelstunde",
        "Vers le bas, au moins un quart d’heure",
    ),
];
