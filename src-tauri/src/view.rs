//! The name of a view, as a person or the tray asks for it; which views exist is the page's business.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The longest name that makes sense: `entry/` and an id.
const LONGEST: usize = 64;

/// A view by name: `today`, `trackers`, `entry/0190…`. Only signs that are harmless in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View(String);

/// Not a name of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a view is a word in small letters, such as today, trackers or settings")]
pub struct NotAView;

impl FromStr for View {
    type Err = NotAView;

    fn from_str(text: &str) -> Result<Self, NotAView> {
        let harmless =
            |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || matches!(sign, '-' | '/');
        let fits =
            (1..=LONGEST).contains(&text.len()) && text.starts_with(|sign: char| sign.is_ascii_lowercase());
        if fits && text.chars().all(harmless) { Ok(Self(text.to_owned())) } else { Err(NotAView) }
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_paths_are_views() {
        for text in ["today", "settings/hotkeys", "entry/0190b4c2-7f7e-7cc0-8a53-1f2e3d4c5b6a"] {
            assert_eq!(text.parse::<View>().map(|view| view.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn nothing_that_means_something_in_an_address_is_a_view() {
        let long = "a".repeat(LONGEST + 1);
        for text in ["", "Today", "/etc", "a b", "a#b", "a?b=c", "../x", "https://x", "-x", &long] {
            assert_eq!(text.parse::<View>(), Err(NotAView), "{text:?}");
        }
    }
}
