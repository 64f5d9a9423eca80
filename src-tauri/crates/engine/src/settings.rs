//! The settings a person can change: their names, defaults and what they take.

use api::{ApiError, words};

/// A setting: its name, its default, and what it takes.
pub(crate) struct Setting {
    pub(crate) key: &'static str,
    pub(crate) default: &'static str,
    takes: Takes,
}

enum Takes {
    Keys,
    OneOf(&'static [&'static str]),
    Seconds(u32, u32),
}

/// Every setting there is.
pub(crate) const ALL: &[Setting] = &[
    Setting { key: "hotkeys.toggle", default: "Ctrl+Alt+Space", takes: Takes::Keys },
    Setting { key: "hotkeys.toggle-break", default: "Ctrl+Alt+B", takes: Takes::Keys },
    Setting { key: "hotkeys.show-window", default: "Ctrl+Alt+T", takes: Takes::Keys },
    Setting { key: "theme", default: "system", takes: Takes::OneOf(&["system", "light", "dark"]) },
    Setting { key: "warm_seconds", default: "60", takes: Takes::Seconds(0, 86_400) },
    Setting { key: "away.threshold_seconds", default: "300", takes: Takes::Seconds(30, 86_400) },
];

/// The setting of this name.
pub(crate) fn by_key(key: &str) -> Option<&'static Setting> {
    ALL.iter().find(|setting| setting.key == key)
}

impl Setting {
    /// The value as it is kept, or why it cannot be.
    pub(crate) fn accept(&self, value: &str) -> Result<String, ApiError> {
        let value = value.trim();
        let refuse = |takes: &str| Err(words::other::bad_setting(self.key, takes));
        match &self.takes {
            Takes::Keys if value.len() <= 60 && !value.chars().any(char::is_control) => Ok(value.to_owned()),
            Takes::Keys => refuse("a combination such as Ctrl+Alt+Space, or “none”"),
            Takes::OneOf(words) if words.contains(&value) => Ok(value.to_owned()),
            Takes::OneOf(words) => refuse(&format!("one of {}", words.join(", "))),
            Takes::Seconds(low, high) => match value.parse::<u32>() {
                Ok(seconds) if (*low..=*high).contains(&seconds) => Ok(seconds.to_string()),
                Ok(_) | Err(_) => refuse(&format!("seconds from {low} to {high}")),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_its_setting_takes() {
        for setting in ALL {
            assert_eq!(setting.accept(setting.default).as_deref(), Ok(setting.default), "{}", setting.key);
        }
    }

    #[test]
    fn a_refusal_names_the_field_and_the_remedy() {
        let refused = by_key("warm_seconds").and_then(|setting| setting.accept("soon").err());
        let refused = refused.expect("“soon” is no number of seconds");
        assert_eq!(refused.field.as_deref(), Some("value"));
        assert!(refused.remedy.is_some_and(|remedy| remedy.contains("86400")));
    }
}
