//! Text within a tracker's limit of characters.

/// The text, or as much of its beginning as has `max_chars` characters; never cut inside one, nor inside a letter
/// and the marks and joiners that belong to it.
pub fn truncate_text(text: &str, max_chars: usize) -> &str {
    let Some((mut end, _)) = text.char_indices().nth(max_chars) else { return text };
    while text[end..].starts_with(belongs_to_the_one_before) || text[..end].ends_with(JOINER) {
        match text[..end].char_indices().next_back() {
            Some((before, _)) => end = before,
            None => break,
        }
    }
    &text[..end]
}

/// Makes one sign of the one before and the one after, as in a family of faces.
const JOINER: char = '\u{200d}';

/// Combining marks, variation selectors, skin tones and joiners.
fn belongs_to_the_one_before(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | JOINER)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", 3, "")]
    #[case("abc", 3, "abc")]
    #[case("abcd", 3, "abc")]
    #[case("abcd", 0, "")]
    #[case("äöü", 2, "äö")]
    #[case("a😀b", 2, "a😀")]
    #[case("שלום", 2, "של")]
    // Not “ae” without its accent, not half a family, not a hand without its colour.
    #[case("ae\u{0301}b", 2, "a")]
    #[case("x👨\u{200d}👩y", 2, "x")]
    #[case("x👨\u{200d}👩y", 3, "x")]
    #[case("x👍\u{1f3fd}y", 2, "x")]
    #[case("\u{0301}\u{0301}", 1, "")]
    fn keeps_whole_signs(#[case] text: &str, #[case] max: usize, #[case] kept: &str) {
        assert_eq!(truncate_text(text, max), kept);
    }
}
