//! What is said about the parts of an entry and the borders between them.

use crate::language::text;
use crate::{ApiError, Code, say};

/// A border that is not there (any more).
pub fn no_border(at: &str) -> ApiError {
    let message = say!(
        en "No two parts touch at {at} any more.",
        de "Um {at} grenzen keine zwei Abschnitte mehr aneinander.",
        fr "À {at}, deux segments ne se touchent plus."
    );
    ApiError::new(Code::NotNow, message).field("from").remedy(text(
        "Look at the entry again; it was changed meanwhile.",
        "Den Eintrag noch einmal ansehen; er wurde inzwischen geändert.",
        "Regarder l’entrée de nouveau\u{202f}; elle a changé entre-temps.",
    ))
}

/// A border beyond the parts it lies between.
pub fn beyond(after: &str, before: &str) -> ApiError {
    let message = say!(
        en "The border lies between {after} and {before}.",
        de "Die Grenze liegt zwischen {after} und {before}.",
        fr "La limite est entre {after} et {before}."
    );
    ApiError::new(Code::BadInput, message).field("at").remedy(text(
        "Give a time between them.",
        "Eine Uhrzeit dazwischen angeben.",
        "Donner une heure entre les deux.",
    ))
}

/// A border between two parts that was not named.
pub fn which_border() -> ApiError {
    let message = text(
        "Which border is meant is missing.",
        "Es fehlt, welche Grenze gemeint ist.",
        "Il manque de quelle limite il s’agit.",
    );
    ApiError::new(Code::BadInput, message).field("from").remedy(text(
        "Say where it lies now.",
        "Angeben, wo sie jetzt liegt.",
        "Indiquer où elle est maintenant.",
    ))
}

/// A part that does not end.
pub fn part_without_end() -> ApiError {
    let message = text("A part has no end.", "Ein Abschnitt hat kein Ende.", "Un segment n’a pas de fin.");
    ApiError::new(Code::BadInput, message).field("parts").remedy(text(
        "Give one; only the last part of a running entry goes on.",
        "Eines angeben; nur der letzte Abschnitt eines laufenden Eintrags geht weiter.",
        "En donner une\u{202f}; seul le dernier segment d’une entrée en cours continue.",
    ))
}

/// A break that does not fit.
pub fn bad_break() -> ApiError {
    ApiError::new(
        Code::BadInput,
        text(
            "A break lies outside the entry or overlaps another.",
            "Eine Pause liegt außerhalb des Eintrags oder überschneidet eine andere.",
            "Une pause sort de l’entrée ou en chevauche une autre.",
        ),
    )
    .field("break")
    .remedy(text(
        "Give breaks as FROM-TO inside the entry, one after the other.",
        "Pausen als VON-BIS im Eintrag angeben, eine nach der anderen.",
        "Donner les pauses comme DE-À dans l’entrée, l’une après l’autre.",
    ))
}
