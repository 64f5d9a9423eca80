//! Durations in business time: a day has 8 hours, a week 5 days. Sent in hours and minutes, read in any units.

const MINUTE: u32 = 60;
const HOUR: u32 = 60 * MINUTE;
const DAY: u32 = 8 * HOUR;
const WEEK: u32 = 5 * DAY;

/// Whole minutes as `PT30H`, `PT1H30M`, `PT45M`; never days or weeks, which mean less than their names say.
pub(super) fn write(seconds: u32) -> String {
    let (hours, minutes) = (seconds / HOUR, seconds % HOUR / MINUTE);
    match (hours, minutes) {
        (0, minutes) => format!("PT{minutes}M"),
        (hours, 0) => format!("PT{hours}H"),
        (hours, minutes) => format!("PT{hours}H{minutes}M"),
    }
}

/// Seconds of business time; `None` for years and months, which have no length in it, and for anything else.
pub(super) fn read(text: &str) -> Option<u32> {
    let body = text.strip_prefix('P')?;
    let (date, time) = body.split_once('T').unwrap_or((body, ""));
    sum(date, &[('W', WEEK), ('D', DAY)])?.checked_add(sum(time, &[('H', HOUR), ('M', MINUTE), ('S', 1)])?)
}

fn sum(mut text: &str, units: &[(char, u32)]) -> Option<u32> {
    let mut total: u32 = 0;
    for (unit, length) in units {
        let Some((digits, rest)) = text.split_once(*unit) else { continue };
        total = total.checked_add(digits.parse::<u32>().ok()?.checked_mul(*length)?)?;
        text = rest;
    }
    text.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn business_units_are_read_as_working_time() {
        let vectors = [
            ("PT8H", 480),
            ("P1D", 480),
            ("PT30H", 1800),
            ("P3DT6H", 1800),
            ("PT40H", 2400),
            ("P1W", 2400),
            ("PT520M", 520),
            ("P1DT40M", 520),
            ("P5DT20M", 2420),
            ("P1WT20M", 2420),
            ("P1W6DT20H30M", 6510),
            ("P6W", 14_400),
        ];
        for (text, minutes) in vectors {
            assert_eq!(read(text), Some(minutes * 60), "{text}");
        }
        assert_eq!(read("PT2H10M25S"), Some(7825));
    }

    #[test]
    fn what_has_no_length_is_not_summed() {
        for text in ["P1Y", "P2M", "1H", "PT1H30", "PTM", "PT-1H", "PT99999999H", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn only_hours_and_minutes_are_sent() {
        let written = [60, 2700, 3600, 5400, 108_000, 144_000].map(write);
        assert_eq!(written, ["PT1M", "PT45M", "PT1H", "PT1H30M", "PT30H", "PT40H"]);
    }
}
