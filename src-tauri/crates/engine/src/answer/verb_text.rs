//! From a verb as typed to a verb as the domain knows it: every text read, every name resolved.

use api::{
    ApiError, BorderName, EditFields, EntryFields, ManyFields, OverlapChoice, PartFields, SegmentKind,
    UndecidedAs, VerbRequest, words,
};
use domain::{
    Booking, Border, Cause, EditPatch, Entry, EntryId, Kind, ManyPatch, NewEntry, Overlap, Resolution,
    Segment, Timestamp, Verb,
};

use crate::owner::Owner;
use crate::reading::signed;
use crate::storage::storage_error;

/// The most entries one verb changes at once.
const MANY_MAX: usize = 500;

impl Owner {
    /// Reads a verb. Its targets are all kept locally by now.
    pub(crate) async fn read_verb(&self, request: &VerbRequest) -> Result<Verb, ApiError> {
        Ok(match request {
            VerbRequest::Start { fields, at, overlap } => Verb::Start {
                new: self.new_entry(fields).await?,
                at: self.maybe_when("at", at.as_deref()).await?,
                overlap: overlap_of(*overlap),
            },
            VerbRequest::Break { at } => Verb::Break { at: self.maybe_when("at", at.as_deref()).await? },
            VerbRequest::Resume { at } => Verb::Resume { at: self.maybe_when("at", at.as_deref()).await? },
            VerbRequest::Stop { at } => Verb::Stop { at: self.maybe_when("at", at.as_deref()).await? },
            VerbRequest::Toggle { at } => Verb::Toggle { at: self.maybe_when("at", at.as_deref()).await? },
            VerbRequest::ToggleBreak { at } => {
                Verb::ToggleBreak { at: self.maybe_when("at", at.as_deref()).await? }
            }
            VerbRequest::Continue { id, at } => Verb::Continue {
                entry: match id {
                    Some(id) => Some(self.entry_id(id).await?),
                    None => None,
                },
                at: self.maybe_when("at", at.as_deref()).await?,
            },
            VerbRequest::Discard => Verb::Discard,
            VerbRequest::Add { fields, from, to, duration, breaks, overlap } => {
                let start = self.when("from", from).await?;
                let end = match (to, duration) {
                    (Some(_), Some(_)) => return Err(words::timer::contradiction("--to", "--for")),
                    (Some(to), None) => self.when_after("to", to, start).await?,
                    (None, Some(duration)) => start.plus_millis(self.duration("for", duration)?),
                    (None, None) => return Err(words::timer::end_missing()),
                };
                Verb::Add {
                    new: self.new_entry(fields).await?,
                    start,
                    end,
                    breaks: self.breaks(breaks, start).await?,
                    overlap: overlap_of(*overlap),
                }
            }
            VerbRequest::Edit { id, fields, overlap } => {
                let entry = self.entry_id(id).await?;
                Verb::Edit { entry, patch: self.patch(entry, fields).await?, overlap: overlap_of(*overlap) }
            }
            VerbRequest::Move { id, by, to, overlap } => {
                let entry = self.loaded(self.entry_id(id).await?).await?;
                let start = match (by, to) {
                    (Some(_), Some(_)) => return Err(words::timer::contradiction("BY", "--to")),
                    (Some(by), None) => entry.start().plus_millis(signed("by", by)?),
                    (None, Some(to)) => self.when_on("to", to, entry.start()).await?,
                    (None, None) => return Err(words::timer::move_where()),
                };
                Verb::Move { entry: entry.id, start, overlap: overlap_of(*overlap) }
            }
            VerbRequest::Resize { id, border, from, at, overlap } => {
                let entry = self.loaded(self.entry_id(id).await?).await?;
                let (border, at) = match (border, from) {
                    (BorderName::Start, _) => (Border::Start, self.when_on("at", at, entry.start()).await?),
                    (BorderName::End, _) => (Border::End, self.when_after("at", at, entry.start()).await?),
                    (BorderName::Between, Some(from)) => {
                        let from = self.when_after("from", from, entry.start()).await?;
                        (Border::Between(from), self.when_after("at", at, entry.start()).await?)
                    }
                    (BorderName::Between, None) => return Err(words::parts::which_border()),
                };
                Verb::Resize { entry: entry.id, border, at, overlap: overlap_of(*overlap) }
            }
            VerbRequest::Split { id, at } => {
                let entry = self.loaded(self.entry_id(id).await?).await?;
                Verb::Split { entry: entry.id, at: self.when_after("at", at, entry.start()).await? }
            }
            VerbRequest::Merge { ids } => Verb::Merge { entries: self.entry_ids(ids).await? },
            VerbRequest::Delete { ids } => Verb::Delete { entries: self.entry_ids(ids).await? },
            VerbRequest::EditMany { ids, fields } => {
                let entries = self.many(ids).await?;
                Verb::EditMany { patch: self.many_patch(&entries, fields).await?, entries }
            }
            VerbRequest::Duplicate { ids } => {
                let entries = self.many(ids).await?;
                Verb::Duplicate { copies: entries.into_iter().map(|id| (id, self.fresh_entry())).collect() }
            }
            VerbRequest::Decide { id, at, decision } => Verb::Decide {
                entry: self.entry_id(id).await?,
                at: self.maybe_when("at", at.as_deref()).await?,
                resolution: match decision {
                    UndecidedAs::Work => Resolution::Work,
                    UndecidedAs::Break => Resolution::Break,
                    UndecidedAs::Cut => Resolution::Cut,
                },
            },
            VerbRequest::Undo { .. } => Verb::Undo,
            VerbRequest::Redo { .. } => Verb::Redo,
        })
    }

    async fn new_entry(&self, fields: &EntryFields) -> Result<NewEntry, ApiError> {
        Ok(NewEntry {
            note: fields.note.trim().to_owned(),
            tags: fields.tags.clone(),
            billable: fields.billable,
            bookings: self.bookings(&fields.on, &[]).await?,
        })
    }

    async fn patch(&self, id: EntryId, fields: &EditFields) -> Result<EditPatch, ApiError> {
        let entry = self.loaded(id).await?;
        let start = match &fields.from {
            Some(from) => Some(self.when_on("from", from, entry.start()).await?),
            None => None,
        };
        let first = start.unwrap_or(entry.start());
        let end = match &fields.to {
            Some(to) => Some(self.when_after("to", to, first).await?),
            None => None,
        };
        let work_millis = match &fields.duration {
            Some(duration) => Some(self.duration("for", duration)?),
            None => None,
        };
        let bookings = match &fields.on {
            Some(on) => Some(self.bookings(on, &entry.bookings).await?),
            None => None,
        };
        let mut patch = EditPatch {
            note: fields.note.as_deref().map(|note| note.trim().to_owned()),
            tags: fields.tags.clone(),
            billable: fields.billable,
            bookings,
            start,
            end,
            work_millis,
            segments: None,
        };
        if let Some(parts) = &fields.parts {
            if fields.breaks.is_some() {
                return Err(words::timer::contradiction("--break", "parts"));
            }
            patch.segments = Some(self.parts(&entry, parts).await?);
        } else if let Some(texts) = &fields.breaks {
            if work_millis.is_some() {
                return Err(words::timer::contradiction("--break", "--for"));
            }
            let breaks = self.breaks(texts, first).await?;
            let last = end.or(entry.end());
            (patch.start, patch.end) = (None, None);
            patch.segments = Some(around_breaks(first, last, &breaks).ok_or_else(words::parts::bad_break)?);
        }
        Ok(patch)
    }

    /// Parts as typed. One that is what it was before keeps its cause; what a person makes of it is the person's.
    async fn parts(&self, entry: &Entry, parts: &[PartFields]) -> Result<Vec<Segment>, ApiError> {
        let mut segments = Vec::with_capacity(parts.len());
        let mut reached = entry.start();
        for (place, part) in parts.iter().enumerate() {
            let start = self.when_on("parts", &part.from, reached).await?;
            let end = match &part.to {
                Some(to) => Some(self.when_after("parts", to, start).await?),
                None if place + 1 == parts.len() && entry.is_running() => None,
                None => return Err(words::parts::part_without_end()),
            };
            let kind = kind_of(part.kind);
            let was = |old: &&Segment| old.kind == kind && (old.start == start || old.end == end);
            let cause = entry.segments().iter().find(was).map_or(Cause::User, |old| old.cause);
            segments.push(Segment { kind, start, end, cause });
            reached = end.unwrap_or(start);
        }
        Ok(segments)
    }

    /// The entries of a verb about many: some, and not more than one transaction should hold.
    async fn many(&self, texts: &[String]) -> Result<Vec<EntryId>, ApiError> {
        if texts.is_empty() {
            return Err(words::timer::none_named());
        }
        if texts.len() > MANY_MAX {
            return Err(words::timer::too_many_at_once(MANY_MAX));
        }
        self.entry_ids(texts).await
    }

    async fn many_patch(&self, ids: &[EntryId], fields: &ManyFields) -> Result<ManyPatch, ApiError> {
        let entries = self.reader.entries(ids).await.map_err(|error| storage_error(&error))?;
        let before: Vec<Booking> = entries.into_iter().flat_map(|entry| entry.bookings).collect();
        let tags = |texts: &[String]| texts.iter().map(|tag| tag.trim().to_owned()).collect();
        Ok(ManyPatch {
            note: fields.note.as_deref().map(|note| note.trim().to_owned()),
            billable: fields.billable,
            add_tags: tags(&fields.add_tags),
            remove_tags: tags(&fields.remove_tags),
            add_bookings: self.bookings(&fields.add_on, &before).await?,
            remove_bookings: self.bookings(&fields.remove_on, &before).await?,
        })
    }

    async fn breaks(
        &self,
        texts: &[String],
        start: Timestamp,
    ) -> Result<Vec<(Timestamp, Timestamp)>, ApiError> {
        let mut breaks = Vec::with_capacity(texts.len());
        for text in texts {
            let (from, to) = text.split_once(['-', '–']).ok_or_else(words::parts::bad_break)?;
            let from = self.when_after("break", from, start).await?;
            breaks.push((from, self.when_after("break", to, from).await?));
        }
        breaks.sort_unstable();
        Ok(breaks)
    }

    async fn entry_ids(&self, texts: &[String]) -> Result<Vec<EntryId>, ApiError> {
        let mut ids = Vec::with_capacity(texts.len());
        for text in texts {
            let id = self.entry_id(text).await?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// The entry of this id.
    pub(crate) async fn loaded(&self, id: EntryId) -> Result<Entry, ApiError> {
        let entry = self.reader.entry(id).await.map_err(|error| storage_error(&error))?;
        entry.ok_or_else(|| words::timer::unknown_entry(&id.to_string()))
    }
}

fn overlap_of(choice: Option<OverlapChoice>) -> Overlap {
    match choice {
        None => Overlap::Ask,
        Some(OverlapChoice::Trim) => Overlap::Trim,
        Some(OverlapChoice::Split) => Overlap::Split,
        Some(OverlapChoice::Keep) => Overlap::Keep,
    }
}

fn kind_of(kind: SegmentKind) -> Kind {
    match kind {
        SegmentKind::Work => Kind::Work,
        SegmentKind::Break => Kind::Break,
        SegmentKind::Undecided => Kind::Undecided,
    }
}

/// Work with these breaks inside. `None` = a break does not fit. Breaks come sorted.
fn around_breaks(
    start: Timestamp,
    end: Option<Timestamp>,
    breaks: &[(Timestamp, Timestamp)],
) -> Option<Vec<Segment>> {
    let segment = |kind, start, end| Segment { kind, start, end, cause: Cause::User };
    let mut segments = Vec::new();
    let mut at = start;
    for (from, to) in breaks {
        if *from < at || to <= from || end.is_some_and(|end| *to > end) {
            return None;
        }
        if *from > at {
            segments.push(segment(Kind::Work, at, Some(*from)));
        }
        segments.push(segment(Kind::Break, *from, Some(*to)));
        at = *to;
    }
    if end != Some(at) {
        segments.push(segment(Kind::Work, at, end));
    }
    Some(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_millis(minute * 60_000)
    }

    #[test]
    fn breaks_are_cut_out_of_work_without_gaps() {
        let segments =
            around_breaks(at(0), Some(at(60)), &[(at(10), at(20)), (at(50), at(60))]).expect("they fit");
        let kinds: Vec<Kind> = segments.iter().map(|segment| segment.kind).collect();
        assert_eq!(kinds, [Kind::Work, Kind::Break, Kind::Work, Kind::Break]);
        assert!(segments.windows(2).all(|pair| pair[0].end == Some(pair[1].start)));
    }

    #[test]
    fn a_break_beyond_the_end_does_not_fit() {
        assert_eq!(around_breaks(at(0), Some(at(60)), &[(at(50), at(61))]), None);
        assert_eq!(around_breaks(at(0), None, &[(at(10), at(20)), (at(15), at(30))]), None);
    }
}
