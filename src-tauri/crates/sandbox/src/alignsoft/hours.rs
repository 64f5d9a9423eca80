//! Quarter hours: how minutes and decimal hours become them, and how they are written.

/// A day of them.
const MOST: u32 = 96;

/// Minutes to the nearest quarter of an hour, halves up.
pub(super) fn from_minutes(minutes: u32) -> u32 {
    (minutes + 7) / 15
}

/// A decimal such as `2.5`, in whole quarters and at most a day.
pub(super) fn read(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || fraction.len() > 2 {
        return None;
    }
    let hundredths: u32 = format!("{fraction:0<2}").parse().ok()?;
    let quarters = whole.parse::<u32>().ok()?.checked_mul(4)?.checked_add(hundredths / 25)?;
    (hundredths.is_multiple_of(25) && (1..=MOST).contains(&quarters)).then_some(quarters)
}

/// The shapes in which the same decimal is seen, so clients must read them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `2`, `1.5`.
    Short,
    /// `2.0`, `1.5`.
    Decimal,
}

pub(super) fn write(quarters: u32, shape: Shape) -> String {
    match (quarters / 4, quarters % 4, shape) {
        (whole, 0, Shape::Short) => whole.to_string(),
        (whole, 0, Shape::Decimal) => format!("{whole}.0"),
        (whole, 2, _) => format!("{whole}.5"),
        (whole, part, _) => format!("{whole}.{}", part * 25),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_go_to_the_nearest_quarter() {
        let table = [(150, "2.5"), (90, "1.5"), (45, "0.75"), (100, "1.75"), (10, "0.25"), (8, "0.25")];
        for (minutes, hours) in table {
            assert_eq!(write(from_minutes(minutes), Shape::Short), hours, "{minutes}");
        }
        assert_eq!(from_minutes(7), 0);
        assert_eq!(write(8, Shape::Decimal), "2.0");
    }

    #[test]
    fn only_quarters_up_to_a_day_are_read() {
        assert_eq!(["2", "2.5", "0.25", "24.0", "1.75"].map(read), [8, 10, 1, 96, 7].map(Some));
        for text in ["0", "2.1", "24.25", "", ".5", "1.", "-1", "1e1", "2.500"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
