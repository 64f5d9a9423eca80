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
    Minutes(u32, u32),
    /// Days of the week, 1 = Monday, with commas between them.
    Weekdays,
    /// Two whole numbers, or nothing.
    Place,
}

/// Every setting there is.
pub(crate) const ALL: &[Setting] = &[
    Setting { key: "hotkeys.toggle", default: "Ctrl+Alt+Space", takes: Takes::Keys },
    Setting { key: "hotkeys.toggle-break", default: "Ctrl+Alt+B", takes: Takes::Keys },
    Setting { key: "hotkeys.quick-entry", default: "Ctrl+Alt+N", takes: Takes::Keys },
    Setting { key: "hotkeys.show-window", default: "Ctrl+Alt+T", takes: Takes::Keys },
    Setting { key: "theme", default: "system", takes: Takes::OneOf(&["system", "light", "dark"]) },
    Setting { key: "language", default: "system", takes: Takes::OneOf(&["system", "en", "de", "fr"]) },
    Setting { key: "warm_seconds", default: "60", takes: Takes::Seconds(0, 86_400) },
    Setting { key: "mini_timer", default: "off", takes: Takes::OneOf(&["on", "off"]) },
    Setting { key: "mini_place", default: "", takes: Takes::Place },
    Setting { key: "away.threshold_seconds", default: "300", takes: Takes::Seconds(30, 86_400) },
    Setting { key: "keys.letters", default: "on", takes: Takes::OneOf(&["on", "off"]) },
    Setting {
        key: "week.first_day",
        default: "system",
        takes: Takes::OneOf(&["system", "monday", "saturday", "sunday"]),
    },
    Setting { key: "format.clock", default: "system", takes: Takes::OneOf(&["system", "24", "12"]) },
    Setting { key: "format.durations", default: "hm", takes: Takes::OneOf(&["hm", "decimal"]) },
    Setting { key: "goal.week_minutes", default: "0", takes: Takes::Minutes(0, 7 * 24 * 60) },
    Setting { key: "goal.days", default: "1,2,3,4,5", takes: Takes::Weekdays },
];

/// The setting of this name.
pub(crate) fn by_key(key: &str) -> Option<&'static Setting> {
    ALL.iter().find(|setting| setting.key == key)
}

impl Setting {
    /// The value as it is kept, or why it cannot be.
    pub(crate) fn accept(&self, value: &str) -> Result<String, ApiError> {
        let value = value.trim();
        let refuse = |takes: String| Err(words::other::bad_setting(self.key, &takes));
        match &self.takes {
            Takes::Keys if value.len() <= 60 && !value.chars().any(char::is_control) => Ok(value.to_owned()),
            Takes::Keys => refuse(words::other::takes_keys()),
            Takes::OneOf(known) if known.contains(&value) => Ok(value.to_owned()),
            Takes::OneOf(known) => refuse(words::other::takes_one_of(&known.join(", "))),
            Takes::Seconds(low, high) => match value.parse::<u32>() {
                Ok(seconds) if (*low..=*high).contains(&seconds) => Ok(seconds.to_string()),
                Ok(_) | Err(_) => refuse(words::other::takes_seconds(*low, *high)),
            },
            Takes::Minutes(low, high) => match value.parse::<u32>() {
                Ok(minutes) if (*low..=*high).contains(&minutes) => Ok(minutes.to_string()),
                Ok(_) | Err(_) => refuse(words::other::takes_minutes(*low, *high)),
            },
            Takes::Weekdays => match weekdays(value) {
                Some(days) => Ok(days.iter().map(u32::to_string).collect::<Vec<_>>().join(",")),
                None => refuse(words::other::takes_weekdays()),
            },
            Takes::Place if value.is_empty() || is_place(value) => Ok(value.to_owned()),
            Takes::Place => refuse(words::other::takes_place()),
        }
    }
}

/// The days of a list such as `1,2,5`, each once and in order. `None` = it is no such list, or empty.
pub(crate) fn weekdays(text: &str) -> Option<Vec<u32>> {
    let day = |part: &str| part.trim().parse::<u32>().ok().filter(|day| (1..=7).contains(day));
    let mut days: Vec<u32> = text.split(',').map(day).collect::<Option<_>>()?;
    days.sort_unstable();
    days.dedup();
    Some(days)
}

/// Whether this is `X,Y` in whole pixels.
fn is_place(text: &str) -> bool {
    text.split_once(',').is_some_and(|(x, y)| x.parse::<i32>().is_ok() && y.parse::<i32>().is_ok())
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
    fn a_place_is_two_whole_numbers() {
        let place = by_key("mini_place").expect("there is one");
        assert_eq!(place.accept(" -3,1200 ").as_deref(), Ok("-3,1200"));
        for text in ["here", "1", "1,2,3", "1.5,2"] {
            assert!(place.accept(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_refusal_names_the_field_and_the_remedy() {
        let refused = by_key("warm_seconds").and_then(|setting| setting.accept("soon").err());
        let refused = refused.expect("“soon” is no number of seconds");
        assert_eq!(refused.field.as_deref(), Some("value"));
        assert!(refused.remedy.is_some_and(|remedy| remedy.contains("86400")));
    }

    #[test]
    fn bad_values_are_refused_with_what_would_be_taken() {
        for (key, bad, helps) in [
            ("goal.week_minutes", "10081", "0 to 10080"),
            ("goal.week_minutes", "-60", "0 to 10080"),
            ("goal.week_minutes", "38.5", "minutes"),
            ("goal.days", "1,8", "1,2,3,4,5"),
            ("goal.days", "mon", "1,2,3,4,5"),
            ("goal.days", "1,,2", "1,2,3,4,5"),
            ("format.clock", "13", "system, 24, 12"),
            ("format.durations", "minutes", "hm, decimal"),
            ("week.first_day", "friday", "sunday"),
            ("keys.letters", "yes", "on, off"),
        ] {
            let refused = by_key(key).and_then(|setting| setting.accept(bad).err());
            let refused = refused.unwrap_or_else(|| panic!("{key} took {bad}"));
            assert_eq!(refused.field.as_deref(), Some("value"));
            assert!(refused.message.contains(key), "{}", refused.message);
            assert!(refused.remedy.as_ref().is_some_and(|remedy| remedy.contains(helps)), "{refused:?}");
        }
    }

    #[test]
    fn days_are_kept_in_order_and_each_once() {
        let kept = by_key("goal.days").map(|setting| setting.accept(" 5, 1,5 ,3"));
        assert_eq!(kept, Some(Ok("1,3,5".to_owned())));
    }
}
