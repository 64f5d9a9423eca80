//! What `stint import` says: what a file would bring, the question, and what came of it.

use api::ImportSameWhy;
use api::language::{Language, Text, singular, spoken, text};
use api::say;

use super::entries;

pub(crate) const NO_ROWS: Text = text(
    "There are no entries in this file.",
    "In dieser Datei sind keine Einträge.",
    "Il n’y a pas d’entrées dans ce fichier.",
);

pub(crate) const STANDARD_INPUT: Text = text("Standard input", "Die Standardeingabe", "L’entrée standard");
pub(crate) const STANDARD_OUTPUT: Text = text("Standard output", "Die Standardausgabe", "La sortie standard");

pub(crate) fn more(count: usize) -> String {
    say!(en "  … and {count} more", de "  … und {count} weitere", fr "  … et {count} autres")
}

pub(crate) fn new(count: u32, work: &str, zone: &str) -> String {
    say!(
        en "New: {new}, {work} of work, times in {zone}.",
        de "Neu: {new}, {work} Arbeit, Zeiten in {zone}.",
        fr "Nouveau\u{a0}: {new}, {work} de travail, heures de {zone}.",
        new = entries(count)
    )
}

pub(crate) fn overlap(count: u32) -> String {
    let said = if singular(count.into()) {
        text(
            "overlaps what is there; both are kept (marked ~).",
            "überschneidet sich mit Vorhandenem; beide bleiben (mit ~).",
            "en chevauche une qui est là\u{202f}; les deux restent (marquée ~).",
        )
    } else {
        text(
            "overlap what is there; both are kept (marked ~).",
            "überschneiden sich mit Vorhandenem; beide bleiben (mit ~).",
            "en chevauchent qui sont là\u{202f}; toutes restent (marquées ~).",
        )
    };
    format!("{} {said}", entries(count))
}

pub(crate) fn left_out(count: u32) -> String {
    say!(
        en "Left out, because they are there: {count}.",
        de "Ausgelassen, weil schon da: {count}.",
        fr "Laissé de côté, car déjà là\u{a0}: {count}."
    )
}

pub(crate) fn same(line: u32, entry: &str, why: ImportSameWhy) -> String {
    let why = match why {
        ImportSameWhy::Imported => text("imported earlier", "früher importiert", "importé auparavant"),
        ImportSameWhy::There => text(
            "is there with the same times",
            "ist mit denselben Zeiten da",
            "est là avec les mêmes heures",
        ),
        ImportSameWhy::Twice => {
            text("stands in the file twice", "steht doppelt in der Datei", "figure en double dans le fichier")
        }
    };
    row(line, "", &format!("{entry} {why}"))
}

pub(crate) fn not_readable(count: u32) -> String {
    let rows =
        if singular(count.into()) { text("row", "Zeile", "ligne") } else { text("rows", "Zeilen", "lignes") };
    say!(
        en "Not readable: {count} {rows}.",
        de "Nicht lesbar: {count} {rows}.",
        fr "Illisible\u{a0}: {count} {rows}."
    )
}

/// What is said of a row of the file, and of its column where one is meant.
pub(crate) fn row(line: u32, column: &str, said: &str) -> String {
    let comma = if column.is_empty() { "" } else { ", " };
    say!(
        en "  line {line}{comma}{column}: {said}",
        de "  Zeile {line}{comma}{column}: {said}",
        fr "  ligne {line}{comma}{column}\u{a0}: {said}"
    )
}

/// The question; [`is_yes`] reads its answer.
pub(crate) fn ask(count: u32) -> String {
    say!(
        en "Import {new}? [y/N] ",
        de "{new} importieren? [j/N] ",
        fr "Importer {new}\u{202f}? [o/N] ",
        new = entries(count)
    )
}

/// Whether this means yes: in the language of the question, or in English, which hands remember.
pub(crate) fn is_yes(answer: &str) -> bool {
    let answer = answer.trim().to_lowercase();
    let own: &[&str] = match spoken() {
        Language::En => &[],
        Language::De => &["j", "ja"],
        Language::Fr => &["o", "oui"],
    };
    ["y", "yes"].iter().chain(own).any(|yes| *yes == answer)
}

pub(crate) fn came(count: u32) -> String {
    say!(
        en "Imported {new}. “stint undo” takes them back.",
        de "{new} importiert. „stint undo“ nimmt sie zurück.",
        fr "Importé\u{a0}: {new}. «\u{a0}stint undo\u{a0}» les retire.",
        new = entries(count)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_is_understood_as_it_was_asked_for_and_anything_else_is_no() {
        let yes = |language: Language| {
            language.speak();
            ["y", "YES\n", "j", "ja", "o", "Oui ", "n", "", "yesterday"].map(is_yes)
        };
        let expected = [
            [true, true, false, false, false, false, false, false, false],
            [true, true, true, true, false, false, false, false, false],
            [true, true, false, false, true, true, false, false, false],
        ];
        assert_eq!(Language::ALL.map(yes), expected);
    }

    #[test]
    fn a_row_is_named_with_its_column_where_there_is_one() {
        Language::Fr.speak();
        assert_eq!(row(3, "Durée", "Illisible."), "  ligne 3, Durée\u{a0}: Illisible.");
        assert_eq!(
            same(7, "«\u{a0}x\u{a0}»", ImportSameWhy::Twice),
            "  ligne 7\u{a0}: «\u{a0}x\u{a0}» figure en double dans le fichier"
        );
    }
}
