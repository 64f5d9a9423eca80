//! Reading what people type: times and lengths, with the machine's zone and the last entry at hand.

use api::{ApiError, ReadWhat, Reading, words};
use domain::Timestamp;
use domain::calendar::date_of;
use domain::parse::{self, Around, DurationError, Hint, WhenError};

use crate::owner::Owner;
use crate::storage::storage_error;
use crate::views::seconds;

impl Owner {
    /// A typed time, if one was typed.
    pub(crate) async fn maybe_when(
        &self,
        field: &str,
        text: Option<&str>,
    ) -> Result<Option<Timestamp>, ApiError> {
        match text {
            Some(text) => self.when(field, text).await.map(Some),
            None => Ok(None),
        }
    }

    /// A typed time.
    pub(crate) async fn when(&self, field: &str, text: &str) -> Result<Timestamp, ApiError> {
        let around = self.around().await?;
        parse::when(text, &around).map_err(|error| not_a_time(field, &error))
    }

    /// A typed time that belongs to an entry: a clock time alone is on the entry's day, not today.
    pub(crate) async fn when_on(
        &self,
        field: &str,
        text: &str,
        day_of: Timestamp,
    ) -> Result<Timestamp, ApiError> {
        let around = self.around().await?;
        let dated = format!("{} {}", date_of(day_of, around.zone), text.trim());
        match parse::when(&dated, &around) {
            Ok(at) => Ok(at),
            Err(error @ (WhenError::Skipped { .. } | WhenError::Twice { .. })) => {
                Err(not_a_time(field, &error))
            }
            Err(_) => parse::when(text, &around).map_err(|error| not_a_time(field, &error)),
        }
    }

    /// A typed time that follows another: a clock time alone is on that day, or on the next one past midnight.
    pub(crate) async fn when_after(
        &self,
        field: &str,
        text: &str,
        start: Timestamp,
    ) -> Result<Timestamp, ApiError> {
        let around = self.around().await?;
        let day = date_of(start, around.zone);
        let same_day = parse::when(&format!("{day} {}", text.trim()), &around);
        let Ok(at) = same_day else { return self.when_on(field, text, start).await };
        if at > start {
            return Ok(at);
        }
        let next_day = day.succ_opt().unwrap_or(day);
        let next = parse::when(&format!("{next_day} {}", text.trim()), &around);
        // Past midnight only where that has been reached; otherwise the end is simply too early.
        Ok(next.ok().filter(|next| *next <= around.now).unwrap_or(at))
    }

    /// A typed length in milliseconds.
    pub(crate) fn duration(&self, field: &str, text: &str) -> Result<i64, ApiError> {
        parse::duration(text).map(|length| length.millis).map_err(|error| not_a_length(field, &error))
    }

    /// How a typed text is read, for the field it is typed into.
    pub(crate) async fn read_text(&self, what: ReadWhat, text: &str) -> Result<Reading, ApiError> {
        match what {
            ReadWhat::When => {
                let at = self.when("at", text).await?;
                Ok(Reading { at: Some(at.rfc3339()), seconds: None, hint: None })
            }
            ReadWhat::Duration => {
                let length = parse::duration(text).map_err(|error| not_a_length("for", &error))?;
                let hint = length
                    .hint
                    .map(|Hint::MaybeHoursMinutes { hours, minutes }| format!("{hours}:{minutes:02}"));
                Ok(Reading { at: None, seconds: Some(seconds(length.millis)), hint })
            }
        }
    }

    async fn around(&self) -> Result<Around, ApiError> {
        let last = self.reader.last_finished().await.map_err(|error| storage_error(&error))?;
        let last = last.and_then(|entry| entry.end());
        Ok(Around { now: self.now(), zone: self.ports.clock.zone(), last })
    }
}

/// A typed length with its sign, in milliseconds.
pub(crate) fn signed(field: &str, text: &str) -> Result<i64, ApiError> {
    parse::signed(text).map_err(|error| not_a_length(field, &error))
}

fn not_a_time(field: &str, error: &WhenError) -> ApiError {
    match error {
        WhenError::Unreadable { text } => words::reading::no_time(field, text),
        WhenError::OnlyALength { text } => words::reading::only_a_length(field, text),
        WhenError::NoLast { text } => words::reading::no_last(field, text),
        WhenError::LaterThanNow { time, .. } => words::reading::later_than_now(field, time),
        WhenError::Skipped { time, date, next, .. } => {
            words::reading::skipped(field, time, &date.to_string(), next)
        }
        WhenError::Twice { time, date, first, second, .. } => {
            words::reading::twice(field, time, &date.to_string(), first, second)
        }
        WhenError::TooFar { text } => words::reading::too_far(field, text),
    }
}

fn not_a_length(field: &str, error: &DurationError) -> ApiError {
    match error {
        DurationError::Empty => words::reading::length_missing(field),
        DurationError::Unreadable { text } => words::reading::no_length(field, text),
        DurationError::SixtyOrMore { text } => words::reading::sixty_or_more(field, text),
        DurationError::TooLong { text } => words::reading::too_long(field, text),
    }
}
