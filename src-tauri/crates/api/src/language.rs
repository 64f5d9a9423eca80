//! The language of the sentences for people, and how a sentence is given in all of them.
//!
//! One per process, chosen at start and when its setting changes: whoever reads a sentence of this process reads them
//! all in one language. A client speaks the system's until a resident answers, then that one's, which knows the setting.
//! Ids, field names and what is typed never depend on it.

use std::fmt;
use std::sync::atomic::{AtomicU8, Ordering};

/// A language that Stint speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// French.
    Fr,
}

static SPOKEN: AtomicU8 = AtomicU8::new(0);

/// The language this process speaks.
pub fn spoken() -> Language {
    Language::ALL.get(usize::from(SPOKEN.load(Ordering::Relaxed))).copied().unwrap_or_default()
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::En, Self::De, Self::Fr];

    /// As settings and locales name it: `en`, `de`, `fr`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
        }
    }

    /// The language of this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Speaks it from now on.
    pub fn speak(self) {
        SPOKEN.store(self as u8, Ordering::Relaxed);
    }

    /// The language a setting names; anything else leaves it to the system.
    pub fn of_setting(setting: &str, variable: impl Fn(&str) -> Option<String>) -> Self {
        Self::of_code(setting).unwrap_or_else(|| Self::of_system(variable))
    }

    /// The language of the environment, in POSIX's order. A system in a language Stint does not speak gets English.
    pub fn of_system(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default();
        if matches!(locale.split('.').next(), Some("C" | "POSIX" | "")) {
            return Self::En;
        }
        // GNU's list of preferences goes before, except in the plain locale above.
        let preferred = set("LANGUAGE").unwrap_or_default();
        let wanted = preferred.split(':').chain([locale.as_str()]);
        wanted.filter_map(Self::of_locale).next().unwrap_or_default()
    }

    /// `de_AT.UTF-8` → German.
    fn of_locale(locale: &str) -> Option<Self> {
        Self::of_code(locale.split(['_', '.', '@', '-']).next().unwrap_or_default())
    }
}

/// A sentence without places, in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    en: &'static str,
    de: &'static str,
    fr: &'static str,
}

/// A sentence without places: English, German, French.
pub const fn text(en: &'static str, de: &'static str, fr: &'static str) -> Text {
    Text { en, de, fr }
}

impl Text {
    /// As this process says it.
    pub fn said(self) -> &'static str {
        self.in_language(spoken())
    }

    /// As this language says it.
    pub fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::De => self.de,
            Language::Fr => self.fr,
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.said())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.said().to_owned()
    }
}

/// A sentence with places, which are filled as by `format!`: `say!(en "{n} of {all}", de "{n} von {all}", fr …)`.
///
/// The compiler wants every language, and every place to be known. A value that needs a word of its own may follow:
/// `say!(…, noun = text("entry", "Eintrag", "entrée"))`.
#[macro_export]
macro_rules! say {
    (en $en:literal, de $de:literal, fr $fr:literal $(, $name:ident = $value:expr)* $(,)?) => {
        match $crate::language::spoken() {
            $crate::language::Language::En => ::std::format!($en $(, $name = $value)*),
            $crate::language::Language::De => ::std::format!($de $(, $name = $value)*),
            $crate::language::Language::Fr => ::std::format!($fr $(, $name = $value)*),
        }
    };
}

/// Whether a number takes the singular: one, and in French also none.
pub fn singular(count: u64) -> bool {
    match spoken() {
        Language::En | Language::De => count == 1,
        Language::Fr => count <= 1,
    }
}

/// A note or name in the quotation marks of the language.
pub fn quoted(text: &str) -> String {
    say!(en "“{text}”", de "„{text}“", fr "«\u{a0}{text}\u{a0}»")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is chosen with these variables set.
    fn of(variables: &[(&str, &str)]) -> Language {
        Language::of_system(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_chooses_in_the_order_of_posix() {
        assert_eq!(of(&[("LANG", "de_DE.UTF-8")]), Language::De);
        assert_eq!(of(&[("LANG", "de_DE.UTF-8"), ("LC_MESSAGES", "fr_CA")]), Language::Fr);
        assert_eq!(
            of(&[("LANG", "de_DE"), ("LC_MESSAGES", "fr_FR"), ("LC_ALL", "en_GB.UTF-8")]),
            Language::En
        );
    }

    #[test]
    fn an_empty_variable_says_nothing() {
        assert_eq!(of(&[("LC_ALL", ""), ("LANG", "de_AT@euro")]), Language::De);
    }

    #[test]
    fn a_list_of_preferences_goes_before_but_not_before_the_plain_locale() {
        assert_eq!(of(&[("LANG", "en_US.UTF-8"), ("LANGUAGE", "nl:fr:de")]), Language::Fr);
        assert_eq!(of(&[("LC_ALL", "C.UTF-8"), ("LANGUAGE", "de")]), Language::En);
        assert_eq!(of(&[("LANGUAGE", "de")]), Language::En);
    }

    #[test]
    fn what_stint_does_not_speak_is_english() {
        for locale in ["C", "POSIX", "es_ES.UTF-8", "german", ""] {
            assert_eq!(of(&[("LANG", locale)]), Language::En, "{locale}");
        }
    }

    #[test]
    fn the_setting_goes_before_the_environment() {
        let german = |_: &str| Some("de_DE.UTF-8".to_owned());
        assert_eq!(Language::of_setting("fr", german), Language::Fr);
        assert_eq!(Language::of_setting("en", german), Language::En);
        assert_eq!(Language::of_setting("system", german), Language::De);
        assert_eq!(Language::of_setting("tlh", german), Language::De);
    }

    #[test]
    fn a_sentence_is_said_in_the_language_that_is_spoken() {
        let said = |n: u64| {
            let noun = if singular(n) {
                text("entry", "Eintrag", "entrée")
            } else {
                text("entries", "Einträge", "entrées")
            };
            say!(en "Only {n} {noun}", de "Nur {n} {noun}", fr "Seulement {n} {noun}")
        };
        let heard = Language::ALL.map(|language| {
            language.speak();
            (said(0), said(2), quoted("x"))
        });
        Language::En.speak();
        let expected = [
            ("Only 0 entries", "Only 2 entries", "“x”"),
            ("Nur 0 Einträge", "Nur 2 Einträge", "„x“"),
            ("Seulement 0 entrée", "Seulement 2 entrées", "«\u{a0}x\u{a0}»"),
        ];
        assert_eq!(heard, expected.map(|(none, two, mark)| (none.into(), two.into(), mark.into())));
    }
}
