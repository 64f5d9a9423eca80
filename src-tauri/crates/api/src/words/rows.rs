//! What is said about rows of a file from another time tracker: what is wrong with one, and what helps.

use crate::language::text;
use crate::say;

/// What is wrong with a row, and what helps.
pub type Fault = (String, String);

fn fault(message: impl Into<String>, remedy: impl Into<String>) -> Fault {
    (message.into(), remedy.into())
}

/// Other cells than columns.
pub fn cells(found: usize, wanted: usize) -> Fault {
    fault(
        say!(
            en "The row has {found} cells where the head has {wanted}.",
            de "Zellen in dieser Zeile: {found}, in der Kopfzeile: {wanted}.",
            fr "Cellules de cette ligne\u{a0}: {found}, de l’en-tête\u{a0}: {wanted}."
        ),
        text(
            "Look for a quote that is not closed, or a separator too many.",
            "Nach einem offenen Anführungszeichen oder einem Trennzeichen zu viel suchen.",
            "Chercher un guillemet non fermé ou un séparateur de trop.",
        ),
    )
}

/// No object.
pub fn no_object() -> Fault {
    fault(text("This is not an entry.", "Das ist kein Eintrag.", "Ce n’est pas une entrée."), export_again())
}

/// Nothing stands there.
pub fn missing() -> Fault {
    fault(
        text("Nothing stands here.", "Hier steht nichts.", "Il n’y a rien ici."),
        text(
            "Fill it in, or take the row out.",
            "Ausfüllen oder die Zeile herausnehmen.",
            "Remplir ou retirer la ligne.",
        ),
    )
}

/// No day.
pub fn date(typed: &str) -> Fault {
    fault(
        say!(
            en "“{typed}” is not a day.",
            de "„{typed}“ ist kein Tag.",
            fr "«\u{a0}{typed}\u{a0}» n’est pas un jour."
        ),
        write_as("2026-11-20"),
    )
}

/// No clock time.
pub fn time(typed: &str) -> Fault {
    fault(
        say!(
            en "“{typed}” is not a time of day.",
            de "„{typed}“ ist keine Uhrzeit.",
            fr "«\u{a0}{typed}\u{a0}» n’est pas une heure."
        ),
        text(
            "Write it as 09:15 or 9:15 AM.",
            "Wie 09:15 oder 9:15 AM schreiben.",
            "L’écrire comme 09:15 ou 9:15 AM.",
        ),
    )
}

/// No instant.
pub fn stamp(typed: &str) -> Fault {
    fault(
        say!(
            en "“{typed}” is not a day and a time.",
            de "„{typed}“ ist kein Tag mit Uhrzeit.",
            fr "«\u{a0}{typed}\u{a0}» n’est pas un jour avec une heure."
        ),
        write_as("2026-11-20 09:15"),
    )
}

/// No length.
pub fn length(typed: &str) -> Fault {
    fault(
        say!(
            en "“{typed}” is not a length of time.",
            de "„{typed}“ ist keine Dauer.",
            fr "«\u{a0}{typed}\u{a0}» n’est pas une durée."
        ),
        text(
            "Write it as 1:30:00 or 1.5.",
            "Wie 1:30:00 oder 1.5 schreiben.",
            "L’écrire comme 1:30:00 ou 1.5.",
        ),
    )
}

/// Neither yes nor no.
pub fn flag(typed: &str) -> Fault {
    fault(
        say!(
            en "“{typed}” is neither yes nor no.",
            de "„{typed}“ ist weder ja noch nein.",
            fr "«\u{a0}{typed}\u{a0}» n’est ni oui ni non."
        ),
        text(
            "Write Yes or No.",
            "„Yes“ oder „No“ schreiben.",
            "Écrire «\u{a0}Yes\u{a0}» ou «\u{a0}No\u{a0}».",
        ),
    )
}

/// No zone.
pub fn zone(typed: &str) -> Fault {
    fault(super::import::no_zone(typed), write_as("Europe/Berlin"))
}

/// No stretches that touch.
pub fn segments() -> Fault {
    fault(
        text(
            "The stretches of this entry do not follow one another.",
            "Die Abschnitte dieses Eintrags folgen nicht aufeinander.",
            "Les segments de cette entrée ne se suivent pas.",
        ),
        export_again(),
    )
}

/// The clocks went over it.
pub fn skipped(typed: &str, next: &str) -> Fault {
    fault(
        say!(
            en "The clocks skip {typed}.",
            de "Die Uhren überspringen {typed}.",
            fr "Les horloges sautent {typed}."
        ),
        say!(
            en "Write {next}, or choose the time zone the file was made in.",
            de "{next} schreiben oder die Zeitzone wählen, in der die Datei entstand.",
            fr "Écrire {next} ou choisir le fuseau horaire où le fichier a été créé."
        ),
    )
}

/// The clocks showed it twice.
pub fn twice(typed: &str, first: &str, second: &str) -> Fault {
    fault(
        say!(
            en "The clocks show {typed} twice.",
            de "Die Uhren zeigen {typed} zweimal.",
            fr "Les horloges montrent {typed} deux fois."
        ),
        say!(
            en "Start it a little earlier or later; it is {first} or {second}.",
            de "Etwas früher oder später beginnen lassen; gemeint ist {first} oder {second}.",
            fr "Le faire commencer un peu plus tôt ou plus tard\u{202f}; c’est {first} ou {second}."
        ),
    )
}

/// The end comes before the start.
pub fn backwards() -> Fault {
    fault(
        text(
            "The end comes before the start.",
            "Das Ende liegt vor dem Beginn.",
            "La fin vient avant le début.",
        ),
        text(
            "Swap them, or mend the day.",
            "Beide tauschen oder den Tag berichtigen.",
            "Les échanger ou corriger le jour.",
        ),
    )
}

/// No time in it.
pub fn no_time() -> Fault {
    fault(
        text(
            "It starts and ends at the same time.",
            "Beginn und Ende sind gleich.",
            "Le début et la fin sont identiques.",
        ),
        text(
            "Give it a length, or take the row out.",
            "Eine Dauer geben oder die Zeile herausnehmen.",
            "Donner une durée ou retirer la ligne.",
        ),
    )
}

/// Nothing but break.
pub fn all_break() -> Fault {
    fault(
        text(
            "Its break is as long as the entry.",
            "Die Pause ist so lang wie der Eintrag.",
            "La pause dure autant que l’entrée.",
        ),
        text("Shorten the break.", "Die Pause kürzen.", "Raccourcir la pause."),
    )
}

/// In the future.
pub fn future() -> Fault {
    fault(
        text("It ends in the future.", "Das Ende liegt in der Zukunft.", "La fin est dans le futur."),
        text(
            "Import it when it is over.",
            "Importieren, wenn der Eintrag vorbei ist.",
            "L’importer quand l’entrée sera finie.",
        ),
    )
}

/// It runs on.
pub fn running() -> Fault {
    fault(
        text(
            "It has no end: the timer runs on there.",
            "Das Ende fehlt: Die Uhr läuft dort noch.",
            "La fin manque\u{a0}: le chronomètre y tourne encore.",
        ),
        text(
            "Stop it there, then export again.",
            "Sie dort stoppen, dann noch einmal exportieren.",
            "L’arrêter là-bas, puis exporter de nouveau.",
        ),
    )
}

/// Outside the years that are taken.
pub fn too_far(typed: &str) -> Fault {
    fault(
        say!(
            en "“{typed}” is too far away.",
            de "„{typed}“ ist zu weit weg.",
            fr "«\u{a0}{typed}\u{a0}» est trop loin."
        ),
        text(
            "Give a day between the years 1970 and 9998.",
            "Einen Tag zwischen den Jahren 1970 und 9998 angeben.",
            "Donner un jour entre les années 1970 et 9998.",
        ),
    )
}

/// A note that is too long.
pub fn long_note(kilobytes: usize) -> Fault {
    fault(
        say!(
            en "The note is longer than {kilobytes} kB.",
            de "Die Notiz ist länger als {kilobytes} kB.",
            fr "La note dépasse {kilobytes} ko."
        ),
        text("Shorten it.", "Kürzer fassen.", "La raccourcir."),
    )
}

/// A name that cannot be a tag.
pub fn tag(typed: &str) -> Fault {
    let typed: String = typed.chars().filter(|c| !c.is_control()).take(40).collect();
    fault(
        say!(
            en "“{typed}” cannot be a tag: it is longer than 100 bytes, or holds a line break.",
            de "„{typed}“ kann kein Schlagwort sein: länger als 100 Bytes oder mit Zeilenumbruch.",
            fr "«\u{a0}{typed}\u{a0}» ne peut être une étiquette\u{a0}: plus de 100 octets ou un saut de ligne."
        ),
        text("Shorten it.", "Kürzer fassen.", "La raccourcir."),
    )
}

fn export_again() -> String {
    text("Export the file again.", "Die Datei noch einmal exportieren.", "Exporter le fichier de nouveau.")
        .into()
}

fn write_as(example: &str) -> String {
    say!(en "Write it as {example}.", de "Wie {example} schreiben.", fr "L’écrire comme {example}.")
}
