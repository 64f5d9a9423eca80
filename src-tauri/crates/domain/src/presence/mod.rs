//! Presence: what was seen of the person and the machine, made into time nobody spoke for.
//!
//! A pure machine: `see(event, around)` gives its next state, the verbs to say to the timer, the question to have on
//! show and when to look again. It asks for verbs only; what they change is `timer`'s.
//!
//! An absence begins with the earliest of last input, lock and sleep, and is bound to the entry that ran then. It ends
//! with a sign that somebody is there. Shorter than the threshold, it melts into what went on, without a word. Signs
//! may be missing, doubled or late: whatever is unsure stays undecided until a person says what it was.

mod machine;
#[cfg(test)]
mod tests;

use crate::{Cause, Entry, EntryId, Kind, Timestamp, Verb};

/// Something that was seen. Its instant is when the engine heard of it, by the clock of that moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// No input since then. Back ends say so after no more than the threshold.
    IdleBegan {
        /// The last input.
        since: Timestamp,
    },
    /// There is input again.
    IdleEnded,
    /// The screen is locked.
    Locked,
    /// Somebody unlocked it.
    Unlocked,
    /// The machine is about to sleep.
    Suspending,
    /// The machine is awake again; that alone says nothing about a person behind a locked screen.
    Resumed,
    /// The clock has jumped forward: the machine slept, or somebody set the clock. Nobody watched in between.
    Gap {
        /// The last instant somebody watched.
        from: Timestamp,
    },
    /// The clock was set back.
    SetBack {
        /// By how much, milliseconds.
        by_millis: i64,
    },
    /// A microphone or camera is in use: somebody is there, also without input or behind a lock.
    CallBegan,
    /// Neither is in use any more.
    CallEnded,
    /// Whoever told about this is gone; what it said last may be over without a word.
    Lost(Sense),
    /// A person is about to say a verb at this machine.
    Said,
    /// The question on show was answered, put off, or is none any more.
    Answered,
    /// The moment to look has come.
    Look,
}

/// What a back end tells about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Sense {
    /// Input.
    Idle,
    /// The lock of the screen.
    Lock,
    /// Sleep of the machine.
    Sleep,
    /// Microphone and camera.
    Call,
}

/// What surrounds an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Around {
    /// When it was heard.
    pub now: Timestamp,
    /// What runs.
    pub running: Option<Running>,
    /// Absences shorter than this melt, milliseconds.
    pub threshold_millis: i64,
}

/// The running entry, as far as presence asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Running {
    /// Which one.
    pub entry: EntryId,
    /// Since when it is work; `None` = it is on a break, or undecided.
    pub work_since: Option<Timestamp>,
}

impl Running {
    /// What presence asks of an entry; `None` = it does not run.
    pub fn of(entry: &Entry) -> Option<Self> {
        let work = entry.last().kind == Kind::Work;
        entry.is_running().then(|| Self { entry: entry.id, work_since: work.then_some(entry.last().start) })
    }
}

/// Undecided time a person is asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Question {
    /// The entry that ran then.
    pub entry: EntryId,
    /// Its first instant.
    pub from: Timestamp,
    /// When somebody came back.
    pub to: Timestamp,
    /// How the absence was seen.
    pub cause: Cause,
}

impl Question {
    /// Whether any of it is still undecided, in the entry as it is now.
    pub fn is_open(&self, entry: Option<&Entry>) -> bool {
        let touches = |start: Timestamp, end: Option<Timestamp>| {
            start < self.to && end.is_none_or(|end| self.from < end)
        };
        entry.is_some_and(|entry| {
            let mut segments = entry.segments().iter();
            segments.any(|segment| segment.kind == Kind::Undecided && touches(segment.start, segment.end))
        })
    }
}

/// What is known of the person and the machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Presence {
    /// The latest instant anything was heard.
    heard: Timestamp,
    /// Somebody was there then, and no absence reaches back past it.
    back: Timestamp,
    /// When somebody last came back.
    returned: Timestamp,
    /// The last input, while there is none.
    idle: Option<Timestamp>,
    /// Since when the screen is locked.
    locked: Option<Timestamp>,
    /// Since when the machine sleeps.
    asleep: Option<Timestamp>,
    /// Input at a locked screen, none missing since.
    input: Option<Timestamp>,
    /// Whether microphone or camera are in use.
    call: bool,
    away: Option<Absence>,
    /// Questions for later, the first one on show.
    questions: Vec<Question>,
}

/// Time nobody is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Absence {
    from: Timestamp,
    cause: Cause,
    /// What worked when it began.
    entry: Option<EntryId>,
    /// It cannot have begun before this.
    floor: Timestamp,
    /// Since when the timer knows it to be; `None` = it has not been told.
    told: Option<Timestamp>,
}

/// What follows from an event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// The state afterwards.
    pub presence: Presence,
    /// What to say to the timer, in this order.
    pub verbs: Vec<Verb>,
    /// The one question to have on show now; `None` = show none.
    pub ask: Option<Question>,
    /// When to send [`Event::Look`], unless something is heard before; `None` = nothing waits for time to pass.
    pub look: Option<Timestamp>,
}

impl Presence {
    /// A start of the program: somebody is there, unless an absence was going on when it ended.
    pub fn at_start(now: Timestamp, running: Option<&Entry>) -> Self {
        let unseen = running
            .filter(|entry| entry.is_running() && entry.last().kind == Kind::Undecided)
            .map(|entry| (entry.id, *entry.last()));
        let away = unseen.map(|(entry, open)| Absence {
            from: open.start,
            cause: open.cause,
            entry: Some(entry),
            floor: open.start,
            told: Some(open.start),
        });
        Self {
            heard: now,
            back: away.map_or(now, |away| away.from),
            returned: away.map_or(now, |away| away.from),
            idle: away.map(|away| away.from),
            locked: None,
            asleep: None,
            input: None,
            call: false,
            away,
            questions: Vec::new(),
        }
    }

    /// Since when nobody is there; `None` = somebody is.
    pub fn away_since(&self) -> Option<Timestamp> {
        self.away.map(|away| away.from)
    }

    /// When somebody last came back: the end of the last absence, or the start of the program.
    pub fn back_since(&self) -> Timestamp {
        self.returned
    }

    /// Whether microphone or camera are in use.
    pub fn in_call(&self) -> bool {
        self.call
    }
}
