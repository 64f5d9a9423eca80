//! Lengths of time as people type them: `90`, `1:30`, `1.5`, `1h 30m`, `05:22 min`.

use thiserror::Error;

const SECOND: i64 = 1;
const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
/// Longer than this is a slip of the finger.
const LONGEST: i64 = 10_000 * HOUR;

/// A length that was read, and what it could mean as well.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Length {
    /// The length in milliseconds; whole seconds.
    pub millis: i64,
    /// Another reading to show beside it.
    pub hint: Option<Hint>,
}

/// Another reading of what was typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hint {
    /// `130` was read as 130 minutes and `8.30` as 8.3 hours; the person may mean `1:30` and `8:30`.
    MaybeHoursMinutes {
        /// The hours of that reading.
        hours: u32,
        /// The minutes of that reading.
        minutes: u32,
    },
}

/// Why a text is no length, with what to type.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum DurationError {
    /// Nothing was typed.
    #[error("type a length, such as 45m or 1:30")]
    Empty,
    /// It does not read as a length.
    #[error("“{text}” is not a length; type minutes (90), hours (1:30 or 1.5) or both (1h 30m)")]
    Unreadable {
        /// What was typed.
        text: String,
    },
    /// The minutes or seconds after a colon reach 60.
    #[error("“{text}” has 60 or more after a colon; type 1:30 for an hour and a half")]
    SixtyOrMore {
        /// What was typed.
        text: String,
    },
    /// It is longer than a year of hours.
    #[error("“{text}” is longer than 10 000 hours; type a shorter length")]
    TooLong {
        /// What was typed.
        text: String,
    },
}

/// Reads a length. A bare number is minutes, a decimal number hours; decimals are rounded to the second, never cut.
pub fn duration(text: &str) -> Result<Length, DurationError> {
    let typed = text.trim();
    if typed.is_empty() {
        return Err(DurationError::Empty);
    }
    let unreadable = || DurationError::Unreadable { text: typed.into() };
    let lower = typed.to_lowercase().replace(',', ".");
    let (seconds, hint) = if lower.contains(':') {
        (with_colons(&lower, typed)?, None)
    } else if let Some(number) = Number::read(&lower) {
        match number.is_whole() {
            true => (number.times(MINUTE).ok_or_else(unreadable)?, number.hours_and_minutes()),
            false => (number.times(HOUR).ok_or_else(unreadable)?, number.hours_and_minutes()),
        }
    } else {
        (with_units(lower.strip_prefix("pt").unwrap_or(&lower)).ok_or_else(unreadable)?, None)
    };
    if seconds > LONGEST {
        return Err(DurationError::TooLong { text: typed.into() });
    }
    Ok(Length { millis: seconds * 1000, hint })
}

/// Reads a length with a sign before it, which says which way: `-15m` is earlier, `15m` and `+15m` are later.
/// Milliseconds.
pub fn signed(text: &str) -> Result<i64, DurationError> {
    let typed = text.trim();
    match typed.strip_prefix(['-', '−', '–']) {
        Some(length) => duration(length).map(|length| -length.millis),
        None => duration(typed.strip_prefix('+').unwrap_or(typed)).map(|length| length.millis),
    }
}

/// `1:30`, `1:30:15`, `1:30 h`; with a unit of minutes `05:22 min` is minutes and seconds.
fn with_colons(lower: &str, typed: &str) -> Result<i64, DurationError> {
    let unreadable = || DurationError::Unreadable { text: typed.into() };
    let clock = lower.trim_end_matches(|c: char| c.is_alphabetic() || c == '.').trim_end();
    let first = match unit(lower.get(clock.len()..).unwrap_or_default().trim()) {
        Some(MINUTE) => MINUTE,
        Some(HOUR) => HOUR,
        None if clock.len() == lower.len() => HOUR,
        _ => return Err(unreadable()),
    };
    let mut parts = clock.split(':');
    let head = parts.next().and_then(digits).ok_or_else(unreadable)?;
    let mut seconds = head.saturating_mul(first);
    let mut unit = first;
    for part in parts {
        unit /= 60;
        let number = digits(part).filter(|_| part.len() == 2 && unit > 0).ok_or_else(unreadable)?;
        if number >= 60 {
            return Err(DurationError::SixtyOrMore { text: typed.into() });
        }
        seconds = seconds.saturating_add(number * unit);
    }
    Ok(seconds)
}

/// `1h 30m`, `1h30`, `90m`, `45s`, `1.5 hours`: units from large to small, each once; a bare number at the end
/// counts in the next smaller unit.
fn with_units(text: &str) -> Option<i64> {
    let mut rest = text.trim();
    let mut before = i64::MAX;
    let mut seconds: i64 = 0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let number = Number::read(&rest[..end])?;
        rest = rest[end..].trim_start();
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let this = match &rest[..end] {
            "" if before == HOUR && rest.is_empty() => MINUTE,
            "" if before == MINUTE && rest.is_empty() => SECOND,
            word => unit(word)?,
        };
        if this >= before {
            return None;
        }
        rest = rest[end..].trim_start_matches(['.', ' ']);
        before = this;
        seconds = seconds.checked_add(number.times(this)?)?;
    }
    (before < i64::MAX).then_some(seconds)
}

/// Seconds in a unit, by its English or German name.
fn unit(word: &str) -> Option<i64> {
    match word.trim_end_matches('.') {
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" => Some(HOUR),
        "m" | "min" | "mins" | "minute" | "minutes" | "minuten" => Some(MINUTE),
        "s" | "sec" | "secs" | "second" | "seconds" | "sek" | "sekunde" | "sekunden" => Some(SECOND),
        _ => None,
    }
}

fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// A decimal number kept exactly, so that 8.20 hours are 29 520 seconds and not 29 519.
#[derive(Clone, Copy, Debug)]
struct Number {
    whole: i64,
    fraction: i64,
    places: u32,
}

impl Number {
    fn read(text: &str) -> Option<Self> {
        let (whole, fraction) =
            text.split_once('.').map_or((text, None), |(whole, after)| (whole, Some(after)));
        let fraction = fraction.map_or(Some((0, 0)), |after| {
            let places = u32::try_from(after.len()).ok().filter(|places| *places <= 9)?;
            Some((digits(after)?, places))
        });
        let (fraction, places) = fraction?;
        let whole = if whole.is_empty() && places > 0 { 0 } else { digits(whole)? };
        Some(Self { whole, fraction, places })
    }

    fn is_whole(self) -> bool {
        self.places == 0
    }

    /// So many seconds, rounded to the nearest.
    fn times(self, unit: i64) -> Option<i64> {
        let scale = 10_i64.pow(self.places);
        let fraction = (self.fraction * unit + scale / 2) / scale;
        self.whole.checked_mul(unit)?.checked_add(fraction)
    }

    /// `130` as 1:30 and `8.30` as 8:30. Quarters of an hour (`1.25`, `1.50`) are surely meant as decimals.
    fn hours_and_minutes(self) -> Option<Hint> {
        let (hours, minutes) = match self.places {
            0 if self.whole >= 100 => (self.whole / 100, self.whole % 100),
            2 if !matches!(self.fraction, 0 | 25 | 50) => (self.whole, self.fraction),
            _ => return None,
        };
        (minutes < 60 && hours < 100).then(|| Hint::MaybeHoursMinutes {
            hours: u32::try_from(hours).unwrap_or_default(),
            minutes: u32::try_from(minutes).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("90", 90 * 60)]
    #[case("0", 0)]
    #[case("5", 5 * 60)]
    #[case(" 45 ", 45 * 60)]
    #[case("1:30", 90 * 60)]
    #[case("01:30", 90 * 60)]
    #[case("0:05", 5 * 60)]
    #[case("12:00", 12 * 3600)]
    #[case("1:30:15", 5415)]
    #[case("1:30 h", 90 * 60)]
    #[case("1.5", 90 * 60)]
    #[case("1,5", 90 * 60)]
    #[case(".5", 30 * 60)]
    #[case("8.3", 29_880)]
    #[case("0.333", 1199)]
    #[case("1h 30m", 90 * 60)]
    #[case("1h30m", 90 * 60)]
    #[case("1h30", 90 * 60)]
    #[case("1 h 30 min", 90 * 60)]
    #[case("5m30", 330)]
    #[case("90m", 90 * 60)]
    #[case("90 min.", 90 * 60)]
    #[case("45s", 45)]
    #[case("1.5h", 90 * 60)]
    #[case("1,5 Std.", 90 * 60)]
    #[case("2 hours 5 minutes", 7500)]
    #[case("2 Stunden 5 Minuten", 7500)]
    #[case("1h 2m 3s", 3723)]
    #[case("1h 45s", 3645)]
    #[case("PT1H30M", 90 * 60)]
    #[case("05:22 min", 322)]
    #[case("5:22min", 322)]
    fn reads(#[case] text: &str, #[case] seconds: i64) {
        assert_eq!(duration(text), Ok(Length { millis: seconds * 1000, hint: None }));
    }

    #[rstest]
    #[case("130", 130 * 60, 1, 30)]
    #[case("100", 100 * 60, 1, 0)]
    #[case("915", 915 * 60, 9, 15)]
    #[case("8.30", 29_880, 8, 30)]
    #[case("8.20", 29_520, 8, 20)]
    #[case("8,30", 29_880, 8, 30)]
    fn reads_and_shows_the_other_reading(
        #[case] text: &str,
        #[case] seconds: i64,
        #[case] hours: u32,
        #[case] minutes: u32,
    ) {
        let hint = Some(Hint::MaybeHoursMinutes { hours, minutes });
        assert_eq!(duration(text), Ok(Length { millis: seconds * 1000, hint }));
    }

    #[rstest]
    #[case("190")]
    #[case("1.25")]
    #[case("1.50")]
    #[case("1.75")]
    #[case("2.00")]
    fn sure_readings_carry_no_hint(#[case] text: &str) {
        assert_eq!(duration(text).unwrap().hint, None);
    }

    #[rstest]
    #[case("abc")]
    #[case("1:")]
    #[case(":30")]
    #[case("1:5")]
    #[case("1:2:3:4")]
    #[case("1:30:15 min")]
    #[case("1:30 s")]
    #[case("1:30x")]
    #[case("-5")]
    #[case("+5")]
    #[case("h")]
    #[case("1h 2h")]
    #[case("30m 1h")]
    #[case("1 2")]
    #[case("12x")]
    #[case("1.2.3")]
    #[case("1e3")]
    #[case("٣")]
    #[case("1h30 ago")]
    #[case("½h")]
    fn refuses(#[case] text: &str) {
        assert_eq!(duration(text), Err(DurationError::Unreadable { text: text.into() }));
    }

    #[rstest]
    #[case("1:60")]
    #[case("1:30:75")]
    fn refuses_sixty_after_a_colon(#[case] text: &str) {
        assert_eq!(duration(text), Err(DurationError::SixtyOrMore { text: text.into() }));
    }

    #[rstest]
    #[case("10001h")]
    #[case("999999999")]
    #[case("600061:00")]
    fn refuses_what_is_too_long(#[case] text: &str) {
        assert_eq!(duration(text), Err(DurationError::TooLong { text: text.into() }));
    }

    #[test]
    fn refuses_nothing_and_numbers_without_end() {
        assert_eq!(duration("  "), Err(DurationError::Empty));
        assert!(duration(&"9".repeat(40)).is_err());
        assert!(duration(&format!("1.{}", "9".repeat(40))).is_err());
    }
}
