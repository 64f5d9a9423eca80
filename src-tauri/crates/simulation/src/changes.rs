//! Verbs that change entries: edit, split, merge, delete and decide.

use api::{BorderName, EditFields, OverlapChoice, UndecidedAs, VerbRequest};
use domain::{Border, EditPatch, Entry, Overlap, Resolution, Verb};

use crate::verbs::{Choice, MINUTE, Said, name, words};

impl Choice<'_> {
    pub(crate) fn edit(&mut self) -> Option<Said> {
        let entry = self.entry()?;
        let (mut fields, mut patch) = (EditFields::default(), EditPatch::default());
        let what = match self.dice.roll(6) {
            0..=2 => {
                let note = self.note();
                (fields.note, patch.note) = (Some(note.clone()), Some(note.clone()));
                format!("note “{note}”")
            }
            3 => {
                let (on, bookings) = self.bookings();
                (fields.on, patch.bookings) = (Some(on.clone()), Some(bookings));
                format!("on {}", words(&on))
            }
            4 => {
                let from = entry.start().plus_millis(self.dice.between(-30, 30) * MINUTE);
                (fields.from, patch.start) = (Some(from.rfc3339()), Some(from));
                format!("from {from}")
            }
            _ => {
                let to = entry.end()?.plus_millis(self.dice.between(-30, 30) * MINUTE);
                (fields.to, patch.end) = (Some(to.rfc3339()), Some(to));
                format!("to {to}")
            }
        };
        Some(Said {
            request: VerbRequest::Edit {
                id: entry.id.to_string(),
                fields,
                overlap: Some(OverlapChoice::Keep),
            },
            verb: Verb::Edit { entry: entry.id, patch, overlap: Overlap::Keep },
            times: 1,
            short: format!("edit {}: {what}", name(&entry)),
        })
    }

    pub(crate) fn shift(&mut self) -> Option<Said> {
        let entry = self.entry()?;
        let by = self.dice.between(-40, 40);
        let start = entry.start().plus_millis(by * MINUTE);
        Some(Said {
            request: VerbRequest::Move {
                id: entry.id.to_string(),
                by: Some(format!("{by}m")),
                to: None,
                overlap: Some(OverlapChoice::Keep),
            },
            verb: Verb::Move { entry: entry.id, start, overlap: Overlap::Keep },
            times: 1,
            short: format!("move {} by {by} min", name(&entry)),
        })
    }

    /// The border after the first part goes to somewhere around it.
    pub(crate) fn resize(&mut self) -> Option<Said> {
        let entry = self.entry()?;
        let from = entry.segments().get(1)?.start;
        let at = from.plus_millis(self.dice.between(-20, 20) * MINUTE);
        Some(Said {
            request: VerbRequest::Resize {
                id: entry.id.to_string(),
                border: BorderName::Between,
                from: Some(from.rfc3339()),
                at: at.rfc3339(),
                overlap: None,
            },
            verb: Verb::Resize { entry: entry.id, border: Border::Between(from), at, overlap: Overlap::Ask },
            times: 1,
            short: format!("border of {} from {from} to {at}", name(&entry)),
        })
    }

    pub(crate) fn split(&mut self) -> Option<Said> {
        let entry = self.finished()?;
        let seconds = entry.end()?.since(entry.start()) / 1000;
        let at = entry.start().plus_millis(self.dice.between(1, seconds.max(2)) * 1000);
        Some(Said {
            request: VerbRequest::Split { id: entry.id.to_string(), at: at.rfc3339() },
            verb: Verb::Split { entry: entry.id, at },
            times: 1,
            short: format!("split {} at {at}", name(&entry)),
        })
    }

    pub(crate) fn merge(&mut self) -> Option<Said> {
        let (one, other) = (self.finished()?, self.finished()?);
        Some(Said {
            request: VerbRequest::Merge { ids: vec![one.id.to_string(), other.id.to_string()] },
            verb: Verb::Merge { entries: if one == other { vec![one.id] } else { vec![one.id, other.id] } },
            times: 1,
            short: format!("merge {} and {}", name(&one), name(&other)),
        })
    }

    pub(crate) fn delete(&mut self) -> Option<Said> {
        let entry = self.entry()?;
        Some(Said {
            request: VerbRequest::Delete { ids: vec![entry.id.to_string()] },
            verb: Verb::Delete { entries: vec![entry.id] },
            times: 1,
            short: format!("delete {}", name(&entry)),
        })
    }

    pub(crate) fn decide(&mut self) -> Option<Said> {
        let open: Vec<Entry> =
            self.model.entries().into_iter().filter(|entry| entry.has_undecided()).cloned().collect();
        let entry = self.dice.one_of(&open)?;
        let (decision, resolution) = match self.dice.roll(3) {
            0 => (UndecidedAs::Work, Resolution::Work),
            1 => (UndecidedAs::Break, Resolution::Break),
            _ => (UndecidedAs::Cut, Resolution::Cut),
        };
        Some(Said {
            request: VerbRequest::Decide { id: entry.id.to_string(), at: None, decision },
            verb: Verb::Decide { entry: entry.id, at: None, resolution },
            times: 1,
            short: format!("decide {}: {resolution:?}", name(entry)),
        })
    }
}
