//! One record of an entry: as a tracker must hold it, computed here a second time, and as it is held.

use anyhow::{Context, Result};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde_json::Value;

/// A second, a minute, a hundredth and a quarter of an hour in milliseconds.
const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HUNDREDTH: i64 = 36 * SECOND;
const QUARTER: i64 = 15 * MINUTE;

/// A record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    at: At,
    pub(super) seconds: i64,
    text: String,
}

/// What a tracker keeps of when it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    /// The second.
    Instant(DateTime<Utc>),
    /// The day.
    Day(NaiveDate),
    /// Nothing; the text says it.
    Unkept,
}

impl Part {
    /// Whether a tracker holds what was recorded. Where it keeps seconds, one part of several may have the second that
    /// another one lost, because their sum is what is rounded.
    pub(super) fn is_held_as(&self, held: &Self) -> bool {
        let at = match (self.at, held.at) {
            (At::Instant(ours), At::Instant(theirs)) => (ours - theirs).num_seconds().abs() <= 1,
            (ours, theirs) => ours == theirs,
        };
        at && (self.seconds - held.seconds).abs() <= 1 && self.text == held.text
    }

    /// As a person reads it.
    pub(super) fn shown(&self) -> String {
        let at = match self.at {
            At::Instant(at) => at.format("%d %b %H:%M:%S").to_string(),
            At::Day(day) => day.format("%d %b").to_string(),
            At::Unkept => "no date".to_owned(),
        };
        let (hours, rest) = (self.seconds / 3600, self.seconds % 3600);
        format!("{at:15} {hours}:{:02}:{:02}", rest / 60, rest % 60)
    }
}

/// What a record of the sandbox is.
pub(super) fn received(record: &Value) -> Result<Part> {
    let seconds = record["seconds"].as_i64().context("a record has seconds")?;
    let at = match (&record["start"], record["api"].as_str()) {
        (Value::Null, _) => At::Unkept,
        (_, Some("alignsoft" | "redmine")) => At::Day(instant(record, "start")?.date_naive()),
        _ => At::Instant(whole_second(instant(record, "start")?)),
    };
    Ok(Part { at, seconds, text: text(record, "text")?.to_owned() })
}

/// What a tracker must hold of an entry.
///
/// Clockify and awork: every stretch of work to the second. Yandex Tracker: the net time in whole minutes from the first
/// start. Plane: the same without a start, with date and times before the note. Redmine: the net time of a day in hundredths
/// of an hour, with the times before the note. Alignsoft: the net time of a day in quarter hours. Entries that these three
/// get lie within a day and have no more than minutes.
pub(super) fn recorded(tracker: &str, entry: &Value) -> Result<Vec<Part>> {
    let work = work(entry)?;
    let (first, last) = work.first().zip(work.last()).context("an entry has work in it")?;
    let net: i64 = work.iter().map(|(start, end)| (*end - *start).num_milliseconds()).sum();
    let note = text(entry, "note")?;
    let rounded = |unit: i64| (net + unit / 2) / unit * unit / SECOND;
    let zone: Tz = text(entry, "zone")?.parse().ok().context("an entry has a zone")?;
    let (begin, end) = (first.0.with_timezone(&zone), last.1.with_timezone(&zone));
    let rest = ((last.1 - first.0).num_milliseconds() - net) / MINUTE;
    let rest = if rest > 0 { format!(" (break {}:{:02})", rest / 60, rest % 60) } else { String::new() };
    let times = format!("{}–{}{rest}", begin.format("%H:%M"), end.format("%H:%M"));
    let whole = match tracker {
        "yandex" => {
            Part { at: At::Instant(whole_second(first.0)), seconds: rounded(MINUTE), text: note.to_owned() }
        }
        "plane" => {
            let text = format!("{} {times} {note}", begin.format("%Y-%m-%d"));
            Part { at: At::Unkept, seconds: rounded(MINUTE), text }
        }
        "redmine" => {
            let text = format!("{times} {note}");
            Part { at: At::Day(begin.date_naive()), seconds: rounded(HUNDREDTH), text }
        }
        "alignsoft" => {
            Part { at: At::Day(begin.date_naive()), seconds: rounded(QUARTER), text: note.to_owned() }
        }
        _ => return Ok(work.iter().map(|stretch| to_the_second(*stretch, note)).collect()),
    };
    Ok(vec![whole])
}

fn to_the_second((start, end): (DateTime<Utc>, DateTime<Utc>), note: &str) -> Part {
    let seconds = (end - start).num_seconds();
    Part { at: At::Instant(whole_second(start)), seconds, text: note.to_owned() }
}

/// The stretches of work, without the breaks between them.
fn work(entry: &Value) -> Result<Vec<(DateTime<Utc>, DateTime<Utc>)>> {
    let segments = entry["segments"].as_array().context("an entry has segments")?;
    let work = segments.iter().filter(|segment| segment["kind"] == "work");
    work.map(|segment| Ok((instant(segment, "start")?, instant(segment, "end")?))).collect()
}

fn whole_second(instant: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp(instant.timestamp(), 0).unwrap_or(instant)
}

fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
    value[name].as_str().with_context(|| format!("{name} is missing in {value}"))
}

fn instant(value: &Value, name: &str) -> Result<DateTime<Utc>> {
    let text = text(value, name)?;
    let instant = DateTime::parse_from_rfc3339(text).with_context(|| format!("{text} is no instant"))?;
    Ok(instant.to_utc())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry() -> Value {
        let segment =
            |kind: &str, start: &str, end: &str| json!({ "kind": kind, "start": start, "end": end });
        json!({
            "note": "Review",
            "zone": "Europe/Berlin",
            "segments": [
                segment("work", "2026-03-02T08:00:00.000Z", "2026-03-02T08:30:00Z"),
                segment("break", "2026-03-02T08:30:00Z", "2026-03-02T08:40:00Z"),
                segment("work", "2026-03-02T08:40:00Z", "2026-03-02T09:37:00Z"),
            ],
        })
    }

    fn held(tracker: &str, start: Value, seconds: u32, text: &str) -> Part {
        received(&json!({ "api": tracker, "start": start, "seconds": seconds, "text": text })).expect("whole")
    }

    #[test]
    fn each_tracker_gets_what_it_keeps() {
        let due = |tracker| recorded(tracker, &entry()).expect("a whole entry");
        let from = |at: &str| json!(format!("2026-03-02T{at}Z"));
        assert_eq!(
            due("plane"),
            [held("plane", Value::Null, 5220, "2026-03-02 09:00–10:37 (break 0:10) Review")]
        );
        assert_eq!(due("alignsoft"), [held("alignsoft", from("00:00:00"), 5400, "Review")]);
        assert_eq!(due("yandex"), [held("yandex", from("08:00:00"), 5220, "Review")]);
        let stretches = [
            held("awork", from("08:00:00"), 1800, "Review"),
            held("awork", from("08:40:00"), 3420, "Review"),
        ];
        assert_eq!(due("awork"), stretches);
    }

    #[test]
    fn a_stretch_is_as_long_as_it_was_wherever_its_seconds_begin() {
        let mut short = entry();
        short["segments"][0]["start"] = json!("2026-03-02T08:29:05.900Z");
        short["segments"][0]["end"] = json!("2026-03-02T08:30:06.100Z");
        assert_eq!(recorded("awork", &short).expect("a whole entry")[0].seconds, 60);
    }

    #[test]
    fn a_second_is_forgiven_and_a_text_is_not() {
        let one = held("awork", json!("2026-03-02T08:00:00Z"), 1800, "Review");
        assert!(one.is_held_as(&held("awork", json!("2026-03-02T07:59:59Z"), 1801, "Review")));
        assert!(!one.is_held_as(&held("awork", json!("2026-03-02T08:00:00Z"), 1800, "Other")));
        assert!(!one.is_held_as(&held("awork", json!("2026-03-02T08:00:02Z"), 1800, "Review")));
        assert!(!one.is_held_as(&held("awork", Value::Null, 1800, "Review")));
    }
}
