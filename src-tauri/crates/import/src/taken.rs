//! From what stands in a row to the row: instants, break and id decided, and every refusal put to its column.

use chrono_tz::Tz;
use domain::Timestamp;

use crate::row::{Part, Said, named, worked};
use crate::span::{End, span};
use crate::stamp::Moments;
use crate::{Fault, Format, Row, Why};

/// What stands in a row. Each value comes with the name of its column, as the file spells it.
pub(crate) struct Taken<'a> {
    pub(crate) format: Format,
    pub(crate) line: u32,
    pub(crate) start: (&'a str, Moments),
    pub(crate) end: (&'a str, Moments),
    /// How exact the times are, in milliseconds.
    pub(crate) grain: i64,
    /// How long it was, without its break.
    pub(crate) length: Option<i64>,
    pub(crate) rest: (&'a str, Pause),
    /// An id there; with whether it is the only one of its kind in the world.
    pub(crate) id: Option<(String, bool)>,
    pub(crate) note: (&'a str, String),
    /// Client, project and task, from the widest to the narrowest, where there are any.
    pub(crate) places: Vec<(&'a str, String)>,
    pub(crate) tags: (&'a str, Vec<String>),
    pub(crate) billable: bool,
    pub(crate) zone: Tz,
    pub(crate) now: Timestamp,
}

/// What a row says of its break.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Pause {
    /// It has none.
    None,
    /// So many milliseconds.
    Of(i64),
    /// What its times have more than its length.
    Rest,
}

impl Taken<'_> {
    /// The row.
    pub(crate) fn row(self) -> Result<Row, Fault> {
        let Self {
            format,
            line,
            start,
            end,
            grain,
            length,
            rest,
            id,
            note,
            places,
            tags,
            billable,
            zone,
            now,
        } = self;
        let fault = |column: &str, why| Fault { line, column: column.to_owned(), why };
        // Each end is cut to the grain, and lengths are rounded.
        let slack = 2 * grain;
        let stated = match rest.1 {
            Pause::None => length,
            Pause::Of(rest) => length.map(|length| length + rest),
            Pause::Rest => None,
        };
        let (from, to) = span(&start.1, &end.1, stated, slack, now).map_err(|(at, why)| match at {
            End::Start => fault(start.0, why),
            End::End => fault(end.0, why),
        })?;
        let whole = to.since(from);
        let paused = match (rest.1, length) {
            (Pause::Of(rest), _) => rest,
            (Pause::Rest, Some(length)) if length > 0 && whole - length > slack => whole - length,
            (Pause::None | Pause::Rest, _) => 0,
        };
        if paused >= whole {
            return Err(fault(rest.0, Why::AllBreak));
        }
        let columns: Vec<&str> = places.iter().map(|(column, _)| *column).collect();
        let said = Said {
            id: id.map(|(id, alone)| named(format, &id, (!alone).then_some(from))),
            note: note.1,
            places: places.into_iter().map(|(_, name)| name).collect(),
            tags: tags.1,
            billable,
            zone,
            segments: worked(from, to, paused),
            grain,
        };
        said.row(line).map_err(|(part, why)| match part {
            Part::Times => fault(end.0, why),
            Part::Note => fault(note.0, why),
            Part::Place(place) => fault(columns.get(place).copied().unwrap_or_default(), why),
            Part::Tags => fault(tags.0, why),
        })
    }
}
