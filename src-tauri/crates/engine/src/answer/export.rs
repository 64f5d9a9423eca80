//! `export`: entries as CSV, JSON or iCalendar, part by part, so that however many there are, few are in memory and
//! nobody else waits long.

use std::fmt::Write as _;

use api::{ApiError, Entry, Exported, words};
use domain::Timestamp;

use crate::owner::Owner;
use crate::storage::storage_error;
use crate::views::count;

/// How many entries a part holds: a few milliseconds of the owner's time.
const PART: usize = 500;

impl Owner {
    /// A part of the entries of a range as a file, oldest first.
    pub(crate) async fn export(
        &self,
        format: &str,
        from: Option<String>,
        to: Option<String>,
        after: Option<&str>,
    ) -> Result<Exported, ApiError> {
        let (media_type, written): (_, fn(&[Entry], Part) -> String) = match format {
            "csv" => ("text/csv", csv),
            "json" => ("application/json", json),
            "ics" => ("text/calendar", ics),
            other => return Err(words::other::bad_format(other)),
        };
        let cursor = match after {
            Some(text) => Cursor::read(text).ok_or_else(|| words::other::bad_part(text))?,
            None => {
                let (from, to) = self.range(from.as_deref(), to.as_deref())?;
                Cursor { from, to, after: None }
            }
        };
        let page = self.reader.oldest_first(cursor.from, cursor.to, cursor.after, PART).await;
        let page = page.map_err(|error| storage_error(&error))?;
        let entries = self.entry_views(page.entries).await?;
        let part = Part { first: cursor.after.is_none(), last: page.next.is_none() };
        let next = page.next.map(|after| Cursor { after: Some(after), ..cursor }.to_string());
        let content = written(&entries, part);
        Ok(Exported { media_type: media_type.into(), content, entries: count(entries.len()), next })
    }
}

/// Where a part begins, as text between one answer and the next request. It holds the range too: days such as
/// “today” must not move on while a file is written.
struct Cursor {
    from: Timestamp,
    to: Timestamp,
    after: Option<i64>,
}

impl Cursor {
    fn read(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(|number| number.parse::<i64>().ok());
        let mut next = || numbers.next().flatten();
        let (from, to, after) = (next()?, next()?, next()?);
        let (from, to) = (Timestamp::from_millis(from), Timestamp::from_millis(to));
        numbers.next().is_none().then_some(Self { from, to, after: Some(after) })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.from.millis(), self.to.millis(), self.after.unwrap_or_default())
    }
}

/// Which part of a file it is.
#[derive(Clone, Copy)]
struct Part {
    first: bool,
    last: bool,
}

/// A list, laid out for people.
fn json(entries: &[Entry], part: Part) -> String {
    let list = serde_json::to_string_pretty(entries).unwrap_or_default();
    let inner = list.trim_start_matches('[').trim_end_matches(']').trim_end();
    let mut text = String::from(if part.first { "[" } else { "," });
    text.push_str(inner);
    if part.last {
        text.push_str(if inner.is_empty() { "]" } else { "\n]" });
    }
    text
}

/// One line an entry, RFC 4180.
fn csv(entries: &[Entry], part: Part) -> String {
    let mut text = String::new();
    if part.first {
        text.push_str(
            "id,start,end,zone,note,tags,billable,targets,work_seconds,break_seconds,undecided_seconds,segments\r\n",
        );
    }
    for entry in entries {
        let targets: Vec<&str> = entry.bookings.iter().map(|booking| booking.target.as_str()).collect();
        let fields = [
            entry.id.clone(),
            entry.start.clone(),
            entry.end.clone().unwrap_or_default(),
            entry.zone.clone(),
            entry.note.clone(),
            entry.tags.iter().map(|tag| csv_tag(tag)).collect::<Vec<_>>().join(" "),
            entry.billable.to_string(),
            targets.join(" "),
            entry.work_seconds.to_string(),
            entry.break_seconds.to_string(),
            entry.undecided_seconds.to_string(),
            entry.segments.iter().filter_map(csv_stretch).collect::<Vec<_>>().join(" "),
        ];
        let quoted: Vec<String> = fields.iter().map(|field| csv_field(field)).collect();
        text.push_str(&quoted.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A tag beside others: one with a blank or a quote in it stands in quotes.
fn csv_tag(tag: &str) -> String {
    if tag.contains(char::is_whitespace) || tag.contains('"') {
        format!("\"{}\"", tag.replace('"', "\"\""))
    } else {
        tag.to_owned()
    }
}

/// A stretch as `kind:cause:start/end`; the open one of a running entry is left out.
fn csv_stretch(segment: &api::Segment) -> Option<String> {
    let kind = match segment.kind {
        api::SegmentKind::Work => "work",
        api::SegmentKind::Break => "break",
        api::SegmentKind::Undecided => "undecided",
    };
    Some(format!("{kind}:{}:{}/{}", segment.cause, segment.start, segment.end.as_ref()?))
}

/// A field as CSV: quoted where needed; text that a spreadsheet would run as a formula is disarmed by a quote, and so is
/// text that already looks disarmed, so that an import can tell.
fn csv_field(field: &str) -> String {
    let disarmed = if field.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{field}")
    } else {
        field.to_owned()
    };
    if disarmed.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", disarmed.replace('"', "\"\""))
    } else {
        disarmed
    }
}

/// One event a work segment, RFC 5545.
fn ics(entries: &[Entry], part: Part) -> String {
    let mut text = String::new();
    if part.first {
        text.push_str("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Stint//EN\r\n");
    }
    for entry in entries {
        let work = entry.segments.iter().filter(|segment| segment.kind == api::SegmentKind::Work);
        for (place, segment) in work.enumerate() {
            let Some(end) = &segment.end else { continue };
            let mut line = |name: &str, value: &str| folded(&mut text, &format!("{name}:{value}"));
            line("BEGIN", "VEVENT");
            line("UID", &format!("{}-{place}@stint", entry.id));
            line("DTSTAMP", &ics_instant(end));
            line("DTSTART", &ics_instant(&segment.start));
            line("DTEND", &ics_instant(end));
            line("SUMMARY", &ics_text(&entry.note));
            line("END", "VEVENT");
        }
    }
    if part.last {
        text.push_str("END:VCALENDAR\r\n");
    }
    text
}

/// `2026-11-20T09:00:00.417Z` as `20261120T090000Z`.
fn ics_instant(rfc3339: &str) -> String {
    let digits: String = rfc3339
        .split('.')
        .next()
        .unwrap_or(rfc3339)
        .chars()
        .filter(|c| !matches!(c, '-' | ':' | 'Z'))
        .collect();
    format!("{digits}Z")
}

fn ics_text(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace("\r\n", "\\n")
        .replace('\n', "\\n")
}

/// Lines of at most 75 bytes, continued with a blank, never cut inside a character.
fn folded(text: &mut String, line: &str) {
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > 73 {
            text.push_str("\r\n ");
            width = 1;
        }
        width += c.len_utf8();
        let _infallible = write!(text, "{c}");
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_fields_survive_quotes_and_formulas() {
        assert_eq!(csv_field("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(csv_field("=1+1"), "'=1+1");
    }

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else_is() {
        let text = "1795176000000.1795262400000.1838260224000001";
        assert_eq!(Cursor::read(text).map(|cursor| cursor.to_string()).as_deref(), Some(text));
        for text in ["", "1.2", "1.2.3.4", "a.2.3", "1.2.99999999999999999999"] {
            assert!(Cursor::read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn an_empty_file_is_whole() {
        let whole = Part { first: true, last: true };
        assert_eq!(json(&[], whole), "[]");
        assert_eq!(csv(&[], whole).lines().count(), 1);
        assert!(ics(&[], whole).ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn calendar_lines_fold_between_characters() {
        let mut text = String::new();
        folded(&mut text, &"ü".repeat(100));
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(text.replace("\r\n ", "").trim_end(), "ü".repeat(100));
    }

    #[test]
    fn instants_lose_their_punctuation() {
        assert_eq!(ics_instant("2026-11-20T09:00:00.417Z"), "20261120T090000Z");
    }
}
