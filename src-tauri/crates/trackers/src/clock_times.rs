//! Clock times at the start of a text, for trackers that keep no clock of their own: what is alike in how they are written
//! and found again. Pure.

use chrono::{DateTime, MappedLocalTime, Offset, TimeZone};
use chrono_tz::Tz;

const MINUTE_MILLIS: i64 = 60_000;

/// What stands behind each of two times: their distance to UTC when the clocks change in between or one of them comes twice
/// that day, else nothing.
pub(crate) fn offsets(start: &DateTime<Tz>, end: &DateTime<Tz>) -> (String, String) {
    let apart = start.offset().fix() != end.offset().fix() || comes_twice(start) || comes_twice(end);
    let offset = |at: &DateTime<Tz>| if apart { at.format("%:z").to_string() } else { String::new() };
    (offset(start), offset(end))
}

/// Whether the clocks go back over this local time, so that it does not say which instant it is.
fn comes_twice(at: &DateTime<Tz>) -> bool {
    matches!(at.timezone().from_local_datetime(&at.naive_local()), MappedLocalTime::Ambiguous(_, _))
}

/// The times with the break in them, as `… (break 0:15)`; one shorter than half a minute is not named.
pub(crate) fn with_break(times: String, break_millis: i64) -> String {
    match (break_millis + MINUTE_MILLIS / 2) / MINUTE_MILLIS {
        0 => times,
        minutes => format!("{times} (break {}:{:02})", minutes / 60, minutes % 60),
    }
}

/// What follows a beginning of this shape, where `0` is any digit.
pub(crate) fn digits<'a>(text: &'a str, shape: &str) -> Option<&'a str> {
    let (begins, rest) = text.split_at_checked(shape.len())?;
    let fits = begins.bytes().zip(shape.bytes()).all(|(byte, wanted)| match wanted {
        b'0' => byte.is_ascii_digit(),
        sign => byte == sign,
    });
    fits.then_some(rest)
}

/// What follows a distance to UTC, where there is one.
pub(crate) fn without_offset(text: &str) -> &str {
    text.strip_prefix(['+', '-']).and_then(|rest| digits(rest, "00:00")).unwrap_or(text)
}

/// `text` as the times that open it, their break included, and what is said after them, when `rest` is what follows the
/// second time; `None` when a word goes on there.
pub(crate) fn split<'a>(text: &'a str, rest: &'a str) -> Option<(&'a str, &'a str)> {
    let rest = without_offset(rest);
    let rest = without_break(rest).unwrap_or(rest);
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    ends.then(|| (&text[..text.len() - rest.len()], rest.trim_start()))
}

fn without_break(text: &str) -> Option<&str> {
    let (hours, rest) = text.strip_prefix(" (break ")?.split_once(':')?;
    let hours = !hours.is_empty() && hours.bytes().all(|byte| byte.is_ascii_digit());
    digits(rest, "00)").filter(|_| hours)
}
