//! Clock times as people type them: `9`, `915`, `9:15`, `9.15`, `9a`, `5:30 PM`, `16 Uhr`.

use chrono::NaiveTime;

/// Reads a clock time; `None` when the text is none.
pub fn clock(text: &str) -> Option<NaiveTime> {
    let lower = text.trim().to_lowercase();
    let (time, half) = half_of_day(&lower);
    let (hour, minute, second) = parts(time)?;
    let hour = match half {
        None => hour,
        // Noon and midnight are the twelfth hours of their halves.
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// The time without `am` or `pm`, and the hours these add.
fn half_of_day(text: &str) -> (&str, Option<u32>) {
    const WORDS: [(&str, Option<u32>); 8] = [
        ("a.m.", Some(0)),
        ("p.m.", Some(12)),
        ("am", Some(0)),
        ("pm", Some(12)),
        ("a", Some(0)),
        ("p", Some(12)),
        ("uhr", None),
        ("o'clock", None),
    ];
    let found = WORDS.iter().find_map(|(word, hours)| Some((text.strip_suffix(word)?.trim_end(), *hours)));
    found.unwrap_or((text, None))
}

fn parts(time: &str) -> Option<(u32, u32, u32)> {
    let pieces: Vec<&str> = time.split([':', '.']).collect();
    match pieces.as_slice() {
        [one] => match one.len() {
            1 | 2 => Some((number(one)?, 0, 0)),
            3 | 4 => number(one).map(|digits| (digits / 100, digits % 100, 0)),
            _ => None,
        },
        [hour, minute] => Some((short(hour)?, two(minute)?, 0)),
        [hour, minute, second] => Some((short(hour)?, two(minute)?, two(second)?)),
        _ => None,
    }
}

fn number(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn short(text: &str) -> Option<u32> {
    number(text).filter(|_| text.len() <= 2)
}

/// Two digits: `9:5` could be 9:05 or 9:50.
fn two(text: &str) -> Option<u32> {
    number(text).filter(|_| text.len() == 2)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("9", 9, 0)]
    #[case("09", 9, 0)]
    #[case("0", 0, 0)]
    #[case("12", 12, 0)]
    #[case("23", 23, 0)]
    #[case("915", 9, 15)]
    #[case("0915", 9, 15)]
    #[case("1230", 12, 30)]
    #[case("000", 0, 0)]
    #[case("2359", 23, 59)]
    #[case("9:15", 9, 15)]
    #[case("09:15", 9, 15)]
    #[case("9.15", 9, 15)]
    #[case("17.45", 17, 45)]
    #[case("9a", 9, 0)]
    #[case("9 a", 9, 0)]
    #[case("120a", 1, 20)]
    #[case("1P", 13, 0)]
    #[case("1 pm", 13, 0)]
    #[case("9:15am", 9, 15)]
    #[case("9:15 a.m.", 9, 15)]
    #[case("5:30 PM", 17, 30)]
    #[case("5:30 p.m.", 17, 30)]
    #[case("12:00 AM", 0, 0)]
    #[case("12:30 AM", 0, 30)]
    #[case("12:00 PM", 12, 0)]
    #[case("12p", 12, 0)]
    #[case("16 Uhr", 16, 0)]
    #[case("16.30 Uhr", 16, 30)]
    fn reads(#[case] text: &str, #[case] hour: u32, #[case] minute: u32) {
        assert_eq!(clock(text), NaiveTime::from_hms_opt(hour, minute, 0));
    }

    #[test]
    fn reads_seconds() {
        assert_eq!(clock("9:15:30"), NaiveTime::from_hms_opt(9, 15, 30));
    }

    #[rstest]
    #[case("11:")]
    #[case(":20")]
    #[case("12x")]
    #[case("")]
    #[case("a")]
    #[case("am")]
    #[case("24")]
    #[case("24:00")]
    #[case("9:60")]
    #[case("960")]
    #[case("9:5")]
    #[case("9.5")]
    #[case("13 pm")]
    #[case("0 am")]
    #[case("12345")]
    #[case("009:15")]
    #[case("9:15:60")]
    #[case("1:2:3:4")]
    #[case("-9")]
    #[case("٩")]
    fn refuses(#[case] text: &str) {
        assert_eq!(clock(text), None);
    }
}
