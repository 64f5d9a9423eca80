//! Random verbs, each said twice: to the engine as a person types it, and to the model as the rules know it.

use api::{EntryFields, OverlapChoice, UndecidedAs, VerbRequest};
use domain::{Booking, Entry, Kind, NewEntry, Overlap, Resolution, Timestamp, Verb};

use crate::birth::Bookable;
use crate::dice::Dice;
use crate::model::Model;

pub(crate) const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A verb in both languages.
pub(crate) struct Said {
    /// As it is typed.
    pub(crate) request: VerbRequest,
    /// As the rules know it.
    pub(crate) verb: Verb,
    /// How often it is done; more than once only for undo and redo.
    pub(crate) times: u32,
    /// For the schedule.
    pub(crate) short: String,
}

/// An hour to add: its note, its targets as typed and as booked, from when to when.
type Hour = (String, Vec<String>, Vec<Booking>, (Timestamp, Timestamp));

/// What a verb is chosen from.
pub(crate) struct Choice<'a> {
    pub(crate) dice: &'a mut Dice,
    pub(crate) model: &'a Model,
    pub(crate) targets: &'a [Bookable],
    pub(crate) now: Timestamp,
    /// Counts the verbs of a run, so that notes differ.
    pub(crate) number: u32,
}

/// Something to say now; None when there is nothing it could be about.
pub(crate) fn any(mut choice: Choice<'_>) -> Option<Said> {
    match choice.dice.roll(28) {
        0..=2 => Some(choice.start()),
        3 => Some(plain("break", VerbRequest::Break { at: None }, Verb::Break { at: None })),
        4 => Some(plain("resume", VerbRequest::Resume { at: None }, Verb::Resume { at: None })),
        5 | 6 => Some(plain("stop", VerbRequest::Stop { at: None }, Verb::Stop { at: None })),
        7..=11 => Some(choice.add()),
        12..=17 => choice.edit(),
        18 => choice.split(),
        19 => choice.merge(),
        20 | 21 => choice.delete(),
        22 => choice.decide(),
        23 | 24 => Some(choice.undo()),
        25 => choice.shift(),
        26 => choice.resize(),
        _ => Some(choice.redo()),
    }
}

fn plain(short: &str, request: VerbRequest, verb: Verb) -> Said {
    Said { request, verb, times: 1, short: short.to_owned() }
}

impl Choice<'_> {
    pub(crate) fn entry(&mut self) -> Option<Entry> {
        let entries = self.model.entries();
        self.dice.one_of(&entries).map(|entry| (*entry).clone())
    }

    pub(crate) fn finished(&mut self) -> Option<Entry> {
        self.entry().filter(|entry| !entry.is_running())
    }

    /// Mostly a note of its own, now and then one that trackers change or that was there before.
    pub(crate) fn note(&mut self) -> String {
        match self.dice.roll(12) {
            0 => "the same again".into(),
            1 => format!("a<b> & “c” {}", self.number),
            2 => format!("größer 🎉 {}", self.number),
            3 => format!("  two   spaces {} ", self.number).trim().to_owned(),
            4 => String::new(),
            _ => format!("note {}", self.number),
        }
    }

    /// On nothing, at one tracker, or at several; seldom twice at one, seldom where nothing is taken.
    pub(crate) fn bookings(&mut self) -> (Vec<String>, Vec<Booking>) {
        let count = match self.dice.roll(8) {
            0 => 0,
            1..=3 => 1,
            4 | 5 => 2,
            _ => 3,
        };
        let mut on: Vec<Bookable> = Vec::new();
        for _ in 0..count {
            let Some(target) = self.dice.one_of(self.targets).cloned() else { continue };
            let twice = on.iter().any(|other| other.booking.connection == target.booking.connection);
            let seldom = target.refusing || twice;
            if on.iter().all(|other| other.text != target.text) && (!seldom || self.dice.once_in(4)) {
                on.push(target);
            }
        }
        on.into_iter().map(|target| (target.text, target.booking)).unzip()
    }

    fn start(&mut self) -> Said {
        let (on, bookings) = self.bookings();
        let note = self.note();
        // Now and then a start in the past, where what is there stays.
        let at = self.dice.once_in(4).then(|| self.now.plus_millis(-self.dice.between(1, 90) * MINUTE));
        // The model knows no links.
        let fields =
            EntryFields { note: note.clone(), on: on.clone(), no_links: true, ..EntryFields::default() };
        let new = NewEntry { note: note.clone(), bookings, ..NewEntry::default() };
        Said {
            request: VerbRequest::Start {
                fields,
                at: at.map(Timestamp::rfc3339),
                overlap: Some(OverlapChoice::Keep),
            },
            verb: Verb::Start { new, at, overlap: Overlap::Keep },
            times: 1,
            short: format!(
                "start “{note}” on {}{}",
                words(&on),
                at.map_or(String::new(), |at| format!(" at {at}"))
            ),
        }
    }

    /// The very same as another entry, which trackers cannot tell apart.
    fn twin(&mut self) -> Option<Hour> {
        let other = self.finished().filter(|other| !other.bookings.is_empty())?;
        let text = |booking: &Booking| {
            let known = self.targets.iter().find(|target| target.booking == *booking);
            known.map(|target| target.text.clone())
        };
        let on = other.bookings.iter().map(text).collect::<Option<Vec<String>>>()?;
        Some((other.note.clone(), on, other.bookings.clone(), (other.start(), other.end()?)))
    }

    fn add(&mut self) -> Said {
        let twin = if self.dice.once_in(6) { self.twin() } else { None };
        let (note, on, bookings, (start, end)) = twin.unwrap_or_else(|| {
            let (on, bookings) = self.bookings();
            (self.note(), on, bookings, self.span())
        });
        let (overlap, choice) = match self.dice.roll(8) {
            0 => (Overlap::Trim, OverlapChoice::Trim),
            1 => (Overlap::Split, OverlapChoice::Split),
            _ => (Overlap::Keep, OverlapChoice::Keep),
        };
        let breaks = self.breaks(start, end);
        let zone = chrono_tz::Europe::Berlin;
        let clock = |at: &Timestamp| at.utc().with_timezone(&zone).format("%H:%M").to_string();
        // The model knows no links.
        let fields =
            EntryFields { note: note.clone(), on: on.clone(), no_links: true, ..EntryFields::default() };
        Said {
            request: VerbRequest::Add {
                fields,
                from: start.rfc3339(),
                to: Some(end.rfc3339()),
                duration: None,
                breaks: breaks.iter().map(|(from, to)| format!("{}-{}", clock(from), clock(to))).collect(),
                overlap: Some(choice),
            },
            short: format!(
                "add “{note}” {start} +{} s, {} break(s), {overlap:?}, on {}",
                end.since(start) / 1000,
                breaks.len(),
                words(&on)
            ),
            verb: Verb::Add {
                new: NewEntry { note, bookings, ..NewEntry::default() },
                start,
                end,
                breaks,
                overlap,
            },
            times: 1,
        }
    }

    /// Times of the last days: mostly whole minutes, now and then the very times of another entry, or a few seconds.
    fn span(&mut self) -> (Timestamp, Timestamp) {
        if self.dice.once_in(8)
            && let Some(other) = self.finished()
            && let Some(end) = other.end()
        {
            return (other.start(), end);
        }
        let now = self.now.millis() / MINUTE * MINUTE;
        let mut start = now - self.dice.between(4 * 60, 8 * DAY / MINUTE) * MINUTE;
        let mut length = self.dice.between(1, 200) * MINUTE;
        if self.dice.once_in(5) {
            (start, length) =
                (start + self.dice.between(0, 59_999), length + self.dice.between(-59_999, 59_999));
        }
        (Timestamp::from_millis(start), Timestamp::from_millis(start + length.max(1_000)))
    }

    /// One break now and then, where the times are whole minutes of one day.
    fn breaks(&mut self, start: Timestamp, end: Timestamp) -> Vec<(Timestamp, Timestamp)> {
        let minutes = end.since(start) / MINUTE;
        let whole = start.millis() % MINUTE == 0;
        let day = |at: Timestamp| at.plus_millis(60 * MINUTE).millis() / DAY;
        if !whole || minutes < 30 || day(start) != day(end) || !self.dice.once_in(3) {
            return Vec::new();
        }
        let from = start.plus_millis(self.dice.between(5, minutes / 2) * MINUTE);
        vec![(from, from.plus_millis(self.dice.between(1, minutes / 3) * MINUTE))]
    }

    fn undo(&mut self) -> Said {
        let times = 1 + u32::from(self.dice.once_in(4));
        let request = VerbRequest::Undo { count: Some(times) };
        Said { request, verb: Verb::Undo, times, short: format!("undo {times}") }
    }

    fn redo(&mut self) -> Said {
        let times = 1 + u32::from(self.dice.once_in(4));
        let request = VerbRequest::Redo { count: Some(times) };
        Said { request, verb: Verb::Redo, times, short: format!("redo {times}") }
    }
}

/// Resolves what nobody has decided yet, so that it can be sent in the end.
pub(crate) fn decide_all(entry: &Entry) -> Option<Said> {
    entry.segments().iter().any(|segment| segment.kind == Kind::Undecided).then(|| Said {
        request: VerbRequest::Decide { id: entry.id.to_string(), at: None, decision: UndecidedAs::Work },
        verb: Verb::Decide { entry: entry.id, at: None, resolution: Resolution::Work },
        times: 1,
        short: format!("decide {}: Work", name(entry)),
    })
}

/// Ends what runs.
pub(crate) fn stop() -> Said {
    plain("stop", VerbRequest::Stop { at: None }, Verb::Stop { at: None })
}

/// The end of an id, which is what differs between two of one millisecond.
pub(crate) fn name(entry: &Entry) -> String {
    let id = entry.id.to_string();
    format!("…{}", &id[id.len().saturating_sub(6)..])
}

pub(crate) fn words(on: &[String]) -> String {
    if on.is_empty() { "nothing".into() } else { on.join(", ") }
}
