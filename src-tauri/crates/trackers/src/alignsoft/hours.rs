//! Hours as Align writes them: a decimal as text, read to the second and never by way of a fraction that rounds.

const HOUR: u64 = 3600;
/// More digits than this say nothing about seconds.
const DIGITS_MAX: usize = 9;

/// Seconds of a decimal such as `2.5`, `2.0` or `2`.
pub(super) fn read(text: &str) -> Option<u32> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let fraction = &fraction[..fraction.len().min(DIGITS_MAX)];
    let scale = 10_u64.pow(u32::try_from(fraction.len()).ok()?);
    let seconds = whole.parse::<u64>().ok()?.checked_mul(HOUR)?;
    let part = (fraction.parse::<u64>().ok()? * HOUR + scale / 2) / scale;
    u32::try_from(seconds.checked_add(part)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_in_every_shape() {
        for (text, seconds) in [
            ("2", 7200),
            ("2.0", 7200),
            ("2.00", 7200),
            ("0.25", 900),
            ("1.75", 6300),
            ("24", 86_400),
            ("1.6666666666666", 6000),
            ("0.0003", 1),
        ] {
            assert_eq!(read(text), Some(seconds), "{text}");
        }
        for text in ["", ".5", "1.", "1,5", "-1", "1e3", "99999999", "two"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
