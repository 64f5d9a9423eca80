//! Stint's own exports, read back as they were: `stint export --format csv|json`. Bookings are left behind.

use chrono_tz::Tz;
use domain::{Cause, EntryId, Kind, Segment, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use crate::json::Item;
use crate::layout::Head;
use crate::row::{Part, Said, worked};
use crate::sheet::Cells;
use crate::stamp::{self, Moments};
use crate::{Fault, Format, Options, Row, Unreadable, Why};

/// A segment as the JSON export spells it.
#[derive(Deserialize)]
struct Stretch {
    kind: Kind,
    start: String,
    end: Option<String>,
    cause: Cause,
}

/// That the columns are there without which no row can be read.
pub(crate) fn check(head: &Head) -> Result<(), Unreadable> {
    match ["start", "end"].into_iter().find(|name| !head.has(name)) {
        Some(missing) => Err(Unreadable::NoColumn { format: Format::Stint, column: missing.to_owned() }),
        None => Ok(()),
    }
}

/// An entry of the JSON export.
pub(crate) fn item(item: &Item<'_>, options: &Options) -> Result<Row, Fault> {
    let zone = zone(item.text("zone").unwrap_or_default(), options).map_err(|why| item.fault("zone", why))?;
    if matches!(item.get("end"), Some(Value::Null) | None) {
        return Err(item.fault("end", Why::Running));
    }
    let segments = item.get("segments").cloned().unwrap_or_default();
    let odd = || item.fault("segments", Why::Segments);
    let stretches: Vec<Stretch> = serde_json::from_value(segments).map_err(|_| odd())?;
    let segments = stretches
        .into_iter()
        .map(|Stretch { kind, start, end, cause }| {
            Some(Segment { kind, start: instant(&start)?, end: Some(instant(&end?)?), cause })
        })
        .collect::<Option<Vec<_>>>()
        .ok_or_else(odd)?;
    let said = Said {
        id: item.text("id").and_then(|id| id.parse().ok()),
        note: item.text("note").unwrap_or_default().to_owned(),
        places: Vec::new(),
        tags: item.texts("tags")?,
        billable: item.flag("billable")?,
        zone,
        segments,
        grain: 1,
    };
    row(said, item.line, options).map_err(|(part, why)| item.fault(field(part), why))
}

/// A line of the CSV export. One of an older Stint has no column `segments`: breaks then lie at the end.
pub(crate) fn cells(cells: &Cells<'_>, options: &Options) -> Result<Row, Fault> {
    let text = |name: &'static str| cells.get(&[name]).1;
    let fault = |name: &'static str| move |why| cells.fault(cells.get(&[name]).0, why);
    let zone = zone(text("zone"), options).map_err(fault("zone"))?;
    let at = |name: &'static str, missing: Why| match text(name) {
        "" => Err(fault(name)(missing)),
        text => match stamp::stamp(text, zone, None) {
            Ok((Moments::One(at), _)) => Ok(at),
            Ok((Moments::Two(_, _, why), _)) | Err(why) => Err(fault(name)(why)),
        },
    };
    let (start, end) = (at("start", Why::Missing)?, at("end", Why::Running)?);
    let id: Option<EntryId> = text("id").parse().ok();
    let segments = match text("segments") {
        "" => {
            let seconds = |name: &'static str| match text(name) {
                "" => Ok(0),
                text => {
                    text.parse::<u32>().map(i64::from).map_err(|_| fault(name)(Why::Length(text.to_owned())))
                }
            };
            let rest = (seconds("break_seconds")? + seconds("undecided_seconds")?) * 1_000;
            if rest > 0 && rest >= end.since(start) {
                return Err(fault("break_seconds")(Why::AllBreak));
            }
            worked(start, end, rest)
        }
        text => stretches(text).ok_or_else(|| fault("segments")(Why::Segments))?,
    };
    let said = Said {
        id,
        note: armed(text("note")).to_owned(),
        places: Vec::new(),
        tags: tags(armed(text("tags"))),
        billable: stamp::flag(text("billable")).map_err(fault("billable"))?,
        zone,
        segments,
        grain: 1,
    };
    row(said, cells.line, options).map_err(|(part, why)| fault(field(part))(why))
}

fn row(said: Said, line: u32, options: &Options) -> Result<Row, (Part, Why)> {
    let row = said.row(line)?;
    match row.entry.end() {
        Some(end) if end > options.now => Err((Part::Times, Why::Future)),
        _ => Ok(row),
    }
}

fn field(part: Part) -> &'static str {
    match part {
        Part::Times => "end",
        Part::Note => "note",
        Part::Place(_) | Part::Tags => "tags",
    }
}

fn zone(name: &str, options: &Options) -> Result<Tz, Why> {
    match name.trim() {
        "" => Ok(options.zone),
        name => name.parse().map_err(|_| Why::Zone(name.to_owned())),
    }
}

fn instant(text: &str) -> Option<Timestamp> {
    match stamp::stamp(text, Tz::UTC, None) {
        Ok((Moments::One(at), _)) => Some(at),
        _ => None,
    }
}

/// `work:user:START/END break:user:START/END`, as the export writes them.
fn stretches(text: &str) -> Option<Vec<Segment>> {
    let one = |stretch: &str| {
        let (kind, rest) = stretch.split_once(':')?;
        let (cause, span) = rest.split_once(':')?;
        let (start, end) = span.split_once('/')?;
        let kind: Kind = serde_json::from_value(kind.into()).ok()?;
        let cause: Cause = serde_json::from_value(cause.into()).ok()?;
        Some(Segment { kind, cause, start: instant(start)?, end: Some(instant(end)?) })
    };
    text.split_whitespace().map(one).collect()
}

/// Text that the export kept a spreadsheet from running as a formula, as it was.
fn armed(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => text,
    }
}

/// Tags with blanks between; one with a blank in it stands in quotes.
fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_whitespace() {
            continue;
        }
        let mut tag = String::new();
        if letter == '"' {
            while let Some(letter) = letters.next() {
                match letter {
                    '"' if letters.next_if_eq(&'"').is_some() => tag.push('"'),
                    '"' => break,
                    letter => tag.push(letter),
                }
            }
        } else {
            tag.push(letter);
            while let Some(letter) = letters.next_if(|letter| !letter.is_whitespace()) {
                tag.push(letter);
            }
        }
        tags.push(tag);
    }
    tags
}
