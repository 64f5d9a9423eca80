//! An entry: one piece of work, as an ordered, gapless list of segments that a constructor has checked.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Booking, EntryId, Kind, Segment, Timestamp};

/// The longest note, in bytes. Longer text is refused with a clear message, never cut.
pub const NOTE_MAX: usize = 16 * 1024;
/// The longest tag, in bytes.
pub const TAG_MAX: usize = 100;

/// One time entry. `segments` is never empty, ordered, gapless, each closed one longer than zero;
/// only the last may be open, and then the entry runs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "Draft")]
pub struct Entry {
    /// Its name (UUIDv7).
    pub id: EntryId,
    /// What was done, in the person's words.
    pub note: String,
    /// Tags, in the order given, without repeats.
    pub tags: Vec<String>,
    /// Whether it is billable.
    pub billable: bool,
    /// Where it is to be booked, without repeats.
    pub bookings: Vec<Booking>,
    /// The zone at the start; days of this entry are days there.
    pub zone: Tz,
    segments: Vec<Segment>,
}

/// The parts of an entry before its segments were checked.
#[derive(Clone, Debug, Deserialize)]
pub struct Draft {
    /// See [`Entry::id`].
    pub id: EntryId,
    /// See [`Entry::note`].
    pub note: String,
    /// See [`Entry::tags`].
    pub tags: Vec<String>,
    /// See [`Entry::billable`].
    pub billable: bool,
    /// See [`Entry::bookings`].
    pub bookings: Vec<Booking>,
    /// See [`Entry::zone`].
    pub zone: Tz,
    /// The segments, unchecked; neighbours of one kind and cause are joined.
    pub segments: Vec<Segment>,
}

/// How much of an entry is what, in milliseconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Totals {
    /// Work.
    pub work: i64,
    /// Break.
    pub rest: i64,
    /// Undecided.
    pub undecided: i64,
}

/// Why segments do not make an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum EntryError {
    /// There is no segment.
    #[error("an entry needs at least one segment")]
    Empty,
    /// A segment ends before or where it starts.
    #[error("segment {index} ends at or before its start")]
    Backwards {
        /// Its place in the list.
        index: usize,
    },
    /// A segment does not start where the one before it ended.
    #[error("segment {index} does not start where the one before it ends")]
    Gap {
        /// Its place in the list.
        index: usize,
    },
    /// A note is longer than [`NOTE_MAX`].
    #[error("the note is longer than {NOTE_MAX} bytes")]
    NoteTooLong,
    /// A tag is empty, too long, or holds a control character.
    #[error("a tag is empty, too long or holds a control character")]
    Tag,
}

impl TryFrom<Draft> for Entry {
    type Error = EntryError;

    fn try_from(draft: Draft) -> Result<Self, EntryError> {
        let segments = checked(draft.segments)?;
        if draft.note.len() > NOTE_MAX {
            return Err(EntryError::NoteTooLong);
        }
        let mut tags: Vec<String> = Vec::with_capacity(draft.tags.len());
        for tag in draft.tags {
            let tag = tag.trim().to_owned();
            if tag.is_empty() || tag.len() > TAG_MAX || tag.chars().any(char::is_control) {
                return Err(EntryError::Tag);
            }
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let mut bookings: Vec<Booking> = Vec::with_capacity(draft.bookings.len());
        for booking in draft.bookings {
            if !bookings.contains(&booking) {
                bookings.push(booking);
            }
        }
        Ok(Self {
            id: draft.id,
            note: draft.note,
            tags,
            billable: draft.billable,
            bookings,
            zone: draft.zone,
            segments,
        })
    }
}

impl From<Entry> for Draft {
    fn from(entry: Entry) -> Self {
        let Entry { id, note, tags, billable, bookings, zone, segments } = entry;
        Self { id, note, tags, billable, bookings, zone, segments }
    }
}

impl Entry {
    /// The segments: never empty, ordered, gapless.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The first instant.
    pub fn start(&self) -> Timestamp {
        self.segments[0].start
    }

    /// The first instant after the entry, or `None` while it runs.
    pub fn end(&self) -> Option<Timestamp> {
        self.last().end
    }

    /// The last segment; the open one while the entry runs.
    pub fn last(&self) -> &Segment {
        self.segments.last().expect("an entry has at least one segment")
    }

    /// Whether the entry runs.
    pub fn is_running(&self) -> bool {
        self.end().is_none()
    }

    /// Whether any of its time is undecided.
    pub fn has_undecided(&self) -> bool {
        self.segments.iter().any(|segment| segment.kind == Kind::Undecided)
    }

    /// How much is what, counting an open segment up to `now`.
    pub fn totals(&self, now: Timestamp) -> Totals {
        let mut totals = Totals::default();
        for segment in &self.segments {
            let millis = segment.millis(now);
            match segment.kind {
                Kind::Work => totals.work += millis,
                Kind::Break => totals.rest += millis,
                Kind::Undecided => totals.undecided += millis,
            }
        }
        totals
    }

    /// The same entry with other segments, checked.
    pub fn with_segments(&self, segments: Vec<Segment>) -> Result<Self, EntryError> {
        Ok(Self { segments: checked(segments)?, ..self.clone() })
    }
}

impl Totals {
    /// Everything together: from the first instant to the last.
    pub fn gross(&self) -> i64 {
        self.work + self.rest + self.undecided
    }
}

/// Checks order and touching, and joins neighbours of one kind and cause.
fn checked(segments: Vec<Segment>) -> Result<Vec<Segment>, EntryError> {
    let mut result: Vec<Segment> = Vec::with_capacity(segments.len());
    for (index, segment) in segments.into_iter().enumerate() {
        if segment.end.is_some_and(|end| end <= segment.start) {
            return Err(EntryError::Backwards { index });
        }
        match result.last_mut() {
            None => result.push(segment),
            Some(before) if before.end != Some(segment.start) => return Err(EntryError::Gap { index }),
            Some(before) if before.kind == segment.kind && before.cause == segment.cause => {
                before.end = segment.end
            }
            Some(_) => result.push(segment),
        }
    }
    if result.is_empty() { Err(EntryError::Empty) } else { Ok(result) }
}
