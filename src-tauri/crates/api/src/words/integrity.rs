//! What a check of the whole database found; each is a part of a line, after the name of the file.

use crate::language::{Text, text};
use crate::say;

/// All is well.
pub const SOUND: Text = text("sound", "in Ordnung", "en ordre");

/// Rows that refer to rows that are not there.
pub fn orphans(count: u64) -> String {
    say!(
        en "{count} rows refer to rows that are not there",
        de "Zeilen, die auf fehlende verweisen: {count}",
        fr "lignes qui renvoient à des lignes absentes\u{a0}: {count}"
    )
}

/// Entries whose sums differ from their segments.
pub fn sums(count: u64) -> String {
    say!(
        en "{count} entries whose sums differ from their segments",
        de "Einträge, deren Summen nicht zu ihren Abschnitten passen: {count}",
        fr "entrées dont les totaux diffèrent de leurs segments\u{a0}: {count}"
    )
}

/// Entries missing from the search.
pub fn search(count: u64) -> String {
    say!(
        en "{count} entries missing from the search",
        de "Einträge, die in der Suche fehlen: {count}",
        fr "entrées absentes de la recherche\u{a0}: {count}"
    )
}

/// Habits that count wrong.
pub fn habits(count: u64) -> String {
    say!(
        en "{count} habits that count wrong",
        de "Gewohnheiten, die falsch zählen: {count}",
        fr "habitudes mal comptées\u{a0}: {count}"
    )
}

/// Upload stages that count wrong.
pub fn stages(count: u64) -> String {
    say!(
        en "{count} upload stages that count wrong",
        de "Upload-Schritte, die falsch zählen: {count}",
        fr "étapes d’envoi mal comptées\u{a0}: {count}"
    )
}
