//! Durations in business time: a day is 8 hours, a week 5 days. What is sent is rewritten into the largest units.

const MINUTE: u32 = 60;
const HOUR: u32 = 60 * MINUTE;
const DAY: u32 = 8 * HOUR;
const WEEK: u32 = 5 * DAY;

/// Why a duration cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Not of the form `PnWnDTnHnMnS`, or too long to count.
    Format,
    /// Years and months have no length in business time.
    Calendar,
    /// Nothing at all.
    Zero,
}

/// Seconds of business time. Seconds that were sent are kept, as the product's own input accepts them.
pub(super) fn read(text: &str) -> Result<u32, Unreadable> {
    let body = text.strip_prefix('P').ok_or(Unreadable::Format)?;
    let (date, time) = match body.split_once('T') {
        Some((_, "")) => return Err(Unreadable::Format),
        Some(parts) => parts,
        None => (body, ""),
    };
    if date.contains(['Y', 'M']) {
        return Err(Unreadable::Calendar);
    }
    let date = sum(date, &[('W', WEEK), ('D', DAY)])?;
    let time = sum(time, &[('H', HOUR), ('M', MINUTE), ('S', 1)])?;
    let total = date.checked_add(time).ok_or(Unreadable::Format)?;
    if total == 0 {
        Err(if body.is_empty() { Unreadable::Format } else { Unreadable::Zero })
    } else {
        Ok(total)
    }
}

/// Adds up `n` units each, in the order given, each at most once.
fn sum(mut text: &str, units: &[(char, u32)]) -> Result<u32, Unreadable> {
    let mut total: u32 = 0;
    for (unit, length) in units {
        let Some((digits, rest)) = text.split_once(*unit) else { continue };
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(Unreadable::Format);
        }
        let count: u32 = digits.parse().map_err(|_| Unreadable::Format)?;
        let seconds = count.checked_mul(*length).ok_or(Unreadable::Format)?;
        total = total.checked_add(seconds).ok_or(Unreadable::Format)?;
        text = rest;
    }
    if text.is_empty() { Ok(total) } else { Err(Unreadable::Format) }
}

/// `PT30H` comes back as `P3DT6H`.
pub(super) fn write(seconds: u32) -> String {
    let show = |parts: &[(u32, char)]| -> String {
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count}{unit}")).collect()
    };
    let date = show(&[(seconds / WEEK, 'W'), (seconds % WEEK / DAY, 'D')]);
    let time = show(&[(seconds % DAY / HOUR, 'H'), (seconds % HOUR / MINUTE, 'M'), (seconds % MINUTE, 'S')]);
    match (date.is_empty(), time.is_empty()) {
        (true, true) => "PT0S".to_owned(),
        (false, true) => format!("P{date}"),
        _ => format!("P{date}T{time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Unreadable, read, write};

    #[test]
    fn sent_durations_come_back_in_business_units() {
        let vectors = [
            ("PT8H", 480, "P1D"),
            ("PT30H", 1800, "P3DT6H"),
            ("PT40H", 2400, "P1W"),
            ("PT520M", 520, "P1DT40M"),
            ("P5DT20M", 2420, "P1WT20M"),
            ("P1W6DT20H30M", 6510, "P2W3DT4H30M"),
            ("P3W", 7200, "P3W"),
            ("P1WT20M", 2420, "P1WT20M"),
        ];
        for (sent, minutes, stored) in vectors {
            assert_eq!(read(sent), Ok(minutes * 60), "{sent}");
            assert_eq!(write(minutes * 60), stored, "{sent}");
        }
    }

    #[test]
    fn seconds_survive() {
        assert_eq!(read("PT2H10M25S").map(write).as_deref(), Ok("PT2H10M25S"));
        assert_eq!(read("PT90S").map(write).as_deref(), Ok("PT1M30S"));
    }

    #[test]
    fn what_is_no_business_duration_is_told_apart() {
        for text in ["", "P", "PT", "1H", "PT1H30", "PT1.5H", "PT-1H", "PTH", "PT1M1H", "P99999999W", "PT1X"]
        {
            assert_eq!(read(text), Err(Unreadable::Format), "{text}");
        }
        for text in ["P1Y", "P2M", "P1Y2DT1H"] {
            assert_eq!(read(text), Err(Unreadable::Calendar), "{text}");
        }
        assert_eq!(read("PT0M"), Err(Unreadable::Zero));
        assert_eq!(read("P0D"), Err(Unreadable::Zero));
    }
}
