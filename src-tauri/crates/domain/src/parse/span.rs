//! Spans as people type them: `12:00-12:30`, `-45m - -15m`, `yesterday 12:00 to yesterday 12:30`.

use thiserror::Error;

use crate::Timestamp;

use super::{Around, WhenError, when};

/// Why a text is no span, with what to type.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum SpanError {
    /// There are no two times in it.
    #[error("“{text}” is not a span; type its start and end, as 12:00-12:30")]
    Unreadable {
        /// What was typed.
        text: String,
    },
    /// It ends before it starts.
    #[error("“{text}” does not end after its start; type the earlier time first")]
    Backwards {
        /// What was typed.
        text: String,
    },
    /// One of the times needs another word from the person.
    #[error(transparent)]
    When(WhenError),
}

/// Reads `FROM-TO`. An end given as a clock time alone is on the day of the start where that has a day.
pub fn break_span(text: &str, around: &Around) -> Result<(Timestamp, Timestamp), SpanError> {
    let typed = text.trim();
    let mut closest = SpanError::Unreadable { text: typed.into() };
    for (from, to) in cuts(typed) {
        match (when(from, around), end(from, to, around)) {
            (Ok(start), Ok(end)) if start < end => return Ok((start, end)),
            (Ok(_), Ok(_)) => closest = SpanError::Backwards { text: typed.into() },
            (Err(error), _) | (_, Err(error)) if !is_unreadable(&error) => closest = SpanError::When(error),
            _ => {}
        }
    }
    Err(closest)
}

/// Every place where the text could fall into two times: a word, or any dash, since times may hold dashes too.
fn cuts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let separators = [" to ", " bis ", "–", "—", "-"];
    separators
        .into_iter()
        .flat_map(move |separator| text.match_indices(separator))
        .map(move |(place, separator)| (text[..place].trim(), text[place + separator.len()..].trim()))
        .filter(|(from, to)| !from.is_empty() && !to.is_empty())
}

/// The end, on the day the start was given for: `yesterday 12:00-12:30`.
fn end(from: &str, to: &str, around: &Around) -> Result<Timestamp, WhenError> {
    let day = from.rsplit_once(char::is_whitespace).map(|(day, _)| day);
    match day.map(|day| when(&format!("{day} {to}"), around)) {
        Some(Ok(end)) => Ok(end),
        Some(Err(_)) | None => when(to, around),
    }
}

fn is_unreadable(error: &WhenError) -> bool {
    matches!(error, WhenError::Unreadable { .. } | WhenError::OnlyALength { .. })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use chrono_tz::Europe::Berlin;
    use rstest::rstest;

    use super::*;

    fn at(text: &str) -> Timestamp {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc().into()
    }

    fn around() -> Around {
        Around { now: at("2026-11-20T17:30:00+01:00"), zone: Berlin, last: None }
    }

    #[rstest]
    #[case("12:00-12:30", "2026-11-20T12:00:00+01:00", "2026-11-20T12:30:00+01:00")]
    #[case("12:00 - 12:30", "2026-11-20T12:00:00+01:00", "2026-11-20T12:30:00+01:00")]
    #[case("12:00–12:30", "2026-11-20T12:00:00+01:00", "2026-11-20T12:30:00+01:00")]
    #[case("12-13", "2026-11-20T12:00:00+01:00", "2026-11-20T13:00:00+01:00")]
    #[case("1200-1230", "2026-11-20T12:00:00+01:00", "2026-11-20T12:30:00+01:00")]
    #[case("12 to 1p", "2026-11-20T12:00:00+01:00", "2026-11-20T13:00:00+01:00")]
    #[case("12 bis 13 Uhr", "2026-11-20T12:00:00+01:00", "2026-11-20T13:00:00+01:00")]
    #[case("-45m - -15m", "2026-11-20T16:45:00+01:00", "2026-11-20T17:15:00+01:00")]
    #[case("yesterday 12:00-12:30", "2026-11-19T12:00:00+01:00", "2026-11-19T12:30:00+01:00")]
    #[case("yesterday 23:00 - today 1:00", "2026-11-19T23:00:00+01:00", "2026-11-20T01:00:00+01:00")]
    #[case("2026-11-18 12:00-12:30", "2026-11-18T12:00:00+01:00", "2026-11-18T12:30:00+01:00")]
    #[case("2026-11-18T12:00-2026-11-18T12:30", "2026-11-18T12:00:00+01:00", "2026-11-18T12:30:00+01:00")]
    #[case("2026-11-18T12:00:00Z-2026-11-18T12:30:00Z", "2026-11-18T12:00:00Z", "2026-11-18T12:30:00Z")]
    fn reads(#[case] text: &str, #[case] start: &str, #[case] end: &str) {
        assert_eq!(break_span(text, &around()), Ok((at(start), at(end))));
    }

    #[rstest]
    #[case("")]
    #[case("12:00")]
    #[case("12:00-")]
    #[case("-12:30x")]
    #[case("a-b")]
    fn refuses(#[case] text: &str) {
        assert_eq!(break_span(text, &around()), Err(SpanError::Unreadable { text: text.into() }));
    }

    #[rstest]
    #[case("12:30-12:00")]
    #[case("12:00-12:00")]
    fn refuses_what_runs_backwards(#[case] text: &str) {
        assert_eq!(break_span(text, &around()), Err(SpanError::Backwards { text: text.into() }));
    }

    #[test]
    fn asks_what_the_times_ask() {
        let refusal = break_span("18:00-18:30", &around()).unwrap_err();
        assert!(matches!(refusal, SpanError::When(WhenError::LaterThanNow { .. })));
    }
}
