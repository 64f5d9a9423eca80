//! What is said about links between targets, and about bookings that need a second look.

use crate::language::text;
use crate::{ApiError, Code, say};

/// A star where none can be.
pub fn bad_pattern(typed: &str) -> ApiError {
    let message = say!(
        en "“{typed}” stands for no targets.",
        de "„{typed}“ steht für keine Ziele.",
        fr "«\u{a0}{typed}\u{a0}» ne désigne aucune cible."
    );
    let remedy = text(
        "Name one target, or a family with a star at its end, such as plane:PROJ-*.",
        "Ein Ziel nennen oder eine Familie mit einem Stern am Ende, wie plane:PROJ-*.",
        "Nommer une cible, ou une famille avec une étoile à la fin, comme plane:PROJ-*.",
    );
    ApiError::new(Code::BadInput, message).field("from").remedy(remedy)
}

/// From and to are one connection.
pub fn same_connection() -> ApiError {
    let message = text(
        "Both ends of this link are at the same connection.",
        "Beide Enden dieser Verknüpfung liegen bei derselben Verbindung.",
        "Les deux bouts de ce lien sont dans la même connexion.",
    );
    let remedy = text(
        "Link to a target of another connection; the same time would count twice there.",
        "Mit einem Ziel einer anderen Verbindung verknüpfen; dieselbe Zeit zählte dort sonst doppelt.",
        "Lier à une cible d’une autre connexion\u{202f}; le même temps y compterait deux fois.",
    );
    ApiError::new(Code::BadInput, message).field("to").remedy(remedy)
}

/// No such link.
pub fn unknown(from: &str) -> ApiError {
    let message = say!(
        en "No link leads from “{from}”.",
        de "Von „{from}“ führt keine Verknüpfung weg.",
        fr "Aucun lien ne part de «\u{a0}{from}\u{a0}»."
    );
    ApiError::new(Code::NotFound, message).field("from").remedy(text(
        "“stint link list” shows them.",
        "„stint link list“ zeigt sie.",
        "«\u{a0}stint link list\u{a0}» les montre.",
    ))
}

/// Two targets of one connection.
pub fn counts_twice(connection: &str, others: &str) -> (String, String) {
    let message = say!(
        en "“{connection}” gets this time twice, because {others} is booked there too.",
        de "„{connection}“ bekommt diese Zeit doppelt, weil dort auch {others} gebucht ist.",
        fr "«\u{a0}{connection}\u{a0}» reçoit ce temps deux fois, car {others} y est imputé aussi."
    );
    let remedy = text(
        "Leave one of them if that is not meant.",
        "Eines davon weglassen, wenn das nicht gemeint ist.",
        "En retirer une si ce n’est pas voulu.",
    );
    (message, remedy.into())
}

/// A target that was not there at the last look.
pub fn target_gone() -> (String, String) {
    let message = text(
        "The target was not there any more when its list was last fetched.",
        "Das Ziel war nicht mehr da, als seine Liste zuletzt geholt wurde.",
        "La cible n’y était plus au dernier chargement de sa liste.",
    );
    let remedy = text(
        "Choose another target, or fetch the list again.",
        "Ein anderes Ziel wählen oder die Liste neu holen.",
        "Choisir une autre cible ou recharger la liste.",
    );
    (message.into(), remedy.into())
}
