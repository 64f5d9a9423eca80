//! `export`: entries as CSV, JSON or iCalendar.

use std::fmt::Write as _;

use api::{ApiError, Entry, Exported, words};

use crate::owner::Owner;
use crate::views::count;

impl Owner {
    /// Entries of a range as a file, oldest first.
    pub(crate) async fn export(
        &self,
        format: &str,
        from: Option<String>,
        to: Option<String>,
    ) -> Result<Exported, ApiError> {
        let mut entries = self.log(from, to, None).await?;
        entries.reverse();
        let (media_type, content) = match format {
            "csv" => ("text/csv", csv(&entries)),
            "json" => ("application/json", serde_json::to_string_pretty(&entries).unwrap_or_default()),
            "ics" => ("text/calendar", ics(&entries)),
            other => return Err(words::other::bad_format(other)),
        };
        Ok(Exported { media_type: media_type.into(), content, entries: count(entries.len()) })
    }
}

/// One line an entry, RFC 4180.
fn csv(entries: &[Entry]) -> String {
    let mut text = String::from(
        "id,start,end,zone,note,tags,billable,targets,work_seconds,break_seconds,undecided_seconds,segments\r\n",
    );
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
fn ics(entries: &[Entry]) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Stint//EN\r\n");
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
    text.push_str("END:VCALENDAR\r\n");
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
