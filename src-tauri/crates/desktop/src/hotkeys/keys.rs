//! Key combinations as people write them: `Ctrl+Alt+Space`.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The modifiers of a combination.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Modifiers {
    /// Ctrl.
    pub ctrl: bool,
    /// Alt, on a Mac Option.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// The key with the logo: Super, Win, Cmd.
    pub logo: bool,
}

/// A key without its modifiers, by its X11 keysym; every system's back end finds its own code from that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    keysym: u32,
}

/// A combination: modifiers and one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Keys {
    /// What is held.
    pub modifiers: Modifiers,
    /// What is pressed.
    pub key: Key,
}

/// Why a text is no key combination; `words::hotkey_unclear` says it to a person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeysError {
    /// A word that names no key.
    #[error("unknown key “{0}”")]
    Unknown(String),
    /// Only modifiers.
    #[error("no key after {0}")]
    OnlyModifiers(String),
    /// Two keys that are not modifiers.
    #[error("two keys, {0} and {1}")]
    TwoKeys(String, String),
    /// A key that types something.
    #[error("{0} types")]
    Typing(String),
}

/// Keys with a name: the name shown first, then the other names people use.
const NAMED: &[(u32, &[&str])] = &[
    (0x20, &["Space"]),
    (0xff09, &["Tab"]),
    (0xff0d, &["Enter", "Return"]),
    (0xff1b, &["Esc", "Escape"]),
    (0xff08, &["Backspace"]),
    (0xffff, &["Delete", "Del"]),
    (0xff63, &["Insert", "Ins"]),
    (0xff50, &["Home"]),
    (0xff57, &["End"]),
    (0xff55, &["PageUp", "PgUp"]),
    (0xff56, &["PageDown", "PgDn", "PgDown"]),
    (0xff51, &["Left", "ArrowLeft"]),
    (0xff52, &["Up", "ArrowUp"]),
    (0xff53, &["Right", "ArrowRight"]),
    (0xff54, &["Down", "ArrowDown"]),
    (0xff13, &["Pause"]),
    (0xff61, &["Print", "PrintScreen", "PrtSc"]),
    (0xff67, &["Menu"]),
    (0x2c, &[",", "Comma"]),
    (0x2e, &[".", "Period"]),
    (0x2d, &["-", "Minus"]),
    (0x3d, &["=", "Equal"]),
    (0x2f, &["/", "Slash"]),
    (0x3b, &[";", "Semicolon"]),
    (0x27, &["'", "Quote"]),
    (0x60, &["`", "Grave", "Backquote"]),
    (0x5b, &["[", "BracketLeft"]),
    (0x5d, &["]", "BracketRight"]),
    (0x5c, &["\\", "Backslash"]),
    (0x1008_ff14, &["MediaPlayPause", "PlayPause"]),
    (0x1008_ff15, &["MediaStop"]),
];
const F1: u32 = 0xffbe;
const F_KEYS: u32 = 24;

impl Key {
    /// The X11 keysym.
    pub const fn keysym(self) -> u32 {
        self.keysym
    }

    const fn of(keysym: u32) -> Self {
        Self { keysym }
    }

    fn named(word: &str) -> Option<Self> {
        let mut chars = word.chars();
        if let (Some(letter), None) = (chars.next(), chars.next())
            && letter.is_ascii_alphanumeric()
        {
            return Some(Self::of(u32::from(letter.to_ascii_lowercase())));
        }
        if let Some(number) = word.strip_prefix(['F', 'f']).and_then(|number| number.parse::<u32>().ok()) {
            return (1..=F_KEYS).contains(&number).then(|| Self::of(F1 + number - 1));
        }
        let known = |(_, names): &&(u32, &[&str])| names.iter().any(|name| name.eq_ignore_ascii_case(word));
        NAMED.iter().find(known).map(|&(keysym, _)| Self::of(keysym))
    }

    /// Whether pressing it alone types a character.
    const fn types(self) -> bool {
        self.keysym < 0x100 || matches!(self.keysym, 0xff08 | 0xff09 | 0xff0d | 0xffff)
    }
}

impl FromStr for Keys {
    type Err = KeysError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut modifiers = Modifiers::default();
        let mut key: Option<(Key, &str)> = None;
        for word in text.split('+').map(str::trim) {
            match word.to_ascii_lowercase().as_str() {
                "ctrl" | "control" => modifiers.ctrl = true,
                "alt" | "option" | "opt" => modifiers.alt = true,
                "shift" => modifiers.shift = true,
                "super" | "win" | "cmd" | "command" | "meta" | "logo" => modifiers.logo = true,
                _ => {
                    let named = Key::named(word).ok_or_else(|| KeysError::Unknown(word.to_owned()))?;
                    if let Some((_, first)) = key {
                        return Err(KeysError::TwoKeys(first.to_owned(), word.to_owned()));
                    }
                    key = Some((named, word));
                }
            }
        }
        let Some((key, word)) = key else { return Err(KeysError::OnlyModifiers(text.trim().to_owned())) };
        if key.types() && !modifiers.ctrl && !modifiers.alt && !modifiers.logo {
            return Err(KeysError::Typing(word.to_owned()));
        }
        Ok(Self { modifiers, key })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, names)) = NAMED.iter().find(|(keysym, _)| *keysym == self.keysym) {
            return f.write_str(names[0]);
        }
        match char::from_u32(self.keysym).filter(char::is_ascii_alphanumeric) {
            Some(letter) => write!(f, "{}", letter.to_ascii_uppercase()),
            None => write!(f, "F{}", self.keysym - F1 + 1),
        }
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = [
            (self.modifiers.ctrl, "Ctrl+"),
            (self.modifiers.alt, "Alt+"),
            (self.modifiers.shift, "Shift+"),
            (self.modifiers.logo, "Super+"),
        ];
        for (_, name) in held.iter().filter(|(held, _)| *held) {
            f.write_str(name)?;
        }
        self.key.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Ctrl+Alt+Space", "Ctrl+Alt+Space", 0x20)]
    #[case("alt + control + b", "Ctrl+Alt+B", 0x62)]
    #[case("Super+Shift+7", "Shift+Super+7", 0x37)]
    #[case("cmd+opt+Return", "Alt+Super+Enter", 0xff0d)]
    #[case("F12", "F12", 0xffc9)]
    #[case("Shift+f1", "Shift+F1", 0xffbe)]
    #[case("Pause", "Pause", 0xff13)]
    #[case("Ctrl+Comma", "Ctrl+,", 0x2c)]
    #[case("Ctrl+Ctrl+T", "Ctrl+T", 0x74)]
    #[case("MediaPlayPause", "MediaPlayPause", 0x1008_ff14)]
    fn keys_are_read_and_written(#[case] typed: &str, #[case] shown: &str, #[case] keysym: u32) {
        let keys: Keys = typed.parse().expect("these are keys");
        assert_eq!(keys.to_string(), shown);
        assert_eq!(keys.key.keysym(), keysym);
        assert_eq!(shown.parse(), Ok(keys), "what is shown is read the same");
    }

    #[rstest]
    #[case("Ctrl+Foo", KeysError::Unknown("Foo".into()))]
    #[case("Ctrl+F25", KeysError::Unknown("F25".into()))]
    #[case("Ctrl++", KeysError::Unknown(String::new()))]
    #[case("Ctrl+ä", KeysError::Unknown("ä".into()))]
    #[case("Ctrl+Alt", KeysError::OnlyModifiers("Ctrl+Alt".into()))]
    #[case("Ctrl+A+B", KeysError::TwoKeys("A".into(), "B".into()))]
    #[case("T", KeysError::Typing("T".into()))]
    #[case("Shift+Space", KeysError::Typing("Space".into()))]
    fn anything_else_is_named(#[case] typed: &str, #[case] error: KeysError) {
        assert_eq!(typed.parse::<Keys>(), Err(error));
    }

    #[test]
    fn every_named_key_reads_back_from_each_of_its_names() {
        for (keysym, names) in NAMED {
            for name in *names {
                let keys: Keys = format!("Ctrl+{name}").parse().expect("the name is known");
                assert_eq!(keys.key.keysym(), *keysym, "{name}");
            }
        }
    }
}
