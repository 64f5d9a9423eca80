//! Folding: one spelling for words that differ only in case or accents, the same for what is stored and asked.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Lower case, without accents: `Übergröße Łódź` becomes `ubergrosse lodz`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            letter if is_combining_mark(letter) => {}
            letter => folded.push(letter),
        }
    }
    folded
}

/// The words of a text, folded, in order. Signs separate words; an ideograph is a word of its own.
pub(crate) fn words(text: &str) -> Vec<String> {
    chunks(text).into_iter().flatten().collect()
}

/// The words of a text, grouped by the white space around them: `PROJ-12 done` is `[[proj, 12], [done]]`.
pub(crate) fn chunks(text: &str) -> Vec<Vec<String>> {
    fold(text).split_whitespace().map(pieces).filter(|pieces| !pieces.is_empty()).collect()
}

fn pieces(chunk: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut word = String::new();
    for letter in chunk.chars() {
        let alone = is_ideograph(letter) || is_picture(letter);
        if letter.is_alphanumeric() && !alone {
            word.push(letter);
            continue;
        }
        if !word.is_empty() {
            pieces.push(std::mem::take(&mut word));
        }
        if alone {
            pieces.push(letter.to_string());
        }
    }
    if !word.is_empty() {
        pieces.push(word);
    }
    pieces
}

/// Scripts that put no space between words.
fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{20000}'..='\u{323af}')
}

/// Emoji and other pictures, which people search for like words.
fn is_picture(letter: char) -> bool {
    matches!(letter, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_count() {
        assert_eq!(fold("Übergröße Łódź ÆØ ÉCOLE"), "ubergrosse lodz aeo ecole");
        assert_eq!(fold("İstanbul ΟΔΟΣ"), "istanbul οδοσ");
    }

    #[test]
    fn signs_separate_words() {
        assert_eq!(chunks("PROJ-12 (done): «x»"), [vec!["proj", "12"], vec!["done"], vec!["x"]]);
        assert_eq!(words("会議 🚀go -- \" *"), ["会", "議", "🚀", "go"]);
    }
}
