//! A row that makes an entry: what it says, checked, and how sure its times are.

use chrono_tz::Tz;
use domain::entry::{Draft, Entry};
use domain::{Cause, EntryError, EntryId, Kind, Segment, Timestamp};
use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};

use crate::{Format, Why};

/// One row that makes an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The line it begins on, from 1.
    pub line: u32,
    /// The entry; booked nowhere. Its id says nothing unless `named`.
    pub entry: Entry,
    /// Whether the file gives it a lasting id. The entry's id is then made of it, so that a second import knows it.
    pub named: bool,
    /// How exact its times are, in milliseconds: the last digit they show.
    pub grain: i64,
}

/// What a row says, before it was checked.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// The id there.
    pub(crate) id: Option<EntryId>,
    /// What was done.
    pub(crate) note: String,
    /// Client, project and task, from the widest to the narrowest; empty ones are left out.
    pub(crate) places: Vec<String>,
    /// Tags.
    pub(crate) tags: Vec<String>,
    /// Whether it is billable.
    pub(crate) billable: bool,
    /// Where its day is.
    pub(crate) zone: Tz,
    /// Its stretches.
    pub(crate) segments: Vec<Segment>,
    /// See [`Row::grain`].
    pub(crate) grain: i64,
}

/// Which part of a row was refused, and why.
pub(crate) type Refused = (Part, Why);

/// The parts of a row that a fault can be about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// Its times.
    Times,
    /// Its note.
    Note,
    /// One of its places, by its index in the list.
    Place(usize),
    /// Its tags.
    Tags,
}

impl Said {
    /// Makes the row.
    ///
    /// Client, project and task become tags: they are what an hour is searched and summed by, and the note stays what
    /// was done, so that the same hour from elsewhere is known again. A row without a note is called by the narrowest.
    pub(crate) fn row(self, line: u32) -> Result<Row, Refused> {
        let Self { id, note, places, tags, billable, zone, segments, grain } = self;
        let note = note.trim();
        let note = if note.is_empty() { places.last().map_or("", String::as_str) } else { note };
        for (place, name) in places.iter().enumerate() {
            if !is_tag(name) {
                return Err((Part::Place(place), Why::Tag(name.clone())));
            }
        }
        if let Some(odd) = tags.iter().find(|tag| !is_tag(tag)) {
            return Err((Part::Tags, Why::Tag(odd.clone())));
        }
        let draft = Draft {
            id: id.unwrap_or(EntryId::new(Uuid::nil())),
            note: note.to_owned(),
            tags: places.iter().chain(&tags).cloned().collect(),
            billable,
            bookings: Vec::new(),
            zone,
            segments,
        };
        let entry = Entry::try_from(draft).map_err(|error| match error {
            EntryError::NoteTooLong => (Part::Note, Why::LongNote),
            EntryError::Tag => (Part::Tags, Why::Tag(String::new())),
            EntryError::Empty | EntryError::Backwards { .. } => (Part::Times, Why::NoTime),
            EntryError::Gap { .. } => (Part::Times, Why::Segments),
        })?;
        Ok(Row { line, entry, named: id.is_some(), grain })
    }
}

fn is_tag(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty() && name.len() <= domain::entry::TAG_MAX && !name.chars().any(char::is_control)
}

/// The entry's id that stands for an id there: always the same one, so that a second import knows it again.
///
/// `beside` is what else tells it apart, where ids are only counted within one server.
pub(crate) fn named(format: Format, there: &str, beside: Option<Timestamp>) -> EntryId {
    let beside = beside.map_or(0, Timestamp::seconds);
    let told = Sha256::digest(format!("stint import\n{format:?}\n{there}\n{beside}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&told[..16]);
    EntryId::new(Builder::from_custom_bytes(bytes).into_uuid())
}

/// Work from `start` to `end`, with a break of so many milliseconds at its end: files say how long it was, not when.
pub(crate) fn worked(start: Timestamp, end: Timestamp, rest: i64) -> Vec<Segment> {
    let segment = |kind, start, end| Segment { kind, start, end: Some(end), cause: Cause::Import };
    if rest <= 0 {
        return vec![segment(Kind::Work, start, end)];
    }
    let turn = end.plus_millis(-rest);
    vec![segment(Kind::Work, start, turn), segment(Kind::Break, turn, end)]
}
