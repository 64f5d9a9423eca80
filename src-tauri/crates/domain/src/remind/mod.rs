//! Reminders as a decision: which are due now, what their buttons say, and when to look again.
//!
//! Pure, and without words. Nothing is said while nobody is there, in a call, or in do-not-disturb; what came due
//! meanwhile is said afterwards, if it still holds. One cause is told once, unless it was snoozed. A reminder never
//! changes an entry; its buttons are verbs like any other.

mod hours;
mod memory;
#[cfg(test)]
mod tests;
mod topics;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::presence::Presence;
use crate::rest::Rules;
use crate::rhythm::Rhythm;
use crate::workday::Workday;
use crate::{Entry, Timestamp, Verb};

pub use hours::Hours;
pub use memory::Memory;
pub use topics::usual_millis;

/// What a person wants to be reminded of.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// Rest that is due by rule.
    pub rules: Rules,
    /// How long before rest is due by rule to say so, milliseconds.
    pub lead_millis: i64,
    /// Breaks by a rhythm of one's own; `None` = none.
    pub rhythm: Option<Rhythm>,
    /// Breaks longer than this, milliseconds; `None` = none is too long.
    pub longest_break_millis: Option<i64>,
    /// Whether to ask for the timer of somebody who works again after a break.
    pub resume: bool,
    /// The hours one works in; `None` = none are known.
    pub hours: Option<Hours>,
    /// In these hours without a timer for so long, milliseconds; `None` = never mind.
    pub untracked_millis: Option<i64>,
    /// Whether to tell of an entry that runs longer than usual.
    pub longer_than_usual: bool,
    /// Whether to tell of the end of these hours while a timer runs.
    pub end_of_workday: bool,
}

/// What there is to remind of.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// Now.
    pub now: Timestamp,
    /// The zone of the machine; work hours are hours there.
    pub zone: Tz,
    /// The working day up to now.
    pub day: &'a Workday,
    /// What runs.
    pub running: Option<&'a Entry>,
    /// When the last entry ended, if nothing runs; `None` = there has been none.
    pub stopped: Option<Timestamp>,
    /// Net work of an entry that is still usual, milliseconds, as [`usual_millis`] finds it.
    pub usual_millis: Option<i64>,
}

/// Whether a person can be spoken to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Attention {
    /// Nobody is there: no input, a locked screen, sleep.
    pub away: bool,
    /// In a call.
    pub in_call: bool,
    /// The desktop asks for silence.
    pub do_not_disturb: bool,
    /// When somebody last came back.
    pub back_since: Timestamp,
}

impl Attention {
    /// What presence knows, and whether the desktop asks for silence.
    pub fn of(presence: &Presence, do_not_disturb: bool) -> Self {
        Self {
            away: presence.away_since().is_some(),
            in_call: presence.in_call(),
            do_not_disturb,
            back_since: presence.back_since(),
        }
    }

    fn is_quiet(self) -> bool {
        self.away || self.in_call || self.do_not_disturb
    }
}

/// What a reminder is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Rest is due by rule.
    RestByRule,
    /// A break is due by rhythm.
    BreakByRhythm,
    /// The break goes on for longer than wanted.
    BreakTooLong,
    /// The break is over by rhythm.
    BreakOver,
    /// Somebody works again, and the timer is still on a break.
    ForgotToResume,
    /// No timer in work hours.
    NotTracking,
    /// The entry runs for longer than usual.
    LongRun,
    /// The work hours are over, and the timer runs.
    EndOfWorkday,
}

impl Topic {
    /// Whether it asks to end a break.
    fn ends_break(self) -> bool {
        matches!(self, Self::BreakTooLong | Self::BreakOver | Self::ForgotToResume)
    }
}

/// What a button of a reminder does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Button {
    /// Says this verb.
    Say(Verb),
    /// Tells it again later.
    Snooze,
}

/// Something to say to a person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reminder {
    /// What about.
    pub topic: Topic,
    /// The instant its cause goes by: the same topic with the same instant is the same cause.
    pub cause: Timestamp,
    /// The instant it speaks of: when rest is or was due, a break began or was over, work hours end.
    pub at: Timestamp,
    /// When to say it, if nothing changes.
    pub due: Timestamp,
    /// Its buttons, the first one the most likely.
    pub buttons: Vec<Button>,
}

/// What to say now, and when to look again.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Due {
    /// The reminders, the most urgent first. Tell them, and note that by [`Memory::tell`].
    pub now: Vec<Reminder>,
    /// When to look again if nothing changes before; `None` = nothing waits for time to pass. Whatever ends a silence
    /// is a change.
    pub look: Option<Timestamp>,
}

/// Decides what is due.
pub fn reminders(state: &State<'_>, settings: &Settings, attention: Attention, memory: &Memory) -> Due {
    if attention.is_quiet() {
        return Due::default();
    }
    let mut due = Due::default();
    for mut reminder in topics::all(state, settings, attention) {
        let Some(when) = memory.when(&reminder, attention.back_since) else { continue };
        reminder.due = when;
        if when > state.now {
            due.look = Some(due.look.map_or(when, |look| look.min(when)));
        } else if !(reminder.topic.ends_break() && due.now.iter().any(|said| said.topic.ends_break())) {
            due.now.push(reminder);
        }
    }
    due
}
