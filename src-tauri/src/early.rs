//! What is typed into the quick entry before its page can hear keys. Nothing of it is lost.

/// The letters so far, while they are kept.
#[derive(Debug, Default)]
pub struct Early {
    kept: Option<String>,
}

impl Early {
    /// Keeps what is typed from now on.
    pub fn begin(&mut self) {
        self.kept = Some(String::new());
    }

    /// The page hears by itself now; gives what was typed, a line end where it is to be said.
    pub fn end(&mut self) -> String {
        self.kept.take().unwrap_or_default()
    }

    /// A key: its letter, or its name where it has none. `false` = it is not for us.
    pub fn press(&mut self, letter: Option<char>, name: Option<&str>) -> bool {
        let Some(kept) = &mut self.kept else { return false };
        match name {
            Some("Return" | "KP_Enter") => kept.push('\n'),
            Some("BackSpace") => drop(kept.pop()),
            _ => match letter.filter(|letter| !letter.is_control()) {
                Some(letter) => kept.push(letter),
                None => return false,
            },
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_kept_until_the_page_hears_by_itself() {
        let mut early = Early::default();
        assert!(!early.press(Some('a'), Some("a")), "nobody waits for a page");
        early.begin();
        for (letter, name) in [(Some('a'), "a"), (Some('x'), "x"), (None, "BackSpace"), (Some('ß'), "ssharp")]
        {
            assert!(early.press(letter, Some(name)));
        }
        assert!(early.press(Some('\r'), Some("Return")));
        assert_eq!(early.end(), "aß\n");
        assert!(!early.press(Some('b'), Some("b")));
    }

    #[test]
    fn keys_without_a_letter_are_left_to_whoever_wants_them() {
        let mut early = Early::default();
        early.begin();
        assert!(!early.press(None, Some("F6")));
        assert!(!early.press(Some('\u{1b}'), Some("Escape")));
        assert_eq!(early.end(), "");
    }
}
