//! What the form of a tracker says, in the language spoken: its own words first, then those that several forms share.

use api::language::text;
use api::words::labels;
use trackers::Descriptor;

/// A label, a help or a choice of a descriptor as this process says it.
pub(crate) fn said(about: &Descriptor, english: &'static str) -> &'static str {
    match about.words.iter().find(|words| words.en == english) {
        Some(words) => text(words.en, words.de, words.fr).said(),
        None => labels::said(english),
    }
}

#[cfg(test)]
mod tests {
    use trackers::FieldKind;

    use super::*;

    /// Every text of a form.
    fn texts(about: &Descriptor) -> Vec<&'static str> {
        let fields = about.workspace.iter().chain(about.fields);
        let of_fields = fields.flat_map(|field| {
            let choices: &[(&str, &str)] = match field.kind {
                FieldKind::Text => &[],
                FieldKind::Choice(choices) => choices,
            };
            [field.label, field.help].into_iter().chain(choices.iter().map(|(_, label)| *label))
        });
        [about.hint, about.secret_name].into_iter().chain(of_fields).collect()
    }

    #[test]
    fn the_words_of_every_form_are_known_in_every_language() {
        for about in trackers::all().iter().map(|tracker| tracker.about()) {
            let own = |text: &str| about.words.iter().any(|words| words.en == text);
            let unknown: Vec<&str> =
                texts(about).into_iter().filter(|text| !own(text) && !labels::is_known(text)).collect();
            assert_eq!(unknown, Vec::<&str>::new(), "{}", about.kind);
        }
    }

    #[test]
    fn a_form_brings_no_words_that_it_does_not_say_and_none_that_all_share() {
        for about in trackers::all().iter().map(|tracker| tracker.about()) {
            let said = texts(about);
            for words in about.words {
                assert!(said.contains(&words.en) && !labels::is_known(words.en), "{}", words.en);
                assert!(!words.de.is_empty() && !words.fr.is_empty(), "{}", words.en);
            }
        }
    }
}
