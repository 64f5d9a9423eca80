//! Dates, clock times, lengths and flags as exports write them, in any locale that can be told.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use domain::Timestamp;
use domain::parse::{WhenError, clock, on};
use serde::{Deserialize, Serialize};

use crate::Why;

/// Which comes first where the year comes last.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// `20/11/2026`.
    DayFirst,
    /// `11/20/2026`.
    MonthFirst,
}

/// A clock time as an instant, or the two it can be when the clocks showed it twice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Moments {
    /// One.
    One(Timestamp),
    /// Two, and what to say about it.
    Two(Timestamp, Timestamp, Why),
}

impl Moments {
    /// Both, or the one.
    pub(crate) fn all(&self) -> Vec<Timestamp> {
        match self {
            Self::One(at) => vec![*at],
            Self::Two(first, second, _) => vec![*first, *second],
        }
    }
}

/// A date's three numbers, when the year comes last and nothing tells which of the others is the month.
pub(crate) fn open_date(text: &str) -> Option<(u32, u32)> {
    let parts: Vec<&str> = text.trim().split(['/', '-']).collect();
    match parts.as_slice() {
        [one, two, year] if year.len() == 4 => Some((number(one, 2)?, number(two, 2)?)),
        _ => None,
    }
}

/// `2026-11-20`, `2026/11/20`, `20.11.2026`, and `20/11/2026` or `11/20/2026` as the order says.
pub(crate) fn date(text: &str, order: Option<DateOrder>) -> Result<NaiveDate, Why> {
    let no = || Why::Date(text.trim().to_owned());
    let typed = text.trim();
    let parts: Vec<&str> = typed.split(['/', '-', '.']).map(str::trim).collect();
    let [one, two, three] = parts.as_slice() else { return Err(no()) };
    let (year, month, day) = if one.len() == 4 {
        (number(one, 4), number(two, 2), number(three, 2))
    } else if typed.contains('.') || order != Some(DateOrder::MonthFirst) {
        (number(three, 4).filter(|_| three.len() == 4), number(two, 2), number(one, 2))
    } else {
        (number(three, 4).filter(|_| three.len() == 4), number(one, 2), number(two, 2))
    };
    let (Some(year), Some(month), Some(day)) = (year, month, day) else { return Err(no()) };
    let year = i32::try_from(year).map_err(|_| no())?;
    if !(1970..9999).contains(&year) {
        return Err(Why::TooFar(typed.to_owned()));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(no)
}

/// `09:15`, `09:15:30`, `9:15 AM`, `9:15:30 p.m.`; with how exact it is, in milliseconds.
pub(crate) fn time(text: &str) -> Result<(NaiveTime, i64), Why> {
    let typed = text.trim();
    // A length such as `915` is none of a clock that a program writes.
    let read = if typed.contains(':') || typed.contains('.') { clock(typed) } else { None };
    let grain = if typed.matches(':').count() > 1 { 1_000 } else { 60_000 };
    read.map(|time| (time, grain)).ok_or_else(|| Why::Time(typed.to_owned()))
}

/// A whole stamp: RFC 3339, the same with `+0100`, Timewarrior's `20261120T081500Z`, or a local `2026-11-20 09:15`.
pub(crate) fn stamp(text: &str, zone: Tz, order: Option<DateOrder>) -> Result<(Moments, i64), Why> {
    let typed = text.trim();
    let exact = DateTime::parse_from_rfc3339(typed)
        .or_else(|_| DateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|_| DateTime::parse_from_str(typed, "%Y-%m-%d %H:%M:%S%.f%z"))
        .ok()
        .map(|at| at.timestamp_millis())
        .or_else(|| {
            let compact = NaiveDateTime::parse_from_str(typed, "%Y%m%dT%H%M%SZ").ok()?;
            Some(compact.and_utc().timestamp_millis())
        });
    if let Some(millis) = exact {
        let at = Timestamp::from_millis(millis);
        let grain = if typed.contains('.') { 1 } else { 1_000 };
        return if at.millis() == millis {
            Ok((Moments::One(at), grain))
        } else {
            Err(Why::TooFar(typed.to_owned()))
        };
    }
    let (day, clock) = typed.split_once([' ', 'T']).ok_or_else(|| Why::Stamp(typed.to_owned()))?;
    let no = |_| Why::Stamp(typed.to_owned());
    let (time, grain) = time(clock).map_err(no)?;
    let date = date(day, order).map_err(no)?;
    Ok((local(date.and_time(time), zone)?, grain))
}

/// A local time in a zone, by the rules that typed times follow, too.
pub(crate) fn local(at: NaiveDateTime, zone: Tz) -> Result<Moments, Why> {
    let text = || at.format("%Y-%m-%d %H:%M:%S").to_string();
    match on(at.date(), at.time(), zone) {
        Ok(at) => Ok(Moments::One(at)),
        Err(WhenError::Skipped { date, next, .. }) => {
            Err(Why::Skipped { text: text(), next: format!("{date} {next}") })
        }
        Err(WhenError::Twice { first, second, instants, .. }) => {
            Ok(Moments::Two(instants.0, instants.1, Why::Twice { text: text(), first, second }))
        }
        Err(_) => Err(Why::Stamp(text())),
    }
}

/// `1:30:00`, `1:30`, and hours as `1.5` or `1,5`; in milliseconds.
pub(crate) fn length(text: &str) -> Result<i64, Why> {
    let typed = text.trim();
    let no = || Why::Length(typed.to_owned());
    let parts: Vec<&str> = typed.split(':').collect();
    let whole = |text: &str, most: usize| number(text, most).map(i64::from);
    let seconds = match parts.as_slice() {
        [hours] => {
            let hours: f64 = hours.replace(',', ".").parse().map_err(|_| no())?;
            if !(0.0..100_000.0).contains(&hours) {
                return Err(no());
            }
            // Rounded, not cut: 8.20 h are 29,520 s. The range above fits by far.
            #[allow(clippy::cast_possible_truncation)]
            let seconds = (hours * 3_600.0).round() as i64;
            Some(seconds)
        }
        [hours, minutes] => sum(whole(hours, 5), whole(minutes, 2), Some(0)),
        [hours, minutes, seconds] => sum(whole(hours, 5), whole(minutes, 2), whole(seconds, 2)),
        _ => None,
    };
    seconds.map(|seconds| seconds * 1_000).ok_or_else(no)
}

fn sum(hours: Option<i64>, minutes: Option<i64>, seconds: Option<i64>) -> Option<i64> {
    let (minutes, seconds) = (minutes.filter(|n| *n < 60)?, seconds.filter(|n| *n < 60)?);
    Some(hours? * 3_600 + minutes * 60 + seconds)
}

/// Yes or no, in the words of the exports; nothing means no.
pub(crate) fn flag(text: &str) -> Result<bool, Why> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "true" | "1" | "y" | "ja" | "wahr" | "oui" | "vrai" | "billable" => Ok(true),
        "no" | "false" | "0" | "n" | "nein" | "falsch" | "non" | "faux" | "non-billable" | "" | "-" => {
            Ok(false)
        }
        _ => Err(Why::Flag(text.trim().to_owned())),
    }
}

fn number(text: &str, most: usize) -> Option<u32> {
    let plain = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
