//! Every text a person reads outside the window, in one place, in every language.
//!
//! Short, plain, without blame; what happened first, then what helps.

mod notices;
mod offers;
mod tray;

use api::language::quoted as in_quotes;
use api::say;

pub use self::notices::*;
pub use self::offers::*;
pub use self::tray::*;

/// The product.
pub const NAME: &str = "Stint";

const NBSP: char = '\u{a0}';
/// A note longer than this is cut in menus and titles, where it would push everything else out.
const NOTE_MAX: usize = 40;

/// Hours and minutes as in rows: `1:34`.
pub fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 3600, seconds / 60 % 60)
}

/// Hours and minutes as in sentences: `4 h 49 min`, `4 Std. 49 Min.`
pub fn span(seconds: u32) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    match (hours, minutes) {
        (0, _) => say!(en "{minutes}{NBSP}min", de "{minutes}{NBSP}Min.", fr "{minutes}{NBSP}min"),
        (_, 0) => say!(en "{hours}{NBSP}h", de "{hours}{NBSP}Std.", fr "{hours}{NBSP}h"),
        _ => say!(
            en "{hours}{NBSP}h{NBSP}{minutes}{NBSP}min",
            de "{hours}{NBSP}Std.{NBSP}{minutes}{NBSP}Min.",
            fr "{hours}{NBSP}h{NBSP}{minutes}{NBSP}min"
        ),
    }
}

/// A note in one short line.
pub fn note(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(NOTE_MAX) {
        None if line.is_empty() => say!(en "Without a note", de "Ohne Notiz", fr "Sans note"),
        None => line,
        Some((cut, _)) => format!("{}…", line[..cut].trim_end()),
    }
}

/// A note inside a sentence: `“Login flow review”`.
fn quoted(text: &str) -> String {
    if text.trim().is_empty() {
        say!(en "the entry without a note", de "Eintrag ohne Notiz", fr "entrée sans note")
    } else {
        in_quotes(&note(text))
    }
}

#[cfg(test)]
mod tests {
    use api::language::Language;

    use super::*;

    #[test]
    fn durations_read_as_in_the_window() {
        assert_eq!(clock(0), "0:00");
        assert_eq!(clock(5_099), "1:24");
        assert_eq!(span(17_340), "4\u{a0}h\u{a0}49\u{a0}min");
        assert_eq!(span(7_200), "2\u{a0}h");
        assert_eq!(span(59), "0\u{a0}min");
    }

    #[test]
    fn a_long_note_is_cut_at_a_letter_and_a_missing_one_is_named() {
        assert_eq!(note("  Login\nflow  review "), "Login flow review");
        assert_eq!(note(""), "Without a note");
        let long = "é".repeat(60);
        assert_eq!(note(&long).chars().count(), NOTE_MAX + 1);
        assert!(note(&long).ends_with('…'));
    }

    #[test]
    fn what_needs_a_person_comes_first() {
        assert_eq!(uploads(0, 0), "All uploaded");
        assert_eq!(uploads(3, 0), "3 uploads waiting");
        assert_eq!(uploads(1, 1), "1 upload needs you · 1 upload waiting");
    }

    #[test]
    fn german_and_french_are_said_as_they_are_spoken() {
        let said = || {
            [
                span(17_340),
                stopped("Login", 5_045),
                started(""),
                uploads(2, 1),
                decide(840),
                recent("", &[]),
                ago(5),
                upload_needs_you("Login"),
            ]
        };
        Language::De.speak();
        let german = said();
        Language::Fr.speak();
        let french = said();
        Language::En.speak();
        assert_eq!(
            german,
            [
                "4\u{a0}Std.\u{a0}49\u{a0}Min.",
                "„Login“ gestoppt, 1:24",
                "Eintrag ohne Notiz gestartet",
                "1 Upload zu erledigen · 2 Uploads warten",
                "14\u{a0}Min. klären…",
                "Ohne Notiz",
                "vor 5 Minuten",
                "Upload von „Login“ zu erledigen",
            ]
        );
        assert_eq!(
            french,
            [
                "4\u{a0}h\u{a0}49\u{a0}min",
                "Arrêté\u{a0}: «\u{a0}Login\u{a0}», 1:24",
                "Démarré\u{a0}: entrée sans note",
                "1 envoi à traiter · 2 envois en attente",
                "Décider 14\u{a0}min…",
                "Sans note",
                "il y a 5 minutes",
                "Envoi de «\u{a0}Login\u{a0}» à traiter",
            ]
        );
    }

    #[test]
    fn no_text_blames() {
        let texts = [TRAY_NO_PANEL, NO_BUS, NOTIFICATIONS_NONE, KEYCHAIN_NONE, HOTKEYS_WAYLAND, WINDOW_ENDED];
        let blames =
            ["failed", "invalid", "oops", "error", "fehler", "ungültig", "échec", "erreur", "invalide"];
        for text in
            texts.into_iter().flat_map(|text| Language::ALL.map(|language| text.in_language(language)))
        {
            let lower = text.to_lowercase();
            assert!(!blames.iter().any(|word| lower.contains(word)), "{text}");
        }
    }
}
