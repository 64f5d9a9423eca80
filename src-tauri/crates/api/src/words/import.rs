//! What is said about files from other time trackers: why one cannot be read, and why nothing was imported.

use crate::language::{quoted, text};
use crate::{ApiError, Code, say};

fn bad(field: &str, message: impl Into<String>, remedy: impl Into<String>) -> ApiError {
    ApiError::new(Code::BadInput, message).field(field).remedy(remedy)
}

/// There is nothing in it.
pub fn empty() -> ApiError {
    bad(
        "file",
        text(
            "There are no entries in this file.",
            "In dieser Datei sind keine Einträge.",
            "Il n’y a pas d’entrées dans ce fichier.",
        ),
        text(
            "Export a range of days with entries in it.",
            "Einen Zeitraum exportieren, in dem es Einträge gibt.",
            "Exporter une période qui contient des entrées.",
        ),
    )
}

/// It is longer than a file may be.
pub fn too_long(megabytes: usize) -> ApiError {
    bad(
        "file",
        say!(
            en "The file is longer than {megabytes} MB.",
            de "Die Datei ist größer als {megabytes} MB.",
            fr "Le fichier dépasse {megabytes} Mo."
        ),
        text("Export a year at a time.", "Jedes Jahr einzeln exportieren.", "Exporter une année à la fois."),
    )
}

/// It is no text.
pub fn no_text() -> ApiError {
    bad(
        "file",
        text(
            "This file is not UTF-8 text.",
            "Diese Datei ist kein UTF-8-Text.",
            "Ce fichier n’est pas du texte UTF-8.",
        ),
        text(
            "Export it as CSV or JSON; in a spreadsheet, save it as “CSV UTF-8”.",
            "Als CSV oder JSON exportieren; in einer Tabellenkalkulation als „CSV UTF-8“ speichern.",
            "L’exporter en CSV ou JSON\u{202f}; dans un tableur, l’enregistrer en «\u{a0}CSV UTF-8\u{a0}».",
        ),
    )
}

/// It is an archive.
pub fn archive() -> ApiError {
    bad(
        "file",
        text("This file is an archive.", "Diese Datei ist ein Archiv.", "Ce fichier est une archive."),
        text(
            "Unpack it, and choose the file with the time entries.",
            "Entpacken und die Datei mit den Zeiteinträgen wählen.",
            "L’extraire et choisir le fichier des entrées de temps.",
        ),
    )
}

/// It cannot be opened.
pub fn no_file(path: &str, detail: &str) -> ApiError {
    bad(
        "file",
        say!(
            en "{path} cannot be read ({detail}).",
            de "{path} ist nicht lesbar ({detail}).",
            fr "{path} n’est pas lisible ({detail})."
        ),
        text(
            "Check its name and its rights.",
            "Name und Rechte der Datei prüfen.",
            "Vérifier son nom et ses droits.",
        ),
    )
}

/// The reading of it ended early; a defect.
pub fn reading_ended() -> ApiError {
    let message = text(
        "The file could not be read.",
        "Die Datei ließ sich nicht lesen.",
        "Le fichier n’a pas pu être lu.",
    );
    ApiError::new(Code::Internal, message).field("file").remedy(text(
        "Nothing was imported; “stint doctor” names the log.",
        "Nichts wurde importiert; „stint doctor“ nennt das Protokoll.",
        "Rien n’a été importé\u{202f}; «\u{a0}stint doctor\u{a0}» nomme le journal.",
    ))
}

/// No format is known that looks like this.
pub fn unknown() -> ApiError {
    bad(
        "format",
        text(
            "The format of this file was not recognised.",
            "Das Format dieser Datei wurde nicht erkannt.",
            "Le format de ce fichier n’a pas été reconnu.",
        ),
        text(
            "Export entry by entry: the detailed report of Toggl, Clockify or solidtime as CSV, Kimai’s CSV or JSON, \
             “timew export”, or Stint’s own export. Or say which format it is.",
            "Jeden Eintrag einzeln exportieren: den detaillierten Bericht von Toggl, Clockify oder solidtime als CSV, \
             CSV oder JSON von Kimai, „timew export“ oder den Export von Stint. Oder das Format angeben.",
            "Exporter entrée par entrée\u{a0}: le rapport détaillé de Toggl, Clockify ou solidtime en CSV, le CSV ou JSON \
             de Kimai, «\u{a0}timew export\u{a0}» ou l’export de Stint. Ou indiquer le format.",
        ),
    )
}

/// A column that the format needs is not there.
pub fn no_column(program: &str, column: &str) -> ApiError {
    bad(
        "format",
        say!(
            en "For a file of {program} the column “{column}” is missing.",
            de "Für eine Datei von {program} fehlt die Spalte „{column}“.",
            fr "Pour un fichier de {program}, il manque la colonne «\u{a0}{column}\u{a0}»."
        ),
        text(
            "Export the detailed report with all columns, in English.",
            "Den detaillierten Bericht mit allen Spalten exportieren, auf Englisch.",
            "Exporter le rapport détaillé avec toutes les colonnes, en anglais.",
        ),
    )
}

/// The text is no JSON.
pub fn no_json(line: usize, column: usize) -> ApiError {
    bad(
        "file",
        say!(
            en "The file stops being JSON at line {line}, column {column}.",
            de "Ab Zeile {line}, Spalte {column} ist die Datei kein JSON mehr.",
            fr "Le fichier n’est plus du JSON à partir de la ligne {line}, colonne {column}."
        ),
        text(
            "Export it again; it may have been cut short.",
            "Noch einmal exportieren; vielleicht wurde sie abgeschnitten.",
            "L’exporter de nouveau\u{202f}; il a peut-être été tronqué.",
        ),
    )
}

/// The format has another shape.
pub fn other_shape(program: &str) -> ApiError {
    bad(
        "format",
        say!(
            en "This is not how {program} exports entries.",
            de "So exportiert {program} keine Einträge.",
            fr "Ce n’est pas ainsi que {program} exporte des entrées."
        ),
        text(
            "Leave the format out to have it found.",
            "Das Format weglassen, dann wird es gesucht.",
            "Omettre le format pour qu’il soit cherché.",
        ),
    )
}

/// Whether the day or the month comes first cannot be seen.
pub fn which_dates(example: &str) -> ApiError {
    bad(
        "dates",
        say!(
            en "“{example}” can be read in two ways.",
            de "„{example}“ lässt sich auf zwei Arten lesen.",
            fr "«\u{a0}{example}\u{a0}» se lit de deux façons."
        ),
        text(
            "Say whether the day or the month comes first (--dates day-first|month-first).",
            "Angeben, ob der Tag oder der Monat vorn steht (--dates day-first|month-first).",
            "Indiquer si le jour ou le mois vient d’abord (--dates day-first|month-first).",
        ),
    )
}

/// The dates contradict each other.
pub fn mixed_dates(day_first: bool, line: u32, example: &str) -> ApiError {
    let first = if day_first {
        text("the day", "der Tag", "le jour")
    } else {
        text("the month", "der Monat", "le mois")
    };
    bad(
        "dates",
        say!(
            en "“{example}” on line {line} does not have {first} first, as others have.",
            de "Bei „{example}“ in Zeile {line} steht {first} nicht vorn, anders als sonst.",
            fr "Dans «\u{a0}{example}\u{a0}», ligne {line}, {first} ne vient pas d’abord comme ailleurs."
        ),
        text(
            "Write all dates of the file alike, best as 2026-11-20.",
            "Alle Tage der Datei gleich schreiben, am besten wie 2026-11-20.",
            "Écrire toutes les dates du fichier de même, de préférence comme 2026-11-20.",
        ),
    )
}

/// The file holds rows of several people.
pub fn which_person(people: &[String]) -> ApiError {
    bad(
        "person",
        say!(
            en "The file holds entries of several people: {people}.",
            de "Die Datei enthält Einträge mehrerer Personen: {people}.",
            fr "Le fichier contient les entrées de plusieurs personnes\u{a0}: {people}.",
            people = listed(people)
        ),
        text(
            "Say whose are yours (--person NAME).",
            "Angeben, welche die eigenen sind (--person NAME).",
            "Indiquer lesquelles importer (--person NAME).",
        ),
    )
}

/// Nobody of this name has a row.
pub fn no_person(person: &str, people: &[String]) -> ApiError {
    let remedy = match people {
        [] => text(
            "The file names nobody; leave the name out.",
            "Die Datei nennt niemanden; den Namen weglassen.",
            "Le fichier ne nomme personne\u{202f}; omettre le nom.",
        )
        .into(),
        people => say!(
            en "Choose one of: {people}.",
            de "Zur Wahl stehen: {people}.",
            fr "Choisir parmi\u{a0}: {people}.",
            people = listed(people)
        ),
    };
    bad(
        "person",
        say!(
            en "No row of the file is of {person}.",
            de "Keine Zeile der Datei ist von {person}.",
            fr "Aucune ligne du fichier n’est de {person}.",
            person = quoted(person)
        ),
        remedy,
    )
}

fn listed(people: &[String]) -> String {
    let shown = people.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(", ");
    match people.len().saturating_sub(8) {
        0 => shown,
        more => shown + &super::timer::and_more(more),
    }
}

/// A zone that does not exist.
pub fn bad_zone(zone: &str) -> ApiError {
    bad(
        "zone",
        no_zone(zone),
        text(
            "Give one as Europe/Berlin.",
            "Eine wie Europe/Berlin angeben.",
            "En donner un comme Europe/Berlin.",
        ),
    )
}

/// That a time zone does not exist.
pub(super) fn no_zone(zone: &str) -> String {
    say!(
        en "There is no time zone “{zone}”.",
        de "Es gibt keine Zeitzone „{zone}“.",
        fr "Il n’y a pas de fuseau horaire «\u{a0}{zone}\u{a0}»."
    )
}

/// What is there changed since it was shown.
pub fn outdated() -> ApiError {
    let message = text(
        "This is not what was shown: the file or your entries changed since.",
        "Das ist nicht, was gezeigt wurde: Datei oder Einträge haben sich seither geändert.",
        "Ce n’est pas ce qui a été montré\u{a0}: le fichier ou les entrées ont changé depuis.",
    );
    ApiError::new(Code::NotNow, message).field("token").remedy(text(
        "Look at the file once more, then import it.",
        "Die Datei noch einmal ansehen, dann importieren.",
        "Regarder le fichier encore une fois, puis l’importer.",
    ))
}

/// Nothing of it is new.
pub fn nothing_new() -> ApiError {
    let message = text(
        "There is nothing to import: no row of the file is new.",
        "Es gibt nichts zu importieren: Keine Zeile der Datei ist neu.",
        "Il n’y a rien à importer\u{a0}: aucune ligne du fichier n’est nouvelle.",
    );
    ApiError::new(Code::NotNow, message).field("file")
}

/// Nobody said yes.
pub fn not_confirmed() -> ApiError {
    bad(
        "yes",
        text("Nothing was imported.", "Nichts wurde importiert.", "Rien n’a été importé."),
        text(
            "Say --yes to import without being asked.",
            "Mit --yes ohne Rückfrage importieren.",
            "Donner --yes pour importer sans question.",
        ),
    )
}
