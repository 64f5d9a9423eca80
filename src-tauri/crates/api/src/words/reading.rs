//! What is said about times and lengths that were typed and could not be read, with what to type.

use crate::language::{Text, text};
use crate::{ApiError, Code, say};

fn unread(field: &str, message: String, remedy: impl Into<String>) -> ApiError {
    ApiError::new(Code::BadInput, message).field(field).remedy(remedy)
}

/// It does not read as a time.
pub fn no_time(field: &str, typed: &str) -> ApiError {
    let message = say!(
        en "“{typed}” is not a time.",
        de "„{typed}“ ist keine Uhrzeit.",
        fr "«\u{a0}{typed}\u{a0}» n’est pas une heure."
    );
    let remedy = text(
        "Type 9:15, -15m, “20m ago” or “yesterday 16:00”.",
        "Möglich sind 9:15, -15m, „vor 20m“ oder „gestern 16:00“.",
        "Écrire 9:15, -15m, «\u{a0}20m ago\u{a0}» ou «\u{a0}yesterday 16:00\u{a0}».",
    );
    unread(field, message, remedy)
}

/// A length without a direction where a time is meant.
pub fn only_a_length(field: &str, typed: &str) -> ApiError {
    let message = say!(
        en "“{typed}” is a length.",
        de "„{typed}“ ist eine Dauer.",
        fr "«\u{a0}{typed}\u{a0}» est une durée."
    );
    let remedy = say!(
        en "Type -{typed} for that long ago, or a time such as 9:15.",
        de "-{typed} heißt: so lange her. Oder eine Uhrzeit wie 9:15.",
        fr "Écrire -{typed} pour il y a si longtemps, ou une heure comme 9:15."
    );
    unread(field, message, remedy)
}

/// Nothing earlier to count from.
pub fn no_last(field: &str, typed: &str) -> ApiError {
    let message = say!(
        en "There is no earlier entry that “{typed}” could count from.",
        de "Es gibt keinen früheren Eintrag, von dem „{typed}“ zählen könnte.",
        fr "Il n’y a pas d’entrée antérieure d’où compter «\u{a0}{typed}\u{a0}»."
    );
    unread(field, message, A_TIME)
}

/// A clock time that is still to come today.
pub fn later_than_now(field: &str, time: &str) -> ApiError {
    let message = say!(
        en "{time} is still to come today.",
        de "{time} kommt heute erst noch.",
        fr "{time} est encore à venir aujourd’hui."
    );
    let remedy = say!(
        en "Type “yesterday {time}” if you mean yesterday.",
        de "Für den Tag davor „gestern {time}“ schreiben.",
        fr "Pour la veille, écrire «\u{a0}yesterday {time}\u{a0}»."
    );
    unread(field, message, remedy)
}

/// The clocks went over this time.
pub fn skipped(field: &str, time: &str, date: &str, next: &str) -> ApiError {
    let message = say!(
        en "The clocks skip {time} on {date}.",
        de "Am {date} überspringen die Uhren {time}.",
        fr "Le {date}, les horloges sautent {time}."
    );
    let remedy = say!(
        en "Type “{date} {next}”, the first time after it.",
        de "„{date} {next}“ schreiben, die erste Uhrzeit danach.",
        fr "Écrire «\u{a0}{date} {next}\u{a0}», la première heure qui suit."
    );
    unread(field, message, remedy)
}

/// The clocks showed this time twice.
pub fn twice(field: &str, time: &str, date: &str, first: &str, second: &str) -> ApiError {
    let message = say!(
        en "{time} comes twice on {date}.",
        de "{time} kommt am {date} zweimal vor.",
        fr "{time} arrive deux fois le {date}."
    );
    let remedy = say!(
        en "Type {first} for the first or {second} for the second.",
        de "{first} meint die erste, {second} die zweite.",
        fr "Écrire {first} pour la première ou {second} pour la seconde."
    );
    unread(field, message, remedy)
}

/// Outside the years Stint knows.
pub fn too_far(field: &str, typed: &str) -> ApiError {
    let message = say!(
        en "“{typed}” is too far away.",
        de "„{typed}“ ist zu weit weg.",
        fr "«\u{a0}{typed}\u{a0}» est trop loin."
    );
    let remedy = text(
        "Type a time between the years 1970 and 9998.",
        "Eine Zeit zwischen den Jahren 1970 und 9998 angeben.",
        "Donner une heure entre les années 1970 et 9998.",
    );
    unread(field, message, remedy)
}

/// Nothing was typed where a length is meant.
pub fn length_missing(field: &str) -> ApiError {
    let message = text("The length is missing.", "Die Dauer fehlt.", "La durée manque.");
    let remedy = text(
        "Type a length, such as 45m or 1:30.",
        "Eine Dauer wie 45m oder 1:30 angeben.",
        "Donner une durée comme 45m ou 1:30.",
    );
    unread(field, message.into(), remedy)
}

/// It does not read as a length.
pub fn no_length(field: &str, typed: &str) -> ApiError {
    let message = say!(
        en "“{typed}” is not a length.",
        de "„{typed}“ ist keine Dauer.",
        fr "«\u{a0}{typed}\u{a0}» n’est pas une durée."
    );
    let remedy = text(
        "Type minutes (90), hours (1:30 or 1.5) or both (1h 30m).",
        "Möglich sind Minuten (90), Stunden (1:30 oder 1.5) oder beides (1h 30m).",
        "Donner des minutes (90), des heures (1:30 ou 1.5) ou les deux (1h 30m).",
    );
    unread(field, message, remedy)
}

/// The minutes or seconds after a colon reach 60.
pub fn sixty_or_more(field: &str, typed: &str) -> ApiError {
    let message = say!(
        en "“{typed}” has 60 or more after a colon.",
        de "In „{typed}“ steht nach einem Doppelpunkt 60 oder mehr.",
        fr "«\u{a0}{typed}\u{a0}» a 60 ou plus après un deux-points."
    );
    let remedy = text(
        "Type 1:30 for an hour and a half.",
        "1:30 heißt eineinhalb Stunden.",
        "Écrire 1:30 pour une heure et demie.",
    );
    unread(field, message, remedy)
}

/// Longer than a year of hours.
pub fn too_long(field: &str, typed: &str) -> ApiError {
    let message = say!(
        en "“{typed}” is longer than 10 000 hours.",
        de "„{typed}“ ist länger als 10.000 Stunden.",
        fr "«\u{a0}{typed}\u{a0}» dépasse 10\u{202f}000 heures."
    );
    let remedy =
        text("Type a shorter length.", "Eine kürzere Dauer angeben.", "Donner une durée plus courte.");
    unread(field, message, remedy)
}

const A_TIME: Text =
    text("Type a time such as 9:15.", "Eine Uhrzeit wie 9:15 angeben.", "Donner une heure comme 9:15.");
