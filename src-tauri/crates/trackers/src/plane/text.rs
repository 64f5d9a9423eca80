//! Descriptions as Plane may show them: as sent, escaped, or as a piece of a web page. Whether they still say the same.

/// Whether a shown text is what was sent, markup, escapes and white space aside. How the service stores texts is not
/// documented; what it may do to the form of one must not look like somebody's change.
pub(super) fn is_same(sent: &str, shown: &str) -> bool {
    let forms = |text: &str| [bare(text), bare(&plain(text))];
    let shown = forms(shown);
    forms(sent).iter().any(|form| shown.contains(form))
}

/// A text without tags and with escapes undone; white space stands where a tag was.
pub(super) fn plain(shown: &str) -> String {
    let mut text = String::with_capacity(shown.len());
    let mut rest = shown;
    while let Some(place) = rest.find('<') {
        text.push_str(&rest[..place]);
        let tag = &rest[place..];
        match tag.find('>').filter(|_| opens_tag(tag)) {
            Some(end) => {
                text.push(' ');
                rest = &tag[end + 1..];
            }
            None => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(rest);
    unescaped(&text).trim().to_owned()
}

fn opens_tag(text: &str) -> bool {
    text[1..].starts_with(|first: char| first.is_ascii_alphabetic() || first == '/' || first == '!')
}

fn unescaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        result.push_str(&rest[..place]);
        let escape = &rest[place + 1..];
        match escape.split_once(';').and_then(|(name, after)| Some((character(name)?, after))) {
            Some((character, after)) => {
                result.push(character);
                rest = after;
            }
            None => {
                result.push('&');
                rest = escape;
            }
        }
    }
    result.push_str(rest);
    result
}

fn character(name: &str) -> Option<char> {
    let code = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "ndash" => Some('–'),
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => code(&hex[1..], 16),
            digits => code(digits, 10),
        },
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_the_same_in_every_form_it_may_be_shown_in() {
        let sent = "2026-11-20 09:00–10:30 a < b && b > c, <b>bold</b>\nsecond \"line\"";
        for shown in [
            sent,
            "2026-11-20 09:00–10:30 a &lt; b &amp;&amp; b &gt; c, &lt;b&gt;bold&lt;/b&gt;\nsecond &quot;line&#34;",
            "<p>2026-11-20 09:00&ndash;10:30 a &lt; b &amp;&amp; b &gt; c, <b>bold</b><br/>second &#x22;line\"</p>\n",
            "2026-11-20 09:00–10:30 a < b && b > c, bold second \"line\"",
        ] {
            assert!(is_same(sent, shown), "{shown}");
        }
    }

    #[test]
    fn other_words_are_another_text() {
        assert!(!is_same("Login flow", "Login flows"));
        assert!(!is_same("", "x") && !is_same("x", "") && is_same("", "<p></p>"));
        assert!(!is_same("a < b", "a > b"));
    }

    #[test]
    fn what_is_no_tag_and_no_escape_stays() {
        assert_eq!(
            plain("a < b > c <3 & &unknown; &#xFFFFFFFF; <"),
            "a < b > c <3 & &unknown; &#xFFFFFFFF; <"
        );
        assert_eq!(plain("<p>one</p><p>two &amp;amp; three</p>"), "one  two &amp; three");
    }
}
