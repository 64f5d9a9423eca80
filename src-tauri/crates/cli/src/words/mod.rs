//! Every text that `stint` says by itself, in one place, in every language. What a resident answers is in `api::words`.
//!
//! Short, plain, without blame. What is typed, such as names, options and commands, and `--json` have no language.

mod doctor;
mod import;
mod lists;
mod places;
mod trackers;
mod uploads;
mod verbs;

use api::language::{quoted, singular, text};
use api::say;

pub(crate) use self::doctor::*;
pub(crate) use self::import::*;
pub(crate) use self::lists::*;
pub(crate) use self::places::*;
pub(crate) use self::trackers::*;
pub(crate) use self::uploads::*;
pub(crate) use self::verbs::*;

/// A note in the quotation marks of the language, or what stands for an empty one.
pub(crate) fn entry(note: &str) -> String {
    if note.is_empty() {
        say!(en "an entry without a note", de "Eintrag ohne Notiz", fr "entrée sans note")
    } else {
        quoted(note)
    }
}

/// So many entries.
pub(crate) fn entries(count: u32) -> String {
    let noun = if singular(count.into()) {
        text("entry", "Eintrag", "entrée")
    } else {
        text("entries", "Einträge", "entrées")
    };
    format!("{count} {noun}")
}

/// What is said of a thing, behind its name.
pub(crate) fn of(name: &str, said: &str) -> String {
    say!(en "{name}: {said}", de "{name}: {said}", fr "{name}\u{a0}: {said}")
}

/// The first letter as at the beginning of a sentence.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use api::language::Language;

    use super::*;

    #[test]
    fn an_entry_is_named_in_every_language() {
        let heard = Language::ALL.map(|language| {
            language.speak();
            (entry("Login"), entry(""), entries(1), entries(2), of("plane", "x"))
        });
        let expected = [
            ("“Login”", "an entry without a note", "1 entry", "2 entries", "plane: x"),
            ("„Login“", "Eintrag ohne Notiz", "1 Eintrag", "2 Einträge", "plane: x"),
            ("«\u{a0}Login\u{a0}»", "entrée sans note", "1 entrée", "2 entrées", "plane\u{a0}: x"),
        ];
        let own = expected.map(|(a, b, c, d, e)| (a.into(), b.into(), c.into(), d.into(), e.into()));
        assert_eq!(heard, own);
    }
}
